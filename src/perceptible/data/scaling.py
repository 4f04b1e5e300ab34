"""From numbers as people store them to inputs from 0 to 1: what is divided is said, and what is unclear is refused."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from perceptible.data.raw import WHITE, Values
from perceptible.errors import FormatError, ValueRangeError

__all__ = ["Place", "square_shape", "to_inputs"]

Numbers = NDArray[np.integer | np.floating | np.bool_]
# Names the place of a value: which table, and where in it.
Place = Callable[[int, tuple[int, ...]], str]
SMALLEST_SIDE = 8  # pixels; of fewer columns nobody means a picture


def to_inputs(tables: list[Numbers], scale: float | None, place: Place) -> tuple[list[Values], str]:
    """Turn tables of numbers into inputs, all in the same way.

    Parameters
    ----------
    tables : list of arrays of numbers
        Training inputs, and test inputs if there are any. Not modified.
    scale : float or None
        What to divide by. None: numbers from 0 to 1 stay as they are, whole numbers from 0 to 255 are pixels.
    place : callable
        Given the number of a table and an index in it, says in words where that is.

    Returns
    -------
    tuple of list of arrays and str
        Floats from 0 to 1, or bytes (pixels, still to be divided by 255), and words for `Dataset.source`.

    Raises
    ------
    FormatError
        If a number is not finite, or fits none of this.
    ValueRangeError
        If `scale` is not a positive number.

    Examples
    --------
    >>> to_inputs([np.array([[0.0, 8.0, 16.0]])], 16, lambda table, index: "here")
    ([array([[0. , 0.5, 1. ]], dtype=float32)], 'values divided by 16')
    """
    check = _Check(tables, place)
    check.refuse([~np.isfinite(table) for table in tables], "a finite number", "Fill the gaps, or leave them out.")
    if scale is not None:
        return _divided(check, scale), f"values divided by {scale:g}"
    if all(table.min() >= 0 and table.max() <= 1 for table in tables):
        return [table.astype(np.float32, copy=False) for table in tables], "values from 0 to 1 as they are"
    advice = "Name the largest possible value as scale=..., to divide by it."
    expected = f"numbers from 0 to 1, or whole numbers from 0 to {WHITE} (pixels)"
    check.refuse([(table < 0) | (table > WHITE) for table in tables], expected, advice)
    if not all(_is_whole(table) for table in tables):
        check.refuse([table > 1 for table in tables], expected, advice)
    return [table.astype(np.uint8) for table in tables], f"pixels divided by {WHITE}"


def square_shape(n_inputs: int) -> tuple[int, int] | None:
    """Return the height and width of square pictures with so many pixels; None where it cannot be pictures.

    Examples
    --------
    >>> square_shape(784), square_shape(30)
    ((28, 28), None)
    """
    side = isqrt(n_inputs)
    return (side, side) if side * side == n_inputs and side >= SMALLEST_SIDE else None


class _Check(NamedTuple):
    """Tables, and how to name a place in them."""

    tables: list[Numbers]
    place: Place

    def refuse(self, wrong: list[NDArray[np.bool_]], expected: str, advice: str) -> None:
        """Refuse the first number that is marked as wrong."""
        for number, (mask, table) in enumerate(zip(wrong, self.tables, strict=True)):
            if mask.any():
                index = tuple(int(axis) for axis in np.unravel_index(int(mask.argmax()), mask.shape))
                msg = f"{self.place(number, index)} is {table[index]:g}, expected {expected}. {advice}"
                raise FormatError(msg)


def _divided(check: _Check, scale: float) -> list[Values]:
    """Divide every number, and refuse what would not be from 0 to 1 afterwards."""
    if not (np.isfinite(scale) and scale > 0):
        msg = f"scale is {scale}, expected a positive number. Give the largest possible value, such as scale=255."
        raise ValueRangeError(msg)
    outside = [(table < 0) | (table > scale) for table in check.tables]
    check.refuse(outside, f"a number from 0 to the scale of {scale:g}", "Name the largest possible value as scale=...")
    return [np.divide(table, scale).astype(np.float32) for table in check.tables]


def _is_whole(table: Numbers) -> bool:
    """Tell whether all numbers are whole."""
    return table.dtype.kind != "f" or bool(np.all(table == np.floor(table)))
