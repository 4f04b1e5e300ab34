"""Schedules: how the learning rate changes from the first step to the last."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi

from perceptible.errors import find_named

__all__ = ["SCHEDULES", "Schedule", "schedule_named"]

# From the share of the training that is done, in [0, 1], to a factor of the learning rate, in (0, 1].
Schedule = Callable[[float], float]

STEP_EVERY = 1 / 3
STEP_FACTOR = 0.1
LAST_FACTOR = 0.01
# Smith and Topin (2018) let the rate rise for a part of the training and end far below where it began.
RISING_SHARE = 0.3
FIRST_FACTOR = 0.04


def schedule_named(name: str) -> Schedule:
    """Return the schedule that has this name.

    Parameters
    ----------
    name : str
        One of the keys of `SCHEDULES`.

    Returns
    -------
    function
        From the share of the training that is done, in [0, 1], to a factor of the learning rate.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> [round(schedule_named("cosine")(share), 3) for share in (0.0, 0.5, 1.0)]
    [1.0, 0.505, 0.01]
    """
    return find_named(SCHEDULES, name, "schedule")


def _constant(_share: float) -> float:
    """Keep the rate."""
    return 1.0


def _step(share: float) -> float:
    """Divide the rate by 10 after each third."""
    return float(STEP_FACTOR ** min(int(share / STEP_EVERY + 1e-12), 2))


def _cosine(share: float) -> float:
    """Fall along half a cosine to a hundredth. Source: Loshchilov and Hutter (2017), eq. 5."""
    return LAST_FACTOR + (1 - LAST_FACTOR) * 0.5 * (1 + cos(pi * share))


def _one_cycle(share: float) -> float:
    """Rise from a twenty-fifth to the full rate, then fall to nearly nothing, along two half cosines."""
    if share < RISING_SHARE:
        return FIRST_FACTOR + (1 - FIRST_FACTOR) * 0.5 * (1 - cos(pi * share / RISING_SHARE))
    low = FIRST_FACTOR * LAST_FACTOR
    return low + (1 - low) * 0.5 * (1 + cos(pi * (share - RISING_SHARE) / (1 - RISING_SHARE)))


SCHEDULES: dict[str, Schedule] = {"constant": _constant, "step": _step, "cosine": _cosine, "one-cycle": _one_cycle}
