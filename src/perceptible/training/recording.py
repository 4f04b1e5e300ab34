"""Recording: all dials at many moments of a training, so that one can go back to any of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from perceptible.arrays import FloatArray, check_count, frozen
from perceptible.errors import SettingsError, ShapeError
from perceptible.network import Network
from perceptible.training.events import Event
from perceptible.training.state import TrainingState

__all__ = ["MOST_BYTES", "Moment", "Recording"]

MOST_BYTES = 50_000_000
MOST_MOMENTS = 10_000  # more than anyone can tell apart by dragging
FEWEST_MOMENTS = 4  # the start, the newest, and something to halve between them


@dataclass(frozen=True, eq=False)
class Moment:
    """All dials at one step of a training.

    Parameters
    ----------
    step, epoch : int
        Steps made and epochs finished by then.
    dials : float array of shape (n_parameters,)
        In the order of `Parameters.to_vector`, exactly as they were; read-only.
    """

    step: int
    epoch: int
    dials: FloatArray


class Recording:
    """Keeps all dials of a training, in limited memory; it grows while one listens to the training.

    The first and the newest moment are always kept. Those between are at least `spacing` steps apart. When there is
    no more room the spacing is doubled and every second moment dropped.

    Parameters
    ----------
    every : int, optional
        The spacing at first, in steps; what events do not tell cannot be kept, see `every` of `train`.
    most_bytes : int, optional
        How much the dials may take.

    Raises
    ------
    SettingsError
        If `every` is no whole number above 0.

    Notes
    -----
    Where settings ask for averaged dials these are kept, since they are what is measured. Moments are never changed:
    a list of them that was read once stays good while the recording goes on in another thread.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> network = pc.Network.random((784, 16, 16, 10), rng=0)
    >>> recording = Recording(every=5)
    >>> for event in recording.record(pc.train(network, digits, pc.Settings(epochs=1), rng=0, every=5)):
    ...     pass
    >>> recording.steps
    [0, 5, 10, 15, 20]
    >>> bool((recording.network_at(20).weights[0] == event.network.weights[0]).all())
    True
    """

    def __init__(self, *, every: int = 1, most_bytes: int = MOST_BYTES) -> None:
        self.spacing = check_count(every, "every", "Keep every 100th step, for example.")
        self._most_bytes = most_bytes
        self._start: Network | None = None
        self._moments: tuple[Moment, ...] = ()  # replaced, never changed
        self._newest_is_due = True  # whether the last of them stays when another comes

    @classmethod
    def of(cls, start: Network, moments: Iterable[Moment], *, spacing: int = 1) -> Recording:
        """Return a recording of moments that were kept before, such as those of a file.

        Raises
        ------
        ShapeError
            If a moment has other dials than the network.
        """
        recording = cls(every=spacing)
        recording._start, recording._moments = start, tuple(moments)
        for moment in recording._moments:
            if moment.dials.shape != (start.n_parameters,):
                found = f"a moment has dials of shape {moment.dials.shape}, expected ({start.n_parameters},)."
                msg = f"{found} Use the moments of one training."
                raise ShapeError(msg)
        return recording

    def record(self, events: Iterable[Event], *, every: int | None = None) -> Iterator[Event]:
        """Pass the events of a training through, keeping dials on the way.

        Parameters
        ----------
        events : iterable of Event
            From `train`.
        every : int, optional
            Another spacing than that of the recording, in steps.

        Yields
        ------
        Event
            The same events.
        """
        if every is not None:
            self.spacing = every
        for event in events:
            self.keep(event.state)
            yield event

    def keep(self, state: TrainingState) -> None:
        """Keep the dials of a state, where it is a new one."""
        moments = self._moments
        if self._start is None:
            self._start = state.start
        if moments and moments[-1].step == state.step:
            # the same step is told again once the epoch is closed
            self._moments = (*moments[:-1], replace(moments[-1], epoch=state.epoch))
            return
        kept = moments if self._newest_is_due else moments[:-1]
        dials = frozen(np.asarray(state.current.to_vector()))
        while len(kept) + 1 > self._room(dials.nbytes):
            kept = kept[::2]
            self.spacing *= 2
        self._newest_is_due = not kept or state.step >= kept[-1].step + self.spacing
        self._moments = (*kept, Moment(state.step, state.epoch, dials))

    def _room(self, size: int) -> int:
        """Return how many moments of this size in bytes may be kept."""
        return min(MOST_MOMENTS, max(FEWEST_MOMENTS, self._most_bytes // max(size, 1)))

    def __len__(self) -> int:
        """Return the number of moments."""
        return len(self._moments)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Return all moments that are kept, in the order of the training."""
        return self._moments

    @property
    def start(self) -> Network:
        """Return the network before the first step of the training.

        Raises
        ------
        SettingsError
            If nothing was recorded yet.
        """
        if self._start is None:
            msg = "nothing is recorded yet, expected at least one event. Read the events that record passes on."
            raise SettingsError(msg)
        return self._start

    @property
    def steps(self) -> list[int]:
        """Return the step of each moment."""
        return [moment.step for moment in self._moments]

    @property
    def dials(self) -> FloatArray:
        """Return all dials of all moments, (n_moments, n_parameters): the path of the training."""
        _ = self.start
        return np.stack([moment.dials for moment in self._moments])

    @property
    def n_bytes(self) -> int:
        """Return how much the dials take."""
        return sum(moment.dials.nbytes for moment in self._moments)

    def at(self, step: int) -> Moment:
        """Return the newest moment that was kept at this step or before it; the first for steps before that."""
        _ = self.start
        return self._moments[max(0, bisect_right(self.steps, step) - 1)]

    def network_at(self, step: int) -> Network:
        """Return the network as it was at `at(step)`: training can branch off from there."""
        start = self.start
        return start.with_parameters(start.parameters.from_vector(self.at(step).dials))
