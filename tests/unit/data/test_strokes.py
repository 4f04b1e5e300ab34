"""Ink on pixels, against distances worked out one pixel at a time."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.strokes import center_by_mass, fit_to_box, ink, pen_dots, unit_strokes
from perceptible.errors import DtypeError, ShapeError, ValueRangeError

numbers = st.floats(-1e6, 1e6)
drawings = st.lists(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5).map(np.array), min_size=1, max_size=3)


def test_dots_are_never_farther_apart_than_asked():
    """A gap wider than the pen would show as white. A way of 5 at steps of at most 2 takes 3 steps."""
    dots = pen_dots([np.array([[0.0, 0.0], [3.0, 4.0]])], spacing=2.0)
    np.testing.assert_allclose(dots, [[0, 0], [1, 4 / 3], [2, 8 / 3], [3, 4]])


def test_a_lifted_pen_leaves_no_dots():
    """Two strokes are not joined."""
    dots = pen_dots([np.array([[0.0, 0.0]]), np.array([[9.0, 9.0]])], spacing=1.0)
    np.testing.assert_array_equal(dots, [[0, 0], [9, 9]])


def test_ink_follows_the_distance_to_the_nearest_dot():
    """One pixel after another: 1/2 more than the radius less the distance of its middle, between 0 and 1."""
    dots = np.array([[[2.2, 3.1], [5.7, 4.4]]])
    expected = np.zeros((8, 8))
    for row in range(8):
        for column in range(8):
            distance = min(math.hypot(column + 0.5 - x, row + 0.5 - y) for x, y in dots[0])
            expected[row, column] = min(1, max(0, 1.3 + 0.5 - distance))
    np.testing.assert_allclose(ink(dots, np.full((1, 2), 1.3), box=8)[0], expected, atol=1e-12)


def test_an_upright_edge_inks_the_covered_share_of_a_pixel():
    """A pen of radius 1 down the line x = 3.25 covers 2.25 to 4.25: 3/4 of pixel 2, all of 3, a quarter of 4."""
    dots = np.stack([np.full(400, 3.25), np.linspace(-2, 8, 400)], axis=-1)[None]
    row = ink(dots, np.full((1, 400), 1.0), box=6)[0, 3]
    np.testing.assert_allclose(row, [0, 0, 0.75, 1, 0.25, 0], atol=1e-3)  # between dots the edge dips by 3e-4


def test_each_dot_reaches_as_far_as_its_own_radius():
    """A pixel whose middle is just at the edge is half inked: 3 beside one dot, 1 beside the other."""
    picture = ink(np.array([[[5.5, 5.5], [15.5, 5.5]]]), np.array([[3.0, 1.0]]))[0]
    np.testing.assert_allclose(picture[5, [2, 8, 14, 16]], 0.5, atol=1e-12)


def test_the_precision_of_the_dots_is_kept():
    """Many digits are inked in float32 for speed, one drawing in float64 so that the page can agree to 1e-12."""
    dots, radii = np.zeros((1, 1, 2)), np.ones((1, 1))
    assert ink(dots, radii).dtype == np.float64
    assert ink(dots.astype(np.float32), radii).dtype == np.float32


@given(strokes=drawings)
def test_the_ink_fills_the_box(strokes):
    """Whatever the units: the longer side, from ink to ink, is 20 pixels, and nothing sticks out."""
    dots = pen_dots(unit_strokes(strokes), 0.05)[None]
    radii = np.full(dots.shape[:2], 1.2)
    fitted = fit_to_box(dots, radii)
    low, high = fitted.min(axis=1) - 1.2, fitted.max(axis=1) + 1.2
    assert low.min() > -1e-9
    assert high.max() < 20 + 1e-9
    assert np.ptp(dots, axis=1).max() < 0.5 or (high - low).max() == pytest.approx(20)


def test_proportions_stay_as_they_are():
    """A line twice as high as wide: with no thickness, 20 x 10 pixels."""
    fitted = fit_to_box(np.array([[[0.0, 0.0], [7.0, 14.0]]]), np.zeros((1, 2)))
    np.testing.assert_allclose(fitted[0], [[5, 0], [15, 20]])


def test_ink_never_leaves_the_field():
    """By whole pixels, and as far as the field of 28 x 28 has room for the box."""
    box = np.zeros((1, 20, 20))
    box[0, 3, 17] = 0.5
    box[0, 9, 10] = 0.25
    # by hand: the center of mass is (3 * 2 + 9) / 3 = 5 and (17 * 2 + 10) / 3 = 14.67; rows move by 9 but no more
    # than 8, or the box would leave the field; columns by -0.67, which rounds to -1 but cannot be below 0
    np.testing.assert_array_equal(np.argwhere(center_by_mass(box)[0]), [[11, 17], [17, 10]])


@given(seed=st.integers(0, 999))
def test_centering_moves_pixels_and_changes_none(seed):
    """The same values, and the center of mass within half a pixel of (14, 14) where the edge allows it."""
    rng = np.random.default_rng(seed)
    box = rng.random((1, 20, 20)) * (rng.random((1, 20, 20)) < 0.3)
    centered = center_by_mass(box)[0]
    rows, columns = np.indices((28, 28))
    np.testing.assert_array_equal(np.sort(centered[centered > 0]), np.sort(box[box > 0]))
    assert abs((centered * rows).sum() / centered.sum() - 14) <= 0.5 + 1e-9
    assert abs((centered * columns).sum() / centered.sum() - 14) <= 0.5 + 1e-9


def test_mnist_itself_is_boxed_and_centered_like_this(mnist):
    """What the constants 20 and 14 rest on: they hold for all test images but a few damaged ones."""
    images = mnist.test.inputs.reshape(-1, 28, 28).astype(np.float64)
    rows, columns = (np.where(images.any(axis=axis), np.arange(28), 14) for axis in (2, 1))
    longer = 1 + np.maximum(np.ptp(rows, axis=1), np.ptp(columns, axis=1))
    mass = images.sum(axis=(1, 2))
    centers = np.stack([images.sum(axis=axis) @ np.arange(28) / mass for axis in (2, 1)])
    assert (longer == 20).mean() > 0.999
    assert (np.abs(centers - 14) <= 0.5 + 0.01).all()


@pytest.mark.parametrize(
    ("strokes", "error", "message"),
    [
        ([], ValueRangeError, "0 points, expected 1 to 10,000. Draw one digit"),
        ([np.zeros((10_001, 2))], ValueRangeError, "10,001 points"),
        ([np.zeros((3, 3))], ShapeError, r"strokes\[0\] has shape \(3, 3\), expected \(n_points, 2\)"),
        ([np.zeros((1, 2)), np.array([[0, np.nan]])], ValueRangeError, r"strokes\[1\]\[0, 1\] is nan"),
        ([np.array([["a", "b"]])], DtypeError, r"strokes\[0\] holds <U1, expected numbers"),
        ([np.tile([[0.0, 0.0], [1.0, 1.0]], (1000, 1))], ValueRangeError, "times as long as the drawing"),
    ],
)
def test_what_is_no_drawing_is_refused(strokes, error, message):
    """Each with what is wrong, what was expected and what to do."""
    with pytest.raises(error, match=message):
        unit_strokes(strokes)


def test_drawings_of_any_size_become_alike():
    """Coordinates near the largest float neither overflow nor change the shape."""
    drawing = np.array([[0.0, 0.0], [0.5, 1.0]])
    for size in (1e-300, 1.0, 1.7e308):
        np.testing.assert_allclose(unit_strokes([drawing * size])[0], drawing, rtol=1e-12)
