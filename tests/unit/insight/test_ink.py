"""Measurements of ink, on drawings whose holes and strokes can be counted by eye."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import ShapeError
from perceptible.insight import measure_ink

DRAWINGS = {
    "ring": (".......", ".#####.", ".#...#.", ".#...#.", ".#####."),
    "eight": ("#####", "#...#", "#####", "#...#", "#####"),
    "seven": ("#####", "....#", "...##", "...#.", "..##."),
    "corner touch": ("##..", "##..", "..##", "..##"),
    "gap": ("#####", "#...#", "#....", "#...#", "#####"),
    "uprights": ("##..##", "##..##", "##..##", "##..##"),
}


def measured(name):
    """Return the measurements of one drawing."""
    image = np.zeros((28, 28), np.float32)
    for row, line in enumerate(DRAWINGS[name]):
        for column, mark in enumerate(line):
            image[6 + row, 9 + column] = mark == "#"
    return measure_ink(image.reshape(1, 784))


@pytest.mark.parametrize(
    ("name", "n_holes"), [("ring", 1), ("eight", 2), ("seven", 0), ("corner touch", 0), ("gap", 0), ("uprights", 0)]
)
def test_holes_are_counted(name, n_holes):
    """What ink encloses; ink that touches at a corner closes, and a gap opens."""
    assert measured(name).holes[0] == n_holes


def test_a_hole_has_a_size_and_a_height():
    """The ring's box is 5 wide and 4 high; its hole is 3 x 2, in the middle."""
    ring = measured("ring")
    assert ring.hole_share[0] == pytest.approx(6 / 20)
    assert ring.hole_height[0] == pytest.approx(0.5)
    assert ring.width[0] == pytest.approx(5 / 4)


def test_a_hole_above_the_middle_is_higher():
    """A ring with a stroke below it, as a 9: the hole's middle lies at 1.5 + 0.5 of 8 rows from above."""
    image = np.zeros((28, 28), np.float32)
    image[5:9, 10:15] = 1
    image[6:8, 11:14] = 0
    image[9:13, 14] = 1
    assert measure_ink(image.reshape(1, 784)).hole_height[0] == pytest.approx(1 - 2 / 8)


def test_strokes_side_by_side_are_counted():
    """A level line crosses two uprights, but one bar."""
    uprights, seven = measured("uprights"), measured("seven")
    assert [uprights.top_crossings[0], uprights.middle_crossings[0], uprights.bottom_crossings[0]] == [2, 2, 2]
    assert [seven.top_crossings[0], seven.middle_crossings[0], seven.bottom_crossings[0]] == [1, 1, 1]


def test_level_strokes_are_measured():
    """The seven's top is all of its width; its foot two of five pixels."""
    seven = measured("seven")
    assert seven.top_bar[0] == pytest.approx(1)
    assert seven.foot_bar[0] == pytest.approx(2 / 5)


def test_ink_lies_to_a_side():
    """Of the seven's five rows the second lies in the second quarter: its one pixel is the last of five columns."""
    assert measured("seven").top_side[0] == pytest.approx(4.5 / 5)


@given(dx=st.integers(-5, 5), dy=st.integers(-5, 5), name=st.sampled_from(sorted(DRAWINGS)))
def test_no_measurement_depends_on_the_place(dx, dy, name):
    """All lengths are shares of the box."""
    image = np.zeros((28, 28), np.float32)
    for row, line in enumerate(DRAWINGS[name]):
        image[6 + row, 9 : 9 + len(line)] = [mark == "#" for mark in line]
    moved = measure_ink(np.roll(image, (dy, dx), axis=(0, 1)).reshape(1, 784))
    for key, value in vars(measured(name)).items():
        np.testing.assert_allclose(getattr(moved, key), value, atol=1e-12)


@pytest.mark.parametrize("gray", [0.0, 1.0])
def test_images_without_a_shape_have_measurements(gray):
    """Nothing is divided by 0, and there is no hole."""
    found = measure_ink(np.full((2, 784), gray))
    assert found.holes.tolist() == [0, 0]
    assert all(np.isfinite(value).all() for value in vars(found).values())


def test_no_images_have_no_measurements():
    """A split may be empty."""
    assert measure_ink(np.zeros((0, 784))).holes.shape == (0,)


def test_images_that_were_not_unrolled_are_refused():
    """With what to do."""
    with pytest.raises(ShapeError, match=r"inputs has shape \(2, 28, 28\), expected .*784"):
        measure_ink(np.zeros((2, 28, 28)))
