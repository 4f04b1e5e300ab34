"""Misleading pairs: images that lie nearer to another class than to any other image of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.insight.distances import MisleadingPair
from perceptible.plotting.pictures import LEGEND_HEIGHT, activation_legend, activation_norm, outline, show_grey
from perceptible.plotting.sheet import Sheet, new_sheet
from perceptible.plotting.theme import SMALL, painting
from perceptible.plotting.walls import image_shape
from perceptible.plotting.words import names_of, number, plural

__all__ = ["draw_misleading"]

COLUMNS = 6
SIDE, GAP = 112, 16
CAPTION, WORDS = 22, 26  # above each image, and between two
BLOCK = 3 * (CAPTION + SIDE + WORDS)


def draw_misleading(
    pairs: Sequence[MisleadingPair],
    split: Split,
    *,
    class_names: Sequence[str] | None = None,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw images that lie nearer to another class than to any other image of their own.

    Parameters
    ----------
    pairs : sequence of MisleadingPair
        From `misleading_pairs`, at least one.
    split : Split
        The images that they were found among.
    class_names : sequence of str, optional
        What people call class 0, class 1, and so on; without it their numbers.
    source : str, optional
        Data, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        One below the other: each image, its nearest of another class, and the nearest other image of its own, with
        their distances, pixel by pixel.

    Raises
    ------
    ValueRangeError
        If there is no pair.
    SettingsError
        If there are not as many names as classes.
    ShapeError
        If the inputs are no images.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> split = Split(np.zeros((3, 784), np.float32), np.array([3, 8, 3]))
    >>> draw_misleading([MisleadingPair(0, 3, 1, 8, 2, 4.5, 6.0)], split).get_label()
    'This 3 lies nearer to one 8 (4.50) than to any other 3 (6.00)'
    """
    if not pairs:
        msg = "there are no pairs, expected at least one. Look among more images: misleading_pairs(data.train, 3)."
        raise ValueRangeError(msg)
    shape, names = image_shape(split), names_of(split.n_classes, class_names)
    rows = -(-len(pairs) // COLUMNS)
    with painting(theme) as look:
        sheet = new_sheet(look, _finding(pairs, names), source, rows * BLOCK + LEGEND_HEIGHT)
        for place, pair in enumerate(pairs):
            corner = (place % COLUMNS * (SIDE + GAP), place // COLUMNS * BLOCK)
            _draw(sheet, corner, pair, split.inputs.reshape(-1, *shape), names)
        activation_legend(sheet, (0, rows * BLOCK, SIDE), activation_norm([np.zeros(1)]), "pixel")
        explained = "distance: the root of the sum of squared differences of all pixels"
        sheet.write(SIDE + GAP, rows * BLOCK + SMALL + 4, explained, color=look.quiet)
    return sheet.figure


def _finding(pairs: Sequence[MisleadingPair], names: Sequence[str]) -> str:
    """Say what the pairs show."""
    first = pairs[0]
    if len(pairs) == 1:
        away, own_away = number(first.distance, 2), number(first.own_distance, 2)
        other, own = names[first.other_label], names[first.label]
        return f"This {own} lies nearer to one {other} ({away}) than to any other {own} ({own_away})"
    labels = {pair.label for pair in pairs}
    if len(labels) > 1:
        return f"{plural(len(pairs), 'image')} that lie nearer to another class than to any other of their own"
    own = names[first.label]
    return f"{plural(len(pairs), 'image')} of {own} that lie nearer to another class than to any other {own}"


def _draw(
    sheet: Sheet, corner: tuple[float, float], pair: MisleadingPair, images: FloatArray, names: Sequence[str]
) -> None:
    """Draw one image above its two nearest."""
    (left, top), look = corner, sheet.look
    rows = (
        (pair.index, names[pair.label], f"#{pair.index}", look.ink),
        (pair.other, f"{number(pair.distance, 2)} to {names[pair.other_label]}", f"#{pair.other}", look.wrong),
        (pair.own, f"{number(pair.own_distance, 2)} to {names[pair.label]}", f"#{pair.own}", look.ink),
    )
    for row, (index, words, place, color) in enumerate(rows):
        down = top + row * (CAPTION + SIDE + WORDS)
        sheet.write(left, down + SMALL, words, color=color)
        box = (left, down + CAPTION, SIDE, SIDE)
        show_grey(sheet, box, images[index])
        outline(sheet, box)
        sheet.write(left + SIDE, down + CAPTION + SIDE + SMALL + 2, place, ha="right", color=look.quiet)
