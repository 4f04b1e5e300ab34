"""The waterfall: a weighted sum written out line by line, each bar beginning where the one above it ended."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from perceptible.insight.breakdown import Breakdown
from perceptible.plotting.sheet import BODY, Sheet
from perceptible.plotting.theme import SMALL, UNIT
from perceptible.plotting.words import MINUS

__all__ = ["LINE", "draw_waterfall", "figure_text", "waterfall_height"]

LINE = 22  # from one line to the next
BAR = 14
LEFT, RIGHT = 312, 684  # where the bars are, between the words and the figures
HEAD = 28


def waterfall_height(breakdown: Breakdown) -> float:
    """Return how many pixels the lines take, with their heads and the sum."""
    return HEAD + LINE * (len(breakdown.lines) + 1)


def draw_waterfall(sheet: Sheet, top: float, breakdown: Breakdown, words: Sequence[tuple[str, str]]) -> Axes:
    """Draw a line for each part of a weighted sum, and the sum below them.

    Parameters
    ----------
    sheet : Sheet
        What is drawn on.
    top : float
        Where the lines begin, in pixels.
    breakdown : Breakdown
        The lines and their sum. Bars are as long as the full values, figures as `break_down` rounded them.
    words : sequence of pairs of str
        For each line what it is about, and how it comes about.

    Returns
    -------
    Axes
        The bars; the units are those of z across, and lines down.
    """
    n_lines = len(breakdown.lines)
    sums = [0.0, *accumulate(line.value for line in breakdown.lines)]
    axes = sheet.axes((LEFT, top + HEAD, RIGHT - LEFT, LINE * (n_lines + 1)))
    axes.set_axis_off()
    reach = max(sums) - min(sums) or 1.0
    axes.set(xlim=(min(sums) - 0.02 * reach, max(sums) + 0.02 * reach), ylim=(n_lines + 1, 0))
    axes.axvline(0, color=sheet.look.line, linewidth=UNIT, zorder=0)
    for row, (line, before, after) in enumerate(zip(breakdown.lines, sums[:-1], sums[1:], strict=True)):
        _draw_bar(axes, row, (before, after), sheet.look.sign_color(line.value))
        axes.plot([after, after], [row + 0.5, row + 1.5], color=sheet.look.quiet, linewidth=UNIT, zorder=0)
        _write_line(sheet, top + HEAD + LINE * row, words[row], figure_text(line.figure))
    _draw_bar(axes, n_lines, (0.0, breakdown.z), sheet.look.ink)
    _write_frame(sheet, top, n_lines, figure_text(breakdown.figure))
    return axes


def figure_text(figure: Decimal) -> str:
    """Write a figure with its sign, 0 without one.

    Examples
    --------
    >>> figure_text(Decimal("-1.50")), figure_text(Decimal("0.00"))
    ('−1.50', '0.00')
    """
    return f"{figure:+,}".replace("-", MINUS) if figure else f"{figure}"


def _draw_bar(axes: Axes, row: int, ends: tuple[float, float], color: str) -> None:
    """Draw one bar from where it begins to where it ends."""
    high = BAR / LINE
    axes.add_patch(Rectangle((ends[0], row + (1 - high) / 2), ends[1] - ends[0], high, color=color, linewidth=0))


def _write_line(sheet: Sheet, top: float, words: tuple[str, str], figure: str) -> None:
    """Write what a line is about, how it comes about, and what it adds."""
    middle = top + LINE / 2
    sheet.write(0, middle, words[0], va="center_baseline")
    sheet.write(LEFT - 16, middle, words[1], va="center_baseline", ha="right", color=sheet.look.quiet)
    sheet.write(BODY, middle, figure, va="center_baseline", ha="right")


def _write_frame(sheet: Sheet, top: float, n_lines: int, total: str) -> None:
    """Write the heads above the lines and the sum below them, with a rule between."""
    quiet = {"color": sheet.look.quiet}
    sheet.write(LEFT - 16, top + SMALL - 2, "weight × activation", ha="right", **quiet)
    sheet.write(BODY, top + SMALL - 2, "adds", ha="right", **quiet)
    below = top + HEAD + LINE * n_lines
    sheet.page.axhline(below, color=sheet.look.quiet, linewidth=UNIT)
    sheet.write(0, below + LINE / 2, "z, the sum of all lines", va="center_baseline", weight="bold")
    sheet.write(BODY, below + LINE / 2, total, va="center_baseline", ha="right", weight="bold")
