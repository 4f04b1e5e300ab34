"""Predict, then nudge: what the gradient says a small turn of a dial does to the cost, and what it does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.insight.in_parts import costs_in_parts, slopes_in_parts
from perceptible.network import Network

__all__ = ["Nudge", "nudge", "small_turn"]

LARGEST = 0.01
SMALLEST = 1e-7
FASTEST = 0.1  # a turn does not shrink by more at once
SAFETY = 0.8


@dataclass(frozen=True)
class Nudge:
    """A small turn of some dials, predicted and measured.

    Parameters
    ----------
    cost : float
        The average cost before.
    predicted : float
        What the gradient says the cost changes by: the sum of slope times turn.
    measured : float
        What it changed by, in float64.
    """

    cost: float
    predicted: float
    measured: float


def nudge(network: Network, split: Split, dials: IntArray, turns: FloatArray) -> Nudge:
    r"""Turn some dials a little; compare the change of the cost with what the gradient foretells.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64 here, since small changes drown in float32.
    split : Split
        The images over which the cost is averaged.
    dials : int array of shape (n,)
        Places in the row of all dials, as `Parameters.to_vector` gives them.
    turns : float array of shape (n,)
        By how much each is turned.

    Returns
    -------
    Nudge
        :math:`\Delta C \approx \sum_i \partial C/\partial w_i\, \Delta w_i`, and the true change.

    Raises
    ------
    ValueRangeError
        If there is no such dial, a turn is not finite, or there are more or fewer turns than dials.

    Examples
    --------
    >>> split = Split(np.ones((1, 2), np.float32), np.array([0]), n_classes=1)
    >>> found = nudge(Network.random((2, 1), rng=0), split, np.array([0]), np.array([0.001]))
    >>> bool(abs(found.predicted - found.measured) < 0.01 * abs(found.measured))
    True
    """
    *_, costs = costs_in_parts(network, split, dials, turns)
    *_, found = slopes_in_parts(network, split)
    return Nudge(costs.before, float(found.slopes[dials] @ turns), costs.change)


def small_turn(network: Network, split: Split, dial: int, *, within: float = 0.01) -> float:
    r"""Find how far a dial can be turned for the gradient to foretell the change of the cost.

    Parameters
    ----------
    network, split
        As for `nudge`.
    dial : int
        Its place in the row of all dials.
    within : float, optional
        How far, as a share of it, the change may be from what is foretold; above 0.

    Returns
    -------
    float
            A turn from a hundredth down to a hundred-millionth, found by measuring alone, without the gradient.

    Raises
    ------
    ValueRangeError
        If there is no such dial, or `within` is not above 0.

    Notes
    -----
    Turned by :math:`\pm h`, the cost changes by about :math:`\pm s h + c h^2 / 2`, of which the gradient leaves out a
    share of :math:`|c h / 2 s|`. That is measured: it is how much the changes up and down add up to, over how far they
    are apart. The turn shrinks from a hundredth until it is at most half of `within`, as there are higher orders too.

    Examples
    --------
    >>> split = Split(np.ones((1, 2), np.float32), np.array([0]), n_classes=1)
    >>> network = Network.random((2, 1), rng=0)
    >>> turn = small_turn(network, split, 0, within=0.001)
    >>> found = nudge(network, split, np.array([0]), np.array([turn]))
    >>> bool(abs(found.measured / found.predicted - 1) < 0.001)
    True
    """
    if not within > 0:
        msg = f"within is {within}, expected above 0. For a hundredth give 0.01."
        raise ValueRangeError(msg)
    turn = LARGEST
    while turn > SMALLEST:
        up, down = _change(network, split, dial, turn), _change(network, split, dial, -turn)
        bent, straight = abs(up + down), within / 2 * abs(up - down)
        if bent <= straight:
            break
        turn *= max(FASTEST, SAFETY * straight / bent)
    return turn


def _change(network: Network, split: Split, dial: int, turn: float) -> float:
    """Measure what a turn of one dial changes the cost by."""
    *_, costs = costs_in_parts(network, split, np.array([dial]), np.array([turn]))
    return costs.change
