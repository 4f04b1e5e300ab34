"""From a picture of writing to its ink: the uneven light on the paper is divided away, noise is left out."""

from __future__ import annotations

from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.resampling import area_resize
from perceptible.data.specks import Mask, grown, limited, without_specks

__all__ = ["InkColor", "find_ink", "ink_color", "ink_depth", "paper_light"]

InkColor = Literal["dark", "light"]

COARSE = 64  # pixels: light changes slowly, so it is looked for in a smaller picture
LIGHT_REACH = 1 / 16  # of the longer side: how far around the light of each place is averaged
CARRIED = 0.02  # weight of the surface before, which decides where no paper is near
ROUNDS = 6  # of each estimate that improves on the one before
# Times the median distance from the median, this is the standard deviation of normal noise: 1 / 0.6745.
ROBUST = 1.4826
TOLERANCES = (0.2, 0.2, 0.15, 0.15, 0.1, 0.1)  # of the lightness: how far from the surface paper may be, round by round
LEAST_ROOM = 0.05  # of the lightness: on black paper nothing can be darker
BLUR = 1 / 300  # of the longer side: far below the thickness of a stroke, and enough against noise
NOISE_REACH = 3.0  # standard deviations of the noise of the paper that count as no ink
LEAST_DEPTH = 0.06  # of the way from the paper to black: fainter marks are no ink
FULL = 80  # percentile of the depth of the ink that counts as full


def paper_light(lightness: FloatArray) -> FloatArray:
    """Estimate how light the paper would be without ink, at every pixel.

    Parameters
    ----------
    lightness : float array of shape (height, width)
        The picture, 0 black to 1 white.

    Returns
    -------
    float array of shape (height, width)
        A smooth surface.

    Notes
    -----
    Paper is what is about as light as most of the edge of the picture. A parabolic surface is fitted to it, and paper
    is what lies near that, closer each time. What stands out from the last such surface is ink and the rest is
    paper; a short blur of the paper alone, carried on under the ink, is the next surface, and so on for a few rounds.
    """
    small = area_resize(lightness, limited(lightness.shape, COARSE))
    surface = np.full(small.shape, _usual_at_edge(small))
    for tolerance in TOLERANCES:
        surface = _parabola(small, np.abs(small - surface) < tolerance)
    for _ in range(ROUNDS):
        away = np.abs(small - surface)
        paper = ~grown(away > ink_level(away) / 2)
        total = _blurred(small * paper, LIGHT_REACH) + CARRIED * surface
        surface = total / (_blurred(paper.astype(np.float64), LIGHT_REACH) + CARRIED)
    return area_resize(surface, (lightness.shape[0], lightness.shape[1]))


def ink_color(lightness: FloatArray, paper: FloatArray) -> InkColor:
    """Tell whether the ink is darker or lighter than the paper: to which side the pixels far from it lie."""
    away = lightness - paper
    return "dark" if float((away * away * away).sum()) < 0 else "light"


def ink_depth(lightness: FloatArray, paper: FloatArray, color: InkColor) -> FloatArray:
    """Return how far each pixel is on the way from the paper to black, or to white: 0 on paper, at most 1."""
    away, room = (paper - lightness, paper) if color == "dark" else (lightness - paper, 1 - paper)
    depth: FloatArray = away / np.maximum(room, LEAST_ROOM)
    return depth


def find_ink(depth: FloatArray, *, clean: bool = True) -> FloatArray | None:
    """Turn depths into ink, 0 none to 1 full.

    Parameters
    ----------
    depth : float array of shape (height, width)
        From `ink_depth`.
    clean : bool, default True
        Blur noise away, and leave out specks.

    Returns
    -------
    float array of shape (height, width), or None
        Ink in [0, 1]; None where nothing stands out from the paper and its noise.
    """
    if clean:
        depth = _blurred(depth, BLUR)
    level = ink_level(depth)
    paper = depth[depth <= level / 2]
    noise = ROBUST * float(np.median(np.abs(paper))) if paper.size else 1.0
    if level < max(LEAST_DEPTH, 2 * NOISE_REACH * noise):
        return None
    floor = min(NOISE_REACH * noise, level / 4)
    full = float(np.percentile(depth[depth > level / 2], FULL))
    ink: FloatArray = np.clip((depth - floor) / (full - floor), 0, 1)
    return without_specks(ink) if clean else ink


def ink_level(depth: FloatArray) -> float:
    """Return how deep the ink is: the mean of all depths beyond half of that mean; 0 where there is none.

    Examples
    --------
    >>> ink_level(np.array([[0.0, 0.1, 0.6, 0.8]]))
    0.7
    """
    level = float(depth.max())
    for _ in range(ROUNDS):
        if level <= 0:
            return 0.0
        level = float(depth[depth >= level / 2].mean())
    return level


def _usual_at_edge(picture: FloatArray) -> float:
    """Return the lightness that most pixels along the edge have nearly."""
    edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    n_near = (np.abs(edge[:, None] - edge) < TOLERANCES[0] / 2).sum(axis=1)
    return float(np.median(edge[n_near == n_near.max()]))


def _parabola(picture: FloatArray, mask: Mask) -> FloatArray:
    """Fit a parabolic surface to the marked pixels, by least squares."""
    y, x = np.meshgrid(*(np.linspace(-1, 1, length) for length in picture.shape), indexing="ij")
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    solution = np.linalg.lstsq(terms[mask], picture[mask], rcond=None)[0]
    surface: FloatArray = terms @ solution
    return surface


def _blurred(picture: FloatArray, reach: float) -> FloatArray:
    """Blur a picture with a Gaussian, whose standard deviation is `reach` times the longer side."""
    down, across = (_blurring(length, max(reach * max(picture.shape), 0.1)) for length in picture.shape)
    return down @ picture @ across.T


def _blurring(length: int, deviation: float) -> FloatArray:
    """Return the matrix (length, length) of a Gaussian blur; each row adds up to 1."""
    place = np.arange(length)
    away = np.minimum(np.abs(place[:, None] - place) / deviation, 30)  # beyond, exp would underflow
    weights = np.exp(-(away**2) / 2)
    blurring: FloatArray = weights / weights.sum(axis=1, keepdims=True)
    return blurring
