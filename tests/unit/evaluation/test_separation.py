"""How well the largest output tells digits from what is none: counted by hand, and pair by pair."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import ShapeError, ValueRangeError
from perceptible.evaluation import auroc, refusal_threshold, separate, wilson_interval

numbers = st.lists(st.integers(0, 6), min_size=1, max_size=12).map(lambda values: np.array(values) / 6)


@given(digits=numbers, others=numbers)
def test_the_area_is_the_share_of_pairs_in_order(digits, others):
    """Counted one pair after the other; equal numbers count half."""
    pairs = [(digit > other) + 0.5 * (digit == other) for digit in digits for other in others]
    assert auroc(digits, others) == pytest.approx(sum(pairs) / len(pairs), abs=1e-15)


@given(digits=numbers, others=numbers)
def test_the_area_of_the_other_side_is_what_is_missing(digits, others):
    """To exchange the two kinds turns the curve around."""
    assert auroc(digits, others) + auroc(others, digits) == pytest.approx(1, abs=1e-12)


def test_the_area_does_not_depend_on_the_scale():
    """Only the order counts, so that sigmoid and softmax may be held against each other."""
    generator = np.random.default_rng(0)
    digits, others = generator.random(50), generator.random(40)
    assert auroc(digits**3, others**3) == auroc(digits, others)


def test_the_threshold_refuses_no_more_digits_than_it_may():
    """Of 200 digits at 1 % two: those of 0.000 and 0.005."""
    digits = np.random.default_rng(0).permutation(np.arange(200) / 200)
    assert refusal_threshold(digits) == 2 / 200
    assert (digits < refusal_threshold(digits)).sum() == 2


def test_digits_as_dark_as_the_threshold_are_kept():
    """Where many digits have the same output, refusing one would refuse all of them."""
    assert refusal_threshold(np.array([0.5, 0.5, 0.5, 1.0]), share=0.5) == 0.5


@given(digits=numbers, share=st.floats(0, 0.99))
def test_the_threshold_is_the_largest_that_may_be(digits, share):
    """It refuses at most the share, and above it the next digit would be refused too many."""
    threshold = refusal_threshold(digits, share)
    assert (digits < threshold).sum() <= share * len(digits)
    assert (digits <= threshold).sum() > share * len(digits) - 1e-9


def test_what_is_counted_is_what_people_ask():
    """0.5 and 0.9 themselves are not above; below the threshold of 0.8 lie the first four."""
    confidences = np.array([0.1, 0.5, 0.51, 0.79, 0.9, 0.95])
    found = separate("uniform", confidences, np.full(100, 0.8))
    assert (found.n_above_half, found.n_above_nine_tenths, found.n_refused) == (4, 1, 4)
    assert found.shares == (4 / 6, 1 / 6, 4 / 6)
    assert found.intervals[1] == wilson_interval(1, 6)


def test_all_of_it_goes_into_json():
    """`perceptible compare --json` prints this."""
    table = separate("blank", np.array([0.25, 0.75]), np.array([0.5, 1.0])).as_dict()
    assert json.loads(json.dumps(table)) == table
    assert (table["kind"], table["n_above_half"], table["above_half"], table["auroc"]) == ("blank", 1, 0.5, 0.75)


@pytest.mark.parametrize("nothing", [np.zeros(0), np.zeros((2, 10))])
def test_outputs_that_were_not_reduced_are_refused(nothing):
    """One number for each image, and at least one image."""
    with pytest.raises(ShapeError, match=r"others has shape .* Give the largest output for each image: outputs.max"):
        auroc(np.ones(3), nothing)
    with pytest.raises(ShapeError, match=r"confidences has shape .* expected \(n_images,\)"):
        separate("blank", nothing, np.ones(3))


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_a_share_that_is_none_is_refused(share):
    """All digits cannot be refused."""
    with pytest.raises(ValueRangeError, match=rf"share is {share}, expected a number from 0 to below 1. Pass 0.01"):
        refusal_threshold(np.ones(3), share)
