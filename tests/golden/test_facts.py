"""Fixed numbers that have stood in the lesson, or in the files, all along."""

import numpy as np
import pytest

from perceptible.network import Network, cost

SIZES = (784, 16, 16, 10)


@pytest.fixture(scope="module")
def lesson():
    """Return the lesson's network at its random start."""
    return Network.random(SIZES, rng=0)


def test_the_lesson_has_13_002_dials(lesson):
    """784 x 16 + 16 x 16 + 16 x 10 = 12,544 + 256 + 160 = 12,960 weights, 16 + 16 + 10 = 42 biases."""
    assert [W.size for W in lesson.weights] == [12_544, 256, 160]
    assert [b.size for b in lesson.biases] == [16, 16, 10]
    assert lesson.n_parameters == 12_960 + 42 == 13_002


def test_the_row_of_all_dials_is_as_long(lesson):
    """Weights and biases in one row are what the gradient is as long as."""
    assert lesson.parameters.to_vector().shape == (13_002,)


def test_the_network_is_a_function_from_784_numbers_to_10(lesson):
    """All ten between 0 and 1, as the sigmoid has it."""
    outputs = lesson.outputs(np.zeros((1, 784), np.float32))
    assert outputs.shape == (1, 10)
    assert 0 <= outputs.min() <= outputs.max() <= 1


def test_a_network_of_zeros_costs_two_and_a_half():
    """Ten outputs of one half: 10 x (1/2)^2, since the lesson puts no 1/2 in front."""
    network = Network.random(SIZES, start="zeros")
    assert cost(network, np.zeros((1, 784)), np.eye(10)[[3]]) == 2.5


def test_1_072_dials_never_get_a_gradient(mnist):
    """67 pixels are black in all 60,000 training images, and each has a weight to 16 neurons."""
    n_never_lit = int((mnist.train.inputs.max(axis=0) == 0).sum())
    assert n_never_lit == 67
    assert n_never_lit * 16 == 1_072


def test_four_pixels_in_five_are_black(mnist):
    """149.9 of 784 are lit in the average training image; 189 and 291 are lit in fewer than 0.1 % and 1 %."""
    share_lit = np.count_nonzero(mnist.train.inputs, axis=0) / 60_000  # for each pixel
    assert share_lit.sum() == pytest.approx(149.9, abs=0.05)
    assert int((share_lit < 0.001).sum()) == 189
    assert int((share_lit < 0.01).sum()) == 291
