"""The most confident mistakes as a figure."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.data.dataset import Split
from perceptible.errors import MismatchError, SettingsError
from perceptible.evaluation import Evaluation
from perceptible.plotting import draw_mistakes

LABELS = np.array([0, 1, 2, 1])
OUTPUTS = np.array([[0.9, 0.1, 0.0], [0.7, 0.2, 0.1], [0.1, 0.99996, 0.3], [0.0, 0.8, 0.1]])  # 1 and 2 are wrong
IMAGES = Split(np.random.default_rng(0).random((4, 784), dtype=np.float32), LABELS, n_classes=3)


@pytest.fixture(scope="module")
def figure():
    """Return the figure of the two mistakes among four images."""
    return draw_mistakes(Evaluation(OUTPUTS, LABELS, np.zeros(4)), IMAGES, what="test image")


def test_the_surest_mistake_comes_first(figure):
    """Image 2 with 0.99996, then image 1 with 0.7; the third picture is the ramp of the legend."""
    pictures = [np.asarray(image.get_array()) for image in figure.axes[0].images]
    np.testing.assert_array_equal(pictures[0].ravel(), IMAGES.inputs[2])
    np.testing.assert_array_equal(pictures[1].ravel(), IMAGES.inputs[1])
    assert len(pictures) == 3


def test_each_has_label_answer_confidence_and_number(figure, texts):
    """An output just below 1 is not written as 1.00; numbers count from 0, as Python does."""
    written = set(texts(figure))
    assert {"label 2", "✗ 1", "0.99996", "#2"} <= written
    assert {"label 1", "✗ 0", "0.700", "#1"} <= written


def test_the_finding_counts_and_names_the_worst(figure):
    """Two of four."""
    assert figure.get_label() == "2 of 4 test images wrong (50.0 %); the surest mistake is a 2 read as 1 (0.99996)"


def test_as_many_as_asked_for_are_drawn(evaluation, images):
    """And no more than there are."""
    figure = draw_mistakes(evaluation, images, n=3)
    assert len(figure.axes[0].images) == 3 + 1


def test_no_mistakes_are_said_to_be_none():
    """A perfect network gets a sentence, not an empty wall."""
    right = Evaluation(np.eye(3)[LABELS], LABELS, np.zeros(4))
    assert draw_mistakes(right, IMAGES).get_label() == "No mistakes: 4 images, all right"


def test_other_images_are_refused(evaluation):
    """The pictures would not be those that were answered."""
    with pytest.raises(MismatchError, match=r"of 40 images .*the split's 4 images\. Give the split that was evaluated"):
        draw_mistakes(evaluation, IMAGES)


@pytest.mark.parametrize("n", [0, 121])
def test_walls_are_neither_empty_nor_endless(n, evaluation, images):
    """A page of 120 images is the most that can be read."""
    with pytest.raises(SettingsError, match=f"n is {n}, expected 1 to 120"):
        draw_mistakes(evaluation, images, n=n)
