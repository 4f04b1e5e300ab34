"""The network: what it is made of, what it answers, and everything it refuses."""

import math
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from perceptible.errors import DtypeError, SettingsError, ShapeError, UnknownNameError, ValueRangeError
from perceptible.network.activations import ACTIVATIONS
from perceptible.network.layers import Dense
from perceptible.network.model import Network, cost, costs
from perceptible.network.parameters import Parameters

SIGMOID, RELU = ACTIVATIONS["sigmoid"], ACTIVATIONS["relu"]
LESSON = Network.random((784, 16, 16, 10), rng=0)
SMALL = Network.random((4, 3, 2), rng=0)


def layer(n_neurons, n_previous, activation=SIGMOID):
    """Return a layer of zeros."""
    return Dense(np.zeros((n_neurons, n_previous)), np.zeros(n_neurons), activation)


def test_the_dials_can_be_read_by_layer():
    """Row j of W(l) belongs to neuron j of layer l."""
    assert [W.shape for W in LESSON.weights] == [(16, 784), (16, 16), (10, 16)]
    assert [b.shape for b in LESSON.biases] == [(16,), (16,), (10,)]
    assert LESSON.sizes == (784, 16, 16, 10)


def test_a_random_network_is_in_float32():
    """Halving the memory makes training faster; gradient checks use float64."""
    assert {array.dtype for array in (*LESSON.weights, *LESSON.biases)} == {np.dtype(np.float32)}


def test_the_last_layer_may_have_an_activation_of_its_own():
    """Without `output` it has that of the hidden layers."""
    assert Network.random((4, 3, 3, 2), activation="relu", output="softmax", rng=0).activations == (
        *("relu", "relu"),
        "softmax",
    )
    assert SMALL.activations == ("sigmoid", "sigmoid")


def test_the_same_seed_makes_the_same_network():
    """And another seed another one."""
    again, other = Network.random((4, 3, 2), rng=0), Network.random((4, 3, 2), rng=1)
    np.testing.assert_array_equal(again.parameters.to_vector(), SMALL.parameters.to_vector())
    assert (other.parameters.to_vector() != SMALL.parameters.to_vector()).all()


def test_a_generator_moves_on():
    """Two networks from one generator differ, as two throws of dice do."""
    rng = np.random.default_rng(0)
    first, second = Network.random((4, 2), rng=rng), Network.random((4, 2), rng=rng)
    assert (first.weights[0] != second.weights[0]).all()


def test_copies_are_many_networks_along_a_leading_axis():
    """Each has its own dials, and a row of outputs of its own."""
    many = Network.random((4, 3, 2), copies=5, rng=0)
    assert many.weights[0].shape == (5, 3, 4)
    assert many.outputs(np.zeros((7, 4), np.float32)).shape == (5, 7, 2)
    assert many.n_parameters == SMALL.n_parameters


def test_the_answer_is_the_brightest_output():
    """Weights that copy the input make the largest input the answer; of two equal ones, the first."""
    network = Network((Dense(np.eye(3), np.zeros(3), ACTIVATIONS["identity"]),))
    answers = network.predict(np.array([[0.0, 0.5, 0.25], [0.5, 0.0, 0.5]]))
    np.testing.assert_array_equal(answers, [1, 0])


def test_an_untrained_network_of_zeros_costs_a_quarter_an_output():
    """Every output is 0.5 and every target 0 or 1: (0.5)^2 for each of the two outputs."""
    network = Network.random((4, 3, 2), start="zeros")
    targets = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
    np.testing.assert_array_equal(costs(network, np.zeros((3, 4)), targets), [0.5, 0.5, 0.5])


def test_the_cost_is_the_average_over_the_samples():
    """One sample is right (0), one wrong by 1 in one output (1): on average 1/2."""
    network = Network((layer(2, 1, ACTIVATIONS["identity"]),))
    assert cost(network, np.zeros((2, 1)), np.array([[0.0, 0.0], [1.0, 0.0]])) == 0.5


def test_many_networks_have_many_costs():
    """One number for each, along the leading axis."""
    many = Network.random((4, 2), copies=3, start="zeros")
    np.testing.assert_array_equal(cost(many, np.zeros((1, 4)), np.array([[0.0, 1.0]])), [0.5, 0.5, 0.5])


def test_other_numbers_make_another_network():
    """The first one stays as it was; rules and cost are kept."""
    doubled = SMALL.with_parameters(SMALL.parameters.map(lambda array: 2 * array))
    np.testing.assert_array_equal(doubled.parameters.to_vector(), 2 * SMALL.parameters.to_vector())
    assert (doubled.activations, doubled.cost) == (SMALL.activations, SMALL.cost)


