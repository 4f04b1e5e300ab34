"""A training in a thread of its own, at full speed; whoever looks gets the newest state, never a queue."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Condition, Thread
from typing import Literal

from perceptible.data.dataset import Dataset
from perceptible.errors import PerceptibleError
from perceptible.lab.course import Course, Point
from perceptible.lab.moments import Moments
from perceptible.network import Network
from perceptible.rng import Rng
from perceptible.training import EpochDone, Event, Finished, Progress, Settings, Started, TrainingState, train

__all__ = ["NAME", "Snapshot", "Status", "Trainer"]

NAME = "training of a page"
Status = Literal["playing", "paused", "finished", "diverged"]
PIECES = 32  # of the first epoch, flat out: after each the thread can be paused, and there is a moment to go back to
FEWEST_PIECES = 2  # of the epochs after it
GOOD_PIECE = 0.014  # seconds that a piece takes after the first epoch: few pauses for speed, and quick to pause
WORTH_IT = 1.5  # times as large as before is what a piece becomes at least, where it does: to begin anew takes a while
LONGEST_PIECE = 0.04  # seconds
MOST_SLOW = 4  # pieces in a row that take longer than that, before they become smaller
PIECES_A_SECOND = 30  # in slow motion, at most
LONGEST_WAIT = 10.0  # seconds for a piece under way: only where the machine is stuck
FRAMES_APART = 0.014  # seconds: a screen shows 60 a second, and each takes time from the training
SPEED_OVER = 16  # pieces that the speed is measured over
log = logging.getLogger("perceptible")


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Where a training stands.

    Parameters
    ----------
    number : int
        Grows with every change.
    status : str
        Whether it goes on.
    state : TrainingState
        The newest.
    cost, accuracy : float or None
        Of the images since the snapshot before, None before the first step.
    rate : float
        Images per second, over the last pieces.
    example : int
        Which image of the coming mini-batch is looked at, from 0.
    """

    number: int
    status: Status
    state: TrainingState
    cost: float | None = None
    accuracy: float | None = None
    rate: float = 0.0
    example: int = 0


