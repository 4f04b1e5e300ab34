"""Weights as pictures."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.errors import ShapeError, UnknownNameError, ValueRangeError
from perceptible.network import Network
from perceptible.plotting import draw_weights

MINUS = "\N{MINUS SIGN}"


@pytest.fixture(scope="module")
def wall(network):
    """Return the sixteen pictures of the first layer."""
    return draw_weights(network)


def _pictures(figure):
    """Return the pictures of numbers in a figure; those in between are the dashes on them."""
    return [image for image in figure.axes[0].images if image.get_array().ndim == 2]


def test_every_neuron_has_its_weights_as_a_picture(network, wall):
    """Row j of the weights is picture j, unrolled as the image was."""
    pictures = _pictures(wall)
    assert len(pictures) == 16 + 1  # and the ramp of the legend
    for picture, weights in zip(pictures[:16], network.weights[0], strict=True):
        np.testing.assert_array_equal(picture.get_array(), weights.reshape(28, 28))


def test_shared_scales_are_one(network, wall):
    """The largest weight of the layer has the strongest color, and a color means the same in every picture."""
    limits = {picture.norm.vmax for picture in _pictures(wall)}
    assert limits == {float(np.abs(network.weights[0]).max())}


def test_own_scales_end_at_the_largest_weight_of_the_neuron(network):
    """Neurons with small weights show as well as those with large ones."""
    pictures = _pictures(draw_weights(network, shared=False))[:16]
    limits = [picture.norm.vmax for picture in pictures]
    np.testing.assert_allclose(limits, np.abs(network.weights[0]).max(axis=1), rtol=1e-6)


def test_every_picture_has_its_name_and_bias(network, wall, texts):
    """Neurons are counted from 1, and biases are not forgotten."""
    written = texts(wall)
    assert {f"neuron {number}" for number in range(1, 17)} <= set(written)
    assert f"bias {network.biases[0][3]:.2f}".replace("-", MINUS) in written


def test_outputs_that_read_pixels_are_named_by_their_digit(texts):
    """Without a hidden layer picture 1 is that of the output 0, and called so in every other figure."""
    written = texts(draw_weights(Network.random((784, 10), rng=0)))
    assert "output 0" in written
    assert "neuron 1" not in written


def test_the_finding_says_how_far_weights_reach(network):
    """How many, the smallest, the largest, and the median size."""
    weights = network.weights[1]
    ends = f"{weights.min():.2f} to {weights.max():.2f}, half within ±{np.median(np.abs(weights)):.2f}"
    assert draw_weights(network, layer=2).get_label() == f"Hidden 2: 256 weights from {ends}".replace("-", MINUS)


def test_layers_that_read_neurons_are_strips(network, texts):
    """A row for each neuron, its weights, its bias apart, and every number written on its cell."""
    figure = draw_weights(network, layer=3)
    weights, biases, _ = _pictures(figure)
    np.testing.assert_array_equal(weights.get_array(), network.weights[2])
    np.testing.assert_array_equal(biases.get_array()[:, 0], network.biases[2])
    assert texts(figure).count(f"{network.weights[2][4, 7]:.1f}".replace("-", MINUS)) >= 1


def test_strips_with_own_scales_hold_shares(network):
    """Each row is divided by its largest weight."""
    weights = _pictures(draw_weights(network, layer=2, shared=False))[0].get_array()
    np.testing.assert_allclose(np.abs(weights).max(axis=1), 1, rtol=1e-6)


def test_networks_at_zero_can_be_drawn():
    """The start "zeros" has no largest weight to divide by."""
    zeros = Network.random((784, 4, 3), start="zeros")
    assert (
        draw_weights(zeros, layer=2, shared=False).get_label()
        == "Outputs: 12 weights from 0.00 to 0.00, half within ±0.00"
    )


def test_what_does_not_exist_is_refused(network):
    """A layer, a scale, and one picture for many networks."""
    with pytest.raises(ValueRangeError, match="layer is 4, expected 1 to 3"):
        draw_weights(network, layer=4)
    with pytest.raises(UnknownNameError, match="scale 'square' is not known"):
        draw_weights(network, scale="square")
    with pytest.raises(ShapeError, match="expected one network"):
        draw_weights(Network.random((9, 2), copies=2, rng=0))
