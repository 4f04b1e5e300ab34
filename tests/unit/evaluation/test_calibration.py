"""Calibration by hand and by loops."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import SettingsError, ShapeError
from perceptible.evaluation import calibrate, wilson_interval


def test_the_error_is_the_gap_weighted_by_images():
    """Two rows: (0.25, 0.25: one of two right) and (0.75, 1.0: two of two). 2/4 * 0.25 + 2/4 * 0.125 = 0.1875."""
    result = calibrate(np.array([0.25, 0.75, 0.25, 1.0]), np.array([True, True, False, True]), n_bins=2)
    assert result.error == 0.1875
    assert [(row.confidence, row.accuracy) for row in result.bins] == [(0.25, 0.5), (0.875, 1.0)]
    assert result.bins[1].interval == wilson_interval(2, 2)


def test_a_row_reaches_up_to_its_upper_edge():
    """Rows of ten: 0.5 is in the fifth (0.4 to 0.5), 0 in the first and 1 in the last."""
    result = calibrate(np.array([0.0, 0.5, 1.0]), np.array([True, True, True]))
    assert [row.n_images for row in result.bins] == [1, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    assert (result.bins[4].low, result.bins[4].high) == (0.4, 0.5)


def test_a_row_without_images_says_so():
    """Nothing is known there: no average of nothing, and nothing added to the error."""
    row = calibrate(np.array([1.0]), np.array([True])).bins[0]
    assert (row.n_images, row.confidence, row.accuracy, row.interval) == (0, None, None, None)


def test_confidence_outside_its_range_counts_as_the_nearer_end():
    """ReLU can say 1.5, which means sure."""
    result = calibrate(np.array([1.5, -0.5]), np.array([True, False]))
    assert result.error == 0.0
    assert (result.bins[-1].n_images, result.bins[0].n_images) == (1, 1)


@given(
    drawn=st.lists(st.tuples(st.floats(0, 1, width=32), st.booleans()), min_size=1, max_size=60),
    n_bins=st.integers(1, 20),
)
def test_the_table_is_what_a_loop_fills(drawn, n_bins):
    """Image by image; the gaps of the rows, weighted, are the error."""
    confidences, correct = map(np.array, zip(*drawn, strict=True))
    result, error = calibrate(confidences, correct, n_bins=n_bins), 0.0
    for number, row in enumerate(result.bins):
        inside = [pair for pair in drawn if row.low < pair[0] <= row.high or (number == 0 and pair[0] == 0)]
        assert row.n_images == len(inside)
        error += abs(sum(right for _, right in inside) - sum(sure for sure, _ in inside)) / len(drawn)
    assert result.error == pytest.approx(error, abs=1e-9)


def test_the_table_goes_into_json_and_back():
    """Rows without images hold null."""
    table = calibrate(np.array([0.9, 0.9], np.float32), np.array([True, False])).as_dict()
    assert json.loads(json.dumps(table, allow_nan=False)) == table


@pytest.mark.parametrize(("n_confidences", "n_answers"), [(3, 2), (0, 0)])
def test_arrays_that_do_not_belong_together_are_refused(n_confidences, n_answers):
    """One confidence and one answer for each image, and at least one image."""
    message = rf"confidences has shape \({n_confidences},\) and is_correct \({n_answers},\).*one answer for each image"
    with pytest.raises(ShapeError, match=message):
        calibrate(np.zeros(n_confidences), np.zeros(n_answers, bool))


def test_a_table_without_rows_is_refused():
    """There is no width to divide by."""
    with pytest.raises(SettingsError, match=r"n_bins is 0, expected a whole number above 0\. Leave it out for 10"):
        calibrate(np.array([1.0]), np.array([True]), n_bins=0)
