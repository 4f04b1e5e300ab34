"""Images that lie nearer to another class, as a figure."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.data.dataset import Split
from perceptible.errors import SettingsError, ValueRangeError
from perceptible.insight import MisleadingPair
from perceptible.plotting import draw_misleading

IMAGES = Split(np.random.default_rng(0).random((6, 784), dtype=np.float32), np.array([3, 8, 3, 5, 5, 3]))
THREE, FIVE = MisleadingPair(0, 3, 1, 8, 2, 4.5, 6.0), MisleadingPair(3, 5, 5, 3, 4, 2.25, 2.5)


def test_each_image_stands_above_its_two_nearest():
    """The image itself, the other class, its own; then the ramp of the legend."""
    pictures = [np.asarray(image.get_array()) for image in draw_misleading([FIVE], IMAGES).axes[0].images]
    assert len(pictures) == 4
    for picture, index in zip(pictures, (3, 5, 4), strict=False):
        np.testing.assert_array_equal(picture.ravel(), IMAGES.inputs[index])


def test_distances_and_numbers_are_written(texts):
    """Which image of the split each is, and how far away."""
    written = set(texts(draw_misleading([THREE], IMAGES, source="six images")))
    assert {"3", "#0", "4.50 to 8", "#1", "6.00 to 3", "#2", "six images"} <= written


def test_the_finding_says_of_what_class_they_are():
    """One, several of a class, and several of several."""
    other = MisleadingPair(2, 3, 1, 8, 0, 4.6, 6.0)
    assert draw_misleading([THREE], IMAGES).get_label().startswith("This 3 lies nearer to one 8 (4.50)")
    assert draw_misleading([THREE, other], IMAGES).get_label().startswith("2 images of 3 that lie nearer")
    assert draw_misleading([THREE, FIVE], IMAGES).get_label().startswith("2 images that lie nearer")


def test_more_than_a_row_goes_below():
    """Seven pairs are two blocks."""
    one, two = (draw_misleading([THREE] * n, IMAGES).get_size_inches()[1] for n in (6, 7))
    assert two > 1.5 * one


def test_nothing_to_draw_is_refused():
    """With where to look."""
    with pytest.raises(ValueRangeError, match=r"there are no pairs, expected at least one. Look among more images"):
        draw_misleading([], IMAGES)
    with pytest.raises(SettingsError, match=r"class_names has 2 names, expected 10"):
        draw_misleading([THREE], IMAGES, class_names=["a", "b"])
