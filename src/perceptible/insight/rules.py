"""Rules written by hand: what someone would tell a program about digits, and how far that gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.insight.ink import Ink, measure_ink

__all__ = ["RULES", "Rule", "read_by_rules", "rule_for"]

IMAGES_AT_ONCE = 2_000


@dataclass(frozen=True)
class Rule:
    """If this is seen, answer that.

    Parameters
    ----------
    words : str
        What must be seen.
    digit : int
        The answer.
    applies : callable
        The same for a program: takes measurements of many images and tells for each whether it is seen.
    """

    words: str
    digit: int
    applies: Callable[[Ink], NDArray[np.bool_]]


# The first that applies answers. The numbers were chosen by looking at 20,000 training images, never at test images.
RULES: tuple[Rule, ...] = (
    Rule("two holes or more", 8, lambda ink: ink.holes >= 2),
    Rule(
        "a hole of at least an eighth of the box, in the middle",
        0,
        lambda ink: (ink.holes == 1) & (ink.hole_share > 0.125) & (np.abs(ink.hole_height - 0.5) < 0.12),
    ),
    Rule(
        "a hole in the upper half below a level stroke",
        9,
        lambda ink: (ink.holes == 1) & (ink.hole_height > 0.5) & (ink.top_bar > 0.4),
    ),
    Rule("a hole in the upper half", 4, lambda ink: (ink.holes == 1) & (ink.hole_height > 0.5)),
    Rule(
        "a hole in the lower half, and two strokes side by side above it",
        8,
        lambda ink: (ink.holes == 1) & (ink.top_crossings == 2),
    ),
    Rule(
        "a hole in the lower half, and ink to the left above it",
        6,
        lambda ink: (ink.holes == 1) & (ink.top_side < 0.5),
    ),
    Rule("a hole in the lower half", 2, lambda ink: ink.holes == 1),
    Rule("less than half as wide as high", 1, lambda ink: ink.width < 0.5),
    Rule(
        "two strokes side by side above, no level stroke at the top or the foot",
        4,
        lambda ink: (ink.top_crossings >= 2) & (ink.top_bar < 0.4) & (ink.foot_bar < 0.4),
    ),
    Rule(
        "two strokes side by side from top to foot",
        0,
        lambda ink: (ink.top_crossings == 2) & (ink.middle_crossings == 2) & (ink.bottom_crossings == 2),
    ),
    Rule(
        "two strokes side by side above, no level stroke at the foot, and not all ink to the right",
        9,
        lambda ink: (ink.top_crossings >= 2) & (ink.foot_bar < 0.4) & (ink.top_side < 0.55),
    ),
    Rule(
        "a level stroke at the top and none at the foot, ink to the right below the top",
        7,
        lambda ink: (ink.foot_bar < 0.4) & (ink.top_bar > 0.5) & (ink.top_side > 0.45),
    ),
    Rule(
        "a level stroke at the top, ink to the left below it",
        5,
        lambda ink: (ink.top_bar > 0.4) & (ink.top_side < 0.47),
    ),
    Rule(
        "ink to the left above, and a level stroke at the foot",
        6,
        lambda ink: (ink.top_side < 0.5) & (ink.foot_bar > 0.45),
    ),
    Rule("ink to the right below the middle", 3, lambda ink: (ink.bottom_side > 0.57) & (ink.foot_bar > 0.3)),
    Rule(
        "one stroke from top to foot, not wide, no level stroke",
        1,
        lambda ink: (
            (ink.top_crossings + ink.middle_crossings + ink.bottom_crossings == 3)
            & (np.maximum(ink.top_bar, ink.foot_bar) < 0.5)
            & (ink.width < 0.75)
        ),
    ),
    Rule("anything else", 2, lambda ink: np.ones(ink.holes.shape, bool)),
)


def rule_for(inputs: FloatArray) -> IntArray:
    """Return which rule answers for each image: its place in `RULES`.

    Parameters
    ----------
    inputs : float array of shape (n_samples, 784)
        Images in [0, 1], 0 black, 1 white ink.

    Returns
    -------
    int64 array of shape (n_samples,)
        Places from 0, read-only.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If these are no such images.
    """
    places = np.empty(len(inputs), np.int64)
    for start in range(0, max(len(inputs), 1), IMAGES_AT_ONCE):
        images = slice(start, start + IMAGES_AT_ONCE)
        ink = measure_ink(inputs[images])
        places[images] = np.argmax([rule.applies(ink) for rule in RULES], axis=0)
    return frozen(places)


def read_by_rules(inputs: FloatArray) -> IntArray:
    """Read digits by the rules written by hand.

    Parameters
    ----------
    inputs : float array of shape (n_samples, 784)
        Images in [0, 1], 0 black, 1 white ink.

    Returns
    -------
    int64 array of shape (n_samples,)
        The answer of the first rule that applies, read-only.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If these are no such images.

    Examples
    --------
    >>> from perceptible.data import digit_strokes, prepare_strokes
    >>> drawings = [prepare_strokes(digit_strokes(digit)).inputs for digit in (0, 1, 8)]
    >>> read_by_rules(np.stack(drawings))
    array([0, 1, 8])
    """
    return frozen(np.array([rule.digit for rule in RULES])[rule_for(inputs)])
