"""The gradient: a picture of it beside each picture of weights, and the dials that matter most, ranked."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from perceptible.arrays import IntArray, to_numpy
from perceptible.insight.importance import Importance, Ranked, share_of_top
from perceptible.plotting.pictures import LEGEND_HEIGHT, picture_shape, show_signed, signed_legend
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import BODY, Box, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting
from perceptible.plotting.words import number, percent, plural, signed

__all__ = ["draw_gradient"]

TOP = 0.01
SIDE, BETWEEN, GAP, CAPTION, COLUMNS = 84, 6, 18, 24, 4
MOST_NEURONS = 16  # those whose gradient is longest
FRAME = 2  # pixels, around a picture of the gradient: it is never taken for one of weights
ROW, BAR = 20, 200
LEGEND_WIDTH = 230
RANK, SLOPE = 28, 340  # where the columns of the list begin


def draw_gradient(found: Importance, *, n_ranked: int = 12, source: str = "", theme: str = "light") -> Figure:
    """Draw the gradient of the average cost beside the weights, and the ranked list of dials.

    Parameters
    ----------
    found : Importance
        From `importance`.
    n_ranked : int, optional
        How many dials to list, at least 1.
    source : str, optional
        Network, data and seed, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        For each neuron of the first layer, where that reads an image, its weights and, framed, their gradient: of
        more than 16 neurons those whose gradient is longest. Then the dials that matter most. Blue in a gradient
        means that the cost grows with the weight: downhill it goes down.

    Raises
    ------
    ValueRangeError
        If `n_ranked` is negative.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> from perceptible.data.dataset import Split
    >>> from perceptible.insight.importance import importance
    >>> from perceptible.network import Network
    >>> split = Split(np.eye(2), np.array([0, 1]), n_classes=2)
    >>> draw_gradient(importance(Network.random((2, 2), start="zeros"), split)).get_label()
    'The steepest of 6 dials holds 25.0 % of the squared gradient; for 2 of them the slope is exactly 0'
    """
    shape = picture_shape(found.network.sizes[0])
    shown = _longest(found) if shape else np.arange(0)
    walls = -(-len(shown) // COLUMNS) * (SIDE + CAPTION + GAP) + (LEGEND_HEIGHT + GAP if shape else 0)
    ranked = found.top(n_ranked)
    with painting(theme) as look:
        sheet = new_sheet(look, _finding(found), source, walls + CAPTION + ROW * len(ranked))
        if shape:
            _draw_pairs(sheet, found, shown, shape)
        _draw_list(sheet, walls, ranked, shape)
    return sheet.figure


def _finding(found: Importance) -> str:
    """Say how much of the gradient a few dials hold, and for how many there is none."""
    n_dials = len(found.slopes)
    n_top = max(1, round(TOP * n_dials))
    few = "The steepest of" if n_top == 1 else f"The {n_top:,} steepest of"
    holds = "holds" if n_top == 1 else "hold"
    share = percent(share_of_top(found.slopes, TOP))
    said = f"{few} {plural(n_dials, 'dial')} {holds} {share} of the squared gradient"
    return f"{said}; for {found.n_silent:,} of them the slope is exactly 0" if found.n_silent else said


def _longest(found: Importance) -> IntArray:
    """Return the neurons of the first layer to draw, in their order."""
    lengths = np.linalg.norm(np.asarray(found.gradient.weights[0]), axis=1)
    return np.sort(np.argsort(-lengths, kind="stable")[:MOST_NEURONS])


def _draw_pairs(sheet: Sheet, found: Importance, shown: IntArray, shape: tuple[int, int]) -> None:
    """Draw for each neuron its weights and, framed, their gradient."""
    weights = np.asarray(to_numpy(found.network.weights[0]), np.float64)
    slopes = np.asarray(found.gradient.weights[0])
    norms = [signed_norm(float(np.abs(values).max())) for values in (weights, slopes)]
    across = (BODY + GAP) // COLUMNS
    for place, neuron in enumerate(shown):
        left, top = place % COLUMNS * across, place // COLUMNS * (SIDE + CAPTION + GAP)
        show_signed(sheet, (left, top, SIDE, SIDE), weights[neuron].reshape(shape), norms[0])
        box = (left + SIDE + BETWEEN, top, SIDE, SIDE)
        show_signed(sheet, box, slopes[neuron].reshape(shape), norms[1])
        _frame(sheet, box)
        words = f"output {neuron}" if len(found.network.layers) == 1 else f"neuron {neuron + 1}"
        sheet.write(left, top + SIDE + SMALL + 2, words)
        length = number(float(np.linalg.norm(slopes[neuron])), 5)
        sheet.write(left + 2 * SIDE + BETWEEN, top + SIDE + SMALL + 2, length, color=sheet.look.quiet, ha="right")
    below = -(-len(shown) // COLUMNS) * (SIDE + CAPTION + GAP)
    signed_legend(sheet, (0, below, LEGEND_WIDTH), norms[0], "weight of each pixel")
    legend = (BODY / 2 - 40, below, LEGEND_WIDTH)
    signed_legend(sheet, legend, norms[1], "framed: slope of the cost along that weight; its length below")


def _frame(sheet: Sheet, box: Box) -> None:
    """Draw a frame in ink around a picture."""
    left, top, width, height = box
    frame = Rectangle((left - 1, top - 1), width + 2, height + 2, fill=False, edgecolor=sheet.look.ink)
    frame.set(linewidth=FRAME * UNIT, clip_on=False)
    sheet.page.add_patch(frame)


def _draw_list(sheet: Sheet, top: float, ranked: tuple[Ranked, ...], shape: tuple[int, int] | None) -> None:
    """Write the ranked list, each slope with a bar of its size."""
    look = sheet.look
    heads = (
        (RANK, "most bang for the buck"),
        (SLOPE, "set to"),
        (SLOPE + 70, "slope: what the cost gains for each unit"),
    )
    for left, words in heads:
        sheet.write(left, top + SMALL, words, color=look.quiet)
    largest = max((abs(each.slope) for each in ranked), default=1.0) or 1.0
    for place, each in enumerate(ranked):
        line = top + CAPTION + ROW * (place + 0.5)
        sheet.write(RANK - 10, line, str(each.rank), ha="right", va="center_baseline", color=look.quiet)
        sheet.write(RANK, line, each.place.words(shape), va="center_baseline")
        sheet.write(SLOPE + 50, line, number(each.value, 2), ha="right", va="center_baseline")
        sheet.write(SLOPE + 160, line, signed(each.slope), ha="right", va="center_baseline")
        width = BAR * abs(each.slope) / largest
        bar = Rectangle((SLOPE + 176, line - 6), width, 12, facecolor=look.sign_color(each.slope), linewidth=0)
        sheet.page.add_patch(bar)
