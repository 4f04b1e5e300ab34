"""The door of the program: every failure becomes one line on stderr and the exit code of its kind.

0    done
1    failed: a full disk, a folder that cannot be written, a package that is missing, a check that did not pass
2    usage: an option, a name or a setting that does not exist or makes no sense
3    bad data or a bad file
4    training diverged
130  interrupted by Ctrl-C
143  interrupted by SIGTERM
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from perceptible.cli.output import complain, hush
from perceptible.cli.signals import Terminated
from perceptible.errors import (
    BusyError,
    DivergedError,
    MissingPackageError,
    PerceptibleError,
    SettingsError,
    StorageError,
    UnknownNameError,
)

__all__ = ["BAD_DATA", "DIVERGED", "DONE", "FAILED", "INTERRUPTED", "USAGE", "exit_code_of", "guarded", "message_of"]

DONE, FAILED, USAGE, BAD_DATA, DIVERGED, INTERRUPTED = 0, 1, 2, 3, 4, 130

# The first class that fits decides; what is left of our errors comes from data and files.
CODES: tuple[tuple[type[BaseException], int], ...] = (
    (SettingsError, USAGE),
    (UnknownNameError, USAGE),
    (click.UsageError, USAGE),
    (DivergedError, DIVERGED),
    (StorageError, FAILED),
    (BusyError, FAILED),
    (MissingPackageError, FAILED),
    (PerceptibleError, BAD_DATA),
)


def guarded(call: Callable[[], object]) -> int:
    """Run a command; return its exit code, whatever happens, having said in one line what went wrong.

    Parameters
    ----------
    call : function without arguments
        Returns None, or an exit code of its own.

    Returns
    -------
    int
        The exit code.
    """
    code = _attempt(call)
    try:
        sys.stdout.flush()
    except OSError as error:  # what was printed may fail to arrive only now: a closed pipe, a full disk
        hush()
        if code == DONE and not isinstance(error, BrokenPipeError):
            complain(message_of(error))
        return code or FAILED
    return code


def exit_code_of(error: BaseException) -> int:
    """Return the exit code of an error's kind."""
    return next((code for kind, code in CODES if isinstance(error, kind)), FAILED)


def message_of(error: BaseException) -> str:
    """Return what to say of an error: what is wrong and where, what was expected, what to do."""
    if isinstance(error, PerceptibleError):
        return str(error)
    if isinstance(error, click.ClickException):
        text = error.format_message().removesuffix(".")  # click ends some with a full stop, which may follow a "?"
        return f"{text}{'' if text.endswith('?') else '.'} {_advice(error)}"
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}. Check the path, its permissions and the space on the disk."
    if isinstance(error, MemoryError):
        return "the memory of this machine is used up. Take fewer images, a smaller network or smaller mini-batches."
    return f"{type(error).__name__}: {error}. This is a mistake in perceptible: please report what --debug says."


def _attempt(call: Callable[[], object]) -> int:
    """Run a call; say what went wrong and return the exit code."""
    try:
        found = call()
    except BrokenPipeError:
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        complain("by Ctrl-C; nothing was left half-written.", kind="stopped")
        return INTERRUPTED
    except Terminated as error:
        complain("by SIGTERM; nothing was left half-written.", kind="stopped")
        return int(str(error.code))
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else FAILED
    except Exception as error:  # noqa: BLE001  # the one place that catches all: the user's door
        complain(message_of(error), error=error)
        return exit_code_of(error)
    return found if isinstance(found, int) else DONE


def _advice(error: click.ClickException) -> str:
    """Say where the right usage is written."""
    context = getattr(error, "ctx", None)
    return f"See: {context.command_path if context else 'perceptible'} --help"
