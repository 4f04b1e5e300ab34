"""Ascent: pictures that a network draws itself, by climbing from noise towards what a neuron wants to see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, check_inputs, frozen
from perceptible.errors import SettingsError, ShapeError
from perceptible.gradients.backprop import backward
from perceptible.insight.contributions import check_place
from perceptible.network import Network
from perceptible.network.forward import propagate
from perceptible.rng import Rng, as_generator

__all__ = [
    "CAREFUL",
    "PLAIN",
    "Climb",
    "Climbed",
    "Goal",
    "class_goal",
    "climb",
    "likeness",
    "neuron_goal",
    "slopes",
    "smoothed",
]

SMALLEST = 1e-30  # keeps a slope of 0 everywhere, such as that of silent ReLU neurons, from dividing by 0


@dataclass(frozen=True, kw_only=True)
class Climb:
    """How to climb.

    Parameters
    ----------
    steps : int
        How many, at least 1.
    stride : float
        How much a pixel changes in the first step, as a root mean square; strides shrink evenly to almost 0.
    decay : float
        Share of its brightness that a pixel loses for each full stride, in [0, 1).
    smooth : float
        How far a pixel goes towards the mean of its four neighbors for each full stride, in [0, 1].
    shift : int
        The picture is moved at random by up to so many pixels each way before each step, and back after it, so that
        only what does not depend on the exact place adds up.
    shape : tuple of two ints, or None
        Height and width of the pictures, for smoothing and shifts; None where the inputs are no picture.

    Raises
    ------
    SettingsError
        If a number is outside its range, or pictures without a shape are to be smoothed or moved.
    """

    steps: int = 200
    stride: float = 0.1
    decay: float = 0.0
    smooth: float = 0.0
    shift: int = 0
    shape: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Check every number."""
        ranges = {
            "steps": (self.steps >= 1, "at least 1"),
            "stride": (0 < self.stride <= 1, "above 0, up to 1"),
            "decay": (0 <= self.decay < 1, "from 0 to below 1"),
            "smooth": (0 <= self.smooth <= 1, "from 0 to 1"),
            "shift": (self.shift >= 0, "at least 0"),
        }
        for name, (is_right, expected) in ranges.items():
            if not is_right:
                msg = f"{name} is {getattr(self, name)}, expected a number {expected}. Change {name}."
                raise SettingsError(msg)
        if (self.smooth or self.shift) and self.shape is None:
            msg = (
                f"smooth is {self.smooth} and shift {self.shift} but shape is None, expected the height and width of "
                "the pictures. Give data.image_shape, or leave both at 0."
            )
            raise SettingsError(msg)


PLAIN = Climb()
"""Nothing but the slope: whatever raises the goal is drawn."""
CAREFUL = Climb(decay=0.1, smooth=0.6, shift=1, shape=(28, 28))
"""Also kept dark, smooth, and the same when moved a little: closer to how ink lies on paper."""


@dataclass(frozen=True, eq=False)
class Goal:
    r"""What to climb, for each picture: a weighted sum of the pre-activations of one layer, :math:`\sum_j v_j z_j`.

    Pre-activations rather than activations, since a saturated neuron has no slope to climb.

    Parameters
    ----------
    layer : int
        From 1, the first hidden layer, to the number of layers, the outputs.
    wishes : float array of shape (n_pictures, n_l)
        The weights v of each picture's goal.
    """

    layer: int
    wishes: FloatArray


@dataclass(frozen=True, eq=False)
class Climbed:
    """What was drawn; `climb` makes it.

    Parameters
    ----------
    pictures : float array of shape (n_pictures, n_inputs)
        In [0, 1], read-only.
    before, after : float array of shape (n_pictures,)
        The goal where it started and where it ended.
    """

    pictures: FloatArray
    before: FloatArray
    after: FloatArray


