"""Scaling of own numbers: obvious ranges are recognized, and everything else must be said."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.data.scaling import square_shape, to_inputs
from perceptible.errors import FormatError, ValueRangeError


def _place(number: int, index: tuple[int, ...]) -> str:
    """Name a place as table and index."""
    return f"table {number} at {index}"


def test_numbers_from_0_to_1_stay_as_they_are():
    """Nothing is divided where nothing needs to be."""
    values = np.array([[0.0, 0.25], [1.0, 0.5]])
    (found,), words = to_inputs([values], None, _place)
    np.testing.assert_array_equal(found, values)
    assert (found.dtype, words) == (np.float32, "values from 0 to 1 as they are")


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float32", "float64"])
def test_whole_numbers_up_to_255_are_pixels(dtype):
    """They are kept as bytes; the division by 255 comes later and is said."""
    (found,), words = to_inputs([np.array([[0, 2], [128, 255]], dtype)], None, _place)
    np.testing.assert_array_equal(found, [[0, 2], [128, 255]])
    assert (found.dtype, words) == (np.uint8, "pixels divided by 255")


def test_both_splits_are_treated_alike():
    """A test split that happens to be dark must not be read as numbers from 0 to 1."""
    (train, test), _ = to_inputs([np.array([[0, 200]]), np.array([[0, 1]])], None, _place)
    assert train.dtype == test.dtype == np.uint8


def test_an_explicit_scale_is_divided_by():
    """scikit-learn's digits go up to 16."""
    (found,), words = to_inputs([np.array([[0, 4, 16]])], 16, _place)
    np.testing.assert_array_equal(found, [[0, 0.25, 1]])
    assert words == "values divided by 16"


@pytest.mark.parametrize(
    ("tables", "scale", "message"),
    [
        (
            [[[0.5, 3.5]]],
            None,
            r"table 0 at \(0, 1\) is 3.5, expected numbers from 0 to 1, or whole numbers",
        ),
        ([[[0, 9]], [[7, 256]]], None, r"table 1 at \(0, 1\) is 256, .*Name the largest possible value as scale=..."),
        ([[[0.2, -0.1]]], None, r"\(0, 1\) is -0.1, expected numbers from 0 to 1"),
        ([[[0, np.nan]]], None, r"\(0, 1\) is nan, expected a finite number. Fill the gaps"),
        ([[[0, 2], [np.inf, 1]]], 255, r"\(1, 0\) is inf, expected a finite number"),
        ([[[0, 17]]], 16, r"\(0, 1\) is 17, expected a number from 0 to the scale of 16"),
        ([[[0, -1]]], 16, r"\(0, 1\) is -1, expected a number from 0 to the scale of 16"),
    ],
)
def test_numbers_that_fit_nothing_are_refused_with_their_place(tables, scale, message):
    """The first wrong number is named, and how to say what is meant."""
    with pytest.raises(FormatError, match=message):
        to_inputs([np.array(table) for table in tables], scale, _place)


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf")])
def test_a_scale_must_be_positive(scale):
    """Nothing can be divided by these."""
    with pytest.raises(ValueRangeError, match=f"scale is {scale}, expected a positive number. Give the largest"):
        to_inputs([np.array([[1]])], scale, _place)


def test_squares_are_taken_for_pictures_and_nothing_else():
    """784 columns are 28 x 28; 30 columns, or 4, are a table."""
    assert square_shape(784) == (28, 28)
    assert square_shape(64) == (8, 8)
    assert [square_shape(n) for n in (30, 4, 49)] == [None, None, None]
