"""Patches: the squares of a picture that neurons with a narrow view look at, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import array_api_compat
import numpy as np

from perceptible.arrays import FloatArray, IntArray, check_count, frozen, namespace
from perceptible.errors import SettingsError

__all__ = ["Patches", "taken"]


@dataclass(frozen=True, kw_only=True)
class Patches:
    """Squares of equal size that move over a picture, row by row, a few pixels at a time.

    Parameters
    ----------
    height, width : int
        Of the picture, in pixels.
    size : int
        Side of a square, in pixels; at most as large as the picture.
    stride : int
        How far from one square to the next, in pixels. Pixels that no square reaches, at the right and the lower
        edge, are seen by none.
    channels : int
        Numbers in each pixel: 1 for the images, and as many as filters where the layer before has shared weights.
        Those of a pixel stand side by side.

    Raises
    ------
    SettingsError
        If a number is no whole number above 0, or the square does not fit into the picture.

    Examples
    --------
    >>> patches = Patches(height=28, width=28, size=10, stride=6)
    >>> patches.n_places, patches.n_dials  # 4 x 4 squares of 10 x 10 pixels
    (16, 100)
    >>> patches.indices[0, :3], patches.indices[1, :3]  # the first pixels of the first two squares
    (array([0, 1, 2]), array([6, 7, 8]))
    """

    height: int
    width: int
    size: int
    stride: int = 1
    channels: int = 1

    def __post_init__(self) -> None:
        """Check every number."""
        for name, value in vars(self).items():
            object.__setattr__(self, name, check_count(value, f"{name} of the patches", f"Change {name}."))
        if self.size > min(self.height, self.width):
            msg = (
                f"patches of {self.size} x {self.size} pixels do not fit into {self.height} x {self.width}, expected "
                f"at most {min(self.height, self.width)}. Choose a smaller size."
            )
            raise SettingsError(msg)

    @property
    def grid(self) -> tuple[int, int]:
        """Return how many squares there are from top to bottom, and from left to right."""
        rows, columns = ((length - self.size) // self.stride + 1 for length in (self.height, self.width))
        return rows, columns

    @property
    def n_places(self) -> int:
        """Return how many squares there are."""
        rows, columns = self.grid
        return rows * columns

    @property
    def n_dials(self) -> int:
        """Return how many numbers a square holds, which is how many weights a neuron has that looks at one."""
        return self.size * self.size * self.channels

    @property
    def n_inputs(self) -> int:
        """Return how many numbers the picture holds."""
        return self.height * self.width * self.channels

    @property
    def indices(self) -> IntArray:
        """Return which inputs each square holds, row by row: int64 of shape (n_places, n_dials), read-only."""
        return _indices(self)

    @property
    def slots(self) -> IntArray:
        """Return where each input stands in each square, int64 of shape (n_places, n_inputs); -1 where it does not."""
        return _slots(self)


def taken(array: FloatArray, indices: IntArray) -> FloatArray:
    """Return the numbers at these places of the last axis, in the shape of the places, for any library."""
    xp, flat = namespace(array), indices.reshape(-1)
    if not isinstance(array, np.ndarray):  # a copy, since not every library takes arrays that are read-only
        flat = xp.asarray(flat.copy(), device=array_api_compat.device(array))
    return xp.reshape(xp.take(array, flat, axis=-1), (*array.shape[:-1], *indices.shape))


@lru_cache(maxsize=16)
def _indices(patches: Patches) -> IntArray:
    """Compute `Patches.indices`."""
    numbers = np.arange(patches.n_inputs).reshape(patches.height, patches.width, patches.channels)
    squares = np.lib.stride_tricks.sliding_window_view(numbers, (patches.size, patches.size), axis=(0, 1))
    chosen = squares[:: patches.stride, :: patches.stride]  # (rows, columns, channels, size, size)
    return frozen(np.ascontiguousarray(np.moveaxis(chosen, 2, -1)).reshape(patches.n_places, patches.n_dials))


@lru_cache(maxsize=16)
def _slots(patches: Patches) -> IntArray:
    """Compute `Patches.slots`."""
    slots = np.full((patches.n_places, patches.n_inputs), -1)
    np.put_along_axis(slots, patches.indices, np.arange(patches.n_dials)[None], axis=1)
    return frozen(slots)
