"""Arpit: which examples are hard from every start, on which the cost depends, and what noise does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.arrays import FloatArray
from perceptible.experiments.arpit import ArpitResult
from perceptible.experiments.arpit_kinds import INPUTS, KINDS, LABELS
from perceptible.experiments.arpit_noisy import Noisy
from perceptible.experiments.spread import Over
from perceptible.plotting.experiments.memory import share_color
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting

__all__ = ["draw_arpit"]

LEFT, RIGHT = 56, BODY - 150
CAPTION, HEIGHT, AXIS = 26, 300, 48
LABEL = 17
CELL_GAP, CELL_CAPTION = 24, 30
HALF, PANEL, FOOT = 268, 180, 56
LOWEST = 1e-12


def draw_arpit(result: ArpitResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw figures 1, 3, 4 and 7 of Arpit et al. with what came out here.

    Parameters
    ----------
    result : ArpitResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        "arpit-starts", "arpit-gini", "arpit-classes" and "arpit-noisy".
    """
    how = result.settings
    figures = {
        "arpit-starts": (_starts, how.starts.n_images),
        "arpit-gini": (_gini, how.unrolled.n_images),
        "arpit-classes": (_classes, how.unrolled.n_images),
        "arpit-noisy": (_noisy, how.noisy.n_images),
    }
    return {
        name: draw(result, f"Learned from at most {n_images:,} images. {source}", theme)
        for name, (draw, n_images) in figures.items()
    }


def _starts(result: ArpitResult, source: str, theme: str) -> Figure:
    """Draw figure 1: how often each example is wrong, sorted."""
    note = f"Examples sorted by how often they are wrong; dashed: drawn from a binomial distribution. {source}"
    with painting(theme) as look:
        sheet = new_sheet(look, result.findings[0], note, CAPTION + HEIGHT + AXIS)
        sheet.write(0, SMALL - 2, "share of networks that get it wrong", color=look.quiet)
        axes = sheet.axes((LEFT, CAPTION, RIGHT - LEFT, HEIGHT))
        named = []
        for one in result.starts:
            color, n = _color(look, one.kind), len(one.rates)
            axes.plot(range(n), one.rates, color=color, linewidth=2 * UNIT)
            axes.plot(range(n), one.drawn, color=color, linewidth=UNIT, linestyle=(0, (4, 3)))
            named.append((CAPTION + HEIGHT * (1 - float(one.rates[-1])), one.kind, color))
        axes.set(xlim=(0, n - 1), ylim=(0, 1), yticks=[0, 0.5, 1], yticklabels=["0", "50 %", "100 %"])
        _tidy(axes)
        _name(sheet, named)
        sheet.write(LEFT, CAPTION + HEIGHT + AXIS - 6, "examples, the hardest first", color=look.quiet)
    return sheet.figure


def _gini(result: ArpitResult, source: str, theme: str) -> Figure:
    """Draw figure 3: how unequally examples share in the cost, over training."""
    note = f"Loss sensitivity through all steps so far; a line for each seed. {source}"
    with painting(theme) as look:
        medians = ", ".join(f"{one.last.median:.2f} with {one.kind}" for one in result.unrolled)
        title = f"How unequally images share in the cost, from 0 to 1: {medians}"
        sheet = new_sheet(look, title, note, CAPTION + HEIGHT + AXIS)
        sheet.write(0, SMALL - 2, "Gini coefficient", color=look.quiet)
        axes = sheet.axes((LEFT, CAPTION, RIGHT - LEFT, HEIGHT))
        top = max(max(ginis) for one in result.unrolled for ginis in one.ginis) * 1.1 or 1.0
        named = []
        for one in result.unrolled:
            color = _color(look, one.kind)
            for ginis in one.ginis:
                axes.plot(one.steps, ginis, color=color, linewidth=2 * UNIT)
            named.append((CAPTION + HEIGHT * (1 - one.last.median / top), one.kind, color))
        axes.set(xlim=(0, max(1, result.unrolled[0].steps[-1])), ylim=(0, top))
        _tidy(axes)
        _name(sheet, named)
        sheet.write(LEFT, CAPTION + HEIGHT + AXIS - 6, "steps", color=look.quiet)
    return sheet.figure


