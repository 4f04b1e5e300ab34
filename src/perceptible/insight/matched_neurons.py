"""Matched networks: hidden neurons put in another order, so that one network resembles another as closely as it can."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.errors import ShapeError
from perceptible.network import Network, Parameters

__all__ = ["assignment", "distance_between", "matched_to", "permuted"]

MOST_ROUNDS = 20


def assignment(costs: FloatArray) -> IntArray:
    """Give every row a column of its own so that the costs add up to the least.

    Parameters
    ----------
    costs : float array of shape (n, n)
        What each pair costs; finite.

    Returns
    -------
    int64 array of shape (n,)
        The column of each row. Exact.

    Raises
    ------
    ShapeError
        If the table is not square.

    Notes
    -----
    Shortest augmenting paths: rows come in one by one, and each takes its column from others along the cheapest
    chain of exchanges. Time grows with n^3. Sources: Kuhn (1955), The Hungarian method for the assignment problem;
    Jonker and Volgenant (1987), A shortest augmenting path algorithm for dense and sparse linear assignment problems.

    Examples
    --------
    >>> assignment(np.array([[4.0, 1.0], [2.0, 3.0]]))
    array([1, 0])
    """
    table = np.asarray(costs, np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1]:
        msg = f"costs has shape {table.shape}, expected as many columns as rows. Fill up with columns of zeros."
        raise ShapeError(msg)
    n = len(table)
    row_prices, column_prices = np.zeros(n), np.zeros(n)
    row_of = np.full(n, -1)
    for new in range(n):
        end, came_from = _cheapest_chain(table, new, (row_prices, column_prices), row_of)
        while True:  # along the chain every column goes to the row from which it was reached
            row = int(came_from[end])
            given_up = _column_of(row_of, row)
            row_of[end] = row
            if row == new:
                break
            end = given_up
    return np.argsort(row_of)


def matched_to(network: Network, other: Network) -> Network:
    """Put the hidden neurons of a network in the order in which its weights are closest to those of another.

    Parameters
    ----------
    network, other : Network
        Of the same sizes.

    Returns
    -------
    Network
        That answers as `network` does, to rounding.

    Raises
    ------
    ShapeError
        If the sizes differ.

    Notes
    -----
    Layer by layer, neurons are assigned so that incoming weights, biases and outgoing weights agree best (the sum of
    their products is the largest), until nothing changes. For one hidden layer that is exact, the closest of all
    orders; for more it is a good one. Source: Ainsworth, Hayase and Srinivasa (2023), Git re-basin, section 3.2.

    Examples
    --------
    >>> network = Network.random((2, 3, 3, 2), rng=0)
    >>> shuffled = permuted(network, [np.array([2, 0, 1]), np.array([1, 0, 2])])
    >>> distance_between(matched_to(shuffled, network), network)
    0.0
    """
    if network.sizes != other.sizes:
        msg = f"the networks have sizes {network.sizes} and {other.sizes}, expected the same. Match networks of a kind."
        raise ShapeError(msg)
    orders: list[IntArray] = [np.arange(size) for size in network.sizes[1:-1]]
    for _ in range(MOST_ROUNDS):
        before = [order.copy() for order in orders]
        for layer in range(len(orders)):
            orders[layer] = assignment(-_agreement(network, other, orders, layer))
        if all(np.array_equal(one, two) for one, two in zip(before, orders, strict=True)):
            break
    return permuted(network, orders)


def permuted(network: Network, orders: Sequence[IntArray]) -> Network:
    """Return a network with its hidden neurons in another order; it answers the same.

    Parameters
    ----------
    network : Network
        One network.
    orders : sequence of integer arrays
        For each hidden layer, which neuron comes first, second and so on.

    Examples
    --------
    >>> permuted(Network.random((1, 2, 1), rng=0), [np.array([1, 0])]).sizes
    (1, 2, 1)
    """
    weights, biases = list(network.weights), list(network.biases)
    for layer, order in enumerate(orders):
        weights[layer], biases[layer] = weights[layer][order], biases[layer][order]
        weights[layer + 1] = weights[layer + 1][:, order]
    return network.with_parameters(Parameters(tuple(weights), tuple(biases)))


def distance_between(network: Network, other: Network) -> float:
    """Return how far apart two networks are: the length of the difference of all their dials.

    Examples
    --------
    >>> distance_between(Network.random((1, 1), rng=0), Network.random((1, 1), rng=0))
    0.0
    """
    here, there = (one.parameters.to_vector().astype(np.float64) for one in (network, other))
    return float(np.linalg.norm(here - there))


def _cheapest_chain(
    table: FloatArray, new: int, prices: tuple[FloatArray, FloatArray], row_of: IntArray
) -> tuple[int, IntArray]:
    """Find the free column that costs least to reach from a new row; prices change so that none is below 0."""
    row_prices, column_prices = prices
    n = len(table)
    least, came_from, is_done = np.full(n, np.inf), np.full(n, -1), np.zeros(n, np.bool_)
    row, reached = new, 0.0
    rows, lengths = [], []
    while True:
        rows.append(row)
        lengths.append(reached)
        lengths_here = reached + table[row] - row_prices[row] - column_prices
        is_shorter = ~is_done & (lengths_here < least)
        least[is_shorter], came_from[is_shorter] = lengths_here[is_shorter], row
        column = int(np.where(is_done, np.inf, least).argmin())
        reached = float(least[column])
        is_done[column] = True
        if row_of[column] < 0:
            break
        row = int(row_of[column])
    column_prices[is_done] += np.minimum(least[is_done] - reached, 0)
    row_prices[rows] += reached - np.array(lengths)
    return column, came_from


def _column_of(row_of: IntArray, row: int) -> int:
    """Return the column that a row has, -1 where it has none."""
    found = np.flatnonzero(row_of == row)
    return int(found[0]) if len(found) else -1


def _agreement(network: Network, other: Network, orders: Sequence[IntArray], layer: int) -> FloatArray:
    """Return for each neuron of the other network (rows) and each of this one how well they agree."""
    incoming, outgoing = network.weights[layer], network.weights[layer + 1]
    if layer > 0:
        incoming = incoming[:, orders[layer - 1]]
    if layer + 1 < len(orders):
        outgoing = outgoing[orders[layer + 1]]
    biases = np.outer(other.biases[layer], network.biases[layer])
    agree: FloatArray = other.weights[layer] @ incoming.T + other.weights[layer + 1].T @ outgoing + biases
    return agree
