"""Scales of signed numbers: which color a weight has, with 0 always in the middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.colors import FuncNorm

from perceptible.arrays import FloatArray
from perceptible.errors import UnknownNameError

__all__ = ["SCALES", "Scale", "signed_norm"]

# The lesson's figures are drawn with this power, so that small weights show beside large ones.
GAMMA = 0.3
# Sizes below the limit by this factor are nearly linear in color, those above nearly logarithmic.
REACH = 100.0

Curve = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class Scale:
    """How the size of a number becomes a strength of color.

    Parameters
    ----------
    color : function of array
        From the share of the limit, in [0, 1], to the strength of the color, in [0, 1].
    share : function of array
        Back again.
    words : str
        What legends add to the name of the number.
    """

    color: Curve
    share: Curve
    words: str


SCALES = {
    "linear": Scale(lambda share: share, lambda color: color, ""),
    "gamma": Scale(lambda share: share**GAMMA, lambda color: color ** (1 / GAMMA), f", color by the power {GAMMA}"),
    "log": Scale(
        lambda share: np.log1p(REACH * share) / np.log1p(REACH),
        lambda color: np.expm1(color * np.log1p(REACH)) / REACH,
        ", color by the logarithm",
    ),
}


def signed_norm(limit: float, scale: str = "linear") -> FuncNorm:
    """Return the norm that sends -limit, 0 and limit to 0, 1/2 and 1.

    Parameters
    ----------
    limit : float
        The largest size of a number; 0 is taken as 1.
    scale : str
        One of the keys of `SCALES`.

    Returns
    -------
    FuncNorm
        For matplotlib's images; it has an inverse.

    Raises
    ------
    UnknownNameError
        If there is no scale of this name.

    Examples
    --------
    >>> [round(float(signed_norm(2.0)(value)), 3) for value in (-2.0, 0.0, 1.0)]
    [0.0, 0.5, 0.75]
    """
    if scale not in SCALES:
        raise UnknownNameError("scale", scale, SCALES)
    rule = SCALES[scale]
    size = limit or 1.0
    return FuncNorm(
        (
            lambda values: np.sign(values) * rule.color(np.abs(values) / size),
            lambda colors: np.sign(colors) * rule.share(np.abs(colors)) * size,
        ),
        vmin=-size,
        vmax=size,
    )
