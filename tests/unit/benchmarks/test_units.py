"""Units: three significant digits, never an exponent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.benchmarks.units import in_unit, significant


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.02346, "0.0235"), (9.996, "10.0"), (999.6, "1,000"), (1234.5, "1,234"), (0.00009994, "0.0000999"), (0.0, "0")],
)
def test_numbers_have_three_digits(number, text):
    """Also where rounding makes one more digit before the point."""
    assert significant(number) == text


@given(number=st.floats(min_value=1e-9, max_value=1e9))
def test_the_text_is_the_number_within_half_a_digit(number):
    """Three digits are right to 0.5 % of the smallest leading digit."""
    text = significant(number)
    assert "e" not in text
    assert float(text.replace(",", "")) == pytest.approx(number, rel=0.00501)


def test_figures_are_kept_in_seconds_and_told_in_another_unit():
    """23.5 ms are 0.0235 s."""
    assert [in_unit(0.0235, unit) for unit in ("s", "ms", "µs")] == ["0.0235", "23.5", "23,500"]