def class_goal(network: Network) -> Goal:
    """Return the goal of each class: its output high; of softmax, where only differences count, the others low too.

    Examples
    --------
    >>> class_goal(Network.random((4, 3), output="softmax", cost="cross-entropy", rng=0)).wishes
    array([[ 1. , -0.5, -0.5],
           [-0.5,  1. , -0.5],
           [-0.5, -0.5,  1. ]])
    """
    n_classes = network.sizes[-1]
    others = 1.0 / max(1, n_classes - 1) if network.activations[-1] == "softmax" else 0.0
    return Goal(len(network.layers), frozen(np.eye(n_classes) * (1 + others) - others))


def neuron_goal(network: Network, layer: int) -> Goal:
    """Return the goal of each neuron of a layer: its own weighted sum.

    Examples
    --------
    >>> neuron_goal(Network.random((4, 2, 3), rng=0), 1).wishes
    array([[1., 0.],
           [0., 1.]])
    """
    check_place(network, layer, 0)
    return Goal(layer, frozen(np.eye(network.sizes[layer])))


def climb(network: Network, goal: Goal, start: FloatArray, *, how: Climb = PLAIN, rng: Rng = None) -> Climbed:
    r"""Change pictures, step by step, in the direction in which their goals rise fastest.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    goal : Goal
        Such as `class_goal` or `neuron_goal`.
    start : float array of shape (n_pictures, n_inputs)
        Where to begin, in [0, 1]; not modified.
    how : Climb, optional
        Steps and regularization.
    rng : None, int or numpy.random.Generator, optional
        Decides the shifts.

    Returns
    -------
    Climbed
        The pictures, and what their goals came to.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If the network is several, there is no such layer, or starts, wishes and the shape of the pictures do not fit
        it and each other.

    Notes
    -----
    .. math:: x \leftarrow \min(1, \max(0, x + \eta_t \, g / \mathrm{rms}(g))), \quad g = \partial(v \cdot z)/\partial x

    Source: Simonyan, Vedaldi and Zisserman (2014), Deep inside convolutional networks, section 2.

    Examples
    --------
    A neuron whose weights are 2 and -1 wants the first pixel white and the second black.

    >>> from perceptible.network import Parameters
    >>> network = Network.random((2, 1)).with_parameters(Parameters((np.array([[2.0, -1.0]]),), (np.zeros(1),)))
    >>> climb(network, neuron_goal(network, 1), np.full((1, 2), 0.5)).pictures
    array([[1., 0.]])
    """
    _check_goal(network, goal, start, how)
    generator, x = as_generator(rng), np.array(start)
    before, _ = slopes(network, goal, x)
    for step in range(how.steps):
        share = 1 - step / how.steps
        x = _step(network, goal, x, (how, share), generator)
    return Climbed(frozen(x), before, slopes(network, goal, x)[0])


