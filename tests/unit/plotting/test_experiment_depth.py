"""The figure of the experiment on depth."""

import numpy as np
import pytest

from perceptible.experiments.depth_result import Deep, DepthResult, Layers
from perceptible.experiments.spread import Over
from perceptible.plotting.experiments.depth import draw_depth


@pytest.fixture
def result():
    """Return two kinds of networks of one and two hidden layers."""
    deep = []
    for name in ("sigmoid", "ReLU"):
        for depth in (1, 2):
            slope, share = Over(10.0**-depth, 1e-3, 0.2, 2), Over(0.25, 0.2, 0.3, 2)
            look = Layers((slope,) * (depth + 1), (share,) * depth)
            reached = (100, 300) if name == "ReLU" else (None, 50)
            deep.append(Deep(name, depth, 0.1, Over(0.8, 0.7, 0.9, 2), reached, look, look))
    return DepthResult(tuple(deep), 16, (500, 20, 1000), (0.1,), 10, (0, 1))


def test_lines_are_the_medians(result):
    """Steps are drawn only where both seeds came to 90 %: for ReLU, 200 at both depths."""
    figure = draw_depth(result, source="few")["depth"]
    _, accuracy, steps, *_ = figure.axes
    np.testing.assert_allclose([line.get_ydata() for line in accuracy.lines], 0.8)
    assert [list(line.get_ydata()) for line in steps.lines] == [[200.0, 200.0]]


def test_slopes_are_drawn_by_powers_of_ten(result):
    """The axis is logarithmic, its numbers written without code."""
    slopes = draw_depth(result, theme="dark")["depth"].axes[3]
    assert slopes.get_yscale() == "log"
    assert slopes.yaxis.get_major_formatter()(1e-3) == "10⁻³"
