"""Patches: squares that move over a picture, against a walk over it, pixel by pixel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import SettingsError
from perceptible.network import Patches


@st.composite
def some_patches(draw):
    """Draw patches of any kind that fit into a small picture."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    size = draw(st.integers(1, min(height, width)))
    return Patches(
        height=height, width=width, size=size, stride=draw(st.integers(1, 3)), channels=draw(st.integers(1, 3))
    )


def walked(patches):
    """Return the inputs of each square by a walk: row by row, pixel by pixel, the channels of a pixel in a row."""
    squares = []
    for top in range(0, patches.height - patches.size + 1, patches.stride):
        for left in range(0, patches.width - patches.size + 1, patches.stride):
            pixels = [(top + i) * patches.width + left + j for i in range(patches.size) for j in range(patches.size)]
            squares.append([pixel * patches.channels + c for pixel in pixels for c in range(patches.channels)])
    return squares


@given(patches=some_patches())
def test_squares_are_those_of_a_walk_over_the_picture(patches):
    """Every layer that looks at patches looks where these say."""
    squares = walked(patches)
    np.testing.assert_array_equal(patches.indices, squares)
    assert (patches.n_places, patches.n_dials) == (len(squares), len(squares[0]))


@given(patches=some_patches())
def test_slots_turn_the_indices_around(patches):
    """Input s of a square stands there at slot k where the k-th index is s, and nothing else stands anywhere."""
    for slots, indices in zip(patches.slots, patches.indices, strict=True):
        np.testing.assert_array_equal(slots[indices], np.arange(patches.n_dials))
        assert (slots >= 0).sum() == patches.n_dials


def test_pixels_at_the_edge_may_be_seen_by_none():
    """5 pixels hold two squares of 2 pixels that are 2 apart; the fifth column and row are left over."""
    patches = Patches(height=5, width=5, size=2, stride=2)
    assert patches.grid == (2, 2)
    assert (patches.slots[:, 4] == -1).all()


@pytest.mark.parametrize(("name", "value"), [("size", 0), ("stride", True), ("channels", 1.5), ("height", -1)])
def test_numbers_that_are_no_counts_are_refused(name, value):
    """The message names the number and what it should be."""
    with pytest.raises(SettingsError, match=rf"{name} of the patches is {value!r}, expected a whole .* Change {name}"):
        Patches(**{"height": 4, "width": 4, "size": 2, name: value})


def test_a_square_that_does_not_fit_is_refused():
    """A neuron cannot look at pixels that are not there."""
    with pytest.raises(SettingsError, match=r"5 x 5 pixels do not fit into 4 x 6, expected at most 4. Choose a"):
        Patches(height=4, width=6, size=5)
