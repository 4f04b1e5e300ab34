"""A ball on a formula: steps against the slope, to a valley or away."""

import numpy as np
import pytest

from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.formulas import parse_formula
from perceptible.insight.rolling import roll


def test_each_step_is_the_learning_rate_times_the_slope_downhill():
    """x^2 from 1 with 0.1: every step leaves 0.8 of x."""
    found = roll(parse_formula("x**2"), [1.0], learning_rate=0.1, n_steps=3)
    np.testing.assert_allclose(found.points.ravel(), [1, 0.8, 0.64, 0.512])
    np.testing.assert_allclose(found.slopes.ravel(), [2, 1.6, 1.28, 1.024])
    assert found.end == "steps"


def test_other_starts_find_other_valleys():
    """x^4 - 2 x^2 has one at -1 and one at 1."""
    ends = [
        roll(parse_formula("x**4 - 2*x**2"), [x], learning_rate=0.05, n_steps=500).points[-1, 0] for x in (-0.3, 0.3)
    ]
    np.testing.assert_allclose(ends, [-1, 1], atol=1e-6)


def test_too_large_a_step_diverges():
    """x^2: beyond a rate of 1 every step leads further away."""
    found = roll(parse_formula("x**2"), [1.0], learning_rate=1.5, n_steps=1000)
    assert found.end == "diverged"
    assert len(found.points) < 1000


def test_on_a_staircase_it_is_stuck():
    """The slope of a step is 0 wherever it has one."""
    found = roll(parse_formula("(step(x) - 1)**2"), [-2.0], learning_rate=1.0)
    assert (len(found.points), found.end) == (1, "flat")


def test_in_two_dimensions_the_gradient_leads():
    """3/2 x^2 + 1/2 y^2 from (1, 1): the step is 0.1 times (3, 1)."""
    found = roll(parse_formula("3/2*x**2 + 1/2*y**2", ("x", "y")), [1.0, 1.0], learning_rate=0.1, n_steps=1)
    np.testing.assert_allclose(found.points[1], [0.7, 0.9])


def test_a_hole_in_the_formula_ends_the_way():
    """There is no logarithm below 0."""
    found = roll(parse_formula("log(x)"), [0.1], learning_rate=1.0)
    assert found.end == "diverged"
    assert not np.isfinite(found.values[-1])


def test_a_start_of_other_coordinates_is_refused():
    """One for each variable."""
    with pytest.raises(ShapeError, match="the start has 2 coordinates, expected 1"):
        roll(parse_formula("x"), [1.0, 2.0], learning_rate=0.1)


@pytest.mark.parametrize(("rate", "n_steps"), [(0, 1), (-1, 1), (np.nan, 1), (np.inf, 1), (0.1, -1), (0.1, 10_001)])
def test_rates_and_numbers_of_steps_have_limits(rate, n_steps):
    """A page must not wait for ever."""
    with pytest.raises(ValueRangeError, match="expected a rate above 0 and at most 10000 steps"):
        roll(parse_formula("x"), [1.0], learning_rate=rate, n_steps=n_steps)
