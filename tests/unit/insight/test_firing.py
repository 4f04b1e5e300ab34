"""For which classes neurons fire: means over classes, by a loop."""

import numpy as np
import pytest
from tests import tiny

from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.firing import fires_for, mean_activations
from perceptible.network import Local, Network, Patches


@pytest.mark.parametrize("layer", [1, 2])
def test_means_are_those_of_a_loop_over_classes(layer):
    """For a layer of local fields, and the one above it."""
    first = Local.random(Patches(height=2, width=3, size=2), 2, rng=0)
    network = Network((first, *Network.random((4, 3), rng=0).layers))
    split = tiny.split(20)
    activations = network.forward(split.inputs).activations[layer]
    by_loop = [activations[split.labels == label].mean(axis=0) for label in range(3)]
    np.testing.assert_allclose(mean_activations(network, split, layer=layer), np.transpose(by_loop), rtol=1e-5)


def test_a_class_without_images_has_no_mean():
    """Not a 0, which would say that the neuron is dark."""
    split = Split(np.zeros((2, 6), np.float32), np.array([0, 2]), 3)
    found = mean_activations(tiny.network(), split)
    assert np.isnan(found[:, 1]).all()
    assert np.isfinite(found[:, [0, 2]]).all()
    assert fires_for(np.array([[np.nan, 0.5]])) == ((1,),)


def test_a_layer_that_is_not_there_is_refused():
    """The inputs are layer 0, and have no neurons to ask."""
    with pytest.raises(ValueRangeError, match=r"layer is 0, expected 1 to 2\. Layer 1 is the first"):
        mean_activations(tiny.network(), tiny.split(3), layer=0)


def test_many_networks_are_refused():
    """One at a time."""
    with pytest.raises(ShapeError, match="one network"):
        mean_activations(tiny.network(copies=2), tiny.split(3))
