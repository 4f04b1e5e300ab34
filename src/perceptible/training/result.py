"""Results: what came out of one training, or of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from perceptible.arrays import FloatArray, namespace
from perceptible.network import Network
from perceptible.training.history import History
from perceptible.training.settings import Settings
from perceptible.training.state import TrainingState

__all__ = ["Result", "Results"]


@dataclass(frozen=True, eq=False)
class Result:
    """What came out of a training.

    Parameters
    ----------
    network : Network
        The trained network.
    history : History
        What was measured after each epoch.
    settings : Settings
        How it was trained.
    state : TrainingState
        From which training can go on.
    reason : str
        Why it ended: "all epochs" or "early stopping"; of one among many also "diverged".
    """

    network: Network
    history: History
    settings: Settings
    state: TrainingState
    reason: str


@dataclass(frozen=True, eq=False)
class Results:
    """What came out of many trainings.

    Parameters
    ----------
    results : tuple of Result
        One for each, in the order in which they were asked for.
    """

    results: tuple[Result, ...]

    def __len__(self) -> int:
        """Return the number of trainings."""
        return len(self.results)

    def __iter__(self) -> Iterator[Result]:
        """Go through the results one by one."""
        return iter(self.results)

    def __getitem__(self, number: int) -> Result:
        """Return one result, counted from 0."""
        return self.results[number]

    @property
    def network(self) -> Network:
        """Return all networks as one, along a leading axis; they must have the same sizes."""
        first = self.results[0].network
        parameters = [result.network.parameters for result in self.results]
        return first.with_parameters(parameters[0].map(_stacked, *parameters[1:]))

    @property
    def columns(self) -> dict[str, list[list[float | int | None]]]:
        """Return for each measurement one list a training, each with one value an epoch."""
        each = [result.history.columns for result in self.results]
        return {name: [columns[name] for columns in each] for name in each[0]}


def _stacked(*arrays: FloatArray) -> FloatArray:
    """Put arrays of one shape side by side along a new first axis."""
    xp = namespace(arrays[0])
    return xp.concat([xp.expand_dims(array, axis=0) for array in arrays], axis=0)
