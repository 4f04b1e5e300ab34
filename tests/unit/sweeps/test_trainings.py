"""A sweep from its description to its rows."""

from __future__ import annotations

import json

import pytest

import perceptible as pc
from perceptible.errors import SettingsError
from perceptible.sweeps import Range, Row, Serial, Sweep, run_sweep


def rows(sweep, *places, **options):
    """Return the outcomes of a sweep made in this process."""
    return list(run_sweep(sweep, *places, workers=Serial(), **options))


def test_every_training_has_a_row(small):
    """2 x 2 settings from three seeds, in order."""
    found = rows(small)
    assert [(outcome.value.epochs, outcome.value.seed) for outcome in found[:4]] == [(1, 0), (1, 1), (1, 2), (1, 0)]
    assert len(found) == 12
    assert all(isinstance(outcome.value, Row) for outcome in found)


def test_rows_read_again_are_the_rows_computed(small, tmp_path):
    """To the last bit."""
    assert [outcome.value for outcome in rows(small, tmp_path)] == [outcome.value for outcome in rows(small, tmp_path)]


def test_more_seeds_go_on_in_the_same_folder(data, tmp_path):
    """The same training has the same name in both sweeps."""
    axes = {"epochs": (1,)}
    rows(Sweep(data, axes=axes, seeds=(0, 1)), tmp_path)
    again = rows(Sweep(data, axes=axes, seeds=range(4)), tmp_path)
    assert [(outcome.job.seed, outcome.is_new) for outcome in again] == [(0, False), (1, False), (2, True), (3, True)]


def test_other_data_of_the_same_name_are_not_taken_for_these(data, tmp_path):
    """The fingerprint tells them apart."""
    rows(Sweep(data, axes={"epochs": (1,)}), tmp_path)
    assert rows(Sweep(data.first(20), axes={"epochs": (1,)}), tmp_path)[0].is_new


def test_a_training_that_diverges_does_not_stop_the_others(data, tmp_path):
    """It has an error and no row, and is not made again."""
    axes = {"activation": ("relu",), "output": ("identity",), "learning_rate": (0.01, 1e30), "epochs": (9,)}
    found = rows(Sweep(data, axes=axes), tmp_path)
    assert [outcome.value is None for outcome in found] == [False, True]
    assert found[1].error.startswith("the cost stopped being a number after step")
    assert [outcome.is_new for outcome in rows(Sweep(data, axes=axes), tmp_path)] == [False, False]


def test_the_folder_says_what_was_asked_for(data, tmp_path):
    """Axes, seeds, data and the machine."""
    axes = {"hidden": ((3,), ()), "learning_rate": Range(0.1, 1.0, logarithmic=True), "epochs": (1,)}
    rows(Sweep(data, axes=axes, seeds=(3,), n_random=2), tmp_path)
    about = json.loads((tmp_path / "about.json").read_text(encoding="ascii"))
    assert about["axes"]["hidden"] == [[3], []]
    assert about["axes"]["learning_rate"] == {"low": 0.1, "high": 1.0, "logarithmic": True}
    assert (about["seeds"], about["n_random"], about["environment"]["perceptible"]) == ([3], 2, pc.__version__)


def test_values_that_make_no_sense_are_found_when_the_sweep_begins(data, tmp_path):
    """And no folder is made for it."""
    with pytest.raises(SettingsError, match="learning_rate is -1, expected"):
        run_sweep(Sweep(data, axes={"learning_rate": (-1,)}), tmp_path / "sweep")
    assert not (tmp_path / "sweep").exists()


def test_whoever_asks_to_stop_is_heard(small, tmp_path):
    """What was made is there."""
    found = rows(small, tmp_path, should_stop=lambda: (tmp_path / "results.jsonl").exists() and "SIGINT")
    assert len(found) < 12
    assert len(rows(small, tmp_path)) == 12
