"""Race: what a page asks of it, and what it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perceptible.lab.shapes import Floats

__all__ = [
    "LaneFrame",
    "RaceEntry",
    "RaceFrame",
    "RaceFrameAsk",
    "RaceNetwork",
    "RaceNetworkAsk",
    "RaceStartAsk",
    "RaceStopAsk",
    "RunnerFrame",
]


@dataclass(frozen=True)
class RaceEntry:
    """One runner: a network and how it trains."""

    name: str
    hidden: tuple[int, ...]
    activation: str
    start: str
    optimizer: str
    learning_rate: float
    batch_size: int


@dataclass(frozen=True)
class RaceStartAsk:
    """Begin a race; each runner trains from `n_seeds` seeds, `seed` and those after it. The race before ends."""

    kind: Literal["race-start"]
    entries: tuple[RaceEntry, ...]
    cost: Literal["squared-error", "cross-entropy"]
    epochs: int
    n_train: int
    seed: int
    n_seeds: int


@dataclass(frozen=True)
class RaceFrameAsk:
    """Ask how the race stands, as soon as that is newer than number `since`."""

    kind: Literal["race-frame"]
    since: int


@dataclass(frozen=True)
class RaceStopAsk:
    """Stop the race; what was reached stays."""

    kind: Literal["race-stop"]


@dataclass(frozen=True)
class RaceNetworkAsk:
    """Ask for the dials of a runner, from one of the seeds; both are counted from 0."""

    kind: Literal["race-network"]
    runner: int
    place: int


@dataclass(frozen=True)
class LaneFrame:
    """One training: `tested` holds epoch, cost and accuracy on test images by turns; `running` the same in training."""

    seed: int
    epoch: int
    status: Literal["running", "done", "diverged"]
    accuracy: float | None
    tested: Floats
    running: Floats


@dataclass(frozen=True)
class RunnerFrame:
    """One runner: median, lowest and highest accuracy over the seeds, where each has measured one; diverged is 0."""

    name: str
    median: float | None
    low: float | None
    high: float | None
    n_diverged: int
    lanes: tuple[LaneFrame, ...]


@dataclass(frozen=True)
class RaceFrame:
    """A race as it stands; `ranking` holds places of runners, the best first, once all have measured something."""

    number: int
    status: Literal["racing", "finished", "stopped", "none"]
    seconds: float
    progress: float
    n_epochs: int
    seeds: tuple[int, ...]
    runners: tuple[RunnerFrame, ...]
    ranking: tuple[int, ...]
    margin: float
    is_clear: bool


@dataclass(frozen=True)
class RaceNetwork:
    """All dials of a runner, as they are."""

    dials: Floats
