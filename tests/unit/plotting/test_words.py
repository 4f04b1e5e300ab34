"""Words and numbers as figures write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import SettingsError
from perceptible.plotting.words import (
    decimals_for,
    fitting,
    names_of,
    number,
    percent,
    shortened,
    signed,
    width_of,
    wrapped,
)

MINUS = "\N{MINUS SIGN}"
sentences = st.lists(st.text("abcde%1", min_size=1, max_size=9), min_size=1, max_size=9).map(" ".join)


@given(value=st.floats(-1e6, 1e6))
def test_numbers_have_a_true_minus(value):
    """A hyphen is shorter than the plus above it; and there is no such thing as -0."""
    for text in (number(value), number(value, 2), signed(value, 1)):
        assert "-" not in text
        assert not (MINUS in text and float(text.replace(MINUS, "-").replace(",", "")) == 0)


@given(value=st.floats(0.01, 999))
def test_numbers_at_rest_have_three_significant_digits(value):
    """Written so, a number is within half a unit of its third digit: 0.5 % of it at most."""
    assert float(number(value)) == pytest.approx(value, rel=0.005)
    assert decimals_for(value) <= 4


@given(count=st.integers(1, 99_999))
def test_almost_all_is_not_all(count):
    """Of 100,000 images, 99,999 right are not 100.0 %, and one is not 0.0 %."""
    assert float(percent(count / 100_000).removesuffix(" %")) not in {0.0, 100.0}


def test_all_and_nothing_are_said_plainly():
    """No digits where there is nothing to tell."""
    assert (percent(1.0), percent(0.0), percent(0.9345)) == ("100.0 %", "0.0 %", "93.5 %")


@given(text=sentences, width=st.integers(200, 400))
def test_wrapped_lines_fit_and_keep_every_word(text, width):
    """Words of up to nine letters are never wider than these pages."""
    lines = wrapped(text, width, 13)
    assert " ".join(lines) == text
    assert all(width_of(line, 13) <= width for line in lines)


def test_words_wider_than_the_page_are_cut():
    """The path of a run may be longer than any line."""
    (line,) = wrapped("/a/very/long/path" * 20, 400, 13)
    assert line.endswith("…")
    assert width_of(line, 13) <= 400


@given(text=st.text("abcdefgh ", min_size=1, max_size=40), width=st.integers(30, 200))
def test_shortened_texts_fit(text, width):
    """What does not fit ends in an ellipsis."""
    short = shortened(text, width, 13)
    assert short == text or short.endswith("…")
    assert width_of(short, 13) <= width


def test_names_share_one_size():
    """The longest name decides; where even the smallest size is too large, names are cut."""
    assert fitting(["0", "9"], 50, (15, 10)) == (["0", "9"], 15)
    assert fitting(["coat", "trousers"], 50, (15, 10)) == (["coat", "trousers"], 10)
    assert fitting(["coat", "a very long name"], 50, (15, 10))[0][1].endswith("…")


def test_as_many_names_as_classes_are_needed():
    """Ten names for 26 letters would name the wrong ones."""
    with pytest.raises(SettingsError, match=r"class_names has 10 names, expected 26.*data\.class_names"):
        names_of(26, [str(digit) for digit in range(10)])
