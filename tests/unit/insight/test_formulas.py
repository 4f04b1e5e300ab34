"""Formulas: values and slopes of school mathematics, and nothing but arithmetic."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import FormatError, PerceptibleError, UnknownNameError, ValueRangeError
from perceptible.insight.formulas import FUNCTIONS, parse_formula


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        ("x**2", 3, 9, 6),
        ("x^2 - 4*x + 3", 2, -1, 0),
        ("-x", 5, -5, -1),
        ("+x", 5, 5, 1),
        ("7", 1, 7, 0),
        ("1/x", 2, 0.5, -0.25),
        ("2**x", 3, 8, 8 * math.log(2)),
        ("x**x", 1, 1, 1),
        ("sin(pi*x)", 1, 0, -math.pi),
        ("log(e*x)", 1, 1, 1),
        ("sqrt(x)", 4, 2, 0.25),
        ("abs(x)", -3, 3, -1),
        ("sigmoid(x)", 0, 0.5, 0.25),
        ("relu(x) + relu(-x)", -2, 2, -1),
        ("step(x - 1)", 2, 1, 0),
    ],
)
def test_values_and_slopes_are_those_of_school(text, x, value, slope):
    """Worked out by hand."""
    found, slopes = parse_formula(text).at(np.array([float(x)]))
    assert found == pytest.approx(value, abs=1e-12)
    assert slopes[0] == pytest.approx(slope, abs=1e-12)


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"step"}))
@given(x=st.floats(0.1, 2))
def test_the_slope_of_every_function_is_its_difference_quotient(name, x):
    """Central differences of the values."""
    formula = parse_formula(f"{name}(x)")
    values, slopes = formula.at(np.array([[x - 1e-6, x, x + 1e-6]]))
    assert slopes[0, 1] == pytest.approx((values[2] - values[0]) / 2e-6, rel=1e-5, abs=1e-6)


def test_two_variables_have_two_slopes():
    """The lesson's example: the first matters three times as much as the second."""
    value, slopes = parse_formula("3/2*x**2 + 1/2*y**2", ("x", "y")).at(np.array([1.0, 1.0]))
    assert (float(value), slopes.tolist()) == (2.0, [3.0, 1.0])


def test_many_places_at_once_are_as_one_by_one():
    """A surface is drawn from a table of places."""
    formula = parse_formula("x*y + 2", ("x", "y"))
    places = np.random.default_rng(0).standard_normal((2, 3, 4))
    values, slopes = formula.at(places)
    np.testing.assert_allclose(values, places[0] * places[1] + 2)
    np.testing.assert_allclose(slopes, places[::-1])


def test_where_there_is_no_value_it_says_so_by_the_number():
    """A picture has a hole there."""
    values, _ = parse_formula("1/x + log(x - 1)").at(np.array([[0.0, 0.5, 2.0]]))
    assert [bool(np.isfinite(value)) for value in values] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", ValueRangeError, "0 letters, expected 1 to 300"),
        ("x" * 301, ValueRangeError, "301 letters"),
        ("x +", FormatError, "cannot be read, expected one like"),
        ("2x", FormatError, "cannot be read at letter 1"),
        ("y", UnknownNameError, "the name 'y' is not known, expected one of: x, pi, e"),
        ("sinus(x)", UnknownNameError, "Did you mean 'sin'?"),
        ("sin(x, 2)", FormatError, "no arithmetic"),
        ("x if x > 0 else 1", FormatError, "no arithmetic"),
        ("__import__('os')", PerceptibleError, "the function '__import__' is not known"),
        ("(1).__class__", FormatError, "no arithmetic"),
        ("[x][0]", FormatError, "no arithmetic"),
        ("x // 2", FormatError, "no arithmetic"),
        ("'a'", FormatError, "no arithmetic"),
        ("1e400", FormatError, "no arithmetic"),
        ("-" * 200 + "x", FormatError, "no arithmetic"),
        ("(" * 250 + "x" + ")" * 49, FormatError, "cannot be read"),
    ],
)
def test_what_is_no_formula_is_refused(text, error, message):
    """Typed by people, or by somebody who wants to run something else."""
    with pytest.raises(error, match=message.replace("(", r"\(").replace("?", r"\?")):
        parse_formula(text)


@given(st.text(alphabet="xy0123456789.+-*/^()sincoexplg ,_[]'\"=:", max_size=60))
def test_whatever_is_typed_it_is_a_formula_or_an_error_of_ours(text):
    """No traceback, and nothing is run."""
    try:
        formula = parse_formula(text)
    except PerceptibleError:
        return
    assert formula.at(np.array([[0.5, -1.0]]))[0].shape == (2,)


def test_where_there_is_no_value_there_is_no_slope():
    """The rule for log(u) gives u' / u below 0 as well, of a function that is not there."""
    values, slopes = parse_formula("log(-1 - x**2 - y**2)", ("x", "y")).at(np.array([0.5, 0.5]))
    assert np.isnan(values)
    assert np.isnan(slopes).all()
