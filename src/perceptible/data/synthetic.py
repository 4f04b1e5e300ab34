"""Synthetic digits: the built-in handwriting, written differently each time and prepared as MNIST was."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import IntArray
from perceptible.data.dataset import DIGITS, Dataset
from perceptible.data.hand import bend, carelessness_of, lean, pen_radii, trace
from perceptible.data.handwriting import N_DOTS, Curve, curve_of, variants_of
from perceptible.data.raw import WHITE, RawData, Samples
from perceptible.data.strokes import center_by_mass, fit_to_box, ink
from perceptible.errors import ValueRangeError
from perceptible.rng import Rng, derived, seed_from

__all__ = ["synthetic_digits"]

SOURCE = "built in: pen strokes of several handwritings, drawn by this program; nobody wrote these digits"
BLOCK = 1000  # digits that share one generator, so that fewer digits are the first of more
TRAIN, TEST = 0, 1
MOST_JOINTS = 16


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
    carelessness = carelessness_of(BLOCK, rng)
    moves = rng.standard_normal((BLOCK, MOST_JOINTS, 2), dtype=np.float32)
    dots = trace(_curves(), _chosen(labels, rng), moves, carelessness)
    dots = lean(bend(dots, carelessness, rng), rng)
    radii = pen_radii(BLOCK, N_DOTS, rng)
    dots, radii = dots[:n_digits], radii[:n_digits]
    images = center_by_mass(ink(fit_to_box(dots, radii), radii))
    return Samples(np.rint(images * WHITE).astype(np.uint8), labels[:n_digits])


def _curves() -> list[Curve]:
    """Return the curves of all ways of writing all digits, digit after digit."""
    return [curve_of(variant) for digit in range(len(DIGITS)) for variant in variants_of(digit)]


def _chosen(labels: IntArray, rng: np.random.Generator) -> IntArray:
    """Choose one way of writing each digit: its place among `_curves`."""
    choices = rng.random(len(labels))
    chosen = np.empty(len(labels), np.int64)
    first = 0
    for digit in range(len(DIGITS)):
        bounds = np.cumsum([variant.share for variant in variants_of(digit)])
        of_digit = labels == digit
        chosen[of_digit] = first + np.searchsorted(bounds, choices[of_digit] * bounds[-1], side="right")
        first += len(bounds)
    return chosen
