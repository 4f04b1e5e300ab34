"""Activations at values worked out by hand."""

import math

import numpy as np
import pytest

from perceptible.errors import UnknownNameError
from perceptible.network.activations import ACTIVATIONS, activation_named, identity, relu, sigmoid, softmax, tanh


def test_the_sigmoid_crosses_one_half_at_zero():
    """A weighted sum of 0 leaves a neuron undecided."""
    assert sigmoid(np.array([0.0]))[0] == 0.5


def test_the_sigmoid_follows_its_formula():
    """1 / (1 + e^-z) in plain Python says the same, to the last two bits of float64."""
    z = [-3.5, -1.0, 0.25, 2.0, 7.0]
    expected = [1 / (1 + math.exp(-one)) for one in z]
    np.testing.assert_allclose(sigmoid(np.array(z)), expected, rtol=4e-16)


def test_tiny_activations_keep_their_digits():
    """Far on the left the sigmoid is e^z; 1 - sigma(-z) would round it to 0."""
    np.testing.assert_allclose(sigmoid(np.array([-50.0])), [math.exp(-50)], rtol=1e-15)


def test_relu_keeps_what_is_positive():
    """And nothing else."""
    np.testing.assert_array_equal(relu(np.array([[-2.0, 0.0, 3.0]])), [[0.0, 0.0, 3.0]])


def test_tanh_is_a_stretched_sigmoid():
    """tanh(z) = 2 sigma(2z) - 1, so that the two families of networks can express the same functions."""
    z = np.linspace(-4, 4, 33)
    np.testing.assert_allclose(tanh(z), 2 * sigmoid(2 * z) - 1, rtol=0, atol=4e-16)


def test_identity_passes_its_argument_on():
    """No copy is made: nothing writes to activations."""
    z = np.array([[1.0, -1.0]])
    assert identity(z) is z


def test_softmax_gives_shares():
    """e^0 = 1 and e^(log 3) = 3: one quarter and three quarters."""
    np.testing.assert_allclose(softmax(np.array([[0.0, math.log(3.0)]])), [[0.25, 0.75]], rtol=1e-15)


def test_the_slope_of_the_sigmoid_is_largest_at_zero():
    """Its value there is 1/2, and the slope is sigma (1 - sigma) = 1/2 * 1/2."""
    z = np.array([0.0])
    assert ACTIVATIONS["sigmoid"].slope(z, sigmoid(z))[0] == 0.25


def test_relu_has_slope_zero_at_its_corner():
    """There is no slope at 0 itself; the usual choice is 0, in the float kind of the activations."""
    z = np.array([-1.0, 0.0, 1.0], np.float32)
    slope = ACTIVATIONS["relu"].slope(z, relu(z))
    np.testing.assert_array_equal(slope, [0.0, 0.0, 1.0])
    assert slope.dtype == np.float32


def test_softmax_has_no_slope_of_its_own():
    """Each of its outputs depends on every z."""
    assert ACTIVATIONS["softmax"].slope is None


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_is_filed_under_its_own_name(name):
    """Files and settings hold the name, and must find the same rule again."""
    assert activation_named(name).name == name


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nan_is_never_hidden(name):
    """A network that diverged must be seen to have diverged, whatever its activation."""
    assert np.isnan(ACTIVATIONS[name].value(np.array([[math.nan, 1.0]]))[0, 0])


def test_an_unknown_activation_is_refused_with_a_suggestion():
    """A slip of the finger gets the name that was meant."""
    with pytest.raises(UnknownNameError, match=r"activation 'sigmod' is not known.*sigmoid, relu.*mean 'sigmoid'\?"):
        activation_named("sigmod")
