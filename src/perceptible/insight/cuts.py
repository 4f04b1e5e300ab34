"""Cuts: lines and planes through a network among all its dials, to look at the landscape of the cost on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError
from perceptible.insight.directions import dial_direction, downhill, principal_directions, project, random_direction
from perceptible.kernels import one_thread
from perceptible.network import Network
from perceptible.rng import Rng, as_generator

__all__ = ["Cut", "dial_cut", "path_cut", "random_cut", "steepest_cut"]

DIAL_REACH = 8.0  # from where a sigmoid neuron is silent to where it is full, for one lit input
STEEPEST_REACH = 0.1  # of the length of all dials: the valley, and the slopes up from it
ROOM = 0.2  # around a path, of its extent


@dataclass(frozen=True, eq=False)
class Cut:
    """A line or a plane through a network: where it is, which ways it goes, and how far it is worth looking.

    Parameters
    ----------
    network : Network
        The middle.
    directions : float64 array of shape (n_axes, n_parameters)
        What a step of 1 along each axis turns; one axis is a line, two are a plane.
    low, high : float64 arrays of shape (n_axes,)
        From where to where to look along each axis; 0 is the network.
    """

    network: Network
    directions: FloatArray
    low: FloatArray
    high: FloatArray

    def dials(self, *steps: float) -> FloatArray:
        """Return all dials after so many steps along each axis, in float64, in the order of `Parameters.to_vector`.

        Raises
        ------
        ShapeError
            If there are not as many numbers as axes.
        """
        if len(steps) != len(self.directions):
            msg = (
                f"{len(steps)} steps were given, expected {len(self.directions)}, one for each axis. Give one for each."
            )
            raise ShapeError(msg)
        dials = np.asarray(self.network.parameters.to_vector(), np.float64)
        for step, direction in zip(steps, self.directions, strict=True):
            dials = dials + step * direction
        return dials


def dial_cut(network: Network, dial: int) -> Cut:
    """Return the line along which a single dial turns.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    dial : int
        Its place in the row of all dials, as `Parameters.to_vector` gives them.

    Returns
    -------
    Cut
        A step of 1 turns the dial by 1.

    Raises
    ------
    ValueRangeError
        If there is no such dial.
    """
    return _cut(network, dial_direction(network, dial)[None], [DIAL_REACH])


@one_thread()
def steepest_cut(network: Network, split: Split, *, rng: Rng = None) -> Cut:
    """Return the plane of steepest descent and a random direction at right angles to it, both of length 1.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    split : Split
        The images over which the cost is averaged whose slope it is.
    rng : None, int or numpy.random.Generator, optional
        Where the random direction comes from.

    Returns
    -------
    Cut
        To the right lies downhill.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=50, n_test=50)
    >>> plane = steepest_cut(pc.Network.random((784, 8, 10), rng=0), digits.test, rng=0)
    >>> bool(np.allclose(plane.directions @ plane.directions.T, np.eye(2)))
    True
    """
    steepest, across = downhill(network, split), random_direction(network, rng=rng)
    across = across - (across @ steepest) * steepest
    across = across / max(float(np.linalg.norm(across)), 1e-300)
    reach = STEEPEST_REACH * max(float(np.linalg.norm(network.parameters.to_vector())), 1.0)
    return _cut(network, np.stack([steepest, across]), [reach, reach])


@one_thread()
def random_cut(network: Network, *, rng: Rng = None) -> Cut:
    """Return the plane of two random directions, in which every neuron's weights turn as far as they are long.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    rng : None, int or numpy.random.Generator, optional
        Where the randomness comes from.

    Returns
    -------
    Cut
        See `random_direction`: one step is as long as the weights themselves.
    """
    first, second = as_generator(rng).spawn(2)
    directions = np.stack([random_direction(network, rng=each) for each in (first, second)])
    return _cut(network, directions, [1.0, 1.0])


@one_thread()
def path_cut(network: Network, path: FloatArray) -> Cut:
    """Return the plane that holds most of the movement of a training, with the whole path on it.

    Parameters
    ----------
    network : Network
        Of the kind that was trained.
    path : float array of shape (n_points, n_parameters)
        All dials at several moments, at least three; the last of them become the middle.

    Returns
    -------
    Cut
        With the longer movement to the right; it reaches a little beyond the path.

    Raises
    ------
    ShapeError
        If there are fewer than three points.
    """
    directions = principal_directions(path)[0]
    end = network.with_parameters(network.parameters.from_vector(np.asarray(path[-1])))
    points = project(path, path[-1], directions).points
    room = ROOM * max(float(np.ptp(points, axis=0).max()), 1e-3)
    return Cut(end, frozen(directions), frozen(points.min(axis=0) - room), frozen(points.max(axis=0) + room))


def _cut(network: Network, directions: FloatArray, reach: list[float]) -> Cut:
    """Return a cut that reaches as far on both sides of the network."""
    far = np.array(reach)
    return Cut(network, frozen(directions), frozen(-far), frozen(far))
