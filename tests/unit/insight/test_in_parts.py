"""Averages over many images, taken some at a time, are the averages over all of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trainings import tiny_data

import perceptible as pc
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.in_parts import costs_in_parts, slopes_in_parts

NETWORK = pc.Network.random((36, 4, 3), start="scaled", rng=5)


@settings(max_examples=30)
@given(st.integers(1, 50))
def test_however_the_images_are_divided_the_gradient_is_that_over_all(n_at_once):
    """The library's own gradient over all images at once, in float64; their number is counted on."""
    split = tiny_data().test
    exact = NETWORK.with_parameters(NETWORK.parameters.map(lambda array: array.astype(np.float64)))
    inputs, targets = split.inputs.astype(np.float64), split.targets.astype(np.float64)
    parts = list(slopes_in_parts(NETWORK, split, n_at_once=n_at_once))
    np.testing.assert_allclose(parts[-1].slopes, pc.gradient(exact, inputs, targets).to_vector(), rtol=0, atol=1e-15)
    assert parts[-1].cost == pytest.approx(pc.cost(exact, inputs, targets), rel=1e-14)
    assert [part.n_images for part in parts] == [*range(n_at_once, len(split), n_at_once), len(split)]


def test_each_part_is_the_average_so_far():
    """The first part is the gradient over the first images alone."""
    split = tiny_data().test
    first, second, *_ = slopes_in_parts(NETWORK, split, n_at_once=3)
    (alone,) = slopes_in_parts(NETWORK, split.take(np.arange(6)), n_at_once=6)
    np.testing.assert_allclose(second.slopes, alone.slopes, rtol=0, atol=1e-16)
    assert (first.n_images, second.n_images) == (3, 6)


def test_what_a_turn_does_is_hand_arithmetic():
    """A neuron without weights says 1/2: cost 1/4; with bias ln 3 it says 3/4: cost 1/16, which is 3/16 less."""
    split = Split(np.zeros((2, 1)), np.array([0, 0]), n_classes=1)
    network = pc.Network.random((1, 1), start="zeros")
    *_, found = costs_in_parts(network, split, np.array([1]), np.array([np.log(3.0)]), n_at_once=1)
    assert (found.before, found.after, found.change) == pytest.approx((1 / 4, 1 / 16, -3 / 16), rel=1e-14)


def test_a_change_of_a_trillionth_keeps_its_digits():
    """A turn of 1e-12 times the slope, where the difference of the two averages has lost all but three digits."""
    split = tiny_data().test
    *_, slopes = slopes_in_parts(NETWORK, split)
    dial = int(np.argmax(np.abs(slopes.slopes)))
    *_, found = costs_in_parts(NETWORK, split, np.array([dial]), np.array([1e-11]))
    assert found.change == pytest.approx(1e-11 * slopes.slopes[dial], rel=1e-3)


@pytest.mark.parametrize(
    ("split", "n_at_once", "error", "message"),
    [
        (Split(np.zeros((0, 36)), np.zeros(0, int), 3), 5, ShapeError, "holds 0 images, expected at least one"),
        (tiny_data().test, 0, ValueRangeError, "n_at_once is 0, expected a whole number of at least 1"),
        (Split(np.zeros((2, 7)), np.zeros(2, int), 3), 5, ShapeError, "36"),
    ],
)
def test_what_cannot_be_averaged_is_refused(split, n_at_once, error, message):
    """No images, parts of nothing, images of another size."""
    with pytest.raises(error, match=message):
        next(slopes_in_parts(NETWORK, split, n_at_once=n_at_once))


@pytest.mark.parametrize("turn", [np.nan, np.inf])
def test_a_turn_that_is_no_number_is_refused(turn):
    """Its cost would be none."""
    with pytest.raises(ValueRangeError, match="a turn is not a finite number, expected one"):
        next(costs_in_parts(NETWORK, tiny_data().test, np.array([0]), np.array([turn])))
