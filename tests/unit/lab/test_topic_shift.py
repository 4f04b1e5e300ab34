"""Changed test images as the page asks about them, held against the library."""

import numpy as np
import pytest
from tests.lab import ask, page

from perceptible.errors import UnknownNameError, ValueRangeError
from perceptible.insight.robustness import SWEEPS, robustness

ASK = {"kind": "robustness", "sweep": "right", "amount": 1.5, "n_images": 100}


@pytest.mark.parametrize(("sweep", "amount"), [("right", -2.0), ("rotation", 20.0), ("noise", 0.3)])
def test_a_point_of_a_curve_is_the_library_s(sweep, amount):
    """Over the first images."""
    session = page()
    found = ask(session, **ASK | {"sweep": sweep, "amount": amount})
    first = session.data.test.take(np.arange(100))
    wanted = robustness({"it": session.network}, first, sweep, (amount,))["it"]
    assert found.n_correct / 100 == pytest.approx(wanted.accuracies[0])
    assert found.confidence == pytest.approx(wanted.confidences[0])


def test_unchanged_images_are_read_as_the_score_says():
    """All of them."""
    session = page()
    score = ask(session, kind="score")
    found = ask(session, **ASK | {"amount": 0.0, "n_images": score.n_images})
    assert found.n_correct == score.n_correct


def test_all_changes_are_listed():
    """With their amounts."""
    found = ask(page(), kind="sweeps")
    assert [plan.name for plan in found.sweeps] == list(SWEEPS)
    assert all(plan.neutral in plan.amounts for plan in found.sweeps)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"n_images": 0}, ValueRangeError),
        ({"n_images": 10**6}, ValueRangeError),
        ({"amount": 1e300}, ValueRangeError),
        ({"sweep": "scale", "amount": -1.0}, ValueRangeError),
        ({"sweep": "left"}, UnknownNameError),
    ],
)
def test_what_is_not_there_is_refused(wrong, error):
    """In one sentence that says what to do."""
    with pytest.raises(error, match="expected"):
        ask(page(), **ASK | wrong)
