"""Central differences: the gradient by trying, one dial at a time. Slow, and hard to get wrong."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray, IntArray, to_numpy
from perceptible.errors import SettingsError, ShapeError, ValueRangeError
from perceptible.gradients.backprop import check_one_network
from perceptible.network.model import Network, cost
from perceptible.network.parameters import Parameters

__all__ = ["NUDGE", "numerical_gradient"]

# Near the cube root of float64's precision, where rounding and curvature disturb a central difference least.
NUDGE = 1e-5
DIALS_AT_ONCE = 256


def numerical_gradient(
    network: Network, inputs: FloatArray, targets: FloatArray, *, nudge: float = NUDGE, dials: IntArray | None = None
) -> FloatArray:
    r"""Measure the slope of the average cost along dials by turning each a little both ways.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64 whatever its own precision.
    inputs : float array of shape (n_samples, n_inputs)
        Pixels in [0, 1].
    targets : float array of shape (n_samples, n_outputs)
        What the outputs should be.
    nudge : float, optional
        How far each dial is turned, in units of the parameter.
    dials : integer array of shape (n_dials,), optional
        Places in `Parameters.to_vector`; without it all of them.

    Returns
    -------
    float64 array of shape (n_dials,)
        In cost per unit of parameter.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If inputs or targets are not finite floats of these shapes, or `dials` are not places of the vector.
    SettingsError
        If `nudge` is no number from above 0 to 1.

    Notes
    -----
    .. math:: \frac{\partial C}{\partial w} \approx \frac{C(w + h) - C(w - h)}{2h}

    Many dials are turned at once: each gets a network of its own along a leading axis.

    Examples
    --------
    >>> network = Network.random((1, 1), start="zeros")
    >>> numerical_gradient(network, np.ones((1, 1)), np.ones((1, 1))).round(6)
    array([-0.25, -0.25])
    """
    exact, x, y = in_float64(network, inputs, targets)
    _check_nudge(nudge)
    center = exact.parameters.to_vector()
    chosen = np.arange(len(center)) if dials is None else np.asarray(dials)
    _check_dials(chosen, len(center))
    slopes = []
    for start in range(0, len(chosen), DIALS_AT_ONCE):
        some = chosen[start : start + DIALS_AT_ONCE]
        turned = np.zeros((len(some), len(center)))
        turned[np.arange(len(some)), some] = nudge
        above = _costs_at(exact, center + turned, x, y)
        below = _costs_at(exact, center - turned, x, y)
        slopes.append((above - below) / (2 * nudge))
    return np.concatenate(slopes) if slopes else np.zeros(0)


def in_float64(network: Network, inputs: FloatArray, targets: FloatArray) -> tuple[Network, FloatArray, FloatArray]:
    """Return one network, its inputs and its targets in NumPy's float64.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If inputs or targets are not finite floats of these shapes.
    """
    check_one_network(network, inputs, targets)
    exact: Parameters = network.parameters.map(_exact)
    return network.with_parameters(exact), _exact(inputs), _exact(targets)


def _exact(array: FloatArray) -> FloatArray:
    """Return the same numbers in NumPy's float64."""
    return to_numpy(array).astype(np.float64)


def _check_nudge(nudge: float) -> None:
    """Refuse what is no small number above 0."""
    if not isinstance(nudge, (int, float, np.floating)) or not 0 < nudge <= 1:
        msg = f"nudge is {nudge!r}, expected a number above 0 and at most 1. Leave it out for {NUDGE}."
        raise SettingsError(msg)


def _check_dials(dials: IntArray, n_parameters: int) -> None:
    """Refuse what is not one row of places in the vector of all dials."""
    if dials.ndim != 1 or dials.dtype.kind not in "iu":
        msg = (
            f"dials hold {dials.dtype} in shape {dials.shape}, expected whole numbers in shape (n_dials,). "
            "Give places in Parameters.to_vector, such as numpy.array([0, 5])."
        )
        raise ShapeError(msg)
    wrong = dials[(dials < 0) | (dials >= n_parameters)]
    if wrong.size:
        msg = f"dials hold {wrong[0]}, expected 0 to {n_parameters - 1}. Places count from 0 in Parameters.to_vector."
        raise ValueRangeError(msg)


def _costs_at(network: Network, vectors: FloatArray, inputs: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the average cost at each of many places, given in rows."""
    return np.asarray(cost(network.with_parameters(network.parameters.from_vector(vectors)), inputs, targets))