def test_the_dials_cannot_be_changed_in_place():
    """Neither through the network nor through the arrays it was made from."""
    weights = np.ones((1, 2))
    network = Network((Dense(weights, np.zeros(1), SIGMOID),))
    weights[0, 0] = 5.0
    assert network.weights[0][0, 0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        network.weights[0][0, 0] = 2.0


def test_a_network_is_frozen():
    """State goes in and new state comes out."""
    with pytest.raises(FrozenInstanceError, match="cost"):
        SMALL.cost = "cross-entropy"


def test_inputs_are_not_modified():
    """Looking changes nothing."""
    inputs = np.random.default_rng(0).random((5, 4))
    before = inputs.copy()
    SMALL.forward(inputs)
    np.testing.assert_array_equal(inputs, before)


def test_one_line_describes_the_network():
    """A notebook shows it where the value of a cell is a network."""
    assert repr(LESSON) == ("<Network 784-16-16-10, sigmoid sigmoid sigmoid, squared-error, 13,002 parameters>")


def test_a_notebook_shows_a_table_of_layers():
    """Plain HTML: 784 x 16 = 12,544 weights in the first row, and no script."""
    html = LESSON._repr_html_()
    assert "<td>12,544</td><td>16</td>" in html
    assert "784 inputs, 13,002 parameters" in html
    assert "<script" not in html


# What a network refuses to look at.


@pytest.mark.parametrize("kind", ["uint8", "int64", "bool"])
def test_whole_numbers_are_refused(kind):
    """Pixels as they lie in the files go from 0 to 255."""
    with pytest.raises(DtypeError, match=rf"inputs hold {kind}, expected float32 or float64\. Divide pixels by 255"):
        LESSON.forward(np.zeros((2, 784), kind))


def test_pixels_that_were_never_divided_are_refused():
    """They saturate every neuron, and the network answers without a hint of doubt."""
    with pytest.raises(ValueRangeError, match=r"go up to 255 in whole numbers, expected 0 .black. to 1.*inputs / 255"):
        LESSON.forward(np.full((2, 784), 255.0))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_the_first_number_that_is_none_is_named(value):
    """Sample 1, pixel 7: whoever has to look for it knows where."""
    inputs = np.zeros((3, 784), np.float32)
    inputs[1, 7] = inputs[2, 0] = value
    with pytest.raises(ValueRangeError, match=rf"inputs\[1, 7\] is {value}, expected a finite number.*nan_to_num"):
        LESSON.forward(inputs)


def test_unflattened_images_are_refused():
    """28 x 28 pixels are 784 numbers in a row."""
    with pytest.raises(ShapeError, match=r"shape \(5, 28, 28\), expected \(\.\.\., n_samples, 784\).*reshape.*784\)"):
        LESSON.forward(np.zeros((5, 28, 28), np.float32))


def test_a_single_image_without_an_axis_is_refused():
    """One sample is a batch of one."""
    with pytest.raises(ShapeError, match=r"shape \(784,\), expected \(\.\.\., n_samples, 784\).*inputs\[None, :\]"):
        LESSON.forward(np.zeros(784, np.float32))


def test_the_wrong_number_of_pixels_is_refused():
    """Images of 32 x 32 belong to another network."""
    with pytest.raises(ShapeError, match=r"shape \(5, 1024\), expected .*784.*must have 784 numbers"):
        LESSON.forward(np.zeros((5, 1024), np.float32))


@pytest.mark.parametrize("inputs", [[[0.0] * 784], None, 0.5, "pixels"], ids=["list", "None", "float", "str"])
def test_what_is_no_array_is_refused(inputs):
    """A list is one call away from an array, and the message names the call."""
    with pytest.raises(DtypeError, match=rf"expected, found {type(inputs).__name__}.*numpy\.asarray"):
        LESSON.forward(inputs)


# What the costs refuse to compare with.


def test_labels_in_place_of_targets_are_refused():
    """The most common slip: class numbers where one output for each class is expected."""
    with pytest.raises(DtypeError, match=r"targets hold int64, expected float32.*one_hot\(labels, n_classes\)"):
        cost(SMALL, np.zeros((3, 4)), np.array([0, 1, 1]))


def test_targets_for_other_samples_are_refused():
    """Three inputs need three rows of targets."""
    with pytest.raises(ShapeError, match=r"targets has shape \(2, 2\), expected \(\.\.\., 3, 2\)"):
        cost(SMALL, np.zeros((3, 4)), np.zeros((2, 2)))


def test_targets_that_are_no_numbers_are_refused():
    """NaN would make the cost NaN, far from where it came in."""
    with pytest.raises(ValueRangeError, match=r"targets\[0, 1\] is nan, expected a finite number"):
        costs(SMALL, np.zeros((1, 4)), np.array([[0.0, math.nan]]))


# What no network can be made of.


@pytest.mark.parametrize("sizes", [(), (784,), (784, 0, 10), (784, -16, 10), (784, 16.0, 10), (784, True)])
def test_impossible_sizes_are_refused(sizes):
    """At least two layers, of whole numbers above 0."""
    with pytest.raises(SettingsError, match=r"sizes is \(.*expected at least two whole numbers above 0.*784, 16"):
        Network.random(sizes)


@pytest.mark.parametrize("sizes", [784, "784-16-10", {784, 10}, None])
def test_sizes_that_are_no_sequence_are_refused(sizes):
    """The order of the layers must be plain."""
    with pytest.raises(DtypeError, match=r"sizes is .*expected a sequence of whole numbers.*inputs first"):
        Network.random(sizes)


@pytest.mark.parametrize("copies", [0, -1, 2.0, "2"])
def test_impossible_numbers_of_copies_are_refused(copies):
    """No network, or half of one, is not many networks."""
    with pytest.raises(SettingsError, match=r"copies is .*expected a whole number above 0.*Leave it out"):
        Network.random((4, 2), copies=copies)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"activation": "sigmoidd"}, r"activation 'sigmoidd'.*Did you mean 'sigmoid'\?"),
        ({"output": "softmx"}, r"activation 'softmx'.*Did you mean 'softmax'\?"),
        ({"cost": "crossentropy"}, r"cost 'crossentropy'.*Did you mean 'cross-entropy'\?"),
        ({"start": "xavier"}, r"start 'xavier'.*normal, scaled, glorot, he, zeros.*Choose one"),
    ],
)
def test_unknown_names_are_refused_with_a_suggestion(options, message):
    """All families answer alike."""
    with pytest.raises(UnknownNameError, match=message):
        Network.random((4, 3, 2), **options)


