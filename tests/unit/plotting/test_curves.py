"""Cost and accuracy by epoch."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.errors import ValueRangeError
from perceptible.plotting import draw_curves
from perceptible.training.history import EpochRow, History


def _history(costs, **others):
    """Return a history with these test costs, and accuracies of 1 - cost."""
    rows = [
        EpochRow(
            epoch=number,
            step=number,
            learning_rate=1.0,
            train_cost=cost / 2,
            train_accuracy=1 - cost / 2,
            test_cost=cost,
            test_accuracy=1 - cost,
            **others,
        )
        for number, cost in enumerate(costs, start=1)
    ]
    return History(tuple(rows))


def _lines(figure, panel):
    """Return the curves of a panel by name: 1 is the accuracy, 2 the cost."""
    return {line.get_label(): np.asarray(line.get_ydata()) for line in figure.axes[panel].lines}


def test_curves_are_the_columns_of_the_history():
    """Nothing is smoothed, nothing is left out."""
    history = _history([0.4, 0.2, 0.1])
    figure = draw_curves(history)
    np.testing.assert_array_equal(_lines(figure, 1)["test"], history.columns["test_accuracy"])
    np.testing.assert_array_equal(_lines(figure, 1)["training"], history.columns["train_accuracy"])
    np.testing.assert_array_equal(_lines(figure, 2)["test"], history.columns["test_cost"])


def test_what_was_not_measured_is_not_drawn():
    """Without validation images there is no such curve; with them there is."""
    assert set(_lines(draw_curves(_history([0.4])), 1)) == {"test", "training"}
    history = _history([0.4], validation_cost=0.3, validation_accuracy=0.7)
    assert set(_lines(draw_curves(history), 2)) == {"test", "training", "validation"}


def test_several_trainings_show_median_and_range():
    """Of 0.1, 0.2, 0.6 the median is 0.2 and the range 0.1 to 0.6."""
    figure = draw_curves([_history([0.5, cost]) for cost in (0.1, 0.2, 0.6)])
    assert _lines(figure, 2)["test"][-1] == pytest.approx(0.2)
    bands = [band.get_paths()[0].vertices[:, 1] for band in figure.axes[2].collections]
    assert any((band.min(), band.max()) == pytest.approx((0.1, 0.6)) for band in bands)


def test_several_trainings_are_drawn_as_far_as_all_went():
    """A median over those that had not stopped early would be one of others."""
    figure = draw_curves([_history([0.5, 0.4, 0.3]), _history([0.5, 0.4])])
    assert len(_lines(figure, 1)["test"]) == 2


def test_the_finding_is_the_last_epoch():
    """What came out in the end, not the best of all epochs on the test images."""
    figure = draw_curves(_history([0.04, 0.06]))
    assert figure.get_label() == "After 2 epochs 94.0 % of the test images are right, at a cost of 0.0600"


def test_the_finding_of_several_is_their_range():
    """One training proves little."""
    figure = draw_curves([_history([cost]) for cost in (0.05, 0.06, 0.08)])
    assert figure.get_label() == "3 trainings: 92.0 to 95.0 % of the test images are right after 1 epoch, median 94.0 %"


def test_ends_are_labeled_with_their_values(texts):
    """No legend to look up."""
    assert {"test 94.0 %", "training 97.0 %", "test 0.0600"} <= set(texts(draw_curves(_history([0.1, 0.06]))))


@pytest.mark.parametrize("nothing", [History(), [], [_history([0.1]), History()]])
def test_histories_without_epochs_are_refused(nothing):
    """There is nothing to draw; the message says what to do."""
    with pytest.raises(ValueRangeError, match=r"has 0 epochs, expected at least one\. Train for an epoch first"):
        draw_curves(nothing)
