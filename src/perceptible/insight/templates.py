"""Templates: small edges, lines and rings at every place of a picture, to compare weight pictures with."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, pi, sin, sqrt

import numpy as np

from perceptible.arrays import FloatArray, frozen

__all__ = ["ANGLES", "RADII", "WIDTHS", "edge_templates", "loop_templates"]

ANGLES = 8
"""How many angles there are, evenly from 0 to below 180 degrees."""
WIDTHS = (1.2, 2.4)
"""Standard deviations across an edge or a line, in pixels: half of a pen's stroke in MNIST, and a whole one."""
LENGTH = 2.5  # along it, in widths
RADII = (3.0, 4.5, 6.0)
"""Radii of the rings, in pixels: those of an 8, a 6 and a 0."""
RING_WIDTH = 1.2
MOST_PLACES = 784  # on larger pictures templates stand some pixels apart
LEAST_INSIDE = 0.5  # share of a template's square that must lie within the picture


@lru_cache(maxsize=4)
def edge_templates(image_shape: tuple[int, int]) -> FloatArray:
    r"""Return edges and lines of every angle and width at every place.

    Parameters
    ----------
    image_shape : tuple of int
        Height and width in pixels.

    Returns
    -------
    float32 array of shape (n_templates, n_pixels)
        Each of mean 0 and length 1, read-only. Those that lie mostly outside the picture are left out.

    Notes
    -----
    First and second derivatives of a Gaussian across, a Gaussian along:
    :math:`u\, e^{-u^2/2s^2 - v^2/2l^2}` is an edge, :math:`(1 - u^2/s^2)\, e^{-u^2/2s^2 - v^2/2l^2}` a line with a
    band of the other sign at each side.

    Examples
    --------
    >>> edge_templates((9, 9)).shape[1]
    81
    """
    made: list[FloatArray] = []
    for number in range(ANGLES):
        angle = pi * number / ANGLES
        for width in WIDTHS:
            rows, columns = _offsets(image_shape)
            across, along = _turned(rows, columns, angle)
            bump = np.exp(-(across**2) / (2 * width**2) - along**2 / (2 * (LENGTH * width) ** 2))
            made += [across * bump, (1 - across**2 / width**2) * bump]
    return _everywhere(made, image_shape)


@lru_cache(maxsize=4)
def loop_templates(image_shape: tuple[int, int]) -> FloatArray:
    """Return rings of every size at every place, positive on the ring and negative within and around it.

    Parameters
    ----------
    image_shape : tuple of int
        Height and width in pixels.

    Returns
    -------
    float32 array of shape (n_templates, n_pixels)
        Each of mean 0 and length 1, read-only. Those that lie mostly outside the picture are left out.

    Examples
    --------
    >>> loop_templates((15, 15)).shape[1]
    225
    """
    rows, columns = _offsets(image_shape)
    distance = np.sqrt(rows**2 + columns**2)
    made: list[FloatArray] = []
    for radius in RADII:
        off = (distance - radius) / RING_WIDTH
        made.append((1 - off**2) * np.exp(-(off**2) / 2))
    return _everywhere(made, image_shape)


def _offsets(image_shape: tuple[int, int]) -> tuple[FloatArray, FloatArray]:
    """Return how far every pixel lies below and to the right of the middle one, on a field of twice the size."""
    height, width = image_shape
    rows, columns = np.mgrid[-height + 1 : height, -width + 1 : width].astype(np.float64)
    return rows, columns


def _turned(rows: FloatArray, columns: FloatArray, angle: float) -> tuple[FloatArray, FloatArray]:
    """Return how far every pixel lies across a direction, and along it."""
    return rows * cos(angle) - columns * sin(angle), rows * sin(angle) + columns * cos(angle)


def _everywhere(made: list[FloatArray], image_shape: tuple[int, int]) -> FloatArray:
    """Return each template with its middle at every place of the picture, cut off at the border."""
    height, width = image_shape
    apart = max(1, ceil(sqrt(height * width / MOST_PLACES)))
    templates = []
    for field in made:
        whole = float((field**2).sum())
        for row in range(0, height, apart):
            for column in range(0, width, apart):
                cut = field[height - 1 - row : 2 * height - 1 - row, width - 1 - column : 2 * width - 1 - column]
                if float((cut**2).sum()) >= LEAST_INSIDE * whole:
                    templates.append(cut.reshape(-1))
    table = np.array(templates).reshape(len(templates), height * width)
    table -= table.mean(axis=1, keepdims=True)
    return frozen((table / np.linalg.norm(table, axis=1, keepdims=True)).astype(np.float32))
