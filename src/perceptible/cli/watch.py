"""A training as it is seen on stderr: a line for each epoch, and where a person watches a bar below them."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

from perceptible.cli.output import say
from perceptible.cli.progress import progress_bar
from perceptible.cli.text import bar
from perceptible.training import EpochDone, EpochRow, Event, Settings, Started
from perceptible.training import Progress as Steps

__all__ = ["Watch", "epoch_line"]

SHORTEST = 1e-9  # seconds
COLOR = "blue"


class Watch:
    """Shows a training, event by event; nothing where quiet was asked for.

    Parameters
    ----------
    clock : callable, optional
        Returns the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._begun = self._epoch_begun = clock()
        self._first_step = 0
        self._settings = Settings()
        self._bar = progress_bar(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24, complete_style=COLOR, finished_style=COLOR),
            TextColumn("{task.fields[numbers]}"),
            TimeRemainingColumn(),
        )

    @property
    def seconds(self) -> float:
        """Return how long the training has taken so far."""
        return self._clock() - self._begun

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def hear(self, event: Event) -> None:
        """Show what an event says."""
        if isinstance(event, Started):
            self._start(event)
        elif isinstance(event, Steps):
            self._move(event)
        elif isinstance(event, EpochDone):
            now = self._clock()
            self._print(epoch_line(event.row, self._settings.epochs, now - self._epoch_begun))
            self._epoch_begun = now

    def _start(self, event: Started) -> None:
        """Begin to count."""
        self._begun = self._epoch_begun = self._clock()
        self._settings, self._first_step = event.settings, event.state.step
        total = event.settings.epochs * event.steps_per_epoch
        self._bar.add_task("begins", total=total, completed=event.state.step, numbers="")

    def _move(self, event: Steps) -> None:
        """Move the bar."""
        if self._bar.disable:
            return
        n_images = (event.state.step - self._first_step) * self._settings.batch_size
        task = self._bar.task_ids[0]
        words = f"epoch {min(event.state.epoch + 1, self._settings.epochs)}/{self._settings.epochs}"
        rate = n_images / max(self.seconds, SHORTEST)
        numbers = f"{rate:9,.0f} images/s  cost {event.cost:.4f}  accuracy {event.accuracy:.2%}"
        self._bar.update(task, completed=event.state.step, description=words, numbers=numbers)

    def _print(self, line: str) -> None:
        """Print a line above the bar."""
        if self._bar.disable:
            say(line)
        else:
            self._bar.console.print(line)


def epoch_line(row: EpochRow, n_epochs: int, seconds: float) -> str:
    """Return what is said of an epoch, in columns that stay in place from line to line.

    Examples
    --------
    >>> row = EpochRow(epoch=3, step=9, learning_rate=1.5, train_cost=0.25, train_accuracy=0.75, test_accuracy=0.5)
    >>> epoch_line(row, 30, 0.27)
    'epoch  3/30  █████       cost 0.2500  train 75.00%  test 50.00%    0.3 s'
    """
    measured = row.train_accuracy if row.test_accuracy is None else row.test_accuracy
    parts = [f"epoch {row.epoch:>{len(str(n_epochs))}}/{n_epochs}", bar(measured)]
    parts.append(f"cost {row.train_cost:6.4f}")
    shares = {"train": row.train_accuracy, "validation": row.validation_accuracy, "test": row.test_accuracy}
    parts += [f"{name} {share:6.2%}" for name, share in shares.items() if share is not None]
    return "  ".join([*parts, f"{seconds:5.1f} s"])
