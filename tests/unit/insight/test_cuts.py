"""Cuts: they go through the network, in the directions that they say, as far as it is worth looking."""

import numpy as np
import pytest
from tests.trainings import tiny_data

import perceptible as pc
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.cuts import dial_cut, path_cut, random_cut, steepest_cut
from perceptible.insight.landscape import cost_at


@pytest.fixture(scope="module")
def network():
    """Return a small network for the tiny data."""
    return pc.Network.random((36, 4, 3), rng=5)


def row(network):
    """Return all dials in one row."""
    return np.asarray(network.parameters.to_vector(), np.float64)


def test_a_line_turns_one_dial_and_no_other(network):
    """A step of 2.5 turns it by 2.5."""
    turned = dial_cut(network, 7).dials(2.5) - row(network)
    assert turned[7] == pytest.approx(2.5)
    assert np.count_nonzero(turned) == 1
    with pytest.raises(ValueRangeError, match="no dial 163, expected 0 to 162"):
        dial_cut(network, 163)


def test_downhill_lies_to_the_right_and_the_other_axis_across(network):
    """By definition the cost falls to the right; across it the slope is 0, and so it hardly changes."""
    split = tiny_data().test
    cut = steepest_cut(network, split, rng=1)
    here = cost_at(network, row(network), split)
    np.testing.assert_allclose(cut.directions @ cut.directions.T, np.eye(2), atol=1e-9)
    right, across = (cost_at(network, cut.dials(*steps), split) - here for steps in ((0.01, 0), (0, 0.01)))
    assert right < 0
    assert abs(across) < abs(right) / 10


def test_two_random_directions_are_those_of_the_seed(network):
    """The same seed lays the same plane, on any machine; its directions differ from each other."""
    first, again, other = (random_cut(network, rng=seed).directions for seed in (3, 3, 4))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)
    assert abs(first[0] @ first[1]) < 0.5 * (first[0] @ first[0])


def test_the_plane_of_a_path_has_the_whole_path_on_it(network):
    """A path in a plane of its own: its last point is the middle, and all its points lie within the bounds."""
    plane = np.linalg.qr(np.random.default_rng(0).standard_normal((163, 2)))[0].T
    path = row(network) + np.array([[3.0, 0.0], [1.0, 1.0], [0.5, 1.0], [0.0, 0.0]]) @ plane
    cut = path_cut(network, path)
    np.testing.assert_allclose(row(cut.network), path[-1], rtol=1e-6)
    points = (path - path[-1]) @ cut.directions.T
    np.testing.assert_allclose(points @ cut.directions + path[-1], path, atol=1e-9)
    assert ((points > cut.low) & (points < cut.high)).all()


def test_a_plane_wants_two_steps(network):
    """One for each axis."""
    with pytest.raises(ShapeError, match="1 steps were given, expected 2, one for each axis"):
        random_cut(network, rng=0).dials(1.0)


def test_a_path_of_two_points_has_no_plane(network):
    """Through two points there is a line."""
    with pytest.raises(ShapeError, match="expected at least 3 rows of dials"):
        path_cut(network, np.stack([row(network)] * 2))
