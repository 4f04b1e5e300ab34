"""Images changed at random by compiled code: the same as `perceptible.data.augment` within rounding."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import IntArray
from perceptible.data.augmentation import Augmentation, Changes, waves
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.kernels.images import MAX_INPUTS, LitImages
from perceptible.kernels.layout import width_of
from perceptible.kernels.library import address, aligned, loaded

__all__ = ["Table", "changed_images"]

Table: TypeAlias = NDArray[np.uint8] | NDArray[np.float32]


class _Changes(ctypes.Structure):
    """The struct Changes of warp.c."""

    _fields_ = (
        ("height", ctypes.c_int32),
        ("width", ctypes.c_int32),
        ("bytes", ctypes.c_void_p),
        ("values", ctypes.c_void_p),
        ("chosen", ctypes.c_void_p),
        ("n_images", ctypes.c_int64),
        ("maps", ctypes.c_void_p),
        ("noise", ctypes.c_void_p),
        ("down", ctypes.c_void_p),
        ("across", ctypes.c_void_p),
        ("n_down", ctypes.c_int32),
        ("n_across", ctypes.c_int32),
        ("amounts", ctypes.c_void_p),
    )


def changed_images(
    table: Table,
    chosen: IntArray,
    drawn: Sequence[Changes],
    settings: Augmentation,
    *,
    image_shape: tuple[int, int],
) -> LitImages:
    """Change some images of a table as was drawn for them, and find the lit pixels of the new ones.

    Only where `compiled()` is not None. The GIL is released meanwhile.

    Parameters
    ----------
    table : uint8 or float32 array of shape (n_images, height * width)
        Images from 0 to 255, or from 0 to 1.
    chosen : integer array
        Which of them, in order.
    drawn : sequence of Changes
        For the first images of `chosen`, for the next ones, and so on, all drawn by `settings`.
    settings : Augmentation
        How far they may change.
    image_shape : tuple of two ints
        Height and width of each image.

    Returns
    -------
    LitImages
        With all labels -1: who asks knows them.

    Raises
    ------
    ShapeError
        If lengths do not fit together.
    ValueRangeError
        If an image is chosen that is not there.
    """
    library, n_inputs = loaded(), image_shape[0] * image_shape[1]
    table, order = table.copy() if not table.flags.c_contiguous else table, np.ascontiguousarray(chosen, np.int64)
    maps, noise, amounts = _maps(drawn, image_shape), _joined([one.noise for one in drawn]), _amounts(drawn)
    down, across = _waves(settings, image_shape) if noise is not None else (None, None)
    _check(table, order, n_inputs, (maps, noise, amounts))
    are_bytes, place = table.dtype == np.uint8, address(table)
    struct = _Changes(
        *image_shape,
        *((place, None) if are_bytes else (None, place)),
        *(address(order), len(order), address(maps), address(noise), address(down), address(across)),
        *((0, 0) if down is None or across is None else (down.shape[1], across.shape[0])),
        address(amounts),
    )
    starts = np.zeros(len(order) + 1, np.int64)
    room = len(order) * n_inputs + 1
    positions, values = np.empty(room, np.uint16), np.empty(room, np.float32)
    work = aligned(library.warp_size(ctypes.byref(struct)))
    library.warp(
        ctypes.byref(struct), *(ctypes.c_void_p(address(array)) for array in (starts, positions, values, work))
    )
    n_lit = int(starts[-1])
    return LitImages(starts, positions[:n_lit], values[:n_lit], np.full(len(order), -1, np.int32), n_inputs)


def _maps(drawn: Sequence[Changes], image_shape: tuple[int, int]) -> NDArray[np.float32] | None:
    """Return the ways back of all images, (n, 2, 3), from the middle of a new one to the first pixel of the old."""
    matrices, moves = _joined([one.matrices for one in drawn]), _joined([one.moves for one in drawn])
    if matrices is None or moves is None:
        return None
    maps = np.empty((len(matrices), 2, 3), np.float32)
    maps[:, :, :2] = matrices
    maps[:, :, 2] = moves + np.array([(image_shape[1] - 1) / 2, (image_shape[0] - 1) / 2])
    return maps


def _amounts(drawn: Sequence[Changes]) -> NDArray[np.float32] | None:
    """Return by how much the ink of each image grows."""
    amounts = _joined([one.amounts for one in drawn])
    return None if amounts is None else amounts.astype(np.float32)


def _waves(settings: Augmentation, image_shape: tuple[int, int]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the waves down (height, n), and across (n, width in whole blocks)."""
    down, across = (waves(length, float(settings.smoothness)) for length in image_shape)
    padded = np.zeros((across.shape[1], width_of(image_shape[1])), np.float32)
    padded[:, : image_shape[1]] = across.T
    return np.ascontiguousarray(down, np.float32), padded


def _joined(parts: Sequence[NDArray[np.floating] | None]) -> NDArray[np.floating] | None:
    """Put what was drawn for some images and the next ones into one array; None where nothing was drawn."""
    found = [part for part in parts if part is not None]
    return np.concatenate(found) if found else None


def _check(table: Table, order: IntArray, n_inputs: int, arrays: Sequence[NDArray[np.floating] | None]) -> None:
    """Refuse what compiled code would read beyond the end of."""
    if table.ndim != 2 or table.shape[1] != n_inputs or not 0 < n_inputs <= MAX_INPUTS:
        msg = (
            f"the images have the shape {table.shape}, expected (n_images, {n_inputs}). Give the shape that they have."
        )
        raise ShapeError(msg)
    if any(array is not None and len(array) != len(order) for array in arrays):
        counts = [len(array) for array in arrays if array is not None]
        msg = f"changes were drawn for {counts} images, expected {len(order)}. Draw as many as images are chosen."
        raise ShapeError(msg)
    if len(order) and not 0 <= order.min() <= order.max() < len(table):
        msg = (
            f"the images chosen go from {order.min()} to {order.max()}, expected 0 to {len(table) - 1}. "
            "Choose among these very images."
        )
        raise ValueRangeError(msg)
