"""Turned dials and what the test images say, held against the library called directly."""

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import ShapeError, ValueRangeError


def test_turned_dials_are_judged_by_the_test_images():
    """The same network, made by hand, has the same score."""
    session = page()
    answer = ask(session, kind="turn", indices=[12_992, 3], values=[40.0, 0.5])
    dials = shelf().first.network.parameters.to_vector()
    dials[[12_992, 3]] = 40.0, 0.5
    turned = shelf().first.network
    judged = pc.evaluate(turned.with_parameters(turned.parameters.from_vector(dials)), shelf().data.test)
    assert (answer.n_correct, answer.cost) == (judged.n_correct, judged.cost)
    assert answer.n_changed == np.sum(judged.answers != pc.evaluate(turned, shelf().data.test).answers)


@pytest.mark.parametrize(
    ("indices", "values", "error", "message"),
    [
        ([13_002], [0.0], ValueRangeError, "no dial 13002, expected one from 0 to 13001"),
        ([-1], [0.0], ValueRangeError, "no dial -1"),
        ([10**30], [0.0], ValueRangeError, "no dial 1000"),
        ([1], [1e39], ValueRangeError, "beyond what float32 holds"),
        ([1, 2], [0.0], ShapeError, "3 dials and 2 values"),
    ],
)
def test_impossible_turns_turn_nothing(indices, values, error, message):
    """All or nothing: a refused turn leaves the network as it was."""
    session = page()
    with pytest.raises(error, match=message):
        ask(session, kind="turn", indices=[5, *indices], values=[9.0, *values])
    assert len(session.turned()) == session.revision == 0
