"""Paths: full batch, mini-batches and single examples from one start, over the landscape and by images looked at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.insight.directions import Projection, project
from perceptible.insight.landscape import cost_over
from perceptible.insight.paths import Path, Paths, plane_steps
from perceptible.plotting.landscape import Plane, show_costs
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.words import number, percent

__all__ = ["draw_paths", "plane_of_paths"]

LEFT, CAPTION, AXIS = 56, 28, 52
SIDE, HEIGHT = 440, 200
LEAST = 3


def plane_of_paths(paths: Paths, split: Split, *, n_points: int = 25) -> tuple[Plane, tuple[Projection, ...]]:
    """Measure the cost over the plane in which the paths move most, and drop each path onto it.

    Parameters
    ----------
    paths : Paths
        From `descent_paths`.
    split : Split
        The images over which the cost is averaged.
    n_points : int, optional
        Columns and rows of the plane, at least 3.

    Returns
    -------
    plane : Plane
        The cost at each point.
    seen : tuple of Projection
        Each path as the plane sees it.

    Raises
    ------
    ValueRangeError
        If `n_points` is below 3.
    """
    if n_points < LEAST:
        msg = f"n_points is {n_points}, expected at least {LEAST}. Measure more points."
        raise ValueRangeError(msg)
    directions, _ = paths.plane
    middle = np.asarray(paths.start.parameters.to_vector(), np.float64)
    seen = tuple(project(path.recording.dials, middle, directions) for path in paths.paths)
    points = np.concatenate([each.points for each in seen])
    steps = plane_steps(points, n_points)
    costs = np.zeros((n_points, n_points))
    for row, column, cost in cost_over(paths.start, split, directions, steps):
        costs[row, column] = cost
    return Plane(steps, costs, ("direction of most movement", "direction of second most")), seen


def draw_paths(
    paths: Paths, plane: Plane, seen: Sequence[Projection], *, source: str = "", theme: str = "light"
) -> Figure:
    """Draw several ways down from one start.

    Parameters
    ----------
    paths : Paths
        From `descent_paths`.
    plane : Plane
        The cost over the plane of their movement; from `plane_of_paths`.
    seen : sequence of Projection
        Each path on that plane; likewise.
    source : str, optional
        Network, data and number of images, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        The paths over the contours of the cost, with the share of each path's movement that the plane contains, and
        below them the cost by images looked at.

    Raises
    ------
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> import perceptible as pc
    >>> from perceptible.insight.paths import descent_paths
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> paths = descent_paths(pc.Network.random((784, 16, 16, 10), rng=0), digits, rng=0)
    >>> draw_paths(paths, *plane_of_paths(paths, digits.test, n_points=3)).get_label().split(" after ")[1]
    'looking at 600 images: the same start, three ways down'
    """
    with painting(theme) as look:
        sheet = new_sheet(look, _finding(paths), source, CAPTION + SIDE + AXIS + CAPTION + HEIGHT + AXIS)
        axes = sheet.axes((LEFT, CAPTION, SIDE, SIDE))
        show_costs(axes, plane, look)
        for path, each, style in zip(paths.paths, seen, _styles(look), strict=False):
            across, up = each.points.T
            axes.plot(across, up, color=style[0], linewidth=style[1] * UNIT, marker="o", markersize=3.5 * UNIT)
            axes.plot(across[-1:], up[-1:], "o", color=style[0], markeredgecolor=look.ink, markersize=9 * UNIT)
            axes.lines[-1].set_label(path.name)
        axes.plot([0], [0], "s", color=look.paper, markeredgecolor=look.ink, markersize=10 * UNIT)
        sheet.write(LEFT, SMALL - 2, f"up: {plane.names[1]}; to the right: {plane.names[0]}", color=look.quiet)
        _write_names(sheet, paths, seen)
        _draw_costs(sheet, CAPTION + SIDE + AXIS, paths)
    return sheet.figure


def _finding(paths: Paths) -> str:
    """Say what each way came to."""
    n_images = paths.paths[0].settings.epochs * paths.n_train
    ends = [f"{path.name} {number(float(path.costs[-1]))}" for path in paths.paths]
    words = {2: "two", 3: "three"}.get(len(ends), str(len(ends)))
    return f"Cost {', '.join(ends)} after looking at {n_images:,} images: the same start, {words} ways down"


def _styles(look: Theme) -> tuple[tuple[str, float], ...]:
    """Return color and width in pixels of each path."""
    return ((look.ink, 2.5), (look.positive[-1], 2.0), (look.negative[-1], 1.5), (look.wrong, 1.5), (look.quiet, 1.5))


def _write_names(sheet: Sheet, paths: Paths, seen: Sequence[Projection]) -> None:
    """Write beside the plane what each path is, and how much of it the plane contains."""
    left, top = LEFT + SIDE + 20, CAPTION + SMALL
    sheet.write(left, top, "□ start")
    for path, each, (color, _) in zip(paths.paths, seen, _styles(sheet.look), strict=False):
        top += 34
        _key(sheet, (left, top), color, path.name)
        steps = path.recording.steps[-1]
        lines = [
            f"{steps:,} steps of rate {path.settings.learning_rate:g}",
            f"{number(path.detour)} × the straight way",
        ]
        for words in (*lines, f"{percent(each.share)} of it in this plane"):
            top += 20
            sheet.write(left + 18, top, words, color=sheet.look.quiet)


def _key(sheet: Sheet, place: tuple[float, float], color: str, name: str) -> None:
    """Write a name with a dot of its color."""
    left, top = place
    sheet.page.plot(
        [left + 5], [top - 4], "o", color=color, markeredgecolor=sheet.look.ink, markersize=9 * UNIT, clip_on=False
    )
    sheet.write(left + 18, top, name)


def _draw_costs(sheet: Sheet, top: float, paths: Paths) -> None:
    """Draw the cost by images looked at."""
    look = sheet.look
    sheet.write(0, top + SMALL - 2, "cost over all training images, by images looked at", color=look.quiet)
    axes = sheet.axes((LEFT, top + CAPTION, BODY - LEFT, HEIGHT))
    for path, (color, width) in zip(paths.paths, _styles(look), strict=False):
        axes.plot(_images(path, paths.n_train), path.costs, color=color, linewidth=width * UNIT)
    _tidy(axes, [path.costs for path in paths.paths])


def _images(path: Path, n_train: int) -> FloatArray:
    """Return how many images had been looked at, counting the last and smaller batch of an epoch as what it is."""
    per_epoch = -(-n_train // path.settings.batch_size)
    steps = np.array(path.recording.steps)
    whole = steps // per_epoch * n_train
    return np.asarray(whole + np.minimum(steps % per_epoch * path.settings.batch_size, n_train), np.float64)


def _tidy(axes: Axes, costs: Sequence[FloatArray]) -> None:
    """Set limits, ticks and grid."""
    axes.set_xlim(left=0)
    axes.margins(x=0)
    axes.set_ylim(0, 1.05 * max(float(np.max(each[np.isfinite(each)])) for each in costs))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
