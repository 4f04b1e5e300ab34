"""Where a slope is 0, along the curve."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import ValueRangeError
from perceptible.insight.flat_places import flat_places
from perceptible.insight.formulas import parse_formula


def found(text, low=-3.0, high=3.0):
    """Return the places and what they are."""
    return [(place.x, place.kind) for place in flat_places(parse_formula(text), low, high)]


def test_valleys_and_tops_of_a_curve_are_found():
    """The slope of x^4 - 2 x^2 is 4 x (x - 1) (x + 1)."""
    places = found("x**4 - 2*x**2", -2.05, 2.0)
    assert [kind for _, kind in places] == ["minimum", "maximum", "minimum"]
    assert [x for x, _ in places] == pytest.approx([-1, 0, 1], abs=1e-9)


@given(middle=st.integers(-2500, 2500).map(lambda thousandths: thousandths / 1000))
def test_the_valley_of_a_parabola_is_where_it_was_put(middle):
    """Wherever it lies between the places that were looked at."""
    ((x, kind),) = found(f"(x - {middle})**2")
    assert (x, kind) == (pytest.approx(middle, abs=1e-9), "minimum")


def test_a_bend_is_not_a_slope_of_0():
    """The slope of |x| jumps from -1 to 1."""
    assert found("abs(x)") == []
    assert found("abs(x - 0.1234)") == []


def test_a_pole_is_no_place_at_all():
    """1 / x^2 rises to infinity on both sides, and its slope changes its sign there."""
    assert found("1/x**2") == found("1/(x - 0.123)**2") == []


def test_a_level_place_is_neither_valley_nor_top():
    """The slope of x^3 is 3 x^2, which does not change its sign."""
    assert found("x**3") == [(pytest.approx(0, abs=1e-6), "level")]


def test_a_staircase_is_level_stair_by_stair():
    """A step has slope 0 on both sides of 0, at two heights."""
    below, above = flat_places(parse_formula("step(x - 0.001)"), -1.0, 1.0)
    assert (below.x, below.value, above.until, above.value) == (-1, 0, 1, 1)
    assert below.until < 0.001 < above.x


def test_where_there_is_no_value_there_is_no_slope():
    """log(x) has no value left of 0; log(x) + 1/x has its valley at 1."""
    assert found("log(x) + 1/x") == [(pytest.approx(1, abs=1e-9), "minimum")]


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.0), (2.0, 1.0), (math.nan, 1.0), (0.0, math.inf)])
def test_ends_that_are_no_stretch_are_refused(low, high):
    """Both ends are named."""
    with pytest.raises(ValueRangeError, match=f"from {low} to {high}, expected two finite ends"):
        flat_places(parse_formula("x"), low, high)
