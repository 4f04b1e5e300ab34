"""Completion in shells."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_the_program(shell, perceptible):
    """What is completed is asked of the program, so that it is never out of date."""
    result = perceptible("completion", shell)
    assert result.exit_code == 0
    assert f"_PERCEPTIBLE_COMPLETE={shell}_complete" in result.stdout


def test_json_holds_the_script(perceptible):
    """One document, as everywhere."""
    assert json.loads(perceptible("completion", "fish", "--json").stdout)["shell"] == "fish"


def test_an_unknown_shell_is_refused(perceptible):
    """With the ones that there are."""
    result = perceptible("completion", "tcsh")
    assert result.exit_code == 2
    assert "shell 'tcsh' is not known, expected one of: bash, zsh, fish." in result.stderr


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("perceptible re", {"resume", "recipes"}), ("perceptible train --optimizer ne", {"nesterov"})],
)
def test_the_program_completes_commands_and_names(typed, expected, perceptible):
    """Tab finds what we call things."""
    asked = {"_PERCEPTIBLE_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    found = {line.partition(",")[2] for line in perceptible(env=asked).stdout.splitlines()}
    assert found == expected
