"""Adam, by hand."""

from math import sqrt

import numpy as np
import pytest

from perceptible.network import Parameters
from perceptible.optimizers import Adam


def dials(weight, bias):
    """Return parameters with one weight and one bias."""
    return Parameters((np.array([[weight]]),), (np.array([bias]),))


def test_the_first_step_has_the_size_of_the_rate_whatever_the_slope():
    """Mean and root of the square are both the slope itself: g / |g|, for 100 as for -0.1."""
    step, _ = Adam().update(dials(100.0, -0.1), Adam().init(dials(0.0, 0.0)), 0.001)
    np.testing.assert_allclose(step.to_vector(), [-0.001, 0.001], rtol=2e-7)  # epsilon is 1e-7 of 0.1


def test_the_second_step_by_hand():
    """Slopes 1 and 3 with both memories at 0.5: m = 0.25 + 1.5, v = 0.25 + 4.5, each divided by 1 - 0.25."""
    optimizer = Adam(momentum=0.5, second_momentum=0.5, epsilon=0.0)
    _, state = optimizer.update(dials(1.0, 1.0), optimizer.init(dials(0.0, 0.0)), 0.1)
    step, _ = optimizer.update(dials(3.0, 3.0), state, 0.1)
    expected = -0.1 * (1.75 / 0.75) / sqrt(4.75 / 0.75)
    np.testing.assert_allclose(step.to_vector(), [expected, expected], rtol=1e-14)


def test_epsilon_stands_beside_the_corrected_root():
    """As in algorithm 1: with slope 2 and epsilon 2 the first step is 2 / (2 + 2) of the rate."""
    step, _ = Adam(epsilon=2.0).update(dials(2.0, 2.0), Adam().init(dials(0.0, 0.0)), 1.0)
    np.testing.assert_allclose(step.to_vector(), [-0.5, -0.5], rtol=1e-14)


def test_a_dial_without_slope_does_not_move():
    """0 / (0 + epsilon) is 0: pixels that are always black keep their random weights."""
    step, state = Adam().update(dials(0.0, 1.0), Adam().init(dials(0.0, 0.0)), 0.1)
    assert step.weights[0].item() == 0.0
    assert Adam().update(dials(0.0, 1.0), state, 0.1)[0].weights[0].item() == 0.0


@pytest.mark.parametrize("scale", [1e-3, 1e3])
def test_steps_do_not_depend_on_the_scale_of_the_cost(scale):
    """A factor in front of the cost, such as 1/2, changes every slope alike and no step."""
    optimizer = Adam(epsilon=0.0)
    plain, scaled = optimizer.init(dials(0.0, 0.0)), optimizer.init(dials(0.0, 0.0))
    for slope in (1.0, -2.0, 0.5):
        step, plain = optimizer.update(dials(slope, 1.0), plain, 0.1)
        other, scaled = optimizer.update(dials(scale * slope, scale), scaled, 0.1)
        np.testing.assert_allclose(other.to_vector(), step.to_vector(), rtol=1e-12)


def test_adamw_differs_only_in_what_weight_decay_does():
    """Given the same gradients, the step is the same; decay is the training's to apply."""
    first, second = Adam(), Adam(decouples_decay=True)
    one, _ = first.update(dials(2.0, -1.0), first.init(dials(0.0, 0.0)), 0.1)
    two, _ = second.update(dials(2.0, -1.0), second.init(dials(0.0, 0.0)), 0.1)
    np.testing.assert_array_equal(one.to_vector(), two.to_vector())
