"""A weighted sum written out in few lines."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import fsum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from perceptible.errors import ValueRangeError
from perceptible.insight import Contributions, break_down

numbers = st.floats(-100, 100, allow_nan=False, width=32)
parts_of_neurons = st.integers(1, 40).flatmap(
    lambda n: st.builds(
        lambda weights, activations, bias: Contributions(weights.astype(float), activations.astype(float), bias),
        arrays(np.float32, n, elements=numbers),
        arrays(np.float32, n, elements=st.floats(0, 1, width=32)),
        numbers,
    )
)


@given(parts=parts_of_neurons, n_terms=st.integers(0, 12), decimals=st.integers(0, 4))
def test_figures_add_up_to_the_figure_of_z(parts, n_terms, decimals):
    """Whoever adds up the figures on the page gets the figure at the bottom, exactly."""
    shown = break_down(parts, n_terms=n_terms, decimals=decimals)
    assert sum((line.figure for line in shown.lines), Decimal(0)) == shown.figure
    assert abs(shown.figure - Decimal(shown.z)) <= Decimal(10) ** -decimals / 2


@given(parts=parts_of_neurons, n_terms=st.integers(0, 12))
def test_lines_hold_every_term_once(parts, n_terms):
    """Nothing is left out but what is exactly 0, and the full values add up to z."""
    shown = break_down(parts, n_terms=n_terms)
    named = sorted(index for line in shown.lines for index in line.indices)
    assert named == np.flatnonzero(parts.terms).tolist()
    assert fsum(line.value for line in shown.lines) == pytest.approx(parts.z, abs=1e-9)
    assert shown.n_silent == len(parts.terms) - len(named)


@given(parts=parts_of_neurons, n_terms=st.integers(0, 12))
def test_figures_are_close_to_their_values(parts, n_terms):
    """Adding up never costs more than half a unit for each line, and the lines of single terms are just rounded."""
    shown = break_down(parts, n_terms=n_terms)
    allowed = Decimal("0.005") * (len(shown.lines) + 1)
    has_rest = any(line.kind == "rest" for line in shown.lines)
    for line in shown.lines:
        limit = Decimal("0.005") if has_rest and line.kind != "rest" else allowed
        assert abs(line.figure - Decimal(line.value)) <= limit


def test_lines_rise_and_then_fall():
    """What raises z comes first, the largest on top; what lowers it after, the largest at the bottom; then the bias."""
    parts = Contributions(np.array([-3.0, 0.1, 2.0, -0.2, 0.3, -0.1, 0.0]), np.ones(7), 0.5)
    lines = break_down(parts, n_terms=2).lines
    # two terms of their own: 2 and -3; above 0 remain 0.1 and 0.3, below it -0.2 and -0.1
    assert [line.kind for line in lines] == ["term", "rest", "rest", "term", "bias"]
    assert [line.indices for line in lines] == [(2,), (4, 1), (3, 5), (0,), ()]
    assert [str(line.figure) for line in lines] == ["2.00", "0.40", "-0.30", "-3.00", "0.50"]


def test_a_rest_of_one_term_is_that_term():
    """Calling a single term "1 smaller term" would hide what it is."""
    lines = break_down(Contributions(np.array([1.0, 0.5]), np.ones(2), 0.0), n_terms=1).lines
    assert [(line.kind, line.indices) for line in lines] == [("term", (0,)), ("term", (1,)), ("bias", ())]


def test_terms_that_would_show_as_zero_have_no_line():
    """A line that says 0.00 tells nothing; such terms are counted together."""
    lines = break_down(Contributions(np.array([1.0, 0.004, 0.003]), np.ones(3), 0.0)).lines
    assert [line.kind for line in lines] == ["term", "rest", "bias"]


def test_huge_numbers_are_written_out_too():
    """A network that is about to diverge can still be looked at: 3e38 is near the largest float32."""
    shown = break_down(Contributions(np.array([3e38, -1.0]), np.ones(2), 0.0))
    assert Fraction(shown.figure) == Fraction(3e38)  # where the next float64 is 4e22 away
    assert sum(Fraction(line.figure) for line in shown.lines) == Fraction(shown.figure)


@pytest.mark.parametrize("name", ["n_terms", "decimals"])
def test_negative_counts_are_refused(name):
    """Slices would take them to mean something else."""
    parts = Contributions(np.ones(3), np.ones(3), 0.0)
    with pytest.raises(ValueRangeError, match=rf"{name} is -1, expected a whole number of at least 0"):
        break_down(parts, **{name: -1})
