"""Which network a command means."""

from __future__ import annotations

import json
import os
import shutil

import numpy as np
import pytest

from perceptible.checkpoints import load, save
from perceptible.cli.networks import RUNS, is_network, newest_run, open_network
from perceptible.errors import DataError, FormatError


def test_a_run_its_checkpoint_and_its_network_are_the_same(trained):
    """Whichever of the three is named."""
    places = (trained, trained / "checkpoint.safetensors", trained / "network.safetensors")
    vectors = [open_network(str(place)).network.parameters.to_vector() for place in places]
    np.testing.assert_array_equal(vectors[0], vectors[1])
    np.testing.assert_array_equal(vectors[0], vectors[2])


def test_a_run_knows_its_data(trained, tiny):
    """So that test and show need no --data."""
    opened = open_network(str(trained))
    assert opened.data == str(tiny)
    assert opened.label == "lesson (changed), seed 0"  # two epochs are not the recipe's thirty
    assert opened.trained_on.endswith(f"; trained on {tiny.name}")


def test_a_file_alone_knows_no_data(trained, tmp_path):
    """It may have been made in a notebook."""
    path = tmp_path / "net.safetensors"
    save(load(trained / "network.safetensors"), path)
    opened = open_network(str(path))
    assert opened.data is None
    assert opened.label == "net.safetensors"


def test_without_a_name_the_newest_run_is_meant(trained, tmp_path, monkeypatch):
    """By the time of its last checkpoint."""
    monkeypatch.chdir(tmp_path)
    for age, name in enumerate(("new", "old")):
        shutil.copytree(trained, RUNS / name)
        os.utime(RUNS / name / "checkpoint.safetensors", (1e9 - age, 1e9 - age))
    assert newest_run() == RUNS / "new"


def test_without_any_run_the_way_to_one_is_said(tmp_path, monkeypatch):
    """A newcomer may type `perceptible test` first."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match=r"no network is named.*train one first: perceptible train"):
        open_network(None)


def test_a_path_that_does_not_exist_is_refused(tmp_path):
    """With the path."""
    with pytest.raises(DataError, match=r"nowhere\.safetensors"):
        open_network(str(tmp_path / "nowhere.safetensors"))


def test_a_cut_checkpoint_is_refused(trained, tmp_path):
    """The half of a file is no network."""
    content = (trained / "checkpoint.safetensors").read_bytes()
    (tmp_path / "half.safetensors").write_bytes(content[: len(content) // 2])
    with pytest.raises(FormatError, match=r"half\.safetensors"):
        open_network(str(tmp_path / "half.safetensors"))


@pytest.mark.parametrize(("text", "expected"), [("net.safetensors", True), ("three.png", False), ("-", False)])
def test_networks_are_told_from_pictures_by_their_names(text, expected):
    """`predict NET FILE...` where NET may be left out."""
    assert is_network(text) is expected


def test_a_folder_means_a_run(tmp_path):
    """No picture is a folder."""
    assert is_network(str(tmp_path))


def test_only_a_changed_recipe_is_called_so(trained, tmp_path):
    """A figure that says "lesson" claims the lesson's network and settings."""
    shutil.copytree(trained, tmp_path / "run")
    details = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    (tmp_path / "run" / "run.json").write_text(json.dumps({**details, "recipe_changed": False}), encoding="utf-8")
    assert open_network(str(tmp_path / "run")).label == "lesson, seed 0"


def test_a_trained_network_of_the_package_is_meant_by_its_name():
    """It knows that it learned from MNIST."""
    opened = open_network("plain")
    assert opened.network.n_parameters == 13_002
    assert (opened.data, opened.label) == ("mnist", "plain of this package, seed 0")
    assert is_network("plain")


def test_a_folder_of_such_a_name_is_meant_by_its_path(trained, tmp_path, monkeypatch):
    """Names of the package come first, whatever lies in the current folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(trained, "plain")
    assert open_network("./plain").label == "lesson (changed), seed 0"
    assert open_network("plain").label == "plain of this package, seed 0"


def test_a_name_that_means_nothing_is_refused_with_those_that_do(tmp_path, monkeypatch):
    """It may be a slip of the finger in a name or in a path."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match=r"plian is no file, no run and no trained network.*has: lesson, plain,"):
        open_network("plian")
