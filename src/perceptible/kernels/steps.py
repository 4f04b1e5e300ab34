"""Many training steps in one call of compiled code, the same as those of NumPy within rounding."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import IntArray
from perceptible.errors import DtypeError
from perceptible.kernels.checks import check_dials, check_images, check_inputs, check_moments, check_rates
from perceptible.kernels.images import MAX_INPUTS, LitImages
from perceptible.kernels.layout import pack, unpack, width_of
from perceptible.kernels.library import MAX_LAYERS, Network, State, address, aligned, compiled, loaded
from perceptible.network import Dense, Layer, Parameters
from perceptible.optimizers import Adam, Descent, Momentum, Optimizer, OptimizerState

__all__ = ["Memory", "Outcome", "Rules", "can_run", "last_pre_activations", "make_steps"]

ACTIVATIONS = ("identity", "sigmoid", "tanh", "relu", "softmax")
COSTS = ("squared-error", "cross-entropy")
DESCENT, MOMENTUM, NESTEROV, ADAM, ADAMW = range(5)
N_MOMENTS = (0, 1, 1, 2, 2)


@dataclass(frozen=True)
class Rules:
    """How to step.

    Parameters
    ----------
    layers : sequence of Layer
        All of them dense; see `can_run`.
        For their sizes and activations.
    cost : str
        Name of the cost.
    optimizer : Optimizer
        One of ours.
    weight_decay, average : float
        As in the settings of a training.
    batch_size : int
        Images in a mini-batch.
    """

    layers: Sequence[Layer]
    cost: str
    optimizer: Optimizer
    weight_decay: float
    average: float
    batch_size: int


@dataclass(frozen=True, eq=False)
class Memory:
    """What changes from step to step.

    Parameters
    ----------
    parameters : Parameters
        The dials.
    optimizer : OptimizerState
        What the optimizer remembers.
    average : Parameters or None
        The averaged dials.
    n_steps : int
        Steps made so far.
    """

    parameters: Parameters
    optimizer: OptimizerState
    average: Parameters | None
    n_steps: int


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came out of some steps.

    Parameters
    ----------
    memory : Memory
        After them.
    costs : float32 array of shape (n_images,)
        The cost of each image before its step.
    n_correct : int
        How many of them were answered right.
    """

    memory: Memory
    costs: NDArray[np.float32]
    n_correct: int


def can_run(layers: Sequence[Layer], cost: str) -> bool:
    """Tell whether compiled steps are there and know such a network."""
    if compiled() is None or layers[0].weights.shape[-1] > MAX_INPUTS:
        return False
    hidden = all(layer.activation.name in ACTIVATIONS[:-1] for layer in layers[:-1])
    known = hidden and layers[-1].activation.name in ACTIVATIONS and cost in COSTS and len(layers) <= MAX_LAYERS
    return known and all(
        type(layer) is Dense and isinstance(layer.weights, np.ndarray) and _is_table(layer.weights) for layer in layers
    )


