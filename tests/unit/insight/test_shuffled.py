"""Shuffled labels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.insight.shuffled import random_labels, shuffle_labels, with_labels

N = 300


def images(n_classes=3):
    """Return images that nothing is known of, with a third of each label."""
    return Split(np.zeros((N, 2), np.float32), np.arange(N) % n_classes, n_classes)


@given(share=st.floats(0, 1), seed=st.integers(0, 99))
def test_shuffling_keeps_how_many_there_are_of_each_label(share, seed):
    """Otherwise a network could learn from the frequencies."""
    labels = shuffle_labels(images(), share, rng=seed).labels
    assert np.bincount(labels).tolist() == [100, 100, 100]
    assert (labels != images().labels).sum() <= round(share * N)


def test_a_larger_share_holds_the_images_of_a_smaller_one():
    """At the same seed more is shuffled, not something else."""
    true = images().labels
    some, more = (set(np.flatnonzero(shuffle_labels(images(), share, rng=5).labels != true)) for share in (0.2, 0.9))
    # Two thirds of the shuffled get another label: of 60 about 40, of 270 about 180.
    assert 25 < len(some) < 55
    assert 150 < len(more) < 210
    assert len(some - more) < 25  # a third of them happen to get their own label back


def test_nothing_and_all_are_shuffled():
    """The ends of the range are what they say."""
    assert shuffle_labels(images(), 0.0, rng=0).labels.tolist() == images().labels.tolist()
    assert 0.2 < (shuffle_labels(images(), 1.0, rng=0).labels == images().labels).mean() < 0.47  # 1/3 by chance


def test_random_labels_are_equally_frequent_and_repeatable():
    """Each has the probability 1/3: 100 of 300, give or take 8 as a standard deviation."""
    drawn = random_labels(images(), rng=7).labels
    assert np.all(np.abs(np.bincount(drawn, minlength=3) - 100) < 33)
    assert drawn.tolist() == random_labels(images(), rng=7).labels.tolist()


def test_bytes_stay_bytes():
    """Compiled steps read them."""
    split = Split.of_bytes(np.zeros((2, 4), np.uint8), np.array([0, 1]), 2)
    changed = with_labels(split, np.array([1, 1]))
    assert changed.bytes_of_inputs is split.bytes_of_inputs
    assert changed.labels.tolist() == [1, 1]


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_share_that_is_none_is_refused(share):
    """The message says the value and what to write."""
    with pytest.raises(ValueRangeError, match=rf"share is {share}, expected .* Write 0.5"):
        shuffle_labels(images(), share)
