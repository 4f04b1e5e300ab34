"""Unrolled training: how the cost after some steps depends on every image that was learned from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from perceptible.arrays import FloatArray, IntArray, check_labels, frozen, one_hot
from perceptible.errors import SettingsError
from perceptible.gradients import backward
from perceptible.gradients.backprop import check_one_network
from perceptible.network import COSTS, Network, Parameters, Trace, propagate
from perceptible.network.model import with_dials

__all__ = ["Unrolled", "gini", "loss_sensitivity"]


@dataclass(frozen=True, eq=False)
class Unrolled:
    """What training on each image did to the cost; `loss_sensitivity` makes it.

    Parameters
    ----------
    steps : tuple of int
        After how many steps the cost was asked about.
    sensitivities : float64 array of shape (n_moments, n_samples)
        Of the average cost over all images after so many steps: the sum of the sizes of its slopes by the inputs of
        each image.
    by_class : float64 array of shape (n_classes, n_classes)
        In the end: row i, column j is how much the average cost of the images of class i depends on an image of
        class j, on average over these; NaN where there is no image of a class.
    network : Network
        At the end.
    """

    steps: tuple[int, ...]
    sensitivities: FloatArray
    by_class: FloatArray
    network: Network


def loss_sensitivity(
    network: Network,
    inputs: FloatArray,
    labels: IntArray,
    *,
    batches: Sequence[IntArray],
    learning_rate: float,
    moments: Sequence[int],
) -> Unrolled:
    r"""Train by plain gradient descent, then go all steps back to see what each image did to the cost.

    Parameters
    ----------
    network : Network
        One network, of ReLU with softmax and cross-entropy: the start.
    inputs : float array of shape (n_samples, n_inputs)
        Images; they need not lie in [0, 1].
    labels : integer array of shape (n_samples,)
        The class of each.
    batches : sequence of integer arrays
        For each step which images it looks at.
    learning_rate : float
        Of every step.
    moments : sequence of int
        Numbers of steps after which to ask, rising, from 0 to the number of batches.

    Returns
    -------
    Unrolled
        For each moment and image :math:`|\partial C_t/\partial x|_1`: directly, and through all steps so far in which
        the image took part.

    Raises
    ------
    SettingsError
        If the network is another, or the moments are not rising or not among the steps.
    DtypeError, ShapeError, ValueRangeError
        If network, inputs and labels do not fit each other.

    Notes
    -----
    With :math:`v = \partial C_t/\partial \theta_s`, going back one step with mini-batch cost :math:`B`:

    .. math::

        \frac{\partial C_t}{\partial x} \mathrel{-}= \eta \, \frac{\partial}{\partial x}(v \cdot \nabla_\theta B),
        \quad v \mathrel{-}= \eta \, \frac{\partial}{\partial \theta}(v \cdot \nabla_\theta B)

    Both are derivatives of the gradient along v. Sources: Maclaurin, Duvenaud and Adams (2015), Gradient-based
    hyperparameter optimization through reversible learning; Pearlmutter (1994), Fast exact multiplication by the
    Hessian; Arpit et al. (2017), A closer look at memorization in deep networks, section 3.2.

    Examples
    --------
    >>> start = Network.random((2, 3, 2), activation="relu", output="softmax", cost="cross-entropy", rng=0)
    >>> x, labels = np.eye(2), np.array([0, 1])
    >>> loss_sensitivity(start, x, labels, batches=[labels], learning_rate=0.1, moments=[0, 1]).sensitivities.shape
    (2, 2)
    """
    n_classes = network.sizes[-1]
    check_labels(labels, len(inputs), n_classes)
    x, y = np.asarray(inputs, np.float64), one_hot(labels, n_classes).astype(np.float64)
    check_one_network(network, x, y)
    _check(network, len(batches), moments)
    trained = _Training(network, x, y, learning_rate)
    path = [network.parameters.map(lambda array: array.astype(np.float64))]
    for chosen in batches:
        path.append(trained.after_step(path[-1], chosen))
    # What is asked: about all images at each moment, and about those of each class in the end.
    shares = np.concatenate([np.full((len(moments), len(x)), 1 / len(x)), (y / np.maximum(y.sum(axis=0), 1)).T])
    slopes = trained.back(path, batches, shares, (*moments, *[len(batches)] * n_classes))
    sizes = np.abs(slopes).sum(axis=-1)  # (questions, samples)
    with np.errstate(invalid="ignore"):  # no image of a class: 0 / 0
        counts = y.sum(axis=0)
        by_class = sizes[len(moments) :] @ y / counts
        by_class[counts == 0] = np.nan
    end = network.with_parameters(path[-1].map(lambda array: array.astype(np.float32)))
    return Unrolled(tuple(moments), frozen(sizes[: len(moments)]), frozen(by_class), end)


def gini(values: FloatArray) -> float:
    """Return how unequally an amount is spread: 0 where all have as much, near 1 where one has everything.

    Parameters
    ----------
    values : float array of shape (n,)
        None below 0.

    Returns
    -------
    float
        The Gini coefficient; 0 where nobody has anything.

    Notes
    -----
    Half of the mean difference between two of them, in means.

    Examples
    --------
    >>> gini(np.array([1.0, 1.0])), gini(np.array([0.0, 0.0, 0.0, 4.0]))
    (0.0, 0.75)
    """
    ranked = np.sort(np.asarray(values, np.float64))
    n, total = len(ranked), float(ranked.sum())
    if total == 0:
        return 0.0
    return float((2 * np.arange(1, n + 1) - n - 1) @ ranked) / (n * total)


@dataclass(frozen=True, eq=False)
class _Training:
    """What does not change: layers and cost, images, targets and learning rate."""

    network: Network
    inputs: FloatArray
    targets: FloatArray
    learning_rate: float

    def slopes(
        self, dials: Parameters, chosen: IntArray | slice, shares: FloatArray
    ) -> tuple[Trace, tuple[FloatArray, ...], Parameters]:
        """Return trace, deltas and gradient of the cost of some images, each counted with its share."""
        layers, rule = with_dials(self.network.layers, dials), COSTS[self.network.cost]
        trace = propagate(layers, self.inputs[chosen])
        z, a = trace.pre_activations[-1], trace.outputs
        delta = rule.delta(z, a, self.targets[chosen], layers[-1].activation) * shares[:, None]
        return trace, *backward(layers, trace, delta)

    def after_step(self, dials: Parameters, chosen: IntArray) -> Parameters:
        """Return the dials after a step with some images."""
        *_, gradient = self.slopes(dials, chosen, np.full(len(chosen), 1 / len(chosen)))
        return dials.map(lambda dial, slope: dial - self.learning_rate * slope, gradient)

    def back(
        self, path: Sequence[Parameters], batches: Sequence[IntArray], shares: FloatArray, asked_at: Sequence[int]
    ) -> FloatArray:
        """Return the slopes by all inputs of what is asked, (questions, samples, inputs): back through all steps."""
        found = np.zeros((len(shares), *self.inputs.shape))
        turned = path[0].map(lambda array: np.zeros((len(shares), *array.shape)))
        for step in range(len(batches), -1, -1):
            for question in [number for number, at in enumerate(asked_at) if at == step]:
                _, deltas, gradient = self.slopes(path[step], slice(None), shares[question])
                found[question] += deltas[0] @ path[step].weights[0]
                for array, slope in zip(_arrays(turned), _arrays(gradient), strict=True):
                    array[question] = slope
            if step:
                chosen = batches[step - 1]
                change, by_inputs = self.along(path[step - 1], chosen, turned)
                found[:, chosen] -= self.learning_rate * by_inputs
                turned = turned.map(lambda array, moved: array - self.learning_rate * moved, change)
        return found

    def along(self, dials: Parameters, chosen: IntArray, turned: Parameters) -> tuple[Parameters, FloatArray]:
        """Return how the gradient by the dials, and by the inputs, changes where the dials move along `turned`.

        Letters with a dot in the books are `d_` here: the change of a number. ReLU has no second slope.
        """
        trace, deltas, _ = self.slopes(dials, chosen, np.full(len(chosen), 1 / len(chosen)))
        d_activations: list[FloatArray] = [np.zeros((1, *trace.activations[0].shape))]
        for number, (W, V, u) in enumerate(zip(dials.weights, turned.weights, turned.biases, strict=True)):
            a = trace.activations[number]  # (batch, n_previous)
            d_z = d_activations[-1] @ W.T + a @ V.swapaxes(1, 2) + u[:, None]  # (questions, batch, n_l)
            is_on = trace.pre_activations[number] > 0
            d_activations.append(d_z * is_on if number < len(dials.weights) - 1 else d_z)
        p = trace.outputs
        d_delta = p * (d_z - (p * d_z).sum(axis=-1, keepdims=True)) / len(chosen)
        d_weights, d_biases = [], []
        for number in range(len(dials.weights) - 1, -1, -1):
            a, d_a, delta = trace.activations[number], d_activations[number], deltas[number]
            d_weights.append(d_delta.swapaxes(1, 2) @ a + delta.T @ d_a)
            d_biases.append(d_delta.sum(axis=1))
            d_delta = d_delta @ dials.weights[number] + delta @ turned.weights[number]
            if number:
                d_delta = d_delta * (trace.pre_activations[number - 1] > 0)
        return Parameters(tuple(d_weights[::-1]), tuple(d_biases[::-1])), d_delta


def _arrays(parameters: Parameters) -> tuple[FloatArray, ...]:
    """Return all arrays of some parameters."""
    return (*parameters.weights, *parameters.biases)


def _check(network: Network, n_steps: int, moments: Sequence[int]) -> None:
    """Refuse networks whose second slopes are not written here, and moments that are none."""
    if set(network.activations[:-1]) - {"relu"} or network.activations[-1:] != ("softmax",):
        msg = (
            f"the network has {' '.join(network.activations)}, expected relu in hidden layers and softmax at the end. "
            'Make one with Network.random(..., activation="relu", output="softmax", cost="cross-entropy").'
        )
        raise SettingsError(msg)
    rising = all(one < other for one, other in pairwise(moments))
    if not moments or not rising or moments[0] < 0 or moments[-1] > n_steps:
        msg = f"moments are {list(moments)}, expected rising numbers from 0 to the {n_steps} steps. Choose others."
        raise SettingsError(msg)
