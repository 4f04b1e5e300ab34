"""The state of a training: what it holds, which network it stands for, and that nobody can disturb it."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from tests import tiny

from perceptible.rng import seed_from
from perceptible.training import Best, Tally, begin


def some_state(**changes):
    """Return a state before the first step."""
    return begin(tiny.network(), tiny.settings(**changes), rng=7)


def moved(state, by):
    """Return the dials of a state, all turned by the same amount."""
    return state.parameters.map(lambda array: array + np.float32(by))


def test_a_training_begins_with_the_networks_own_dials():
    """At step 0 nothing has been done, and nothing measured."""
    state = some_state()
    assert tiny.same(state.parameters, tiny.network().parameters)
    assert (state.step, state.epoch, state.position, len(state.history)) == (0, 0, 0, 0)
    assert (state.tally, state.best, state.reason) == (Tally(), None, None)


def test_the_seed_is_drawn_once():
    """All randomness of the training is derived from this one number, which a file can hold."""
    assert some_state().seed == seed_from(7)


@pytest.mark.parametrize(("optimizer", "n_moments"), [("descent", 0), ("nesterov", 1), ("adamw", 2)])
def test_the_optimizer_begins_without_memories(optimizer, n_moments):
    """Zeros of the network's shape, as many as it needs."""
    state = some_state(optimizer=optimizer)
    assert len(state.optimizer.moments) == n_moments
    assert all(not moment.to_vector().any() for moment in state.optimizer.moments)


def test_averaged_weights_begin_at_the_start():
    """Where they are asked for; else there are none."""
    assert some_state().average is None
    assert tiny.same(some_state(average=0.9).average, tiny.network().parameters)


def test_a_tally_adds_up_images():
    """Costs 1, 2, 3 with two right, then 4 with none: 10 in all, 2.5 each, half of them right."""
    tally = Tally().plus(np.array([1.0, 2.0, 3.0]), 2).plus(np.array([4.0]), 0)
    assert tally == Tally(10.0, 2, 4)
    assert (tally.mean_cost, tally.accuracy) == (2.5, 0.5)


@pytest.mark.parametrize("size", [1, 7, 100])
def test_a_tally_does_not_depend_on_how_many_images_come_at_a_time(size):
    """To the last bit: how often a training says something must not change its history."""
    costs = (np.random.default_rng(0).random(1000) ** 30).astype(np.float32)  # so unlike that sums must be rounded
    tally, one_by_one = Tally(), 0.0
    for start in range(0, 1000, size):
        tally = tally.plus(costs[start : start + size], 0)
    for cost in costs.tolist():
        one_by_one += cost
    assert tally.cost == one_by_one


def test_an_empty_tally_has_no_averages():
    """NaN says that nothing was seen; 0 would look like a perfect network."""
    assert np.isnan(Tally().mean_cost)
    assert np.isnan(Tally().accuracy)


def test_the_network_of_a_state_has_its_dials():
    """Layers and cost are those of the start."""
    state = some_state()
    turned = replace(state, parameters=moved(state, 1.0))
    np.testing.assert_array_equal(turned.network.weights[0], state.network.weights[0] + 1)
    assert turned.network.activations == state.network.activations


def test_averaged_weights_are_the_trained_network():
    """They shake less; the dials themselves only go on learning."""
    state = some_state(average=0.9)
    turned = replace(state, average=moved(state, 2.0))
    np.testing.assert_array_equal(turned.network.biases[0], state.network.biases[0] + 2)


def test_the_best_epoch_is_the_trained_network_once_training_has_ended():
    """Meanwhile the network as it is now is shown."""
    state = some_state()
    going_on = replace(state, best=Best(1, 0.5, moved(state, 3.0)))
    assert tiny.same(going_on.network.parameters, state.parameters)
    ended = replace(going_on, reason="early stopping")
    np.testing.assert_array_equal(ended.network.biases[0], state.network.biases[0] + 3)


def test_whoever_watches_cannot_disturb_a_training():
    """Arrays are read-only, those that the optimizer remembers and the averaged ones too."""
    state = some_state(optimizer="adam", average=0.9)
    for parameters in (state.parameters, state.average, *state.optimizer.moments):
        for array in (*parameters.weights, *parameters.biases):
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0.0


def test_a_state_is_frozen():
    """Events of long ago keep the state of long ago."""
    with pytest.raises(FrozenInstanceError, match="step"):
        some_state().step = 1
