"""The parts of a weighted sum side by side: weights, times activations, is what each of them adds."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import FuncNorm, Normalize

from perceptible.arrays import FloatArray
from perceptible.insight.contributions import Contributions
from perceptible.plotting.pictures import (
    LEGEND_HEIGHT,
    activation_legend,
    activation_norm,
    is_signed,
    outline,
    show_grey,
    show_signed,
    signed_legend,
    write_numbers,
)
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import Box, Sheet
from perceptible.plotting.theme import LARGE, SMALL, UNIT

__all__ = ["CAPTION", "PARTS_HEIGHT", "PARTS_WIDTH", "SIDE", "draw_parts"]

SIDE, GAP, CAPTION = 168, 28, 24
STRIP, STRIP_GAP = 32, 12  # the height of a row of cells, where the activations are no picture
ROOM_FOR_NUMBER = 34
PARTS_WIDTH = 3 * SIDE + 2 * GAP
PARTS_HEIGHT = CAPTION + SIDE + 12 + LEGEND_HEIGHT + GAP


def draw_parts(sheet: Sheet, parts: Contributions, shape: tuple[int, int] | None, before: str) -> None:
    """Draw weights, activations and their products, as pictures of this shape or as strips, each with its legend."""
    weights, products = _norm(parts.weights), _norm(parts.terms)
    gray = activation_norm([parts.activations])
    neurons = f"{before}, 1 to {len(parts.terms)}"
    names = ("weights", "image" if shape else neurons, "weight × activation")
    rows = zip(names, (parts.weights, parts.activations, parts.terms), (weights, gray, products), strict=True)
    for place, (name, values, norm) in enumerate(rows):
        left = place * (SIDE + GAP) if shape else 0
        top = 0 if shape else place * (CAPTION + STRIP + STRIP_GAP)
        sheet.write(left, top + SMALL - 2, name, color=sheet.look.quiet)
        wide, high = (SIDE, SIDE) if shape else (PARTS_WIDTH, STRIP)
        _show(sheet, (left, top + CAPTION, wide, high), values.reshape(shape or (1, -1)), norm)
    if shape:
        for sign, middle in (("×", SIDE + GAP / 2), ("=", 2 * SIDE + 1.5 * GAP)):
            sheet.write(middle, CAPTION + SIDE / 2, sign, size=LARGE * UNIT, ha="center", va="center")
    legends = CAPTION + SIDE + 12
    signed_legend(sheet, (0, legends, SIDE), weights, "weight")
    activation_legend(sheet, (SIDE + GAP, legends, SIDE), gray, "activation")
    signed_legend(sheet, (2 * (SIDE + GAP), legends, SIDE), products, "what it adds")


def _norm(values: FloatArray) -> FuncNorm:
    """Return the norm of signed numbers that just holds these."""
    return signed_norm(float(np.abs(values).max()))


def _show(sheet: Sheet, box: Box, values: FloatArray, norm: Normalize) -> None:
    """Show numbers as cells, signed or gray, and write them on the cells of a short strip."""
    has_numbers = len(values) == 1 and box[2] / values.shape[1] >= ROOM_FOR_NUMBER
    if is_signed(norm):
        image = show_signed(sheet, box, values, norm, with_dashes=not has_numbers)
    else:
        image = show_grey(sheet, box, values, norm)
        outline(sheet, box)
    if has_numbers:
        write_numbers(sheet, box, values, image.to_rgba(values))
