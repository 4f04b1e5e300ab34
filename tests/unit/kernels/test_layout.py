"""Parameters as the kernel keeps them, and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.kernels.layout import pack, unpack, width_of
from perceptible.network import Network, Parameters

sizes = st.lists(st.integers(1, 40), min_size=2, max_size=5)


@pytest.mark.parametrize(("n_neurons", "width"), [(1, 16), (16, 16), (17, 32), (784, 784)])
def test_widths_are_whole_blocks_of_16(n_neurons, width):
    """Every vector of every processor fits in."""
    assert width_of(n_neurons) == width


def test_each_input_has_a_row_and_the_biases_come_last():
    """By hand: two inputs, three neurons; W[j, i] belongs to neuron j and input i."""
    W, b = np.array([[1, 2], [3, 4], [5, 6]], np.float32), np.array([7, 8, 9], np.float32)
    rows = pack(Parameters((W,), (b,))).reshape(3, 16)
    assert rows[:, :3].tolist() == [[1, 3, 5], [2, 4, 6], [7, 8, 9]]
    assert not rows[:, 3:].any()


@given(sizes, st.integers(0, 2**32))
def test_what_was_packed_comes_back(sizes, seed):
    """Not a bit is lost, whatever the sizes."""
    parameters = Network.random(sizes, rng=seed).parameters
    back = unpack(pack(parameters), parameters)
    for mine, yours in zip(back.weights + back.biases, parameters.weights + parameters.biases, strict=True):
        assert mine.tobytes() == yours.tobytes()
        assert mine.shape == yours.shape


def test_what_comes_back_is_a_copy_that_cannot_be_changed():
    """The kernel goes on in its memory; states are values."""
    parameters = Network.random((3, 2), rng=0).parameters
    dials = pack(parameters)
    back = unpack(dials, parameters)
    dials[:] = 0
    assert np.array_equal(back.weights[0], parameters.weights[0])
    with pytest.raises(ValueError, match="read-only"):
        back.weights[0][0, 0] = 1
