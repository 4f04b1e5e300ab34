"""Minima: where many starts end, training cost against test cost, and the cost on lines between two ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.arrays import FloatArray
from perceptible.experiments.minima_result import Ends, MinimaResult
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting
from perceptible.plotting.words import number, plural

__all__ = ["draw_minima"]

NAMES, ROW, AXIS = 132, 84, 20  # of the histograms
BETWEEN = 28
N_BINS = 40
COLUMNS, SIDE, PANEL, CAPTION, FOOT = 3, 48, 168, 26, 48  # of the small panels
MARGIN = 0.06  # around what is drawn, as a share of it


def draw_minima(result: MinimaResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw where many starts ended, and what lies between two of them.

    Parameters
    ----------
    result : MinimaResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        "minima": histograms of training and test cost by kind of network; "minima-costs": one against the other;
        "minima-lines": the cost on the way between two ends, as they are and with matched neurons.
    """
    figures = {"minima": _histograms, "minima-costs": _scatters}
    if any(one.lines for one in result.ends):
        figures["minima-lines"] = _lines
    said = f"Learned from {result.n_images:,} images. {source}"
    return {name: draw(result, said, theme) for name, draw in figures.items()}


def _histograms(result: MinimaResult, source: str, theme: str) -> Figure:
    """Draw a row for each kind: training costs at the left, test costs at the right; equal costs share an axis."""
    groups = [[one for one in result.ends if one.cost == cost] for cost in dict.fromkeys(o.cost for o in result.ends)]
    height = sum(ROW * len(group) + AXIS + BETWEEN for group in groups)
    title = result.findings[0]
    with painting(theme) as look:
        sheet = new_sheet(look, title, f"Each bar counts starts; the line is the median. {source}", height)
        top = 0.0
        for group in groups:
            _draw_group(sheet, group, top)
            top += ROW * len(group) + AXIS + BETWEEN
    return sheet.figure


def _draw_group(sheet: Sheet, group: Sequence[Ends], top: float) -> None:
    """Draw the rows of kinds that have the same cost."""
    wide = (BODY - NAMES - BETWEEN) / 2
    for column, what in enumerate(("train", "test")):
        left = NAMES + column * (wide + BETWEEN)
        words = f"{'training' if what == 'train' else 'test'} cost, {group[0].cost}"
        sheet.write(left, top + SMALL, words, color=sheet.look.quiet)
        costs = np.concatenate([one.costs(what) for one in group])
        low, high = _ends(costs)
        for place, one in enumerate(group):
            axes = sheet.axes((left, top + BETWEEN + place * ROW, wide, ROW - 12))
            axes.hist(one.costs(what), bins=np.linspace(low, high, N_BINS + 1).tolist(), color=sheet.look.quiet)
            axes.axvline(float(np.median(one.costs(what))), color=sheet.look.ink, linewidth=2 * UNIT)
            axes.set(xlim=(low, high), yticks=[])
            axes.spines["left"].set_visible(False)
            _mark(axes, shows=place == len(group) - 1)
    for place, one in enumerate(group):
        sheet.write(0, top + BETWEEN + place * ROW + ROW / 2, one.name, weight="bold")


def _mark(axes: Axes, *, shows: bool) -> None:
    """Put numbers below the last row alone."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4))
    if not shows:
        axes.tick_params(labelbottom=False)


def _scatters(result: MinimaResult, source: str, theme: str) -> Figure:
    """Draw test cost over training cost, a panel for each kind."""
    known = [one for one in result.ends if one.correlation is not None]
    said = [f"{number(one.correlation[0], 2)} ({one.name})" for one in known if one.correlation]
    title = f"Lower training cost, lower test cost? Correlation {', '.join(said)}" if said else "Test and training cost"

    def draw(axes: Axes, one: Ends, color: str) -> None:
        axes.plot(one.train_costs, one.test_costs, "o", color=color, markersize=4 * UNIT, alpha=0.6, clip_on=False)
        axes.set(xlim=_ends(one.costs("train")), ylim=_ends(one.costs("test")))

    return _panels(
        result,
        (title, f"A dot for each start: test cost upward. {source}"),
        "training cost",
        draw,
        theme,
    )


def _lines(result: MinimaResult, source: str, theme: str) -> Figure:
    """Draw the cost on the way from one end to another, a panel for each kind."""
    both = [(one.barrier(matched=False), one.barrier(matched=True)) for one in result.ends]
    lower = sum(matched.median < straight.median for straight, matched in both if straight and matched)
    title = (
        f"Between two ends the cost rises; with matched neurons less in {lower} of {plural(len(both), 'kind')} of "
        "network"
    )

    def draw(axes: Axes, one: Ends, color: str) -> None:
        for line in one.lines:
            places = np.linspace(0, 1, len(line.straight))
            axes.plot(places, line.straight, color=color, linewidth=UNIT, linestyle=(0, (2, 2)))
            axes.plot(places, line.matched, color=color, linewidth=1.75 * UNIT)
        axes.set(xlim=(0, 1), xticks=[0, 1], xticklabels=["one", "other"], ylim=(0, None))

    note = f"Training cost on the straight line: dashed as they are, solid with the hidden neurons matched. {source}"
    return _panels(result, (title, note), "", draw, theme)


def _panels(
    result: MinimaResult, words: tuple[str, str], below: str, draw: Callable[[Axes, Ends, str], None], theme: str
) -> Figure:
    """Draw a panel for each kind, three in a row."""
    rows = -(-len(result.ends) // COLUMNS)
    wide = (BODY - COLUMNS * SIDE) / COLUMNS
    with painting(theme) as look:
        sheet = new_sheet(look, *words, rows * (CAPTION + PANEL + FOOT))
        for place, one in enumerate(result.ends):
            left = SIDE + (place % COLUMNS) * (wide + SIDE)
            top = (place // COLUMNS) * (CAPTION + PANEL + FOOT)
            sheet.write(left - SIDE, top + SMALL - 2, one.name, weight="bold")
            axes = sheet.axes((left, top + CAPTION, wide - 12, PANEL))
            draw(axes, one, look.ink)
            if below:
                axes.xaxis.set_major_locator(MaxNLocator(nbins=3))
            axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            axes.grid(axis="y", linewidth=UNIT)
            axes.set_axisbelow(True)
            sheet.write(left, top + CAPTION + PANEL + 36, below, color=look.quiet)
    return sheet.figure


def _ends(values: FloatArray) -> tuple[float, float]:
    """Return where an axis begins and ends: around all values."""
    low, high = float(values.min()), float(values.max())
    room = MARGIN * (high - low) or MARGIN * max(abs(high), 1e-9)
    return low - room, high + room
