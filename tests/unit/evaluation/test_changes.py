"""Digits changed by stated amounts."""

import numpy as np
import pytest

from perceptible.data.dataset import Split
from perceptible.data.transforms import rotate, thicken
from perceptible.errors import ShapeError, UnknownNameError
from perceptible.evaluation import CHANGES, changed_splits

INPUTS = np.zeros((2, 28, 28), np.float32)
INPUTS[0, 10:18, 12:15], INPUTS[1, 14, 6:22] = 1, 0.5
DIGITS = Split(INPUTS.reshape(2, 784), np.array([1, 7]))


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_gives_images_of_the_same_digits(name):
    """As many, with their labels, in [0, 1]; what was given is not written to."""
    before = DIGITS.inputs.copy()
    for changed in changed_splits(name, DIGITS):
        assert changed.inputs.shape == (2, 784)
        np.testing.assert_array_equal(changed.labels, [1, 7])
    np.testing.assert_array_equal(DIGITS.inputs, before)


@pytest.mark.parametrize("pixels", [1, 2, 3, 4])
def test_a_shift_goes_in_four_directions(pixels):
    """As numpy.roll moves them, since no ink is near the edge."""
    moves = ((0, pixels), (0, -pixels), (pixels, 0), (-pixels, 0))
    expected = [np.roll(INPUTS, move, axis=(1, 2)).reshape(2, 784) for move in moves]
    found = [changed.inputs for changed in changed_splits(f"shift-{pixels}", DIGITS)]
    np.testing.assert_array_equal(found, expected)


def test_a_turn_goes_both_ways():
    """Counterclockwise and clockwise by as much."""
    left, right = changed_splits("rotate-15", DIGITS)
    np.testing.assert_allclose(left.inputs, rotate(DIGITS.inputs, 15), atol=1e-6)
    np.testing.assert_allclose(right.inputs, rotate(DIGITS.inputs, -15), atol=1e-6)


def test_strokes_become_thinner_and_thicker():
    """By half a pixel, and by one, on each side."""
    (thinner,), (thicker,) = (changed_splits(name, DIGITS) for name in ("thinner", "thicker"))
    np.testing.assert_array_equal(thinner.inputs, thicken(DIGITS.inputs, -0.5))
    np.testing.assert_array_equal(thicker.inputs, thicken(DIGITS.inputs, 1))


def test_a_change_that_does_not_exist_is_refused():
    """With those that are close."""
    with pytest.raises(UnknownNameError, match=r"'shift-5' .*shift-4"):
        changed_splits("shift-5", DIGITS)


def test_images_of_other_sizes_are_refused():
    """Where the rows of an image end is not known."""
    split = Split(np.zeros((3, 9), np.float32), np.array([0, 1, 2]))
    with pytest.raises(ShapeError, match=r"images of 9 pixels, expected 784. Change images of 28 x 28 only"):
        changed_splits("thinner", split)
