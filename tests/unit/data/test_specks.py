"""Parts of pictures, and which of them belong to the writing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.specks import grown, largest_around, parts_of, without_specks

masks = st.integers(0, 10_000).map(lambda seed: np.random.default_rng(seed).random((9, 7)) < 0.4)


def flooded(mask):
    """Return the parts numbered one by one, by a flood from each first pixel."""
    numbers, part = np.zeros(mask.shape, int), 0
    for start in np.argwhere(mask):
        if numbers[tuple(start)]:
            continue
        part += 1
        waiting = [tuple(start)]
        while waiting:
            row, column = waiting.pop()
            if (
                0 <= row < mask.shape[0]
                and 0 <= column < mask.shape[1]
                and mask[row, column]
                and not numbers[row, column]
            ):
                numbers[row, column] = part
                waiting += [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return numbers


@given(mask=masks)
def test_parts_are_those_of_a_flood(mask):
    """The same pixels together, whatever the numbers are."""
    pairs = set(zip(parts_of(mask).ravel().tolist(), flooded(mask).ravel().tolist(), strict=True))
    assert len(pairs) == len({part for part, _ in pairs}) == len({part for _, part in pairs})


def test_a_long_winding_part_is_one():
    """A spiral's ends are far apart; its number must travel all the way."""
    mask = np.ones((21, 21), bool)
    for ring in range(1, 10, 2):
        mask[ring, ring - 1 : 21 - ring] = mask[ring:-ring, -1 - ring] = False
        mask[-1 - ring, ring:-ring] = mask[ring + 2 : -ring, ring] = False
    np.testing.assert_array_equal(len(np.unique(parts_of(mask))) - 1, flooded(mask).max())


@given(mask=masks)
def test_a_mask_grows_by_all_that_touches_it(mask):
    """One pixel in all eight directions, no farther, and not around the edge."""
    expected = np.zeros_like(mask)
    for row, column in np.argwhere(mask):
        expected[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2] = True
    np.testing.assert_array_equal(grown(mask), expected)


def test_the_largest_neighbor_may_be_oneself():
    """A peak stays as high as it is, and spreads to its corners."""
    picture = np.array([[0.1, 0.0, 0.0], [0.0, 0.9, 0.0], [0.0, 0.0, 0.2]])
    np.testing.assert_array_equal(largest_around(picture), np.full((3, 3), 0.9))


def sheet(*marks):
    """Return a picture of 60 x 60 with a digit-like stroke of 40 x 6 and further marks (rows, columns, ink)."""
    picture = np.zeros((60, 60))
    picture[10:50, 27:33] = 1
    for rows, columns, amount in marks:
        picture[rows, columns] = amount
    return picture


@pytest.mark.parametrize(
    "speck",
    [(slice(5, 7), slice(50, 52), 1.0), (slice(0, 9), slice(0, 7), 0.9), (slice(20, 30), slice(45, 55), 0.4)],
    ids=["small", "at the edge", "faint"],
)
def test_specks_are_left_out(speck):
    """Dust, dark corners of a photograph, and stains."""
    np.testing.assert_array_equal(without_specks(sheet(speck)), sheet())


@pytest.mark.parametrize(
    "stroke",
    [(slice(10, 14), slice(38, 54), 1.0), (slice(0, 30), slice(50, 60), 1.0)],
    ids=["hat of a 5", "large and at the edge"],
)
def test_separate_strokes_stay(stroke):
    """Of a 5 whose hat is apart, nothing may be lost."""
    np.testing.assert_array_equal(without_specks(sheet(stroke)), sheet(stroke))


def test_a_soft_rim_stays():
    """The gray edge around ink belongs to it, down to the faintest value."""
    picture = sheet((slice(10, 50), slice(33, 34), 0.05))
    np.testing.assert_array_equal(without_specks(picture), picture)
