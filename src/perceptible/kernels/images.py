"""Images as the kernel reads them: only the lit inputs, as positions and bytes."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from perceptible.data.dataset import Split
from perceptible.kernels.library import Images, address, loaded

__all__ = ["LitImages", "find_lit", "find_lit_bytes", "lit_images"]

MAX_INPUTS = 2**16  # a position has two bytes
LitValues: TypeAlias = NDArray[np.uint8] | NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class LitImages:
    """The lit inputs of many images; of MNIST's 784 pixels, 150 are lit on average.

    Parameters
    ----------
    starts : int64 array of shape (n_images + 1,)
        Those of image i are at places starts[i] to starts[i + 1].
    positions : uint16 array
        Which input it is.
    values : uint8 array, or float32 array
        How bright it is: 255ths where every input is a whole number of them.
    labels : int32 array of shape (n_images,)
        The class of each image.
    n_inputs : int
        How many inputs an image has, lit and dark.
    """

    starts: NDArray[np.int64]
    positions: NDArray[np.uint16]
    values: LitValues
    labels: NDArray[np.int32]
    n_inputs: int

    def __len__(self) -> int:
        """Return the number of images."""
        return len(self.labels)

    @cached_property
    def n_classes(self) -> int:
        """Return how many classes there are at least: one more than the largest label."""
        return int(self.labels.max(initial=-1)) + 1

    @property
    def struct(self) -> Images:
        """Return the addresses, for the kernel; valid while this object lives."""
        are_bytes = self.values.dtype == np.uint8
        place = address(self.values)
        return Images(
            address(self.starts),
            address(self.positions),
            place if are_bytes else None,
            None if are_bytes else place,
            address(self.labels),
        )


def lit_images(split: Split) -> LitImages:
    """Return the lit inputs of a split; they are found once and kept as long as the split is."""
    with _LOCK:  # many trainings at once begin with the same images
        found = _KEPT.get(split)
        if found is None:
            pixels = split.bytes_of_inputs
            lit = find_lit(split.inputs, split.labels) if pixels is None else find_lit_bytes(pixels, split.labels)
            found = _KEPT[split] = lit
    return found


def find_lit_bytes(pixels: NDArray[np.uint8], labels: NDArray[np.integer]) -> LitImages:
    """Find the lit inputs of images given as a table of bytes."""
    library, pixels = loaded(), np.ascontiguousarray(pixels, np.uint8)
    table = _table(pixels)
    starts = np.zeros(len(pixels) + 1, np.int64)
    library.count_lit_bytes(*table, ctypes.c_void_p(address(starts)))
    positions, values = _lists(int(starts[-1]), are_bytes=True)
    library.list_lit_bytes(*table, ctypes.c_void_p(address(positions)), ctypes.c_void_p(address(values)))
    return _lit_images(starts, positions, values, labels, pixels.shape[1])


def find_lit(inputs: NDArray[np.floating], labels: NDArray[np.integer]) -> LitImages:
    """Find the lit inputs of images given as a table of floats."""
    library, inputs = loaded(), np.ascontiguousarray(inputs, np.float32)
    table = _table(inputs)
    starts = np.zeros(len(inputs) + 1, np.int64)
    are_bytes = bool(library.count_lit(*table, ctypes.c_void_p(address(starts))))
    positions, values = _lists(int(starts[-1]), are_bytes=are_bytes)
    to, none = ctypes.c_void_p(address(values)), ctypes.c_void_p(None)
    library.list_lit(*table, ctypes.c_void_p(address(positions)), *((to, none) if are_bytes else (none, to)))
    return _lit_images(starts, positions, values, labels, inputs.shape[1])


def _table(images: NDArray[np.generic]) -> tuple[ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64]:
    """Return where a table of images lies, and its lengths."""
    return ctypes.c_void_p(address(images)), ctypes.c_int64(images.shape[0]), ctypes.c_int64(images.shape[1])


def _lists(n_lit: int, *, are_bytes: bool) -> tuple[NDArray[np.uint16], LitValues]:
    """Return empty lists of positions and values, with room for one more than are lit, as the kernel asks."""
    positions = np.empty(n_lit + 1, np.uint16)
    return positions, np.empty(n_lit + 1, np.uint8) if are_bytes else np.empty(n_lit + 1, np.float32)


def _lit_images(
    starts: NDArray[np.int64],
    positions: NDArray[np.uint16],
    values: LitValues,
    labels: NDArray[np.integer],
    n_inputs: int,
) -> LitImages:
    """Put together what was found, without the room for one more."""
    return LitImages(starts, positions[:-1], values[:-1], np.ascontiguousarray(labels, np.int32), n_inputs)


# A split does not change, so what was found in it stays true.
_LOCK = Lock()
_KEPT: WeakKeyDictionary[Split, LitImages] = WeakKeyDictionary()
