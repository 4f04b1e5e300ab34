"""Memory: the curves of true labels and shuffled ones, on the images learned from and on others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.arrays import FloatArray
from perceptible.experiments.classifier import sizes_in_words
from perceptible.experiments.memory_result import Curve, MemoryResult, Taught
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting

__all__ = ["draw_memory"]

LEFT, RIGHT = 56, BODY - 160  # room for the numbers of the axis, and for the names of the lines
CAPTION, HEIGHT, GAP, AXIS = 26, 180, 48, 48
LABEL, DOT = 17, 5
ROOM = 1.02  # beyond the longest curve


@dataclass(frozen=True, eq=False)
class Panel:
    """One measurement: its words, whose curves, which numbers of these, and at which height a line is named."""

    words: str
    taught: Sequence[Taught]
    shares: Callable[[Curve], Sequence[float | None]]
    height: Callable[[FloatArray], float]


def draw_memory(result: MemoryResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw how the first network learns labels of which more and more are shuffled.

    Parameters
    ----------
    result : MemoryResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        One, "memory": a line for each seed and share. It ends where all labels were known.
    """
    panels = _panels(result)
    with painting(theme) as look:
        note = f"Hidden neurons: {sizes_in_words(result.main[0].hidden)}, ReLU; {result.n_images:,} images. {source}"
        high = len(panels) * (CAPTION + HEIGHT + GAP) - GAP + AXIS
        sheet = new_sheet(look, result.findings[0], note, high)
        for place, panel in enumerate(panels):
            top = place * (CAPTION + HEIGHT + GAP)
            _draw_lines(sheet, _axes(sheet, top, panel.words, result), top, panel)
        sheet.write(LEFT, high - 6, "steps", color=look.quiet)
    return {"memory": sheet.figure}


def _panels(result: MemoryResult) -> list[Panel]:
    """Return what is drawn: lines are named where they end, or where they peak."""
    panels = [
        Panel("training images answered with the label given", result.main, lambda curve: curve.given, _end),
        Panel("test images read right", result.main, lambda curve: curve.test, _end),
    ]
    told = [one for one in result.main if one.seen_through is not None and one.share < 1]
    if told:
        words = "training images with a false label, answered with the true one all the same"
        panels.append(Panel(words, told, lambda curve: curve.true, _peak))
    return panels


def _end(values: FloatArray) -> float:
    """Return the last value."""
    return float(values[-1])


def _peak(values: FloatArray) -> float:
    """Return the highest value."""
    return float(np.max(values))


def _axes(sheet: Sheet, top: float, words: str, result: MemoryResult) -> Axes:
    """Add the axes of one measurement."""
    sheet.write(0, top + SMALL - 2, words, weight="bold")
    axes = sheet.axes((LEFT, top + CAPTION, RIGHT - LEFT, HEIGHT))
    longest = max(curve.steps[-1] for one in result.main for curve in one.curves)
    axes.set(xlim=(0, max(1, longest) * ROOM), ylim=(0, 1.03), yticks=[0, 0.5, 1], yticklabels=["0", "50 %", "100 %"])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10], integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
    return axes


def _draw_lines(sheet: Sheet, axes: Axes, top: float, panel: Panel) -> None:
    """Draw a line for each seed, with a dot at its end; name the shares at the right."""
    ends = []
    taught, shares, height = panel.taught, panel.shares, panel.height
    for one in taught:
        color = share_color(sheet.look, one.share)
        for curve in one.curves:
            values = np.array(shares(curve), np.float64)
            axes.plot(curve.steps, values, color=color, linewidth=1.5 * UNIT)
            axes.plot(curve.steps[-1:], values[-1:], color=color, marker="o", markersize=DOT * UNIT, clip_on=False)
        ends.append((float(np.median([height(np.array(shares(curve), np.float64)) for curve in one.curves])), one))
    # From above: by height, and of equal ones the lesser share first, as their lines lie.
    low = top + CAPTION
    for last, one in sorted(ends, key=lambda pair: (-round(pair[0], 2), pair[1].share)):
        place = max(low, top + CAPTION + HEIGHT * (1 - last / 1.03))
        words = "true labels" if one.share == 0 else f"{100 * one.share:.0f} % shuffled"
        sheet.write(RIGHT + 12, place + 5, words, color=share_color(sheet.look, one.share))
        low = place + LABEL


def share_color(look: Theme, share: float) -> str:
    """Return the color of a share of shuffled labels: blue where all are true, that of mistakes where none is."""
    return to_hex(LinearSegmentedColormap.from_list("shuffled", [look.positive[-1], look.wrong])(share))
