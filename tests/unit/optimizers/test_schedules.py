"""Schedules: where they begin and end, and what they do between."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import UnknownNameError
from perceptible.optimizers import SCHEDULES, schedule_named

SHARES = np.linspace(0, 1, 1001)


def factors(name):
    """Return the factors of a schedule at a thousand and one places."""
    return np.array([schedule_named(name)(float(share)) for share in SHARES])


@pytest.mark.parametrize(
    ("name", "first", "middle", "last"),
    [
        ("constant", 1.0, 1.0, 1.0),
        ("step", 1.0, 0.1, 0.01),
        ("cosine", 1.0, 0.505, 0.01),  # half way between 1 and 0.01
        ("one-cycle", 0.04, None, 0.0004),  # a twenty-fifth, and a hundredth of that
    ],
)
def test_schedules_begin_and_end_where_they_say(name, first, middle, last):
    """At the start, half way and at the end of the training."""
    schedule = schedule_named(name)
    assert schedule(0.0) == pytest.approx(first, rel=1e-12)
    assert schedule(1.0) == pytest.approx(last, rel=1e-12)
    assert middle is None or schedule(0.5) == pytest.approx(middle, rel=1e-12)


@pytest.mark.parametrize("name", SCHEDULES)
@given(share=st.floats(0, 1))
def test_every_schedule_stays_above_0_and_at_most_1(name, share):
    """It is a factor of the learning rate: never backward, never faster than asked."""
    assert 0 < schedule_named(name)(share) <= 1


@pytest.mark.parametrize("name", ["constant", "step", "cosine"])
def test_these_schedules_never_rise(name):
    """The valley narrows as one goes down."""
    assert np.all(np.diff(factors(name)) <= 0)


def test_one_cycle_rises_to_the_full_rate_and_then_falls():
    """The peak is 1, after 30 % of the training."""
    values = factors("one-cycle")
    peak = int(np.argmax(values))
    assert (SHARES[peak], values[peak]) == (0.3, 1.0)
    assert np.all(np.diff(values[: peak + 1]) > 0)
    assert np.all(np.diff(values[peak:]) < 0)


@pytest.mark.parametrize("name", ["cosine", "one-cycle"])
def test_smooth_schedules_do_not_jump(name):
    """In a thousandth of the training a half cosine moves by less than pi / 2 of its share, at most 0.0053."""
    assert np.abs(np.diff(factors(name))).max() < 0.006


@pytest.mark.parametrize(
    ("done", "factor"), [(0, 1.0), (9, 1.0), (10, 0.1), (19, 0.1), (20, 0.01), (29, 0.01), (30, 0.01)]
)
def test_the_step_schedule_steps_after_each_third(done, factor):
    """Of 30 steps, ten at each rate: 10 / 30 is a little less than 1 / 3 in floats, and must not be."""
    assert schedule_named("step")(done / 30) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize("n_steps", [3, 6, 99, 180_000])
def test_each_third_of_the_step_schedule_is_as_long(n_steps):
    """Whatever the number of steps."""
    values = np.array([schedule_named("step")(done / n_steps) for done in range(n_steps)])
    assert [int(np.sum(np.isclose(values, value))) for value in (1.0, 0.1, 0.01)] == [n_steps // 3] * 3


def test_an_unknown_schedule_is_refused_with_a_suggestion():
    """A slip of the finger gets the name that was meant."""
    with pytest.raises(UnknownNameError, match=r"schedule 'cosin' is not known.*one-cycle.*Did you mean 'cosine'\?"):
        schedule_named("cosin")
