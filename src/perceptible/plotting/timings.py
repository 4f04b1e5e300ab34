"""Timings: the cases of a benchmark below each other, each with its median and range, on one logarithmic scale."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from perceptible.benchmarks.results import Result, Timing
from perceptible.benchmarks.units import UNITS, in_unit, significant
from perceptible.errors import ValueRangeError
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.words import shortened

__all__ = ["draw_timings", "log_ticks", "measured"]

LEFT, RIGHT = 368, BODY - 128  # room for the names, and for the numbers
CAPTION, ROW, AXIS = 24, 24, 28
DOT = 8  # pixels
ROOM = 1.3  # times the largest figure, and below the smallest
OURS = ("compiled", "numpy")
FLOOR = "floor"
FEW_DECADES = 2.5  # a scale that spans less has marks at 2 and 5 as well


def draw_timings(result: Result, *, source: str = "", theme: str = "light") -> Figure:
    """Draw what came out of a benchmark whose cases do the same work.

    Parameters
    ----------
    result : Result
        From `measure`, or read from its file.
    source : str, optional
        Machine, data and date, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        The cases from the least to the most: a dot for the median of the turns, a line from the least to the most of
        them, and how many times as much as the reference each takes. A ring is a floor: what cannot be done faster.

    Raises
    ------
    ValueRangeError
        If no case was measured.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> ours, peer = Timing("compiled", "ours", figures=(0.02,)), Timing("peer", "the peer", figures=(0.2,))
    >>> result = Result(
    ...     benchmark="b",
    ...     title="An epoch",
    ...     unit="s",
    ...     reference="compiled",
    ...     axis="",
    ...     n_images=1,
    ...     data="mnist",
    ...     timings=(ours, peer),
    ... )
    >>> draw_timings(result).get_label()
    'ours: 0.0200 s; next comes the peer, with 10.0 times as much'
    """
    lines = sorted(measured(result), key=lambda timing: timing.median)
    with painting(theme) as look:
        note = f"{result.title}. {source}".strip()
        sheet = new_sheet(look, _finding(result, lines), note, CAPTION + ROW * len(lines) + AXIS)
        _draw(sheet, result, lines)
    return sheet.figure


def measured(result: Result) -> list[Timing]:
    """Return the cases that have figures; refuse a result without any."""
    found = [timing for timing in result.timings if timing.figures]
    if not found:
        msg = f"{result.benchmark} has no figures, expected some. Measure it where nothing is skipped."
        raise ValueRangeError(msg)
    return found


def log_ticks(axes: Axes, axis: str, low: float, high: float) -> None:
    """Give a logarithmic axis plain numbers: at each power of ten, and at 2 and 5 where it is short."""
    scale = axes.xaxis if axis == "x" else axes.yaxis
    is_short = high / low < 10**FEW_DECADES
    scale.set_major_locator(LogLocator(10, subs=(1.0, 2.0, 5.0) if is_short else (1.0,)))
    scale.set_minor_locator(NullLocator())
    scale.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))


def _finding(result: Result, lines: Sequence[Timing]) -> str:
    """Say what the reference takes, and how far away the best of the others is."""
    reference = result.timing(result.reference)
    if reference is None:
        return result.title
    said = f"{reference.words}: {in_unit(reference.median, result.unit)} {result.unit}"
    others = [line for line in lines if line.name not in {result.reference, *OURS} and not line.name.startswith(FLOOR)]
    if not others:
        return said
    ratio = result.ratio(others[0])
    return f"{said}; next comes {others[0].words}, with {significant(ratio or 0.0)} times as much"


def _draw(sheet: Sheet, result: Result, lines: Sequence[Timing]) -> None:
    """Draw the cases below each other."""
    look, scale = sheet.look, UNITS[result.unit]
    sheet.write(LEFT, SMALL - 2, f"{result.unit}: median, least and most", color=look.quiet)
    sheet.write(BODY, SMALL - 2, "times", color=look.quiet, ha="right")
    axes = sheet.axes((LEFT, CAPTION, RIGHT - LEFT, ROW * len(lines)))
    axes.set_xscale("log")
    for place, line in enumerate(lines):
        _draw_line(axes, place, line, scale, look)
        _write_line(sheet, place, line, result)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    low, high = (pick(scale * pick(line.figures) for line in lines) for pick in (min, max))
    axes.set_xlim(low / ROOM, high * ROOM)
    log_ticks(axes, "x", low, high)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    axes.grid(axis="x", linewidth=UNIT)
    axes.set_axisbelow(True)


def _draw_line(axes: Axes, place: int, line: Timing, scale: float, look: Theme) -> None:
    """Draw the range of a case and its median."""
    color = look.ink if line.name in OURS else look.quiet
    ends = [scale * min(line.figures), scale * max(line.figures)]
    axes.plot(ends, [place, place], color=color, linewidth=2 * UNIT)
    face = look.paper if line.name.startswith(FLOOR) else color
    (dot,) = axes.plot([scale * line.median], [place], "o", color=color, markersize=DOT * UNIT, markerfacecolor=face)
    dot.set_label(line.words)


def _write_line(sheet: Sheet, place: int, line: Timing, result: Result) -> None:
    """Write the name of a case and its numbers."""
    look, top = sheet.look, CAPTION + ROW * (place + 0.5)
    color = look.ink if line.name in OURS else look.quiet
    words = shortened(line.words, LEFT - 12, SMALL)
    sheet.write(LEFT - 12, top, words, ha="right", va="center_baseline", color=color)
    sheet.write(RIGHT + 12, top, in_unit(line.median, result.unit), va="center_baseline", color=color)
    ratio = result.ratio(line)
    if ratio is not None:
        sheet.write(BODY, top, significant(ratio), ha="right", va="center_baseline", color=color)
