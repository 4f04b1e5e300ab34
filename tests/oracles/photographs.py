"""Photographs of handwritten digits, made from images: a pen on paper under a lamp, as a telephone sees it."""

from __future__ import annotations

import numpy as np

__all__ = ["SHEET", "photograph"]

SHEET = (300, 400)  # height and width of every photograph, in pixels
TINT = np.array([1.0, 0.97, 0.9])  # lamps are yellowish


def photograph(image, rng):
    """Return an RGB photograph, (300, 400, 3) bytes, of a digit given as a 28 x 28 image, white on black, 0 to 1."""
    ink = _pen(image, rng)
    darkness = rng.uniform(0.55, 0.92)
    paper = rng.uniform(0.75, 0.95) * _texture(rng)
    seen = paper * (1 - darkness * ink) * _light(rng)
    seen = np.clip(seen[:, :, None] * TINT, 0, 1)
    seen += rng.uniform(0.01, 0.035) * rng.standard_normal(seen.shape)
    return np.rint(255 * np.clip(seen, 0, 1)).astype(np.uint8)


def _pen(image, rng):
    """Return how dark the ink is at each pixel of the sheet: tilted, off-center, 90 to 230 pixels long."""
    height, width = SHEET
    scale = rng.uniform(90, 230) / 20
    angle = np.deg2rad(rng.uniform(-10, 10))
    reach = (
        0.6 * 20 * scale
    )  # from the middle of the ink: tilted by 10 degrees, a square of 20 reaches 1.16 times as far
    middle = [(np.flatnonzero(image.any(axis=axis))[[0, -1]]).mean() for axis in (1, 0)]
    center = rng.uniform((reach, reach), (height - reach, width - reach))
    rows, columns = np.indices(SHEET, dtype=np.float64)
    down, right = (rows - center[0]) / scale, (columns - center[1]) / scale
    y = np.cos(angle) * down + np.sin(angle) * right + middle[0]
    x = np.cos(angle) * right - np.sin(angle) * down + middle[1]
    # a pen has sharp edges: the soft gray edge of the small image is made steep
    return np.clip((_bilinear(image, y, x) - 0.5) * 2 + 0.5, 0, 1)


def _bilinear(image, y, x):
    """Read an image between its pixels, black outside."""
    padded = np.pad(image, 2)
    y, x = np.clip(y + 2, 0, len(padded) - 1.001), np.clip(x + 2, 0, len(padded) - 1.001)
    row, column = y.astype(int), x.astype(int)
    down, right = y - row, x - column
    upper = padded[row, column] * (1 - right) + padded[row, column + 1] * right
    lower = padded[row + 1, column] * (1 - right) + padded[row + 1, column + 1] * right
    return upper * (1 - down) + lower * down


def _texture(rng):
    """Return how much each place of the paper reflects: fibers, and a slow unevenness."""
    fibers = rng.uniform(0.005, 0.02) * rng.standard_normal(SHEET)
    coarse = rng.uniform(0.005, 0.02) * rng.standard_normal((8, 11))
    rows = np.linspace(0, 6.99, SHEET[0])[:, None] * np.ones(SHEET)
    columns = np.linspace(0, 6.99, SHEET[1])[None, :] * np.ones(SHEET)
    return 1 + fibers + _bilinear(coarse[:8, :8], rows, columns)


def _light(rng):
    """Return the light: falling off to one side, darker toward the corners, and now and then a soft shadow."""
    height, width = SHEET
    rows, columns = np.indices(SHEET)
    y, x = rows / height - 0.5, columns / width - 0.5
    direction = rng.uniform(0, 2 * np.pi)
    slope = 1 - rng.uniform(0.1, 0.5) * (0.5 + np.cos(direction) * x + np.sin(direction) * y)
    vignette = 1 - rng.uniform(0.0, 0.5) * (x**2 + y**2)
    if rng.random() < 0.3:
        edge = np.cos(direction + 1) * x + np.sin(direction + 1) * y - rng.uniform(-0.3, 0.3)
        vignette = vignette * (1 - rng.uniform(0.1, 0.3) / (1 + np.exp(-edge / 0.05)))
    return np.clip(slope, 0.2, 1) * vignette
