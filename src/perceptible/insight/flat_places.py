"""Where the slope of a formula is 0, found along its curve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray
from perceptible.errors import ValueRangeError
from perceptible.insight.formulas import Formula

__all__ = ["FlatPlace", "flat_places", "kind_between"]

N_PLACES = 1_201
N_HALVINGS = 60
FLAT = 1e-12
LEVEL = 1e-9
KINK = 1e-3  # a slope that is still so large beside the place, compared with its size nearby, jumps over 0


@dataclass(frozen=True)
class FlatPlace:
    """A place where the slope is 0.

    Parameters
    ----------
    x : float
        Where it is; where a level stretch begins.
    until : float
        Where the stretch ends; `x` itself for a single place.
    value : float
        The height there.
    kind : str
        "minimum", "maximum", or "level": a stretch, or a place before and after which the curve goes the same way.
    written : str
        The place in closed form, for example ``(1 + √13)/6``; empty where it was only found.
    """

    x: float
    until: float
    value: float
    kind: str
    written: str = ""


def flat_places(formula: Formula, low: float, high: float) -> tuple[FlatPlace, ...]:
    """Find where the slope is 0 between two ends, from the slope's change of sign.

    Parameters
    ----------
    formula : Formula
        Of one variable.
    low, high : float
        The ends, finite, the lower one first.

    Returns
    -------
    tuple of FlatPlace
        From left to right. What lies closer together than a thousandth of the stretch may be missed; where the slope
        jumps over 0, as that of abs(x) does, it is not 0.

    Raises
    ------
    ValueRangeError
        If the ends are no stretch.

    Examples
    --------
    >>> from perceptible.insight.formulas import parse_formula
    >>> [(round(place.x, 9), place.kind) for place in flat_places(parse_formula("sin(x)"), 0, 5)]
    [(1.570796327, 'maximum'), (4.71238898, 'minimum')]
    """
    if not (np.isfinite([low, high]).all() and low < high):
        msg = f"the stretch goes from {low} to {high}, expected two finite ends, the lower one first."
        raise ValueRangeError(msg)
    xs = np.linspace(low, high, N_PLACES)
    values, (slopes,) = formula.at(xs[None])
    known = np.isfinite(values) & np.isfinite(slopes)
    signs = np.where(known & (np.abs(slopes) >= FLAT), np.sign(slopes), 0)
    changes = np.flatnonzero(known[1:] & (signs[:-1] * signs[1:] < 0))
    found = [*_level(xs, values, signs, known), *_crossings(formula, xs[changes], xs[changes + 1])]
    apart = float(xs[1] - xs[0])
    kept = [place for place in found if place.until > place.x or _is_smooth(formula, place.x, apart)]
    return tuple(sorted(kept, key=lambda place: place.x))


def _level(xs: FloatArray, values: FloatArray, signs: FloatArray, known: NDArray[np.bool_]) -> Iterator[FlatPlace]:
    """Yield every stretch of places, or single place, that has slope 0 and one height."""
    k = 0
    while k < len(xs):
        end = k
        if known[k] and signs[k] == 0:
            while end + 1 < len(xs) and signs[end + 1] == 0 and abs(values[end + 1] - values[k]) <= LEVEL:
                end += 1
            before, after = (signs[k - 1] if k else 0), (signs[end + 1] if end + 1 < len(xs) else 0)
            yield FlatPlace(float(xs[k]), float(xs[end]), float(values[k]), kind_between(before, after))
        k = end + 1


def _crossings(formula: Formula, lows: FloatArray, highs: FloatArray) -> Iterator[FlatPlace]:
    """Halve every stretch in which the slope changes its sign, all at once, until none has a middle."""
    signs = np.sign(formula.at(lows[None])[1][0])
    left, right = lows, highs
    for _ in range(N_HALVINGS):
        middles = 0.5 * (left + right)
        is_before = np.sign(formula.at(middles[None])[1][0]) == signs
        left, right = np.where(is_before, middles, left), np.where(is_before, right, middles)
    places = 0.5 * (left + right)
    for x, value, sign in zip(places, formula.at(places[None])[0], signs, strict=True):
        yield FlatPlace(float(x), float(x), float(value), kind_between(sign, -sign))


def _is_smooth(formula: Formula, x: float, apart: float) -> bool:
    """Tell whether the slope goes through 0 here, and does not jump over it."""
    _, (beside,) = formula.at(np.array([[x - 1e-6 * apart, x + 1e-6 * apart, x - apart, x + apart]]))
    near, far = np.abs(beside[:2]).max(), np.abs(beside[2:]).max()
    return bool(np.isfinite(beside).all() and near <= KINK * far)


def kind_between(before: float, after: float) -> str:
    """Name a flat place by the signs of the slope on both sides."""
    if before < 0 < after:
        return "minimum"
    return "maximum" if after < 0 < before else "level"
