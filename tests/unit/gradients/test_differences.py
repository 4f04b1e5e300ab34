"""Central differences: exact where they must be, in order where they cannot be."""

import numpy as np
import pytest
from tests import tiny
from tests.oracles import loops

from perceptible.errors import DtypeError, SettingsError, ShapeError, ValueRangeError
from perceptible.gradients import gradient, numerical_gradient
from perceptible.gradients.differences import DIALS_AT_ONCE, NUDGE
from perceptible.network import ACTIVATIONS, Dense, Network

SAMPLES = np.random.default_rng(3).random((4, 6)), np.eye(3)[[0, 2, 1, 1]]


def line(weight, bias):
    """Return the network z = weight x + bias."""
    return Network((Dense(np.array([[weight]]), np.array([bias]), ACTIVATIONS["identity"]),))


def naive_cost(network, dials):
    """Return the average cost of the samples with these dials, image by image."""
    layers = loops.layers_of(network.with_parameters(network.parameters.from_vector(dials)))
    inputs, targets = (array.tolist() for array in SAMPLES)
    return sum(loops.cost(layers, network.cost, x, y) for x, y in zip(inputs, targets, strict=True)) / len(inputs)


@pytest.mark.parametrize("nudge", [1e-5, 0.5])
def test_a_parabola_has_exact_central_differences(nudge):
    """C(w, b) = (w / 2 + b - 1)^2 with x = 1/2: at (3, 1) slopes of 2 * 1.5 / 2 and 2 * 1.5, whatever the nudge."""
    found = numerical_gradient(line(3.0, 1.0), np.array([[0.5]]), np.array([[1.0]]), nudge=nudge)
    np.testing.assert_allclose(found, [1.5, 3.0], rtol=1e-10)


def test_dials_are_turned_one_at_a_time():
    """The loop that everybody would write: one dial up, one dial down, the naive cost of each image."""
    network, nudge = tiny.exact(tiny.network(activation="tanh")), 1e-5
    center, expected = network.parameters.to_vector(), []
    for turn in nudge * np.eye(len(center)):
        up, down = (naive_cost(network, center + sign * turn) for sign in (1, -1))
        expected.append((up - down) / (2 * nudge))
    np.testing.assert_allclose(numerical_gradient(network, *SAMPLES, nudge=nudge), expected, rtol=0, atol=1e-9)


def test_the_error_shrinks_with_the_square_of_the_nudge():
    """That is what both ways buy: half the nudge, a quarter of the error."""
    network = tiny.exact(tiny.network())
    true = gradient(network, *SAMPLES).to_vector()
    errors = [np.linalg.norm(numerical_gradient(network, *SAMPLES, nudge=h) - true) for h in (0.02, 0.01)]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.01)


def test_chosen_dials_come_in_the_order_asked_for():
    """Some of the 13,002 dials can be checked without the others."""
    everything = numerical_gradient(tiny.network(), *SAMPLES)
    some = numerical_gradient(tiny.network(), *SAMPLES, dials=np.array([40, 0, 7]))
    np.testing.assert_array_equal(some, everything[[40, 0, 7]])


def test_no_dials_have_no_slopes():
    """An empty choice is answered with an empty row."""
    assert numerical_gradient(tiny.network(), *SAMPLES, dials=np.zeros(0, int)).shape == (0,)


def test_more_dials_than_are_turned_at_once_are_all_measured():
    """They are turned in groups to save memory; the last group is smaller."""
    network = tiny.exact(tiny.network((30, 9, 3)))
    inputs = np.random.default_rng(0).random((4, 30))
    assert network.n_parameters == 309 > DIALS_AT_ONCE
    true = gradient(network, inputs, SAMPLES[1]).to_vector()
    np.testing.assert_allclose(numerical_gradient(network, inputs, SAMPLES[1]), true, rtol=0, atol=1e-9)


def test_a_float32_network_is_measured_in_float64():
    """In float32 a nudge of 1e-5 would drown in rounding."""
    samples = tuple(array.astype(np.float32) for array in SAMPLES)
    found = numerical_gradient(tiny.network(), *samples)
    exact = gradient(tiny.exact(tiny.network()), *(array.astype(np.float64) for array in samples))
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, exact.to_vector(), rtol=0, atol=1e-9)


def test_arrays_of_pytorch_are_measured_too(torch):
    """They are copied to NumPy first."""
    network = tiny.network()
    there = network.with_parameters(network.parameters.map(lambda array: torch.asarray(array.copy())))
    found = numerical_gradient(there, *(torch.asarray(array) for array in SAMPLES))
    np.testing.assert_array_equal(found, numerical_gradient(network, *SAMPLES))


@pytest.mark.parametrize("nudge", [0.0, -1e-5, float("nan"), float("inf"), "small"])
def test_a_nudge_that_is_no_small_number_is_refused(nudge):
    """Zero would divide by zero, and infinity would turn dials to nowhere."""
    with pytest.raises(SettingsError, match=rf"nudge is {nudge!r}, expected a number above 0.*out for {NUDGE}"):
        numerical_gradient(tiny.network(), *SAMPLES, nudge=nudge)


@pytest.mark.parametrize("dial", [-1, 53])
def test_a_dial_that_is_not_there_is_refused(dial):
    """6 * 5 + 5 + 5 * 3 + 3 = 53 dials: 0 to 52."""
    with pytest.raises(ValueRangeError, match=rf"dials hold {dial}, expected 0 to 52\. Places count from 0"):
        numerical_gradient(tiny.network(), *SAMPLES, dials=np.array([0, dial]))


@pytest.mark.parametrize("dials", [[0.5], [[0, 1]], [True]])
def test_dials_that_are_no_row_of_places_are_refused(dials):
    """A mask is easily mistaken for places."""
    with pytest.raises(ShapeError, match=r"dials hold .* expected whole numbers in shape \(n_dials,\)\. Give places"):
        numerical_gradient(tiny.network(), *SAMPLES, dials=np.array(dials))


def test_many_networks_are_refused():
    """The leading axis is needed for the turned dials."""
    with pytest.raises(ShapeError, match=r"the network holds \(2,\) networks, expected one"):
        numerical_gradient(tiny.network(copies=2), *SAMPLES)


def test_integers_are_refused():
    """Pixels from 0 to 255 would be measured far outside what the network sees."""
    with pytest.raises(DtypeError, match=r"inputs hold int64.*Divide pixels by 255"):
        numerical_gradient(tiny.network(), np.zeros((4, 6), int), SAMPLES[1])
