"""Gradient descent and momentum, by hand."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from perceptible.network import Parameters
from perceptible.optimizers import Descent, Momentum, OptimizerState


def dials(weight, bias):
    """Return parameters with one weight and one bias."""
    return Parameters((np.array([[weight]]),), (np.array([bias]),))


def steps(optimizer, gradients, learning_rate):
    """Return the steps that answer these gradients, one after the other."""
    state, taken = optimizer.init(gradients[0]), []
    for gradient in gradients:
        step, state = optimizer.update(gradient, state, learning_rate)
        taken.append(step.to_vector().tolist())
    return taken


def test_descent_steps_against_the_gradient():
    """Proportional to the slope: -0.5 * (2, -1)."""
    assert steps(Descent(), [dials(2.0, -1.0)], 0.5) == [[-1.0, 0.5]]


def test_descent_remembers_nothing():
    """The same slope gives the same step, whatever came before."""
    gradient = dials(2.0, -1.0)
    first, _, third = steps(Descent(), [gradient, dials(7.0, 7.0), gradient], 0.5)
    assert first == third


def test_descent_finds_the_minimum_of_a_parabola():
    """C = w^2 has slope 2w: with rate 0.25 each step halves w, from 8 to 1 in three."""
    w, state = 8.0, Descent().init(dials(0.0, 0.0))
    for _ in range(3):
        step, state = Descent().update(dials(2 * w, 0.0), state, 0.25)
        w += step.weights[0].item()
    assert w == 1.0


def test_momentum_adds_up_a_steady_slope():
    """With momentum 0.5 and slope 1 the speed goes 1, 1.5, 1.75: v = v / 2 + 1."""
    taken = steps(Momentum(0.5), [dials(1.0, 0.0)] * 3, 1.0)
    assert [weight for weight, _ in taken] == [-1.0, -1.5, -1.75]


def test_a_ball_rolls_on_where_it_is_flat():
    """After a slope of 1 and then none, the speed halves: 1, 0.5, 0.25."""
    taken = steps(Momentum(0.5), [dials(1.0, 0.0), dials(0.0, 0.0), dials(0.0, 0.0)], 1.0)
    assert [weight for weight, _ in taken] == [-1.0, -0.5, -0.25]


def test_nesterov_looks_a_step_ahead():
    """The step is slope + momentum * speed: 1 + 0.5 * 1 = 1.5, then 1 + 0.5 * 1.5 = 1.75."""
    taken = steps(Momentum(0.5, nesterov=True), [dials(1.0, 0.0)] * 2, 1.0)
    assert [weight for weight, _ in taken] == [-1.5, -1.75]


@pytest.mark.parametrize("optimizer", [Momentum(0.0), Momentum(0.0, nesterov=True)])
def test_without_momentum_a_ball_is_descent(optimizer):
    """Nothing is kept from step to step."""
    gradients = [dials(2.0, -1.0), dials(-3.0, 0.5)]
    assert steps(optimizer, gradients, 0.5) == steps(Descent(), gradients, 0.5)


def test_the_learning_rate_scales_the_step_and_not_the_speed():
    """A schedule may change the rate in between without bending what is remembered."""
    optimizer, gradient = Momentum(0.5), dials(1.0, 0.0)
    _, slow = optimizer.update(gradient, optimizer.init(gradient), 0.01)
    _, fast = optimizer.update(gradient, optimizer.init(gradient), 100.0)
    np.testing.assert_array_equal(slow.moments[0].to_vector(), fast.moments[0].to_vector())


def test_a_state_is_frozen():
    """A checkpoint holds it, and nobody may change it meanwhile."""
    with pytest.raises(FrozenInstanceError, match="n_steps"):
        OptimizerState().n_steps = 1
