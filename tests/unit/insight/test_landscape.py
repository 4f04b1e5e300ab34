"""The landscape: values of the library's own cost, at the places that were asked for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trainings import tiny_data

import perceptible as pc
from perceptible.errors import ShapeError
from perceptible.insight.landscape import coarse_to_fine, cost_along, cost_at, cost_over


@pytest.fixture(scope="module")
def network():
    """Return a small network for the tiny data."""
    return pc.Network.random((36, 4, 3), rng=5)


@pytest.fixture(scope="module")
def split():
    """Return some images."""
    return tiny_data().test


def moved(network, dials):
    """Return the network with other dials."""
    return network.with_parameters(network.parameters.from_vector(np.asarray(dials, np.float32)))


def test_the_cost_along_a_line_is_that_of_the_network_there(network, split):
    """`pc.cost`, asked at each place by itself, averages the same squares."""
    direction = np.random.default_rng(0).standard_normal(network.n_parameters)
    start = np.asarray(network.parameters.to_vector(), np.float64)
    found = cost_along(network, split, direction, np.array([-0.5, 0.0, 2.0]))
    expected = [pc.cost(moved(network, start + t * direction), split.inputs, split.targets) for t in (-0.5, 0, 2)]
    np.testing.assert_allclose(found.costs, expected, rtol=1e-5)


def test_a_plane_is_filled_with_the_cost_at_each_of_its_points(network, split):
    """Two columns and three rows, each once."""
    directions = np.random.default_rng(1).standard_normal((2, network.n_parameters))
    start = np.asarray(network.parameters.to_vector(), np.float64)
    right, up = np.array([0.0, 1.0]), np.array([-1.0, 0.0, 0.5])
    found = {(row, column): cost for row, column, cost in cost_over(network, split, directions, (right, up))}
    assert len(found) == 6
    dials = start + directions[0] - directions[1]
    assert found[0, 1] == pytest.approx(pc.cost(moved(network, dials), split.inputs, split.targets), rel=1e-5)


def test_where_there_is_no_number_the_cost_is_infinite(split):
    """ReLU far out overflows; a picture of the landscape then has a hole and no error."""
    network = pc.Network.random((36, 4, 3), activation="relu", output="identity", rng=0)
    far = np.full(network.n_parameters, 1e30)
    assert cost_at(network, far, split) == np.inf
    assert cost_at(network, 1e30 * far, split) == np.inf


@pytest.mark.parametrize("shape", [(5,), (2, 5), ()])
def test_a_direction_of_another_shape_is_refused(network, split, shape):
    """It would turn the dials of another network."""
    with pytest.raises(ShapeError, match=r"the direction has shape .*, expected \(163,\)"):
        cost_along(network, split, np.zeros(shape), np.zeros(1))


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_picture_that_fills_in_visits_every_point_once(n_rows, n_columns):
    """No hole is left, and nothing is computed twice."""
    places = list(coarse_to_fine(n_rows, n_columns))
    assert sorted(places) == [(row, column) for row in range(n_rows) for column in range(n_columns)]
