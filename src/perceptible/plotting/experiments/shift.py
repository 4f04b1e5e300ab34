"""Shift: accuracy over how far images were moved, turned, scaled, thickened, inverted or covered by noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from perceptible.experiments.shift import Curve, ShiftResult
from perceptible.insight.robustness import SWEEPS
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting

__all__ = ["draw_shift"]

COLUMNS, GUTTER, LEFT = 2, 56, 44
HEAD, HEIGHT, AXIS, GAP = 28, 132, 26, 28
KEY = 32
DASHES = ("-", "--", ":")


def draw_shift(result: ShiftResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw the curves of all recipes, a chart for each change.

    Parameters
    ----------
    result : ShiftResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        One, "shift": a line for each recipe, the range over the seeds behind it.
    """
    sweeps = list(dict.fromkeys(curve.sweep for curve in result.curves))
    rows = -(-len(sweeps) // COLUMNS)
    with painting(theme) as look:
        note = f"Share of changed test images read right, median and range over the seeds. {source}"
        sheet = new_sheet(look, result.findings[0], note, KEY + rows * (HEAD + HEIGHT + AXIS + GAP) - GAP)
        recipes = list(dict.fromkeys(curve.recipe for curve in result.curves))
        _write_key(sheet, recipes)
        for place, sweep in enumerate(sweeps):
            own = [curve for curve in result.curves if curve.sweep == sweep]
            _draw(sheet, own, place)
    return {"shift": sheet.figure}


def _write_key(sheet: Sheet, recipes: Sequence[str]) -> None:
    """Say which line is which recipe."""
    for place, recipe in enumerate(recipes):
        left = place * 144
        color, dash = _style(sheet.look, place)
        sheet.page.plot([left, left + 32], [SMALL - 4] * 2, color=color, linestyle=dash, linewidth=2 * UNIT)
        sheet.write(left + 40, SMALL, recipe)


def _draw(sheet: Sheet, curves: Sequence[Curve], place: int) -> None:
    """Draw one change."""
    look, sweep = sheet.look, SWEEPS[curves[0].sweep]
    wide = (BODY - (COLUMNS - 1) * GUTTER) / COLUMNS
    left = (place % COLUMNS) * (wide + GUTTER)
    top = KEY + place // COLUMNS * (HEAD + HEIGHT + AXIS + GAP)
    sheet.write(left, top + SMALL - 2, sweep.name, weight="bold")
    sheet.write(left + wide, top + SMALL - 2, sweep.summary.partition(";")[0], color=look.quiet, ha="right")
    axes = sheet.axes((left + LEFT, top + HEAD, wide - LEFT, HEIGHT))
    for number, curve in enumerate(curves):
        color, dash = _style(look, number)
        low, high, middle = (
            np.array([getattr(over, name) for over in curve.accuracies]) for name in ("low", "high", "median")
        )
        axes.fill_between(curve.amounts, low, high, color=color, alpha=0.2, linewidth=0)
        axes.plot(curve.amounts, middle, color=color, linestyle=dash, linewidth=1.5 * UNIT)
    axes.axvline(sweep.neutral, color=look.line, linewidth=UNIT)
    axes.set(
        xlim=(curves[0].amounts[0], curves[0].amounts[-1]),
        ylim=(0, 1),
        yticks=[0, 0.5, 1],
        yticklabels=["0", "50 %", "100 %"],
    )
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 3, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}".replace("-", "\N{MINUS SIGN}"))
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
    sheet.write(left + wide, top + HEAD + HEIGHT + AXIS + 8, sweep.unit, color=look.quiet, ha="right")


def _style(look: Theme, place: int) -> tuple[str, str]:
    """Return color and dashes of a recipe's lines, so that color is not needed to tell them apart."""
    colors = (look.negative[-1], look.positive[-1], look.ink)
    return colors[place % len(colors)], DASHES[place % len(DASHES)]
