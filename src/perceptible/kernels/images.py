"""Images as the kernel reads them: only the lit inputs, as positions and bytes."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from perceptible.data.dataset import Split
from perceptible.kernels.library import Images, address, loaded

__all__ = ["LitImages", "find_lit", "find_lit_bytes", "lit_images"]

MAX_INPUTS = 2**16
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
    """

    starts: NDArray[np.int64]
    positions: NDArray[np.uint16]
    values: LitValues
    labels: NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of images."""
        return len(self.labels)

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
    """Find the lit inputs of images given as a table of bytes, row after row in memory."""
    library, pixels = loaded(), np.ascontiguousarray(pixels)
    n_images, n_inputs = (ctypes.c_int64(n) for n in pixels.shape)
    place, starts = ctypes.c_void_p(address(pixels)), np.zeros(len(pixels) + 1, np.int64)
    library.count_lit_bytes(place, n_images, n_inputs, ctypes.c_void_p(address(starts)))
    n_lit, room = int(starts[-1]), pixels.shape[1]
    positions, values = np.empty(n_lit + room, np.uint16), np.empty(n_lit + room, np.uint8)
    lists = (ctypes.c_void_p(address(positions)), ctypes.c_void_p(address(values)))
    library.list_lit_bytes(place, n_images, n_inputs, *lists)
    return LitImages(starts, positions, values, np.asarray(labels, np.int32))


def find_lit(inputs: NDArray[np.floating], labels: NDArray[np.integer]) -> LitImages:
    """Find the lit inputs of images given as a table of float32, row after row in memory."""
    library = loaded()
    n_images, n_inputs = (ctypes.c_int64(n) for n in inputs.shape)
    starts = np.zeros(len(inputs) + 1, np.int64)
    place = ctypes.c_void_p(address(inputs))
    are_bytes = library.count_lit(place, n_images, n_inputs, ctypes.c_void_p(address(starts)))
    positions = np.empty(int(starts[-1]), np.uint16)
    n_lit = len(positions)
    values: LitValues = np.empty(n_lit, np.uint8) if are_bytes else np.empty(n_lit, np.float32)
    to = ctypes.c_void_p(address(values))
    none = ctypes.c_void_p(None)
    goes = (to, none) if are_bytes else (none, to)
    library.list_lit(place, n_images, n_inputs, ctypes.c_void_p(address(positions)), *goes)
    return LitImages(starts, positions, values, np.asarray(labels, np.int32))


# A split does not change, so what was found in it stays true.
_LOCK = Lock()
_KEPT: WeakKeyDictionary[Split, LitImages] = WeakKeyDictionary()
