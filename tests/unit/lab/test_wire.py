"""Answers as bytes, read back by a reader written after the format's own words."""

import json
from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from perceptible.lab.wire import encode


@dataclass(frozen=True)
class Two:
    """An answer with two arrays and a number."""

    first: np.ndarray
    number: float
    rest: tuple


def read(message):
    """Read a message: length, text, arrays where the text says."""
    length = int.from_bytes(message[:4], "little")
    behind = message[4 + length :]
    assert (4 + length) % 4 == 0

    def array(found):
        if "$array" not in found:
            return found
        kind, start, size = found["$array"]
        assert start % 4 == 0
        return np.frombuffer(behind, {"float32": "<f4", "uint8": "u1"}[kind], size, start)

    return json.loads(message[4 : 4 + length], object_hook=array)


@given(
    bytes_=st.binary(max_size=9),
    floats=st.lists(st.floats(width=32, allow_nan=False), max_size=5),
    text=st.text(max_size=20),
)
def test_a_message_survives(bytes_, floats, text):
    """Arrays of any length, in any order, behind any text."""
    pixels, numbers = np.frombuffer(bytes_, np.uint8), np.array(floats, np.float32)
    found = read(encode({"id": 7, "answer": Two(pixels, 0.5, (numbers, text))}))["answer"]
    np.testing.assert_array_equal(found["first"], pixels)
    np.testing.assert_array_equal(found["rest"][0], numbers)
    assert (found["number"], found["rest"][1]) == (0.5, text)


def test_what_is_not_finite_becomes_null():
    """JSON has no word for it; arrays keep theirs."""
    found = read(encode({"cost": float("nan"), "z": np.float64("inf"), "a": np.array([np.nan], np.float32)}))
    assert (found["cost"], found["z"]) == (None, None)
    assert np.isnan(found["a"][0])
