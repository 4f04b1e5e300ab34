"""Drawings that are no digit, inked and centered as MNIST was: random pen curves, and shapes that are no digit."""

from __future__ import annotations

from functools import cache

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.hand import bend, carelessness_of, lean, pen_radii, trace
from perceptible.data.handwriting import Curve, Variant, curve_of, smooth_basis
from perceptible.data.raw import WHITE
from perceptible.data.shapes import SHAPES
from perceptible.data.strokes import center_by_mass, fit_to_box, ink

__all__ = ["draw_scribbles", "draw_shapes"]

NO_DIGIT = -1
SHAPE_DOTS = 144  # of a shape: of the longest, a hash of about 80 pixels, two a thickness
SCRIBBLE_DOTS = 224  # of a scribble: of the longest, about 200 pixels, one in each
FEWEST_POINTS, MOST_POINTS = 7, 14  # through which a scribble goes; a curve through fewer may well be a digit
MOST_JOINTS = 16
LEVELS = np.float32(WHITE)


def draw_shapes(n: int, rng: np.random.Generator) -> FloatArray:
    """Draw n shapes of `SHAPES`, each differently, (n, 784)."""
    carelessness = carelessness_of(n, rng)
    moves = rng.standard_normal((n, MOST_JOINTS, 2), dtype=np.float32)
    dots = trace(_curves(), rng.integers(len(SHAPES), size=n), moves, carelessness)
    return _inked(lean(bend(dots, carelessness, rng), rng), rng)


def draw_scribbles(n: int, rng: np.random.Generator) -> FloatArray:
    """Draw n smooth curves through random points of a square, (n, 784)."""
    n_points = rng.integers(FEWEST_POINTS, MOST_POINTS + 1, size=n)
    points = rng.random((n, MOST_POINTS, 2), dtype=np.float32)
    dots = np.empty((n, SCRIBBLE_DOTS, 2), np.float32)
    for number in np.unique(n_points):
        rows = np.flatnonzero(n_points == number)
        dots[rows] = _even(_basis(int(number)) @ points[rows, :number])
    return _inked(dots, rng)


@cache
def _curves() -> tuple[Curve, ...]:
    """Return the curves of all shapes."""
    return tuple(curve_of(Variant(NO_DIGIT, name, 1.0, path), SHAPE_DOTS) for name, path in SHAPES)


@cache
def _basis(n_points: int) -> FloatArray:
    """Return the matrix of a smooth curve through so many points, one after the other."""
    return frozen(smooth_basis(list(range(n_points)), n_points).astype(np.float32))


def _even(lines: FloatArray) -> FloatArray:
    """Put dots evenly along each of many lines (n, n_places, 2)."""
    steps = np.hypot(*np.moveaxis(np.diff(lines, axis=1), -1, 0))
    along = np.pad(np.cumsum(steps, axis=1), ((0, 0), (1, 0)))
    even = np.empty((len(lines), SCRIBBLE_DOTS, 2), np.float32)
    for line, length, dots in zip(lines, along, even, strict=True):
        places = np.linspace(0, length[-1], SCRIBBLE_DOTS)
        dots[:, 0], dots[:, 1] = np.interp(places, length, line[:, 0]), np.interp(places, length, line[:, 1])
    return even


def _inked(dots: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Ink drawings with a pen of random thickness, prepared as MNIST was, in 256 gray levels."""
    radii = pen_radii(len(dots), dots.shape[1], rng)
    images = center_by_mass(ink(fit_to_box(dots, radii), radii))
    inputs: FloatArray = np.rint(images * LEVELS).reshape(len(dots), -1) / LEVELS
    return inputs