def slopes(network: Network, goal: Goal, inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return each picture's goal, and how fast it grows with each of its pixels.

    Parameters
    ----------
    network, goal
        As for `climb`.
    inputs : float array of shape (n_pictures, n_inputs)
        Pictures, as many as there are goals.

    Returns
    -------
    values : float array of shape (n_pictures,)
        The goals.
    slopes : float array of shape (n_pictures, n_inputs)
        In goal per unit of brightness.

    Examples
    --------
    >>> network = Network.random((2, 1), start="zeros")
    >>> slopes(network, neuron_goal(network, 1), np.ones((1, 2)))[1].tolist()  # its weights, all 0
    [[0.0, 0.0]]
    """
    layers = network.layers[: goal.layer]
    trace, wishes = propagate(layers, inputs), goal.wishes.astype(inputs.dtype)
    deltas, _ = backward(layers, trace, wishes)
    return (trace.pre_activations[-1] * wishes).sum(axis=1), layers[0].wishes(deltas[0])


def smoothed(pictures: FloatArray, shape: tuple[int, int], share: float) -> FloatArray:
    """Move each pixel by a share of the way to the mean of its four neighbors; beyond the edge lies the edge again.

    Examples
    --------
    >>> smoothed(np.array([[0.0, 1.0, 0.0]]), (1, 3), 1.0)  # above and below the middle lies the middle itself
    array([[0.25, 0.5 , 0.25]])
    """
    wide = np.pad(pictures.reshape(-1, *shape), ((0, 0), (1, 1), (1, 1)), mode="edge")
    around = (wide[:, :-2, 1:-1] + wide[:, 2:, 1:-1] + wide[:, 1:-1, :-2] + wide[:, 1:-1, 2:]) / 4
    mixed: FloatArray = pictures + share * (around.reshape(pictures.shape) - pictures)
    return mixed


def likeness(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the correlation, pixel by pixel, of each picture with its partner: 1 for equal but brightness, 0 for none.

    Parameters
    ----------
    first, second : float arrays of shape (n_pictures, n_inputs)
        Partners in the same row.

    Returns
    -------
    float64 array of shape (n_pictures,)
        From -1 to 1; 0 where one of the two is even.

    Raises
    ------
    ShapeError
        If the two differ in shape.

    Examples
    --------
    >>> likeness(np.array([[0.0, 0.5, 1.0]]), np.array([[0.2, 0.3, 0.4]])).round(6)
    array([1.])
    """
    if first.shape != second.shape or first.ndim != 2:
        msg = (
            f"the pictures have shapes {first.shape} and {second.shape}, expected (n_pictures, n_inputs) for both. "
            "Give each its partner in the same row."
        )
        raise ShapeError(msg)
    a, b = (rows.astype(np.float64) - rows.mean(axis=1, keepdims=True, dtype=np.float64) for rows in (first, second))
    product, lengths = (a * b).sum(axis=1), np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1))
    return frozen(np.divide(product, lengths, out=np.zeros_like(product), where=lengths > SMALLEST))


def _step(
    network: Network, goal: Goal, x: FloatArray, pace: tuple[Climb, float], rng: np.random.Generator
) -> FloatArray:
    """Return the pictures one step higher."""
    how, share = pace
    seen, moved = x, (0, 0)
    if how.shift and how.shape:
        moved = (int(rng.integers(-how.shift, how.shift + 1)), int(rng.integers(-how.shift, how.shift + 1)))
        seen = _rolled(x, how.shape, moved)
    _, slope = slopes(network, goal, seen)
    if how.shift and how.shape:
        slope = _rolled(slope, how.shape, (-moved[0], -moved[1]))
    length = np.sqrt((slope**2).mean(axis=1, keepdims=True))
    x = x * (1 - share * how.decay) + share * how.stride * slope / (length + SMALLEST)
    if how.smooth and how.shape:
        x = smoothed(x, how.shape, share * how.smooth)
    return np.clip(x, 0, 1)


def _rolled(pictures: FloatArray, shape: tuple[int, int], moved: tuple[int, int]) -> FloatArray:
    """Move pictures; what leaves on one side comes in on the other."""
    return np.roll(pictures.reshape(-1, *shape), moved, axis=(1, 2)).reshape(pictures.shape)


def _check_goal(network: Network, goal: Goal, start: FloatArray, how: Climb) -> None:
    """Refuse what does not fit together."""
    check_place(network, goal.layer, 0)
    check_inputs(start, network.sizes[0])
    expected = (len(start), network.sizes[goal.layer])
    if start.ndim != 2 or goal.wishes.shape != expected:
        msg = (
            f"start has shape {start.shape} and the wishes {goal.wishes.shape}, expected (n_pictures, n_inputs) and "
            f"{expected}. Begin with as many pictures as there are goals."
        )
        raise ShapeError(msg)
    if how.shape is not None and how.shape[0] * how.shape[1] != network.sizes[0]:
        msg = (
            f"pictures of {how.shape[0]} x {how.shape[1]} have {how.shape[0] * how.shape[1]} pixels, expected "
            f"{network.sizes[0]}, one for each input. Give the shape of the data: data.image_shape."
        )
        raise ShapeError(msg)
