"""The gradient check: it passes what is right, catches what is wrong, and names the dial."""

from dataclasses import replace

import numpy as np
import pytest
from tests import tiny

from perceptible.errors import SettingsError, ShapeError, ValueRangeError
from perceptible.gradients import GradientCheck, check_gradient, dial_name
from perceptible.network import ACTIVATIONS, Dense, Local, Network, Patches, Shared

SAMPLES = np.random.default_rng(3).random((4, 6)), np.eye(3)[[0, 2, 1, 1]]


def with_a_mistake():
    """Return a network whose hidden neurons pass on a tenth too much when asked backward."""
    network, sigmoid = tiny.network(), ACTIVATIONS["sigmoid"]
    wrong = replace(sigmoid, pull_back=lambda wishes, z, a: 1.1 * sigmoid.pull_back(wishes, z, a))
    first = replace(network.layers[0], activation=wrong)
    return replace(network, layers=(first, network.layers[1]))


def test_a_right_gradient_passes():
    """All 53 dials, with a relative error far below the tolerance of 1e-6."""
    found = check_gradient(tiny.network(), *SAMPLES)
    assert found.n_checked == 53
    assert found.passed
    assert found.relative_error < 1e-8


def test_a_wrong_gradient_is_caught_in_the_layer_where_it_is_wrong():
    """The hidden layer passes on 1.1 of what it should: its dials are off by a tenth, those above are right."""
    found = check_gradient(with_a_mistake(), *SAMPLES)
    assert not found.passed
    assert found.worst_backprop == pytest.approx(1.1 * found.worst_numerical, rel=1e-6)
    assert found.worst_name.startswith("layer 1, neuron")


def test_the_worst_dial_is_the_one_with_the_largest_difference():
    """Its place, name and both numbers belong together."""
    found = check_gradient(with_a_mistake(), *SAMPLES)
    assert found.worst_name == dial_name(tiny.network(), found.worst_dial)
    alone = check_gradient(tiny.network(), *SAMPLES)
    assert abs(found.worst_backprop - found.worst_numerical) > abs(alone.worst_backprop - alone.worst_numerical)


def test_a_part_of_the_dials_can_be_checked():
    """Drawn at random and the same for the same seed: 13,002 dials on many images take a while."""
    first, second = (check_gradient(tiny.network(), *SAMPLES, n_dials=10, rng=7) for _ in range(2))
    assert first == second
    assert first.n_checked == 10


def test_asking_for_more_dials_than_there_are_checks_all():
    """The number of dials need not be known."""
    assert check_gradient(tiny.network(), *SAMPLES, n_dials=1000).n_checked == 53


def test_a_relu_neuron_at_its_corner_shows_up():
    """On one side of z = 0 the cost is flat, on the other it is not: the difference measures half the slope."""
    flat = Network((Dense(np.array([[1.0]]), np.array([0.0]), ACTIVATIONS["relu"]),))
    found = check_gradient(flat, np.array([[0.0]]), np.array([[1.0]]))
    assert not found.passed
    assert (found.worst_name, found.worst_backprop) == ("layer 1, neuron 1, bias", 0.0)


def test_a_gradient_of_all_zeros_passes():
    """A dead network has no slope, and nothing to divide by."""
    dead = Network((Dense(np.array([[1.0]]), np.array([-5.0]), ACTIVATIONS["relu"]),))
    found = check_gradient(dead, np.array([[0.5]]), np.array([[1.0]]))
    assert (found.relative_error, found.passed) == (0.0, True)


@pytest.mark.parametrize(("error", "passed"), [(1e-6, True), (1.1e-6, False), (float("nan"), False)])
def test_a_check_passes_up_to_its_tolerance(error, passed):
    """What is no number has not passed."""
    assert GradientCheck(1, error, 0, "", 0.0, 0.0).passed is passed


@pytest.mark.parametrize("n_dials", [0, -1, 2.5, True])
def test_a_number_of_dials_that_is_none_is_refused(n_dials):
    """No dial checked would look like a check passed."""
    with pytest.raises(SettingsError, match=rf"n_dials is {n_dials!r}, expected a whole number above 0\. Leave it out"):
        check_gradient(tiny.network(), *SAMPLES, n_dials=n_dials)


def test_many_networks_are_refused():
    """They are checked one by one."""
    with pytest.raises(ShapeError, match=r"the network holds \(2,\) networks, expected one\. Ask about them one"):
        check_gradient(tiny.network(copies=2), *SAMPLES)


@pytest.mark.parametrize(
    ("dial", "name"),
    [
        (0, "layer 1, neuron 1, weight from input 1"),
        (783, "layer 1, neuron 1, weight from input 784"),
        (12_543, "layer 1, neuron 16, weight from input 784"),  # 16 * 784 weights: 0 to 12,543
        (12_544, "layer 1, neuron 1, bias"),
        (12_560, "layer 2, neuron 1, weight from layer 1, neuron 1"),  # 16 biases later
        (12_577, "layer 2, neuron 2, weight from layer 1, neuron 2"),
        (12_831, "layer 2, neuron 16, bias"),  # 12,560 + 16 * 16 + 15
        (13_001, "layer 3, neuron 10, bias"),
    ],
)
def test_every_dial_has_a_name(dial, name):
    """The 13,002 dials of the lesson's network, counted as `to_vector` lays them out."""
    assert dial_name(Network.random((784, 16, 16, 10), rng=0), dial) == name


@pytest.mark.parametrize("dial", [-1, 53])
def test_a_dial_that_is_not_there_has_no_name(dial):
    """Neuron 0 does not exist, nor does one behind the last."""
    with pytest.raises(ValueRangeError, match=rf"dial is {dial}, expected 0 to 52\. Places count from 0"):
        dial_name(tiny.network(), dial)


@pytest.mark.parametrize(("kind", "row"), [(Local, "neuron"), (Shared, "filter")])
def test_dials_of_patches_have_names(kind, row):
    """Rows of 4 weights, one for each pixel of a patch of 2 x 2, then a bias for each row."""
    layer = kind.random(Patches(height=2, width=4, size=2), 1, rng=0)
    network = Network((layer, *Network.random((3, 2), rng=0).layers))
    assert dial_name(network, 1) == f"layer 1, {row} 1, weight of its patch, number 2"
    assert dial_name(network, layer.weights.size) == f"layer 1, {row} 1, bias"
    assert dial_name(network, network.n_parameters - 3) == "layer 2, neuron 2, weight from layer 1, neuron 3"
