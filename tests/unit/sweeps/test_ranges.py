"""Ranges to draw from."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import SettingsError
from perceptible.sweeps import Range

seeds = st.integers(0, 2**32)


@given(low=st.floats(-1e6, 1e6), width=st.floats(1e-3, 1e6), seed=seeds)
def test_what_is_drawn_lies_between_the_ends(low, width, seed):
    """A learning rate below 0 would stop the whole sweep."""
    drawn = Range(low, low + width).draw(np.random.default_rng(seed))
    assert low <= drawn <= low + width


@given(low=st.integers(1, 50), width=st.integers(1, 50), logarithmic=st.booleans(), seed=seeds)
def test_whole_ends_give_whole_numbers(low, width, logarithmic, seed):
    """There is no mini-batch of 10.5 images."""
    drawn = Range(low, low + width, logarithmic).draw(np.random.default_rng(seed))
    assert isinstance(drawn, int)
    assert low <= drawn <= low + width


def test_both_whole_ends_are_as_likely_as_the_rest():
    """Of 3,000 draws from 1, 2, 3 each comes 1,000 times, give or take five standard deviations of 26."""
    rng = np.random.default_rng(0)
    counts = np.bincount([Range(1, 3).draw(rng) for _ in range(3000)])
    assert np.abs(counts[1:] - 1000).max() < 5 * math.sqrt(3000 / 3 * 2 / 3)


def test_a_logarithmic_range_gives_each_power_of_ten_its_share():
    """Between 0.01 and 1 as many lie below 0.1 as above it: 500 of 1,000, give or take five times 16."""
    rng = np.random.default_rng(0)
    drawn = np.array([Range(0.01, 1.0, logarithmic=True).draw(rng) for _ in range(1000)])
    assert abs(int((drawn < 0.1).sum()) - 500) < 80


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((2, 1), r"from 2 to 1, expected two finite numbers, the smaller one first\. Write Range\(0\.1, 3\.0\)"),
        ((1, 1), r"from 1 to 1, expected"),
        ((0.0, math.inf), "from 0.0 to inf, expected"),
        ((math.nan, 1.0), "from nan to 1.0, expected"),
        ((True, 3), "from True to 3, expected"),
        (("a", "b"), "from 'a' to 'b', expected"),
        ((0.0, 1.0, True), r"begins at 0\.0, expected a number above 0"),
    ],
)
def test_ranges_that_make_no_sense_are_refused(ends, said):
    """Before anything is drawn."""
    with pytest.raises(SettingsError, match=said):
        Range(*ends)
