"""Three ways down from one start, in a thread: path after path, then the landscape that they go through."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset
from perceptible.errors import PerceptibleError
from perceptible.insight.directions import Projection, project
from perceptible.insight.landscape import cost_over
from perceptible.insight.paths import Path, Paths, descent_paths, plane_steps
from perceptible.insight.step_noise import StepNoise, step_noise
from perceptible.network import Network
from perceptible.training import Progress, train

__all__ = ["N_POINTS", "NAME", "Descending", "Terrain", "Way"]

NAME = "paths of a page"
N_RUNS = 3  # that are timed: of each stretch the quickest counts, as other work only ever slows it down
N_POINTS = 33  # columns and rows of the landscape
log = logging.getLogger("perceptible")


@dataclass(frozen=True, eq=False)
class Way:
    """A path, with what was measured besides.

    Parameters
    ----------
    path : Path
        The library's.
    seconds : float64 array of shape (n_moments,)
        When the training comes to each moment, by its steps alone.
    start, end : StepNoise
        How noisy its steps are where it begins, and where it ends.
    """

    path: Path
    seconds: FloatArray
    start: StepNoise
    end: StepNoise


@dataclass(frozen=True, eq=False)
class Terrain:
    """The plane in which the paths move most, through their start.

    Parameters
    ----------
    steps : two float64 arrays of shape (N_POINTS,)
        Where it is measured, to the right and up.
    seen : tuple of Projection
        Each path on it.
    share : float
        How much of the movement of all paths it contains.
    costs : float64 array of shape (N_POINTS, N_POINTS)
        By row and column; NaN where it is not measured yet. It fills in.
    """

    steps: tuple[FloatArray, FloatArray]
    seen: tuple[Projection, ...]
    share: float
    costs: FloatArray


class Descending:
    """Works until the landscape is whole, or `close`. Every method may be called from any thread.

    Parameters
    ----------
    network : Network
        The start.
    data : Dataset
        Its training images are what the cost is averaged over.
    rates : mapping from int to float
        The learning rate of each batch size; the order is that of the paths.
    epochs : int
        How often each path looks at each image.
    seed : int
        Decides the order of the images.
    clock : callable, optional
        Gives the time in seconds.
    """

    def __init__(
        self,
        network: Network,
        data: Dataset,
        rates: Mapping[int, float],
        *,
        epochs: int,
        seed: int,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.network, self.data, self.rates, self.epochs, self.seed = network, data, rates, epochs, seed
        self.number = 1
        self.ways: tuple[Way, ...] = ()
        self.terrain: Terrain | None = None
        self.n_measured = 0
        self.sentence = ""
        self._clock = clock
        self._is_done = self._is_closed = False
        self._changed = Condition()
        self.thread = Thread(target=self._work, name=NAME, daemon=True)
        self.thread.start()

    @property
    def status(self) -> Literal["working", "finished", "stopped"]:
        """Tell whether it goes on."""
        if self._is_done:
            return "finished"
        return "stopped" if self._is_closed else "working"

    def close(self) -> None:
        """End the thread, after the piece under way."""
        with self._changed:
            self._is_closed = True
            self._tell()

    def wait(self, seconds: float) -> None:
        """Wait for the end, at most for so long."""
        with self._changed:
            self._changed.wait_for(lambda: self.status != "working", seconds)

    def _work(self) -> None:
        """Go down each way, then measure where they went."""
        try:
            for size in self.rates:
                if self._is_closed:
                    return
                way = self._descend(size)
                with self._changed:
                    self.ways = (*self.ways, way)
                    self._tell()
            self._survey()
        except PerceptibleError as error:
            log.info("the paths of a page ended: %s", error)
            self.sentence = str(error)
            self.close()

    def _descend(self, size: int) -> Way:
        """Go down with batches of one size, as `descent_paths` does for all of them together."""
        start, seed = self.network, self.seed
        (path,) = descent_paths(
            start, self.data, learning_rates=self.rates, batch_sizes=(size,), epochs=self.epochs, rng=seed
        ).paths
        last = start.with_parameters(start.parameters.from_vector(path.recording.dials[-1]))
        ends = [step_noise(network, self.data.train, size) for network in (start, last)]
        return Way(path, self._timed(path), ends[0], ends[1])

    def _timed(self, path: Path) -> FloatArray:
        """Return when the same training comes to each moment of the path, where nothing else is done on the way."""
        steps = path.recording.steps
        every = max(1, steps[1] - steps[0]) if len(steps) > 1 else 1
        runs = [self._run(path, every) for _ in range(N_RUNS)]
        quickest = np.min([seconds for _, seconds in runs], axis=0)
        found: FloatArray = np.interp(steps, runs[0][0], np.concatenate([[0.0], np.cumsum(quickest)]))
        return found

    def _run(self, path: Path, every: int) -> tuple[list[int], list[float]]:
        """Train once more; return the steps that it tells of, and what each stretch up to them took."""
        known, seconds = [0], []
        begun = self._clock()
        for event in train(self.network, self.data, path.settings, rng=path.seed, every=every):
            now = self._clock()
            if isinstance(event, Progress):  # what is measured on test images between them does not count
                known.append(event.state.step)
                seconds.append(now - begun)
            begun = self._clock()
        return known, seconds

    def _survey(self) -> None:
        """Measure the plane in which the paths move most, coarse to fine."""
        paths = Paths(self.network, tuple(way.path for way in self.ways), len(self.data.train))
        directions, shares = paths.plane
        middle = np.asarray(self.network.parameters.to_vector(), np.float64)
        seen = tuple(project(way.path.recording.dials, middle, directions) for way in self.ways)
        steps = plane_steps(np.concatenate([each.points for each in seen]), N_POINTS)
        costs = np.full((N_POINTS, N_POINTS), np.nan)
        with self._changed:
            self.terrain = Terrain(steps, seen, float(shares.sum()), costs)
            self._tell()
        for row, column, cost in cost_over(self.network, self.data.train, directions, steps):
            if self._is_closed:
                return
            costs[row, column] = cost
            self.n_measured += 1
            self._is_done = self.n_measured == costs.size
            self._tell()

    def _tell(self) -> None:
        """Let everybody know that something changed."""
        with self._changed:
            self.number += 1
            self._changed.notify_all()
