"""Many jobs as they are told on stderr: a line for each that lands, with the time left, or a bar in a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from types import TracebackType
from typing import Generic, Self, TypeVar

from rich.progress import BarColumn, TextColumn

from perceptible.cli.output import say
from perceptible.cli.progress import progress_bar
from perceptible.cli.text import MINUTE, duration
from perceptible.sweeps import Outcome

__all__ = ["OutcomeWatch", "failure_words"]

JobT = TypeVar("JobT")
ValueT = TypeVar("ValueT")
COLOR = "blue"


class OutcomeWatch(Generic[JobT, ValueT]):
    """Shows on stderr how many jobs are done; nothing where quiet was asked for.

    Parameters
    ----------
    n_jobs : int
        All of them.
    tell : callable
        Returns what is said of an outcome; nothing where its number is enough.
    seconds_between_lines : float, optional
        At least so far apart are lines that are neither of a failure nor the last.
    clock : callable, optional
        Returns the time in seconds.
    """

    def __init__(
        self,
        n_jobs: int,
        tell: Callable[[Outcome[JobT, ValueT]], str],
        *,
        seconds_between_lines: float = 1.0,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._n_jobs, self._tell, self._between, self._clock = n_jobs, tell, seconds_between_lines, clock
        self._begun, self._said = clock(), float("-inf")
        self._n_done = self._n_new = 0
        bar = BarColumn(bar_width=24, complete_style=COLOR, finished_style=COLOR)
        self._bar = progress_bar(bar, TextColumn("{task.description}"))

    @property
    def seconds(self) -> float:
        """Return how long it has taken so far."""
        return self._clock() - self._begun

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        self._bar.add_task("begins", total=self._n_jobs)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def hear(self, outcome: Outcome[JobT, ValueT]) -> None:
        """Count an outcome, and say what it came to and how much time is left."""
        self._n_done += 1
        self._n_new += outcome.is_new
        number = f"{self._n_done:>{len(str(self._n_jobs))}}/{self._n_jobs}"
        line = "  ".join(part for part in (number, self._tell(outcome), self._left()) if part)
        self._bar.update(self._bar.task_ids[0], completed=self._n_done, description=line)
        if self._bar.disable and self._is_due(outcome):
            self._said = self._clock()
            say(line)

    def _is_due(self, outcome: Outcome[JobT, ValueT]) -> bool:
        """Tell whether a line is worth reading: failures and the last one are, others once in a while."""
        is_last = self._n_done == self._n_jobs
        is_time = self._clock() - self._said >= self._between
        return outcome.error is not None or is_last or (outcome.is_new and is_time)

    def _left(self) -> str:
        """Say how much time is left, as far as the jobs of this sitting tell."""
        n_left = self._n_jobs - self._n_done
        if not n_left or not self._n_new:
            return ""
        seconds = ceil(self.seconds / self._n_new * n_left)
        return f"about {f'{seconds} s' if seconds < MINUTE else duration(seconds)} left"


def failure_words(outcome: Outcome[JobT, ValueT]) -> str:
    """Say why a job failed; nothing where it did not.

    Examples
    --------
    >>> failure_words(Outcome(job=3, id="3", value=None, error="it diverged. Lower it."))
    'failed: it diverged. Lower it.'
    >>> failure_words(Outcome(job=3, id="3", value=9))
    ''
    """
    return "" if outcome.error is None else f"failed: {outcome.error}"
