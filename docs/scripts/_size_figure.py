"""The figure of docs/recipes.md: accuracy by the size of the training set, ours beside the published points."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from _learning_curve import PUBLISHED, band
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter, NullLocator

from perceptible.plotting.sheet import BODY, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.words import percent

LEFT, RIGHT = 56, BODY - 168
CAPTION, HEIGHT, AXIS = 24, 300, 40
SIZES = tuple(PUBLISHED)


def draw_sizes(rows: Sequence[dict[str, object]], *, source: str, theme: str) -> Figure:
    """Draw the rows of one start: the range over seeds and the median, and each published point with its interval."""
    found = {row["size"]: row["accuracies"] for row in rows}
    medians = [median(found[size]) for size in SIZES]
    n_within = sum(low <= value <= high for (low, high), value in zip(map(band, SIZES), medians, strict=True))
    words = (
        f"{percent(medians[0])} read after {SIZES[0]} training images, {percent(medians[-1])} after {SIZES[-1]:,}; "
        f"{n_within} of {len(SIZES)} medians lie within the published band"
    )
    with painting(theme) as look:
        sheet = new_sheet(look, words, source, CAPTION + HEIGHT + AXIS)
        sheet.write(0, SMALL - 2, "accuracy on 10,000 validation images", color=look.quiet)
        axes = sheet.axes((LEFT, CAPTION, RIGHT - LEFT, HEIGHT))
        _draw(axes, [found[size] for size in SIZES], medians, look)
        sheet.write(LEFT, CAPTION + HEIGHT + AXIS - 2, "training images", color=look.quiet)
        for place, (color, text) in enumerate(_legend(look)):
            sheet.write(RIGHT + 12, CAPTION + 20 + 18 * place, text, color=color)
    return sheet.figure


def _legend(look: Theme) -> tuple[tuple[str, str], ...]:
    """Return the lines beside the curve, each in the color of what it names."""
    ours = ((look.ink, "perceptible:"), (look.ink, "median and range"))
    return (*ours, (look.wrong, "published, with"), (look.wrong, "its 95 % interval"))


def _draw(axes: Axes, found: Sequence[Sequence[float]], medians: Sequence[float], look: Theme) -> None:
    """Draw both on a logarithmic scale of sizes."""
    axes.set_xscale("log")
    axes.fill_between(SIZES, [min(each) for each in found], [max(each) for each in found], color=look.ink, alpha=0.2)
    (line,) = axes.plot(SIZES, medians, color=look.ink, linewidth=2 * UNIT)
    line.set(marker="o", markersize=5 * UNIT)
    for size, published in PUBLISHED.items():
        axes.plot([size * 1.06] * 2, band(size), color=look.wrong, linewidth=2 * UNIT)
        axes.plot([size * 1.06], [published], "D", color=look.wrong, markersize=5 * UNIT)
    axes.xaxis.set_major_locator(FixedLocator(SIZES))
    axes.xaxis.set_major_formatter(FixedFormatter([f"{size:,}" for size in SIZES]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
