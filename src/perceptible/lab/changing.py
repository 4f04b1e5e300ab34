"""What the sliders do to an image: a row of the library's transformations, and only those that change something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.noise import add_noise
from perceptible.data.transforms import invert, rotate, scale, shift, thicken
from perceptible.errors import ValueRangeError

if TYPE_CHECKING:
    from perceptible.lab.topics.images import TransformAsk

__all__ = ["SHAPED", "Changes", "calls", "changed", "changes_of"]

LIMITS = {
    "shift_right": (-100, 100),
    "shift_down": (-100, 100),
    "degrees": (-3600, 3600),
    "scale": (0.01, 100),
    "thicken": (-10, 10),
    "noise": (0, 10),
}
SHAPED: dict[str, Callable[..., FloatArray]] = {"shift": shift, "rotate": rotate, "scale": scale, "thicken": thicken}
PLAIN: dict[str, Callable[..., FloatArray]] = {"invert": invert, "add_noise": add_noise}


@dataclass(frozen=True)
class Changes:
    """What is to be done to an image, in this order.

    Parameters
    ----------
    move : tuple of two floats
        Pixels to the right and down.
    degrees : float
        Counterclockwise.
    factor : float
        Of the size.
    thicker : float
        Pixels on each side.
    inverted : bool
        Whether black and white are swapped.
    noise : float
        Its standard deviation.
    seed : int
        Of the noise.
    """

    move: tuple[float, float]
    degrees: float
    factor: float
    thicker: float
    inverted: bool
    noise: float
    seed: int


def changes_of(ask: TransformAsk) -> Changes:
    """Return what the sliders ask for.

    Raises
    ------
    ValueRangeError
        If an amount is one that no slider has.
    """
    for name, (lowest, highest) in LIMITS.items():
        if not lowest <= getattr(ask, name) <= highest:
            msg = f"{name} is {getattr(ask, name):g}, expected {lowest:g} to {highest:g}. Move the slider back."
            raise ValueRangeError(msg)
    move = (ask.shift_right, ask.shift_down)
    return Changes(move, ask.degrees, ask.scale, ask.thicken, ask.invert, ask.noise, ask.seed)


def calls(changes: Changes) -> Iterator[tuple[str, tuple[float, ...], dict[str, int]]]:
    """Yield the name of each transformation that changes something, with what it is called with behind the image."""
    if changes.move != (0, 0):
        yield "shift", changes.move, {}
    if changes.degrees != 0:
        yield "rotate", (changes.degrees,), {}
    if changes.factor != 1:
        yield "scale", (changes.factor,), {}
    if changes.thicker != 0:
        yield "thicken", (changes.thicker,), {}
    if changes.inverted:
        yield "invert", (), {}
    if changes.noise != 0:
        yield "add_noise", (changes.noise,), {"rng": changes.seed}


def changed(images: FloatArray, changes: Changes, image_shape: tuple[int, int]) -> FloatArray:
    """Change images (n_samples, n_inputs), and cut what interpolation left outside [0, 1].

    Raises
    ------
    ShapeError, ValueRangeError
        If an amount is impossible or not finite.
    """
    for name, amounts, options in calls(changes):
        if name in SHAPED:
            images = SHAPED[name](images, *amounts, image_shape=image_shape)
        else:
            images = PLAIN[name](images, *amounts, **options)
    return np.clip(images, 0, 1).astype(np.float32)
