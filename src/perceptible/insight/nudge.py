"""Predict, then nudge: what the gradient says a small turn of a dial does to the cost, and what it does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.gradients import gradient
from perceptible.network import Network, cost

__all__ = ["Nudge", "nudge"]


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
        What it changed by.
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
        If there is no such dial, or there are more or fewer turns than dials.

    Examples
    --------
    >>> split = Split(np.ones((1, 2), np.float32), np.array([0]), n_classes=1)
    >>> found = nudge(Network.random((2, 1), rng=0), split, np.array([0]), np.array([0.001]))
    >>> bool(abs(found.predicted - found.measured) < 0.01 * abs(found.measured))
    True
    """
    if len(dials) != len(turns) or not all(0 <= dial < network.n_parameters for dial in dials):
        msg = (
            f"there are {len(dials)} dials, from {min(dials, default=0)} to {max(dials, default=0)}, and {len(turns)} "
            f"turns, expected one turn for each, and dials from 0 to {network.n_parameters - 1}."
        )
        raise ValueRangeError(msg)
    exact = network.with_parameters(network.parameters.map(lambda array: array.astype(np.float64)))
    inputs, targets = split.inputs.astype(np.float64), split.targets.astype(np.float64)
    slopes = np.asarray(gradient(exact, inputs, targets).to_vector())
    after = np.array(exact.parameters.to_vector())
    np.add.at(after, dials, turns)
    before = float(cost(exact, inputs, targets))
    turned = exact.with_parameters(exact.parameters.from_vector(after))
    return Nudge(before, float(slopes[dials] @ turns), float(cost(turned, inputs, targets)) - before)
