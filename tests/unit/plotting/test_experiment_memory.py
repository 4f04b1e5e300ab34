"""The figure of the experiment on memory."""

import pytest

from perceptible.errors import UnknownNameError
from perceptible.experiments.memory_result import Curve, MemoryResult, Taught
from perceptible.plotting.experiments.memory import draw_memory


@pytest.fixture
def result():
    """Return a network taught true labels, half of them shuffled, and all."""
    steps = (0, 50, 100)
    none = (None,) * 3
    true = Taught((4,), 0.0, 99, (Curve(steps[:2], (0.1, 1.0), none[:2], (0.1, 0.8), 0.8),))
    half = Taught((4,), 0.5, 99, (Curve(steps, (0.1, 0.6, 1.0), (0.1, 0.7, 0.0), (0.1, 0.6, 0.4), 0.4),))
    shuffled = Taught((4,), 1.0, 99, (Curve(steps, (0.1, 0.5, 1.0), (0.1, 0.1, 0.0), (0.1, 0.1, 0.1), 0.1),))
    return MemoryResult((true, half, shuffled), 100, 10, 10, 10, (0,))


def test_lines_are_the_curves(result, texts):
    """Training images, test images, and what shows through false labels of the half that was shuffled."""
    figure = draw_memory(result, source="few")["memory"]
    _, given, test, through = figure.axes
    assert [list(line.get_ydata()) for line in given.lines[::2]] == [[0.1, 1.0], [0.1, 0.6, 1.0], [0.1, 0.5, 1.0]]
    assert [list(line.get_ydata()) for line in test.lines[1::2]] == [[0.8], [0.4], [0.1]]  # dots at the ends
    assert [list(line.get_ydata()) for line in through.lines[::2]] == [[0.1, 0.7, 0.0]]


def test_lines_are_named(result, texts):
    """Beside them, not in a legend."""
    written = texts(draw_memory(result, theme="dark")["memory"])
    assert {"true labels", "50 % shuffled", "100 % shuffled"} <= set(written)


def test_another_theme_is_refused(result):
    """Its name is told."""
    with pytest.raises(UnknownNameError, match="'loud'"):
        draw_memory(result, theme="loud")
