"""The figures of hope and reality: every kind is drawn, with its numbers, in light and dark."""

import numpy as np
import pytest

from perceptible.experiments.hope_result import HopeResult, Measured, Pictures, as_text
from perceptible.experiments.spread import over_seeds
from perceptible.plotting.experiments.hope import NAMES, draw_hope

RNG = np.random.default_rng(0)


def kind_of(kind):
    """Return made-up pictures of a kind: 18 neurons that look at all but one pixel of 6 x 5."""
    seen = np.arange(30) > 0
    over = over_seeds([0.4, 0.5])
    measures = tuple(Measured(over, over_seeds([-0.001]), over_seeds([9.0]), 0.01) for _ in range(3))
    texts = tuple(as_text(RNG.normal(size=30), seen) for _ in range(18))
    fires = ((), tuple(range(12)), tuple(range(7)), (10, 11), *((1, 2),) * 14)
    return Pictures(kind, "words", None if kind == "added" else over_seeds([0.9]), measures, over, texts, fires)


@pytest.fixture(scope="module")
def result():
    """Return a result with every kind."""
    return HopeResult(tuple(map(kind_of, NAMES)), (6, 5), 16, 100, 12, (0, 1))


def words_of(figure):
    """Return everything that is written on a figure."""
    return [text.get_text() for text in figure.texts]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_has_a_row_with_its_numbers(result, theme):
    """Its name, its accuracy where it is a network, and each measure beside that of shuffled pictures."""
    words = words_of(draw_hope(result, source="made up", theme=theme)["hope"])
    assert all(heading in words for _, heading in NAMES.values())
    assert words.count("reads 90.0 %") == len(NAMES) - 1
    assert sum("edges 0.45 (shuffled 0.00)" in text for text in words) == len(NAMES)


def test_below_a_picture_stands_what_it_fires_for(result):
    """None, all, how many where they are many or have more than one figure each, else which."""
    words = words_of(draw_hope(result)["hope"])
    assert {"none", "all", "7 of 12", "2 of 12", "12"} <= set(words)


def test_the_numbers_of_all_seeds_have_a_figure_of_their_own(result):
    """A panel for each measure, and a line for each kind, with a dot, its range and the null."""
    figure = draw_hope(result)["hope-measures"]
    panels = [axes for axes in figure.axes if axes.lines]
    assert len(panels) == 3
    assert all(len(axes.lines) == 3 * len(NAMES) for axes in panels)
    assert [text for text in words_of(figure) if text == "with local fields"]
