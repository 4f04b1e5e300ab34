"""Predict, then nudge: small turns do what the gradient says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trainings import tiny_data

import perceptible as pc
from perceptible.errors import ValueRangeError
from perceptible.insight.nudge import nudge

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
