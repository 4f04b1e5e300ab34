"""`perceptible config show`."""

from __future__ import annotations

import json

from perceptible.cli import COMMANDS


def test_options_of_every_command_are_listed(perceptible):
    """Whoever asks what is set wants all of it."""
    options = json.loads(perceptible("config", "show", "--json").stdout)["options"]
    listed = {option["command"].split()[0] for option in options}
    assert listed == set(COMMANDS) - {"recipes", "info", "completion"}


def test_origin_is_a_column_of_its_own(perceptible):
    """Two columns without it, three with."""
    options = {"env": {"PERCEPTIBLE_TRAIN_SEED": "4"}}
    short = perceptible("config", "show", "train", **options).stdout
    long = perceptible("config", "show", "train", "--origin", **options).stdout
    assert [line.split() for line in short.splitlines() if "--seed" in line] == [["train", "--seed", "4"]]
    assert [line.split() for line in long.splitlines() if "--seed" in line] == [["train", "--seed", "4", "environment"]]


def test_a_missing_file_is_said(perceptible):
    """So that nobody edits one in another folder."""
    assert perceptible("config", "show").stdout.endswith("There is no perceptible.toml in the current folder.\n")


def test_an_unknown_command_is_refused(perceptible):
    """With the close one."""
    result = perceptible("config", "show", "trains")
    assert result.exit_code == 2
    assert "Did you mean 'train'?" in result.stderr
