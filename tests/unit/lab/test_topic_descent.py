"""Descent on the page, held against hand arithmetic and the library called directly."""

import numpy as np
import pytest
from tests.lab import ask, page

from perceptible.insight.formulas import parse_formula


def curve(formula, reach=3.0):
    """Ask for the curve of a formula."""
    return ask(page(), kind="curve", formula=formula, low=-reach, high=reach)


def roll(**changes):
    """Ask where balls roll."""
    return ask(page(), kind="roll", **{"formula": "x**2", "learning_rate": 0.1, "n_steps": 2, **changes})


def test_a_curve_is_the_formula_s():
    """x^2 - 1 at even places from -3 to 3, with its slope 2 x."""
    found, xs = curve("x**2 - 1"), np.linspace(-3, 3, 601)
    np.testing.assert_allclose(found.values, xs**2 - 1, atol=1e-5)  # float32
    np.testing.assert_allclose(found.slopes, 2 * xs, atol=1e-5)
    assert ([(place.written, place.value) for place in found.written], found.problem) == ([("0", -1.0)], "")


def test_where_a_formula_has_no_value_the_curve_has_a_gap():
    """log(x) up to 0, and 1/x at 0 alone."""
    found = curve("log(x)")
    assert [(gap.low, gap.high) for gap in found.gaps] == [(-3.0, pytest.approx(0, abs=1e-12))]
    assert np.isnan(found.values[:301]).all()
    assert [(gap.low, gap.high) for gap in curve("1/x").gaps] == [(0.0, 0.0)]
    assert not curve("1/x").problem


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("", "has 0 letters"),
        ("x**2 +", "cannot be read"),
        ("y**2", "the name 'y' is not known"),
        ("__import__('os')", "is not known"),
        ("x.real", "no arithmetic"),
        ("x" * 301, "301 letters"),
    ],
)
def test_a_formula_that_is_none_is_answered_with_a_sentence(formula, sentence):
    """Where it was typed, for curve, surface and balls alike."""
    surface = ask(page(), kind="surface", formula=formula.replace("y", "q"), reach=1.0)
    assert sentence.replace("y", "q") in surface.problem
    for found in (curve(formula), roll(formula=formula, starts=[[1.0]])):
        assert sentence in found.problem
    assert len(curve(formula).values) == surface.n == 0


def test_balls_go_the_learning_rate_times_the_slope():
    """X^2 from 1 with 0.1 leaves 0.8 of x with each step; from 0 nothing moves."""
    one, other = roll(starts=[[1.0], [0.0]]).balls
    assert one.points == pytest.approx((1, 0.8, 0.64))
    assert one.slopes == pytest.approx((2, 1.6, 1.28))
    assert (other.points, other.end) == ((0.0,), "flat")


def test_the_gradient_of_the_lesson_is_3_1():
    """3/2 x^2 + 1/2 y^2 at (1, 1); the step of 0.1 leads to (0.7, 0.9)."""
    (ball,) = roll(formula="3/2*x**2 + 1/2*y**2", starts=[[1.0, 1.0]]).balls
    assert ball.slopes[:2] == (3.0, 1.0)
    assert ball.points[:4] == pytest.approx((1, 1, 0.7, 0.9))


def test_a_ball_that_leaves_all_numbers_is_told_so():
    """x^4 from 10 with 1: beyond float64 within a few steps; the wire has null there."""
    (ball,) = roll(formula="x**4", starts=[[10.0]], learning_rate=1.0, n_steps=50).balls
    assert ball.end == "diverged"
    (lost,) = roll(formula="log(x)", starts=[[0.1]], learning_rate=1.0).balls
    assert (lost.end, lost.values[-1]) == ("diverged", None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts": [[1.0], [1.0, 2.0]]}, "[1, 2] coordinates"),
        ({"starts": [[1.0, 2.0, 3.0]]}, "[3] coordinates"),
        ({"starts": [[1.0]], "learning_rate": 0.0}, "rate above 0"),
        ({"starts": [[1.0]], "n_steps": 2000}, "2000 steps"),
        ({"starts": [[1.0]] * 9}, "9 balls"),
    ],
)
def test_impossible_rolls_are_answered_with_a_sentence(changes, sentence):
    """Nothing rolls then."""
    found = roll(**changes)
    assert found.balls == ()
    assert sentence in found.problem


def test_a_surface_is_the_formula_s_row_by_row():
    """From the lowest y on, each row from the lowest x on."""
    found = ask(page(), kind="surface", formula="x + 10*y", reach=2.0)
    rows = found.values.reshape(found.n, found.n)
    assert (rows[0, 0], rows[0, -1], rows[-1, 0]) == (-22, -18, 18)
    assert found.n_undefined == 0
    line = np.linspace(-2, 2, found.n)
    direct, _ = parse_formula("x + 10*y", ("x", "y")).at(np.stack(np.meshgrid(line, line)))
    np.testing.assert_allclose(rows, direct, atol=1e-5)


def test_a_surface_with_holes_says_how_many():
    """sqrt(x) has no value where x is below 0: 30 of 61 columns."""
    assert ask(page(), kind="surface", formula="sqrt(x) + y", reach=1.0).n_undefined == 30 * 61
    assert "reaches to 10000000.0" in curve("x", 1e7).problem
    assert "reaches to -1" in ask(page(), kind="surface", formula="x", reach=-1.0).problem