def _classes(result: ArpitResult, source: str, theme: str) -> Figure:
    """Draw figure 4: how much the cost of each class depends on images of each."""
    side = (BODY - (len(KINDS) - 1) * CELL_GAP) / len(KINDS)
    note = f"Row: cost of the images of a class; column: images of a class; logarithmic, dark is little. {source}"
    tables = [np.maximum(np.array(one.by_class), LOWEST) for one in result.unrolled]
    with painting(theme) as look:
        sheet = new_sheet(look, result.findings[3], note, CELL_CAPTION + side + 24)
        for place, (one, table) in enumerate(zip(result.unrolled, tables, strict=True)):
            left = place * (side + CELL_GAP)
            sheet.write(left, SMALL, one.kind, weight="bold")
            axes = sheet.axes((left, CELL_CAPTION, side, side))
            shown = np.log(table)
            known = shown[table > LOWEST]
            low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
            axes.imshow(shown, cmap="gray", vmin=low, vmax=high)
            axes.set(xticks=range(len(table)), yticks=range(len(table)))
            axes.tick_params(length=0)
    return sheet.figure


def _noisy(result: ArpitResult, source: str, theme: str) -> Figure:
    """Draw figure 7: accuracy and critical samples over training, by share of noise."""
    note = (
        f"Accuracy: thin on what is learned from, thick on other images. Critical: another answer within "
        f"{result.settings.noisy.radius:g} of 255 gray levels. {source}"
    )
    with painting(theme) as look:
        sheet = new_sheet(look, result.findings[5], note, 2 * (CAPTION + PANEL + FOOT))
        clean = result.noisy[0]
        highest = max(over.median for one in result.noisy for over in one.critical) * 1.1 or 0.01
        for row, kind in enumerate((LABELS, INPUTS)):
            top = row * (CAPTION + PANEL + FOOT)
            shown = [clean, *(one for one in result.noisy if one.kind == kind and one is not clean)]
            for column, words in enumerate(("accuracy", "critical samples")):
                left = LEFT + column * (HALF + LEFT + 8)
                sheet.write(left - LEFT, top + SMALL - 2, f"{kind}: {words}", weight="bold")
                axes = sheet.axes((left, top + CAPTION, HALF - 24, PANEL))
                _draw_shares(axes, look, shown, is_accuracy=column == 0)
                axes.set(ylim=(0, 1 if column == 0 else highest))
                sheet.write(left, top + CAPTION + PANEL + 36, "epochs, logarithmic", color=look.quiet)
            for place, one in enumerate(shown):
                words = f"{100 * one.share:.0f} % noise"
                where = BODY - 88, top + CAPTION + LABEL * (place + 1)
                sheet.write(*where, words, color=share_color(look, one.share))
    return sheet.figure


def _draw_shares(axes: Axes, look: Theme, shown: Sequence[Noisy], *, is_accuracy: bool) -> None:
    """Draw one panel."""
    for one in shown:
        color = share_color(look, one.share)
        axes.plot(one.epochs, _medians(one.tested if is_accuracy else one.critical), color=color, linewidth=2 * UNIT)
        if is_accuracy:
            axes.plot(one.epochs, _medians(one.trained), color=color, linewidth=0.8 * UNIT)
    axes.set_xscale("log")
    axes.minorticks_off()
    ticks = [tick for tick in (1, 3, 10, 30, 100, 300, 1000) if shown[0].epochs[0] <= tick <= shown[0].epochs[-1]]
    axes.set(xticks=ticks, xticklabels=[str(tick) for tick in ticks])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)


def _medians(overs: Sequence[Over]) -> FloatArray:
    """Return the medians."""
    return np.array([over.median for over in overs])


def _name(sheet: Sheet, named: Sequence[tuple[float, str, str]]) -> None:
    """Write the names of lines beside their ends, one below the other."""
    lowest = 0.0
    for place, words, color in sorted(named):
        top = max(place + 5, lowest)
        sheet.write(RIGHT + 12, top, words, color=color)
        lowest = top + LABEL


def _tidy(axes: Axes) -> None:
    """Set ticks and grid."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)


def _color(look: Theme, kind: str) -> str:
    """Return the color of a kind of data."""
    return dict(zip(KINDS, (look.ink, look.positive[-1], look.wrong), strict=True))[kind]
