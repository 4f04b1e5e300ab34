"""Remedies: candidates below one another, with what was measured of each in four panels."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from matplotlib.figure import Figure

from perceptible.experiments.remedies_result import COLUMNS, Column, RemediesResult
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, TINY, UNIT, painting

__all__ = ["draw_remedies"]

NAMES, ROW, HEAD, FOOT, BETWEEN = 140, 44, 42, 56, 28
WORDS = {
    "accuracy": ("reads of the test", "images, %"),
    "sure": ("sure of noise", "(less is better), %"),
    "moved": ("reads when moved", "by 2 pixels, %"),
    "edginess": ("match with edges,", "0 chance, 1 perfect"),
}


def draw_remedies(result: RemediesResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw every candidate with its accuracy, its behavior to noise and to moved images, and its pictures' edges.

    Parameters
    ----------
    result : RemediesResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        One, "remedies": a dot for each candidate and measure, with the range over the seeds.
    """
    with painting(theme) as look:
        high = HEAD + ROW * len(result.remedies) + FOOT
        note = f"{result.epochs} epochs each. {source}"
        sheet = new_sheet(look, result.findings[-1], note, high)
        for number, remedy in enumerate(result.remedies):
            middle = HEAD + ROW * (number + 0.5)
            sheet.write(0, middle - 2, remedy.name, weight="bold")
            below = f"{remedy.n_parameters:,} dials"
            sheet.write(0, middle + SMALL, below, color=look.quiet, size=(TINY + 1) * UNIT)
        width = (BODY - NAMES - (len(COLUMNS) - 1) * BETWEEN) / len(COLUMNS)
        for number, column in enumerate(COLUMNS):
            _draw_panel(sheet, result, column, (NAMES + number * (width + BETWEEN), width))
        words = "● median and range over the seeds    │ the lesson's network"
        sheet.write(0, high - 4, words, color=look.quiet)
    return {"remedies": sheet.figure}


def _draw_panel(sheet: Sheet, result: RemediesResult, column: Column, place: tuple[float, float]) -> None:
    """Draw one measure of all candidates."""
    look, (left, width), n_rows = sheet.look, place, len(result.remedies)
    for number, words in enumerate(WORDS[column.name]):
        sheet.write(left, SMALL + 16 * number - 2, words, weight="bold", size=(SMALL - 1) * UNIT)
    axes = sheet.axes((left, HEAD, width, ROW * n_rows))
    low = _low(result, column)
    base = result.remedies[0].of(column).median
    axes.axvline(base, color=look.quiet, linewidth=1.5 * UNIT)
    for number, remedy in enumerate(result.remedies):
        one = remedy.of(column)
        axes.plot([one.low, one.high], [number + 0.12] * 2, color=look.ink, linewidth=1.5 * UNIT)
        dot = number + 0.12
        axes.plot([one.median], [dot], color=look.positive[-1], marker="o", markersize=7 * UNIT, clip_on=False)
        value = f"{one.median * column.scale:{column.form}}{column.unit}".replace("-", "−")
        text = axes.text(min(max(one.median, low + 0.14 * (1 - low)), 1 - 0.14 * (1 - low)), number - 0.24, value)
        box = {"facecolor": look.paper, "edgecolor": "none", "pad": 1.0}
        text.set(color=look.ink, ha="center", va="center", size=(TINY + 1) * UNIT, bbox=box)
    ticks = [low, (low + 1) / 2, 1]
    axes.set(xlim=(low, 1), ylim=(n_rows - 0.5, -0.5), yticks=[], xticks=ticks)
    axes.set_xticklabels([f"{100 * tick:.0f}" if column.unit else f"{tick:g}" for tick in ticks])
    labels = axes.get_xticklabels()
    labels[0].set_horizontalalignment("left")
    labels[-1].set_horizontalalignment("right")
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", linewidth=UNIT)
    axes.set_axisbelow(True)


def _low(result: RemediesResult, column: Column) -> float:
    """Return where the axis begins: a tenth that lies below all; 0 for shares that come near it."""
    lowest = min(remedy.of(column).low for remedy in result.remedies)
    return min(floor(10 * lowest) / 10, 0.8)
