"""Robustness: what networks still read of images that are moved, turned, scaled, thickened, inverted or noisy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.dataset import IMAGE_SHAPE, Split
from perceptible.data.noise import add_noise
from perceptible.data.transforms import rotate, scale, shift, thicken
from perceptible.errors import SettingsError, find_named
from perceptible.evaluation.answers import check_fit, check_single, outputs_and_costs
from perceptible.kernels import one_thread
from perceptible.network import Network

__all__ = ["SWEEPS", "Robustness", "Sweep", "changed_by", "robustness"]

Shape = tuple[int, int]
SEED = 0  # of the noise: the same for every amount


@dataclass(frozen=True, eq=False)
class Sweep:
    """A change of images that grows.

    Parameters
    ----------
    name, unit : str
        What it is called, and what its amounts are counted in.
    summary : str
        What is done, in a few words.
    neutral : float
        The amount that changes nothing.
    amounts : tuple of float
        Those that are usually asked about, in rising order; the neutral one is among them.
    needs_picture : bool
        Whether it makes sense only where the inputs are pixels side by side.
    change : callable
        From inputs, amount and the shape of the picture to changed inputs, which may lie a rounding outside [0, 1].
    """

    name: str
    unit: str
    summary: str
    neutral: float
    amounts: tuple[float, ...]
    needs_picture: bool
    change: Callable[[FloatArray, float, Shape], FloatArray]


@dataclass(frozen=True, eq=False)
class Robustness:
    """What one network still reads; `robustness` makes it.

    Parameters
    ----------
    sweep : str
        One of `SWEEPS`.
    amounts : tuple of float
        How much the images were changed.
    accuracies : float64 array of shape (n_amounts,)
        Share read right.
    confidences : float64 array of shape (n_amounts,)
        Mean brightest output.
    n_images : int
        How many images were asked about, for each amount.
    """

    sweep: str
    amounts: tuple[float, ...]
    accuracies: FloatArray
    confidences: FloatArray
    n_images: int

    def at(self, amount: float) -> float:
        """Return the accuracy at an amount, between two measured ones on the straight line.

        Examples
        --------
        >>> found = Robustness("right", (0.0, 2.0), np.array([0.9, 0.5]), np.array([0.8, 0.7]), 10)
        >>> found.at(0.5)
        0.8
        """
        return float(np.interp(amount, self.amounts, self.accuracies))


def robustness(
    networks: Mapping[str, Network],
    split: Split,
    sweep: str,
    amounts: Sequence[float] | None = None,
    *,
    image_shape: Shape = IMAGE_SHAPE,
) -> dict[str, Robustness]:
    """Change images more and more, and see what networks still read.

    Parameters
    ----------
    networks : mapping of Network
        Those to ask, by name; all are shown the same changed images.
    split : Split
        Images with their labels, which are kept.
    sweep : str
        One of `SWEEPS`.
    amounts : sequence of float, optional
        How much to change them; without it the sweep's own.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    dict of Robustness
        For each network, by name.

    Raises
    ------
    UnknownNameError
        If there is no such sweep.
    SettingsError
        If there are no networks.
    ShapeError, ValueRangeError
        If the split does not fit a network, the images are not of this shape, or an amount is impossible.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=1, n_test=20)
    >>> found = robustness({"random": Network.random((784, 10), rng=0)}, digits.test, "right", (0.0, 2.0))
    >>> found["random"].n_images, len(found["random"].accuracies)
    (20, 2)
    """
    chosen = find_named(SWEEPS, sweep, "sweep")
    if not networks:
        msg = "there are no networks, expected at least one. Give a mapping such as {'mine': network}."
        raise SettingsError(msg)
    for network in networks.values():
        check_single(network)
        check_fit(network, split)
    wanted = chosen.amounts if amounts is None else tuple(map(float, amounts))
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in networks}
    for amount in wanted:
        with one_thread():  # so small are the matrices that move a pixel
            images = changed_by(sweep, split.inputs, amount, image_shape=image_shape)
        changed = Split(images, split.labels, split.n_classes)
        for name, network in networks.items():
            outputs, _ = outputs_and_costs(network, changed)
            found[name].append(
                (float(np.mean(outputs.argmax(axis=1) == split.labels)), float(outputs.max(axis=1).mean()))
            )
    return {name: _robustness(sweep, wanted, pairs, len(split)) for name, pairs in found.items()}


def changed_by(sweep: str, inputs: FloatArray, amount: float, *, image_shape: Shape = IMAGE_SHAPE) -> FloatArray:
    """Change images by an amount.

    Parameters
    ----------
    sweep : str
        One of `SWEEPS`.
    inputs : float array of shape (n_samples, n_inputs)
        Images in [0, 1], unrolled row by row. Not modified.
    amount : float
        How much, in the sweep's unit.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_samples, n_inputs)
        The changed images, cut to [0, 1].

    Raises
    ------
    UnknownNameError
        If there is no such sweep.
    DtypeError, ShapeError, ValueRangeError
        If `inputs` are no such images, or the amount is impossible.

    Examples
    --------
    >>> changed_by("inversion", np.array([[0.0, 1.0]], np.float32), 0.25)
    array([[0.25, 0.75]], dtype=float32)
    """
    change = find_named(SWEEPS, sweep, "sweep").change
    return frozen(np.clip(change(inputs, amount, image_shape), 0, 1).astype(np.float32))


def _robustness(
    sweep: str, amounts: tuple[float, ...], pairs: Sequence[tuple[float, float]], n_images: int
) -> Robustness:
    """Return the columns of what was measured."""
    table = np.array(pairs, np.float64).reshape(-1, 2)
    return Robustness(sweep, amounts, frozen(table[:, 0]), frozen(table[:, 1]), n_images)


def _inverted(inputs: FloatArray, amount: float) -> FloatArray:
    """Go this part of the way to the negative: at one half all is gray."""
    return inputs + np.float32(amount) * (1 - 2 * inputs)


def _steps(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return even steps, rounded so that they read well."""
    return tuple(round(low + k * step, 6) for k in range(round((high - low) / step) + 1))


