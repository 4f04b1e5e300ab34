"""Capacity: random labels learned by heart, over the number of dials."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from perceptible.experiments.capacity_result import Capacity, CapacityResult
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting

__all__ = ["draw_capacity"]

LEFT, RIGHT = 64, BODY - 24
CAPTION, HEIGHT, AXIS = 28, 340, 48
DOT = 8
ROOM = 3.0  # around the points, as a factor
NAMED_AT = 0.55  # of the way along the line of one bit for each dial: where it is named
TICKS = [mantissa * 10.0**k for k in range(12) for mantissa in (1, 3)]


def draw_capacity(result: CapacityResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw how many random labels each network learned, beside a line of one bit for each dial.

    Parameters
    ----------
    result : CapacityResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        One, "capacity": a dot for each network with the range over the seeds, both scales logarithmic.
    """
    with painting(theme) as look:
        title = f"Random labels learned by heart: {result.capacities[0].words} with {_dials(result.capacities[0])}"
        if len(result.capacities) > 1:
            last = result.capacities[-1]
            title = f"{title}, {last.words} with {_dials(last)}"
        sheet = new_sheet(look, title, source, CAPTION + HEIGHT + AXIS)
        _draw(sheet, result)
    return {"capacity": sheet.figure}


def _draw(sheet: Sheet, result: CapacityResult) -> None:
    """Draw dots, ranges, names and the line."""
    look, found = sheet.look, result.capacities
    sheet.write(0, SMALL - 2, "labels", color=look.quiet)
    axes = sheet.axes((LEFT, CAPTION, RIGHT - LEFT, HEIGHT))
    dials = np.array([one.n_parameters for one in found], np.float64)
    labels = np.array([max(1, one.labels.median) for one in found])
    left, right = dials.min() / ROOM, dials.max() * ROOM
    low, high = labels.min() / ROOM, labels.max() * ROOM
    axes.set(xscale="log", yscale="log", xlim=(left, right), ylim=(low, high))
    bits = log2(found[0].sizes[-1])
    axes.plot([left, right], [left / bits, right / bits], color=look.line, linewidth=1.5 * UNIT)
    first, last = max(left, low * bits), min(right, high * bits)
    named = first * (last / first) ** NAMED_AT
    offset = (-6 * UNIT, 3 * UNIT)
    words = "one bit for each dial"
    axes.annotate(words, (named, named / bits), xytext=offset, textcoords="offset points", color=look.quiet, ha="right")
    for rank, one in enumerate(sorted(found, key=lambda one: one.labels.median)):
        axes.plot([one.n_parameters] * 2, [max(1, one.labels.low), max(1, one.labels.high)], color=look.ink)
        marker = "^" if one.too_many is None else "o"
        axes.plot(one.n_parameters, max(1, one.labels.median), marker=marker, color=look.ink, markersize=DOT * UNIT)
        words = f"{'-'.join(map(str, one.sizes))}: {one.words}"
        side = "right" if one.n_parameters > np.sqrt(left * right) else "left"
        # Below and above in turns from the lowest on, so that names of neighbors do not meet.
        end, away, edge = (one.labels.high, 1, "bottom") if rank % 2 else (one.labels.low, -1, "top")
        place, offset = (one.n_parameters, max(1.0, end)), (0, away * 8 * UNIT)
        axes.annotate(words, place, xytext=offset, textcoords="offset points", ha=side, va=edge)
    for axis, ends in ((axes.xaxis, (left, right)), (axes.yaxis, (low, high))):
        axis.set_major_locator(FixedLocator([tick for tick in TICKS if ends[0] <= tick <= ends[1]]))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.grid(linewidth=UNIT)
    axes.set_axisbelow(True)
    sheet.write(LEFT, CAPTION + HEIGHT + AXIS - 6, "dials (weights and biases)", color=look.quiet)


def _dials(one: Capacity) -> str:
    """Return the number of dials in words."""
    return f"{one.n_parameters:,} dials"
