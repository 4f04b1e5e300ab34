"""The figure of the experiment on capacity."""

import pytest

from perceptible.experiments.capacity_result import Capacity, CapacityResult
from perceptible.experiments.spread import Over
from perceptible.plotting.experiments.capacity import draw_capacity


@pytest.fixture
def result():
    """Return a small network and a large one that knows all that was tried."""
    small = Capacity((196, 16, 16, 10), 3_594, Over(1_000, 900, 1_200, 3), Over(1_300, 1_200, 1_400, 3), 100)
    large = Capacity((784, 512, 10), 407_050, Over(8_000, 8_000, 8_000, 3), None, 100)
    return CapacityResult((small, large), (0, 1, 2))


def test_dots_are_medians_and_lines_ranges(result):
    """A line of one bit for each dial, then a range and a dot for each; a triangle where it may be more."""
    axes = draw_capacity(result, source="few")["capacity"].axes[1]
    bit, span, dot, _, triangle = axes.lines
    assert list(bit.get_xdata() / bit.get_ydata()) == pytest.approx([3.3219, 3.3219], abs=1e-4)  # log2(10) bits a label
    assert list(span.get_ydata()) == [900, 1_200]
    assert (dot.get_xydata().tolist(), triangle.get_marker()) == ([[3_594, 1_000]], "^")


def test_the_title_says_both_ends(result):
    """In words that need no figure."""
    title = draw_capacity(result, theme="dark")["capacity"].get_label()
    assert "1,000 (900 to 1,200) with 3,594 dials, at least 8,000" in title
