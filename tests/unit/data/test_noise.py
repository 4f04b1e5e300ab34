"""Noise on images: of the stated size, repeatable, and never outside [0, 1]."""

import numpy as np
import pytest

from perceptible.data.noise import add_noise
from perceptible.errors import ShapeError, ValueRangeError


def test_the_noise_has_the_stated_size():
    """In the middle of the range nothing is cut: the deviation is 0.05 within 1 % for 100,000 pixels."""
    gray = np.full((100, 1000), 0.5, np.float32)
    noisy = add_noise(gray, 0.05, rng=0)
    assert abs(noisy.std() / 0.05 - 1) < 0.01
    assert (gray == 0.5).all()


def test_the_same_seed_gives_the_same_noise():
    """And another seed another one; pixels stay in [0, 1]."""
    black = np.zeros((3, 20), np.float32)
    one, same, other = (add_noise(black, 2.0, rng=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()
    assert one.min() == 0
    assert one.max() == 1


@pytest.mark.parametrize("amount", [-0.1, np.nan, np.inf])
def test_impossible_amounts_are_refused(amount):
    """The sentence says what is possible."""
    with pytest.raises(ValueRangeError, match="expected a finite number of at least 0"):
        add_noise(np.zeros((1, 4)), amount)


def test_what_is_no_table_of_images_is_refused():
    """One image alone lacks an axis."""
    with pytest.raises(ShapeError, match=r"shape \(4,\)"):
        add_noise(np.zeros(4), 0.1)
