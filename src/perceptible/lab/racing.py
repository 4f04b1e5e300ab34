"""A race in threads of its own: many trainings side by side, at full speed, each as if it were alone."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import Literal

from perceptible.errors import PerceptibleError
from perceptible.evaluation import evaluate
from perceptible.insight.race import Race, Runner
from perceptible.lab.course import Course
from perceptible.training import EpochDone, Event, Finished, Progress, Result, Started, Training, TrainingState, train

__all__ = ["NAME", "Lane", "Racing"]

NAME = "race of a page"
PIECES = 8  # of an epoch: after each of them a race can be stopped, and whoever is behind goes on
log = logging.getLogger("perceptible")


@dataclass(eq=False)
class Lane:
    """One training of a race, and how far it is. Only its race changes it.

    Parameters
    ----------
    training : Training
        What runs here.
    """

    training: Training
    state: TrainingState | None = None
    steps_per_epoch: int = 1
    tested: list[tuple[float, float, float]] = field(default_factory=list)  # epoch, cost and accuracy on test images
    course: Course = field(default_factory=Course)
    reason: str | None = None
    events: Iterator[Event] | None = None
    is_busy: bool = False

    @property
    def progress(self) -> float:
        """Return which share of its epochs is done."""
        if self.reason is not None:
            return 1.0
        steps = 0 if self.state is None else self.state.step
        return min(1.0, steps / (self.steps_per_epoch * max(1, self.training.settings.epochs)))

    @property
    def result(self) -> Result | None:
        """Return what came of it so far; None before its first epoch is measured, unless it ended."""
        state = self.state
        if state is None or (self.reason is None and not len(state.history)):
            return None
        return Result(state.network, state.history, self.training.settings, state, self.reason or "")


class Racing:
    """Lets trainings run side by side until all are done, or `close`. Every method may be called from any thread.

    Parameters
    ----------
    names : sequence of str
        What the runners are called.
    seeds : sequence of int
        From which each of them trains.
    trainings : sequence of Training
        As `perceptible.insight.race.entered` gives them: for each runner one from each seed.
    n_threads : int, optional
        How many run at a time; without it as many as there are processors.
    clock : callable, optional
        Gives the time in seconds.
    """

    def __init__(
        self,
        names: Sequence[str],
        seeds: Sequence[int],
        trainings: Sequence[Training],
        *,
        n_threads: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.names, self.seeds = tuple(names), tuple(seeds)
        self.lanes = tuple(Lane(training) for training in trainings)
        self.number = 1
        self._clock, self._begun = clock, clock()
        self._took: float | None = None
        self._is_closed = False
        self._changed = Condition()
        self.threads = [
            Thread(target=self._work, name=NAME, daemon=True)
            for _ in range(min(len(self.lanes), n_threads or os.cpu_count() or 1))
        ]
        for thread in self.threads:
            thread.start()

    @property
    def status(self) -> Literal["racing", "finished", "stopped"]:
        """Tell whether it goes on."""
        if all(lane.reason is not None for lane in self.lanes):
            return "finished"
        return "stopped" if self._is_closed else "racing"

    @property
    def seconds(self) -> float:
        """Return how long it took, or has taken so far."""
        return self._clock() - self._begun if self._took is None else self._took

    def lanes_of(self, runner: int) -> tuple[Lane, ...]:
        """Return the trainings of one runner, in the order of the seeds."""
        n = len(self.seeds)
        return self.lanes[n * runner : n * (runner + 1)]

    @property
    def standing(self) -> Race | None:
        """Return how the race stands, by the library's rules; None until each training has measured something."""
        with self._changed:
            results = [lane.result for lane in self.lanes]
        if any(result is None for result in results):
            return None
        known = tuple(result for result in results if result is not None)
        n = len(self.seeds)
        runners = tuple(Runner(name, known[n * place : n * (place + 1)]) for place, name in enumerate(self.names))
        return Race(runners, self.seeds)

    def close(self) -> None:
        """End the threads, after the pieces under way."""
        with self._changed:
            self._is_closed = True
            self._tell()

    def wait(self, seconds: float) -> None:
        """Wait for the end of the race, at most for so long."""
        with self._changed:
            self._changed.wait_for(lambda: self.status != "racing", seconds)

    def _work(self) -> None:
        """Make pieces of whichever training is behind."""
        while (lane := self._next()) is not None:
            try:
                self._advance(lane)
            except PerceptibleError as error:  # nothing is known to lead here; the page must not wait in vain
                log.warning("a training of a race ended: %s", error)
                lane.reason = "failed"
            finally:
                with self._changed:
                    lane.is_busy = False
                    self._tell()

    def _next(self) -> Lane | None:
        """Return the training that is furthest behind and that nobody works at; None where there is no more work."""
        with self._changed:
            while not self._is_closed:
                waiting = [lane for lane in self.lanes if lane.reason is None and not lane.is_busy]
                if waiting:
                    chosen = min(waiting, key=lambda lane: lane.progress)
                    chosen.is_busy = True
                    return chosen
                if all(lane.reason is not None for lane in self.lanes):
                    return None
                self._changed.wait()
            return None

    def _advance(self, lane: Lane) -> None:
        """Train up to the next event of one training."""
        if lane.events is None:
            self._begin(lane)
            return
        event = next(lane.events)
        with self._changed:
            state = lane.state = event.state
            if isinstance(event, Progress):
                lane.course.add(state.step, event.cost, event.accuracy)
            elif isinstance(event, EpochDone) and event.row.test_accuracy is not None:
                lane.tested.append((event.row.epoch, event.row.test_cost or 0.0, event.row.test_accuracy))
            elif isinstance(event, Finished):
                lane.reason, lane.events = event.reason, iter(())

    def _begin(self, lane: Lane) -> None:
        """Measure the start, which is the point from which the curves begin."""
        training = lane.training
        per_epoch = -(-len(training.data.train) // training.settings.batch_size)
        events = train(
            training.network, training.data, training.settings, rng=training.rng, every=max(1, per_epoch // PIECES)
        )
        started = next(events)
        assert isinstance(started, Started)  # noqa: S101  # every training begins so
        judged = evaluate(training.network, training.data.test)
        with self._changed:
            lane.steps_per_epoch, lane.state, lane.events = started.steps_per_epoch, started.state, events
            lane.tested.append((0, judged.cost, judged.accuracy))

    def _tell(self) -> None:
        """Let everybody know that something changed."""
        self.number += 1
        if self._took is None and self.status != "racing":
            self._took = self._clock() - self._begun
        self._changed.notify_all()
