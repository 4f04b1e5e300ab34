"""Off-or-on neurons make a staircase of the cost; continuous ones a slope."""

import numpy as np
import pytest

from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.staircase import cost_along_dial, find_dial, roll_dial, stairs_along_dial, with_steps
from perceptible.network import Network

SIZES = (3, 4, 3, 2)
WEIGHT = 2  # of the first neuron of hidden 1, from the last input


@pytest.fixture
def network():
    """Return a small network with two hidden layers."""
    return Network.random(SIZES, rng=1)


@pytest.fixture
def few():
    """Return seven images of three pixels."""
    rng = np.random.default_rng(2)
    return Split(rng.random((7, 3)).astype(np.float32), rng.integers(0, 2, 7), n_classes=2)


def by_hand(network, split, dial, place):
    """Return the cost with steps in the hidden layers, image by image and neuron by neuron."""
    dials = np.array(network.parameters.to_vector(), np.float64)
    dials[dial] = place
    parameters = network.parameters.from_vector(dials)
    total = 0.0
    for image, label in zip(split.inputs.astype(float), split.labels, strict=True):
        a = image
        for layer, (W, b) in enumerate(zip(parameters.weights, parameters.biases, strict=True), start=1):
            z = [sum(w * x for w, x in zip(row, a, strict=True)) + bias for row, bias in zip(W, b, strict=True)]
            a = [1 / (1 + np.exp(-each)) if layer == len(parameters.weights) else float(each > 0) for each in z]
        total += sum((a[j] - (j == label)) ** 2 for j in range(len(a)))
    return total / len(split)


@pytest.mark.parametrize("dial", [WEIGHT, 3 * 4 + 4 + 1])
def test_every_stair_has_the_cost_that_loops_give_all_along_it(network, few, dial):
    """Anywhere on a stair, not only in its middle: none is left out."""
    stairs = stairs_along_dial(network, few, dial, -6.0, 6.0)
    for place in np.random.default_rng(3).uniform(-6, 6, 40):
        k = np.searchsorted(stairs.edges, place) - 1
        assert stairs.costs[k] == pytest.approx(by_hand(network, few, dial, place), abs=1e-12)


def test_there_is_a_stair_for_each_image_whose_input_is_lit(network):
    """The equation w a + rest = 0 has one solution for each of them; a dark input never makes the neuron jump."""
    inputs = np.array([[0.2, 0.1, 0.5], [0.3, 0.4, 0.9], [0.5, 0.5, 0.0]], np.float32)
    stairs = stairs_along_dial(network, Split(inputs, np.array([0, 1, 0]), n_classes=2), WEIGHT, -1e3, 1e3)
    assert (len(stairs.edges), len(stairs.costs)) == (4, 3)


def test_with_steps_the_gradient_is_0_and_descent_stays_where_it_is(network, few):
    """Whatever the learning rate."""
    way = roll_dial(with_steps(network), few, WEIGHT, learning_rate=1e6, n_steps=3)
    start = float(network.parameters.to_vector()[WEIGHT])
    assert way.slopes.tolist() == [0.0] * 4
    assert way.places.tolist() == [start] * 4
    assert way.costs[0] == pytest.approx(by_hand(network, few, WEIGHT, start), abs=1e-12)


def test_the_smooth_curve_has_the_slopes_of_central_differences(network, few):
    """(C(w + h) - C(w - h)) / 2 h, with an error of the order of h^2."""
    places, h = np.linspace(-2, 2, 5), 1e-5
    found = cost_along_dial(network, few, WEIGHT, places)
    above, below = (cost_along_dial(network, few, WEIGHT, places + sign * h).costs for sign in (1, -1))
    np.testing.assert_allclose(found.slopes, (above - below) / (2 * h), rtol=1e-6, atol=1e-9)


def test_on_the_smooth_curve_descent_goes_down(network, few):
    """Each step is the learning rate times the slope, and lowers the cost where the rate is small."""
    way = roll_dial(network, few, WEIGHT, learning_rate=0.5, n_steps=5)
    np.testing.assert_allclose(np.diff(way.places), -0.5 * way.slopes[:-1])
    assert (np.diff(way.costs) < 0).all()


def test_every_dial_is_found_in_its_layer(network):
    """Counted out: 12 weights and 4 biases, 12 and 3, 6 and 2."""
    numbers = network.parameters.from_vector(np.arange(network.n_parameters))
    for dial in range(network.n_parameters):
        layer, neuron, source = find_dial(network, dial)
        held = numbers.biases[layer - 1][neuron] if source is None else numbers.weights[layer - 1][neuron, source]
        assert held == dial


def test_impossible_dials_rates_and_ends_are_refused(network, few):
    """Each with its value."""
    last = network.n_parameters - 1
    with pytest.raises(ValueRangeError, match=f"no dial 99, expected 0 to {last}"):
        cost_along_dial(network, few, 99, np.zeros(1))
    with pytest.raises(ValueRangeError, match=f"dial {last} belongs to an output"):
        stairs_along_dial(network, few, last, -1.0, 1.0)
    with pytest.raises(ValueRangeError, match=r"the stretch goes from 1\.0 to 1\.0"):
        stairs_along_dial(network, few, WEIGHT, 1.0, 1.0)


@pytest.mark.parametrize("rate", [0, -1, np.nan, np.inf])
def test_a_rate_must_be_above_0(network, few, rate):
    """So that there is a step."""
    with pytest.raises(ValueRangeError, match="expected a rate above 0"):
        roll_dial(network, few, WEIGHT, learning_rate=rate, n_steps=1)


def test_images_of_another_size_are_refused(network):
    """The message is that of evaluation."""
    with pytest.raises(ShapeError, match="the split has 2 inputs"):
        cost_along_dial(network, Split(np.ones((1, 2), np.float32), np.array([0]), n_classes=2), 0, np.zeros(1))
