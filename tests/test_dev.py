"""The script that sets the project up: what it says, not what it installs."""

import subprocess
import sys

import dev
import pytest


def test_the_help_names_every_command(capsys):
    """What is not there cannot be found."""
    assert dev.main(["--help"]) == 0
    text = capsys.readouterr().out
    assert [name for name in dev.COMMANDS if f"python3 dev.py {name} " not in text] == []


def test_a_wrong_command_is_answered_in_one_line(repository):
    """The right ones stand in the message, and there is no traceback."""
    command = [sys.executable, str(repository / "dev.py"), "tset"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("dev.py: there is no command 'tset', expected one of: setup, lab, test,")
    assert done.stderr.count("\n") == 1


def test_an_old_python_is_named(monkeypatch, capsys):
    """Its own message would be a syntax error somewhere in the package."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    with pytest.raises(SystemExit):
        dev.main(["setup"])
    assert "expected 3.11 or newer. Run it as: python3.11 dev.py" in capsys.readouterr().err


def test_a_check_that_fails_is_shown_with_what_it_says(capsys):
    """The reason stands under the name, so that nobody has to run it again."""
    assert not dev.shown("layers", "network imports data\n", 0.25)
    assert dev.shown("types", "", 1.0)
    assert capsys.readouterr().out == "FAILED layers (0.2 s)\n       network imports data\nok     types (1.0 s)\n"


def test_a_program_that_fails_silently_still_fails():
    """No output is not success."""
    assert dev.said(sys.executable, "-c", "raise SystemExit(3)") == "exit status 3\n"
    assert dev.said(sys.executable, "-c", "print('fine')") == ""
