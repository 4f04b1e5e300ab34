"""`perceptible data`: list, get, check, preview."""

from __future__ import annotations

import json
import shutil

import numpy as np

from perceptible.data import CATALOG


def test_every_known_data_set_is_listed(perceptible):
    """With its license: whoever publishes results needs it."""
    result = perceptible("data", "list")
    assert all(name in result.stdout and known.terms in result.stdout for name, known in CATALOG.items())
    assert "synthetic" in result.stdout


def test_the_list_says_where_data_are(perceptible, tiny, tmp_path):
    """A folder of PERCEPTIBLE_DATA that holds the files is found by its name."""
    shutil.copytree(tiny, tmp_path / "all" / "mnist")
    result = perceptible("data", "list", "--json", env={"PERCEPTIBLE_DATA": str(tmp_path / "all")})
    found = {data["name"]: data["found"] for data in json.loads(result.stdout)["data"]}
    assert found["mnist"] == "PERCEPTIBLE_DATA"
    assert found["kmnist"] is None


def test_check_counts_every_class(perceptible, tiny):
    """As many of each as there are bytes of that value in the labels file, behind its 8 bytes of header."""
    found = json.loads(perceptible("data", "check", tiny, "--json").stdout)
    labels = np.frombuffer((tiny / "train-labels-idx1-ubyte").read_bytes()[8:], np.uint8)
    assert (found["n_train"], found["n_test"]) == (300, 100)
    assert found["per_class"]["train"] == np.bincount(labels, minlength=10).tolist()


def test_check_refuses_files_that_are_not_the_published_ones(perceptible, tiny, tmp_path):
    """Results on other images than MNIST must not be called MNIST's."""
    shutil.copytree(tiny, tmp_path / "all" / "mnist")
    result = perceptible("data", "check", "mnist", env={"PERCEPTIBLE_DATA": str(tmp_path / "all")})
    assert result.exit_code == 3
    assert "is not the published file of MNIST" in result.stderr


def test_check_never_downloads(perceptible):
    """It says how to, instead."""
    result = perceptible("data", "check", "kmnist")
    assert result.exit_code == 3
    assert result.stderr.endswith("Get them with: perceptible data get kmnist\n")


def test_get_stays_offline_when_told(perceptible):
    """One line that names the variable and the way out."""
    result = perceptible("data", "get", "mnist", "--offline")
    assert result.exit_code == 3
    assert "downloads are switched off. Set PERCEPTIBLE_DATA to a folder" in result.stderr
    assert result.stderr.count("\n") == 1


def test_preview_shows_images_with_their_labels(perceptible, tiny):
    """28 rows of pixels in 14 lines, and a line of captions."""
    result = perceptible("data", "preview", tiny, "--count", 2, "--label", "7")
    lines = result.stdout.splitlines()
    assert len(lines) == 15
    assert lines[-1].split()[1::2] == ["7", "7"]
    assert set("".join(lines[:-1])) <= set(" ▀▄█")


def test_preview_takes_the_images_that_were_asked_for(perceptible, tiny):
    """The first two of a class from the third on, by number."""
    arguments = ("data", "preview", tiny, "--label", "3", "--split", "train", "--json")
    every = json.loads(perceptible(*arguments, "--count", 30).stdout)["indices"]
    some = json.loads(perceptible(*arguments, "--count", 2, "--first", 3).stdout)["indices"]
    assert len(every) == 30
    assert some == every[3:5]


def test_preview_in_colors_where_they_are_asked_for(perceptible, tiny):
    """FORCE_COLOR is how a person says so through a pipe."""
    plain = perceptible("data", "preview", tiny, "--count", 1)
    colored = perceptible("data", "preview", tiny, "--count", 1, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    forbidden = perceptible("data", "preview", tiny, "--count", 1, env={"FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert "\x1b[38;2;" in colored.stdout
    assert forbidden.stdout == plain.stdout


def test_a_class_that_does_not_exist_is_refused(perceptible, tiny):
    """With the names that there are."""
    result = perceptible("data", "preview", tiny, "--label", "x")
    assert result.exit_code == 2
    assert "class 'x' is not known, expected one of: 0, 1," in result.stderr


def test_data_that_are_no_images_cannot_be_previewed(perceptible, tmp_path):
    """Any table of numbers can be learned; not every one can be looked at."""
    np.save(tmp_path / "inputs.npy", np.linspace(0, 1, 60, dtype=np.float32).reshape(20, 3))
    np.save(tmp_path / "labels.npy", np.arange(20) % 2)
    result = perceptible("data", "preview", tmp_path)
    assert result.exit_code == 3
    assert "3 numbers a sample and no images" in result.stderr
