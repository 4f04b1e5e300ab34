"""Timings: what is slower lies further down and to the right, and ratios stand beside it."""

from __future__ import annotations

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from tests.unit.plotting.test_layout import _overlap, _texts

from perceptible.benchmarks import BENCHMARKS, Result, Timing
from perceptible.errors import UnknownNameError, ValueRangeError
from perceptible.plotting.growth import draw_growth
from perceptible.plotting.theme import THEMES
from perceptible.plotting.timings import draw_timings

OURS = Timing("compiled", "perceptible, compiled", figures=(0.020, 0.024, 0.030))
FLOOR = Timing("floor-reading", "floor: reading", figures=(0.001, 0.001, 0.001))
SLOW = Timing("torch", "PyTorch", figures=(1.0, 1.2, 1.5))
NEXT = Timing("jax", "JAX", figures=(0.2, 0.24, 0.3))
GONE = Timing("scikit-learn", "scikit-learn", skipped="not installed")


def result(*timings, name="lesson-10", axis=""):
    """Return a result with these cases."""
    return Result(
        benchmark=name, title=BENCHMARKS[name].title, unit="ms", reference="compiled", axis=axis, n_images=60_000,
        data="mnist", timings=timings,
    )  # fmt: skip


def grown(n_lines=3):
    """Return a result along an axis: each case ten times the one before it."""
    names = ("compiled", "numpy", "torch-autograd")[:n_lines]
    timings = [
        Timing(name, f"the case {name} with a long name", float(at), figures=(10**k * at, 10**k * at * 1.1))
        for k, name in enumerate(names)
        for at in (1, 10, 1000)
    ]
    return result(*timings, name="growth-batch", axis="images in a mini-batch")


def test_the_title_says_how_far_the_next_is():
    """JAX takes 10 times as much in every turn; the floor is no rival, and what was skipped neither."""
    figure = draw_timings(result(OURS, SLOW, NEXT, FLOOR, GONE))
    assert figure.get_label() == "perceptible, compiled: 24.0 ms; next comes JAX, with 10.0 times as much"


def test_cases_are_sorted_by_what_they_take(texts):
    """From the floor to the slowest, whatever the order of the file."""
    names = [timing.words for timing in (FLOOR, OURS, NEXT, SLOW)]
    said = [text for text in texts(draw_timings(result(SLOW, OURS, FLOOR, NEXT))) if text in names]
    assert said == names


def test_dots_lie_at_the_medians():
    """In the unit of the benchmark: 24 ms, 240 ms, 1,200 ms."""
    figure = draw_timings(result(OURS, NEXT, SLOW))
    lines = {line.get_label(): line for axes in figure.axes for line in axes.get_lines()}
    assert [float(lines[one.words].get_xdata()[0]) for one in (OURS, NEXT, SLOW)] == pytest.approx([24, 240, 1200])


def test_without_the_reference_no_ratio_is_drawn(texts):
    """Where compiled steps were not built there is nothing to compare with."""
    figure = draw_timings(result(Timing("compiled", "compiled", skipped="not built"), NEXT))
    assert figure.get_label() == BENCHMARKS["lesson-10"].title
    assert "1.00" not in texts(figure)


def test_growth_says_both_ends():
    """1 s for 1 image, 1,000 s for 1,000: medians of figures and of 1.1 times them."""
    assert draw_growth(grown(1)).get_label() == (
        "the case compiled with a long name: 1,050 to 1,050,000 ms, from 1 to 1,000 images in a mini-batch"
    )


def test_growth_draws_a_line_for_each_kind_of_case():
    """Through the places, in the unit of the benchmark."""
    (lines,) = [axes.get_lines() for axes in draw_growth(grown()).axes if axes.get_lines()]
    assert len(lines) == 3
    assert lines[0].get_xdata().tolist() == [1, 10, 1000]
    assert lines[1].get_ydata().tolist() == pytest.approx([10_500, 105_000, 10_500_000])


@pytest.mark.parametrize("draw", [draw_timings, draw_growth])
def test_nothing_measured_is_nothing_to_draw(draw):
    """An empty figure would look like a fast machine."""
    with pytest.raises(ValueRangeError, match="lesson-10 has no figures, expected some"):
        draw(result(GONE))


def test_an_unknown_theme_is_refused():
    """As in every figure."""
    with pytest.raises(UnknownNameError, match="theme 'drak'"):
        draw_timings(result(OURS), theme="drak")


@pytest.mark.parametrize(
    "draw",
    [
        lambda **options: draw_timings(result(OURS, SLOW, NEXT, FLOOR), **options),
        lambda **options: draw_growth(grown(), **options),
        lambda **options: draw_growth(grown(1), **options),
    ],
)
def test_figures_are_in_order(draw):
    """As test_layout has it for every other figure: nothing is cut off or written over, and themes say the same."""
    light, dark = (draw(theme=theme, source="60,000 images, a processor, a day") for theme in THEMES)
    renderer = FigureCanvasAgg(light).get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in _texts(light)]
    page = light.bbox
    assert not [text for text, box in boxes if min(box.x0, box.y0) < 0 or box.x1 > page.x1 or box.y1 > page.y1]
    assert not [(a[0], b[0]) for a, b in combinations(boxes, 2) if _overlap(a[1], b[1]) > 2]
    assert [text for text, _ in boxes] == [text.get_text() for text in _texts(dark)]
