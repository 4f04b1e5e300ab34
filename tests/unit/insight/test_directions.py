"""Directions: downhill is downhill, random ones fit the network, principal ones hold the movement."""

import numpy as np
import pytest
from tests.trainings import tiny_data

import perceptible as pc
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.directions import (
    dial_direction,
    downhill,
    principal_directions,
    project,
    random_direction,
)
from perceptible.insight.landscape import cost_along


@pytest.fixture(scope="module")
def network():
    """Return a small network for the tiny data."""
    return pc.Network.random((36, 4, 3), rng=5)


def test_downhill_lowers_the_cost_and_uphill_raises_it(network):
    """For a small step; no other direction of length 1 is tried here."""
    split = tiny_data().test
    direction = downhill(network, split)
    assert np.linalg.norm(direction) == pytest.approx(1)
    below, here, above = cost_along(network, split, direction, np.array([0.01, 0.0, -0.01])).costs
    assert below < here < above


def test_a_random_direction_is_as_long_as_each_neuron_and_leaves_biases(network):
    """Filter normalization: by rows of the weights."""
    turned = network.parameters.from_vector(random_direction(network, rng=3))
    for direction, W in zip(turned.weights, network.weights, strict=True):
        np.testing.assert_allclose(np.linalg.norm(direction, axis=1), np.linalg.norm(W, axis=1), rtol=1e-5)
    assert all((b == 0).all() for b in turned.biases)


def test_the_principal_directions_of_a_flat_path_hold_all_of_it():
    """Points in a plane of five dimensions: 3 and 1 to the right and up of the last one."""
    plane = np.linalg.qr(np.random.default_rng(0).standard_normal((5, 2)))[0].T
    path = np.array([[3.0, 0.0], [-3.0, 0.0], [0.0, 1.0], [0.0, 0.0]]) @ plane + 7
    directions, shares = principal_directions(path)
    np.testing.assert_allclose(shares, [18 / 19, 1 / 19], rtol=1e-9)
    np.testing.assert_allclose(np.abs(directions @ plane.T), np.eye(2), atol=1e-9)
    assert project(path, path[-1], directions).share == pytest.approx(1)


def test_the_share_is_that_of_pythagoras():
    """A movement of 3 in the plane and 4 out of it: 9 of 25."""
    seen = project(np.array([[3.0, 0.0, 4.0]]), np.zeros(3), np.eye(3)[:2])
    np.testing.assert_allclose(seen.points, [[3.0, 0.0]], atol=1e-12)
    assert seen.share == pytest.approx(9 / 25)


def test_directions_that_are_not_at_right_angles_find_the_nearest_point():
    """(1, 2) = -1 (1, 0) + 2 (1, 1)."""
    seen = project(np.array([[1.0, 2.0]]), np.zeros(2), np.array([[1.0, 0.0], [1.0, 1.0]]))
    np.testing.assert_allclose(seen.points, [[-1.0, 2.0]], atol=1e-12)


def test_a_dial_turns_alone(network):
    """The last of 163."""
    direction = dial_direction(network, 162)
    assert (direction[-1], np.abs(direction).sum()) == (1, 1)
    with pytest.raises(ValueRangeError, match="there is no dial 163, expected 0 to 162"):
        dial_direction(network, 163)


@pytest.mark.parametrize("shape", [(2, 5), (5,)])
def test_a_path_of_too_few_points_has_no_plane(shape):
    """Through two points there is a line."""
    with pytest.raises(ShapeError, match="expected at least 3 rows of dials"):
        principal_directions(np.zeros(shape))
