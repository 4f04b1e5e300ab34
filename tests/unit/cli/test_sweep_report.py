"""A sweep as it is told."""

from __future__ import annotations

import pytest

from perceptible.cli.sweep_report import SweepWatch, sweep_table
from perceptible.sweeps import Job, Outcome, Row, SettingSummary, Spread
from perceptible.training import recipe_named


def outcome(seed, *, accuracy=0.9, **options):
    """Return what a training of the lesson came to."""
    job = Job(recipe=recipe_named("lesson"), seed=seed, data="mnist", fingerprint="0", n_train=60_000)
    numbers = dict.fromkeys(("train_cost", "train_accuracy", "validation_cost", "validation_accuracy", "test_cost"))
    counts = {"n_train": 60_000, "n_test": 10_000, "n_parameters": 13_002, "epochs": 30, "steps": 180_000}
    row = Row(seed=seed, data="mnist", reason="all epochs", seconds=2.0, test_accuracy=accuracy, **counts, **numbers)
    return Outcome(**{"job": job, "id": str(seed), "value": row, "seconds": 2.0, **options})


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self):
        """Return the time."""
        return self.now


@pytest.fixture
def clock():
    """Return a clock at 0."""
    return Clock()


def heard(clock, outcomes, *, seconds):
    """Let a watch hear outcomes, with so much time between them."""
    with SweepWatch(5, ("learning_rate",), clock=clock) as watch:
        for one in outcomes:
            clock.now += seconds
            watch.hear(one)


def test_a_line_says_what_came_out_and_how_much_time_is_left(clock, capsys):
    """After one of five in 30 seconds, four are left: 120 seconds."""
    heard(clock, [outcome(0)], seconds=30)
    assert capsys.readouterr().err == "1/5  learning rate 1.5, seed 0: 90.00%, 2.0 s  about 2 min left\n"


def test_trainings_known_from_before_do_not_count_for_the_time(clock, capsys):
    """Three known, one new in 10 seconds, one left: 10 seconds, not 2.5."""
    heard(clock, [outcome(seed, is_new=False) for seed in range(3)], seconds=0)
    known = capsys.readouterr().err
    with SweepWatch(5, (), clock=clock) as watch:
        for seed in range(3):
            watch.hear(outcome(seed, is_new=False))
        clock.now += 10
        watch.hear(outcome(3))
    assert known == ""
    assert capsys.readouterr().err.endswith("about 10 s left\n")


def test_a_thousand_quick_trainings_are_not_a_thousand_lines(clock, capsys):
    """One in a second, the last one, and each that failed."""
    failed = outcome(2, value=None, error="it diverged. Lower it.")
    heard(clock, [outcome(0), outcome(1), failed, outcome(3), outcome(4)], seconds=0.1)
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("  ")[0] for line in lines] == ["1/5", "3/5", "5/5"]
    assert "seed 2: failed: it diverged. Lower it." in lines[1]


def setting(rate, accuracies, *, errors=None):
    """Return a setting that came to these test accuracies, at costs of 1 - accuracy."""
    spreads = {}
    if accuracies:
        costs, times = [1 - accuracy for accuracy in accuracies], [2.0] * len(accuracies)
        named = {"test_accuracy": accuracies, "test_cost": costs, "seconds": times}
        spreads = {name: Spread.of(values) for name, values in named.items()}
    seeds = tuple(range(len(accuracies)))
    return SettingSummary(choice={"learning_rate": rate}, seeds=seeds, errors=errors or {}, spreads=spreads)


def test_the_table_has_median_and_range_of_each_setting():
    """Of 0.90, 0.94 and 0.91 the median is 0.91, its cost 0.09."""
    assert sweep_table([setting(0.5, [0.90, 0.94, 0.91]), setting(1.5, [0.95])], 3).splitlines() == [
        "learning rate  seeds   test median  range             cost    time",
        "          0.5  3 of 3  91.00%       90.00% to 94.00%  0.0900  2.0 s",
        "          1.5  1 of 3  95.00%       95.00% to 95.00%  0.0500  2.0 s",
    ]


def test_failures_stand_below_the_table():
    """The first five with their reason, the others as a number."""
    found = sweep_table([setting(9.0, [], errors={seed: f"reason {seed}." for seed in range(7)})], 7).splitlines()
    assert found[1].split() == ["9", "0", "of", "7"]
    assert found[2] == "failed: learning rate 9, seed 0: reason 0."
    assert found[-1] == "and 2 more failed"
    assert len(found) == 2 + 5 + 1
