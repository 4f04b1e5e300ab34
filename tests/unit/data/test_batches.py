"""Mini-batches and splits: every sample exactly once, every class its share."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from perceptible.data.batches import mini_batches, stratified_split
from perceptible.errors import DtypeError, ShapeError, ValueRangeError

some_labels = st.lists(st.integers(0, 4), min_size=2, max_size=60).map(np.array)
seeds = st.integers(0, 2**32)


@given(n_samples=st.integers(1, 200), batch_size=st.integers(1, 220), seed=seeds)
def test_a_pass_deals_every_sample_exactly_once(n_samples, batch_size, seed):
    """An epoch sees every training image once; only the last mini-batch may be smaller."""
    batches = list(mini_batches(n_samples, batch_size, seed))
    np.testing.assert_array_equal(np.sort(np.concatenate(batches)), np.arange(n_samples))
    assert all(len(batch) == batch_size for batch in batches[:-1])
    assert 1 <= len(batches[-1]) <= batch_size


def test_the_order_is_that_of_the_seed():
    """The same seed deals the same hand, another seed another one, and none leaves the order as it was."""
    first, again, other = (np.concatenate(list(mini_batches(100, 10, seed))) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
    assert not np.array_equal(first, np.arange(100))


def test_a_generator_moves_on_from_pass_to_pass():
    """Two epochs from one generator have different orders."""
    rng = np.random.default_rng(0)
    one, two = (np.concatenate(list(mini_batches(50, 50, rng))) for _ in range(2))
    assert not np.array_equal(one, two)


@pytest.mark.parametrize(
    ("n_samples", "batch_size", "error", "message"),
    [
        (0, 10, ValueRangeError, "n_samples is 0, expected a whole number of at least 1"),
        (10, 0, ValueRangeError, "batch_size is 0.*Pass an int such as batch_size=10"),
        (10, 2.5, DtypeError, "batch_size is 2.5"),
        (True, 1, DtypeError, "n_samples is True"),
    ],
)
def test_counts_that_make_no_sense_are_refused_at_once(n_samples, batch_size, error, message):
    """The error comes from the call, not from the first mini-batch."""
    with pytest.raises(error, match=message):
        mini_batches(n_samples, batch_size)


@given(labels=some_labels, fraction=st.floats(0.01, 0.99), seed=seeds)
def test_a_split_keeps_every_sample_on_one_side_and_every_class_its_share(labels, fraction, seed):
    """By largest remainder no class is more than one sample away from its exact share."""
    n_samples = len(labels)
    n_held_out = max(1, min(n_samples - 1, round(fraction * n_samples)))
    kept, held_out = stratified_split(labels, fraction, seed)
    np.testing.assert_array_equal(np.sort(np.concatenate([kept, held_out])), np.arange(n_samples))
    assert len(held_out) == n_held_out
    for label in range(5):
        exact = np.count_nonzero(labels == label) * n_held_out / n_samples
        assert abs(np.count_nonzero(labels[held_out] == label) - exact) < 1


def test_the_split_of_mnist_sized_labels_is_exact():
    """6,000 of each of ten digits, one sixth held out: 1,000 of each."""
    labels = np.repeat(np.arange(10), 6_000)
    _, held_out = stratified_split(labels, 10_000, 0)
    np.testing.assert_array_equal(np.bincount(labels[held_out]), np.full(10, 1_000))


def test_remainders_go_to_the_classes_with_the_largest_fractions():
    """Seven samples (4, 2, 1), three held out: shares 12/7, 6/7, 3/7 give 1 + 1, 0 + 1, 0."""
    labels = np.array([0, 0, 0, 0, 1, 1, 2])
    _, held_out = stratified_split(labels, 3, 5)
    np.testing.assert_array_equal(labels[held_out], [0, 0, 1])


def test_the_seed_decides_which_samples_are_held_out():
    """Splits can be repeated, and differ between seeds."""
    labels = np.arange(100) % 10
    one, again, other = (stratified_split(labels, 20, seed)[1] for seed in (3, 3, 4))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize(
    ("labels", "held_out", "error", "message"),
    [
        (np.zeros(4), 1, DtypeError, "labels hold float64, expected an array of whole numbers"),
        ([1, 2], 1, DtypeError, "labels hold list"),
        (np.zeros((2, 2), int), 1, ShapeError, r"labels has shape \(2, 2\), expected \(n_samples,\)"),
        (np.zeros(4, int), 0, ValueRangeError, "0 of 4 samples would be held out, expected one or more on either"),
        (np.zeros(4, int), 4, ValueRangeError, "4 of 4 .* Hold out fewer"),
        (np.zeros(4, int), 1.0, ValueRangeError, "held_out is 1.0, expected a fraction between 0 and 1"),
        (np.zeros(4, int), float("nan"), ValueRangeError, "held_out is nan"),
        (np.zeros(4, int), "half", DtypeError, "held_out is 'half', expected a fraction or a number of samples"),
        (np.zeros(1, int), 0.5, ValueRangeError, "1 of 1 samples"),
    ],
)
def test_splits_that_make_no_sense_are_refused(labels, held_out, error, message):
    """Each names the value and what to give instead."""
    with pytest.raises(error, match=message):
        stratified_split(labels, held_out)
