"""Directions among all dials: the gradient's, random ones, and those in which a training mostly moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.gradients import gradient
from perceptible.kernels import one_thread
from perceptible.network import Network, Parameters
from perceptible.rng import Rng, as_generator

__all__ = ["Projection", "dial_direction", "downhill", "principal_directions", "project", "random_direction"]

FEWEST_POINTS = 3


def dial_direction(network: Network, dial: int) -> FloatArray:
    """Return the direction in which a single dial turns.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    dial : int
        Its place in the row of all dials, as `Parameters.to_vector` gives them.

    Returns
    -------
    float64 array of shape (n_parameters,)
        0 everywhere but 1 at the dial.

    Raises
    ------
    ValueRangeError
        If there is no such dial.

    Examples
    --------
    >>> dial_direction(Network.random((2, 1), rng=0), 2)
    array([0., 0., 1.])
    """
    if not 0 <= dial < network.n_parameters:
        msg = f"there is no dial {dial}, expected 0 to {network.n_parameters - 1}. Choose one of this network's."
        raise ValueRangeError(msg)
    direction = np.zeros(network.n_parameters)
    direction[dial] = 1.0
    return direction


@one_thread()
def downhill(network: Network, split: Split) -> FloatArray:
    """Return the direction of steepest descent of the average cost, of length 1.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    split : Split
        The images over which the cost is averaged.

    Returns
    -------
    float64 array of shape (n_parameters,)
        The negative gradient, divided by its length; 0 where the gradient is.
    """
    steepest = -np.asarray(gradient(network, split.inputs, split.targets).to_vector(), np.float64)
    length = np.linalg.norm(steepest)
    return steepest / length if length else steepest


def random_direction(network: Network, *, rng: Rng = None) -> FloatArray:
    """Return a random direction in which every neuron's weights turn as far as they are long.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    rng : None, int or numpy.random.Generator, optional
        Where the randomness comes from.

    Returns
    -------
    float64 array of shape (n_parameters,)
        For each neuron normal numbers, scaled so that those of its weights have the length of its weights. Biases do
        not turn.

    Notes
    -----
    Called filter normalization (Li et al. 2018, Visualizing the loss landscape of neural nets): otherwise a network
    with larger weights would seem to lie in a flatter valley.

    Examples
    --------
    >>> network = Network.random((4, 3), rng=0)
    >>> turned = network.parameters.from_vector(random_direction(network, rng=1))
    >>> lengths = [np.linalg.norm(W, axis=1) for W in (turned.weights[0], network.weights[0])]
    >>> bool(np.allclose(*lengths))
    True
    """
    generator = as_generator(rng)
    weights = []
    for W in network.weights:
        drawn = generator.standard_normal(W.shape)
        lengths = np.linalg.norm(np.asarray(W, np.float64), axis=1, keepdims=True)
        weights.append(drawn * lengths / np.linalg.norm(drawn, axis=1, keepdims=True))
    biases = tuple(np.zeros(b.shape) for b in network.biases)
    return np.asarray(Parameters(tuple(weights), biases).to_vector())


@one_thread()
def principal_directions(path: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the two directions in which the points of a path lie furthest apart.

    Parameters
    ----------
    path : float array of shape (n_points, n_parameters)
        All dials at several moments of a training, at least three.

    Returns
    -------
    directions : float64 array of shape (2, n_parameters)
        At right angles to each other, of length 1, the longer movement first.
    shares : float64 array of shape (2,)
        How much of the movement about the last point each of them contains, as a share of its squared length.

    Raises
    ------
    ShapeError
        If there are fewer than three points.

    Notes
    -----
    The movement is that from the last point, where the training ended, so that the plane goes through the network.
    """
    if path.ndim != 2 or len(path) < FEWEST_POINTS:
        msg = f"the path has shape {path.shape}, expected at least {FEWEST_POINTS} rows of dials. Record more moments."
        raise ShapeError(msg)
    movement = np.asarray(path, np.float64) - np.asarray(path[-1], np.float64)
    # Of few points with very many dials: the small table of their products has the same directions.
    values, vectors = np.linalg.eigh(movement @ movement.T)
    first, second = vectors[:, -1] @ movement, vectors[:, -2] @ movement
    directions = np.stack([first, second]) / np.maximum(np.linalg.norm([first, second], axis=1), 1e-300)[:, None]
    total = max(float(values.sum()), 1e-300)
    return directions, np.maximum(values[[-1, -2]], 0.0) / total


@dataclass(frozen=True, eq=False)
class Projection:
    """A path as a plane sees it.

    Parameters
    ----------
    points : float64 array of shape (n_points, 2)
        How far each point lies along the two directions of the plane, which need not be at right angles.
    share : float
        How much of the path's movement about the plane's middle the plane contains: 1 where the path lies in it.
    """

    points: FloatArray
    share: float


def project(path: FloatArray, middle: FloatArray, directions: FloatArray) -> Projection:
    """Drop a path onto a plane, and say how much of its movement the plane contains.

    Parameters
    ----------
    path : float array of shape (n_points, n_parameters)
        All dials at several moments.
    middle : float array of shape (n_parameters,)
        The dials at the middle of the plane.
    directions : float array of shape (2, n_parameters)
        What a step of 1 to the right, and one up, turn.

    Returns
    -------
    Projection
        The points nearest to the path's, and the share of its squared length that lies in the plane.

    Examples
    --------
    >>> seen = project(np.array([[3.0, 4.0, 0.0]]), np.zeros(3), np.eye(3)[:2])
    >>> seen.points.round(12).tolist(), round(seen.share, 12)
    ([[3.0, 4.0]], 1.0)
    >>> project(np.array([[3.0, 0.0, 4.0]]), np.zeros(3), np.eye(3)[:2]).share.__round__(12)
    0.36
    """
    movement = np.asarray(path, np.float64) - np.asarray(middle, np.float64)
    points = np.linalg.lstsq(directions.T.astype(np.float64), movement.T, rcond=None)[0].T
    total = float((movement**2).sum())
    inside = float(((points @ directions) ** 2).sum())
    return Projection(frozen(points), inside / total if total else 1.0)
