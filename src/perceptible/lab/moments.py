"""The moments of a training that are kept, each with all it takes to go on from there bit for bit."""

from __future__ import annotations

from bisect import bisect_right

from perceptible.network import Parameters
from perceptible.training import TrainingState

__all__ = ["MOST_BYTES", "Moments"]

MOST_BYTES = 40_000_000
MOST_MOMENTS = 500  # as many as a slider has places to stop at


class Moments:
    """States of one training, never more than fit: every second one goes where there is no more room.

    The first state always stays, and stays alone where not even two fit. `perceptible.training.recording` keeps dials
    alone; to branch off bit for bit takes what the optimizer remembers, too.

    Parameters
    ----------
    first : TrainingState
        Where the training begins.
    most_bytes : int, optional
        How much the arrays of all states may take.
    """

    def __init__(self, first: TrainingState, *, most_bytes: int = MOST_BYTES) -> None:
        self._states = [first]
        self._spacing = 1
        self._room = min(MOST_MOMENTS, max(1, most_bytes // n_bytes(first)))

    @property
    def steps(self) -> list[int]:
        """Return the step of each state."""
        return [state.step for state in self._states]

    @property
    def states(self) -> tuple[TrainingState, ...]:
        """Return all states, in the order of the training."""
        return tuple(self._states)

    def keep(self, state: TrainingState) -> None:
        """Keep a state where it is far enough from the last that stays."""
        last = self._states[-1]
        if state.step <= last.step:
            if state.step == last.step:
                self._states = [*self._states[:-1], state]  # the same dials, and an epoch is closed since
            return
        if state.step - last.step < self._spacing or self._room == 1:
            return
        if len(self._states) >= self._room:
            self._states = self._states[::2]
            self._spacing = max(2 * self._spacing, state.step // self._room)
        self._states = [*self._states, state]

    def at(self, step: int) -> TrainingState:
        """Return the newest state at this step or before it; the first for steps before that."""
        states = self._states
        return states[max(0, bisect_right([state.step for state in states], step) - 1)]

    def drop_after(self, step: int) -> None:
        """Forget what came after a step: the training goes on from there."""
        self._states = [state for state in self._states if state.step <= step] or self._states[:1]


def n_bytes(state: TrainingState) -> int:
    """Return how much the arrays of a state take."""
    kept = [state.parameters, *state.optimizer.moments, *([] if state.average is None else [state.average])]
    return sum(map(_n_bytes, kept))


def _n_bytes(parameters: Parameters) -> int:
    """Return how much weights and biases take."""
    return sum(array.nbytes for array in (*parameters.weights, *parameters.biases))
