"""Local fields: by hand, against a loop over neurons, and against a masked linear layer in PyTorch."""

import numpy as np
import pytest

from perceptible.errors import SettingsError, ShapeError
from perceptible.network import ACTIVATIONS, Local, Network, Patches

# Three patches of 2 x 2 pixels in a picture of 2 x 4, and two neurons at each.
PATCHES = Patches(height=2, width=4, size=2)
RNG = np.random.default_rng(0)
LAYER = Local(RNG.normal(size=(6, 4)), RNG.normal(size=6), ACTIVATIONS["tanh"], PATCHES)
PREVIOUS, DELTA = RNG.random((5, 8)), RNG.normal(size=(5, 6))
# Pixels 0 to 3 are the upper row, 4 to 7 the lower.
SEEN = [[0, 1, 4, 5], [0, 1, 4, 5], [1, 2, 5, 6], [1, 2, 5, 6], [2, 3, 6, 7], [2, 3, 6, 7]]


def test_a_neuron_weighs_its_own_patch():
    """One sum for each neuron and sample, over the four pixels that it sees."""
    z, a = LAYER.forward(PREVIOUS)
    by_loop = [[LAYER.weights[j] @ x[SEEN[j]] + LAYER.biases[j] for j in range(6)] for x in PREVIOUS]
    np.testing.assert_allclose(z, by_loop, rtol=1e-13)
    np.testing.assert_allclose(a, np.tanh(by_loop), rtol=1e-13)


def test_the_gradient_is_delta_times_the_pixels_seen():
    """The same as for a dense neuron, of four inputs."""
    weight_gradient, bias_gradient = LAYER.backward(DELTA, PREVIOUS)
    by_loop = [DELTA[:, j] @ PREVIOUS[:, SEEN[j]] for j in range(6)]
    np.testing.assert_allclose(weight_gradient, by_loop, rtol=1e-13)
    np.testing.assert_allclose(bias_gradient, DELTA.sum(axis=0), rtol=1e-13)


def test_wishes_go_to_the_pixels_seen():
    """Each neuron asks of its four pixels, and what is asked of a pixel is added up."""
    by_loop = np.zeros((5, 8))
    for j, seen in enumerate(SEEN):
        by_loop[:, seen] += DELTA[:, [j]] * LAYER.weights[j]
    np.testing.assert_allclose(LAYER.wishes(DELTA), by_loop, rtol=1e-12)


def test_it_is_a_masked_linear_layer_of_pytorch(torch):
    """Forward, and autograd through the mask: outside it there is no gradient."""
    mask = np.zeros((6, 8))
    for j, seen in enumerate(SEEN):
        mask[j, seen] = 1
    full = torch.tensor(np.where(mask > 0, LAYER.written_out().weights, 7.0), requires_grad=True)
    z = torch.tensor(PREVIOUS) @ (full * torch.tensor(mask)).T + torch.tensor(LAYER.biases)
    z.backward(torch.tensor(DELTA))
    np.testing.assert_allclose(LAYER.forward(PREVIOUS)[0], z.detach().numpy(), rtol=1e-13)
    ours = LAYER.holding(LAYER.backward(DELTA, PREVIOUS)[0], LAYER.biases).written_out().weights
    np.testing.assert_allclose(ours, full.grad.numpy(), rtol=1e-12, atol=1e-15)


def test_a_scaled_start_goes_by_the_size_of_the_patch():
    """N(0, 1/n) with n = 100 inputs of a patch, not 784: 40,000 draws have a spread of 0.1 within 2 %."""
    layer = Local.random(Patches(height=28, width=28, size=10, stride=6), 25, start="scaled", rng=0)
    assert layer.weights.shape == (400, 100)
    assert layer.weights.std() == pytest.approx(0.1, rel=0.02)
    assert layer.weights.dtype == np.float32


def test_the_lessons_sizes_have_fewer_dials():
    """16 x 100 + 16 + 16 x 16 + 16 + 16 x 10 + 10 = 2,058, where dense fields have 13,002."""
    layer = Local.random(Patches(height=28, width=28, size=10, stride=6), rng=0)
    network = Network((layer, *Network.random((16, 16, 10), rng=0).layers))
    assert network.sizes == (784, 16, 16, 10)
    assert network.n_parameters == 2_058
    assert repr(network).startswith("<Network 784-16-16-10, local sigmoid sigmoid sigmoid,")


def test_neurons_that_cannot_be_shared_out_are_refused():
    """Five neurons at three patches: nobody can say who looks where."""
    layer = Local(np.zeros((5, 4)), np.zeros(5), ACTIVATIONS["tanh"], PATCHES)
    with pytest.raises(
        ShapeError, match=r"shape \(5, 4\), expected \(\.\.\., a multiple of 3, 4\).* Draw them with Local"
    ):
        Network((layer,))


def test_a_picture_of_another_size_is_refused():
    """The neurons of the layer before are the picture that the patches are of."""
    below = Network.random((3, 9), rng=0).layers
    with pytest.raises(ShapeError, match=r"layer 2 reads 8 numbers, expected 9, the neurons .* Give it patches"):
        Network((*below, Local.random(PATCHES, rng=0)))


def test_a_number_of_neurons_that_is_none_is_refused():
    """Said before anything is drawn."""
    with pytest.raises(SettingsError, match=r"n_each is 0, expected a whole number above 0. Change n_each"):
        Local.random(PATCHES, 0)