def make_steps(rules: Rules, memory: Memory, images: LitImages, order: IntArray, rates: Sequence[float]) -> Outcome:
    """Make one step for each learning rate, with the next `batch_size` images of the order each time.

    Only where `compiled()` is not None. The GIL is released meanwhile.

    Raises
    ------
    ShapeError
        If lengths do not fit together.
    ValueRangeError
        If the order names an image that is not there, or a label is no output of the network.
    DtypeError
        If the optimizer is none of ours.
    """
    library = loaded()
    description = _describe(rules)
    order, etas = np.ascontiguousarray(order, np.int64), np.ascontiguousarray(rates, np.float32)
    check_dials(rules.layers, (memory.parameters, *memory.optimizer.moments, memory.average or memory.parameters))
    check_moments(len(memory.optimizer.moments), N_MOMENTS[description.optimizer])
    check_rates(len(etas), len(order), rules.batch_size)
    check_images(rules.layers, images, order)
    dials = pack(memory.parameters)
    moments = [pack(moment) for moment in memory.optimizer.moments]
    average = None if memory.average is None else pack(memory.average)
    first, second = (*moments, None, None)[:2]
    state = State(*(address(array) for array in (dials, first, second, average)))
    costs, n_correct = np.zeros(len(order), np.float32), ctypes.c_int64(0)
    work = aligned(library.work_size(ctypes.byref(description)))
    struct = images.struct
    library.train_steps(
        ctypes.byref(description),
        state,
        ctypes.byref(struct),
        *(ctypes.c_void_p(address(order)), ctypes.c_int64(len(order)), ctypes.c_int32(rules.batch_size)),
        *(ctypes.c_void_p(address(etas)), ctypes.c_int64(memory.n_steps)),
        *(ctypes.c_void_p(address(costs)), ctypes.byref(n_correct), ctypes.c_void_p(address(work))),
    )
    after = Memory(
        unpack(dials, memory.parameters),
        OptimizerState(
            tuple(unpack(moment, memory.parameters) for moment in moments), memory.optimizer.n_steps + len(etas)
        ),
        None if average is None else unpack(average, memory.parameters),
        memory.n_steps + len(etas),
    )
    return Outcome(after, costs, n_correct.value)


def last_pre_activations(layers: Sequence[Layer], images: LitImages) -> NDArray[np.float32]:
    """Return z of the last layer for each image, of shape (n_images, n_outputs).

    Raises
    ------
    ShapeError
        If the images have other inputs than the first layer.
    """
    library = loaded()
    check_inputs(layers, images)
    description = _describe(Rules(layers, COSTS[0], Descent(), 0.0, 0.0, 1))
    dials = pack(Parameters(tuple(layer.weights for layer in layers), tuple(layer.biases for layer in layers)))
    work = aligned(library.work_size(ctypes.byref(description)))
    z, struct = np.empty((len(images), layers[-1].weights.shape[0]), np.float32), images.struct
    library.outputs(
        ctypes.byref(description),
        ctypes.c_void_p(address(dials)),
        ctypes.byref(struct),
        *(ctypes.c_int64(len(images)), ctypes.c_void_p(address(z)), ctypes.c_void_p(address(work))),
    )
    return z


def _is_table(weights: NDArray[np.generic]) -> bool:
    """Tell whether weights are those of one network, in the kernel's kind of number."""
    return weights.dtype == np.float32 and weights.ndim == 2


def _describe(rules: Rules) -> Network:
    """Fill in the struct that tells the kernel what to do."""
    kind, momentum, second, epsilon = _optimizer(rules.optimizer)
    struct = Network(
        n_layers=len(rules.layers),
        cost=COSTS.index(rules.cost),
        optimizer=kind,
        momentum=momentum,
        momentum_rest=1.0 - momentum,
        second_momentum=second,
        second_rest=1.0 - second,
        epsilon=epsilon,
        decay=rules.weight_decay,
        average=rules.average,
    )
    struct.sizes[0] = rules.layers[0].weights.shape[1]
    for number, layer in enumerate(rules.layers):
        struct.sizes[number + 1] = layer.weights.shape[0]
        struct.widths[number + 1] = width_of(layer.weights.shape[0])
        struct.activations[number] = ACTIVATIONS.index(layer.activation.name)
    return struct


def _optimizer(optimizer: Optimizer) -> tuple[int, float, float, float]:
    """Return the number of an optimizer in steps.c, and its options."""
    if isinstance(optimizer, Adam):
        kind = ADAMW if optimizer.decouples_decay else ADAM
        return kind, optimizer.momentum, optimizer.second_momentum, optimizer.epsilon
    if isinstance(optimizer, Momentum):
        return NESTEROV if optimizer.nesterov else MOMENTUM, optimizer.momentum, 0.0, 0.0
    if isinstance(optimizer, Descent):
        return DESCENT, 0.0, 0.0, 0.0
    msg = f"the optimizer is a {type(optimizer).__name__}, expected one of perceptible.optimizers. Use NumPy's steps."
    raise DtypeError(msg)
