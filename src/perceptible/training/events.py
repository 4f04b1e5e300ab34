"""Events: what a training says while it goes on. Whoever watches reads the same stream."""

from __future__ import annotations

from dataclasses import dataclass

from perceptible.network import Network
from perceptible.training.history import EpochRow
from perceptible.training.settings import Settings
from perceptible.training.state import TrainingState

__all__ = ["EpochDone", "Event", "Finished", "Progress", "Started"]


@dataclass(frozen=True, eq=False)
class Event:
    """Something that happened in a training.

    Parameters
    ----------
    state : TrainingState
        Where the training stands; it can go on from here, now or later.
    """

    state: TrainingState

    @property
    def network(self) -> Network:
        """Return the network as it is now."""
        return self.state.network


@dataclass(frozen=True, eq=False)
class Started(Event):
    """Training begins, or goes on from a state.

    Parameters
    ----------
    settings : Settings
        How it trains.
    n_train, n_validation, n_test : int
        Images to learn from, to choose by, and to measure with.
    steps_per_epoch : int
        Mini-batches in an epoch.
    """

    settings: Settings
    n_train: int
    n_validation: int
    n_test: int
    steps_per_epoch: int


@dataclass(frozen=True, eq=False)
class Progress(Event):
    """Some steps were made.

    Parameters
    ----------
    cost, accuracy : float
        Averaged over the images seen since the last event, each before its step.
    """

    cost: float
    accuracy: float


@dataclass(frozen=True, eq=False)
class EpochDone(Event):
    """Every training image was seen once more.

    Parameters
    ----------
    row : EpochRow
        What was measured; the last row of the history.
    """

    row: EpochRow


@dataclass(frozen=True, eq=False)
class Finished(Event):
    """Training has ended.

    Parameters
    ----------
    reason : str
        "all epochs", "early stopping" or "diverged"; the state is then the last before the cost, or a dial, was no
        longer a number.
    """

    reason: str
