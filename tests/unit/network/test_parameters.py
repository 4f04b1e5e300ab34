"""Parameters: their layout in one row, and what maps over them."""

import numpy as np
import pytest

from perceptible.errors import ShapeError
from perceptible.network.parameters import Parameters

# Two inputs, two hidden neurons, one output: 4 + 2 + 2 + 1 = 9 dials.
SMALL = Parameters(
    (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[7.0, 8.0]])),
    (np.array([5.0, 6.0]), np.array([9.0])),
)


def test_the_dials_are_counted():
    """2 x 2 + 2 + 1 x 2 + 1."""
    assert SMALL.n_parameters == 9


def test_the_row_goes_layer_by_layer_weights_first():
    """Files, sorted lists and links name a dial by its place in this row."""
    np.testing.assert_array_equal(SMALL.to_vector(), np.arange(1.0, 10.0))


def test_a_row_becomes_parameters_of_the_same_shapes():
    """Counting down from 9 puts 9, 8 into the first row of the first weights."""
    turned = SMALL.from_vector(np.arange(9.0, 0.0, -1.0))
    np.testing.assert_array_equal(turned.weights[0], [[9.0, 8.0], [7.0, 6.0]])
    np.testing.assert_array_equal(turned.biases[1], [1.0])


def test_leading_axes_of_rows_are_many_networks():
    """Five rows make five networks; each still has nine dials."""
    many = SMALL.from_vector(np.zeros((5, 9)))
    assert many.leading == (5,)
    assert many.weights[1].shape == (5, 1, 2)
    assert many.n_parameters == 9


def test_the_row_is_a_copy():
    """Writing into it turns no dial."""
    SMALL.to_vector()[0] = 100.0
    assert SMALL.weights[0][0, 0] == 1.0


def test_a_function_maps_over_several_at_once():
    """A step of gradient descent is one map over parameters and gradient."""
    stepped = SMALL.map(lambda dial, slope: dial - 0.5 * slope, SMALL)
    np.testing.assert_array_equal(stepped.to_vector(), np.arange(1.0, 10.0) / 2)


@pytest.mark.parametrize("shape", [(8,), (10,), (), (9, 1)])
def test_a_row_of_another_length_is_refused(shape):
    """It belongs to another network."""
    with pytest.raises(ShapeError, match=r"vector has shape .*expected \(\.\.\., 9\).*same sizes"):
        SMALL.from_vector(np.zeros(shape))
