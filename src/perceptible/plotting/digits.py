"""Digits: a wall of labeled images, and one image as the numbers that it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from perceptible.arrays import FloatArray, IntArray, check_floats
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.plotting.pictures import LEGEND_HEIGHT, activation_legend, activation_norm, picture_shape, show_grey
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import ACTIVATION_MAP, SMALL, TEXT, TINY, UNIT, painting, readable_on
from perceptible.plotting.walls import image_shape
from perceptible.plotting.words import fitting, names_of, number, plural

__all__ = ["draw_digits", "draw_pixels"]

ON_A_WALL = 60  # images, where none are named
SIDE, GAP, CAPTION = 56, 7, 24  # of an image on the wall; two pixels a pixel
MOST_ON_A_WALL = 600
CELL, NAMES = 25, 28  # of an image written in numbers, with room for the numbers of rows and columns
MOST_CELLS = 28
LEGEND_WIDTH = 168
# Pixels that are exactly 0 are written in this gray, so that the ink stands out; its contrast on black is 5.3.
NOTHING = "#808080"


def draw_digits(
    split: Split,
    indices: Sequence[int] | IntArray | None = None,
    *,
    what: str = "image",
    class_names: Sequence[str] | None = None,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw a wall of images, each with its label below it.

    Parameters
    ----------
    split : Split
        Images with labels.
    indices : sequence of int, optional
        Which of them, from 0; without it the first 60.
    what : str, optional
        What each of them is, such as "test image".
    class_names : sequence of str, optional
        What people call class 0, class 1, and so on; without it their numbers.
    source : str, optional
        Where the images come from, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        Black is 0 and white is 1, in both themes.

    Raises
    ------
    ShapeError
        If the inputs are no images, or there are none or more than 600.
    ValueRangeError
        If there is no image of such an index.
    SettingsError
        If there are not as many names as classes.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> split = Split(np.zeros((3, 784), np.float32), np.array([3, 1, 4]))
    >>> draw_digits(split, [2, 0]).get_label()
    '2 of 3 images, each with its label'
    """
    shape = image_shape(split)
    chosen = np.arange(min(ON_A_WALL, len(split))) if indices is None else np.asarray(indices, dtype=np.int64)
    _check_indices(chosen, len(split))
    columns = (BODY + GAP) // (SIDE + GAP)
    height = -(-len(chosen) // columns) * (SIDE + CAPTION + GAP)
    names, size = fitting(names_of(split.n_classes, class_names), SIDE, (TEXT, SMALL, TINY))
    with painting(theme) as look:
        first = "The first " if indices is None else ""
        title = f"{first}{len(chosen):,} of {plural(len(split), what)}, each with its label"
        sheet = new_sheet(look, title, source, height + GAP + LEGEND_HEIGHT)
        for place, index in enumerate(chosen):
            left, top = place % columns * (SIDE + GAP), place // columns * (SIDE + CAPTION + GAP)
            show_grey(sheet, (left, top, SIDE, SIDE), split.inputs[index].reshape(shape))
            below = top + SIDE + TEXT + 1
            sheet.write(left + SIDE / 2, below, names[split.labels[index]], size=size * UNIT, ha="center")
        norm = activation_norm([np.zeros(1)])
        activation_legend(sheet, (0, height + GAP, LEGEND_WIDTH), norm, "pixel: 0 black, 1 white")
    return sheet.figure


def draw_pixels(image: FloatArray, *, label: str = "", source: str = "", theme: str = "light") -> Figure:
    """Draw one image as the numbers that it is, to one decimal, each written on its own pixel.

    Parameters
    ----------
    image : float array of shape (n_inputs,) or (height, width)
        Pixels in [0, 1], 0 black, 1 white.
    label : str, optional
        What the image shows.
    source : str, optional
        Where it comes from, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        Rows and columns are counted from 1, as people do.

    Raises
    ------
    ShapeError
        If the numbers are no image, or one of more than 28 x 28 pixels.
    ValueRangeError
        If a pixel is outside [0, 1].
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> figure = draw_pixels(np.zeros(784))
    >>> figure.get_label()
    'An image is 784 numbers, 0 of them above 0'
    """
    picture = _picture(image)
    rows, columns = picture.shape
    lit = int(np.count_nonzero(picture))
    title = f"{f'This {label}' if label else 'An image'} is {picture.size:,} numbers, {lit:,} of them above 0"
    with painting(theme) as look:
        sheet = new_sheet(look, title, source, NAMES + rows * CELL + GAP + LEGEND_HEIGHT)
        show_grey(sheet, (NAMES, NAMES, columns * CELL, rows * CELL), picture)
        for (row, column), value in np.ndenumerate(picture):
            across, down = (NAMES + (place + 0.5) * CELL for place in (column, row))
            text = sheet.page.text(across, down, number(float(value), 1), size=TINY * UNIT)
            color = NOTHING if value == 0 else readable_on(ACTIVATION_MAP(float(value)))
            text.set(ha="center", va="center_baseline", color=color)
        _write_places(sheet, rows, columns)
        below = NAMES + rows * CELL + GAP
        activation_legend(
            sheet,
            (NAMES, below, LEGEND_WIDTH),
            activation_norm([picture]),
            "pixel, to one decimal; gray where exactly 0",
        )
    return sheet.figure


def _write_places(sheet: Sheet, rows: int, columns: int) -> None:
    """Write the numbers of rows and columns, from 1."""
    style = {"size": TINY * UNIT, "color": sheet.look.quiet}
    for column in range(columns):
        sheet.write(NAMES + (column + 0.5) * CELL, NAMES - 6, str(column + 1), ha="center", **style)
    for row in range(rows):
        sheet.write(NAMES - 6, NAMES + (row + 0.5) * CELL, str(row + 1), ha="right", va="center_baseline", **style)


def _check_indices(indices: IntArray, n_images: int) -> None:
    """Refuse indices of images that are not there, and walls that are empty or too large to read."""
    if indices.ndim != 1 or not 1 <= len(indices) <= MOST_ON_A_WALL:
        msg = (
            f"indices has shape {indices.shape} for {n_images:,} images, expected 1 to {MOST_ON_A_WALL} of them. "
            "Give a list such as range(60)."
        )
        raise ShapeError(msg)
    wrong = indices[(indices < 0) | (indices >= n_images)]
    if wrong.size:
        msg = f"indices hold {wrong[0]}, expected 0 to {n_images - 1}. Images are counted from 0."
        raise ValueRangeError(msg)


def _picture(image: FloatArray) -> FloatArray:
    """Return the image as a table of pixels, after checking that it is one."""
    check_floats(image, "image")
    shape = picture_shape(image.size) if image.ndim == 1 else image.shape
    if shape is None or len(shape) != 2 or not 1 <= max(shape) <= MOST_CELLS:
        msg = (
            f"image has shape {image.shape}, expected (784,) or (28, 28), and no more than {MOST_CELLS} pixels a side. "
            "Take one image: split.inputs[0]."
        )
        raise ShapeError(msg)
    if image.size and (image.min() < 0 or image.max() > 1):
        msg = (
            f"image goes from {image.min():g} to {image.max():g}, expected 0 (black) to 1 (white). "
            "Divide pixels by 255: image / 255."
        )
        raise ValueRangeError(msg)
    return image.reshape(shape)
