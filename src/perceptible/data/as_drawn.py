"""A drawing as it was drawn: ink where the pen went in the field, without any preparation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.strokes import DOT_SPACING, FIELD, Stroke, ink, pen_dots, unit_strokes
from perceptible.errors import ValueRangeError

__all__ = ["ink_as_drawn"]

THICKNESS = 2.35  # pixels: as prepare_strokes


def ink_as_drawn(strokes: Sequence[Stroke], *, thickness: float = THICKNESS) -> FloatArray:
    """Ink strokes where they were drawn, in pixels of the 28 x 28 field.

    Parameters
    ----------
    strokes : sequence of float arrays of shape (n_points, 2)
        One array for each stroke, x to the right and y down, from 0 to 28; what lies outside leaves no ink.
    thickness : float, default 2.35
        How thick the strokes are, in pixels; above 0.

    Returns
    -------
    float32 array of shape (784,)
        0 black to 1 white ink. What `prepare_strokes` makes of the same strokes is larger or smaller, and centered.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If there is no point at all, a stroke is no such array, or the thickness is not above 0.

    Examples
    --------
    >>> dot = ink_as_drawn([np.array([[0.5, 0.5]])], thickness=1.0)
    >>> float(dot[0]), float(dot.sum())
    (1.0, 1.0)
    """
    if not (np.isfinite(thickness) and thickness > 0):
        msg = f"thickness is {thickness}, expected a finite number above 0. Leave it out for {THICKNESS}."
        raise ValueRangeError(msg)
    unit_strokes(strokes)  # refuses what is no drawing
    dots = pen_dots(strokes, DOT_SPACING * thickness)[None]
    radii = np.full(dots.shape[:2], thickness / 2)
    return frozen(ink(dots, radii, box=FIELD)[0].astype(np.float32).reshape(FIELD * FIELD))
