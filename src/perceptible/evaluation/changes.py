"""Changes: digits moved, turned, thinned and thickened by stated amounts, to see what a network still reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import N_PIXELS, Split
from perceptible.data.transforms import rotate, shift, thicken
from perceptible.errors import ShapeError, find_named

__all__ = ["CHANGES", "Change", "changed_splits"]

Transformation = Callable[[FloatArray], FloatArray]
DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1))


@dataclass(frozen=True)
class Change:
    """What is done to images, in every version of it.

    Parameters
    ----------
    name : str
        What it is called.
    summary : str
        What is done, in a few words.
    versions : tuple of callables
        Each takes inputs of shape (n_samples, 784) and returns as many: a shift goes in four directions.
    """

    name: str
    summary: str
    versions: tuple[Transformation, ...]


def changed_splits(name: str, split: Split) -> list[Split]:
    """Return a split changed in every version of a change, labels as they were.

    Parameters
    ----------
    name : str
        One of the keys of `CHANGES`.
    split : Split
        Images of 28 x 28 pixels.

    Returns
    -------
    list of Split
        One for each version.

    Raises
    ------
    UnknownNameError
        If there is no such change.
    ShapeError
        If the images have not 784 pixels.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=1, n_test=5)
    >>> len(changed_splits("shift-2", digits.test))
    4
    """
    change = find_named(CHANGES, name, "change")
    if split.n_inputs != N_PIXELS:
        msg = f"the split has images of {split.n_inputs} pixels, expected {N_PIXELS}. Change images of 28 x 28 only."
        raise ShapeError(msg)
    return [Split(_within(version(split.inputs)), split.labels, split.n_classes) for version in change.versions]


def _within(inputs: FloatArray) -> FloatArray:
    """Cut what interpolation left a rounding error outside [0, 1]."""
    cut: FloatArray = np.clip(inputs, 0, 1)
    return cut


def _shifts(pixels: int) -> Change:
    """Return a shift by so many pixels, to the right, left, down and up."""
    words = f"moved by {pixels} pixel{'s' * (pixels > 1)}, mean of four directions"
    return Change(f"shift-{pixels}", words, tuple(partial(shift, dx=pixels * x, dy=pixels * y) for x, y in DIRECTIONS))


def _turns(degrees: int) -> Change:
    """Return a turn by so many degrees, to the left and to the right."""
    versions = (partial(rotate, degrees=degrees), partial(rotate, degrees=-degrees))
    return Change(f"rotate-{degrees}", f"turned by {degrees} degrees, mean of both ways", versions)


_ALL = (
    *(_shifts(pixels) for pixels in (1, 2, 3, 4)),
    _turns(15),
    _turns(30),
    Change("thinner", "strokes thinner by half a pixel on each side", (partial(thicken, pixels=-0.5),)),
    Change("thicker", "strokes thicker by one pixel on each side", (partial(thicken, pixels=1.0),)),
)

CHANGES: dict[str, Change] = {change.name: change for change in _ALL}
