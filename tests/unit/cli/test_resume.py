"""`perceptible resume`."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

import perceptible as pc


@pytest.fixture
def stopped(trained, tmp_path):
    """Return a copy of the run of two epochs."""
    return shutil.copytree(trained, tmp_path / "runs" / "copy")


def test_a_finished_run_says_so(perceptible, stopped):
    """With its result, and how to go on."""
    result = perceptible("resume", stopped, "--json")
    assert result.exit_code == 0
    assert "has ended: all epochs. To train longer: --epochs 4" in result.stderr
    assert json.loads(result.stdout)["epochs"] == 2


def test_a_longer_training_is_the_same_as_one_from_the_start(perceptible, stopped, tiny):
    """Two epochs and two more are four, to the last bit."""
    longer = json.loads(perceptible("resume", stopped, "--epochs", 4, "--json").stdout)
    whole = json.loads(perceptible("train", "--data", tiny, "--seed", 0, "--epochs", 4, "--json").stdout)
    ours, theirs = (pc.load(found["network"]).parameters.to_vector() for found in (longer, whole))
    np.testing.assert_array_equal(ours, theirs)
    assert longer["test_accuracy"] == whole["test_accuracy"]


def test_json_is_that_of_train(perceptible, stopped, tiny):
    """Whoever reads one reads the other."""
    resumed = json.loads(perceptible("resume", stopped, "--epochs", 3, "--json").stdout)
    begun = json.loads(perceptible("train", "--data", tiny, "--seed", 0, "--epochs", 1, "--json").stdout)
    assert set(resumed) == set(begun)
    assert (resumed["seed"], resumed["recipe"], resumed["data"]) == (0, "lesson", "tiny")


def test_without_a_folder_the_newest_run_goes_on(perceptible, tiny):
    """The one that was just stopped."""
    perceptible("train", "--data", tiny, "--epochs", 1, "--seed", 8)
    found = json.loads(perceptible("resume", "--epochs", 2, "--json").stdout)
    assert found["path"] == "perceptible-runs/lesson-8-1"
    assert found["epochs"] == 2


def test_fewer_epochs_than_are_done_are_refused(perceptible, stopped):
    """Nothing can be unlearned."""
    result = perceptible("resume", stopped, "--epochs", 1)
    assert result.exit_code == 2
    assert "--epochs is 1, expected more than the 2 that are done." in result.stderr


def test_other_data_are_refused(perceptible, stopped, tiny, tmp_path):
    """Bit for bit is possible on the same images alone; here one label is another."""
    labels = shutil.copytree(tiny, tmp_path / "other") / "train-labels-idx1-ubyte"
    content = labels.read_bytes()
    labels.write_bytes(content[:-1] + bytes([(content[-1] + 1) % 10]))
    result = perceptible("resume", stopped, "--epochs", 3, "--data", "other")
    assert result.exit_code == 3
    assert "holds a training on tiny" in result.stderr


def test_data_that_have_moved_can_be_named(perceptible, stopped, tiny, tmp_path):
    """The same images in another place are the same images."""
    moved = shutil.copytree(tiny, tmp_path / "moved")
    result = perceptible("resume", stopped, "--epochs", 3, "--data", moved)
    assert result.exit_code == 0, result.stderr


def test_a_folder_without_a_run_is_refused(perceptible, tmp_path):
    """With what was expected."""
    result = perceptible("resume", tmp_path)
    assert result.exit_code == 3
    assert "holds no checkpoint.safetensors, expected a run folder" in result.stderr


def test_a_changed_schedule_is_said(perceptible, tiny):
    """A cosine over two epochs is another than over three."""
    perceptible("train", "--data", tiny, "--epochs", 1, "--schedule", "cosine", "--out", "run")
    result = perceptible("resume", "run", "--epochs", 3)
    assert "the schedule cosine now stretches over 3 epochs instead of 1" in result.stderr
