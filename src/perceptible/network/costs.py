"""Costs: how bad an answer is, each with the direction in which it grows beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from perceptible.arrays import FloatArray, namespace
from perceptible.errors import SettingsError, find_named
from perceptible.network.activations import Activation

__all__ = ["COSTS", "Cost", "cost_named"]


@dataclass(frozen=True)
class Cost:
    r"""A rule that compares the outputs with the targets.

    Parameters
    ----------
    name : str
        What settings and files call it.
    value : function of (z, a, targets, activation)
        The cost of each sample, of shape (..., n_samples), from the last layer's z and a of shape
        (..., n_samples, n_outputs) and the activation between them.
    delta : function of (z, a, targets, activation)
        :math:`\partial C/\partial z` of each sample at the last layer, of shape (..., n_samples, n_outputs).
    outputs : tuple of str
        The names of the activations that the last layer may have; empty where any will do.

    Notes
    -----
    Both functions see z besides a, because a cost and an output that belong together (cross-entropy with
    sigmoid or softmax) are exact for large z only when computed from z.
    """

    name: str
    value: Callable[[FloatArray, FloatArray, FloatArray, Activation], FloatArray]
    delta: Callable[[FloatArray, FloatArray, FloatArray, Activation], FloatArray]
    outputs: tuple[str, ...] = ()

    def check_output(self, activation: Activation) -> None:
        """Refuse a last layer that this cost has no meaning for.

        Raises
        ------
        SettingsError
            If the activation is none of `outputs`.
        """
        if self.outputs and activation.name not in self.outputs:
            msg = (
                f"cost {self.name!r} was given the output {activation.name!r}, expected one of: "
                f"{', '.join(self.outputs)}. Choose such an output, or cost='squared-error'."
            )
            raise SettingsError(msg)


def cost_named(name: str) -> Cost:
    """Return the cost that has this name.

    Parameters
    ----------
    name : str
        One of the keys of `COSTS`.

    Returns
    -------
    Cost
        Its value and its delta.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> cost_named("squared-error").name
    'squared-error'
    """
    return find_named(COSTS, name, "cost")


def _squared_error(_z: FloatArray, a: FloatArray, targets: FloatArray, _activation: Activation) -> FloatArray:
    """Add up (a - y)^2 over the outputs. Textbooks often halve this; the lesson does not."""
    difference = a - targets
    return namespace(a).sum(difference * difference, axis=-1)


def _squared_error_delta(z: FloatArray, a: FloatArray, targets: FloatArray, activation: Activation) -> FloatArray:
    """Pass 2 (a - y) back through the activation."""
    return activation.pull_back(2.0 * (a - targets), z, a)


def _cross_entropy(z: FloatArray, _a: FloatArray, targets: FloatArray, activation: Activation) -> FloatArray:
    """Count the surprise at the targets, in nats, from z alone."""
    xp = namespace(z)
    if activation.name == "softmax":  # -sum y log a, with log a = z - log sum exp z
        top = xp.max(z, axis=-1, keepdims=True)
        log_total = top + xp.log(xp.sum(xp.exp(z - top), axis=-1, keepdims=True))
        return xp.sum(targets * (log_total - z), axis=-1)
    # -sum [y log a + (1 - y) log(1 - a)] = sum [log(1 + e^z) - y z], with the exponent kept below 0
    surprise = xp.where(z > 0, z, 0.0) - targets * z + xp.log1p(xp.exp(-xp.abs(z)))
    return xp.sum(surprise, axis=-1)


def _cross_entropy_delta(_z: FloatArray, a: FloatArray, targets: FloatArray, activation: Activation) -> FloatArray:
    """Return a - y: the slope of the activation cancels, which is why the two belong together."""
    if activation.name == "softmax":  # the sum is 1 for one-hot targets, 0 for "none of these"
        return a * namespace(a).sum(targets, axis=-1, keepdims=True) - targets
    return a - targets


COSTS: dict[str, Cost] = {
    "squared-error": Cost("squared-error", _squared_error, _squared_error_delta),
    "cross-entropy": Cost("cross-entropy", _cross_entropy, _cross_entropy_delta, ("sigmoid", "softmax")),
}
