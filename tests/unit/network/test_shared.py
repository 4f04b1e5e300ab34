"""Shared weights: against loops over places and filters, and against a convolution of PyTorch."""

import numpy as np
import pytest

from perceptible.errors import SettingsError, ShapeError
from perceptible.network import ACTIVATIONS, Local, Network, Patches, Shared

# Filters of 3 x 3 pixels and 2 channels, at every second pixel of a picture of 5 x 7: at 2 x 3 places.
PATCHES = Patches(height=5, width=7, size=3, stride=2, channels=2)
RNG = np.random.default_rng(0)
LAYER = Shared(RNG.normal(size=(4, 18)), RNG.normal(size=4), ACTIVATIONS["tanh"], PATCHES)
PREVIOUS, DELTA = RNG.random((3, 70)), RNG.normal(size=(3, 24))


def as_maps(neurons):
    """Return activations as PyTorch has them: (n_samples, n_filters, rows, columns)."""
    return np.moveaxis(neurons.reshape(3, 2, 3, 4), -1, 1)


def test_every_place_is_weighed_by_every_filter():
    """One sum for each sample, place and filter; the filters of a place stand side by side."""
    z, a = LAYER.forward(PREVIOUS)
    by_loop = [
        [W @ x[seen] + b for seen in PATCHES.indices for W, b in zip(LAYER.weights, LAYER.biases, strict=True)]
        for x in PREVIOUS
    ]
    np.testing.assert_allclose(z, by_loop, rtol=1e-12)
    np.testing.assert_allclose(a, np.tanh(by_loop), rtol=1e-12)


def test_a_filters_gradient_is_added_up_over_the_places():
    """One dial turns the weight at every place, so all of them count."""
    weight_gradient, bias_gradient = LAYER.backward(DELTA, PREVIOUS)
    weights, biases = np.zeros((4, 18)), np.zeros(4)
    for delta, x in zip(DELTA.reshape(3, 6, 4), PREVIOUS, strict=True):
        for place, seen in enumerate(PATCHES.indices):
            weights += np.outer(delta[place], x[seen])
            biases += delta[place]
    np.testing.assert_allclose(weight_gradient, weights, rtol=1e-12)
    np.testing.assert_allclose(bias_gradient, biases, rtol=1e-12)


def test_it_is_a_convolution_of_pytorch(torch):
    """Forward, the gradient of filters and biases, and the wishes for the picture, by autograd in float64."""
    convolution = torch.nn.Conv2d(2, 4, 3, stride=2, dtype=torch.float64)
    with torch.no_grad():
        convolution.weight.copy_(torch.tensor(np.moveaxis(LAYER.weights.reshape(4, 3, 3, 2), -1, 1).copy()))
        convolution.bias.copy_(torch.tensor(LAYER.biases))
    picture = torch.tensor(np.moveaxis(PREVIOUS.reshape(3, 5, 7, 2), -1, 1).copy(), requires_grad=True)
    z = convolution(picture)
    z.backward(torch.tensor(as_maps(DELTA).copy()))
    np.testing.assert_allclose(as_maps(LAYER.forward(PREVIOUS)[0]), z.detach().numpy(), rtol=1e-12)
    ours = np.moveaxis(LAYER.backward(DELTA, PREVIOUS)[0].reshape(4, 3, 3, 2), -1, 1)
    np.testing.assert_allclose(ours, convolution.weight.grad.numpy(), rtol=1e-12)
    wishes = np.moveaxis(LAYER.wishes(DELTA).reshape(3, 5, 7, 2), -1, 1)
    np.testing.assert_allclose(wishes, picture.grad.numpy(), rtol=1e-12, atol=1e-14)


def test_it_is_a_layer_of_local_fields_with_the_same_weights_everywhere():
    """Tied together, the 6 x 4 local neurons compute the same, and their gradients add up to the filters'."""
    local = Local(np.tile(LAYER.weights, (6, 1)), np.tile(LAYER.biases, 6), LAYER.activation, PATCHES)
    np.testing.assert_allclose(local.forward(PREVIOUS)[0], LAYER.forward(PREVIOUS)[0], rtol=1e-12)
    added = local.backward(DELTA, PREVIOUS)[0].reshape(6, 4, 18).sum(axis=0)
    np.testing.assert_allclose(LAYER.backward(DELTA, PREVIOUS)[0], added, rtol=1e-12)


def test_counts_of_a_small_convolutional_network():
    """8 filters of 5 x 5 and 8 biases, and 1,152 neurons that ten outputs look at: 208 + 11,530."""
    layer = Shared.random(Patches(height=28, width=28, size=5, stride=2), 8, start="he", rng=0)
    network = Network((layer, *Network.random((1152, 10), rng=0).layers))
    assert network.sizes == (784, 1152, 10)
    assert network.n_parameters == 11_738
    assert network.written_out().sizes == network.sizes


def test_filters_of_another_size_are_refused():
    """A filter has a weight for each number of a patch."""
    layer = Shared(np.zeros((4, 9)), np.zeros(4), ACTIVATIONS["tanh"], PATCHES)
    with pytest.raises(ShapeError, match=r"shape \(4, 9\), expected \(\.\.\., n_filters, 18\).* Draw them with Shared"):
        Network((layer,))


def test_a_number_of_filters_that_is_none_is_refused():
    """Said before anything is drawn."""
    with pytest.raises(SettingsError, match=r"n_filters is -2, expected a whole number above 0. Change n_filters"):
        Shared.random(PATCHES, -2)
