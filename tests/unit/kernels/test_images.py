"""Lit inputs: all of them, nothing else, whatever kind of array they come in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests import tiny

from perceptible.kernels import compiled, find_lit, find_lit_bytes, lit_images, step_maker

pytestmark = pytest.mark.skipif(compiled() is None, reason=f"steps are made by {step_maker()}")

shapes = st.tuples(st.integers(0, 5), st.integers(0, 40))
any_floats = st.one_of(st.just(0.0), st.floats(width=32), st.integers(0, 255).map(lambda byte: byte / 255))
LABELS = np.zeros(5, np.int64)


def dense(lit, dtype=np.float32):
    """Put the lit inputs back in their places, one by one."""
    table = np.zeros((len(lit), lit.n_inputs), dtype)
    for image in range(len(lit)):
        for place in range(lit.starts[image], lit.starts[image + 1]):
            value = lit.values[place]
            table[image, lit.positions[place]] = value / np.float32(255) if lit.values.dtype == np.uint8 else value
    return table


@given(arrays(np.float32, shapes, elements=any_floats))
def test_every_number_comes_back(inputs):
    """Also those that Split refuses: NaN, infinite, negative, above 1."""
    lit = find_lit(inputs, LABELS[: len(inputs)])
    assert len(lit.positions) == len(lit.values) == lit.starts[-1] == np.count_nonzero(inputs)
    np.testing.assert_array_equal(dense(lit), inputs.astype(np.float32))


@given(arrays(np.uint8, shapes))
def test_every_byte_comes_back(pixels):
    """Read from a file, never a float in between."""
    lit = find_lit_bytes(pixels, LABELS[: len(pixels)])
    assert lit.values.dtype == np.uint8
    np.testing.assert_array_equal(dense(lit), pixels / np.float32(255))


@pytest.mark.parametrize("value", [1.5, -1 / 255, 256 / 255, 1e-40, 0.5, np.nan, np.inf])
def test_what_is_no_byte_stays_a_float(value):
    """255ths from 0 to 1 are pixels; anything else would be changed by making it one."""
    lit = find_lit(np.array([[0, 1, value]], np.float32), LABELS[:1])
    np.testing.assert_array_equal(lit.values, np.array([1, value], np.float32))


@pytest.mark.parametrize("change", [np.float64, np.float16, np.asfortranarray, lambda table: table[::2]])
def test_any_layout_in_memory_is_read_right(change):
    """The kernel reads rows of float32, one after the other: other tables are copied first."""
    inputs = change(np.arange(24, dtype=np.float32).reshape(4, 6) / 255)
    np.testing.assert_array_equal(dense(find_lit(inputs, LABELS[: len(inputs)])), np.asarray(inputs, np.float32))


def test_bytes_in_any_layout_are_read_right():
    """A table turned on its side."""
    pixels = np.arange(24, dtype=np.uint8).reshape(4, 6).T
    np.testing.assert_array_equal(dense(find_lit_bytes(pixels, LABELS[:1].repeat(6))), pixels / np.float32(255))


def test_the_last_of_65536_inputs_has_a_position():
    """Two bytes hold 0 to 65,535."""
    inputs = np.zeros((1, 2**16), np.float32)
    inputs[0, -1] = 1
    assert find_lit(inputs, LABELS[:1]).positions.tolist() == [65_535]


def test_labels_say_how_many_classes_there_are_at_least():
    """By hand: 0 to 6 are seven; and none where there are no images."""
    inputs = np.zeros((3, 2), np.float32)
    assert find_lit(inputs, np.array([3, 6, 0])).n_classes == 7
    assert find_lit(inputs[:0], LABELS[:0]).n_classes == 0


def test_the_lit_inputs_of_a_split_are_found_once():
    """Each epoch and each evaluation asks for them."""
    split = tiny.split(4)
    assert lit_images(split) is lit_images(split)
    np.testing.assert_array_equal(dense(lit_images(split)), split.inputs)
