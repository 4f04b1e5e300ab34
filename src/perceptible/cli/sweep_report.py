"""A sweep as it is told: a line for each training that lands, with the time left, and a table at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from math import ceil
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TextColumn

from perceptible.cli.output import manner, say
from perceptible.cli.progress import console
from perceptible.cli.text import columns
from perceptible.sweeps import Job, Outcome, Row, SettingSummary, choice_words, value_words

__all__ = ["SweepWatch", "duration", "sweep_table"]

Trained = Outcome[Job, Row]
Clock = Callable[[], float]

SECONDS_BETWEEN_LINES = 1.0
MINUTE, HOUR = 60, 3600
COLOR = "blue"
MOST_ERRORS = 5


class SweepWatch:
    """Shows a sweep on stderr; nothing where quiet was asked for.

    Parameters
    ----------
    n_jobs : int
        All trainings.
    varied : sequence of str
        The axes that tell them apart.
    clock : callable, optional
        Returns the time in seconds.
    """

    def __init__(self, n_jobs: int, varied: Sequence[str], *, clock: Clock = time.perf_counter) -> None:
        self._n_jobs, self._varied, self._clock = n_jobs, varied, clock
        self._begun, self._said = clock(), float("-inf")
        self._n_done = self._n_new = 0
        screen = console()
        parts = (BarColumn(bar_width=24, complete_style=COLOR, finished_style=COLOR), TextColumn("{task.description}"))
        shown = screen.is_terminal and not manner().quiet
        self._bar = Progress(*parts, console=screen, transient=True) if shown else None

    @property
    def seconds(self) -> float:
        """Return how long the sweep has taken so far."""
        return self._clock() - self._begun

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar is not None:
            self._bar.start()
            self._bar.add_task("begins", total=self._n_jobs)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def hear(self, outcome: Trained) -> None:
        """Show what a training came to, and how much time is left."""
        self._n_done += 1
        self._n_new += outcome.is_new
        line = (
            f"{self._n_done:>{len(str(self._n_jobs))}}/{self._n_jobs}  {self._told(outcome)}  {self._left()}".rstrip()
        )
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._n_done, description=line)
        elif self._is_due(outcome):
            self._said = self._clock()
            say(line)

    def _is_due(self, outcome: Trained) -> bool:
        """Tell whether a line is worth reading: failures and the last one are, others once in a second."""
        is_last = self._n_done == self._n_jobs
        is_time = self._clock() - self._said >= SECONDS_BETWEEN_LINES
        return outcome.error is not None or is_last or (outcome.is_new and is_time)

    def _told(self, outcome: Trained) -> str:
        """Say what a training came to."""
        words = choice_words({name: outcome.job.value_of(name) for name in self._varied})
        where = f"{words}, seed {outcome.job.seed}:"
        if outcome.value is None:
            return f"{where} failed: {outcome.error}"
        row = outcome.value
        accuracy = row.train_accuracy if row.test_accuracy is None else row.test_accuracy
        return f"{where} {'' if accuracy is None else f'{accuracy:.2%}, '}{duration(outcome.seconds)}"

    def _left(self) -> str:
        """Say how much time is left, as far as the trainings of this sitting tell."""
        rest = self._n_jobs - self._n_done
        if not rest or not self._n_new:
            return ""
        seconds = ceil(self.seconds / self._n_new * rest)
        return f"about {f'{seconds} s' if seconds < MINUTE else duration(seconds)} left"


def duration(seconds: float) -> str:
    """Return a time as people say it.

    Examples
    --------
    >>> duration(0.043), duration(2.5), duration(59), duration(150), duration(5400)
    ('0.04 s', '2.5 s', '59 s', '2 min', '1.5 h')
    """
    if seconds < MINUTE:
        decimals = 2 if seconds < 1 else 1 if seconds < 10 else 0
        return f"{seconds:.{decimals}f} s"
    return f"{seconds / MINUTE:.0f} min" if seconds < HOUR else f"{seconds / HOUR:.1f} h"


def sweep_table(summaries: Sequence[SettingSummary], n_seeds: int) -> str:
    """Return a line for each setting: median and range over its seeds, and what failed below.

    Parameters
    ----------
    summaries : sequence of SettingSummary
        From `summarize`.
    n_seeds : int
        How many were asked for.
    """
    measured = [name for name in ("test", "validation") if _any(summaries, f"{name}_accuracy")] or ["train"]
    axes = list(summaries[0].choice)
    heads = [name.replace("_", " ") for name in axes] + ["seeds"]
    for name in measured:
        heads += [f"{name} median", "range", "cost"]
    rows = []
    for one in summaries:
        cells = [value_words(value) for value in one.choice.values()] + [f"{len(one.seeds)} of {n_seeds}"]
        for name in measured:
            cells += _spread(one, name)
        seconds = one.spreads.get("seconds")
        rows.append([*cells, "" if seconds is None else duration(seconds.median)])
    errors = [f"failed: {one.words}, seed {seed}: {error}" for one in summaries for seed, error in one.errors.items()]
    more = [f"and {len(errors) - MOST_ERRORS} more failed"] if len(errors) > MOST_ERRORS else []
    return "\n".join([columns(rows, heads=[*heads, "time"], right="r" * len(axes)), *errors[:MOST_ERRORS], *more])


def _any(summaries: Sequence[SettingSummary], name: str) -> bool:
    """Tell whether anything has this measurement."""
    return any(name in one.spreads for one in summaries)


def _spread(summary: SettingSummary, name: str) -> list[str]:
    """Return median, range and median cost of one kind of images."""
    accuracy, cost = (summary.spreads.get(f"{name}_{what}") for what in ("accuracy", "cost"))
    if accuracy is None or cost is None:
        return ["", "", ""]
    return [f"{accuracy.median:.2%}", f"{accuracy.low:.2%} to {accuracy.high:.2%}", f"{cost.median:.4f}"]
