"""Detectors built by hand, whose answers can be worked out on paper."""

import numpy as np
import pytest
from tests.tiny import network, split

from perceptible.data import Split
from perceptible.errors import MismatchError, ShapeError, ValueRangeError
from perceptible.insight import edge_picture, match_edge, silent_neurons, stroke_pictures, tell_apart
from perceptible.network import Network


def with_first(weights, bias):
    """Return a network of images whose first neuron has these weights and this bias; all else is 0."""
    some = Network.random((784, 2, 2), start="zeros")
    dials = some.parameters.to_vector()
    dials[:784] = np.ravel(weights)
    dials[2 * 784] = bias
    return some.with_parameters(some.parameters.from_vector(dials))


def test_the_edge_lies_where_the_lesson_has_it():
    """Rows 7 to 9 of columns 10 to 17 are 1, rows 6 and 10 are -1: 24 - 16 = 8."""
    picture = edge_picture()
    assert (picture[7:10, 10:18] == 1).all()
    assert (picture[[6, 10], 10:18] == -1).all()
    assert np.abs(picture).sum() == 40


def test_an_ideal_detector_finds_the_stroke_alone():
    """Stroke 24 - 12, moved -8 - 12, block 24 - 16 - 12, nothing -12: one is above 0."""
    match = match_edge(with_first(edge_picture(), -12.0), 0)
    np.testing.assert_allclose(match.correlation, 1, rtol=1e-12)
    np.testing.assert_allclose(match.activations, 1 / (1 + np.exp([-12.0, 20.0, 4.0, 12.0])), rtol=1e-5)
    assert match.n_right == 4


def test_without_bands_a_block_fires_it_too():
    """The region alone measures ink, not an edge: 24 for the stroke and for the block."""
    match = match_edge(with_first(edge_picture() > 0, -12.0), 0)
    assert match.activations[0] == match.activations[2] > 0.5
    assert match.n_right == 3
    assert 0 < match.correlation < 0.9


def test_the_pictures_hold_ink_where_they_should():
    """A stroke, the same three rows lower, a block of 9 x 12, and nothing."""
    stroke, moved, block, nothing = stroke_pictures().reshape(4, 28, 28)
    np.testing.assert_array_equal(moved[3:], stroke[:-3])
    assert (block.sum(), nothing.sum()) == (108, 0)
    assert (block[stroke > 0] == 1).all()


def test_a_threshold_tells_two_classes_apart_either_way():
    """Z = 10 x - 5 fires for class 1; with signs turned for class 0; both tell 3 of 4 images."""
    images = Split(np.array([[0.1], [0.9], [0.8], [0.2], [0.5]]), np.array([0, 1, 0, 0, 2]), 3)
    some = Network.random((1, 1, 3), start="zeros")
    dials = some.parameters.to_vector()
    for sign in (1, -1):
        dials[:2] = 10 * sign, -5 * sign
        assert tell_apart(some.with_parameters(some.parameters.from_vector(dials)), images, (0, 1)) == 0.75


def test_silent_neurons_say_nothing_to_the_next_layer():
    """Without neuron 1 of hidden 1, the outputs are the same for any bias of it."""
    some = network((4, 3, 2, 2))
    some.parameters.weights[1].flags.writeable = False
    quiet = some.parameters.map(np.copy)
    quiet.weights[1][:, 1] = 0
    silent = silent_neurons(some.with_parameters(quiet))
    assert [each.tolist() for each in silent] == [[1], []]
    assert [each.tolist() for each in silent_neurons(some)] == [[], []]


def test_what_is_not_there_is_refused():
    """Another size of images, no such neuron, no image of these classes."""
    with pytest.raises(MismatchError, match="reads 6 numbers, expected 784"):
        match_edge(network(), 0)
    with pytest.raises(ValueRangeError, match="neuron is 2, expected 0 to 1"):
        match_edge(with_first(np.zeros(784), 0.0), 2)
    with pytest.raises(ShapeError, match="0 images of the classes 7 and 8"):
        tell_apart(network(), split(6), (7, 8))
