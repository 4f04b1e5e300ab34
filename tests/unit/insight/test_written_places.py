"""Places with slope 0, written down."""

import re
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.insight.formulas import parse_formula
from perceptible.insight.written_places import polynomial_of, written_places

whole = st.integers(-9, 9)


def written(text):
    """Return the places as they are written, and what they are."""
    return [(place.written, place.kind) for place in written_places(parse_formula(text))]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("x**2", [("0", "minimum")]),
        ("-x**2 + 3*x", [("3/2", "maximum")]),
        ("0.1*x**2 - x", [("5", "minimum")]),
        ("x**3 - 3*x", [("-1", "maximum"), ("1", "minimum")]),
        # 3 x^2 - 2 = 0: x = sqrt(2/3) = sqrt(6) / 3
        ("x**3 - 2*x", [("-√6/3", "maximum"), ("√6/3", "minimum")]),
        # 3 x^2 - 2 x - 4 = 0: x = (2 + sqrt(4 + 48)) / 6 = (1 + sqrt(13)) / 3
        ("x**3 - x**2 - 4*x", [("(1 - √13)/3", "maximum"), ("(1 + √13)/3", "minimum")]),
        # x^2 - 2 x - 1 = 0: x = 1 + sqrt(2)
        ("x**3/3 - x**2 - x", [("1 - √2", "maximum"), ("1 + √2", "minimum")]),
        ("x**4 - 2*x**2", [("-1", "minimum"), ("0", "maximum"), ("1", "minimum")]),
        ("x**3", [("0", "level")]),
        ("(x - 1)**3", [("1", "level")]),
        ("x**3 + x", []),
        ("2*x", []),
    ],
)
def test_school_mathematics_writes_them_down(text, places):
    """Worked out by hand."""
    assert written(text) == places


@pytest.mark.parametrize(
    "text",
    ["sin(x)", "x**4 - 3*x**2 + x", "1/x", "x**0.5", "2**x", "7", "pi*x**2", "x**99", "1e200*x**3 - 1e300*x**2 - x"],
)
def test_other_formulas_are_not_written_down(text):
    """No polynomial, one whose slope has too high a degree, or level everywhere."""
    assert written_places(parse_formula(text)) is None


@given(a=whole.filter(bool), b=whole, c=whole)
def test_every_written_place_has_slope_0(a, b, c):
    """What is written, computed, makes the slope 0; and there are as many as the discriminant of the slope says."""
    formula = parse_formula(f"{a}*x**3 + {b}*x**2 + {c}*x")
    places = written_places(formula)
    assert len(places) == 1 + (4 * b * b > 12 * a * c) - (4 * b * b < 12 * a * c)
    for place in places:
        code = re.sub(r"(\d*)√(\d+)", lambda found: f"{found[1] or 1}*sqrt({found[2]})", place.written)
        assert eval(code, {"sqrt": sqrt}) == pytest.approx(place.x, abs=1e-12)  # what is written is what is drawn
        assert formula.at(np.array([place.x]))[1][0] == pytest.approx(0, abs=1e-9)


def test_coefficients_are_exact():
    """0.1 is a tenth here, and powers of sums are multiplied out: (x - 1)^2 / 2 + 0.1."""
    assert polynomial_of(parse_formula("(x - 1)**2 / 2 + 0.1")) == (Fraction(3, 5), -1, Fraction(1, 2))
    assert polynomial_of(parse_formula("x*y", ("x", "y"))) is None
    assert polynomial_of(parse_formula("x/0")) is None
