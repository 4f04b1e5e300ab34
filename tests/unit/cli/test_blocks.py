"""Pictures in a terminal."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from perceptible.cli.blocks import half_blocks, side_by_side

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def test_two_rows_become_one_line():
    """Upper half, lower half, both, none."""
    image = np.array([[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 1.0, 0.0]])
    assert half_blocks(image, in_gray=False) == ["▀▄█ "]


def test_gray_is_written_as_two_colors():
    """1 is 255 and 0.2 is 51 of 255: the upper half in front, the lower behind."""
    line = half_blocks(np.array([[1.0], [0.2]]), in_gray=True)
    assert line == ["\x1b[38;2;255;255;255;48;2;51;51;51m▀\x1b[0m"]


@given(height=st.integers(1, 9), width=st.integers(1, 9), in_gray=st.booleans())
def test_a_picture_keeps_its_size(height, width, in_gray):
    """One character for each column, one line for each two rows, whatever the colors."""
    lines = half_blocks(np.full((height, width), 0.5), in_gray=in_gray)
    assert len(lines) == (height + 1) // 2
    assert {len(ESCAPES.sub("", line)) for line in lines} == {width}


def test_pictures_stand_beside_each_other_with_captions():
    """Captions keep the width of their picture."""
    assert side_by_side([["▀▀▀▀"], ["▄▄▄▄"]], ["0: 7", "1: 2 and more"], width=4) == "▀▀▀▀  ▄▄▄▄\n0: 7  1: 2"
