"""The door of the program: one line and an exit code for every failure."""

from __future__ import annotations

import click
import pytest

from perceptible.cli.errors import exit_code_of, guarded, message_of
from perceptible.cli.signals import Terminated
from perceptible.errors import (
    BusyError,
    DataError,
    DivergedError,
    DtypeError,
    FormatError,
    MismatchError,
    MissingPackageError,
    SettingsError,
    ShapeError,
    StorageError,
    UnknownNameError,
    ValueRangeError,
)

CODES = [
    (SettingsError("x"), 2),
    (UnknownNameError("cost", "x", ["y"]), 2),
    (click.BadParameter("x"), 2),
    (click.NoSuchOption("--x"), 2),
    (DataError("x"), 3),
    (FormatError("x"), 3),
    (ShapeError("x"), 3),
    (DtypeError("x"), 3),
    (ValueRangeError("x"), 3),
    (MismatchError("x"), 3),
    (DivergedError("x"), 4),
    (StorageError("x"), 1),
    (BusyError("x"), 1),
    (MissingPackageError("pandas", "notebook"), 1),
    (OSError(28, "No space left on device"), 1),
    (ZeroDivisionError("x"), 1),
]


def raising(error):
    """Return a command that fails."""

    def call() -> None:
        raise error

    return call


@pytest.mark.parametrize(("error", "code"), CODES, ids=lambda value: type(value).__name__)
def test_every_kind_of_error_has_its_exit_code(error, code):
    """Scripts tell a typing mistake from bad data by the code alone."""
    assert exit_code_of(error) == code
    assert guarded(raising(error)) == code


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (click.Abort(), 130), (Terminated(), 143)])
def test_interruptions_have_the_codes_of_the_shell(error, code, capsys):
    """128 and the number of the signal, as a shell reports it."""
    assert guarded(raising(error)) == code
    assert capsys.readouterr().err.startswith("stopped: ")


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (3, 3), ("text", 0)])
def test_a_command_may_choose_its_code(returned, code):
    """A gradient check that fails has printed its result, and still is a failure."""
    assert guarded(lambda: returned) == code


def test_an_error_is_one_line(capsys):
    """Whatever line breaks the message has, logs get one line."""
    guarded(raising(DataError("first\nsecond   third")))
    captured = capsys.readouterr()
    assert captured.err == "error: first second third\n"
    assert captured.out == ""


def test_a_mistake_of_ours_is_called_so(capsys):
    """Users should not look for the fault in their data."""
    guarded(raising(KeyError("weights")))
    assert capsys.readouterr().err == (
        "error: KeyError: 'weights'. This is a mistake in perceptible: please report what --debug says.\n"
    )


def test_a_refusal_of_the_operating_system_names_the_file():
    """Its own message names no remedy."""
    message = message_of(PermissionError(13, "Permission denied", "/root/net"))
    assert message == "/root/net: Permission denied. Check the path, its permissions and the space on the disk."


def test_a_closed_pipe_is_no_error(capsys):
    """`perceptible data list | head -1` ends without a word."""
    guarded(raising(BrokenPipeError(32, "Broken pipe")))
    assert capsys.readouterr().err == ""


def test_used_up_memory_has_a_remedy():
    """Python says nothing at all in that case."""
    assert "smaller mini-batches" in message_of(MemoryError())


def test_the_advice_follows_a_question_of_click_as_a_sentence_of_its_own():
    """Click ends a guess with a question mark and, in some versions, with a full stop behind it."""
    error = click.UsageError("No such option '--epoch'. Did you mean '--epochs'?.")
    assert message_of(error) == "No such option '--epoch'. Did you mean '--epochs'? See: perceptible --help"
