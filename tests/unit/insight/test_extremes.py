"""What fires one neuron most and least, against a loop over the images."""

import numpy as np
import pytest
from tests.tiny import network, split

from perceptible.errors import ValueRangeError
from perceptible.insight import extremes, neuron_activations


@pytest.mark.parametrize(("layer", "neuron"), [(1, 4), (2, 0)])
def test_the_images_are_sorted_by_activation(layer, neuron):
    """The same as asking the network about each image alone."""
    some, images = network(), split(20)
    alone = [some.forward(image[None]).activations[layer][0, neuron] for image in images.inputs]
    found = extremes(some, images, layer=layer, neuron=neuron, count=3)
    order = sorted(range(20), key=lambda index: alone[index])
    assert found.least.tolist() == order[:3]
    assert found.most.tolist() == order[::-1][:3]
    np.testing.assert_allclose(found.mean, np.mean(alone), rtol=1e-6)


def test_means_are_those_of_each_class():
    """Classes without an image have no mean."""
    some, images = network(), split(9).take(np.flatnonzero(split(9).labels < 2))
    found = extremes(some, images)
    a = neuron_activations(some, images)
    np.testing.assert_allclose(found.by_label[:2], [a[images.labels == label].mean() for label in (0, 1)], rtol=1e-6)
    assert np.isnan(found.by_label[2])


def test_a_neuron_far_from_zero_is_saturated():
    """With a bias of 50, no image brings the sigmoid below 0.95; with none and no weights it stays at one half."""
    some = network(start="zeros")
    loud = some.with_parameters(some.parameters.map(lambda array: array + np.float32(50) * (array.ndim == 1)))
    assert extremes(loud, split(6)).saturated == 1
    assert extremes(some, split(6)).saturated == 0


def test_equal_activations_keep_the_order_of_the_split():
    """Nothing depends on how sorting happens to work."""
    found = extremes(network(start="zeros"), split(6), count=4)
    assert found.most.tolist() == found.least.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"count": -1}, "count is -1, expected a whole number of at least 0"),
        ({"layer": 3}, "layer is 3, expected 1 to 2"),
        ({"neuron": 5}, "neuron is 5, expected 0 to 4"),
    ],
)
def test_impossible_places_are_refused(options, message):
    """The sentence says what there is."""
    with pytest.raises(ValueRangeError, match=message):
        extremes(network(), split(6), **options)
