"""Reading between pixels, against loops and against what stays the same."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.resampling import affine, area_resize, resample


def naive(image, x, y):
    """Interpolate one place, four pixels one by one; black outside."""
    column, row = math.floor(x), math.floor(y)
    total = 0.0
    for i in (row, row + 1):
        for j in (column, column + 1):
            if 0 <= i < image.shape[0] and 0 <= j < image.shape[1]:
                total += image[i, j] * (1 - abs(x - j)) * (1 - abs(y - i))
    return total


def test_places_between_pixels_are_interpolated():
    """Also beyond every edge. A place is read to 1e-5, since places are float32."""
    rng = np.random.default_rng(0)
    image = rng.random((5, 4))
    places = rng.uniform(-2, 7, (1, 2, 300)).astype(np.float32)
    expected = [naive(image, x, y) for x, y in places[0].T.astype(float)]
    np.testing.assert_allclose(resample(image.reshape(1, -1), places, (5, 4))[0], expected, atol=1e-5)


def test_each_image_has_its_own_transformation():
    """More images than are done at once, each moved by as many pixels as its number, modulo 3."""
    images = np.tile(np.array([[1.0, 0.0, 0.0]]), (200, 1))
    moves = np.stack([-(np.arange(200) % 3), np.zeros(200)], axis=-1)
    moved = affine(images, np.eye(2)[None], moves, image_shape=(1, 3))
    np.testing.assert_array_equal(moved.argmax(axis=1), np.arange(200) % 3)


def test_the_same_place_gives_the_same_pixels():
    """Nothing moved: not one bit differs."""
    images = np.random.default_rng(1).random((3, 35), np.float32)
    np.testing.assert_array_equal(affine(images, np.eye(2)[None], np.zeros((1, 2)), image_shape=(5, 7)), images)


@given(height=st.integers(1, 40), width=st.integers(1, 40), factor=st.integers(1, 5))
def test_shrinking_by_a_whole_factor_takes_means_of_blocks(height, width, factor):
    """As reshape and mean do."""
    picture = np.random.default_rng(height).random((height * factor, width * factor))
    expected = picture.reshape(height, factor, width, factor).mean(axis=(1, 3))
    np.testing.assert_allclose(area_resize(picture, (height, width)), expected, atol=1e-12)


@given(old=st.integers(1, 50), new=st.integers(1, 50))
def test_a_change_of_size_keeps_what_is_even(old, new):
    """A gray sheet stays as gray, however it is resized: the shares of each new pixel add up to 1."""
    np.testing.assert_allclose(area_resize(np.full((old, 3), 0.3), (new, 2)), 0.3, rtol=1e-12)


def test_shrinking_keeps_the_mean():
    """Ink is neither made nor lost: 30 to 20 pixels, where blocks overlap."""
    picture = np.random.default_rng(2).random((30, 30))
    assert area_resize(picture, (20, 20)).mean() == pytest.approx(picture.mean(), rel=0.01)
