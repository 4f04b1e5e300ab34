"""Cost histogram: how the costs of single images spread around their average, and the images in the tail."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Split
from perceptible.evaluation import Evaluation
from perceptible.plotting.pictures import show_grey
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, TEXT, UNIT, Theme, painting
from perceptible.plotting.walls import check_evaluated, image_shape
from perceptible.plotting.words import names_of, number, percent, plural

__all__ = ["TAIL", "draw_cost_histogram"]

TAIL = 0.01  # the costliest share of the images
BINS = 60
LEFT, CAPTION, HEIGHT, AXIS = 64, 40, 220, 64
SIDE, GAP, WORDS, COLUMNS, ROWS = 84, 11, 44, 8, 2
ROOM = 300  # for the words beside the average


def draw_cost_histogram(
    evaluation: Evaluation,
    split: Split,
    *,
    what: str = "image",
    class_names: Sequence[str] | None = None,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw the histogram of the costs of single images, and the images that cost most.

    Parameters
    ----------
    evaluation : Evaluation
        What a network made of the images; from `evaluate`.
    split : Split
        The same images.
    what : str, optional
        What each of the images is, such as "training image".
    class_names : sequence of str, optional
        What people call class 0, class 1, and so on; without it their numbers.
    source : str, optional
        Network, data and seed, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        Counts on a logarithmic scale, the average marked, the costliest 1 % in another color, and below them the
        sixteen costliest images.

    Raises
    ------
    MismatchError
        If the evaluation is not of these images.
    ShapeError
        If the inputs are no images.
    SettingsError
        If there are not as many names as classes.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> split = Split(np.zeros((2, 784), np.float32), np.array([0, 1]), n_classes=2)
    >>> evaluation = Evaluation(np.array([[0.9, 0.1], [0.9, 0.1]]), split.labels, np.array([0.02, 1.62]))
    >>> draw_cost_histogram(evaluation, split).get_label()
    'The cost is 0.820 on average over 2 images; the costliest 1 % of them make up 98.8 % of it'
    """
    check_evaluated(evaluation, split)
    shape, names = image_shape(split), names_of(evaluation.n_classes, class_names)
    costs = np.asarray(evaluation.costs, np.float64)
    order = np.argsort(-costs, kind="stable")
    n_tail = max(1, round(TAIL * len(costs)))
    shown = order[: ROWS * COLUMNS]
    rows = -(-len(shown) // COLUMNS)
    with painting(theme) as look:
        height = CAPTION + HEIGHT + AXIS + CAPTION + rows * (SIDE + WORDS)
        sheet = new_sheet(look, _finding(costs, order[:n_tail], what), source, height)
        _draw_bars(sheet, costs, float(costs[order[n_tail - 1]]), what)
        below = CAPTION + HEIGHT + AXIS
        sheet.write(0, below + SMALL, f"the costliest: what each {what} is, what is read, its cost", color=look.quiet)
        for place, index in enumerate(shown):
            left, top = place % COLUMNS * (SIDE + GAP), below + CAPTION + place // COLUMNS * (SIDE + WORDS)
            show_grey(sheet, (left, top, SIDE, SIDE), split.inputs[index].reshape(shape))
            label, read = int(split.labels[index]), int(evaluation.answers[index])
            words, color = f"{names[label]}, ✗ {names[read]}", look.wrong
            if label == read:
                words, color = f"{names[label]}, ✓ {names[read]}", look.ink
            sheet.write(left, top + SIDE + TEXT, words, color=color)
            sheet.write(left + SIDE, top + SIDE + TEXT, number(float(costs[index]), 2), color=look.quiet, ha="right")
    return sheet.figure


def _finding(costs: FloatArray, tail: IntArray, what: str) -> str:
    """Say what the average is, and how much of it a few images make up."""
    average, total = float(costs.mean()), float(costs.sum())
    share = float(costs[tail].sum()) / total if total else 0.0
    return (
        f"The cost is {number(average)} on average over {plural(len(costs), what)}; "
        f"the costliest {percent(TAIL).replace('.0', '')} of them make up {percent(share)} of it"
    )


def _draw_bars(sheet: Sheet, costs: FloatArray, tail_from: float, what: str) -> None:
    """Draw the histogram with its average, its median and its tail."""
    look, average = sheet.look, float(costs.mean())
    sheet.write(0, SMALL - 2, f"number of {what}s, logarithmic", color=look.quiet)
    axes = sheet.axes((LEFT, CAPTION, BODY - LEFT, HEIGHT))
    edges = np.linspace(0, max(float(costs.max()), 1e-9), BINS + 1)
    counts, _ = np.histogram(costs, edges)
    colors = [look.wrong if end > tail_from else look.quiet for end in edges[1:]]
    axes.bar(edges[:-1], counts, width=edges[1], align="edge", color=colors, edgecolor=look.paper, linewidth=UNIT / 2)
    axes.set_yscale("log")
    axes.set(xlim=(0, edges[-1]), ylim=(0.7, max(2.0, float(counts.max()) * 1.6)))
    axes.axvline(average, color=look.ink, linewidth=2 * UNIT)
    _tidy(axes, look)
    place = min(LEFT + (BODY - LEFT) * average / float(edges[-1]), BODY - 2 * ROOM)
    words = f"average {number(average)}, median {number(float(np.median(costs)))}"
    sheet.write(place + 6, CAPTION - 4, words)
    words = f"above {number(tail_from)}: the costliest {percent(TAIL).replace('.0', '')}"
    sheet.write(BODY, CAPTION - 4, words, color=look.wrong, ha="right")
    sheet.write(BODY, CAPTION + HEIGHT + 40, "cost of the image", color=look.quiet, ha="right")


def _tidy(axes: Axes, look: Theme) -> None:
    """Set ticks and grid."""
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(axis="y", linewidth=UNIT, color=look.line)
    axes.set_axisbelow(True)
