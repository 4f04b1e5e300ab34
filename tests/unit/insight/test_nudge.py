"""Predict, then nudge: small turns do what the gradient says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trainings import tiny_data

import perceptible as pc
from perceptible.errors import ValueRangeError
from perceptible.insight.nudge import nudge, small_turn

NETWORK = pc.Network.random((36, 4, 3), start="scaled", rng=5)


@settings(max_examples=100)
@given(st.integers(0, NETWORK.n_parameters - 1), st.sampled_from([1e-4, -1e-4]))
def test_a_small_nudge_is_predicted_to_one_per_cent(dial, turn):
    """The rest goes with the square of the turn; dials whose slope is as small as that are left out."""
    found = nudge(NETWORK, tiny_data().test, np.array([dial]), np.array([turn]))
    if abs(found.predicted) > 1e-8:
        assert found.measured == pytest.approx(found.predicted, rel=0.01)


def test_the_measured_change_is_that_of_the_cost():
    """By pc.cost before and after, in float64; three dials at a time."""
    split, dials, turns = tiny_data().test, np.array([3, 80, 162]), np.array([0.5, -0.25, 1.0])
    exact = NETWORK.with_parameters(NETWORK.parameters.map(lambda array: array.astype(np.float64)))
    after = exact.parameters.to_vector().copy()
    after[dials] += turns
    costs = [
        pc.cost(
            exact.with_parameters(exact.parameters.from_vector(v)),
            split.inputs.astype(float),
            split.targets.astype(float),
        )
        for v in (exact.parameters.to_vector(), after)
    ]
    found = nudge(NETWORK, split, dials, turns)
    assert found.cost == pytest.approx(costs[0], rel=1e-12)
    assert found.measured == pytest.approx(costs[1] - costs[0], rel=1e-9)


@pytest.mark.parametrize(("dials", "turns"), [([163], [0.1]), ([-1], [0.1]), ([1, 2], [0.1])])
def test_dials_that_are_not_there_are_refused(dials, turns):
    """And turns that belong to no dial."""
    with pytest.raises(ValueRangeError, match="expected one turn for each, and dials from 0 to 162"):
        nudge(NETWORK, tiny_data().test, np.array(dials), np.array(turns))


def _worst(network, split, dials):
    """Nudge dials one by one, each by its small turn; return the worst share that a prediction is off by.

    Changes too small for float64 to tell the cost after from the cost before are only held to be as small.
    """
    worst = 0.0
    for dial in dials:
        found = nudge(network, split, np.array([dial]), np.array([small_turn(network, split, dial)]))
        if abs(found.predicted) < np.spacing(found.cost):
            assert abs(found.measured) < np.spacing(found.cost)
        else:
            worst = max(worst, abs(found.measured / found.predicted - 1))
    return worst


def test_small_turns_are_predicted_to_one_per_cent():
    """How small is found by measuring up and down alone, so that the gradient is not tested by itself."""
    dials = np.random.default_rng(0).choice(NETWORK.n_parameters, 40, replace=False)
    assert _worst(NETWORK, tiny_data().test, dials) <= 0.01


@pytest.mark.slow
def test_predicted_and_measured_agree_for_a_thousand_random_dials_of_the_lesson_s_network(mnist):
    """To 1 %, in float64, with the trained network over the first 1,000 training images; flat dials change nothing."""
    network, split = pc.pretrained("plain"), mnist.first(1_000).train
    dials = np.random.default_rng(0).choice(network.n_parameters, 1_000, replace=False)
    assert _worst(network, split, dials) <= 0.01


@pytest.mark.parametrize("within", [0, -0.1, np.nan])
def test_a_prediction_cannot_be_asked_to_be_more_than_exact(within):
    """Nothing is off by less than nothing."""
    with pytest.raises(ValueRangeError, match=r"within is .*, expected above 0"):
        small_turn(NETWORK, tiny_data().test, 0, within=within)
