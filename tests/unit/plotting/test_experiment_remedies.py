"""The figure of remedies: candidates below one another, four measures beside one another."""

import pytest

from perceptible.experiments.remedies_result import COLUMNS, RemediesResult, Remedy
from perceptible.experiments.spread import over_seeds
from perceptible.plotting.experiments.remedies import draw_remedies


def remedy(name, accuracy):
    """Return a made-up candidate."""
    names = ("sure", "moved", "told_apart", "edginess", "edges", "shuffled", "z", "smoothness")
    return Remedy(name, "words", 1_234, over_seeds(accuracy), **{each: over_seeds([0.1, 0.2]) for each in names})


RESULT = RemediesResult((remedy("lesson", [0.91, 0.93]), remedy("other", [0.95, 0.97])), 10, 100, (0, 1))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_candidate_has_its_numbers(theme):
    """Its name and its dials, and the median in each panel."""
    figure = draw_remedies(RESULT, source="made up", theme=theme)["remedies"]
    words = [text.get_text() for text in figure.texts]
    assert {"lesson", "other", "1,234 dials"} <= set(words)
    panels = [axes for axes in figure.axes if axes.lines]
    assert len(panels) == len(COLUMNS)
    assert [text.get_text() for text in panels[0].texts] == ["92.0 %", "96.0 %"]


def test_the_lessons_network_is_a_line_through_each_panel():
    """So that the eye sees who is better."""
    panel = next(axes for axes in draw_remedies(RESULT)["remedies"].axes if axes.lines)
    assert list(panel.lines[0].get_xdata()) == pytest.approx([0.92, 0.92])
