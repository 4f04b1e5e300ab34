"""Averages over many images, some of them at a time: the gradient, and what a nudge does, in float64."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.evaluation.answers import check_fit, check_single
from perceptible.gradients import backpropagate
from perceptible.insight.wishes import in_float64
from perceptible.network import COSTS, Network

__all__ = ["N_AT_ONCE", "CostsSoFar", "SlopesSoFar", "costs_in_parts", "slopes_in_parts"]

N_AT_ONCE = 5_000  # images: 30 megabytes in float64, a tenth of a second


@dataclass(frozen=True, eq=False)
class SlopesSoFar:
    """The gradient over the first images.

    Parameters
    ----------
    n_images : int
        How many of them.
    cost : float
        Their average cost.
    slopes : float64 array of shape (n_parameters,)
        Its gradient, in the order of `Parameters.to_vector`.
    """

    n_images: int
    cost: float
    slopes: FloatArray


@dataclass(frozen=True)
class CostsSoFar:
    """What the first images cost with a network, and with its dials turned.

    Parameters
    ----------
    n_images : int
        How many of them.
    before, after : float
        Their average cost before and after the turn.
    change : float
        The average of what each image's cost changed by. It is `after` less `before`, but for their rounding: a
        change of a billionth of the cost keeps its digits, as images that it does not touch add exactly 0.
    """

    n_images: int
    before: float
    after: float
    change: float


def slopes_in_parts(network: Network, split: Split, *, n_at_once: int = N_AT_ONCE) -> Iterator[SlopesSoFar]:
    """Yield the gradient over more and more images, the last time over all of them.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64 here.
    split : Split
        The images over which the cost is averaged.
    n_at_once : int, optional
        By how many images it gets on each time.

    Yields
    ------
    SlopesSoFar
        After each part.

    Raises
    ------
    ShapeError
        If the network is several, or the split does not fit it or is empty.
    ValueRangeError
        If `n_at_once` is less than 1.

    Examples
    --------
    >>> split = Split(np.array([[1.0], [0.0]]), np.array([0, 0]), n_classes=1)
    >>> [found.slopes.tolist() for found in slopes_in_parts(Network.random((1, 1), start="zeros"), split, n_at_once=1)]
    [[-0.25, -0.25], [-0.125, -0.25]]
    """
    _check(network, split, n_at_once)
    exact, n_done = in_float64(network), 0
    costs, slopes = 0.0, np.zeros(network.n_parameters)
    for inputs, targets in _parts(split, n_at_once):
        back = backpropagate(exact, inputs, targets)
        n_done += len(inputs)
        costs += float(np.sum(back.costs))
        slopes = slopes + len(inputs) * np.asarray(back.gradient.to_vector())
        yield SlopesSoFar(n_done, costs / n_done, frozen(slopes / n_done))


def costs_in_parts(
    network: Network, split: Split, dials: IntArray, turns: FloatArray, *, n_at_once: int = N_AT_ONCE
) -> Iterator[CostsSoFar]:
    """Yield what a turn of some dials changes the cost by, over more and more images.

    Parameters
    ----------
    network, split, n_at_once
        As for `slopes_in_parts`.
    dials : int array of shape (n,)
        Places in the row of all dials, as `Parameters.to_vector` gives them; one that is named twice turns twice.
    turns : float array of shape (n,)
        By how much each is turned.

    Yields
    ------
    CostsSoFar
        After each part.

    Raises
    ------
    ShapeError, ValueRangeError
        As `slopes_in_parts`; and if there is no such dial, a turn is not finite, or there are more or fewer turns
        than dials.

    Examples
    --------
    >>> split = Split(np.ones((1, 1)), np.array([0]), n_classes=1)
    >>> found = list(costs_in_parts(Network.random((1, 1), start="zeros"), split, np.array([0]), np.array([1e-6])))
    >>> found[-1].before, round(1e6 * found[-1].change, 5)  # 1/4, with a slope of -1/4
    (0.25, -0.25)
    """
    _check(network, split, n_at_once)
    _check_turns(network, dials, turns)
    exact = in_float64(network)
    row = np.array(exact.parameters.to_vector())
    np.add.at(row, dials, turns)
    turned, n_done = exact.with_parameters(exact.parameters.from_vector(row)), 0
    before = after = change = 0.0
    for inputs, targets in _parts(split, n_at_once):
        each, other = _costs(exact, inputs, targets), _costs(turned, inputs, targets)
        n_done += len(inputs)
        before, after = before + float(np.sum(each)), after + float(np.sum(other))
        change += float(np.sum(other - each))
        yield CostsSoFar(n_done, before / n_done, after / n_done, change / n_done)


def _check(network: Network, split: Split, n_at_once: int) -> None:
    """Refuse what does not fit together."""
    check_single(network)
    check_fit(network, split)
    if n_at_once < 1:
        msg = f"n_at_once is {n_at_once}, expected a whole number of at least 1. Leave it at {N_AT_ONCE}."
        raise ValueRangeError(msg)


def _check_turns(network: Network, dials: IntArray, turns: FloatArray) -> None:
    """Refuse dials that are not there, and turns that are none."""
    if len(dials) != len(turns) or not all(0 <= dial < network.n_parameters for dial in dials):
        msg = (
            f"there are {len(dials)} dials, from {min(dials, default=0)} to {max(dials, default=0)}, and {len(turns)} "
            f"turns, expected one turn for each, and dials from 0 to {network.n_parameters - 1}."
        )
        raise ValueRangeError(msg)
    if not np.isfinite(turns).all():
        msg = "a turn is not a finite number, expected one. Turn dials by less."
        raise ValueRangeError(msg)


def _parts(split: Split, n_at_once: int) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Yield inputs and targets in float64, some at a time."""
    for start in range(0, len(split), n_at_once):
        part = slice(start, start + n_at_once)
        yield split.inputs[part].astype(np.float64), split.targets[part].astype(np.float64)


def _costs(network: Network, inputs: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the cost of each image."""
    trace, last = network.forward(inputs), network.layers[-1]
    return np.asarray(COSTS[network.cost].value(trace.pre_activations[-1], trace.outputs, targets, last.activation))
