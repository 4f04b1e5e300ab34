"""Noise: how sure networks are of images that are no digit, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from perceptible.experiments.noise_result import KNOWN, REFUSED, Kind, NoiseResult
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.words import percent, wrapped

__all__ = ["draw_noise"]

HEAD, ROW, GAP = 40, 24, 32
NAMES, NUMBERS = 264, 176
LEGEND, PANEL, CAPTION, AXIS, COLUMNS, BETWEEN = 24, 172, 32, 24, 4, 24
LINE = 17
AXES = "across: share of test images refused; up: share of these images refused, 0 to 100 %"


def draw_noise(result: NoiseResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw, for each recipe and kind of image, in how many of them the network is sure.

    Parameters
    ----------
    result : NoiseResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        "noise": a bar for each kind of image with the range over the seeds. "detection": for each kind, the share that
        a threshold refuses over the share of test images that it refuses besides.
    """
    recipes = result.recipes
    n_kinds = len(result.kinds) // len(recipes)
    with painting(theme) as look:
        sheet = new_sheet(look, result.findings[0], source, len(recipes) * (HEAD + n_kinds * ROW + GAP))
        for place, recipe in enumerate(recipes):
            top = place * (HEAD + n_kinds * ROW + GAP)
            _draw(sheet, [kind for kind in result.kinds if kind.recipe == recipe], top)
        return {"noise": sheet.figure, "detection": _detection(result, look, source)}


def _detection(result: NoiseResult, look: Theme, source: str) -> Figure:
    """Draw a panel with detection curves for each kind of image."""
    names = [kind.name for kind in result.kinds if kind.recipe == result.recipes[0] and kind.name != KNOWN]
    n_rows = -(-len(names) // COLUMNS)
    note = (
        f"Refused is an image whose brightest output lies below a threshold. Lines: medians; bands: all seeds. {source}"
    )
    title = result.refusals[-1]
    sheet = new_sheet(look, title, note.strip(), LEGEND + n_rows * (PANEL + CAPTION) + AXIS)
    for place, recipe in enumerate(result.recipes):
        color, style = _line(look, place)
        left = place * 200
        sheet.page.plot([left, left + 28], [SMALL - 5] * 2, color=color, linestyle=style, linewidth=2 * UNIT)
        sheet.write(left + 36, SMALL, recipe, color=color, weight="bold")
    for place, name in enumerate(names):
        left_edge = (place % COLUMNS) * (BODY + BETWEEN) / COLUMNS
        top = LEGEND + (place // COLUMNS) * (PANEL + CAPTION)
        _panel(sheet, [result.of(recipe, name) for recipe in result.recipes], left_edge, top)
    sheet.write(0, LEGEND + n_rows * (PANEL + CAPTION) + AXIS - 8, AXES, color=look.quiet)
    return sheet.figure


def _panel(sheet: Sheet, kinds: list[Kind], left: float, top: float) -> None:
    """Draw the curves of one kind, a line for each recipe."""
    wide = (BODY + BETWEEN) / COLUMNS - BETWEEN
    for row, line in enumerate(reversed(wrapped(kinds[0].words, wide, SMALL, "bold")[:2])):
        sheet.write(left, top + HEAD - 8 - LINE * row, line, weight="bold")
    axes = sheet.axes((left, top + HEAD, wide, PANEL - HEAD))
    axes.plot([0, 1], [0, 1], color=sheet.look.line, linewidth=UNIT)
    for place, kind in enumerate(kinds):
        color, style = _line(sheet.look, place)
        low, middle, high = ([getattr(over, end) for over in kind.refused] for end in ("low", "median", "high"))
        axes.fill_between(REFUSED, low, high, color=color, alpha=0.2, linewidth=0)
        axes.plot(REFUSED, middle, color=color, linestyle=style, linewidth=2 * UNIT, clip_on=False)
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xticks=[0, 0.5], yticks=[0, 1], yticklabels=["", ""])
    axes.set_xticklabels(["0", "50 %"])


def _line(look: Theme, place: int) -> tuple[str, str]:
    """Return color and style of a recipe's line."""
    return (look.quiet, "--") if place == 0 else (look.positive[-1], "-")


def _draw(sheet: Sheet, kinds: list[Kind], top: float) -> None:
    """Draw the bars of one recipe."""
    look = sheet.look
    sheet.write(0, top + SMALL, f"{kinds[0].recipe}: share of images with an output above 0.9", weight="bold")
    axes = sheet.axes((NAMES, top + HEAD - 16, BODY - NAMES - NUMBERS, ROW * len(kinds)))
    for place, kind in enumerate(kinds):
        middle = top + HEAD - 16 + ROW * (place + 0.5)
        sheet.write(0, middle, kind.words, va="center_baseline")
        color = look.ink if place == 0 else look.quiet
        axes.barh(place, kind.sure.median, height=0.56, color=color)
        axes.plot([kind.sure.low, kind.sure.high], [place, place], color=look.ink, linewidth=1.5 * UNIT)
        sheet.write(BODY - NUMBERS + 12, middle, _percent(kind.sure.median), va="center_baseline")
        if kind.sure.low < kind.sure.high:
            ends = f"{percent(kind.sure.low).removesuffix(' %')} to {percent(kind.sure.high)}"
            sheet.write(BODY, middle, ends, ha="right", va="center_baseline", color=look.quiet)
    axes.set(
        xlim=(0, 1), ylim=(len(kinds) - 0.5, -0.5), yticks=[], xticks=[0, 0.5, 1], xticklabels=["0", "50 %", "100 %"]
    )
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", linewidth=UNIT)
    axes.set_axisbelow(True)


def _percent(share: float) -> str:
    """Write a share; none at all as such."""
    return percent(share) if share else "0 %"
