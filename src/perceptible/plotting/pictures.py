"""Pictures of numbers: pixels and activations in gray, signed numbers in blue and orange, each with its legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isqrt

import numpy as np
from matplotlib.colors import Normalize, to_rgb
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from perceptible.arrays import FloatArray
from perceptible.plotting.sheet import PIXELS_PER_INCH, Box, Sheet
from perceptible.plotting.theme import ACTIVATION_MAP, DPI, SMALL, TINY, UNIT, Theme, readable_on
from perceptible.plotting.words import MINUS, decimals_for, number, signed

__all__ = [
    "LEGEND_HEIGHT",
    "RAMP_TOP",
    "activation_legend",
    "activation_norm",
    "is_signed",
    "outline",
    "picture_shape",
    "show_activations",
    "show_grey",
    "show_signed",
    "signed_legend",
    "write_numbers",
]

SMALLEST_PICTURE = 25  # 5 x 5; fewer inputs are a list of numbers rather than an image

# A legend: its words, a ramp below them, and numbers below that.
RAMP_TOP, RAMP_HEIGHT, LEGEND_HEIGHT = 20, 12, 48
RAMP_CELLS = 32
ROOM_FOR_HALVES = 240

# The mark of a negative cell is a dash across the middle of it, in so many dots that it is sharp at the size drawn.
FEWEST_DOTS, MOST_DOTS = 4, 24
DASH_STRENGTH = 0.5

Place = tuple[float, float, float]  # left, top and width in pixels


def picture_shape(n_inputs: int, image_shape: tuple[int, int] | None = None) -> tuple[int, int] | None:
    """Return height and width of the picture that this many inputs make; None where they are no picture.

    Examples
    --------
    >>> picture_shape(784), picture_shape(4), picture_shape(32, (4, 8))
    ((28, 28), None, (4, 8))
    """
    if image_shape is not None and image_shape[0] * image_shape[1] == n_inputs:
        return image_shape
    side = isqrt(n_inputs)
    return (side, side) if side * side == n_inputs >= SMALLEST_PICTURE else None


def activation_norm(activations: Sequence[FloatArray]) -> Normalize:
    """Return the norm of activations: 0 to 1 where they fit, else as far as they go; from -1 where some are negative.

    Examples
    --------
    >>> norm = activation_norm([np.array([0.0, 0.5]), np.array([-0.25, 2.5])])
    >>> norm.vmin, norm.vmax
    (-2.5, 2.5)
    """
    lowest = min(float(np.min(values)) for values in activations)
    largest = max(1.0, *(float(np.max(np.abs(values))) for values in activations))
    return Normalize(-largest if lowest < 0 else 0, largest)


def is_signed(norm: Normalize) -> bool:
    """Tell whether a norm of activations holds negative ones."""
    return (norm.vmin or 0) < 0


def show_grey(sheet: Sheet, box: Box, picture: FloatArray, norm: Normalize | None = None) -> AxesImage:
    """Show numbers from 0 (black) to 1 (white) as cells that fill a box."""
    return _show(sheet, box, picture, cmap=ACTIVATION_MAP, norm=norm or Normalize(0, 1))


def show_signed(sheet: Sheet, box: Box, values: FloatArray, norm: Normalize, *, with_dashes: bool = True) -> AxesImage:
    """Show signed numbers as cells that fill a box, with a dash on each that is negative.

    Cells on which the number is written have its minus sign and need no dash.
    """
    image = _show(sheet, box, values, cmap=sheet.look.signed_map, norm=norm)
    if with_dashes:
        _show(sheet, box, _dashes(box, values, norm, sheet.look))
    return image


def show_activations(sheet: Sheet, box: Box, values: FloatArray, norm: Normalize) -> AxesImage:
    """Show activations as cells that fill a box: gray, or as signed numbers where the norm begins below 0."""
    return show_signed(sheet, box, values, norm) if is_signed(norm) else show_grey(sheet, box, values, norm)


def write_numbers(sheet: Sheet, box: Box, values: FloatArray, colors: FloatArray) -> None:
    """Write each number to one decimal on its cell, in black or white, whichever reads better there."""
    left, top, width, height = box
    high, wide = height / values.shape[0], width / values.shape[1]
    for row, column in np.ndindex(values.shape):
        across, down = left + (column + 0.5) * wide, top + (row + 0.5) * high
        text = sheet.page.text(across, down, number(float(values[row, column]), 1), size=(TINY + 1) * UNIT)
        text.set(ha="center", va="center_baseline", color=readable_on(tuple(colors[row, column])))


def signed_legend(sheet: Sheet, place: Place, norm: Normalize, words: str, *, own: bool = False) -> None:
    """Draw the ramp of a signed scale at (left, top, width), what it means above and its numbers below.

    Where each picture has its own scale, words stand in place of the numbers.
    """
    left, top, width = place
    sheet.write(left, top + SMALL - 2, words, color=sheet.look.quiet)
    colors = (np.arange(RAMP_CELLS)[None] + 0.5) / RAMP_CELLS
    show_signed(sheet, (left, top + RAMP_TOP, width, RAMP_HEIGHT), np.asarray(norm.inverse(colors)), norm)
    limit = float(norm.vmax or 1)
    ticks = {0.0: f"{MINUS}largest", 0.5: "0", 1.0: "+largest"}
    if not own:
        half = float(f"{float(norm.inverse(0.75)):.0g}")  # a round number near the middle of the blue half
        decimals = decimals_for(half, 1)
        ticks = {float(norm(value)): signed(value, decimals_for(value)) for value in (-limit, limit)}
        ticks |= {0.5: "0"}
        if width >= ROOM_FOR_HALVES:
            ticks |= {float(norm(value)): signed(value, decimals) for value in (-half, half)}
    _ticks(sheet, place, ticks)


def activation_legend(sheet: Sheet, place: Place, norm: Normalize, words: str) -> None:
    """Draw the ramp of activations at (left, top, width), what it means above and its numbers below."""
    left, top, width = place
    sheet.write(left, top + SMALL - 2, words, color=sheet.look.quiet)
    ramp = (left, top + RAMP_TOP, width, RAMP_HEIGHT)
    lowest, highest = float(norm.vmin or 0), float(norm.vmax or 1)
    show_activations(sheet, ramp, np.linspace(lowest, highest, RAMP_CELLS)[None], norm)
    outline(sheet, ramp)
    _ticks(sheet, place, {0.0: f"{lowest:.3g}".replace("-", MINUS), 1.0: f"{highest:.3g}"})


def outline(sheet: Sheet, box: Box) -> None:
    """Draw a thin frame around a picture, so that its black or white edge shows on any paper."""
    left, top, width, height = box
    frame = Rectangle((left, top), width, height, fill=False, edgecolor=sheet.look.line, linewidth=UNIT)
    frame.set_clip_on(False)
    sheet.page.add_patch(frame)


def _show(sheet: Sheet, box: Box, values: FloatArray | NDArray[np.uint8], **style: object) -> AxesImage:
    """Show numbers or colors as cells that fill a box, from its upper left corner."""
    left, top, width, height = box
    extent = (left, left + width, top + height, top)
    return sheet.page.imshow(values, extent=extent, aspect="auto", origin="upper", **style)  # type: ignore[arg-type]  # matplotlib names each style


def _ticks(sheet: Sheet, place: Place, ticks: Mapping[float, str]) -> None:
    """Write numbers below a ramp, where their colors are; those at the ends stay within its width."""
    left, top, width = place
    below = top + RAMP_TOP + RAMP_HEIGHT + SMALL
    for color, text in ticks.items():
        align = {0.0: "left", 1.0: "right"}.get(color, "center")
        sheet.write(left + color * width, below, text, color=sheet.look.quiet, ha=align)


def _dashes(box: Box, values: FloatArray, norm: Normalize, look: Theme) -> NDArray[np.uint8]:
    """Return a transparent picture with a dash in each negative cell, the stronger the larger its size."""
    rows, columns = values.shape
    cell = np.array([box[2] / columns, box[3] / rows]) * DPI / PIXELS_PER_INCH
    wide, high = (int(dots) for dots in np.clip(cell, FEWEST_DOTS, MOST_DOTS))
    thick = max(1, high // 10)
    dash = np.zeros((high, wide), np.uint8)
    dash[(high - thick) // 2 : (high + thick) // 2, wide // 4 : wide - wide // 4] = 1
    sizes = np.where(values < 0, np.abs(2 * np.asarray(norm(values)) - 1), 0)
    opacity = np.rint(255 * DASH_STRENGTH * np.sqrt(sizes)).astype(np.uint8)
    marks = np.empty((rows * high, columns * wide, 4), np.uint8)
    marks[..., :3] = np.rint(255 * np.array(to_rgb(look.ink)))
    marks[..., 3] = np.kron(opacity, dash)
    return marks
