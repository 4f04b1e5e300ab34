"""The forward pass: every number on the way, against hand arithmetic and against loops."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from tests.oracles import loops

from perceptible.network.activations import ACTIVATIONS
from perceptible.network.forward import propagate
from perceptible.network.layers import Dense
from perceptible.network.model import Network

# Two inputs, two ReLU neurons that take the difference both ways, one output that adds them up: |x1 - x2|.
DISTANCE = (
    Dense(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2), ACTIVATIONS["relu"]),
    Dense(np.array([[1.0, 1.0]]), np.zeros(1), ACTIVATIONS["identity"]),
)


def test_every_number_on_the_way_is_kept():
    """For (0.25, 1): z(1) = (-0.75, 0.75), a(1) = (0, 0.75), z(2) = 0.75."""
    trace = propagate(DISTANCE, np.array([[0.25, 1.0]]))
    np.testing.assert_array_equal(trace.pre_activations[0], [[-0.75, 0.75]])
    np.testing.assert_array_equal(trace.activations[1], [[0.0, 0.75]])
    np.testing.assert_array_equal(trace.outputs, [[0.75]])


def test_layer_zero_is_the_inputs_themselves():
    """The image is layer 0, not a copy of it."""
    inputs = np.array([[0.25, 1.0]])
    assert propagate(DISTANCE, inputs).activations[0] is inputs


def test_a_trace_is_frozen():
    """Views draw from it; none may write to it."""
    trace = propagate(DISTANCE, np.zeros((1, 2)))
    with pytest.raises(FrozenInstanceError, match="activations"):
        trace.activations = ()


@pytest.mark.parametrize("output", ACTIVATIONS)
def test_matrices_say_what_loops_say(output):
    """The line a' = sigma(a W^T + b) is the double loop over neurons and connections, in float64 to 1e-13."""
    network = Network.random((5, 4, 3), activation="tanh", output=output, rng=0)
    network = network.with_parameters(network.parameters.map(lambda array: array.astype(np.float64)))
    inputs = np.random.default_rng(1).random((6, 5))
    expected = [loops.forward(loops.layers_of(network), row)[1][-1] for row in inputs.tolist()]
    np.testing.assert_allclose(propagate(network.layers, inputs).outputs, expected, rtol=1e-13)


def test_a_trace_has_one_row_a_sample_in_every_layer():
    """Shapes are (n_samples, n_l), also for no sample at all."""
    network = Network.random((5, 4, 3), rng=0)
    trace = propagate(network.layers, np.zeros((0, 5), np.float32))
    assert [a.shape for a in trace.activations] == [(0, 5), (0, 4), (0, 3)]
    assert [z.shape for z in trace.pre_activations] == [(0, 4), (0, 3)]
