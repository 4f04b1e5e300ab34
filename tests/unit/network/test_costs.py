"""Costs at values worked out by hand."""

import math

import numpy as np
import pytest

from perceptible.errors import SettingsError, UnknownNameError
from perceptible.network.activations import ACTIVATIONS
from perceptible.network.costs import COSTS, cost_named

SIGMOID, SOFTMAX, RELU = ACTIVATIONS["sigmoid"], ACTIVATIONS["softmax"], ACTIVATIONS["relu"]


def value(cost, z, targets, activation):
    """Return the cost of one sample."""
    z, targets = np.array([z]), np.array([targets])
    return float(COSTS[cost].value(z, activation.value(z), targets, activation)[0])


def delta(cost, z, targets, activation):
    """Return dC/dz of one sample."""
    z, targets = np.array([z]), np.array([targets])
    return COSTS[cost].delta(z, activation.value(z), targets, activation)[0]


def test_squared_error_adds_up_squares_without_one_half():
    """(0.5 - 0)^2 + (0.5 - 1)^2 = 0.5; textbooks that halve it would say 0.25."""
    assert value("squared-error", [0.0, 0.0], [0.0, 1.0], SIGMOID) == 0.5


def test_the_delta_of_squared_error_passes_the_slope():
    """2 (a - y) sigma' = 2 * 0.5 * 0.25 and 2 * -0.5 * 0.25."""
    np.testing.assert_array_equal(delta("squared-error", [0.0, 0.0], [0.0, 1.0], SIGMOID), [0.25, -0.25])


def test_squared_error_through_softmax_by_hand():
    """From a = (1/2, 1/2), y = (0, 1): wishes w = (1, -1), a_j (w_j - sum w a) = (1/2, -1/2)."""
    np.testing.assert_allclose(delta("squared-error", [0.0, 0.0], [0.0, 1.0], SOFTMAX), [0.5, -0.5], rtol=1e-15)


def test_cross_entropy_of_an_undecided_sigmoid_is_log_two_an_output():
    """-log(1/2) for each of the two outputs."""
    assert value("cross-entropy", [0.0, 0.0], [0.0, 1.0], SIGMOID) == pytest.approx(2 * math.log(2), rel=1e-15)


def test_cross_entropy_of_softmax_is_the_surprise_at_the_target():
    """Softmax of (0, log 3) gives the target 3/4, hence -log(3/4)."""
    assert value("cross-entropy", [0.0, math.log(3)], [0.0, 1.0], SOFTMAX) == pytest.approx(-math.log(0.75), rel=1e-14)


@pytest.mark.parametrize("activation", [SIGMOID, SOFTMAX], ids=lambda activation: activation.name)
def test_the_delta_of_cross_entropy_is_a_minus_y(activation):
    """Both give a = 1/2 here: the slope cancels."""
    np.testing.assert_allclose(delta("cross-entropy", [0.0, 0.0], [0.0, 1.0], activation), [0.5, -0.5], rtol=1e-15)


def test_cross_entropy_of_a_confident_mistake_stays_exact():
    """log(1 + e^10000) is 10000; by way of a, which is exactly 1, it would be infinite."""
    assert value("cross-entropy", [10_000.0], [0.0], SIGMOID) == 10_000.0
    assert value("cross-entropy", [-10_000.0, 0.0], [1.0, 0.0], SOFTMAX) == 10_000.0


def test_cross_entropy_of_a_confident_truth_keeps_its_digits():
    """log(1 + e^-50) is e^-50; by way of 1 - a it would be 0."""
    assert value("cross-entropy", [50.0], [1.0], SIGMOID) == pytest.approx(math.exp(-50), rel=1e-14)


def test_softmax_learns_nothing_from_none_of_these():
    """Targets that are all 0 name no class: no surprise, and nothing to correct."""
    assert value("cross-entropy", [1.0, -2.0], [0.0, 0.0], SOFTMAX) == 0.0
    np.testing.assert_array_equal(delta("cross-entropy", [1.0, -2.0], [0.0, 0.0], SOFTMAX), [0.0, 0.0])


@pytest.mark.parametrize("name", COSTS)
def test_every_cost_is_filed_under_its_own_name(name):
    """Files and settings hold the name, and must find the same rule again."""
    assert cost_named(name).name == name


def test_cross_entropy_refuses_an_output_without_a_logarithm():
    """ReLU can say 0 or 7, and the logarithm of neither is a surprise."""
    with pytest.raises(SettingsError, match=r"'cross-entropy' was given the output 'relu'.*sigmoid, softmax.*squared"):
        COSTS["cross-entropy"].check_output(RELU)


def test_an_unknown_cost_is_refused_with_a_suggestion():
    """A slip of the finger gets the name that was meant."""
    with pytest.raises(UnknownNameError, match=r"cost 'squared-eror' is not known.*Did you mean 'squared-error'\?"):
        cost_named("squared-eror")
