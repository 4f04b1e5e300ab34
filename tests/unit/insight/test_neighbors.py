"""The nearest images of the same class and of others, against `pixel_distance` one by one."""

import numpy as np
import pytest
from tests.tiny import split

from perceptible.data import Split
from perceptible.errors import ValueRangeError
from perceptible.insight import neighbors, pixel_distance


def test_the_nearest_are_those_of_a_loop():
    """Own and other classes, each sorted by distance."""
    images = split(30)
    found = neighbors(images, 4, count=5)
    away = [pixel_distance(images.inputs[4], image) for image in images.inputs]
    own = sorted((i for i in range(30) if i != 4 and images.labels[i] == images.labels[4]), key=lambda i: away[i])
    other = sorted((i for i in range(30) if images.labels[i] != images.labels[4]), key=lambda i: away[i])
    assert (found.own.tolist(), found.other.tolist()) == (own[:5], other[:5])
    np.testing.assert_allclose(found.other_distances, [away[i] for i in other[:5]], rtol=1e-12)


def test_a_twin_of_the_image_is_its_nearest_at_zero():
    """Only the image itself is left out."""
    images = Split(np.array([[0.5, 0.5], [0.5, 0.5], [0.0, 1.0]]), np.array([1, 1, 0]))
    found = neighbors(images, 0)
    assert (found.own.tolist(), found.own_distances.tolist()) == ([1], [0.0])
    assert found.other.tolist() == [2]


@pytest.mark.parametrize(
    ("index", "count", "message"),
    [(-1, 1, "index is -1, expected 0 to 5"), (6, 1, "index is 6, expected 0 to 5"), (0, -2, "count is -2, expected")],
)
def test_images_that_are_not_there_are_refused(index, count, message):
    """The sentence says which there are."""
    with pytest.raises(ValueRangeError, match=message):
        neighbors(split(6), index, count=count)
