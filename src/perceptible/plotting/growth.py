"""Growth: how the cost of a benchmark's cases grows along its axis, both scales logarithmic."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

from perceptible.benchmarks.results import Result, Timing
from perceptible.benchmarks.units import UNITS, in_unit
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.timings import OURS, ROOM, log_ticks, measured
from perceptible.plotting.words import wrapped

__all__ = ["draw_growth"]

LEFT, RIGHT = 56, BODY - 176  # room for the numbers of the axis, and for the names beside the ends of the lines
CAPTION, HEIGHT, AXIS = 24, 280, 44
DOT, LINE = 5, 16  # pixels: a mark, and from one line of a name to the next
BAND = 0.2  # opacity of the range


def draw_growth(result: Result, *, source: str = "", theme: str = "light") -> Figure:
    """Draw how cost grows.

    Parameters
    ----------
    result : Result
        Of a benchmark that has an axis.
    source : str, optional
        Machine, data and date, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        A line for each kind of case through the medians of its turns, with the range of these as a band.

    Raises
    ------
    ValueRangeError
        If no case was measured.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> timings = (Timing("compiled", "ours", 1.0, figures=(1.0,)), Timing("compiled", "ours", 10.0, figures=(5.0,)))
    >>> result = Result(
    ...     benchmark="b",
    ...     title="An epoch",
    ...     unit="s",
    ...     reference="compiled",
    ...     axis="images",
    ...     n_images=1,
    ...     data="mnist",
    ...     timings=timings,
    ... )
    >>> draw_growth(result).get_label()
    'ours: 1.00 to 5.00 s, from 1 to 10 images'
    """
    found = measured(result)
    lines = {name: [timing for timing in found if timing.name == name] for name in result.names}
    lines = {name: timings for name, timings in lines.items() if timings}
    with painting(theme) as look:
        note = f"{result.title}. {source}".strip()
        sheet = new_sheet(look, _finding(result, next(iter(lines.values()))), note, CAPTION + HEIGHT + AXIS)
        _draw(sheet, result, list(lines.values()))
    return sheet.figure


def _finding(result: Result, line: Sequence[Timing]) -> str:
    """Say what the first kind of case takes at both ends."""
    first, last = line[0], line[-1]
    figures = " to ".join(in_unit(timing.median, result.unit) for timing in (first, last))
    return f"{first.words}: {figures} {result.unit}, from {first.at:,g} to {last.at:,g} {result.axis}"


def _draw(sheet: Sheet, result: Result, lines: Sequence[Sequence[Timing]]) -> None:
    """Draw the lines and write their names."""
    look, scale = sheet.look, UNITS[result.unit]
    sheet.write(0, SMALL - 2, f"{result.unit}: median, least and most", color=look.quiet)
    axes = sheet.axes((LEFT, CAPTION, RIGHT - LEFT, HEIGHT))
    axes.set_xscale("log")
    axes.set_yscale("log")
    for line in lines:
        _draw_line(axes, line, scale, look)
    figures = [scale * figure for line in lines for timing in line for figure in timing.figures]
    axes.set_ylim(min(figures) / ROOM, max(figures) * ROOM)
    log_ticks(axes, "y", min(figures), max(figures))
    axes.xaxis.set_major_locator(FixedLocator(result.places))
    axes.xaxis.set_major_formatter(FixedFormatter([f"{place:,g}" for place in result.places]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
    sheet.write(LEFT, CAPTION + HEIGHT + AXIS - 4, result.axis, color=look.quiet)
    _write_names(sheet, axes, lines, scale)


def _draw_line(axes: Axes, line: Sequence[Timing], scale: float, look: Theme) -> None:
    """Draw one kind of case."""
    color, dashes = _style(line[0].name, look)
    places = [timing.at or 0.0 for timing in line]
    low, high = ([scale * pick(timing.figures) for timing in line] for pick in (min, max))
    axes.fill_between(places, low, high, color=color, alpha=BAND, linewidth=0)
    medians = [scale * timing.median for timing in line]
    (drawn,) = axes.plot(places, medians, color=color, linewidth=2 * UNIT, linestyle=dashes)
    drawn.set(marker="o", markersize=DOT * UNIT, clip_on=False, label=line[0].words)


def _style(name: str, look: Theme) -> tuple[str, str]:
    """Return the color and dashes of a kind of case."""
    return (look.ink if name in OURS else look.quiet), ("--" if name == OURS[1] else "-")


def _write_names(sheet: Sheet, axes: Axes, lines: Sequence[Sequence[Timing]], scale: float) -> None:
    """Write the name of each line beside its end, one below the other where they would meet."""
    to_page = sheet.page.transData.inverted()
    ends = []
    for line in lines:
        place = axes.transData.transform((line[-1].at or 0.0, scale * line[-1].median))
        ends.append((float(to_page.transform(place)[1]), line[0]))
    lowest = 0.0
    for end, timing in sorted(ends, key=lambda pair: pair[0]):
        words = wrapped(timing.words, BODY - RIGHT - 12, SMALL)
        top = max(lowest, end - LINE * (len(words) - 1) / 2)
        for row, text in enumerate(words):
            color, _ = _style(timing.name, sheet.look)
            sheet.write(RIGHT + 12, top + LINE * row, text, color=color, va="center_baseline")
        lowest = top + LINE * len(words) + 4
