"""The figures of the experiment on drawing."""

from dataclasses import replace

import numpy as np
import pytest

from perceptible.experiments.drawing_result import COLUMNS, DrawingResult, Drawings, Neurons
from perceptible.experiments.spread import Over
from perceptible.plotting.experiments.drawing import draw_drawing

ONE = Over(0.5, 0.4, 0.6, 2)
GRAY = ("80" * 36,) * 3


@pytest.fixture
def result():
    """Return drawings of two networks, 6 x 6 pixels, three classes."""
    measures = dict.fromkeys(COLUMNS, ONE)
    drawings = tuple(
        Drawings(name, "changed", way, ONE, measures, GRAY, (4, 4, 4))
        for name in ("lesson", "hardened")
        for way in ("plain", "careful", "test images")
    )
    neurons = tuple(
        Neurons(name, way, 1, ONE, ONE, GRAY) for name in ("lesson", "hardened") for way in ("plain", "careful")
    )
    return DrawingResult(drawings, neurons, GRAY, {4: GRAY[0]}, ("a", "b", "c"), (6, 6), (0, 1))


def test_every_picture_is_shown(result):
    """The mean images, and for two networks three rows of three; four rows of neurons."""
    figures = draw_drawing(result, source="few")
    shown = {name: [image for axes in figure.axes for image in axes.images] for name, figure in figures.items()}
    assert {name: len(images) for name, images in shown.items()} == {"drawing": 3 + 2 * 3 * 3, "neurons": 4 * 3}
    np.testing.assert_allclose(shown["drawing"][0].get_array(), 128 / 255)


def test_the_title_is_the_finding(result):
    """Both networks, with median and range."""
    label = draw_drawing(result, theme="dark")["drawing"].get_label()
    assert "lesson network correlate with the mean images by 0.50 (0.40 to 0.60), those of the hardened one" in label


def test_inputs_that_are_no_pictures_have_no_figure(result):
    """Four numbers make no image."""
    assert draw_drawing(replace(result, means=("80" * 4,) * 3, image_shape=None)) == {}
