"""What a benchmark is: several ways of doing the same work, and how much work it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Dataset
from perceptible.network import Network
from perceptible.rng import as_generator

__all__ = [
    "SEED",
    "Benchmark",
    "Case",
    "Clock",
    "Make",
    "Material",
    "Run",
    "Skipped",
    "Trainer",
    "arrays_of",
    "epochs",
    "missing",
    "timed",
]

SEED = 0
TURNS = 7  # a median that three slow ones cannot spoil

Clock = Callable[[], float]
Run = Callable[[Clock], float]


@dataclass(frozen=True)
class Skipped:
    """Why something cannot be measured here."""

    reason: str


@dataclass(frozen=True, eq=False)
class Material:
    """What a case is measured on.

    Parameters
    ----------
    data : Dataset
        Images to learn from and to test with.
    scratch : Path
        A folder to write to; it goes away with the benchmark.
    is_quick : bool
        Whether less work will do.
    """

    data: Dataset
    scratch: Path
    is_quick: bool = False


Make = Callable[[Material], Run | Skipped]


@dataclass(frozen=True)
class Case:
    """One way of doing the work.

    Parameters
    ----------
    name : str
        What it is called in result files.
    words : str
        The same for people.
    make : callable
        Prepares the work and returns what does it once and says how much it took; or says why it cannot.
    environment : mapping, optional
        Variables that its process is given before anything is imported.
    at : float, optional
        Its place on the axis of a benchmark that has one.
    """

    name: str
    words: str
    make: Make
    environment: Mapping[str, str] = field(default_factory=dict)
    at: float | None = None

    @property
    def key(self) -> str:
        """Return what no other case of the benchmark is called."""
        return self.name if self.at is None else f"{self.name}@{self.at:g}"


@dataclass(frozen=True)
class Benchmark:
    """Cases that take turns in one run.

    Parameters
    ----------
    name : str
        What it is called on the command line.
    title : str
        What is measured, with its size.
    cases : tuple of Case
        Each runs in a process of its own.
    unit : str
        In which figures are told, "s", "ms", "µs" or "MB"; they are kept in seconds or MB.
    reference : str
        The case that the others are compared with.
    axis : str
        What the cases differ in, where they lie on an axis.
    repeats : int
        How many turns each case has.
    n_images : int or None
        Training images that are used; None for all.
    needs_images : bool
        Whether the images matter at all.
    """

    name: str
    title: str
    cases: tuple[Case, ...]
    unit: str = "s"
    reference: str = "compiled"
    axis: str = ""
    repeats: int = TURNS
    n_images: int | None = None
    needs_images: bool = True

    def case(self, key: str) -> Case:
        """Return the case that has this key."""
        return next(case for case in self.cases if case.key == key)


class Trainer(Protocol):
    """A network and what trains it, whoever wrote it."""

    def epoch(self, order: IntArray) -> None:
        """Make the steps of one epoch, the images in this order."""

    def arrays(self) -> list[FloatArray]:
        """Return the weights and biases of each layer, (n_neurons, n_before) and (n_neurons,), one after the other."""


def timed(work: Callable[[], object]) -> Run:
    """Return what does some work and says how many seconds it took.

    Examples
    --------
    >>> ticks = iter([10.0, 12.5])
    >>> timed(lambda: None)(lambda: next(ticks))
    2.5
    """

    def run(clock: Clock) -> float:
        begun = clock()
        work()
        return clock() - begun

    return run


def epochs(trainer: Trainer, n_images: int) -> Run:
    """Return what trains for an epoch; the order of its images is drawn anew each time, which is part of the work."""
    rng = as_generator(SEED)
    return timed(lambda: trainer.epoch(rng.permutation(n_images)))


def arrays_of(network: Network) -> list[FloatArray]:
    """Return the weights and biases of each layer, one after the other."""
    return [array for pair in zip(network.weights, network.biases, strict=True) for array in pair]


def missing(module: str, package: str = "") -> Skipped | None:
    """Say that a package is not installed; None where it is.

    Examples
    --------
    >>> missing("numpy") is None, missing("no_such_module", "no-such-package").reason
    (True, 'no-such-package is not installed')
    """
    return None if find_spec(module) else Skipped(f"{package or module} is not installed")
