"""A sweep as it is told."""

from __future__ import annotations

from perceptible.cli.sweep_report import sweep_table, trained_words
from perceptible.sweeps import Job, Outcome, Row, SettingSummary, Spread
from perceptible.training import recipe_named


def outcome(seed, *, accuracy=0.9, **options):
    """Return what a training of the lesson came to."""
    job = Job(recipe=recipe_named("lesson"), seed=seed, data="mnist", fingerprint="0", n_train=60_000)
    numbers = dict.fromkeys(("train_cost", "train_accuracy", "validation_cost", "validation_accuracy", "test_cost"))
    counts = {"n_train": 60_000, "n_test": 10_000, "n_parameters": 13_002, "epochs": 30, "steps": 180_000}
    row = Row(seed=seed, data="mnist", reason="all epochs", seconds=2.0, test_accuracy=accuracy, **counts, **numbers)
    return Outcome(**{"job": job, "id": str(seed), "value": row, "seconds": 2.0, **options})


def test_a_line_says_what_a_training_came_to():
    """The axes that tell it apart, its seed, its accuracy on the test images and its time."""
    assert trained_words(("learning_rate",), outcome(0)) == "learning rate 1.5, seed 0: 90.00%, 2.0 s"


def test_a_line_says_why_a_training_failed():
    """With the setting that made it fail, which is what one wants to know."""
    failed = outcome(2, value=None, error="it diverged. Lower it.")
    assert trained_words(("learning_rate",), failed) == "learning rate 1.5, seed 2: failed: it diverged. Lower it."


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
