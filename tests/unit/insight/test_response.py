"""A neuron's activation over other weighted sums than its own."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.errors import ValueRangeError
from perceptible.insight import response
from perceptible.network import Network
from perceptible.network.activations import ACTIVATIONS

IMAGE = np.random.default_rng(1).random(9, dtype=np.float32)


def _network(activation):
    """Return a small network whose neurons all have this activation."""
    cost = "cross-entropy" if activation == "softmax" else "squared-error"
    hidden = "relu" if activation == "softmax" else activation
    return Network.random((9, 4, 3), activation=hidden, output=activation, cost=cost, rng=2)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_neuron_lies_on_its_curve(activation):
    """The dot that figures draw is a point of the curve that they draw."""
    network = _network(activation)
    there = response(network, IMAGE, np.array([0.0]), layer=2, neuron=1)
    again = response(network, IMAGE, np.array([there.z]), layer=2, neuron=1)
    assert again.curve_a[0] == pytest.approx(there.a, abs=1e-12)
    assert there.a == pytest.approx(float(network.outputs(IMAGE[None])[0, 1]), abs=1e-5)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_slope_is_that_of_the_curve(activation):
    """The tangent touches: its slope is the central difference of the curve, to the error of that."""
    network, step = _network(activation), 1e-5
    there = response(network, IMAGE, np.array([0.0]), layer=2, neuron=1)
    low, high = response(network, IMAGE, there.z + np.array([-step, step]), layer=2, neuron=1).curve_a
    assert there.slope == pytest.approx((high - low) / (2 * step), abs=1e-8)


def test_softmax_keeps_the_other_sums():
    """Raising one z takes shares from the others: with all z equal to 0 but one, a = e^z / (e^z + 2)."""
    network = Network.random((9, 3), activation="softmax", cost="cross-entropy", start="zeros")
    z = np.array([-1.0, 0.0, 2.0])
    found = response(network, IMAGE, z)
    np.testing.assert_allclose(found.curve_a, np.exp(z) / (np.exp(z) + 2), rtol=1e-12)


def test_places_that_do_not_exist_are_refused():
    """The same words as for contributions."""
    with pytest.raises(ValueRangeError, match="neuron is 3, expected 0 to 2 in layer 2"):
        response(_network("tanh"), IMAGE, np.zeros(1), layer=2, neuron=3)
