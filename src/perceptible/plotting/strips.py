"""Strips: the dials of a layer that reads other neurons, a row for each of its neurons, with the bias at the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.plotting.pictures import show_signed, write_numbers
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import BODY, Sheet
from perceptible.plotting.theme import SMALL

__all__ = ["draw_strips", "strips_height"]

WIDEST_CELL, HIGHEST_CELL, TALLEST = 40, 28, 800
NAMES, HEADS, GAP = 80, 40, 16  # room for names on the left and above, and around the biases
# The smallest cell that has room for a number like -12.3, and the smallest that has room for the name of its neuron.
ROOM_FOR_NUMBER = (34, 16)
ROOM_FOR_NAME = (20, 14)
EIGHTH = 8


def strips_height(n_neurons: int) -> float:
    """Return how many pixels the strips of a layer take, with the room below them."""
    return HEADS + n_neurons * min(HIGHEST_CELL, TALLEST / n_neurons) + GAP


def draw_strips(
    sheet: Sheet,
    dials: tuple[FloatArray, FloatArray],
    scale: str,
    names: tuple[str, Sequence[str]],
    *,
    shared: bool,
) -> None:
    """Draw a row for each neuron: a cell for each weight, and one apart for the bias.

    Parameters
    ----------
    sheet : Sheet
        What is drawn on, from its upper left corner.
    dials : tuple of two arrays of shape (n_l, n_previous) and (n_l,)
        The weights and the biases, which have a scale of their own.
    scale : str
        One of `SCALES`.
    names : tuple of str and sequence of str
        What the layer before is called, and what each neuron of this one is called.
    shared : bool
        Whether all weights have one scale; else the cells hold the share of the largest weight of the row.
    """
    n_neurons, n_previous = dials[0].shape
    wide = min(WIDEST_CELL, (BODY - NAMES - GAP) / (n_previous + 1))
    high = min(HIGHEST_CELL, TALLEST / n_neurons)
    has_numbers = wide >= ROOM_FOR_NUMBER[0] and high >= ROOM_FOR_NUMBER[1]
    blocks = ((NAMES, dials[0], shared), (NAMES + n_previous * wide + GAP, dials[1][:, None], True))
    for left, values, is_shared in blocks:
        box = (left, HEADS, values.shape[1] * wide, n_neurons * high)
        shown = values if is_shared else _shares(values)
        norm = signed_norm(float(np.abs(shown).max()), scale)
        image = show_signed(sheet, box, shown, norm, with_dashes=not has_numbers)
        if has_numbers:
            write_numbers(sheet, box, values, image.to_rgba(shown))
    _write_heads(sheet, names[0], n_previous, wide)
    for row in _named(n_neurons, has_room=high >= ROOM_FOR_NAME[1]):
        sheet.write(NAMES - 8, HEADS + (row + 0.5) * high, names[1][row], ha="right", va="center_baseline")


def _shares(values: FloatArray) -> FloatArray:
    """Divide each row by its largest size; rows of zeros stay as they are."""
    largest = np.abs(values).max(axis=1, keepdims=True)
    shares: FloatArray = np.divide(values, largest, out=np.zeros_like(values), where=largest > 0)
    return shares


def _write_heads(sheet: Sheet, previous: str, n_previous: int, wide: float) -> None:
    """Write above the columns which neuron of the layer before each is about."""
    quiet = {"color": sheet.look.quiet}
    sheet.write(NAMES, SMALL - 2, f"{previous}, neuron", **quiet)
    sheet.write(NAMES + (n_previous + 1) * wide + GAP, SMALL - 2, "bias", ha="right", **quiet)
    for column in _named(n_previous, has_room=wide >= ROOM_FOR_NAME[0]):
        sheet.write(NAMES + (column + 0.5) * wide, HEADS - 8, str(column + 1), ha="center", **quiet)


def _named(count: int, *, has_room: bool) -> list[int]:
    """Return which rows or columns are named: all where there is room, else the first and every eighth."""
    return list(range(count)) if has_room else [0, *range(EIGHTH - 1, count, EIGHTH)]
