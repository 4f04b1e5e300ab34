"""Dials ranked by their slopes."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.gradients import gradient, numerical_gradient
from perceptible.insight.importance import importance, place_of, share_of_top
from perceptible.insight.wishes import in_float64
from perceptible.network import Network

LESSON = (784, 16, 16, 10)


@pytest.fixture(scope="module")
def small():
    """Return a network of 4-3-2 and some images."""
    rng = np.random.default_rng(0)
    return Network.random((4, 3, 2), rng=0), Split(rng.random((6, 4)), np.arange(6) % 2, n_classes=2)


def test_places_follow_the_row_of_all_dials():
    """For every dial the number that the row holds is the one at its place."""
    network = Network.random((4, 3, 2), rng=1)
    row = network.parameters.to_vector()
    for dial, value in enumerate(row):
        place = place_of(network, dial)
        arrays = network.biases if place.previous is None else network.weights
        own = arrays[place.layer - 1][place.neuron]
        assert value == (own if place.previous is None else own[place.previous])


def test_places_are_said_as_people_count():
    """Neuron 7 is number 6, row 9 and column 14 are pixel 8 * 28 + 13."""
    network = Network.random(LESSON, rng=0)
    assert place_of(network, 6 * 784 + 8 * 28 + 13).words((28, 28)) == "hidden 1, neuron 7 from row 9, column 14"
    assert place_of(network, 16 * 784 + 16 + 3 * 16 + 1).words() == "hidden 2, neuron 4 from hidden 1, neuron 2"
    assert place_of(network, 13_001).words() == "output 9, bias"


def test_slopes_are_the_gradient(small):
    """In float64, checked by central differences."""
    network, split = small
    by_nudging = numerical_gradient(in_float64(network), split.inputs, split.targets.astype(np.float64))
    np.testing.assert_allclose(importance(network, split).slopes, by_nudging, rtol=1e-5, atol=1e-9)


def test_the_list_goes_from_steep_to_flat(small):
    """Every dial once, each not steeper than the one before, with its setting."""
    network, split = small
    ranked = importance(network, split).top(network.n_parameters)
    sizes = [abs(each.slope) for each in ranked]
    assert sizes == sorted(sizes, reverse=True)
    assert {each.place.dial for each in ranked} == set(range(network.n_parameters))
    assert all(each.value == network.parameters.to_vector()[each.place.dial] for each in ranked)


def test_gradient_pictures_are_rows_of_the_gradient(small):
    """Row j belongs beside row j of the weights."""
    network, split = small
    expected = gradient(in_float64(network), split.inputs, split.targets.astype(np.float64)).weights[0]
    np.testing.assert_array_equal(importance(network, split).pictures((2, 2)).reshape(3, 4), expected)
    with pytest.raises(ShapeError, match=r"shape is \(3, 3\), expected one of 4 pixels"):
        importance(network, split).pictures((3, 3))


def test_the_share_of_the_top_is_hand_arithmetic():
    """Squares 16, 4, 4, 1 of 25; all of them are everything, nothing of nothing is nothing."""
    slopes = np.array([2.0, -4.0, 1.0, -2.0])
    assert share_of_top(slopes, 0.25) == 16 / 25
    assert share_of_top(slopes, 0.5) == 20 / 25
    assert (share_of_top(slopes, 1), share_of_top(np.zeros(3))) == (1, 0)


def test_what_is_out_of_range_is_refused(small):
    """Dials, fractions, counts."""
    network, split = small
    with pytest.raises(ValueRangeError, match="there is no dial 23, expected 0 to 22"):
        place_of(network, 23)
    with pytest.raises(ValueRangeError, match="fraction is 0, expected above 0 and at most 1"):
        share_of_top(np.ones(3), 0)
    with pytest.raises(ValueRangeError, match="count is -1, expected a whole number of at least 0"):
        importance(network, split).top(-1)
