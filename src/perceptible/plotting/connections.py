"""Connections: curves from neuron to neuron, as thick as what they carry, dashed where that is negative."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from perceptible.arrays import FloatArray
from perceptible.plotting.theme import UNIT, Theme

__all__ = ["Points", "draw_connections", "line_style"]

Points = FloatArray  # places of neurons in pixels, (n_neurons, 2)

THINNEST = 0.3  # pixels
FAINTEST, STRONGEST = 0.06, 0.9  # opacity
# Connections that carry less than this share of the most are left out: no eye would find them.
LEAST_SHARE = 0.01
MOST_DRAWN = 600  # into a layer; more would be a carpet. The lesson's network has 448, 256 and 160.
Color = tuple[float, float, float, float]
Dashes = tuple[float, tuple[float, ...] | None]
DASHED: Dashes = (0, (2.5, 1.5))
SOLID: Dashes = (0, None)
CURVE = (Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4)


def draw_connections(
    axes: Axes, ends: tuple[Points, Points], carried: FloatArray, thickest: float, look: Theme
) -> PathCollection:
    """Draw the connections from one layer to the next; the one that carries most is the thickest.

    Parameters
    ----------
    axes : Axes
        A canvas in pixels.
    ends : tuple of two arrays of shape (n, 2)
        Where the curves leave the neurons of the layer before, and where they reach those of this one.
    carried : array of shape (n_l, n_previous)
        What each connection adds to the sum of its neuron.
    thickest : float
        The width of the thickest line in pixels.
    look : Theme
        Its colors.

    Returns
    -------
    PathCollection
        The curves drawn, the thinnest first.
    """
    shares = np.abs(carried) / (float(np.abs(carried).max()) or 1.0)
    by_size = np.argsort(shares, axis=None, kind="stable")[-MOST_DRAWN:]
    drawn = by_size[shares.flat[by_size] >= LEAST_SHARE]
    neurons, before = np.unravel_index(drawn, carried.shape)
    signed_shares = np.copysign(shares, carried)[neurons, before]
    styles = [line_style(float(share), thickest, look) for share in signed_shares]
    lines = PathCollection(
        [_curve(*places) for places in zip(ends[0][before], ends[1][neurons], strict=True)],
        facecolors="none",
        edgecolors=[color for color, _, _ in styles],
        linewidths=[width for _, width, _ in styles],
        linestyles=[dashes for _, _, dashes in styles],
        zorder=1,
    )
    axes.add_collection(lines, autolim=False)
    return lines


def line_style(share: float, thickest: float, look: Theme) -> tuple[Color, float, Dashes]:
    """Return color, width in points and dashes of a line that carries this share of the most, from -1 to 1."""
    color = to_rgba(look.sign_color(share), FAINTEST + (STRONGEST - FAINTEST) * abs(share))
    width = (THINNEST + (thickest - THINNEST) * abs(share)) * UNIT
    return color, width, DASHED if share < 0 else SOLID


def _curve(start: FloatArray, end: FloatArray) -> Path:
    """Return a curve that leaves and arrives horizontally."""
    middle = (start[0] + end[0]) / 2
    return Path(np.array([start, (middle, start[1]), (middle, end[1]), end]), CURVE)
