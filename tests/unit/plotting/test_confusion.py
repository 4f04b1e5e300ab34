"""The confusion matrix as a figure."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.errors import SettingsError
from perceptible.evaluation import Evaluation
from perceptible.plotting import draw_confusion

# Ten images of three classes: 0 is always right, 1 is twice read as 2, 2 once as 1.
LABELS = np.array([0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
ANSWERS = np.array([0, 0, 0, 1, 1, 2, 2, 1, 2, 2])


@pytest.fixture(scope="module")
def figure():
    """Return the figure of these ten."""
    evaluation = Evaluation(np.eye(3)[ANSWERS], LABELS, np.zeros(10))
    return draw_confusion(evaluation, what="test image", class_names=["cat", "dog", "wolf"])


def test_every_count_is_written_in_its_cell(figure):
    """Row label, column answer; a dot where there are none."""
    cells = {text.get_position(): text.get_text() for text in figure.axes[1].texts}
    table = [[cells[(answer, label)] for answer in range(3)] for label in range(3)]
    assert table == [["3", "·", "·"], ["·", "2", "2"], ["·", "1", "2"]]


def test_only_mistakes_have_color(figure):
    """What is right would drown them."""
    np.testing.assert_array_equal(figure.axes[1].images[0].get_array(), [[0, 0, 0], [0, 0, 2], [0, 1, 0]])


def test_the_finding_counts(figure):
    """Seven of ten, and dogs are twice taken for wolves."""
    assert figure.get_label() == "7 of 10 test images right (70.0 %); most often dog is read as wolf (2 times)"


def test_every_class_has_its_share(figure, texts):
    """Two of four dogs, two of three wolves."""
    assert {"100.0 % of 3", "50.0 % of 4", "66.7 % of 3"} <= set(texts(figure))


def test_without_mistakes_there_is_no_most_frequent_one(texts):
    """And a class without images has no share."""
    evaluation = Evaluation(np.eye(3)[[0, 1]], np.array([0, 1]), np.zeros(2))
    figure = draw_confusion(evaluation)
    assert figure.get_label() == "2 of 2 images right (100.0 %)"
    assert sum(" % of " in text for text in texts(figure)) == 2


def test_names_must_be_those_of_the_classes(evaluation):
    """Three names for ten digits would name the wrong ones."""
    with pytest.raises(SettingsError, match="class_names has 3 names, expected 10"):
        draw_confusion(evaluation, class_names=["cat", "dog", "wolf"])


def test_many_classes_are_drawn_small(texts):
    """The 47 classes of letters and digits: cells of 11 pixels, without numbers."""
    labels = np.arange(47)
    figure = draw_confusion(Evaluation(np.eye(47)[np.roll(labels, 1)], labels, np.zeros(47)))
    assert figure.axes[1].images[0].get_array().sum() == 47
    assert not figure.axes[1].texts
