"""A sweep: for each setting its median and range over seeds, and a dot for each seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.errors import ValueRangeError
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting
from perceptible.plotting.words import percent, plural, shortened, width_of
from perceptible.sweeps import SettingSummary, Spread, value_words

__all__ = ["MOST_ROWS", "draw_sweep"]

# What is drawn, the images that matter most first, and what figures call it.
MEASURED = {"test_accuracy": "test", "validation_accuracy": "validation", "train_accuracy": "training"}
RIGHT = BODY - 168  # room for the numbers
WIDEST, BETWEEN = 360, 20  # the most that settings take, and what lies between their columns
CAPTION, ROW, AXIS = 24, 22, 24
MOST_ROWS = 60
LONGEST = 100  # letters of a finding that names the settings
CLOSE = 0.004  # room beside the lowest and highest dot, where all lie in one place
DOT, MARK = 5, 9  # pixels: a seed, and the height of the median


@dataclass(frozen=True)
class Line:
    """One setting, as it is drawn: its value on each axis, and what it came to."""

    words: str
    cells: tuple[str, ...]
    spread: Spread


def draw_sweep(summaries: Sequence[SettingSummary], *, source: str = "", theme: str = "light") -> Figure:
    """Draw what the settings of a sweep came to.

    Parameters
    ----------
    summaries : sequence of SettingSummary
        From `summarize`.
    source : str, optional
        Recipe, data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        A line for each setting from the lowest to the highest accuracy over its seeds, a dot for each seed, a mark
        for the median; on test images, or where there are none on validation or training images. Of more than 60
        settings the 60 with the highest medians, which the line below the title says.

    Raises
    ------
    ValueRangeError
        If no training of the sweep has ended.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> low, high = Spread.of([0.5]), Spread.of([0.75, 0.875, 0.9])
    >>> made = [
    ...     SettingSummary(choice={"epochs": n}, seeds=(0,), errors={}, spreads={"test_accuracy": spread})
    ...     for n, spread in ((1, low), (30, high))
    ... ]
    >>> draw_sweep(made).get_label()
    'Of the test images 50.0 % (epochs 1) to 87.5 % (epochs 30) are right: medians of 2 settings'
    """
    measured = next((name for name in MEASURED if any(name in one.spreads for one in summaries)), None)
    if measured is None:
        msg = f"of {plural(len(summaries), 'setting')} none has a result, expected at least one. Run the sweep first."
        raise ValueRangeError(msg)
    lines = [Line(one.words, _cells(one), one.spreads[measured]) for one in summaries if measured in one.spreads]
    shown = _shown(lines)
    if len(shown) < len(lines):
        source = f"{source} The {len(shown)} highest of {len(lines)} settings.".strip()
    with painting(theme) as look:
        sheet = new_sheet(look, _finding(lines, MEASURED[measured]), source, CAPTION + ROW * len(shown) + AXIS)
        left = _write_settings(sheet, list(summaries[0].choice), shown)
        _draw(sheet, shown, left, f"{MEASURED[measured]} accuracy")
    return sheet.figure


def _shown(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that there is room for, in their order."""
    best = sorted(lines, key=lambda line: -line.spread.median)[:MOST_ROWS]
    return [line for line in lines if line in best][:MOST_ROWS]


def _finding(lines: Sequence[Line], images: str) -> str:
    """Say between what the medians lie, without choosing."""
    low, high = (pick(lines, key=lambda line: line.spread.median) for pick in (min, max))
    if len(lines) == 1:
        spread = lines[0].spread
        ends = f"{percent(spread.low).removesuffix(' %')} to {percent(spread.high)}"
        return f"Of the {images} images {ends} are right, median {percent(spread.median)}"
    ends = f"{percent(low.spread.median)} ({low.words}) to {percent(high.spread.median)} ({high.words})"
    if len(ends) > LONGEST:
        ends = f"{percent(low.spread.median).removesuffix(' %')} to {percent(high.spread.median)}"
    return f"Of the {images} images {ends} are right: medians of {len(lines)} settings"


def _cells(summary: SettingSummary) -> tuple[str, ...]:
    """Return the value of a setting on each axis, as people write it."""
    return tuple(value_words(value) for value in summary.choice.values())


def _write_settings(sheet: Sheet, names: Sequence[str], lines: Sequence[Line]) -> float:
    """Write the settings as a table, an axis in each column, cut where there is no room; return where it ends."""
    heads = [name.replace("_", " ") for name in names]
    columns = [[head, *cells] for head, *cells in zip(heads, *(line.cells for line in lines), strict=True)]
    widths = [max(width_of(text, SMALL) for text in column) for column in columns]
    most = (WIDEST - BETWEEN * len(widths)) / max(1, len(widths))
    left = 0.0
    for column, wanted in zip(columns, widths, strict=True):
        width = wanted if sum(widths) + BETWEEN * len(widths) <= WIDEST else min(wanted, most)
        sheet.write(left, SMALL - 2, shortened(column[0], width, SMALL), color=sheet.look.quiet)
        for place, text in enumerate(column[1:]):
            sheet.write(left, CAPTION + ROW * (place + 0.5), shortened(text, width, SMALL), va="center_baseline")
        left += width + BETWEEN
    return left


def _draw(sheet: Sheet, lines: Sequence[Line], left: float, words: str) -> None:
    """Draw the lines below each other on one scale."""
    look = sheet.look
    sheet.write(left, SMALL - 2, f"{words}: median, range and each seed", color=look.quiet)
    axes = sheet.axes((left, CAPTION, RIGHT - left, ROW * len(lines)))
    for place, line in enumerate(lines):
        _draw_line(axes, place, line, look.ink, look.quiet)
        top = CAPTION + ROW * (place + 0.5)
        ends = f"{percent(line.spread.low).removesuffix(' %')} to {percent(line.spread.high)}"
        sheet.write(RIGHT + 12, top, percent(line.spread.median), va="center_baseline")
        if len(line.spread.values) > 1:
            sheet.write(BODY, top, ends, ha="right", va="center_baseline", color=look.quiet)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    low, high = min(line.spread.low for line in lines), max(line.spread.high for line in lines)
    room = max(CLOSE, 0.04 * (high - low))
    axes.set_xlim(low - room, high + room)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
    axes.grid(axis="x", linewidth=UNIT)
    axes.set_axisbelow(True)


def _draw_line(axes: Axes, place: int, line: Line, ink: str, quiet: str) -> None:
    """Draw the range of a setting, its seeds and its median."""
    values = line.spread.values
    axes.plot([line.spread.low, line.spread.high], [place, place], color=quiet, linewidth=1.5 * UNIT)
    dots = axes.plot(values, [place] * len(values), "o", color=quiet, markersize=DOT * UNIT, linestyle="")
    dots[0].set(alpha=0.7, markeredgewidth=0)
    mark = axes.plot([line.spread.median], [place], "|", color=ink, markersize=MARK * 2 * UNIT, linestyle="")
    mark[0].set(markeredgewidth=2.5 * UNIT, label=line.words)
