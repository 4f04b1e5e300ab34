"""Median and range over seeds."""

from __future__ import annotations

from statistics import median

import pytest

from perceptible.sweeps import Outcome, Serial, Spread, Sweep, jobs, run_sweep, summarize


@pytest.fixture(scope="module")
def outcomes(small):
    """Return the 12 trainings of the small sweep."""
    return list(run_sweep(small, workers=Serial()))


def test_a_spread_is_median_and_ends():
    """Of 4, 1, 3 and 2 the median is (2 + 3) / 2."""
    assert Spread.of([4, 1, 3, 2]) == Spread(median=2.5, low=1, high=4, values=(4, 1, 3, 2))


def test_each_setting_gathers_its_seeds(small, outcomes):
    """Counted out by hand from the rows."""
    second = summarize(small, outcomes)[1]
    costs = [outcome.value.test_cost for outcome in outcomes[3:6]]
    assert (dict(second.choice), second.seeds) == ({"epochs": 1, "hidden": (4, 2)}, (0, 1, 2))
    spread = second.spreads["test_cost"]
    assert (spread.median, spread.low, spread.high) == (median(costs), min(costs), max(costs))


def test_the_order_in_which_trainings_land_decides_nothing(small, outcomes):
    """Two runs of one sweep print one table."""
    assert summarize(small, outcomes[::-1]) == summarize(small, outcomes)


def test_a_setting_without_results_is_there(small, outcomes):
    """A sweep that was stopped shows what is missing."""
    found = summarize(small, outcomes[:4])
    assert [len(one.seeds) for one in found] == [3, 1, 0, 0]
    assert found[3].spreads == {}


def test_failures_are_counted_and_the_others_summed_up(small, outcomes):
    """A median that passed over failures in silence would be a lie."""
    failed = Outcome(job=outcomes[1].job, id=outcomes[1].id, value=None, error="it diverged")
    first = summarize(small, [outcomes[0], failed, outcomes[2]])[0]
    assert (first.seeds, first.errors) == ((0, 2), {1: "it diverged"})
    assert len(first.spreads["test_accuracy"].values) == 2


def test_what_was_not_measured_has_no_spread(small, outcomes):
    """There are no validation images in these trainings."""
    assert "validation_cost" not in summarize(small, outcomes)[0].spreads


def test_trainings_of_other_sweeps_are_left_out(data, outcomes):
    """A folder may hold more than was asked for now."""
    part = Sweep(data, axes={"epochs": (2,), "hidden": ((3,),)}, seeds=(0, 1))
    found = summarize(part, outcomes)
    assert [(one.words, one.seeds) for one in found] == [("the recipe as it is", (0, 1))]
    assert {outcome.id for outcome in outcomes} > {job.id for job in jobs(part)}


def test_words_name_the_setting(small, outcomes):
    """As people write it."""
    assert summarize(small, outcomes)[1].words == "epochs 1, hidden 4-2"
