"""How many random labels a network learns by heart."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perceptible as pc
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.capacity import CapacitySettings, Learner, largest_known
from perceptible.experiments.capacity_result import Capacity
from perceptible.experiments.spread import Over

CAPACITY = EXPERIMENTS["capacity"]
TINY = Learner(hidden=(3,), side=7, first=8, epochs=60, learning_rate=0.02)
WIDE = Learner(hidden=(128,), first=64, most=100, epochs=200, learning_rate=0.003, n_seeds=1)
SETTINGS = CapacitySettings(learners=(TINY, WIDE), precision=1.4, seeds=(0, 1))


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=50)


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = CAPACITY.jobs(SETTINGS, digits)
    assert [job.seed for job in jobs] == [0, 1, 0]
    return CAPACITY.combine(SETTINGS, digits, jobs, [CAPACITY.run(job, digits) for job in jobs])


@given(border=st.integers(0, 5_000), first=st.integers(1, 3_000), precision=st.floats(1.01, 2))
def test_doubling_and_halving_find_the_border(border, first, precision):
    """What is known is known, what is too much is too much, and they are close."""
    known, too_many = largest_known(lambda n: n <= border, first, 4_000, precision)
    assert known <= border
    if too_many is None:
        assert known == 4_000 <= border
    else:
        assert too_many > border
        assert too_many <= max(precision * max(known, 1), known + 1)


def test_few_neurons_know_few_labels_and_many_know_all(result):
    """10 dials for each of 3 neurons cannot hold what 100 thousand can."""
    tiny, wide = result.capacities
    assert tiny.labels.high < 100
    assert tiny.too_many.low > tiny.labels.low
    assert (wide.labels.low, wide.too_many) == (100, None)
    assert "at least 100" in result.findings[1]


def test_bits_are_those_of_ten_classes():
    """By hand: 1,000 labels of log2(10) = 3.3219 bits over 3,594 dials."""
    one = Capacity((196, 16, 16, 10), 3_594, Over(1_000, 900, 1_100, 3), None, 10)
    assert one.bits_per_dial == pytest.approx(1_000 * 3.321928 / 3_594)


def test_tables_of_numbers_are_not_made_smaller(digits):
    """They have no rows and columns of pixels: such networks are left out."""
    table = replace(digits, image_shape=None)
    assert {job.learner for job in CAPACITY.jobs(SETTINGS, table)} == {WIDE}


def test_known_is_what_was_all_right_in_one_epoch_of_labels_drawn_at_random(digits, monkeypatch):
    """A pupil that learns 40 labels and never more than 95 % of a longer list; its labels are not the true ones."""
    told = []

    def train(_network, data, _settings, *, rng):
        told.append((rng, data.train.labels))
        yield SimpleNamespace(row=SimpleNamespace(train_accuracy=1.0 if len(data.train) <= 40 else 0.95))

    monkeypatch.setattr("perceptible.experiments.capacity.train", train)
    monkeypatch.setattr("perceptible.experiments.capacity.EpochDone", SimpleNamespace)
    answer = CAPACITY.run(CAPACITY.jobs(SETTINGS, digits)[1], digits)
    assert answer["known"] <= 40 < answer["too_many"] <= 1.4 * answer["known"]
    longest = max((labels for _, labels in told), key=len)
    assert all((labels == longest[: len(labels)]).all() for _, labels in told)  # a longer list goes on from a shorter
    assert 0 < (longest == digits.train.labels[: len(longest)]).sum() < 0.4 * len(longest)