@pytest.mark.parametrize("output", ["relu", "tanh", "identity"])
def test_cross_entropy_needs_outputs_that_it_can_take_the_logarithm_of(output):
    """The network is refused when it is made, not when its cost becomes NaN."""
    with pytest.raises(SettingsError, match=rf"'cross-entropy' was given the output '{output}'.*sigmoid, softmax"):
        Network.random((4, 3, 2), output=output, cost="cross-entropy")


def test_a_network_without_layers_is_refused():
    """Nothing goes in and nothing comes out."""
    with pytest.raises(ShapeError, match=r"no layers, expected at least one.*Network\.random"):
        Network(())


def test_layers_that_do_not_fit_each_other_are_refused():
    """Three neurons cannot be read by a layer that has four connections a neuron."""
    with pytest.raises(ShapeError, match=r"layer 2 has weights of shape \(2, 4\).*expected \(n_neurons, 3\)"):
        Network((layer(3, 5), layer(2, 4)))


def test_transposed_biases_are_refused():
    """One bias a neuron, in one row."""
    with pytest.raises(ShapeError, match=r"layer 1 has .*biases of shape \(3, 1\), expected .*n_neurons\)\. Row j"):
        Network((Dense(np.zeros((3, 2)), np.zeros((3, 1)), RELU),))


def test_weights_that_are_no_numbers_are_refused():
    """A diverged network is not taken for a network."""
    weights = np.zeros((2, 2))
    weights[1, 0] = math.nan
    with pytest.raises(ValueRangeError, match=r"weights of layer 1\[1, 0\] is nan, expected a finite number"):
        Network((Dense(weights, np.zeros(2), RELU),))


def test_whole_number_weights_are_refused():
    """The first step of training would round every dial."""
    with pytest.raises(DtypeError, match=r"biases of layer 1 hold int64, expected float32 or float64\. Convert them"):
        Network((Dense(np.zeros((2, 2)), np.zeros(2, np.int64), RELU),))


def test_parameters_of_another_network_are_refused():
    """The message shows both lists of shapes."""
    other = Network.random((4, 5, 2), rng=0).parameters
    with pytest.raises(ShapeError, match=r"\(5, 4\).*\(2, 5\).*expected .*\(3, 4\).*same sizes"):
        SMALL.with_parameters(other)
    with pytest.raises(ShapeError, match=r"expected .*\(3, 4\), \(2, 3\).*same sizes"):
        SMALL.with_parameters(Parameters(other.weights[:1], other.biases[:1]))


def test_the_average_over_no_samples_is_refused():
    """The mean of nothing is NaN, which would travel far before anyone saw it."""
    network = Network.random((2, 1), rng=0)
    with pytest.raises(ShapeError, match=r"no samples, expected at least one"):
        cost(network, np.zeros((0, 2)), np.zeros((0, 1)))


def test_inputs_with_other_leading_axes_than_the_networks_are_refused():
    """Three networks cannot each take one of two batches."""
    network = Network.random((2, 1), copies=3, rng=0)
    with pytest.raises(ShapeError, match=r"leading axes \(2,\), expected \(3,\)"):
        network.forward(np.zeros((2, 5, 2)))


def test_a_layer_that_is_none_is_refused():
    """A bare matrix does not say what its neurons do."""
    with pytest.raises(DtypeError, match=r"layer 1 is ndarray, expected Dense.*Build it"):
        Network((np.zeros((2, 2)),))


def test_nobody_can_change_a_network_through_the_array_it_was_made_from():
    """A read-only view says nothing about the array behind it."""
    base = np.zeros((1, 2), np.float32)
    view = base.view()
    view.flags.writeable = False
    network = Network((Dense(view, np.zeros(1, np.float32), ACTIVATIONS["relu"]),))
    base[:] = 7
    assert float(network.weights[0].max()) == 0
