"""Ink where the pen went: no step of the preparation."""

import numpy as np
import pytest

from perceptible.data import prepare_strokes
from perceptible.data.as_drawn import ink_as_drawn
from perceptible.errors import ShapeError, ValueRangeError


def test_an_upright_stroke_inks_its_columns():
    """Two pixels thick along x = 10: the columns 9 and 10 lie within half a pixel of it, and are full."""
    image = ink_as_drawn([np.array([[10.0, 5.0], [10.0, 20.0]])], thickness=2.0).reshape(28, 28)
    np.testing.assert_allclose(image[6:19, 9:11], 1)
    assert image[:, :8].sum() == image[:, 12:].sum() == 0


def test_moving_the_pen_moves_the_ink():
    """Unlike prepared drawings, which are centered."""
    stroke = np.array([[6.0, 6.0], [12.0, 9.0]])
    here, there = (ink_as_drawn([stroke + move]).reshape(28, 28) for move in (0.0, 5.0))
    np.testing.assert_allclose(there[5:, 5:], here[:-5, :-5], atol=1e-6)
    np.testing.assert_allclose(prepare_strokes([stroke]).inputs, prepare_strokes([stroke + 5.0]).inputs, atol=1e-6)


def test_what_is_no_drawing_is_refused():
    """No thickness, no points, no pairs."""
    with pytest.raises(ValueRangeError, match="thickness is 0, expected a finite number above 0"):
        ink_as_drawn([np.zeros((2, 2))], thickness=0)
    with pytest.raises(ValueRangeError, match="0 points"):
        ink_as_drawn([])
    with pytest.raises(ShapeError, match=r"\(4,\)"):
        ink_as_drawn([np.zeros(4)])
