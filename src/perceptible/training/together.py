"""Many networks in one array: a leading axis is trained in one go, on NumPy, or on a GPU through PyTorch or CuPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add
from typing import cast

import numpy as np

from perceptible.arrays import FloatArray, IntArray, Namespace, namespace, to_numpy
from perceptible.errors import SettingsError, ShapeError
from perceptible.gradients import backward
from perceptible.network import COSTS, Network, Parameters, propagate
from perceptible.network.model import with_dials
from perceptible.optimizers import OptimizerState, optimizer_named, schedule_named
from perceptible.rng import derived
from perceptible.training.settings import Settings

__all__ = ["Together", "train_together"]


@dataclass(frozen=True, eq=False)
class Together:
    """What came out of training many networks in one array.

    Parameters
    ----------
    network : Network
        All of them, along the leading axis; arrays of the library that was given.
    costs : float64 array of shape (epochs, copies)
        The average cost of the images of each epoch, each before its step.
    """

    network: Network
    costs: FloatArray


def train_together(
    network: Network,
    inputs: FloatArray,
    targets: FloatArray,
    settings: Settings,
    *,
    seeds: Sequence[int],
    learning_rates: Sequence[float] | None = None,
) -> Together:
    """Train a leading axis of networks in one go; the same code for NumPy, PyTorch and CuPy arrays.

    On a processor, `fit_many` with compiled steps is faster. This is for a GPU, where a thousand networks take
    hardly longer than one, and for machines without a C compiler.

    Parameters
    ----------
    network : Network
        With one leading axis of `copies`.
    inputs : float array of shape (n_samples, n_inputs)
        Pixels in [0, 1], of the same library and on the same device as the network's arrays; shared by all.
    targets : float array of shape (n_samples, n_outputs) or (copies, n_samples, n_outputs)
        Shared by all, or one for each: shuffled labels, for example.
    settings : Settings
        How to train. Validation, patience, averaged weights and augmentation are not done here, and refused.
    seeds : sequence of int
        One for each network: the seed of `TrainingState`, which decides the order of the images. The same seed
        gives the same order as in `train`.
    learning_rates : sequence of float, optional
        One for each network, instead of that of the settings.

    Returns
    -------
    Together
        The trained networks and their costs by epoch.

    Raises
    ------
    ShapeError
        If the network has not one leading axis, or seeds or learning rates are not one for each.
    SettingsError
        If the settings ask for what is not done here.

    Examples
    --------
    >>> networks = Network.random((2, 3, 2), copies=4, rng=0)
    >>> inputs, targets = np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32)
    >>> train_together(networks, inputs, targets, Settings(epochs=5), seeds=range(4)).costs.shape
    (5, 4)
    """
    _check(network, settings, len(seeds), learning_rates)
    xp, n_samples = namespace(inputs), inputs.shape[0]
    factors = xp.asarray(_factors(settings, learning_rates, len(seeds)), dtype=inputs.dtype, device=_device(inputs))
    plan, parameters = _Plan(network, settings, factors), network.parameters
    memory = optimizer_named(settings.optimizer).init(parameters)
    n_steps = -(-n_samples // settings.batch_size)
    costs = []
    for epoch in range(settings.epochs):
        orders = np.stack([derived(seed, epoch).permutation(n_samples) for seed in seeds])
        total = xp.zeros_like(factors)
        for number in range(n_steps):
            some = orders[:, number * settings.batch_size : (number + 1) * settings.batch_size]
            chosen = cast("IntArray", xp.asarray(some, device=_device(inputs)))
            x, y = _rows(xp, inputs, chosen), _targets(xp, targets, chosen)
            share = (epoch * n_steps + number) / (settings.epochs * n_steps)
            parameters, memory, added = _step(plan, parameters, memory, (x, y), share)
            total = total + added
        costs.append(to_numpy(total).astype(np.float64) / n_samples)
    return Together(network.with_parameters(parameters), np.stack(costs) if costs else np.zeros((0, len(seeds))))


@dataclass(frozen=True, eq=False)
class _Plan:
    """What does not change from step to step: the layers, the settings, and a learning rate for each network."""

    network: Network
    settings: Settings
    factors: FloatArray


def _step(
    plan: _Plan,
    parameters: Parameters,
    memory: OptimizerState,
    batch: tuple[FloatArray, FloatArray],
    share: float,
) -> tuple[Parameters, OptimizerState, FloatArray]:
    """Make one step of every network; return the costs of the images as well, added up for each network."""
    network, settings = plan.network, plan.settings
    rule, output = COSTS[network.cost], network.layers[-1].activation
    layers = with_dials(network.layers, parameters)
    trace = propagate(layers, batch[0])
    z, a = trace.pre_activations[-1], trace.outputs
    costs = namespace(z).sum(rule.value(z, a, batch[1], output), axis=-1)
    _, gradient = backward(layers, trace, rule.delta(z, a, batch[1], output) / batch[0].shape[-2])
    optimizer = optimizer_named(
        settings.optimizer, momentum=settings.momentum, second_momentum=settings.second_momentum
    )
    eta, decay = schedule_named(settings.schedule)(share), settings.weight_decay
    if decay and not optimizer.decouples_decay:
        gradient = Parameters(_sums(gradient.weights, parameters.weights, decay), gradient.biases)
    step, memory = optimizer.update(gradient, memory, eta)
    if decay and optimizer.decouples_decay:
        step = Parameters(_sums(step.weights, parameters.weights, -eta * decay), step.biases)
    return parameters.map(add, step.map(lambda array: _scaled(array, plan.factors))), memory, costs


def _sums(terms: Sequence[FloatArray], weights: Sequence[FloatArray], factor: float) -> tuple[FloatArray, ...]:
    """Add a multiple of the weights to each array."""
    return tuple(term + factor * W for term, W in zip(terms, weights, strict=True))


def _scaled(array: FloatArray, factors: FloatArray) -> FloatArray:
    """Multiply the part of each network by its own number."""
    return array * namespace(factors).reshape(factors, (factors.shape[0],) + (1,) * (array.ndim - 1))


def _rows(xp: Namespace, table: FloatArray, chosen: IntArray) -> FloatArray:
    """Return the rows of a shared table for each network, (copies, batch, n)."""
    flat = xp.take(table, xp.reshape(chosen, (-1,)), axis=0)  # type: ignore[arg-type]  # integers reshape as floats do
    return xp.reshape(flat, (*chosen.shape, table.shape[-1]))


def _targets(xp: Namespace, targets: FloatArray, chosen: IntArray) -> FloatArray:
    """Return the targets for each network: rows of the shared table, or of its own."""
    if targets.ndim == 2:
        return _rows(xp, targets, chosen)
    own = [xp.take(targets[n], chosen[n], axis=0) for n in range(chosen.shape[0])]
    return xp.concat([xp.expand_dims(rows, axis=0) for rows in own], axis=0)


def _factors(settings: Settings, learning_rates: Sequence[float] | None, copies: int) -> FloatArray:
    """Return the learning rate of each network."""
    return np.asarray([settings.learning_rate] * copies if learning_rates is None else learning_rates, np.float64)


def _device(array: FloatArray) -> object:
    """Return where an array lies, for libraries that have more than one place."""
    return None if isinstance(array, np.ndarray) else array.device


def _check(network: Network, settings: Settings, n_seeds: int, learning_rates: Sequence[float] | None) -> None:
    """Refuse what does not belong together, and what is not done here."""
    leading = network.parameters.leading
    n_rates = n_seeds if learning_rates is None else len(learning_rates)
    if leading != (n_seeds,) or n_rates != n_seeds:
        msg = (
            f"the network has leading axes {leading}, with {n_seeds} seeds and {n_rates} learning rates, expected one "
            "axis and one of each for every network. Build it with Network.random(..., copies=n)."
        )
        raise ShapeError(msg)
    asked = {"validation": settings.validation, "average": settings.average, "augmentation": settings.augmentation}
    for name, value in asked.items():
        if value:
            msg = f"{name} is {value!r}, expected none where networks are trained in one array. Use fit_many for it."
            raise SettingsError(msg)
