"""Plain values."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import DtypeError
from perceptible.sweeps.plain import as_plain

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(value=plain)
def test_plain_values_survive_json_to_the_last_bit(value):
    """A result that was just computed is the same as one read again."""
    assert as_plain(value, "a result") == value == json.loads(json.dumps(as_plain(value, "a result")))


def test_arrays_become_lists_and_numbers_python_s():
    """float32 keeps its value, which float64 can hold."""
    found = as_plain({"a": np.array([[1, 2]]), "b": np.float32(0.1), "c": np.int64(3), "d": (1,)}, "a result")
    assert found == {"a": [[1, 2]], "b": float(np.float32(0.1)), "c": 3, "d": [1]}
    assert type(found["c"]) is int


@pytest.mark.parametrize("value", [math.nan, math.inf, np.float64("nan"), np.float32("inf"), np.array(np.nan)])
def test_what_is_not_finite_becomes_nothing(value):
    """JSON has no word for it, and other programs refuse files that hold one."""
    assert as_plain(value, "a result") is None


def test_anything_else_is_refused_by_its_type():
    """With what is expected instead."""
    with pytest.raises(DtypeError, match=r"a result holds a set, expected numbers, texts, arrays.*Turn it into one"):
        as_plain([{1, 2}], "a result")
