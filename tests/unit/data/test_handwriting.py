"""The built-in handwriting: strokes that go where their control points say."""

import numpy as np
import pytest

from perceptible.data.alphabet import ALPHABET
from perceptible.data.handwriting import N_DOTS, Variant, curve_of, digit_strokes, variants_of
from perceptible.errors import UnknownNameError, ValueRangeError

EVERY = [variant for digit in range(10) for variant in variants_of(digit)]


@pytest.mark.parametrize("digit", range(10))
def test_each_digit_is_written_in_several_ways(digit):
    """With names of their own, so that one can be asked for."""
    names = [name for name, _, _ in ALPHABET[digit]]
    assert len(names) >= 6
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("variant", EVERY, ids=lambda variant: f"{variant.digit} {variant.name}")
def test_the_pen_passes_through_every_control_point(variant):
    """Within half the distance of two dots: that is what a control point of a Catmull-Rom curve is."""
    dots = np.concatenate(digit_strokes(variant.digit, variant.name))
    away = np.hypot(*np.moveaxis(curve_of(variant).joints[:, None] - dots, -1, 0)).min(axis=1)
    assert away.max() < 0.03
    assert len(dots) == N_DOTS


def test_dots_are_about_evenly_spaced():
    """Otherwise thin pens would leave gaps: on the one line of an 8, no step is twice another's length."""
    steps = np.hypot(*np.diff(digit_strokes(8, "one line")[0], axis=0).T)
    assert steps.max() < 2 * steps.min()


def test_a_straight_line_of_points_stays_straight():
    """Points evenly along a line: the curve through them is the line. Its share of each joint adds up to 1."""
    curve = curve_of(Variant(1, "made up", 1, "10,0 20,10 30,20 40,30"))
    dots = curve.basis @ curve.joints
    np.testing.assert_allclose(dots[:, 0] - dots[:, 1], 0.1, atol=1e-12)
    np.testing.assert_allclose(curve.basis.sum(axis=1), 1, atol=1e-12)


def test_a_lifted_pen_begins_a_new_stroke():
    """The bar of a 7 is a stroke of its own, and a corner does not lift the pen."""
    stem, bar = digit_strokes(7, "with a bar")
    np.testing.assert_allclose([stem[0], stem[-1]], [[0.04, 0.06], [0.26, 1.0]], atol=1e-12)
    np.testing.assert_allclose([bar[0], bar[-1]], [[0.16, 0.54], [0.66, 0.48]], atol=1e-12)


def test_a_joint_holds_strokes_together():
    """The same point twice is one joint: move it, and both strokes go along."""
    curve = curve_of(Variant(8, "made up", 1, "0,0 50,50 / 50,50 100,0"))
    assert len(curve.joints) == 3
    first, second = np.split(curve.basis, curve.first_dots[1:])
    np.testing.assert_array_equal(first[-1], second[0])


@pytest.mark.parametrize(
    ("digit", "variant", "error", "message"),
    [
        (10, 0, ValueRangeError, "digit is 10, expected 0 to 9"),
        (7, "with a bra", UnknownNameError, "Did you mean 'with a bar'"),
        (1, 99, ValueRangeError, r"variant is 99, expected 0 to 7. variants_of\(1\) lists them"),
    ],
)
def test_unknown_ways_of_writing_are_refused(digit, variant, error, message):
    """Each with what there is."""
    with pytest.raises(error, match=message):
        digit_strokes(digit, variant)