_ALL = (
    Sweep(
        "right", "pixels", "moved to the right; below 0 to the left", 0.0, _steps(-8, 8, 0.5), True,
        lambda inputs, amount, shape: shift(inputs, amount, 0, image_shape=shape),
    ),
    Sweep(
        "down", "pixels", "moved down; below 0 up", 0.0, _steps(-8, 8, 0.5), True,
        lambda inputs, amount, shape: shift(inputs, 0, amount, image_shape=shape),
    ),
    Sweep(
        "scale", "times the size", "made larger or smaller about the middle", 1.0, _steps(0.4, 1.8, 0.05), True,
        lambda inputs, amount, shape: scale(inputs, amount, image_shape=shape),
    ),
    Sweep(
        "rotation", "degrees", "turned counterclockwise; below 0 clockwise", 0.0, _steps(-90, 90, 5), True,
        lambda inputs, amount, shape: rotate(inputs, amount, image_shape=shape),
    ),
    Sweep(
        "thickness", "pixels on each side", "strokes thicker; below 0 thinner", 0.0, _steps(-1, 3, 0.1), True,
        lambda inputs, amount, shape: thicken(inputs, amount, image_shape=shape),
    ),
    Sweep(
        "inversion", "of the way", "blended into the negative; at 1 black is white", 0.0, _steps(0, 1, 0.05), False,
        lambda inputs, amount, _: _inverted(inputs, amount),
    ),
    Sweep(
        "noise", "standard deviation", "a random number added to each pixel", 0.0, _steps(0, 1, 0.05), False,
        lambda inputs, amount, _: add_noise(inputs, amount, rng=SEED),
    ),
)  # fmt: skip

SWEEPS: dict[str, Sweep] = {sweep.name: sweep for sweep in _ALL}
"""Changes that grow, by name."""
