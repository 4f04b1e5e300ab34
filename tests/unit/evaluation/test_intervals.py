"""Intervals against published tables."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import ValueRangeError
from perceptible.evaluation import paired_interval, wilson_interval
from perceptible.evaluation.intervals import DEVIATIONS


def test_the_deviations_are_those_of_95_per_cent():
    """2.5 % of the normal distribution lie above, 2.5 % below."""
    assert pytest.approx(NormalDist().inv_cdf(0.975), rel=1e-14) == DEVIATIONS


# Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, score method without
# continuity correction.
@pytest.mark.parametrize(
    ("n_correct", "n_images", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_published_one(n_correct, n_images, low, high):
    """To the four digits of the table."""
    interval = wilson_interval(n_correct, n_images)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


def test_wilsons_interval_by_hand():
    """5 of 10: z^2 = 3.8415, center 1/2, half sqrt(3.8415 / 40 + 0.38415^2 / 4) / 1.38415 = 0.26341."""
    assert wilson_interval(5, 10) == pytest.approx((0.5 - 0.26341, 0.5 + 0.26341), abs=1e-5)


@given(data=st.data(), n_images=st.integers(1, 100_000))
def test_the_interval_holds_the_fraction_and_stays_in_range(data, n_images):
    """And it mirrors: what is known of the right answers is known of the wrong ones."""
    n_correct = data.draw(st.integers(0, n_images))
    low, high = wilson_interval(n_correct, n_images)
    assert 0 <= low <= n_correct / n_images <= high <= 1
    assert low < high
    assert wilson_interval(n_images - n_correct, n_images) == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_the_ends_are_exact():
    """No wrong answer in 20 leaves 1 possible, and none right leaves 0; rounding must not miss them."""
    assert wilson_interval(20, 20).high == 1.0
    assert wilson_interval(0, 20).low == 0.0


def test_the_paired_interval_is_the_published_one():
    """The documented example of the R package PropCIs, diffpropci.mp(b = 40, c = 20, n = 160), with our sign."""
    assert paired_interval(40, 20, 160) == pytest.approx((0.03089632, 0.21601726), abs=5e-9)


def test_the_paired_interval_changes_sides_with_the_networks():
    """First minus second is the negative of second minus first."""
    low, high = paired_interval(20, 40, 160)
    assert (-high, -low) == pytest.approx(paired_interval(40, 20, 160), rel=1e-15)


def test_the_paired_interval_stays_in_range():
    """An accuracy cannot be better by more than 1."""
    assert paired_interval(2, 0, 2).high == 1.0
    assert paired_interval(0, 2, 2).low == -1.0


@given(data=st.data(), n_images=st.integers(1, 10_000))
def test_the_paired_interval_holds_most_differences(data, n_images):
    """Its middle is drawn towards 0 by the two images it makes up, by less than it is wide."""
    n_first = data.draw(st.integers(0, n_images))
    n_second = data.draw(st.integers(0, n_images - n_first))
    low, high = paired_interval(n_first, n_second, n_images)
    assert -1 <= low < high <= 1
    assert low <= (n_first - n_second) / n_images <= high


@pytest.mark.parametrize(("n_correct", "n_images"), [(-1, 10), (11, 10), (0, 0)])
def test_counts_that_contradict_each_other_are_refused(n_correct, n_images):
    """Eleven of ten images cannot be right."""
    with pytest.raises(ValueRangeError, match=rf"count is {n_correct} of {n_images} images.*Count each image once"):
        wilson_interval(n_correct, n_images)


def test_more_disagreements_than_images_are_refused():
    """Six and five of ten images count at least one of them twice."""
    with pytest.raises(ValueRangeError, match=r"count is 11 of 10 images.*Count each image once"):
        paired_interval(6, 5, 10)
