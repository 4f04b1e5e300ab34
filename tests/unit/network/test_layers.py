"""The dense layer: its forward and its backward rule, by hand."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from perceptible.network.activations import ACTIVATIONS
from perceptible.network.layers import Dense

# Two neurons that look at three activations.
WEIGHTS = np.array([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
BIASES = np.array([0.5, -4.0])
LAYER = Dense(WEIGHTS, BIASES, ACTIVATIONS["relu"])
PREVIOUS = np.array([[1.0, 0.0, 1.0], [0.0, 2.0, 0.0]])


def test_a_neuron_adds_up_weights_times_activations_and_its_bias():
    """1 + 3 + 0.5 = 4.5 and -1 + 1 - 4 = -4 for the first sample; 4 + 0.5 and 0 - 4 for the second."""
    z, a = LAYER.forward(PREVIOUS)
    np.testing.assert_array_equal(z, [[4.5, -4.0], [4.5, -4.0]])
    np.testing.assert_array_equal(a, [[4.5, 0.0], [4.5, 0.0]])


def test_the_gradient_of_a_weight_is_delta_times_activation():
    """Added up over the samples: delta^T a, here 10 * (1, 0, 1) + 2 * (0, 2, 0) for neuron 1."""
    weight_gradient, bias_gradient = LAYER.backward(np.array([[10.0, 1.0], [2.0, 3.0]]), PREVIOUS)
    np.testing.assert_array_equal(weight_gradient, [[10.0, 4.0, 10.0], [1.0, 6.0, 1.0]])
    np.testing.assert_array_equal(bias_gradient, [12.0, 4.0])


def test_wishes_go_back_along_the_weights():
    """10 * (1, 2, 3) + 1 * (-1, 0, 1): every neuron's wishes for the layer before, added up."""
    np.testing.assert_array_equal(LAYER.wishes(np.array([[10.0, 1.0]])), [[9.0, 20.0, 31.0]])


def test_nothing_that_goes_in_is_changed():
    """Functions return new values."""
    previous, delta = PREVIOUS.copy(), np.ones((2, 2))
    LAYER.forward(previous)
    LAYER.backward(delta, previous)
    np.testing.assert_array_equal(previous, PREVIOUS)
    np.testing.assert_array_equal(delta, np.ones((2, 2)))


def test_a_layer_holds_other_numbers_in_a_new_value():
    """The layer itself stays as it was, and so does the rule of its neurons."""
    other = LAYER.holding(WEIGHTS + 1, BIASES)
    assert other.activation is LAYER.activation
    np.testing.assert_array_equal(other.weights - LAYER.weights, np.ones((2, 3)))


def test_a_layer_is_frozen():
    """State goes in and new state comes out."""
    with pytest.raises(FrozenInstanceError, match="weights"):
        LAYER.weights = WEIGHTS


def test_float32_stays_float32():
    """Training runs in float32; one float64 constant would halve its speed."""
    layer = Dense(WEIGHTS.astype(np.float32), BIASES.astype(np.float32), ACTIVATIONS["sigmoid"])
    z, a = layer.forward(PREVIOUS.astype(np.float32))
    weight_gradient, bias_gradient = layer.backward(a, PREVIOUS.astype(np.float32))
    assert {array.dtype for array in (z, a, weight_gradient, bias_gradient)} == {np.dtype(np.float32)}
