"""Progress on stderr: bars where a person watches, single lines elsewhere, nothing where quiet was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from perceptible.cli.output import manner, say
from perceptible.data.download import OnProgress

__all__ = ["console", "downloading", "progress_bar"]


def console() -> Console:
    """Return stderr as rich sees it: whether it is a terminal, how wide it is, and whether it shows colors."""
    return Console(file=sys.stderr, highlight=False, markup=False, soft_wrap=True)


def progress_bar(*parts: ProgressColumn) -> Progress:
    """Return a bar made of these parts, that goes away at the end; disabled unless a person watches and wants it."""
    screen = console()
    return Progress(*parts, console=screen, transient=True, disable=manner().quiet or not screen.is_terminal)


@contextmanager
def downloading(what: str) -> Iterator[OnProgress | None]:
    """Show how far a download is, if there is one.

    Parameters
    ----------
    what : str
        What is downloaded.

    Yields
    ------
    callable or None
        To be called with the bytes that have come and the bytes to come; None where nothing is shown.
    """
    screen = console()
    if manner().quiet:
        yield None
    elif not screen.is_terminal:
        yield _one_line(what)
    else:
        parts = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        with Progress(*parts, TimeRemainingColumn(), console=screen, transient=True) as progress:
            task = progress.add_task(f"downloading {what}", total=None, visible=False)
            yield lambda n_come, n_all: progress.update(task, completed=n_come, total=n_all, visible=True)


def _one_line(what: str) -> OnProgress:
    """Return a listener that speaks once, when the first bytes come."""
    said: list[str] = []

    def listen(_n_come: int, n_all: int) -> None:
        if not said:
            said.append(what)
            say(f"downloading {what}, {n_all / 1e6:.1f} MB")

    return listen
