"""Backpropagation told as wishes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.gradients import backpropagate, gradient
from perceptible.insight.chains import Chain, Factor
from perceptible.insight.wishes import examples_table, in_float64, wishes
from perceptible.network import Network

KINDS = (
    ("sigmoid", "squared-error"),
    ("softmax", "squared-error"),
    ("sigmoid", "cross-entropy"),
    ("softmax", "cross-entropy"),
)


def _told(seed, output="sigmoid", cost="squared-error", activation="sigmoid"):
    """Follow one random example through a network of 5-4-3."""
    network = Network.random((5, 4, 3), activation=activation, output=output, cost=cost, rng=seed)
    inputs = np.random.default_rng(seed).random(5)
    return network, inputs, wishes(network, inputs, np.eye(3)[seed % 3])


def test_a_chain_of_one_neuron_is_hand_arithmetic():
    """Weight and bias are 0, so a = 1/2: C = 1/4, dC/dz = 2 (1/2 - 1) 1/4 = -1/4, times the input 0.5."""
    told = wishes(Network.random((1, 1), start="zeros"), np.array([0.5]), np.ones(1))
    assert [(each.name, each.value) for each in told.weight(1, 0, 0).factors] == [
        ("2", 2.0), ("a - y", -0.5), ("slope", 0.25), ("activation", 0.5)
    ]  # fmt: skip
    assert (told.cost, told.weight(1, 0, 0).product, told.bias(1, 0).product) == (0.25, -0.125, -0.25)


@pytest.mark.parametrize(("output", "cost"), KINDS)
@pytest.mark.parametrize("activation", ["sigmoid", "relu", "tanh", "softmax"])
def test_every_chain_multiplies_to_the_gradient(output, cost, activation):
    """All weights and biases of a small network; softmax sums in another order, within the last bits."""
    network, inputs, told = _told(1, output, cost, activation)
    found = gradient(in_float64(network), inputs[None], np.eye(3)[1][None])
    for layer, (W, b) in enumerate(zip(found.weights, found.biases, strict=True), start=1):
        chains = [[told.weight(layer, j, k).product for k in range(W.shape[1])] for j in range(W.shape[0])]
        np.testing.assert_allclose(chains, W, rtol=1e-12, atol=1e-17)
        np.testing.assert_allclose([told.bias(layer, j).product for j in range(len(b))], b, rtol=1e-12, atol=1e-17)


@given(seed=st.integers(0, 1000))
def test_chains_of_sigmoids_are_the_gradient_to_the_last_bit(seed):
    """The factors are multiplied in the order in which backpropagation multiplies them."""
    network, inputs, told = _told(seed)
    found = backpropagate(in_float64(network), inputs[None], np.eye(3)[seed % 3][None]).gradient
    for layer in (1, 2):
        chains = [told.weight(layer, 0, k).product for k in range(network.sizes[layer - 1])]
        assert chains == found.weights[layer - 1][0].tolist()


def test_outputs_wish_to_be_what_they_should(digit):
    """Y - a: positive only at the right digit."""
    told = digit
    np.testing.assert_allclose(told.of_outputs, told.targets - told.activations[-1])
    assert (told.of_outputs > 0).tolist() == [True, False, False]


def test_wishes_from_above_add_up(digit):
    """A loop over the neurons above: each asks in proportion to its weight, and -dC/da is their sum."""
    told = digit
    for layer in (0, 1):
        W = np.asarray(told.network.weights[layer])
        by_hand = [sum(-told.deltas[layer][k] * W[k, j] for k in range(len(W))) for j in range(W.shape[1])]
        np.testing.assert_allclose(told.passed(layer).sum(axis=0), by_hand, rtol=1e-13)
        np.testing.assert_allclose(told.of(layer), by_hand, rtol=1e-13)


def test_there_are_three_ways_to_raise_a_neuron(digit):
    """Its bias; weights in proportion to activations; activations in proportion to weights."""
    ways = digit.ways(2, 1)
    assert ways.bias == ways.wish == -digit.deltas[1][1]
    np.testing.assert_array_equal(ways.weights, ways.wish * digit.activations[1])
    np.testing.assert_array_equal(ways.activations, ways.wish * digit.network.weights[1][1])


def test_the_average_row_of_the_table_is_the_negative_gradient():
    """Examples by dials."""
    network, rng = Network.random((5, 4, 3), rng=3), np.random.default_rng(0)
    split = Split(rng.random((7, 5)), np.arange(7) % 3, n_classes=3)
    table = examples_table(network, split)
    found = gradient(in_float64(network), split.inputs, split.targets.astype(np.float64)).to_vector()
    assert table.wishes.shape == (7, network.n_parameters)
    np.testing.assert_allclose(table.average, -found, rtol=1e-10, atol=1e-16)


def test_everything_is_float64_and_read_only(digit):
    """What is shown is not what someone changed."""
    for array in (*digit.activations, *digit.deltas, *digit.pulls, digit.of_outputs, *digit.gradient.weights):
        assert array.dtype == np.float64
        assert not array.flags.writeable


def test_what_is_no_example_is_refused(digit):
    """Several at once, layers that are not there, and neurons."""
    with pytest.raises(ShapeError, match=r"shapes \(1, 5\) and \(3,\), expected \(5,\) and \(3,\): one example"):
        wishes(digit.network, np.ones((1, 5)), np.ones(3))
    with pytest.raises(ValueRangeError, match=r"layer is 2, expected 0 to 1\. Nothing is above the outputs"):
        digit.passed(2)
    with pytest.raises(ValueRangeError, match="previous is 4, expected 0 to 3"):
        digit.weight(2, 0, 4)


def test_tables_that_would_fill_the_memory_are_refused():
    """3,845 examples of the lesson's network are the most."""
    split = Split(np.zeros((3846, 784), np.float32), np.zeros(3846, np.int64))
    with pytest.raises(ValueRangeError, match="3,846 examples, expected at most 3,845"):
        examples_table(Network.random((784, 16, 16, 10), rng=0), split)


def test_an_empty_chain_is_one():
    """So that `times` needs no first factor."""
    assert Chain(()).times("x", 3.0) == Chain((Factor("x", 3.0),))
    assert Chain(()).product == 1


@pytest.fixture
def digit():
    """Return one example of class 0 followed through a network of 5-4-3."""
    return _told(0)[2]
