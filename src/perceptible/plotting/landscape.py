"""The true landscape: the cost along one dial, and over a plane with the path that the training took."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from perceptible.arrays import FloatArray
from perceptible.errors import ShapeError
from perceptible.insight.directions import Projection
from perceptible.insight.landscape import Slice
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.words import number, percent, plural, signed

__all__ = ["Plane", "draw_cost_line", "draw_cost_plane", "show_costs"]

LEFT, CAPTION, AXIS = 56, 28, 52
HEIGHT = 300
SIDE = 520  # of the plane
N_LINES = 12
FEW_MOMENTS = 100  # of a path; longer ones are drawn without a dot for each
FAINTEST = 1e-6  # costs below this are drawn as this


@dataclass(frozen=True, eq=False)
class Plane:
    """The cost over a plane; the points that `cost_over` yields, as a table.

    Parameters
    ----------
    steps : two float arrays of shapes (n_columns,) and (n_rows,)
        Where it was measured, to the right and up.
    costs : float64 array of shape (n_rows, n_columns)
        The cost at each place; infinite where it is no number.
    names : tuple of str
        What lies to the right, and what up.
    """

    steps: tuple[FloatArray, FloatArray]
    costs: FloatArray
    names: tuple[str, str] = ("first direction", "second direction")


def draw_cost_line(
    line: Slice, *, place: str, value: float, slope: float, source: str = "", theme: str = "light"
) -> Figure:
    """Draw the cost along one dial, with the dial's setting and the slope there.

    Parameters
    ----------
    line : Slice
        From `cost_along` with `dial_direction`; step 0 is the network itself.
    place : str
        Which dial, in words.
    value : float
        What the dial is set to.
    slope : float
        The gradient's component of the dial.
    source : str, optional
        Network, data and number of images, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        The curve, a dot where the dial is, and the tangent that the gradient foretells.

    Raises
    ------
    ShapeError
        If there are fewer than two finite points.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> line = Slice(np.array([-1.0, 0.0, 1.0]), np.array([1.0, 0.25, 0.5]))
    >>> draw_cost_line(line, place="output 3, bias", value=2.0, slope=-0.25).get_label()
    'Output 3, bias: along this dial alone the cost 0.250 is the lowest of 3 points'
    """
    good = np.isfinite(line.costs)
    if good.sum() < 2:
        msg = f"of {len(good)} points {int(good.sum())} have a finite cost, expected at least 2. Take shorter steps."
        raise ShapeError(msg)
    here = float(np.interp(0.0, line.steps[good], line.costs[good]))
    with painting(theme) as look:
        sheet = new_sheet(look, _line_finding(line, place, value, here), source, CAPTION + HEIGHT + AXIS)
        sheet.write(0, SMALL - 2, "cost, average over the images", color=look.quiet)
        axes = sheet.axes((LEFT, CAPTION, BODY - LEFT, HEIGHT))
        dials = value + line.steps
        axes.plot(dials, np.where(good, line.costs, np.nan), color=look.ink, linewidth=2 * UNIT)
        reach = (dials[-1] - dials[0]) / 8
        ends = np.array([-reach, reach])
        axes.plot(value + ends, here + slope * ends, color=look.positive[-1], linewidth=2 * UNIT, linestyle=(0, (4, 2)))
        axes.plot([value], [here], "o", markersize=11 * UNIT, color=look.selection, markeredgecolor=look.ink)
        axes.set_xlim(dials[0], dials[-1])
        low, high = float(line.costs[good].min()), float(line.costs[good].max())
        room = max(0.08 * (high - low), 1e-12)
        axes.set_ylim(low - room, high + room)
        _tidy(axes)
        words = f"set to {number(value)}, cost {number(here)}, slope {signed(slope)} (dashed)"
        sheet.write(BODY, SMALL - 2, words, ha="right")
        sheet.write(BODY, CAPTION + HEIGHT + AXIS - 8, f"value of the dial: {place}", color=look.quiet, ha="right")
    return sheet.figure


def draw_cost_plane(plane: Plane, seen: Projection | None = None, *, source: str = "", theme: str = "light") -> Figure:
    """Draw the cost over a plane as contours, with the path of the training on it.

    Parameters
    ----------
    plane : Plane
        Where it was measured, and the costs.
    seen : Projection, optional
        The path as the plane sees it; from `project`.
    source : str, optional
        Network, data and number of images, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        The nearer to the color of the paper, the cheaper, on a logarithmic scale; every cell is a measured cost. The
        share of the path's movement that the plane contains is printed: what lies outside of it the picture cannot
        show.

    Raises
    ------
    ShapeError
        If the costs do not fit the steps.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> steps = (np.array([-1.0, 0.0, 1.0]), np.array([-1.0, 1.0]))
    >>> draw_cost_plane(Plane(steps, np.array([[3.0, 1.0, 2.0], [4.0, 2.0, 3.0]]))).get_label()
    'Over 6 points of this plane the cost goes from 1.00 to 4.00'
    """
    expected = len(plane.steps[1]), len(plane.steps[0])
    if plane.costs.shape != expected:
        msg = (
            f"the costs have shape {plane.costs.shape}, expected {expected}: rows up, columns right. Measure them all."
        )
        raise ShapeError(msg)
    with painting(theme) as look:
        sheet = new_sheet(look, _plane_finding(plane, seen), source, CAPTION + SIDE + AXIS)
        axes = sheet.axes((LEFT, CAPTION, SIDE, SIDE))
        show_costs(axes, plane, look)
        sheet.write(LEFT, SMALL - 2, f"up: {plane.names[1]}", color=look.quiet)
        sheet.write(
            LEFT + SIDE, CAPTION + SIDE + AXIS - 10, f"to the right: {plane.names[0]}", color=look.quiet, ha="right"
        )
        if seen is not None:
            _draw_path(axes, seen, look)
        _explain(sheet, plane, seen)
    return sheet.figure


def show_costs(axes: Axes, plane: Plane, look: Theme) -> None:
    """Show the measured costs as cells with contour lines between them; the lowest have the color of the paper."""
    shades = LinearSegmentedColormap.from_list(f"cost {look.name}", [look.paper, look.panel, look.line, look.quiet])
    costs = np.where(np.isfinite(plane.costs), np.maximum(plane.costs, FAINTEST), np.nan)
    low, high = float(np.nanmin(costs)), float(np.nanmax(costs))
    across, up = plane.steps
    half = [(steps[-1] - steps[0]) / max(2 * (len(steps) - 1), 1) for steps in plane.steps]
    extent = (across[0] - half[0], across[-1] + half[0], up[0] - half[1], up[-1] + half[1])
    norm = LogNorm(low, max(high, low * 1.001))
    axes.imshow(costs, extent=extent, origin="lower", aspect="auto", cmap=shades, norm=norm)
    if low < high and min(costs.shape) > 1:
        levels = np.geomspace(low, high, N_LINES + 2)[1:-1]
        lines = axes.contour(across, up, costs, levels=levels, colors=look.ink, linewidths=UNIT * 0.8, alpha=0.6)
        axes.clabel(lines, levels[::2], fmt=lambda value: number(float(value), 2), fontsize=10 * UNIT, colors=look.ink)
    axes.set(xlim=extent[:2], ylim=extent[2:])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6))


def _draw_path(axes: Axes, seen: Projection, look: Theme) -> None:
    """Draw the path with its moments, its start and its end."""
    across, up = seen.points.T
    marker = "o" if len(across) <= FEW_MOMENTS else ""
    axes.plot(across, up, color=look.positive[-1], linewidth=2 * UNIT, marker=marker, markersize=4 * UNIT)
    axes.plot(across[:1], up[:1], "s", color=look.paper, markeredgecolor=look.ink, markersize=10 * UNIT)
    axes.plot(across[-1:], up[-1:], "o", color=look.selection, markeredgecolor=look.ink, markersize=11 * UNIT)


def _explain(sheet: Sheet, plane: Plane, seen: Projection | None) -> None:
    """Write beside the plane what it shows and how much of the truth that is."""
    look, left = sheet.look, LEFT + SIDE + 20
    costs = plane.costs[np.isfinite(plane.costs)]
    lines = [
        (f"{plane.costs.size:,} costs, all measured", look.ink),
        (f"lowest {number(float(costs.min()))}", look.ink),
    ]
    lines.append((f"highest {number(float(costs.max()))}", look.ink))
    n_lost = plane.costs.size - len(costs)
    if n_lost:
        lines.append((f"{plural(n_lost, 'point')} with no number", look.wrong))
    if seen is not None:
        lines += [
            ("", look.ink),
            ("    start", look.ink),
            (f"    end of {plural(len(seen.points), 'moment')}", look.ink),
        ]
        for row, (mark, color) in enumerate((("s", look.paper), ("o", look.selection)), start=len(lines) - 2):
            place = [left + 6], [CAPTION + SMALL + 20 * row - 5]
            sheet.page.plot(*place, mark, color=color, markeredgecolor=look.ink, markersize=10 * UNIT)
        lines += [("", look.ink), ("Honesty meter", look.ink)]
        lines += [(f"{percent(seen.share)} of the path's", look.ink), ("movement lies in this", look.ink)]
        lines += [("plane; the rest is not", look.ink), ("in the picture", look.ink)]
    for row, (words, color) in enumerate(lines):
        sheet.write(left, CAPTION + SMALL + 20 * row, words, color=color)


def _line_finding(line: Slice, place: str, value: float, here: float) -> str:
    """Say whether turning this dial alone would help."""
    known = np.where(np.isfinite(line.costs), line.costs, np.inf)
    best = int(np.argmin(known))
    name = f"{place[:1].upper()}{place[1:]}"
    if known[best] >= here:
        return f"{name}: along this dial alone the cost {number(here)} is the lowest of {plural(len(known), 'point')}"
    to = f"from {number(value)} to {number(value + float(line.steps[best]))}"
    return f"{name}: turned alone {to} the cost falls from {number(here, 5)} to {number(float(known[best]), 5)}"


def _plane_finding(plane: Plane, seen: Projection | None) -> str:
    """Say how far the cost goes, and how much of the path's movement the plane contains."""
    costs = plane.costs[np.isfinite(plane.costs)]
    ends = f"{number(float(costs.min()))} to {number(float(costs.max()))}"
    if seen is None:
        return f"Over {plural(plane.costs.size, 'point')} of this plane the cost goes from {ends}"
    return (
        f"The plane contains {percent(seen.share)} of the training path's movement; over it the cost goes from {ends}"
    )


def _tidy(axes: Axes) -> None:
    """Set ticks and grid."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    axes.ticklabel_format(useOffset=False)
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
