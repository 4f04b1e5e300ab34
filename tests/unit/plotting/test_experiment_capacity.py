"""The figure of the experiment on capacity."""

from dataclasses import replace

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


def test_of_two_wide_networks_the_name_of_the_higher_stands_above_and_of_the_lower_below(result):
    """Else they would meet: both stand at the right end, one dot hardly above the other."""
    widest = Capacity((784, 512, 512, 512, 10), 932_362, Over(20_000, 20_000, 20_000, 3), None, 100)
    lesson = Capacity((784, 16, 16, 10), 13_002, Over(2_000, 1_900, 2_900, 3), Over(2_200, 2_100, 3_200, 3), 100)
    wide = replace(result.capacities[1], labels=Over(24_000, 24_000, 24_000, 3))
    found = CapacityResult((result.capacities[0], lesson, wide, widest), (0, 1, 2))
    axes = draw_capacity(found)["capacity"].axes[1]
    edges = {text.get_text().split(":")[0]: text.get_va() for text in axes.texts}
    assert (edges["784-512-10"], edges["784-512-512-512-10"]) == ("bottom", "top")


def test_the_title_says_both_ends(result):
    """In words that need no figure."""
    title = draw_capacity(result, theme="dark")["capacity"].get_label()
    assert "1,000 (900 to 1,200) with 3,594 dials, at least 8,000" in title
