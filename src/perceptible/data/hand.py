"""How a hand varies: strokes moved, bent, stretched, slanted and turned at random, and a pen of random thickness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.handwriting import Curve

__all__ = ["bend", "carelessness_of", "lean", "pen_radii", "trace"]

# How much one drawing differs from the next, in heights of a drawing where nothing else is said. Chosen so that a
# network that learned from such digits alone reads MNIST's training digits well, and that they look like handwriting.
CARELESSNESS = 0.30  # spread of the logarithm of what multiplies the next two
JOINT = 0.025  # each control point, on its own
BEND = 0.050  # four slow waves that bend the whole drawing
WAVES = (1.5, 4.5)  # radians of such a wave in one height
WIDTH = 0.17  # spread of the logarithm of the width
SLANT, SLANT_SPREAD = 0.08, 0.19  # to the right, in widths per height
ROTATION = 6.0  # degrees
# The thickness of MNIST's strokes (twice the ink over the length of its edge) has a median of 2.35 pixels.
THICKNESS, THICKNESS_SPREAD = 2.4, 0.28  # pixels; spread of its logarithm
PRESSURE = 0.18  # how much thicker or thinner one stroke gets on its way
THINNEST, THICKEST = 0.5, 3.5  # radii in pixels


def carelessness_of(n_drawings: int, rng: np.random.Generator) -> FloatArray:
    """Draw how carelessly each drawing is made, (n_drawings, 1): what multiplies its moves and bends."""
    careless: FloatArray = np.exp(CARELESSNESS * _normal(rng, n_drawings, 1))
    return careless


def trace(curves: Sequence[Curve], chosen: IntArray, moves: FloatArray, carelessness: FloatArray) -> FloatArray:
    """Put dots along curves whose control points are each moved a little.

    Parameters
    ----------
    curves : sequence of Curve
        Of equally many dots each.
    chosen : int array of shape (n_drawings,)
        Which curve each drawing is.
    moves : float array of shape (n_drawings, n_most_joints, 2)
        Standard normal numbers, at least as many as the longest curve has control points.
    carelessness : float array of shape (n_drawings, 1)
        How far the moves go.

    Returns
    -------
    float32 array of shape (n_drawings, n_dots, 2)
        x and y in heights of a drawing, about their middle.
    """
    moved = JOINT * carelessness[:, :, None] * moves
    dots = np.empty((len(chosen), len(curves[0].basis), 2), np.float32)
    for number in np.unique(chosen):
        curve, rows = curves[number], np.flatnonzero(chosen == number)
        dots[rows] = curve.basis @ (curve.joints + moved[rows, : len(curve.joints)])
    centered: FloatArray = dots - dots.mean(axis=1, keepdims=True)
    return centered


def bend(dots: FloatArray, carelessness: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Bend drawings as if the paper were rubber: slow waves along and across."""
    bent = dots.copy()
    for axis, along in ((0, 0), (0, 1), (1, 0), (1, 1)):
        amount = BEND * carelessness * _normal(rng, len(dots), 1)
        pace = _uniform(rng, len(dots), *WAVES)
        bent[:, :, axis] += amount * np.sin(pace * bent[:, :, along] + _uniform(rng, len(dots), 0, 2 * np.pi))
    return bent


def lean(dots: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Stretch, slant and turn drawings."""
    width = np.exp(WIDTH * _normal(rng, len(dots), 1))
    slant = SLANT + SLANT_SPREAD * _normal(rng, len(dots), 1)
    angle = np.float32(np.deg2rad(ROTATION)) * _normal(rng, len(dots), 1)
    x, y = width * dots[:, :, 0] - slant * dots[:, :, 1], dots[:, :, 1]
    turned = (np.cos(angle) * x - np.sin(angle) * y, np.sin(angle) * x + np.cos(angle) * y)
    return np.stack(turned, axis=-1)


def pen_radii(n_drawings: int, n_dots: int, rng: np.random.Generator) -> FloatArray:
    """Return how far the ink of each dot reaches (n_drawings, n_dots): one pen a drawing, pressed more and less."""
    radius = THICKNESS / 2 * np.exp(THICKNESS_SPREAD * _normal(rng, n_drawings, 1))
    along = _uniform(rng, n_drawings, 2, 9) * np.linspace(0, 1, n_dots, dtype=np.float32)
    wave = np.sin(along + _uniform(rng, n_drawings, 0, 2 * np.pi))
    pressed: FloatArray = radius * (1 + PRESSURE * _normal(rng, n_drawings, 1) * wave)
    return np.clip(pressed, THINNEST, THICKEST)


def _normal(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Draw standard normal numbers."""
    return rng.standard_normal(shape, dtype=np.float32)


def _uniform(rng: np.random.Generator, n_drawings: int, low: float, high: float) -> FloatArray:
    """Draw one number a drawing, (n_drawings, 1), evenly between two."""
    return rng.uniform(low, high, (n_drawings, 1)).astype(np.float32)
