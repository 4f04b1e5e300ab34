"""The breakdown: a weighted sum written out in few lines, whose figures add up to the figure of z."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from math import fsum
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import ValueRangeError
from perceptible.insight.contributions import Contributions

__all__ = ["Breakdown", "Line", "break_down"]

# So many that the largest float64 has room for all of its digits, before the point and behind it.
DIGITS = 400

Kind = Literal["term", "rest", "bias"]


@dataclass(frozen=True)
class Line:
    """One line of a written-out weighted sum.

    Parameters
    ----------
    kind : str
        "term" for one weight times one activation, "rest" for several small ones together, or "bias".
    indices : tuple of int
        Which activations of the layer before it is about, from 0; empty for the bias.
    value : float
        What the line adds, in full.
    figure : Decimal
        What is shown of it.
    """

    kind: Kind
    indices: tuple[int, ...]
    value: float
    figure: Decimal


@dataclass(frozen=True)
class Breakdown:
    """A weighted sum written out in lines whose figures add up to the figure of z; `break_down` makes it.

    Parameters
    ----------
    lines : tuple of Line
        What raises z, the largest first; then what lowers it, the largest last; then the bias.
    z : float
        The weighted sum, in full.
    figure : Decimal
        What is shown of it: exactly the sum of the lines' figures.
    n_silent : int
        How many terms are exactly 0 and stand in no line.
    """

    lines: tuple[Line, ...]
    z: float
    figure: Decimal
    n_silent: int


def break_down(parts: Contributions, *, n_terms: int = 10, decimals: int = 2) -> Breakdown:
    """Write a weighted sum out in few lines whose figures add up, visibly, to that of z.

    Parameters
    ----------
    parts : Contributions
        The neuron's terms and bias.
    n_terms : int, optional
        How many of the largest terms have a line of their own, at least 0. Terms that would show as 0 have none.
    decimals : int, optional
        How many decimals are shown, at least 0.

    Returns
    -------
    Breakdown
        A line for each of the largest terms, one for the small terms above 0, one for those below 0, and the bias.

    Raises
    ------
    ValueRangeError
        If `n_terms` or `decimals` is negative.

    Notes
    -----
    Every figure is its value rounded, but for one: the larger of the lines that hold several small terms takes up
    what rounding the others has lost, at most half a unit of the last decimal for each. Where no small terms are
    left, the lines that rounding has moved furthest are rounded the other way instead.

    Examples
    --------
    >>> parts = Contributions(np.array([1.0, -0.5, 0.013]), np.array([1.0, 1.0, 1.0]), 0.004)
    >>> [str(line.figure) for line in break_down(parts).lines], str(break_down(parts).figure)
    (['1.00', '0.01', '-0.50', '0.01'], '0.52')
    """
    for name, count in (("n_terms", n_terms), ("decimals", decimals)):
        if count < 0:
            msg = f"{name} is {count}, expected a whole number of at least 0. Change {name}."
            raise ValueRangeError(msg)
    unit = Decimal(1).scaleb(-decimals)
    n_shown = min(n_terms, int(np.sum(np.abs(parts.terms) >= float(unit) / 2)))
    with localcontext(prec=DIGITS):
        figure = _rounded(parts.z, unit)
        lines = [_line(kind, indices, parts, unit) for kind, indices in _places(parts.terms, n_shown)]
        balanced = _balanced(lines, figure, unit)
    return Breakdown(tuple(balanced), parts.z, figure, int(np.sum(parts.terms == 0)))


def _places(terms: FloatArray, n_terms: int) -> list[tuple[Kind, tuple[int, ...]]]:
    """Say which terms share which line, in the order of the lines."""
    by_size = np.argsort(-np.abs(terms), kind="stable")
    shown, small = by_size[:n_terms], by_size[n_terms:]
    rests = [small[terms[small] > 0], small[terms[small] < 0]]
    alone = [rest for rest in rests if len(rest) == 1]  # a rest of one term is a term
    shown = np.concatenate([shown, *alone])
    shown = shown[np.argsort(-terms[shown], kind="stable")]
    up, down = (("rest", tuple(map(int, rest))) for rest in rests)
    places: list[tuple[Kind, tuple[int, ...]]] = []
    places += [("term", (int(index),)) for index in shown if terms[index] > 0]
    places += [("rest", indices) for _, indices in (up, down) if len(indices) > 1]
    places += [("term", (int(index),)) for index in shown if terms[index] < 0]
    return [*places, ("bias", ())]


def _line(kind: Kind, indices: tuple[int, ...], parts: Contributions, unit: Decimal) -> Line:
    """Add up one line and round it."""
    value = parts.bias if kind == "bias" else fsum(parts.terms[list(indices)].tolist())
    return Line(kind, indices, value, _rounded(value, unit))


def _balanced(lines: Sequence[Line], total: Decimal, unit: Decimal) -> list[Line]:
    """Change as few figures as possible so that they add up to the total."""
    balanced = list(lines)
    missing = total - sum((line.figure for line in lines), Decimal(0))
    n_units = int(abs(missing) / unit)
    rests = [place for place, line in enumerate(lines) if line.kind == "rest"]
    # More units than lines are missing only where z is so large that its last bit is worth several of them.
    if rests or n_units > len(lines):
        largest = max(rests or range(len(lines)), key=lambda place: abs(lines[place].value))
        balanced[largest] = replace(lines[largest], figure=lines[largest].figure + missing)
        return balanced
    step = unit.copy_sign(missing)
    # The figures that rounding moved furthest against the step are the cheapest to move back.
    moved = sorted(range(len(lines)), key=lambda place: (lines[place].figure - Decimal(lines[place].value)) * step)
    for place in moved[:n_units]:
        balanced[place] = replace(lines[place], figure=lines[place].figure + step)
    return balanced


def _rounded(value: float, unit: Decimal) -> Decimal:
    """Round to a whole number of units; never to a negative zero."""
    return Decimal(value).quantize(unit) + Decimal(0)
