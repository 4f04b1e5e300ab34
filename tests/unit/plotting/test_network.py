"""The diagram of a network on one input."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.collections import EllipseCollection, PathCollection
from matplotlib.patches import Circle

from perceptible.errors import SettingsError, ShapeError, ValueRangeError
from perceptible.insight import layer_contributions
from perceptible.network import Dense, Network
from perceptible.network.activations import ACTIVATIONS
from perceptible.plotting import draw_network


def _collections(figure, kind):
    """Return the collections of a kind in a figure, in the order of the layers."""
    return [artist for artist in figure.axes[0].collections if isinstance(artist, kind)]


def _answering(*outputs):
    """Return a network that answers so, whatever it sees: a layer with no weights, whose biases are the outputs."""
    layer = Dense(np.zeros((len(outputs), 784), np.float32), np.array(outputs, np.float32), ACTIVATIONS["identity"])
    return Network((layer,), "squared-error")


@pytest.fixture(scope="module")
def figure(network, images):
    """Return the lesson's network on the fourth image, which is a 3."""
    return draw_network(network, images.inputs[3], label=3)


def test_the_image_is_layer_0(figure, images):
    """All 784 pixels, as they entered."""
    np.testing.assert_array_equal(figure.axes[0].images[0].get_array(), images.inputs[3].reshape(28, 28))


def test_neurons_are_lit_by_their_activations(figure, network, images):
    """Every neuron of every layer, with the number of the forward pass."""
    layers = network.forward(images.inputs[3][None]).activations[1:]
    for circles, activations in zip(_collections(figure, EllipseCollection), layers, strict=True):
        np.testing.assert_allclose(circles.get_array(), activations[0], rtol=1e-6)


def test_connections_are_as_thick_as_what_they_carry(figure, network, images):
    """The widest of the last layer is that of the largest contribution, and widths grow with them."""
    lines = _collections(figure, PathCollection)[2]
    carried = np.sort(np.abs(layer_contributions(network, images.inputs[3], layer=3)), axis=None)
    shares = (carried / carried[-1])[-len(lines.get_paths()) :]
    widths = np.array(lines.get_linewidths())
    np.testing.assert_allclose(widths, widths[-1] * (0.3 + 2.9 * shares) / 3.2, rtol=1e-6)


def test_connections_from_the_image_gather_rows(figure, network, images):
    """28 rows to 16 neurons; rows without ink carry nothing and have no line."""
    lines = _collections(figure, PathCollection)[0]
    rows = layer_contributions(network, images.inputs[3], layer=1).reshape(16, 28, 28).sum(axis=2)
    assert len(lines.get_paths()) == np.sum(np.abs(rows) >= 0.01 * np.abs(rows).max())


def test_negative_connections_are_dashed(figure, network, images):
    """The sign is told by a mark as well as by the color."""
    lines = _collections(figure, PathCollection)[1]
    carried = layer_contributions(network, images.inputs[3], layer=2)
    drawn = carried[np.abs(carried) >= 0.01 * np.abs(carried).max()]
    dashed = [pattern is not None for _, pattern in lines.get_linestyles()]
    assert sum(dashed) == np.sum(drawn < 0)


def test_the_answer_has_a_ring(figure, network, images):
    """Around the brightest output, which stands where its neuron stands."""
    rings = [patch for patch in figure.axes[0].patches if isinstance(patch, Circle)]
    answer = int(network.predict(images.inputs[3][None])[0])
    places = _collections(figure, EllipseCollection)[-1].get_offsets()
    assert len(rings) == 1
    assert rings[0].center == pytest.approx(tuple(places[answer]))


@pytest.mark.parametrize(
    ("outputs", "label", "finding"),
    [
        ((0.1, 0.81, 0.2), None, "The answer is 1 (0.81), the next 2 (0.20)"),
        ((0.1, 0.81, 0.2), 1, "The answer is 1 (0.81), the next 2 (0.20): right"),
        ((0.1, 0.81, 0.2), 0, "The answer is 1 (0.81), the next 2 (0.20): wrong, it is 0"),
        ((0.1, 0.5, 0.2), 2, "No output exceeds 0.5, the brightest is 1 (0.50): wrong, it is 2"),
        ((0.6, 0.8, 0.2), 1, "2 outputs exceed 0.5, 1 (0.80) and 0 (0.60): right"),
        ((0.6, 0.8, 0.7), None, "3 outputs exceed 0.5, the brightest 1 (0.80) and 2 (0.70)"),
        ((6.0, 8.0, 7.0), None, "The answer is 1 (8.00), the next 2 (7.00)"),  # no shares: 0.5 means nothing
        ((0.7,), None, "The answer is 0 (0.70)"),
    ],
)
def test_the_finding_is_the_answer(outputs, label, finding, images):
    """It says so when no output exceeds 0.5, and when several do; wrong is a word."""
    assert draw_network(_answering(*outputs), images.inputs[0], label=label).get_label() == finding


def test_the_missed_label_is_named(images, texts):
    """Beside its output, so that one sees how near it came."""
    assert "label" in texts(draw_network(_answering(0.1, 0.8), images.inputs[0], label=0))
    assert "label" not in texts(draw_network(_answering(0.1, 0.8), images.inputs[0], label=1))


def test_inputs_that_are_no_picture_are_neurons():
    """Four measurements are four neurons, lit by what they are."""
    inputs = np.array([0.1, 0.9, 0.4, 0.2])
    figure = draw_network(Network.random((4, 5, 3), rng=0), inputs)
    first = _collections(figure, EllipseCollection)
    assert not any(image.get_array().shape == (2, 2) for image in figure.axes[0].images)
    assert sorted(tuple(circles.get_array()) for circles in first if circles.get_array().size == 4) == [tuple(inputs)]


@pytest.mark.parametrize("sizes", [(784, 129, 10), (784, *[8] * 6, 10), (200, 10)])
def test_networks_too_large_for_a_diagram_are_refused(sizes):
    """The message says what else to look at."""
    with pytest.raises(SettingsError, match=r"is too large for a diagram.*draw_weights"):
        draw_network(Network.random(sizes, rng=0), np.zeros(sizes[0], np.float32))


def test_bad_inputs_and_labels_are_refused(network, images):
    """One input, and a class that exists."""
    with pytest.raises(ShapeError, match=r"expected \(784,\): one input"):
        draw_network(network, images.inputs)
    with pytest.raises(ValueRangeError, match="label is 10, expected 0 to 9"):
        draw_network(network, images.inputs[0], label=10)
