"""How many steps between two events, so that they come often enough to be watched and to be stopped by."""

from __future__ import annotations

import time
from collections.abc import Callable

from perceptible.data.dataset import Dataset
from perceptible.network import Network
from perceptible.training import Progress, Settings, train

__all__ = ["steps_for"]

TRIAL_SECONDS = 0.01
N_TRIALS = 3
# Slower steps are measured so many at a time as well, unless that took much longer: each event of a large network
# takes as long as some steps, since all dials are handed over to compiled code and back.
FEW_STEPS, LONG_TRIAL_SECONDS = 8, 0.1


def steps_for(
    seconds: float,
    network: Network,
    data: Dataset,
    settings: Settings,
    *,
    clock: Callable[[], float] = time.perf_counter,
) -> int:
    """Measure how many steps of a training take so long.

    Parameters
    ----------
    seconds : float
        Wanted between two events, for example 0.05.
    network : Network
        Any of the sizes to be trained.
    data : Dataset
        To be trained on.
    settings : Settings
        How to train.
    clock : function, optional
        Returns seconds.

    Returns
    -------
    int
        At least 1; for `every` of `train`.

    Raises
    ------
    ShapeError, SettingsError
        As `train`.

    Notes
    -----
    It makes a few steps, for about 30 milliseconds, of large networks 300, and forgets them.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> ticks = iter(range(100))  # a clock on which every event takes a second
    >>> steps_for(60, pc.Network.random((784, 10), rng=0), digits, Settings(), clock=lambda: next(ticks))
    60
    """
    first = _seconds_per_step(network, data, settings, 1, clock)
    # one step at a time is slower than many: measure again with some at once
    several = min(_several(first), max(1, len(data.train) // settings.batch_size))
    each = first if several == 1 else _seconds_per_step(network, data, settings, several, clock)
    return max(1, round(seconds / each)) if each > 0 else several


def _several(seconds_per_step: float) -> int:
    """Return how many steps to measure at a time."""
    if seconds_per_step <= 0:
        return 1
    few = min(FEW_STEPS, int(LONG_TRIAL_SECONDS / seconds_per_step))
    return max(1, few, int(TRIAL_SECONDS / seconds_per_step))


def _seconds_per_step(
    network: Network, data: Dataset, settings: Settings, every: int, clock: Callable[[], float]
) -> float:
    """Return the least time that a step took; 0 where no step is made."""
    best, step, before = float("inf"), 0, clock()
    n_left = N_TRIALS
    for event in train(network, data, settings, rng=0, every=every):
        now = clock()
        if isinstance(event, Progress):
            best = min(best, (now - before) / (event.state.step - step))
            n_left -= 1
        step, before = event.state.step, now
        if not n_left:
            break
    return best if best < float("inf") else 0.0
