"""Noise: how sure networks are of images that are no digit, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from perceptible.experiments.noise import Kind, NoiseResult
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting
from perceptible.plotting.words import percent

__all__ = ["draw_noise"]

HEAD, ROW, GAP = 40, 24, 32
NAMES, NUMBERS = 216, 176


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
        One, "noise": a bar for each kind of image with the range over the seeds.
    """
    recipes = list(dict.fromkeys(kind.recipe for kind in result.kinds))
    n_kinds = len(result.kinds) // len(recipes)
    with painting(theme) as look:
        sheet = new_sheet(look, result.findings[0], source, len(recipes) * (HEAD + n_kinds * ROW + GAP))
        for place, recipe in enumerate(recipes):
            top = place * (HEAD + n_kinds * ROW + GAP)
            _draw(sheet, [kind for kind in result.kinds if kind.recipe == recipe], top)
    return {"noise": sheet.figure}


def _draw(sheet: Sheet, kinds: list[Kind], top: float) -> None:
    """Draw the bars of one recipe."""
    look = sheet.look
    sheet.write(0, top + SMALL, f"{kinds[0].recipe}: share of images with an output above 0.9", weight="bold")
    axes = sheet.axes((NAMES, top + HEAD - 16, BODY - NAMES - NUMBERS, ROW * len(kinds)))
    for place, kind in enumerate(kinds):
        middle = top + HEAD - 16 + ROW * (place + 0.5)
        sheet.write(0, middle, kind.name, va="center_baseline")
        color = look.ink if place == 0 else look.quiet
        axes.barh(place, kind.sure.median, height=0.56, color=color)
        axes.plot([kind.sure.low, kind.sure.high], [place, place], color=look.ink, linewidth=1.5 * UNIT)
        ends = f"{percent(kind.sure.low).removesuffix(' %')} to {percent(kind.sure.high)}"
        sheet.write(BODY - NUMBERS + 12, middle, percent(kind.sure.median), va="center_baseline")
        sheet.write(BODY, middle, ends, ha="right", va="center_baseline", color=look.quiet)
    axes.set(
        xlim=(0, 1), ylim=(len(kinds) - 0.5, -0.5), yticks=[], xticks=[0, 0.5, 1], xticklabels=["0", "50 %", "100 %"]
    )
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", linewidth=UNIT)
    axes.set_axisbelow(True)
