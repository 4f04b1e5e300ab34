"""Text for results."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.cli.text import as_json, bar, columns, duration, plain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(values=st.dictionaries(st.text(), JSON, max_size=5))
def test_json_comes_back_as_it_went(values):
    """Lists are written in one line, and that must not touch what stands in texts."""
    assert json.loads(as_json(values)) == values


def test_lists_of_numbers_take_one_line():
    """A confusion matrix in a hundred lines is read by nobody."""
    text = as_json({"confusion": np.array([[1, 2], [3, 4]])})
    assert text == '{\n  "confusion": [\n    [1, 2],\n    [3, 4]\n  ]\n}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float32(0.5), 0.5),
        (np.arange(3), [0, 1, 2]),
        (float("nan"), None),
        (float("-inf"), None),
        ((1, (2, None)), [1, [2, None]]),
        (Path("a") / "b", str(Path("a") / "b")),
        ({1: np.bool_(True)}, {"1": True}),
    ],
)
def test_values_become_what_json_has(value, expected):
    """NaN is no JSON, and other programs refuse it."""
    assert plain(value) == expected


def test_columns_are_aligned():
    """Numbers to the right, words to the left, nothing after the last."""
    text = columns([("a", 1), ("long", 100)], heads=("name", "n"), right="lr")
    assert text == "name    n\na       1\nlong  100"


@pytest.mark.parametrize(("share", "expected"), [(0, "    "), (1, "████"), (0.5, "██  "), (2.0, "████"), (-1, "    ")])
def test_a_bar_is_as_long_as_its_share(share, expected):
    """And never longer than its place, whatever a network says."""
    assert bar(share, width=4) == expected


@given(share=st.floats(allow_nan=True, allow_infinity=True), width=st.integers(1, 40))
def test_a_bar_always_has_its_width(share, width):
    """Columns beside it stay where they are."""
    assert len(bar(share, width)) == width


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.0, "0.00 s"),
        (0.25, "0.25 s"),
        (9.5, "9.5 s"),
        (59.0, "59 s"),
        (60, "1 min"),
        (3540, "59 min"),
        (7200, "2.0 h"),
    ],
)
def test_a_time_is_told_in_the_unit_people_use(seconds, expected):
    """60 seconds are a minute, 3,600 an hour; nobody counts hundredths of ten seconds."""
    assert duration(seconds) == expected