class Trainer:
    """Trains in a thread, which lives until `close`. Every method may be called from any other thread.

    Parameters
    ----------
    network : Network
        Where training starts.
    data : Dataset
        What it learns from.
    settings : Settings
        How.
    rng : None, int or numpy.random.Generator, optional
        As for `train`.
    """

    def __init__(self, network: Network, data: Dataset, settings: Settings, rng: Rng = None) -> None:
        self.data, self.settings = data, settings
        self._every = self._piece = max(1, -(-len(data.train) // settings.batch_size) // PIECES)
        events = train(network, data, settings, rng=rng, every=self._piece)
        started = next(events)
        assert isinstance(started, Started)  # noqa: S101  # every training begins so
        self.steps_per_epoch = started.steps_per_epoch
        self.n_train = started.n_train
        self.moments = Moments(started.state)
        self._events: Iterator[Event] = events
        self._course = Course()
        self._took: list[float] = []
        self._n_slow = 0
        self._times: list[tuple[float, int]] = []
        self._newest = Snapshot(1, "paused", started.state)
        self._given = self._newest
        self._given_at = 0.0
        self._speed: float | None = None
        self._until: Literal["stop", "step", "epoch", "end"] = "stop"
        self._went_from = started.state.step
        self._is_idle = False
        self._is_closed = False
        self._changed = Condition()
        Thread(target=self._work, name=NAME, daemon=True).start()

    @property
    def newest(self) -> Snapshot:
        """Return where the training stands."""
        return self._newest

    @property
    def given(self) -> Snapshot:
        """Return the newest snapshot that the page was given."""
        return self._given

    @property
    def points(self) -> list[Point]:
        """Return the curve of the mini-batches, few enough to draw."""
        return self._course.points

    @property
    def is_flat_out(self) -> bool:
        """Tell whether images pass too fast to be seen."""
        return self._newest.status == "playing" and self._speed is None

    def is_due(self, since: int) -> bool:
        """Tell whether there is a newer snapshot than this number, and the page can have shown the one before."""
        if self._newest.number <= since:
            return False
        return self._newest.status != "playing" or time.monotonic() - self._given_at >= FRAMES_APART

    def give(self) -> Snapshot:
        """Return where the training stands, and remember that the page knows."""
        with self._changed:
            if self._newest.number > self._given.number:
                self._given, self._given_at = self._newest, time.monotonic()
            return self._given

    def play(self, speed: float | None = None) -> None:
        """Go on until the end, at so many steps a second; None is flat out."""
        self._go_on("end", speed)

    def step(self) -> None:
        """Make one step, that is one mini-batch."""
        self._go_on("step", None)

    def finish_epoch(self) -> None:
        """Go on to the end of the epoch."""
        self._go_on("epoch", None)

    def look_further(self) -> None:
        """Look at the next image of the mini-batch; after its last one, make the step that they all lead to."""
        self.pause()
        now = self._newest
        if now.example + 1 < self.n_in_batch(now.state):
            self._publish(replace(now, number=now.number + 1, example=now.example + 1))
        else:
            self.step()

    def n_in_batch(self, state: TrainingState) -> int:
        """Return how many images the coming mini-batch has; the last of an epoch may have fewer."""
        size = self.settings.batch_size
        return min(size, self.n_train - state.position % self.steps_per_epoch * size)

    def pause(self) -> Snapshot:
        """Stop after the piece under way, and return where the training stands then."""
        with self._changed:
            self._until = "stop"
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_idle or self._is_closed, LONGEST_WAIT)
            if self._newest.status == "playing":
                self._publish(replace(self._newest, number=self._newest.number + 1, status="paused"))
            return self._newest

    def wait_until_idle(self, seconds: float) -> None:
        """Wait for what was asked for to be done, at most for so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._until == "stop" and self._is_idle, seconds)

    def go_on_from(self, state: TrainingState, settings: Settings | None = None) -> None:
        """Stand at a state of the same training, or one whose dials were turned since, and forget what came after.

        Raises
        ------
        MismatchError
            If the settings do not fit the state.
        """
        self.pause()
        with self._changed:
            settings = settings or self.settings
            state = replace(state, reason=None)
            self._start_again(state, settings, self._piece)
            self.settings = settings
            self.moments.drop_after(state.step)
            self.moments.keep(state)
            self._course.drop_after(state.step)
            last = self._course.points[-1:]
            cost, accuracy = (last[0].cost, last[0].accuracy) if last else (None, None)
            self._publish(Snapshot(self._newest.number + 1, "paused", state, cost, accuracy))

    def close(self) -> None:
        """End the thread, after the piece under way."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _go_on(self, until: Literal["step", "epoch", "end"], speed: float | None) -> None:
        """Let the thread work."""
        with self._changed:
            if self._newest.status in {"finished", "diverged"}:
                return
            self._until, self._speed = until, speed
            self._went_from = self._newest.state.step
            self._is_idle = False
            self._times = []
            self._publish(replace(self._newest, number=self._newest.number + 1, status="playing", example=0))
            self._changed.notify_all()

    def _work(self) -> None:
        """Make pieces of the training while somebody wants them."""
        try:
            while self._is_wanted():
                self._make_piece()
        except PerceptibleError as error:  # nothing is known to lead here; the page must not wait in vain
            log.warning("a training of a page ended: %s", error)
        finally:
            self._events = iter(())
            self.close()

    def _is_wanted(self) -> bool:
        """Wait until there is something to do; tell whether there ever will be."""
        with self._changed:
            while self._until == "stop" and not self._is_closed:
                self._is_idle = True
                self._changed.notify_all()
                self._changed.wait()
            self._is_idle = False
            return not self._is_closed

    def _make_piece(self) -> None:
        """Train up to the next event, and say what came of it."""
        begun = time.monotonic()
        every = self._wanted_every()
        if every != self._every:
            self._start_again(self._newest.state, self.settings, every)
        event = next(self._events)
        self._take(event)
        self._rest(begun, event)

    def _wanted_every(self) -> int:
        """Return how many steps the next piece has."""
        if self._until == "step":
            return 1
        if self._until == "end" and self._speed is not None:
            return max(1, min(self._piece, round(self._speed / PIECES_A_SECOND)))
        return self._piece

    def _start_again(self, state: TrainingState, settings: Settings, every: int) -> None:
        """Go on from a state in pieces of another size."""
        self._events = train(state.start, self.data, settings, every=every, state=state)
        next(self._events)
        self._every = every

    def _take(self, event: Event) -> None:
        """Keep what an event says, and publish it."""
        with self._changed:
            now, state = self._newest, event.state
            cost, accuracy = now.cost, now.accuracy
            if isinstance(event, Progress):
                cost, accuracy = event.cost, event.accuracy
                self._course.add(state.step, cost, accuracy)
            status: Status = "playing"
            if isinstance(event, Finished):
                status = "diverged" if event.reason == "diverged" else "finished"
            elif self._is_reached(event):
                status = "paused"
            self.moments.keep(state)
            if status != "playing":
                self._until = "stop"
            self._publish(Snapshot(now.number + 1, status, state, cost, accuracy, self._rate(state.step)))

    def _is_reached(self, event: Event) -> bool:
        """Tell whether the training has come to where it was to stop."""
        if event.state.reason is not None:
            return False  # that it has ended is said next
        if self._until == "step":
            # The last step of an epoch is followed by what is measured after it; a pause between them is no step yet.
            is_whole = isinstance(event, EpochDone) or event.state.position < self.steps_per_epoch
            return is_whole and event.state.step > self._went_from
        return self._until == "stop" or (self._until == "epoch" and isinstance(event, EpochDone))

    def _rate(self, step: int) -> float:
        """Return how many images a second are learned from."""
        self._times = [*self._times[-SPEED_OVER:], (time.monotonic(), step)]
        (begun, first), (ended, last) = self._times[0], self._times[-1]
        return (last - first) * self.settings.batch_size / (ended - begun) if ended > begun else 0.0

    def _rest(self, begun: float, event: Event) -> None:
        """In slow motion, wait for the time that the steps are to take; where pieces take long, make smaller ones."""
        took = time.monotonic() - begun
        with self._changed:
            if self._until == "end" and self._speed is not None and isinstance(event, Progress):
                self._changed.wait_for(
                    lambda: self._until != "end" or self._is_closed, max(0.0, self._every / self._speed - took)
                )
            elif self._every == self._piece:
                self._fit_piece(took, event)

    def _fit_piece(self, took: float, event: Event) -> None:
        """Make pieces larger after an epoch in which they were quick, and smaller where many in a row are slow."""
        if isinstance(event, Progress):
            self._took = [*self._took[-PIECES:], took]
            self._n_slow = self._n_slow + 1 if took > LONGEST_PIECE else 0
            if self._n_slow >= MOST_SLOW:
                self._piece, self._n_slow, self._took = max(1, self._piece // 2), 0, []
        elif isinstance(event, EpochDone) and self._took:
            quick = sorted(self._took)[len(self._took) // 2]
            larger = min(int(self._piece * GOOD_PIECE / max(quick, 1e-6)), self.steps_per_epoch // FEWEST_PIECES)
            if larger >= WORTH_IT * self._piece:
                self._piece, self._took = larger, []

    def _publish(self, snapshot: Snapshot) -> None:
        """Let everybody see where the training stands."""
        with self._changed:
            self._newest = snapshot
            self._changed.notify_all()
