"""What the server keeps for one page: a network, what it was before anybody turned its dials, and the data."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock
from typing import Any, Literal, Protocol, TypeVar

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.data.dataset import Dataset
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.evaluation import Evaluation, evaluate
from perceptible.lab.lessons import Lessons
from perceptible.lab.trainer import Trainer
from perceptible.network import Network
from perceptible.training import TrainingState

__all__ = ["Session", "Shelf", "Shown", "Worker"]

MOST_KEPT = 8  # evaluations of whole networks: about a megabyte each


@dataclass(frozen=True, eq=False)
class Shown:
    """A network on the page.

    Parameters
    ----------
    name : str
        What it is called among the networks to choose from.
    network : Network
        One network, without leading axes.
    card : mapping
        What is known of how it was made; may be empty.
    code : str
        The expression that gives it in Python, after ``import perceptible as pc``.
    """

    name: str
    network: Network
    card: Mapping[str, Any]
    code: str


@dataclass(frozen=True, eq=False)
class Shelf:
    """What all pages share.

    Parameters
    ----------
    data : Dataset
        The images to browse and to judge by.
    first : Shown
        The network that a new page shows.
    data_code : str, optional
        The expression that gives the data in Python, after ``import perceptible as pc``.
    """

    data: Dataset
    first: Shown
    data_code: str = "pc.load_data()"
    _kept: OrderedDict[bytes, Evaluation] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def judged(self, network: Network) -> Evaluation:
        """Return how a network reads the test images; kept, as many pages open the same ones."""
        key = _fingerprint(network)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        judged = evaluate(network, self.data.test)
        with self._lock:
            self._kept[key] = judged
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return judged


class Worker(Protocol):
    """Something that works for a page in threads of its own."""

    def close(self) -> None:
        """End the threads, after the piece under way."""


WorkerT = TypeVar("WorkerT", bound=Worker)


class Session:
    """One page: what it shows, and what its dials were turned to. Only the thread that answers the page changes it.

    Parameters
    ----------
    shelf : Shelf
        What all pages share.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = self.opened = shelf
        self.trainer: Trainer | None = None
        self.lessons: Lessons | None = None
        self.at: TrainingState | None = None
        self.workers: dict[type, Worker] = {}
        self._followed: TrainingState | None = None
        self.show(shelf.first)

    def move_to(self, shelf: Shelf) -> None:
        """Look at other data, and at the first network for them; what was opened with the page stays in `opened`."""
        self.leave()
        self.shelf = shelf
        self.show(shelf.first)

    def show(self, shown: Shown) -> None:
        """Show another network; the dials are its own again, in float32 as the page has them. A training ends."""
        self.close()
        self.shown = shown
        self.revision = 0
        self._original = frozen(np.array(shown.network.parameters.to_vector(), np.float32))
        self._given = self._original
        self._dials = self._original.copy()
        self._use(self._original)

    def train(self, trainer: Trainer, lessons: Lessons) -> None:
        """Own a training that begins at the dials as they are; the one before ends."""
        self.close()
        self.trainer, self.lessons = trainer, lessons
        self.look_at(trainer.newest.state)

    def follow(self) -> None:
        """Take the dials that the page was given last by its training."""
        if self.trainer is not None and self.trainer.given.state is not self._followed:
            self.look_at(self.trainer.given.state)

    def look_at(self, state: TrainingState) -> None:
        """Take the dials of a state of the training, and remember it in `at`."""
        trainer = self.trainer
        self._followed = None if trainer is None else trainer.given.state
        self.at = state
        self._given = frozen(np.array(state.current.to_vector(), np.float32))
        self._dials = self._given.copy()
        self._use(self._given)
        self.revision += 1

    def turned_in_training(self) -> IntArray:
        """Return which dials were turned by hand since the training gave them."""
        return np.flatnonzero(self._dials != self._given)

    def close(self) -> None:
        """End the training, where there is one."""
        if self.trainer is not None:
            self.trainer.close()
        self.trainer = self.lessons = self.at = self._followed = None

    def employ(self, worker: Worker) -> None:
        """Let something work for the page, until it goes; the one of the same kind before ends."""
        before = self.workers.get(type(worker))
        if before is not None:
            before.close()
        self.workers[type(worker)] = worker

    def employed(self, kind: type[WorkerT]) -> WorkerT | None:
        """Return what works for the page, or has worked, of this kind."""
        found = self.workers.get(kind)
        return found if isinstance(found, kind) else None

    def leave(self) -> None:
        """End everything that works for the page, as it is gone."""
        self.close()
        for worker in self.workers.values():
            worker.close()

    @property
    def data(self) -> Dataset:
        """Return the images to browse and to judge by."""
        return self.shelf.data

    @property
    def original(self) -> FloatArray:
        """Return the dials as they were before anybody turned them, in one row, read-only."""
        return self._original

    @property
    def dials(self) -> FloatArray:
        """Return a copy of the dials as they are, in one row, in the order of `Parameters.to_vector`."""
        return self._dials.copy()

    def turned(self) -> IntArray:
        """Return which dials are not as they were."""
        return np.flatnonzero(self._dials != self._original)

    def turn(self, indices: Sequence[int], values: Sequence[float]) -> None:
        """Turn some dials.

        Parameters
        ----------
        indices : sequence of int
            Places in the row of dials.
        values : sequence of float
            What they become, as many; finite.

        Raises
        ------
        ShapeError
            If there are not as many values as places; no dial is turned then, nor in the next two cases.
        ValueRangeError
            If a place is not there or a value is not finite in float32.
        """
        if len(indices) != len(values):
            msg = f"there are {len(indices)} dials and {len(values)} values, expected as many. Give one for each."
            raise ShapeError(msg)
        n_dials = len(self._dials)
        if len(indices) and not (min(indices) >= 0 and max(indices) < n_dials):
            wrong = next(index for index in indices if not 0 <= index < n_dials)
            msg = f"there is no dial {wrong}, expected one from 0 to {n_dials - 1}. Choose one of this network's."
            raise ValueRangeError(msg)
        with np.errstate(over="ignore"):
            turned = np.asarray(values, np.float32)
        if not np.isfinite(turned).all():
            msg = "a dial was turned to a number beyond what float32 holds. Keep it between -3e38 and 3e38."
            raise ValueRangeError(msg)
        self._dials[np.array(indices, np.int64)] = turned
        self._use(self._dials.copy())
        self.revision += 1

    def judged(self, split: Literal["test", "train"] = "test") -> Evaluation:
        """Return how the network as it is reads the images; computed once for each turn of a dial."""
        if split not in self._judged:
            self._judged[split] = evaluate(self.network, self.data.split(split))
        return self._judged[split]

    def judged_before(self) -> Evaluation:
        """Return how it read the test images before anybody turned a dial."""
        return self.shelf.judged(self.before())

    def before(self) -> Network:
        """Return the network as it was before anybody turned a dial."""
        return _with_dials(self.shown.network, self._original)

    def _use(self, dials: FloatArray) -> None:
        """Take other dials; what was known of the network is known no longer."""
        self.network = _with_dials(self.shown.network, dials)
        self._judged: dict[str, Evaluation] = {}


def _with_dials(network: Network, dials: FloatArray) -> Network:
    """Return the same network with other dials, given in one row."""
    return network.with_parameters(network.parameters.from_vector(dials))


def _fingerprint(network: Network) -> bytes:
    """Return what tells a network from another: sizes, activations, cost and every dial."""
    kind = repr((network.sizes, [layer.activation.name for layer in network.layers], network.cost))
    return blake2b(kind.encode() + np.asarray(network.parameters.to_vector()).tobytes(), digest_size=16).digest()
