"""The gradient check: backpropagation against central differences, reporting the dial that agrees worst."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, check_count
from perceptible.errors import ValueRangeError
from perceptible.gradients.backprop import gradient
from perceptible.gradients.differences import NUDGE, in_float64, numerical_gradient
from perceptible.network.layers import Dense
from perceptible.network.model import Network
from perceptible.network.shared import Shared
from perceptible.rng import Rng, as_generator

__all__ = ["GradientCheck", "check_gradient", "dial_name"]

TOLERANCE = 1e-6


@dataclass(frozen=True)
class GradientCheck:
    """What a gradient check found.

    Parameters
    ----------
    n_checked : int
        How many dials were compared.
    relative_error : float
        Distance between the two gradients over the sum of their lengths.
    worst_dial : int
        Place in `Parameters.to_vector` of the dial with the largest difference.
    worst_name : str
        The same place in words.
    worst_backprop, worst_numerical : float
        What backpropagation and central differences say there, in cost per unit of parameter.
    tolerance : float
        The relative error up to which the check counts as passed.
    """

    n_checked: int
    relative_error: float
    worst_dial: int
    worst_name: str
    worst_backprop: float
    worst_numerical: float
    tolerance: float = TOLERANCE

    @property
    def passed(self) -> bool:
        """Tell whether the two gradients agree within the tolerance."""
        return self.relative_error <= self.tolerance


def check_gradient(
    network: Network,
    inputs: FloatArray,
    targets: FloatArray,
    *,
    n_dials: int | None = None,
    nudge: float = NUDGE,
    rng: Rng = None,
) -> GradientCheck:
    r"""Compare backpropagation with central differences, both in float64.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    inputs : float array of shape (n_samples, n_inputs)
        Pixels in [0, 1].
    targets : float array of shape (n_samples, n_outputs)
        What the outputs should be.
    n_dials : int, optional
        Check this many dials, drawn at random; without it all of them.
    nudge : float, optional
        How far each dial is turned, in units of the parameter.
    rng : None, int or numpy.random.Generator, optional
        Draws the dials.

    Returns
    -------
    GradientCheck
        The relative error and the worst dial.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If inputs or targets are not finite floats of these shapes.
    SettingsError
        If `n_dials` is no whole number above 0, or `nudge` no number from above 0 to 1.

    Notes
    -----
    The relative error is :math:`\|g - \hat g\| / (\|g\| + \|\hat g\|)`. A neuron of ReLU that stands within
    `nudge` of its corner has no slope to measure, and shows up here though nothing is wrong.

    Examples
    --------
    >>> network = Network.random((3, 4, 2), rng=0)
    >>> check_gradient(network, np.full((5, 3), 0.5), np.eye(2)[[0, 1, 0, 1, 0]]).passed
    True
    """
    exact, x, y = in_float64(network, inputs, targets)
    n_parameters = network.n_parameters
    wanted = n_parameters if n_dials is None else check_count(n_dials, "n_dials", "Leave it out to check every dial.")
    dials = np.sort(as_generator(rng).choice(n_parameters, min(wanted, n_parameters), replace=False))
    ours = gradient(exact, x, y).to_vector()[dials]
    measured = numerical_gradient(exact, x, y, nudge=nudge, dials=dials)
    worst = int(np.argmax(np.abs(ours - measured)))
    lengths = float(np.linalg.norm(ours) + np.linalg.norm(measured))
    error = float(np.linalg.norm(ours - measured)) / lengths if lengths else 0.0
    name = dial_name(network, int(dials[worst]))
    return GradientCheck(len(dials), error, int(dials[worst]), name, float(ours[worst]), float(measured[worst]))


def dial_name(network: Network, dial: int) -> str:
    """Say in words which weight or bias stands at a place of `Parameters.to_vector`, counting neurons from 1.

    Examples
    --------
    >>> dial_name(Network.random((784, 16, 16, 10), rng=0), 784)
    'layer 1, neuron 2, weight from input 1'

    Raises
    ------
    ValueRangeError
        If there is no such place.
    """
    rest = dial if dial >= 0 else network.n_parameters
    for number, layer in enumerate(network.layers, start=1):
        n_rows, n_dials = layer.weights.shape[-2:]
        row = "filter" if isinstance(layer, Shared) else "neuron"
        if rest < n_rows * n_dials:
            neuron, source = divmod(rest, n_dials)
            before = "input" if number == 1 else f"layer {number - 1}, neuron"
            place = f"weight from {before}" if isinstance(layer, Dense) else "weight of its patch, number"
            return f"layer {number}, {row} {neuron + 1}, {place} {source + 1}"
        rest -= n_rows * n_dials
        if rest < n_rows:
            return f"layer {number}, {row} {rest + 1}, bias"
        rest -= n_rows
    msg = f"dial is {dial}, expected 0 to {network.n_parameters - 1}. Places count from 0 in Parameters.to_vector."
    raise ValueRangeError(msg)
