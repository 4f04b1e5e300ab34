"""An experiment as it is told: how many pieces are done, and the time left."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from rich.progress import BarColumn, Progress, TextColumn

from perceptible.cli.output import manner, say
from perceptible.cli.progress import console
from perceptible.cli.sweep_report import duration
from perceptible.sweeps import Outcome

__all__ = ["PieceWatch"]

SECONDS_BETWEEN_LINES = 2.0
COLOR = "blue"


class PieceWatch:
    """Shows on stderr how far an experiment is; nothing where quiet was asked for.

    Parameters
    ----------
    n_pieces : int
        All of them.
    clock : callable, optional
        Returns the time in seconds.
    """

    def __init__(self, n_pieces: int, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._n, self._clock, self._begun = n_pieces, clock, clock()
        self._n_done = self._n_new = 0
        self._said = float("-inf")
        screen = console()
        parts = (BarColumn(bar_width=24, complete_style=COLOR, finished_style=COLOR), TextColumn("{task.description}"))
        shown = screen.is_terminal and not manner().quiet
        self._bar = Progress(*parts, console=screen, transient=True) if shown else None

    @property
    def seconds(self) -> float:
        """Return how long it has taken so far."""
        return self._clock() - self._begun

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar is not None:
            self._bar.start()
            self._bar.add_task("begins", total=self._n)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def hear(self, outcome: Outcome[Any, Any]) -> None:
        """Count a piece, and say how much time is left."""
        self._n_done += 1
        self._n_new += outcome.is_new
        failed = "" if outcome.error is None else f"  failed: {outcome.error}"
        line = f"{self._n_done:>{len(str(self._n))}}/{self._n}{failed}  {self._left()}".rstrip()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._n_done, description=line)
        elif failed or self._n_done == self._n or self._clock() - self._said >= SECONDS_BETWEEN_LINES:
            self._said = self._clock()
            say(line)

    def _left(self) -> str:
        """Say how much time is left, judged by the pieces that were done just now."""
        n_left = self._n - self._n_done
        if not n_left or not self._n_new:
            return ""
        return f"{duration(self.seconds / self._n_new * n_left)} left"
