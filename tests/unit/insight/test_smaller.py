"""Smaller images."""

import numpy as np
import pytest

from perceptible.data.dataset import Dataset, Split
from perceptible.data.resampling import area_resize
from perceptible.errors import ShapeError
from perceptible.insight.smaller import smaller_images


def data(image_shape=(4, 4)):
    """Return three random images."""
    inputs = np.random.default_rng(0).random((3, 16), dtype=np.float32)
    split = Split(inputs, np.array([0, 1, 0]), 2)
    return Dataset("three", split, split, ("a", "b"), image_shape, fingerprint="1")


def test_half_as_many_rows_and_columns_are_means_of_four():
    """By hand: the mean of each square of 2 x 2 pixels."""
    small = smaller_images(data(), (2, 2))
    squares = data().train.inputs.reshape(3, 2, 2, 2, 2).mean(axis=(2, 4)).reshape(3, 4)
    np.testing.assert_allclose(small.train.inputs, squares, atol=1e-6)
    assert small.image_shape == (2, 2)
    assert small.fingerprint != data().fingerprint


def test_other_sizes_are_those_of_a_picture_alone():
    """The same as one picture after the other."""
    small = smaller_images(data(), (3, 2)).test.inputs
    alone = [area_resize(image.reshape(4, 4), (3, 2)).ravel() for image in data().test.inputs]
    np.testing.assert_allclose(small, alone, atol=1e-6)


@pytest.mark.parametrize(("image_shape", "shape"), [(None, (2, 2)), ((4, 4), (5, 4)), ((4, 4), (0, 2))])
def test_what_cannot_be_made_smaller_is_refused(image_shape, shape):
    """A table of numbers has no rows and columns of pixels."""
    with pytest.raises(ShapeError, match=r"the images of three are of shape .* Choose a smaller shape"):
        smaller_images(data(image_shape), shape)
