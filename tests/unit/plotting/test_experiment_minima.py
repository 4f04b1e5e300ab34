"""The figures of the experiment on minima."""

import pytest

from perceptible.experiments.minima_result import Ends, Line, MinimaResult
from perceptible.plotting.experiments.minima import draw_minima

COSTS = (0.1, 0.2, 0.3, 0.4, 0.6)


def ends(sizes, cost, *lines):
    """Return five starts."""
    return Ends(sizes, 50, cost, COSTS, COSTS[::-1], (0.9,) * 5, (0.8,) * 5, lines)


@pytest.fixture(scope="module")
def figures():
    """Return the figures of two kinds of networks with different costs."""
    line = Line((0.1, 0.9, 0.2), (0.1, 0.3, 0.2), 2.0, 1.0, 1.0)
    kinds = ends((9, 4, 4, 2), "squared error", line), ends((9, 8, 2), "cross-entropy", line)
    return draw_minima(MinimaResult(kinds, 100, (0, 1, 2, 3, 4)), source="few", theme="dark")


def test_histograms_count_every_start(figures):
    """Training and test costs of both kinds: five each."""
    panels = figures["minima"].axes[1:]
    assert [sum(patch.get_height() for patch in axes.patches) for axes in panels] == [5, 5, 5, 5]


def test_lines_are_drawn_as_they_are_and_matched(figures):
    """Dashed and solid; the title counts where matching lowers the barrier."""
    figure = figures["minima-lines"]
    dashed, solid = figure.axes[1].lines
    assert (list(dashed.get_ydata()), list(solid.get_ydata())) == ([0.1, 0.9, 0.2], [0.1, 0.3, 0.2])
    assert "less in 2 of 2 kinds" in figure.get_label()


def test_costs_are_drawn_against_each_other(figures):
    """A dot for each start."""
    dots = figures["minima-costs"].axes[1].lines[0]
    assert dots.get_xydata().tolist() == [list(pair) for pair in zip(COSTS, COSTS[::-1], strict=True)]


def test_without_pairs_there_are_no_lines():
    """Nothing is drawn of what was not measured."""
    assert "minima-lines" not in draw_minima(MinimaResult((ends((9, 8, 2), "cross-entropy"),), 100, (0,)))
