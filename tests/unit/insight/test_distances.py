"""Distances between images against plain loops, and pairs that mislead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.dataset import Split
from perceptible.errors import DtypeError, ShapeError, ValueRangeError
from perceptible.insight import misleading_pairs, nearest, pixel_distance

# Four 3s and two 8s on a line of gray: 3s at 0.0, 0.1, 0.5, 0.9; 8s at 0.42 and 0.65.
LINE = Split(np.array([[0.0], [0.1], [0.5], [0.9], [0.42], [0.65]]), np.array([3, 3, 3, 3, 8, 8]))


def test_the_distance_is_that_of_pythagoras():
    """0.3 across and 0.4 down are 0.5; order does not matter."""
    first, second = np.array([0.1, 0.6]), np.array([0.4, 0.2])
    assert pixel_distance(first, second) == pytest.approx(0.5, abs=1e-15)
    assert pixel_distance(first, second) == pixel_distance(second, first)


def test_black_and_white_lie_farthest_apart():
    """The square root of 784."""
    assert pixel_distance(np.zeros(784), np.ones(784)) == 28
    assert pixel_distance(np.ones(784, np.float32), np.ones(784, np.float32)) == 0


def test_bytes_do_not_wrap_around():
    """A difference of float32 images is taken in float64."""
    assert pixel_distance(np.array([0.0], np.float32), np.array([1.0], np.float32)) == 1


@given(seed=st.integers(0, 10_000), n_samples=st.integers(0, 7), n_known=st.integers(1, 9))
def test_the_nearest_is_that_of_a_plain_loop(seed, n_samples, n_known):
    """One distance after the other."""
    generator = np.random.default_rng(seed)
    inputs, among = generator.random((n_samples, 5)), generator.random((n_known, 5))
    expected = [int(np.argmin([pixel_distance(one, other) for other in among])) for one in inputs]
    assert nearest(inputs, among).tolist() == expected


def test_many_images_are_found_block_by_block():
    """Each image is its own nearest, wherever a block ends."""
    images = np.random.default_rng(0).random((1_203, 6), dtype=np.float32)
    np.testing.assert_array_equal(nearest(images, images), np.arange(1_203))


def test_a_three_between_eights_misleads():
    """Of 0.5 the nearest 8 is 0.08 away, the nearest 3 0.4; of 0.9 it is 0.25 to 0.4; of the others a 3 is nearer."""
    pairs = misleading_pairs(LINE, 3)
    assert [(pair.index, pair.other, pair.own) for pair in pairs] == [(2, 4, 3), (3, 5, 2)]
    assert [pair.distance for pair in pairs] == pytest.approx([0.08, 0.25], abs=1e-6)
    assert [pair.own_distance for pair in pairs] == pytest.approx([0.4, 0.4], abs=1e-6)


def test_no_more_pairs_than_asked_for():
    """The most misleading ones."""
    assert [pair.index for pair in misleading_pairs(LINE, 3, most=1)] == [2]
    assert misleading_pairs(LINE, 3, most=0) == []


def test_an_image_is_not_its_own_neighbor():
    """Of two equal 3s each has the other; a copy of itself would always win."""
    split = Split(np.array([[0.5], [0.5], [0.6]]), np.array([3, 3, 8]))
    assert misleading_pairs(split, 3) == []


def test_threes_of_mnist_mislead(mnist):
    """The lesson's first sight: a 3 may lie nearer to another digit than to any of the 1,009 other 3s."""
    pairs = misleading_pairs(mnist.test, 3, most=2_000)
    worst = pairs[0]
    assert 20 < len(pairs) < 300
    assert mnist.test.labels[worst.index] == mnist.test.labels[worst.own] == 3
    assert worst.distance < 0.7 * worst.own_distance


def test_images_that_cannot_be_compared_are_refused():
    """With what to give instead."""
    with pytest.raises(ShapeError, match=r"first has shape \(2, 2\) .* image.reshape\(-1\)"):
        pixel_distance(np.zeros((2, 2)), np.zeros((2, 2)))
    with pytest.raises(ShapeError, match=r"among has shape \(0, 4\), expected \(n_known, n_inputs\) with at least one"):
        nearest(np.zeros((1, 4)), np.zeros((0, 4)))
    with pytest.raises(DtypeError, match=r"inputs hold uint8"):
        nearest(np.zeros((1, 4), np.uint8), np.zeros((1, 4)))


@pytest.mark.parametrize("label", [5, 8])
def test_a_class_without_company_is_refused(label):
    """One image has no other of its own, and none has none."""
    split = Split(np.array([[0.0], [0.1], [0.2]]), np.array([3, 3, 8]))
    with pytest.raises(ValueRangeError, match=rf"images of class {label} and . of others, expected at least 2 and 1"):
        misleading_pairs(split, label)
