"""How many neurons are saturated, and how steep the cost is layer by layer."""

import numpy as np
import pytest

from perceptible.data.dataset import Split
from perceptible.errors import ShapeError
from perceptible.gradients import numerical_gradient
from perceptible.insight.saturation import saturated, slopes_by_layer
from perceptible.network import Network, Parameters


def one_neuron(activation, weights):
    """Return a network whose hidden neurons see one input, each with its own weight."""
    n_hidden = len(weights)
    network = Network.random((1, n_hidden, 2), activation=activation, output="sigmoid")
    W = np.array(weights, np.float64)[:, None]
    return network.with_parameters(Parameters((W, np.ones((2, n_hidden))), (np.zeros(n_hidden), np.zeros(2))))


@pytest.mark.parametrize(
    ("activation", "weights"),
    [
        ("sigmoid", [-3.0, -2.9, 0.0, 2.9, 3.0]),  # logit(0.05) = -2.944
        ("tanh", [-1.5, -1.4, 0.0, 1.4, 1.5]),  # artanh(0.9) = 1.472
        ("relu", [-1.0, 0.1, 1.0, 9.0, -0.1]),  # silent below 0
    ],
)
def test_the_shares_are_those_counted_by_hand(activation, weights):
    """Two of five neurons lie beyond the bounds, which the comments give."""
    np.testing.assert_allclose(saturated(one_neuron(activation, weights), np.ones((4, 1))), [0.4])


def test_slopes_are_the_size_of_those_by_central_differences():
    """Every weight moved by hand, and the root mean square taken layer by layer."""
    rng = np.random.default_rng(0)
    split = Split(rng.random((5, 3)), np.array([0, 1, 0, 1, 1]), n_classes=2)
    network = Network.random((3, 4, 2), rng=1)
    exact = network.with_parameters(network.parameters.map(lambda array: array.astype(np.float64)))
    moved = numerical_gradient(exact, split.inputs, split.targets.astype(np.float64))
    expected = [np.sqrt(np.mean(W**2)) for W in exact.parameters.from_vector(moved).weights]
    np.testing.assert_allclose(slopes_by_layer(network, split), expected, rtol=1e-6)


def test_slopes_vanish_by_the_slope_of_the_sigmoid_in_each_layer():
    """Weights of 1 and z of 0: each layer back multiplies by 1/4, the slope there, and inputs are 1/2 everywhere."""
    network = Network.random((1, 1, 1, 1))
    one, bias = np.ones((1, 1)), -0.5 * np.ones(1)  # z = 1/2 - 1/2
    network = network.with_parameters(Parameters((one,) * 3, (bias,) * 3))
    slopes = slopes_by_layer(network, Split(np.array([[0.5]]), np.array([0]), n_classes=1))
    np.testing.assert_allclose(slopes[:-1] / slopes[1:], 0.25)


def test_no_images_and_many_networks_are_refused():
    """There is no share of nothing."""
    with pytest.raises(ShapeError, match="no inputs, expected at least one"):
        saturated(Network.random((2, 2), rng=0), np.zeros((0, 2)))
    with pytest.raises(ShapeError, match="many networks at once, expected one"):
        saturated(Network.random((2, 2), copies=3, rng=0), np.zeros((1, 2)))
