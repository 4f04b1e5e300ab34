"""Synthetic digits: the built-in handwriting, written differently each time and prepared as MNIST was."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import DIGITS, Dataset
from perceptible.data.handwriting import N_DOTS, curve_of, variants_of
from perceptible.data.raw import WHITE, RawData, Samples
from perceptible.data.strokes import center_by_mass, fit_to_box, ink
from perceptible.errors import ValueRangeError
from perceptible.rng import Rng, derived, seed_from

__all__ = ["synthetic_digits"]

SOURCE = "built in: pen strokes of several handwritings, drawn by this program; nobody wrote these digits"
BLOCK = 1000  # digits that share one generator, so that fewer digits are the first of more
TRAIN, TEST = 0, 1
MOST_JOINTS = 16

# How much one digit differs from the next, in heights of a digit where nothing else is said. Chosen so that a network
# that learned from these digits alone reads MNIST's training digits well, and that they still look like handwriting.
CARELESSNESS = 0.30  # spread of the logarithm of what multiplies the next two
JOINT = 0.025  # each control point, on its own
BEND = 0.050  # four slow waves that bend the whole digit
WAVES = (1.5, 4.5)  # radians of such a wave in one height
WIDTH = 0.17  # spread of the logarithm of the width
SLANT, SLANT_SPREAD = 0.08, 0.19  # to the right, in widths per height
ROTATION = 6.0  # degrees
# The thickness of MNIST's strokes (twice the ink over the length of its edge) has a median of 2.35 pixels.
THICKNESS, THICKNESS_SPREAD = 2.4, 0.28  # pixels; spread of its logarithm
PRESSURE = 0.18  # how much thicker or thinner one stroke gets on its way
THINNEST, THICKEST = 0.5, 3.5  # radii in pixels


def synthetic_digits(n_train: int = 60_000, n_test: int = 10_000, *, rng: Rng = 0) -> Dataset:
    """Write digits with the built-in handwriting and prepare them exactly as MNIST was.

    Each digit picks one way of writing it (a 7 with or without a bar, an open or a closed 4), moves and bends its
    strokes at random, stretches, slants and turns them, and inks them with a pen of random thickness. The ink is
    scaled to fit a box of 20 x 20 pixels and moved to put its center of mass in the middle of 28 x 28.

    Parameters
    ----------
    n_train, n_test : int, default 60,000 and 10,000
        How many training and test digits to write, at least 1 each; every digit equally often.
    rng : None, int or numpy.random.Generator, default 0
        What the digits are drawn from. The same seed writes the same digits, and fewer are the first of more.

    Returns
    -------
    Dataset
        Named ``"synthetic"``, of 256 gray levels as MNIST. No image is of MNIST or of any person's handwriting.

    Raises
    ------
    ValueRangeError
        If fewer than 1 digit is asked for.

    Examples
    --------
    >>> digits = synthetic_digits(100, 20, rng=0)
    >>> digits.train.inputs.shape, len(digits.test), digits.name
    ((100, 784), 20, 'synthetic')
    """
    for name, number in (("n_train", n_train), ("n_test", n_test)):
        if number < 1:
            msg = f"{name} is {number}, expected at least 1. Ask for as many digits as you need, such as {name}=1000."
            raise ValueRangeError(msg)
    seed = seed_from(rng)
    train, test = _write(n_train, seed, TRAIN), _write(n_test, seed, TEST)
    return RawData("synthetic", train, test, SOURCE).to_dataset()


def _write(n_digits: int, seed: int, split: int) -> Samples:
    """Write one split, block after block."""
    starts = range(0, n_digits, BLOCK)
    blocks = [_write_block(min(BLOCK, n_digits - start), derived(seed, split, start)) for start in starts]
    images, labels = zip(*blocks, strict=True)
    return Samples(np.concatenate(images), np.concatenate(labels))


def _write_block(n_digits: int, rng: np.random.Generator) -> Samples:
    """Write the first digits of one block; everything random is drawn for the whole block."""
    labels = rng.permutation(np.arange(BLOCK) % len(DIGITS))
    carelessness = np.exp(CARELESSNESS * _normal(rng, 1))
    dots = _lean(_bend(_trace(labels, carelessness, rng), carelessness, rng), rng)
    radii = _radii(rng)
    dots, radii = dots[:n_digits], radii[:n_digits]
    images = center_by_mass(ink(fit_to_box(dots, radii), radii))
    return Samples(np.rint(images * WHITE).astype(np.uint8), labels[:n_digits])


def _trace(labels: IntArray, carelessness: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Return the dots (BLOCK, N_DOTS, 2) of digits whose control points were each moved a little."""
    moves = JOINT * carelessness[:, :, None] * _normal(rng, MOST_JOINTS, 2)
    choices = rng.random(BLOCK)
    dots = np.empty((BLOCK, N_DOTS, 2), np.float32)
    for digit in range(len(DIGITS)):
        variants = variants_of(digit)
        bounds = np.cumsum([variant.share for variant in variants])
        chosen = np.searchsorted(bounds, choices * bounds[-1], side="right")
        for number, variant in enumerate(variants):
            curve = curve_of(variant)
            rows = np.flatnonzero((labels == digit) & (chosen == number))
            dots[rows] = curve.basis @ (curve.joints + moves[rows, : len(curve.joints)])
    centered: FloatArray = dots - dots.mean(axis=1, keepdims=True)
    return centered


def _bend(dots: FloatArray, carelessness: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Bend digits as if the paper were rubber: slow waves along and across."""
    bent = dots.copy()
    for axis, along in ((0, 0), (0, 1), (1, 0), (1, 1)):
        amount = BEND * carelessness * _normal(rng, 1)
        pace = _uniform(rng, *WAVES)
        bent[:, :, axis] += amount * np.sin(pace * bent[:, :, along] + _uniform(rng, 0, 2 * np.pi))
    return bent


def _lean(dots: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Stretch, slant and turn digits."""
    width = np.exp(WIDTH * _normal(rng, 1))
    slant = SLANT + SLANT_SPREAD * _normal(rng, 1)
    angle = np.float32(np.deg2rad(ROTATION)) * _normal(rng, 1)
    x, y = width * dots[:, :, 0] - slant * dots[:, :, 1], dots[:, :, 1]
    turned = (np.cos(angle) * x - np.sin(angle) * y, np.sin(angle) * x + np.cos(angle) * y)
    return np.stack(turned, axis=-1)


def _radii(rng: np.random.Generator) -> FloatArray:
    """Return how far the ink of each dot reaches (BLOCK, N_DOTS): one pen a digit, pressed more and less."""
    radius = THICKNESS / 2 * np.exp(THICKNESS_SPREAD * _normal(rng, 1))
    wave = np.sin(_uniform(rng, 2, 9) * np.linspace(0, 1, N_DOTS, dtype=np.float32) + _uniform(rng, 0, 2 * np.pi))
    pressed: FloatArray = radius * (1 + PRESSURE * _normal(rng, 1) * wave)
    return np.clip(pressed, THINNEST, THICKEST)


def _normal(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Draw standard normal numbers (BLOCK, *shape)."""
    return rng.standard_normal((BLOCK, *shape), dtype=np.float32)


def _uniform(rng: np.random.Generator, low: float, high: float) -> FloatArray:
    """Draw one number a digit, (BLOCK, 1), evenly between two."""
    return rng.uniform(low, high, (BLOCK, 1)).astype(np.float32)
