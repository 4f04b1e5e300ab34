"""The only place that prints: results on stdout, everything else on stderr."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TextIO

import click

from perceptible.cli.text import as_json
from perceptible.errors import PerceptibleWarning

__all__ = [
    "Manner",
    "answer",
    "change_manner",
    "complain",
    "fresh_manner",
    "hush",
    "listen",
    "log_to_stderr",
    "manner",
    "say",
    "shows_colors",
    "write",
]

LOGGER = "perceptible"
LOG_LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)


@dataclass(frozen=True)
class Manner:
    """How the program speaks, as the options of this call ask.

    Parameters
    ----------
    json : bool
        Print the result as one JSON document.
    quiet : bool
        Say nothing but results, warnings and errors.
    verbosity : int
        0 for what matters, 1 for what the library reports, 2 for all of it.
    debug : bool
        Print tracebacks.
    offline : bool
        Download nothing.
    """

    json: bool = False
    quiet: bool = False
    verbosity: int = 0
    debug: bool = False
    offline: bool = False


_MANNER: ContextVar[Manner] = ContextVar("manner", default=Manner())  # noqa: B039  # frozen, so that it can be shared


def manner() -> Manner:
    """Return how the program speaks now."""
    return _MANNER.get()


def change_manner(**changes: bool | int) -> None:
    """Speak otherwise for the rest of this call."""
    _MANNER.set(replace(_MANNER.get(), **changes))  # type: ignore[arg-type]  # the options of command.py name the fields


@contextlib.contextmanager
def fresh_manner(manner: Manner) -> Iterator[None]:
    """Begin a call in this manner, and leave none of it to the next call in the same process."""
    token = _MANNER.set(manner)
    try:
        yield
    finally:
        _MANNER.reset(token)


def answer(document: Mapping[str, object], text: str) -> None:
    """Print the result of a command: the document where JSON was asked for, else the text.

    Parameters
    ----------
    document : mapping
        The whole result; arrays, paths and nested mappings are allowed.
    text : str
        The same for people.
    """
    if manner().json:
        click.echo(as_json(document))
    else:
        write(text)


def write(text: str) -> None:
    """Print a part of a result that is no JSON."""
    click.echo(text, color=True)  # whoever put colors in has asked `shows_colors` first


def say(text: str) -> None:
    """Say what is going on, on stderr; nothing where quiet was asked for."""
    if not manner().quiet:
        click.echo(text, err=True)


def complain(text: str, *, kind: str = "error", error: BaseException | None = None) -> None:
    """Say in one line on stderr what is wrong; with `--debug` the traceback comes before it."""
    # where even stderr is closed or full there is nobody left to tell; the exit code still tells
    with contextlib.suppress(OSError, ValueError):
        if error is not None and manner().debug:
            click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
        click.echo(f"{kind}: {' '.join(text.split())}", err=True)


def hush() -> None:
    """Send what is still unwritten on stdout nowhere, so that Python does not report it again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@contextlib.contextmanager
def listen() -> Iterator[None]:
    """Turn warnings of the library into lines on stderr, and let no character stop the output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    with warnings.catch_warnings():
        warnings.simplefilter("always", PerceptibleWarning)
        warnings.showwarning = _show_warning
        try:
            yield
        finally:
            _forget_log()


def log_to_stderr() -> None:
    """Show the library's log as far as `-v` asks, until the call ends; the library itself installs no handler."""
    logger = logging.getLogger(LOGGER)
    logger.setLevel(LOG_LEVELS[min(manner().verbosity, len(LOG_LEVELS) - 1)])
    _forget_log()
    handler = logging.StreamHandler()
    handler.set_name(LOGGER)
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    logger.addHandler(handler)


def shows_colors() -> bool:
    """Tell whether stdout shows colors: a terminal does, unless NO_COLOR or TERM forbids it; FORCE_COLOR insists."""
    from rich.console import Console  # slow to import, and seldom needed

    screen = Console(file=sys.stdout)
    return screen.is_terminal and screen.color_system is not None and not screen.no_color


def _show_warning(  # the signature of the standard library
    message: Warning | str,
    category: type[Warning],
    filename: str,  # noqa: ARG001
    lineno: int,  # noqa: ARG001
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    """Print a warning of ours as one line; those of other packages are for `--debug`."""
    if issubclass(category, PerceptibleWarning) or manner().debug:
        complain(str(message), kind="warning")


def _forget_log() -> None:
    """Take away the handler of an earlier call, whose stderr may be closed by now."""
    logger = logging.getLogger(LOGGER)
    for handler in [handler for handler in logger.handlers if handler.get_name() == LOGGER]:
        logger.removeHandler(handler)
