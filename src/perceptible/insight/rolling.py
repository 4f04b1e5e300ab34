"""A ball that rolls downhill on a formula: the descent of the lesson, in one or two dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.formulas import Formula

__all__ = ["Roll", "roll"]

MOST_STEPS = 10_000
FLAT = 1e-12
FAR = 1e6


@dataclass(frozen=True, eq=False)
class Roll:
    """Where a ball went.

    Parameters
    ----------
    points : float64 array of shape (n_steps + 1, n_variables)
        The places, the start first.
    values : float64 array of shape (n_steps + 1,)
        The height at each.
    slopes : float64 array of shape (n_steps + 1, n_variables)
        The gradient at each; the next step is the learning rate times its negative.
    end : str
        Why it ended: "flat" (the slope is 0 there), "diverged", or "steps" (all steps are made).
    """

    points: FloatArray
    values: FloatArray
    slopes: FloatArray
    end: str


def roll(formula: Formula, start: Sequence[float], *, learning_rate: float, n_steps: int = 100) -> Roll:
    r"""Let a ball roll from a start: each step goes against the slope, and is the longer the steeper it is.

    Parameters
    ----------
    formula : Formula
        Of as many variables as the start has coordinates.
    start : sequence of float
        Where the ball is put down.
    learning_rate : float
        Above 0.
    n_steps : int, optional
        At most 10,000.

    Returns
    -------
    Roll
        Every place on the way: :math:`x \leftarrow x - \eta f'(x)`.

    Raises
    ------
    ShapeError
        If the start has another number of coordinates.
    ValueRangeError
        If the learning rate or the number of steps is out of its range.

    Examples
    --------
    Half of the slope of x^2, 2 x, leads to the minimum in one step.

    >>> from perceptible.insight.formulas import parse_formula
    >>> found = roll(parse_formula("x**2"), [3.0], learning_rate=0.5)
    >>> found.points.ravel().tolist(), found.end
    ([3.0, 0.0], 'flat')
    >>> roll(parse_formula("x**2"), [3.0], learning_rate=1.1, n_steps=1000).end
    'diverged'
    """
    if len(start) != len(formula.variables):
        msg = f"the start has {len(start)} coordinates, expected {len(formula.variables)}, one for each variable."
        raise ShapeError(msg)
    if not (0 < learning_rate < np.inf and 0 <= n_steps <= MOST_STEPS):
        msg = (
            f"the learning rate is {learning_rate} and there are {n_steps} steps, expected a rate above 0 and at most "
            f"{MOST_STEPS} steps. Change them."
        )
        raise ValueRangeError(msg)
    places, heights, gradients, end = [np.asarray(start, np.float64)], [], [], "steps"
    for number in range(n_steps + 1):
        value, slopes = formula.at(places[-1])
        heights.append(float(value))
        gradients.append(slopes)
        if not np.isfinite([value, *slopes]).all() or np.abs(places[-1]).max() > FAR:
            end = "diverged"
            break
        if np.abs(slopes).max() < FLAT:
            end = "flat"
            break
        if number < n_steps:
            places.append(places[-1] - learning_rate * slopes)
    return Roll(frozen(np.stack(places)), frozen(np.array(heights)), frozen(np.stack(gradients)), end)
