"""What each activation adds to one neuron's weighted sum."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight import Contributions, contributions, layer_contributions
from perceptible.network import Network, Patches, Shared

LESSON = Network.random((784, 16, 16, 10), rng=0)
IMAGE = np.random.default_rng(1).random(784, dtype=np.float32)

numbers = st.floats(-100, 100, allow_nan=False, width=32)
parts_of_neurons = st.integers(1, 40).flatmap(
    lambda n: st.builds(
        lambda weights, activations, bias: Contributions(weights.astype(float), activations.astype(float), bias),
        arrays(np.float32, n, elements=numbers),
        arrays(np.float32, n, elements=st.floats(0, 1, width=32)),
        numbers,
    )
)


def test_terms_are_exact_products():
    """The learner multiplies the two numbers and finds the third, to the last digit."""
    parts = contributions(LESSON, IMAGE, layer=1, neuron=3)
    for index in (0, 100, 783):
        exact = Fraction(float(LESSON.weights[0][3, index])) * Fraction(float(IMAGE[index]))
        assert Fraction(float(parts.terms[index])) == exact


@given(parts=parts_of_neurons)
def test_z_is_the_exactly_rounded_sum(parts):
    """The sum does not depend on the order in which it is made: fractions have no rounding at all."""
    exact = sum(map(Fraction, parts.terms.tolist()), Fraction(parts.bias))
    assert parts.z == float(exact)


@pytest.mark.parametrize(("layer", "neuron"), [(1, 0), (1, 15), (2, 7), (3, 9)])
def test_z_is_that_of_the_forward_pass(layer, neuron):
    """The explanation explains the number that the network computed; float32 rounds after each step."""
    z = LESSON.forward(IMAGE[None]).pre_activations[layer - 1][0, neuron]
    assert contributions(LESSON, IMAGE, layer=layer, neuron=neuron).z == pytest.approx(float(z), abs=1e-5)


def test_weights_and_activations_are_those_of_the_neuron():
    """Row j belongs to neuron j, and a layer reads the activations of the layer before."""
    parts = contributions(LESSON, IMAGE, layer=2, neuron=5)
    np.testing.assert_array_equal(parts.weights, LESSON.weights[1][5])
    np.testing.assert_array_equal(parts.activations, LESSON.forward(IMAGE[None]).activations[1][0])
    assert parts.bias == float(LESSON.biases[1][5])


def test_layer_contributions_hold_every_neuron():
    """One call for the whole layer gives the rows of the calls for each neuron."""
    table = layer_contributions(LESSON, IMAGE, layer=1)
    assert table.shape == (16, 784)
    np.testing.assert_array_equal(table[6], contributions(LESSON, IMAGE, neuron=6).terms)


def test_pytorch_networks_can_be_explained(torch):
    """The numbers are the same, whatever library holds them."""
    network = LESSON.with_parameters(LESSON.parameters.map(lambda array: torch.asarray(np.array(array))))
    parts = contributions(network, torch.asarray(IMAGE), neuron=2)
    np.testing.assert_array_equal(parts.terms, contributions(LESSON, IMAGE, neuron=2).terms)


@pytest.mark.parametrize(
    ("layer", "neuron", "message"),
    [
        (0, 0, r"layer is 0, expected 1 to 3.* Layer 1 is the first"),
        (4, 0, r"layer is 4, expected 1 to 3, as the network 784-16-16-10"),
        (1, 16, r"neuron is 16, expected 0 to 15 in layer 1\. Neurons are counted from 0"),
        (3, -1, r"neuron is -1, expected 0 to 9"),
    ],
)
def test_places_that_do_not_exist_are_refused(layer, neuron, message):
    """Python would take -1 as the last neuron without a word."""
    with pytest.raises(ValueRangeError, match=message):
        contributions(LESSON, IMAGE, layer=layer, neuron=neuron)


@pytest.mark.parametrize("shape", [(1, 784), (28, 28)])
def test_more_than_one_input_is_refused(shape):
    """The sum is that of one input; the message says how to take one."""
    with pytest.raises(ShapeError, match=r"expected \(784,\): one input\. Take one row, inputs\[0\]"):
        contributions(LESSON, IMAGE.reshape(shape))


def test_many_networks_at_once_are_refused():
    """A neuron belongs to one network."""
    with pytest.raises(ShapeError, match=r"leading axes \(3,\).*expected one network"):
        contributions(Network.random((784, 2), copies=3, rng=0), IMAGE)


def test_a_shared_weight_is_shown_where_it_is_written_out():
    """One dial stands at many places: what joins two neurons is asked of the dense network that computes the same."""
    shared = Shared.random(Patches(height=2, width=3, size=2), 1, rng=0)
    network, image = Network((shared,)), np.full(6, 0.5, np.float32)
    with pytest.raises(ShapeError, match=r"of kind 'shared', expected dense ones.* Ask about network.written_out\(\)"):
        contributions(network, image, layer=1, neuron=0)
    parts = contributions(network.written_out(), image, layer=1, neuron=1)
    assert parts.z == pytest.approx(float(network.forward(image[None]).pre_activations[0][0, 1]), abs=1e-6)
