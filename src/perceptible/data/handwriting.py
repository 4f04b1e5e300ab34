"""Ten digits as pen strokes: the ways people write them, as control points of smooth curves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.data.alphabet import ALPHABET
from perceptible.errors import UnknownNameError, ValueRangeError

__all__ = ["N_DOTS", "Curve", "Variant", "curve_of", "digit_strokes", "smooth_basis", "variants_of"]

N_DOTS = 96  # of one digit: of the longest, an 8 of about 60 pixels, two a thickness
STEPS_OF_A_SPAN = 24  # between two control points, before the dots are spaced evenly

Point = tuple[int, int]


@dataclass(frozen=True)
class Variant:
    """One way of writing a digit.

    Parameters
    ----------
    digit : int
        Which digit, 0 to 9.
    name : str
        What sets it apart from the digit's other variants.
    share : float
        How often it is written, against the digit's other variants.
    path : str
        Where the pen goes, as `alphabet.py` writes it.
    """

    digit: int
    name: str
    share: float
    path: str

    @property
    def strokes(self) -> list[list[list[Point]]]:
        """Return the points of each smooth piece of each stroke, in hundredths of the height."""
        return [_pieces(stroke.split()) for stroke in self.path.split("/")]


def digit_strokes(digit: int, variant: str | int = 0) -> list[FloatArray]:
    """Return one way of writing a digit, as a pen draws it.

    Parameters
    ----------
    digit : int
        Which digit, 0 to 9.
    variant : str or int, default 0
        Its name, such as ``"with a bar"``, or its number among `variants_of(digit)`.

    Returns
    -------
    list of float64 arrays of shape (n_points, 2)
        One array for each stroke, from pen down to pen up; x to the right and y down, about 0 to 1.

    Raises
    ------
    ValueRangeError
        If there is no such digit, or no variant of this number.
    UnknownNameError
        If no variant has this name.

    Examples
    --------
    >>> stem, bar = digit_strokes(7, "with a bar")
    >>> bar[0], bar[-1]
    (array([0.16, 0.54]), array([0.66, 0.48]))
    """
    curve = curve_of(_variant(digit, variant))
    return np.split(curve.basis @ curve.joints, curve.first_dots[1:])


@cache
def variants_of(digit: int) -> tuple[Variant, ...]:
    """Return the ways of writing one digit, 0 to 9."""
    if digit not in range(10):
        msg = f"digit is {digit}, expected 0 to 9. Larger numbers are written digit by digit."
        raise ValueRangeError(msg)
    return tuple(Variant(digit, *written) for written in ALPHABET[digit])


@dataclass(frozen=True, eq=False)
class Curve:
    """A variant made ready: its dots are `basis @ joints`, wherever its joints are moved to."""

    joints: FloatArray  # (n_joints, 2), each control point once
    basis: FloatArray  # (n_dots, n_joints)
    first_dots: IntArray  # (n_strokes,): where each stroke begins


@cache
def curve_of(variant: Variant, n_dots: int = N_DOTS) -> Curve:
    """Turn the control points of a variant into evenly spaced dots on smooth curves through them."""
    strokes = variant.strokes
    joints = list(dict.fromkeys(point for stroke in strokes for piece in stroke for point in piece))
    place = {point: index for index, point in enumerate(joints)}
    positions = np.array(joints) / 100
    lines = [
        np.concatenate([smooth_basis([place[point] for point in piece], len(joints)) for piece in stroke])
        for stroke in strokes
    ]
    lengths = [_lengths(line @ positions) for line in lines]
    counts = _share_out(n_dots, [length[-1] for length in lengths])
    chosen = [
        line[np.searchsorted(length, np.linspace(0, length[-1], count)).clip(0, len(length) - 1)]
        for line, length, count in zip(lines, lengths, counts, strict=True)
    ]
    first_dots = np.cumsum([0, *counts[:-1]])
    return Curve(frozen(positions), frozen(np.concatenate(chosen)), first_dots)


def smooth_basis(places: list[int], n_joints: int) -> FloatArray:
    """Return the matrix of a Catmull-Rom curve through some of the joints, one row for each point of it.

    Parameters
    ----------
    places : list of int
        The joints that the curve goes through, in order; where the last is the first, the curve is a ring.
    n_joints : int
        How many joints there are.

    Returns
    -------
    float64 array of shape (24 * (len(places) - 1) + 1, n_joints)
        What each point takes of each joint: times (n_joints, 2) positions, the points of the curve.

    Examples
    --------
    >>> basis = smooth_basis([0, 1], 2)  # through two joints: straight on
    >>> basis.shape, basis[12]
    ((25, 2), array([0.5, 0.5]))
    """
    is_ring = places[0] == places[-1]
    around = [places[-2] if is_ring else places[0], *places, places[1] if is_ring else places[-1]]
    t = np.arange(STEPS_OF_A_SPAN) / STEPS_OF_A_SPAN
    # what a point between p1 and p2 takes of p0, p1, p2, p3 (Catmull and Rom, A class of local splines, 1974)
    shares = np.stack([-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2], axis=1) / 2
    rows = np.zeros(((len(places) - 1) * STEPS_OF_A_SPAN + 1, n_joints))
    for span in range(len(places) - 1):
        part = slice(span * STEPS_OF_A_SPAN, (span + 1) * STEPS_OF_A_SPAN)
        for neighbor in range(4):
            rows[part, around[span + neighbor]] += shares[:, neighbor]
    rows[-1, places[-1]] = 1
    return rows


def _pieces(marks: list[str]) -> list[list[Point]]:
    """Cut one stroke at its corners; a corner ends one piece and begins the next."""
    pieces: list[list[Point]] = [[]]
    for mark in marks:
        x, y = map(int, mark.removesuffix("^").split(","))
        pieces[-1].append((x, y))
        if mark.endswith("^"):
            pieces.append([(x, y)])
    return pieces


def _variant(digit: int, variant: str | int) -> Variant:
    """Find a variant by its name or number."""
    variants = variants_of(digit)
    if isinstance(variant, str):
        names = [one.name for one in variants]
        if variant not in names:
            raise UnknownNameError("way of writing", variant, names)
        return variants[names.index(variant)]
    if variant not in range(len(variants)):
        msg = f"variant is {variant}, expected 0 to {len(variants) - 1}. variants_of({digit}) lists them."
        raise ValueRangeError(msg)
    return variants[variant]


def _share_out(n_dots: int, lengths: list[float]) -> list[int]:
    """Share the dots out among strokes by their lengths."""
    total = sum(lengths)
    counts = [max(2, round(n_dots * length / total)) for length in lengths]
    counts[0] += n_dots - sum(counts)
    return counts


def _lengths(points: FloatArray) -> FloatArray:
    """Return how far along a line each of its points lies."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])
