"""Walls of images, and an image as numbers."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.data.dataset import Split
from perceptible.errors import DtypeError, SettingsError, ShapeError, ValueRangeError
from perceptible.plotting import draw_digits, draw_pixels


def test_the_wall_shows_the_images_asked_for(images, texts):
    """In the order asked for, each with its own label."""
    figure = draw_digits(images, [7, 3])
    shown = figure.axes[0].images
    np.testing.assert_array_equal(shown[0].get_array(), images.inputs[7].reshape(28, 28))
    np.testing.assert_array_equal(shown[1].get_array(), images.inputs[3].reshape(28, 28))
    assert [text for text in texts(figure) if text in {"7", "3"}] == ["7", "3"]


def test_without_indices_the_wall_begins_at_the_beginning(images):
    """All 40 here; of more, the first 60. The pictures and one ramp of the legend are shown."""
    figure = draw_digits(images, what="test image")
    assert figure.get_label() == "The first 40 of 40 test images, each with its label"
    assert len(figure.axes[0].images) == 40 + 1


def test_classes_can_have_names(images, texts):
    """Clothes are not digits."""
    names = [f"kind {index}" for index in range(10)]
    assert "kind 4" in texts(draw_digits(images, [4], class_names=names))
    with pytest.raises(SettingsError, match="class_names has 3 names, expected 10"):
        draw_digits(images, class_names=["a", "b", "c"])


@pytest.mark.parametrize(
    ("indices", "error", "message"),
    [
        ([0, 40], ValueRangeError, "indices hold 40, expected 0 to 39"),
        ([-1], ValueRangeError, "indices hold -1, expected 0 to 39"),
        ([], ShapeError, r"indices has shape \(0,\) for 40 images, expected 1 to 600"),
        ([[1, 2]], ShapeError, r"indices has shape \(1, 2\)"),
        ([0] * 601, ShapeError, r"indices has shape \(601,\)"),
    ],
)
def test_walls_that_cannot_be_drawn_are_refused(images, indices, error, message):
    """Python would count -1 from the end; 10,000 images would be unreadable."""
    with pytest.raises(error, match=message):
        draw_digits(images, indices)


def test_inputs_that_are_no_images_are_refused():
    """Four measurements of a flower are not a picture."""
    flowers = Split(np.zeros((3, 4), np.float32), np.array([0, 1, 2]), n_classes=3)
    with pytest.raises(ShapeError, match="4 inputs a sample, expected a square image such as 784"):
        draw_digits(flowers)


@pytest.fixture(scope="module")
def pixels():
    """Return a figure of a 5 x 5 image whose third row is 0, 0.25, 0.5, 0.75, 1."""
    image = np.zeros((5, 5), np.float32)
    image[2] = np.linspace(0, 1, 5)
    return draw_pixels(image, label="dash")


def test_every_pixel_is_written_on_itself(pixels):
    """To one decimal, in the middle of its cell: cells are 25 pixels, after 28 for the numbers of the rows."""
    texts = {text.get_position(): text.get_text() for text in pixels.axes[0].texts}
    row = [texts[(28 + 25 * (column + 0.5), 28 + 25 * 2.5)] for column in range(5)]
    assert row == ["0.0", "0.2", "0.5", "0.8", "1.0"]
    assert len(texts) == 25


def test_pixels_can_be_read_on_any_grey(pixels):
    """White on dark, black on light; what is exactly 0 steps back."""
    colors = {text.get_text(): text.get_color() for text in pixels.axes[0].texts[10:15]}
    assert colors == {"0.0": "#808080", "0.2": "#ffffff", "0.5": "#000000", "0.8": "#000000", "1.0": "#000000"}


def test_the_finding_counts_the_ink(pixels):
    """Four of the 25 pixels are above 0."""
    assert pixels.get_label() == "This dash is 25 numbers, 4 of them above 0"


@pytest.mark.parametrize(
    ("image", "error", "message"),
    [
        (np.zeros((29, 29)), ShapeError, r"image has shape \(29, 29\), expected \(784,\) or \(28, 28\)"),
        (np.zeros(783), ShapeError, r"image has shape \(783,\)"),
        (np.zeros((1, 28, 28)), ShapeError, r"image has shape \(1, 28, 28\).*split\.inputs\[0\]"),
        (np.full((28, 28), 255.0), ValueRangeError, r"image goes from 255 to 255.*image / 255"),
        (np.full((28, 28), np.nan), ValueRangeError, r"image\[0, 0\] is nan"),
        (np.zeros((28, 28), np.uint8), DtypeError, "image hold uint8, expected float32 or float64"),
    ],
)
def test_what_is_no_image_is_refused(image, error, message):
    """The message says what was found and what to do."""
    with pytest.raises(error, match=message):
        draw_pixels(image)
