"""Replay: a training made again from its own start and seed, so that what was not recorded can be watched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from perceptible.checkpoints import Saved
from perceptible.data.dataset import Dataset
from perceptible.training import Event, TrainingState, begin, train

__all__ = ["is_same_end", "replay"]


def replay(saved: Saved, data: Dataset, *, every: int | None = None) -> Iterator[Event]:
    """Train again as a saved training did, up to where it stood.

    Parameters
    ----------
    saved : Saved
        From `load_state`: start, settings and seed are all that is needed.
    data : Dataset
        What it was trained on.
    every : int, optional
        As for `train`.

    Yields
    ------
    Event
        The events of the training.

    Raises
    ------
    MismatchError
        If the data are others.

    Notes
    -----
    On the machine and with the versions of the training the same dials come out to the last bit; see `is_same_end`.

    Examples
    --------
    >>> import perceptible as pc
    >>> from perceptible.checkpoints import DataCard
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> result = pc.fit(digits, settings=pc.Settings(epochs=2), rng=0)
    >>> *_, last = replay(Saved(result.state, result.settings, DataCard.of(digits)), digits)
    >>> is_same_end(last.state, result.state)
    True
    """
    saved.check_data(data)
    start = replace(begin(saved.state.start, saved.settings, 0), seed=saved.state.seed)
    return _until(train(saved.state.start, data, saved.settings, every=every, state=start), saved.state.step)


def is_same_end(first: TrainingState, second: TrainingState) -> bool:
    """Tell whether two trainings stand at the same step with the same dials, to the last bit."""
    same = first.current.to_vector().tobytes() == second.current.to_vector().tobytes()
    return same and first.step == second.step


def _until(events: Iterator[Event], step: int) -> Iterator[Event]:
    """Pass events on up to a step: a training that was stopped ends where it was."""
    for event in events:
        if event.state.step > step:
            return
        yield event
