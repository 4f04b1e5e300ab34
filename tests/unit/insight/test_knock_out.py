"""Parts silenced one at a time: the same as a network that was changed so and asked anew."""

import numpy as np
import pytest

import perceptible as pc
from perceptible.data.dataset import Split
from perceptible.insight.knock_out import Part, connections_of, knock_out, neurons_of


@pytest.fixture(scope="module")
def split():
    """Return random inputs, a third of them 0, with random labels."""
    rng = np.random.default_rng(1)
    inputs = rng.random((300, 6)).astype(np.float32) * (rng.random((300, 6)) > 1 / 3)
    return Split(inputs.astype(np.float32), rng.integers(0, 3, 300), n_classes=3)


def changed(network, layer, row, column):
    """Return the network with some weights of a layer at 0."""
    weights = [np.array(array) for array in network.weights]
    weights[layer - 1][row, column] = 0
    return network.with_parameters(type(network.parameters)(tuple(weights), network.biases))


def expected(network, split):
    """Return right answers by class, and the cost, image by image."""
    right = np.zeros(3, int)
    for image, label in zip(split.inputs, split.labels, strict=True):
        right[label] += int(network.predict(image[None])[0]) == label
    return right, pc.evaluate(network, split).cost


@pytest.mark.parametrize(("activation", "output"), [("sigmoid", "sigmoid"), ("relu", "softmax"), ("tanh", "identity")])
@pytest.mark.parametrize("layer", [1, 2])
def test_a_neuron_held_at_zero_is_one_that_nobody_listens_to(split, activation, output, layer):
    """Its column of the next matrix at 0, and all images asked again."""
    network = pc.Network.random((6, 5, 4, 3), activation=activation, output=output, rng=2)
    found = knock_out(network, split, neurons_of(network, layer))
    for neuron in range(network.sizes[layer]):
        right, cost = expected(changed(network, layer + 1, slice(None), neuron), split)
        assert found.right[neuron].tolist() == right.tolist()
        assert found.costs[neuron] == pytest.approx(cost, rel=1e-5)


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_a_connection_is_silenced_by_a_weight_of_zero(split, layer):
    """Of every layer, the first one too, where only images with that input lit are computed again."""
    network = pc.Network.random((6, 5, 4, 3), activation="relu", output="sigmoid", rng=3)
    found = knock_out(network, split, connections_of(network, layer))
    for place, part in enumerate(found.parts):
        right, cost = expected(changed(network, layer, part.neuron, part.previous), split)
        assert found.right[place].tolist() == right.tolist()
        assert found.costs[place] == pytest.approx(cost, rel=1e-5)


def test_a_neuron_held_at_its_mean_is_a_bias(split):
    """Its weights times the mean join the biases of the layer after it."""
    network = pc.Network.random((6, 4, 3), rng=4)
    mean = network.forward(split.inputs).activations[1].mean(axis=0)
    found = knock_out(network, split, neurons_of(network), hold="mean")
    for neuron in range(4):
        silent = changed(network, 2, slice(None), neuron)
        biases = (network.biases[0], network.biases[1] + network.weights[1][:, neuron] * mean[neuron])
        held = silent.with_parameters(type(network.parameters)(silent.weights, biases))
        assert found.right[neuron].tolist() == expected(held, split)[0].tolist()


def test_what_breaks_most_comes_first(split):
    """By accuracy, then by cost; the whole network's own numbers stand beside."""
    network = pc.Network.random((6, 5, 4, 3), rng=5)
    found, whole = knock_out(network, split, neurons_of(network)), pc.evaluate(network, split)
    pairs = [(found.accuracies[k], -found.costs[k]) for k in found.order]
    assert pairs == sorted(pairs)
    assert (found.accuracy_before, found.cost_before) == pytest.approx((whole.accuracy, whole.cost), rel=1e-6)
    assert found.changes_by_class.shape == (9, 3)


def test_a_neuron_that_nobody_listens_to_breaks_nothing(split):
    """A planted one: all its weights are 0 already."""
    network = changed(pc.Network.random((6, 5, 3), rng=6), 2, slice(None), 1)
    found = knock_out(network, split, [Part(1, 1)])
    assert found.right[0].tolist() == found.before.tolist()
    assert not found.changes_by_class.any()


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (Part(3, 0), "layer 3 is the outputs, expected a hidden layer.*before them"),
        (Part(4, 0), "layer is 4, expected 1 to 3"),
        (Part(1, 5), "neuron is 5, expected 0 to 4"),
        (Part(2, 0, 5), "previous is 5, expected 0 to 4.*Choose one"),
        (Part(2, 0, -1), "previous is -1"),
    ],
)
def test_parts_that_are_not_there_are_refused(split, part, message):
    """The outputs too: without one, its class has no answer."""
    network = pc.Network.random((6, 5, 4, 3), rng=0)
    with pytest.raises(pc.PerceptibleError, match=message):
        knock_out(network, split, [part])


def test_other_holds_and_many_networks_are_refused(split):
    """In our words."""
    with pytest.raises(pc.PerceptibleError, match="hold 'half' is not known, expected one of: zero, mean"):
        knock_out(pc.Network.random((6, 5, 3), rng=0), split, [Part(1, 0)], hold="half")
    with pytest.raises(pc.PerceptibleError, match="leading axes"):
        neurons_of(pc.Network.random((6, 5, 3), copies=2, rng=0))
