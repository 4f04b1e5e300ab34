"""The shapes that are no digit: each can be drawn, by its own name."""

from perceptible.data.handwriting import Variant, curve_of, variants_of
from perceptible.data.scribbles import MOST_JOINTS
from perceptible.data.shapes import SHAPES


def test_every_shape_has_a_name_of_its_own():
    """So that a picture of them can say which is which."""
    names = [name for name, _ in SHAPES]
    assert len(set(names)) == len(names) > 30


def test_every_shape_can_be_moved_by_the_joints_that_are_drawn():
    """As many random moves are drawn as the longest shape has control points."""
    joints = [len(curve_of(Variant(-1, name, 1.0, path)).joints) for name, path in SHAPES]
    assert max(joints) <= MOST_JOINTS


def test_no_shape_is_written_as_a_digit_is():
    """Otherwise a network would be taught that one way of writing a digit is none."""
    digits = {variant.path for digit in range(10) for variant in variants_of(digit)}
    assert not digits & {path for _, path in SHAPES}
