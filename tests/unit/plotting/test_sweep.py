"""Settings of a sweep, side by side."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.errors import UnknownNameError, ValueRangeError
from perceptible.plotting.sweep import MOST_ROWS, draw_sweep
from perceptible.sweeps import SettingSummary, Spread


def setting(rate, *accuracies, measured="test_accuracy"):
    """Return a setting that came to these accuracies."""
    spreads = {measured: Spread.of(accuracies)} if accuracies else {}
    return SettingSummary(
        choice={"learning_rate": rate}, seeds=tuple(range(len(accuracies))), errors={}, spreads=spreads
    )


TWO = (setting(0.5, 0.90, 0.94, 0.91), setting(1.5, 0.95, 0.93, 0.97))


def lines(figure):
    """Return what is drawn: for each setting its range, its seeds and its median."""
    drawn = [np.asarray(line.get_xdata()).tolist() for line in figure.axes[1].lines]
    return [drawn[place : place + 3] for place in range(0, len(drawn), 3)]


def test_range_seeds_and_median_of_each_setting_are_drawn():
    """Of 0.90, 0.94, 0.91 the median is 0.91; nothing is averaged away."""
    assert lines(draw_sweep(TWO)) == [
        [[0.90, 0.94], [0.90, 0.94, 0.91], [0.91]],
        [[0.93, 0.97], [0.95, 0.93, 0.97], [0.95]],
    ]


def test_the_finding_is_between_what_the_medians_lie():
    """None is called the best: the test images are not there to choose by."""
    said = (
        "Of the test images 91.0 % (learning rate 0.5) to 95.0 % (learning rate 1.5) are right: medians of 2 settings"
    )
    assert draw_sweep(TWO).get_label() == said


def test_the_finding_of_one_setting_is_its_range():
    """Only seeds were varied."""
    assert draw_sweep(TWO[:1]).get_label() == "Of the test images 90.0 to 94.0 % are right, median 91.0 %"


def test_numbers_and_names_stand_beside_the_lines(texts):
    """No legend to look up."""
    found = texts(draw_sweep(TWO, source="lesson on mnist"))
    assert {"learning rate", "0.5", "91.0 %", "90.0 to 94.0 %", "lesson on mnist"} <= set(found)


def test_many_axes_are_cut_where_there_is_no_room(texts):
    """Nothing is written over the lines."""
    choice = {f"a_setting_with_a_long_name_{number}": 0.123456 for number in range(9)}
    crowded = SettingSummary(choice=choice, seeds=(0,), errors={}, spreads=TWO[0].spreads)
    figure = draw_sweep([crowded, crowded])
    assert figure.get_label() == "Of the test images 91.0 to 91.0 % are right: medians of 2 settings"
    assert any(text.endswith("…") for text in texts(figure))
    assert figure.axes[1].get_position().x0 < 0.6


def test_without_test_images_those_that_there_are_serve():
    """And the figure says which."""
    figure = draw_sweep([setting(0.5, 0.75, measured="validation_accuracy")])
    assert figure.get_label().startswith("Of the validation images 75.0 to 75.0 % are right")


def test_settings_that_failed_are_left_out():
    """They stand in the table, with the reason."""
    assert len(lines(draw_sweep([*TWO, setting(3.0)]))) == 2


def test_of_many_settings_the_highest_are_drawn_and_this_is_said(texts):
    """In their order; a figure of a thousand rows would be no figure."""
    many = [setting(number, 0.5 + number / 1000) for number in range(MOST_ROWS + 5)]
    figure = draw_sweep(many, source="lesson on mnist.")
    assert [line[2][0] for line in lines(figure)] == [0.5 + number / 1000 for number in range(5, MOST_ROWS + 5)]
    assert "lesson on mnist. The 60 highest of 65 settings." in texts(figure)


@pytest.mark.parametrize("nothing", [(), (setting(0.5),)])
def test_a_sweep_without_results_is_refused(nothing):
    """With what to do."""
    with pytest.raises(ValueRangeError, match=r"none has a result, expected at least one\. Run the sweep first"):
        draw_sweep(nothing)


def test_a_theme_that_does_not_exist_is_refused():
    """With those that do."""
    with pytest.raises(UnknownNameError, match="theme 'drak' is not known"):
        draw_sweep(TWO, theme="drak")
