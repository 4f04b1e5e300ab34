"""The true landscape: the cost of a network on real images, along a line and over a plane through all its dials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.dataset import Split
from perceptible.errors import DivergedError, ShapeError
from perceptible.evaluation.answers import check_single, outputs_and_costs
from perceptible.network import Network

__all__ = ["Slice", "cost_along", "cost_at", "cost_over", "coarse_to_fine"]


@dataclass(frozen=True, eq=False)
class Slice:
    """The cost along a line through a network.

    Parameters
    ----------
    steps : float64 array of shape (n_points,)
        How far along the direction; 0 is the network itself.
    costs : float64 array of shape (n_points,)
        The average cost there; infinite where it is no number.
    """

    steps: FloatArray
    costs: FloatArray


def cost_at(network: Network, dials: FloatArray, split: Split) -> float:
    """Return the average cost with other dials, as `evaluate` gives it; infinite where it is no number.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    dials : float array of shape (n_parameters,)
        In the order of `Parameters.to_vector`; rounded to float32.
    split : Split
        The images.
    """
    with np.errstate(over="ignore"):
        rounded = np.asarray(dials, np.float32)
    if not np.isfinite(rounded).all():
        return np.inf
    try:
        costs = outputs_and_costs(network.with_parameters(network.parameters.from_vector(rounded)), split)[1]
    except DivergedError:
        return np.inf
    return float(np.mean(costs, dtype=np.float64))


def cost_along(network: Network, split: Split, direction: FloatArray, steps: FloatArray) -> Slice:
    """Measure the cost along a line through a network.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    split : Split
        The images over which the cost is averaged.
    direction : float array of shape (n_parameters,)
        What a step of 1 turns; `dial_direction` for one dial alone.
    steps : float array of shape (n_points,)
        Where to measure.

    Returns
    -------
    Slice
        The cost at each step: every one is a forward pass of all images, nothing between them is made up.

    Raises
    ------
    ShapeError
        If the direction is not one of the network's, or the network is several.

    Examples
    --------
    A single neuron that answers its weight, 0 at first, and is asked to answer 1: C = (t - 1)^2.

    >>> network = Network.random((1, 1), activation="identity", start="zeros")
    >>> split = Split(np.ones((1, 1), np.float32), np.array([0]), n_classes=1)
    >>> cost_along(network, split, np.array([1.0, 0.0]), np.array([0.0, 1.0, 3.0])).costs
    array([1., 0., 4.])
    """
    check_single(network)
    middle = _middle(network, direction)
    places = np.asarray(steps, np.float64)
    costs = np.array([cost_at(network, middle + step * direction, split) for step in places])
    return Slice(frozen(places.copy()), frozen(costs))


def cost_over(
    network: Network, split: Split, directions: FloatArray, steps: tuple[FloatArray, FloatArray]
) -> Iterator[tuple[int, int, float]]:
    """Measure the cost over a plane through a network, point by point, so that a picture can fill in while one watches.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    split : Split
        The images over which the cost is averaged.
    directions : float array of shape (2, n_parameters)
        What a step of 1 to the right, and one up, turn.
    steps : two float arrays of shapes (n_columns,) and (n_rows,)
        Where to measure, to the right and up; 0 is the network itself.

    Yields
    ------
    row, column : int
        Which point it is: a coarse picture of the plane comes first, then what lies between.
    cost : float
        The average cost there; infinite where it is no number.

    Raises
    ------
    ShapeError
        If the directions are not those of the network, or the network is several.
    """
    check_single(network)
    middle = _middle(network, directions[0])
    for row, column in coarse_to_fine(len(steps[1]), len(steps[0])):
        dials = middle + steps[0][column] * directions[0] + steps[1][row] * directions[1]
        yield row, column, cost_at(network, dials, split)


def coarse_to_fine(n_rows: int, n_columns: int) -> Iterator[tuple[int, int]]:
    """Yield every place of a table once, every eighth of every eighth row first, then what lies between.

    Examples
    --------
    >>> list(coarse_to_fine(1, 5))
    [(0, 0), (0, 4), (0, 2), (0, 1), (0, 3)]
    """
    seen = np.zeros((n_rows, n_columns), bool)
    for spacing in (8, 4, 2, 1):
        for row in range(0, n_rows, spacing):
            for column in range(0, n_columns, spacing):
                if not seen[row, column]:
                    seen[row, column] = True
                    yield row, column


def _middle(network: Network, direction: FloatArray) -> FloatArray:
    """Return the network's dials, once the direction fits them."""
    if np.shape(direction) != (network.n_parameters,):
        msg = (
            f"the direction has shape {np.shape(direction)}, expected ({network.n_parameters},), one number for each "
            "dial. Use dial_direction, downhill or random_direction."
        )
        raise ShapeError(msg)
    return np.asarray(network.parameters.to_vector(), np.float64)
