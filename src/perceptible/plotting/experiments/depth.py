"""Depth: accuracy and steps by the number of hidden layers, and slopes and saturation layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log10

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from perceptible.experiments.depth_result import Deep, DepthResult
from perceptible.experiments.spread import Over
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting

__all__ = ["draw_depth"]

LEFT, BETWEEN = 56, 72  # room for the numbers of an axis
HEIGHT, CAPTION, AXIS = 190, 44, 56
LEGEND, SAMPLE = 28, 24
DOT = 5
ROOM = 0.5  # beyond the first and the last point
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LEAST = 1e-12  # below this a slope is drawn at the bottom

Points = Sequence[tuple[int, Over]]


@dataclass(frozen=True, eq=False)
class Panel:
    """One measurement: its words, what its axis counts, and the points of one kind of network."""

    words: tuple[str, str]
    axis: str
    points: Callable[[str], Points]
    style: str  # "share", "count" or "slope"
    ends: tuple[float, float]  # of the axis


def draw_depth(result: DepthResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw what depth does to learning.

    Parameters
    ----------
    result : DepthResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        One, "depth": medians over the seeds with their ranges.
    """
    steps, batch, n_images = result.budget
    note = (
        f"Hidden layers of {result.width}; {steps:,} steps of {batch} images out of {n_images:,}; for each point the "
        f"best of {len(result.rates)} learning rates, on images held out. Starts are scaled, but for the lesson's "
        f"N(0, 1). Medians and ranges. {source}"
    )
    panels = _panels(result)
    with painting(theme) as look:
        high = LEGEND + (len(panels) // 2) * (CAPTION + HEIGHT + AXIS)
        sheet = new_sheet(look, result.findings[0].removesuffix("."), note, high)
        _legend(sheet, result.variants)
        wide = (BODY - LEFT - BETWEEN) / 2
        for place, panel in enumerate(panels):
            left, top = LEFT + (place % 2) * (wide + BETWEEN), LEGEND + (place // 2) * (CAPTION + HEIGHT + AXIS)
            sheet.write(left - LEFT, top + SMALL + 2, panel.words[0], weight="bold")
            sheet.write(left - LEFT, top + 2 * SMALL + 7, panel.words[1], color=look.quiet)
            _draw(sheet, panel, (left, top + CAPTION, wide, HEIGHT), result.variants)
    return {"depth": sheet.figure}


def _panels(result: DepthResult) -> list[Panel]:
    """Return the six measurements."""
    deepest = {name: result.of(name)[-1] for name in result.variants}
    n_layers = f"networks of {result.deep[-1].depth} hidden layers"

    def of_depth(measure: Callable[[Deep], Over | None]) -> Callable[[str], Points]:
        """Return a measure by depth, where there is one."""
        return lambda name: [(one.depth, over) for one in result.of(name) if (over := measure(one)) is not None]

    def of_layer(measure: Callable[[Deep], Sequence[Over]]) -> Callable[[str], Points]:
        """Return a measure by layer, of the deepest network."""
        return lambda name: list(enumerate(measure(deepest[name]), start=1))

    layer, depth = "layer", "hidden layers"
    depths = (result.deep[0].depth - ROOM, result.deep[-1].depth + ROOM)
    layers = (1 - ROOM, result.deep[-1].depth + 1 + ROOM)
    return [
        Panel(
            ("test images read right", "after all steps"), depth, of_depth(lambda one: one.accuracy), "share", depths
        ),
        Panel(
            ("steps to 90 %", "where every seed came to it"), depth, of_depth(lambda one: one.steps), "count", depths
        ),
        Panel(("slope of a weight, start", n_layers), layer, of_layer(lambda one: one.before.slopes), "slope", layers),
        Panel(("slope of a weight, after", n_layers), layer, of_layer(lambda one: one.after.slopes), "slope", layers),
        Panel(
            ("saturated or silent, start", n_layers), layer, of_layer(lambda one: one.before.saturated), "share", layers
        ),
        Panel(
            ("saturated or silent, after", n_layers), layer, of_layer(lambda one: one.after.saturated), "share", layers
        ),
    ]


def _legend(sheet: Sheet, names: Sequence[str]) -> None:
    """Name the lines once, above all panels."""
    for place, name in enumerate(names):
        left = place * BODY / len(names)
        color, style = _look(sheet.look, place)
        sheet.page.plot([left, left + SAMPLE], [8, 8], color=color, linestyle=style, linewidth=2 * UNIT)
        sheet.write(left + SAMPLE + 8, 12, name)


def _draw(sheet: Sheet, panel: Panel, box: tuple[float, float, float, float], names: Sequence[str]) -> None:
    """Draw a line for each kind of network, with the range over the seeds behind it."""
    axes = sheet.axes(box)
    for place, name in enumerate(names):
        points = panel.points(name)
        if not points:
            continue
        color, style = _look(sheet.look, place)
        places, overs = zip(*points, strict=True)
        low, middle, high = ([max(one, _least(panel)) for one in ends] for ends in _ends(overs))
        axes.fill_between(places, low, high, color=color, alpha=0.18, linewidth=0)
        axes.plot(
            places, middle, color=color, linestyle=style, linewidth=1.75 * UNIT, marker="o", markersize=DOT * UNIT
        )
    _scale(axes, panel)
    axes.set_xlim(*panel.ends)


def _ends(overs: Sequence[Over]) -> tuple[list[float], list[float], list[float]]:
    """Return the lowest, the median and the highest of each."""
    return [one.low for one in overs], [one.median for one in overs], [one.high for one in overs]


def _least(panel: Panel) -> float:
    """Return the smallest number that a panel shows."""
    return LEAST if panel.style == "slope" else 0.0


def _scale(axes: Axes, panel: Panel) -> None:
    """Set the axes of a panel."""
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10, steps=[1, 2, 5, 10]))
    axes.set_xlabel(panel.axis)
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
    if panel.style == "share":
        axes.set(ylim=(0, 1.03), yticks=[0, 0.5, 1], yticklabels=["0", "50 %", "100 %"])
    elif panel.style == "count":
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    else:
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(LogLocator(numticks=5))
        axes.yaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _power(value)))


def _look(look: Theme, place: int) -> tuple[str, str]:
    """Return color and dashes of the lines of one kind, told apart in gray as well."""
    colors = (look.negative[-1], look.negative[-1], look.quiet, look.positive[-1])
    return colors[place % len(colors)], ("--", "-", "-.", "-")[place % len(colors)]


def _power(value: float) -> str:
    """Return a power of ten as people write it."""
    return f"10{str(round(log10(value))).translate(RAISED)}"
