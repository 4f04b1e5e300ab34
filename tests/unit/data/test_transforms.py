"""Single transformations: moved, turned, scaled, thickened and inverted images."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.transforms import invert, rotate, scale, shift, thicken
from perceptible.errors import DtypeError, ShapeError, ValueRangeError

FUNCTIONS = {
    "shift": lambda images: shift(images, 0, 0),
    "rotate": lambda images: rotate(images, 0),
    "scale": lambda images: scale(images, 1),
    "thicken": lambda images: thicken(images, 0),
}


def blob(seed=0):
    """Return an image with ink in its middle, far enough from the edge to be moved about."""
    image = np.zeros((28, 28), np.float32)
    image[9:19, 9:19] = np.random.default_rng(seed).random((10, 10))
    return image


def flat(image):
    """Unroll one image."""
    return image.reshape(1, -1)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nothing_asked_for_changes_nothing(name):
    """Not one bit, and the images given are not written to."""
    images = flat(blob())
    images.flags.writeable = False
    np.testing.assert_array_equal(FUNCTIONS[name](images), images)


@given(dx=st.integers(-9, 9), dy=st.integers(-9, 9), seed=st.integers(0, 99))
def test_a_shift_by_whole_pixels_only_moves(dx, dy, seed):
    """As numpy.roll does, since nothing is at the edge: to the right and down."""
    expected = np.roll(blob(seed), (dy, dx), axis=(0, 1))
    np.testing.assert_array_equal(shift(flat(blob(seed)), dx, dy)[0].reshape(28, 28), expected)


def test_what_leaves_the_image_does_not_come_back():
    """Unlike numpy.roll: black comes in."""
    assert shift(flat(blob()), 28, 0).sum() == 0
    assert shift(flat(blob()), 0, -1e9).sum() == 0


@given(dx=st.floats(-5, 5), dy=st.floats(-5, 5))
def test_a_shift_keeps_the_ink_and_moves_its_center(dx, dy):
    """Parts of pixels too. Places are float32, which is good to 1e-4 here."""
    before, after = blob(), shift(flat(blob()), dx, dy)[0].reshape(28, 28)
    columns = np.arange(28)
    assert after.sum() == pytest.approx(before.sum(), rel=1e-4)
    moved = (after.sum(axis=0) @ columns) / after.sum() - (before.sum(axis=0) @ columns) / before.sum()
    assert moved == pytest.approx(dx, abs=1e-3)


@pytest.mark.parametrize("quarters", [1, 2, 3, -1])
def test_quarter_turns_only_move_pixels(quarters):
    """Counterclockwise, as numpy.rot90 turns. The cosine of 90 degrees is 6e-17 and not 0, hence the tolerance."""
    turned = rotate(flat(blob()), 90 * quarters)[0].reshape(28, 28)
    np.testing.assert_allclose(turned, np.rot90(blob(), quarters), atol=1e-5)


@given(degrees=st.floats(-360, 360))
def test_turning_keeps_about_the_ink(degrees):
    """Area is area: a smooth image loses less than 1 % to interpolation."""
    y, x = np.indices((28, 28)) - 13.5
    hill = np.exp(-(x**2 + 2 * y**2) / 30).astype(np.float32)
    assert rotate(flat(hill), degrees).sum() == pytest.approx(hill.sum(), rel=0.01)


def test_scaling_changes_areas_by_the_square():
    """Twice as wide and as high is four times the ink."""
    y, x = np.indices((28, 28)) - 13.5
    hill = np.exp(-(x**2 + y**2) / 10)
    assert scale(flat(hill), 2).sum() == pytest.approx(4 * hill.sum(), rel=0.01)
    assert scale(flat(hill), 0.5).sum() == pytest.approx(hill.sum() / 4, rel=0.01)


def test_thickening_takes_the_largest_neighbor():
    """One pixel becomes a cross, and then a diamond of 13."""
    dot = np.zeros((28, 28))
    dot[14, 14] = 1
    assert thicken(flat(dot), 1).sum() == 5
    assert thicken(flat(dot), 2).sum() == 13


def test_thinning_takes_the_smallest_neighbor():
    """A block of 10 x 10 loses its rim; half a pixel takes half the rim: 64 + 36 / 2 = 82."""
    block = np.zeros((28, 28))
    block[9:19, 9:19] = 1
    assert thicken(flat(block), -1).sum() == 64
    assert thicken(flat(block), -0.5).sum() == 82


@given(pixels=st.floats(-3, 3), seed=st.integers(0, 99))
def test_thickness_stays_between_black_and_white(pixels, seed):
    """And more ink never means less."""
    before, after = flat(blob(seed)), thicken(flat(blob(seed)), pixels)
    assert after.min() >= 0
    assert after.max() <= 1
    assert (after >= before).all() if pixels >= 0 else (after <= before).all()


def test_inverting_twice_changes_nothing():
    """Black is white and white is black; of 1/4 nothing is rounded away."""
    image = np.array([[0.0, 0.25, 1.0]])
    np.testing.assert_array_equal(invert(image), [[1.0, 0.75, 0.0]])
    np.testing.assert_array_equal(invert(invert(image)), image)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: shift(np.zeros((28, 28)), 1, 0), ShapeError, r"\(28, 28\), expected \(..., n_samples, 784\)"),
        (lambda: shift(np.zeros((1, 784)), np.nan, 0), ValueRangeError, "dx is nan, expected a finite number"),
        (lambda: rotate(np.zeros((1, 784)), np.inf), ValueRangeError, "degrees is inf"),
        (lambda: scale(np.zeros((1, 784)), 0), ValueRangeError, "factor is 0, expected a number above 0. Pass 2"),
        (lambda: thicken(np.zeros((1, 784)), 101), ValueRangeError, "pixels is 101, expected -100 to 100"),
        (lambda: invert(np.zeros((1, 784), np.uint8)), DtypeError, "Divide pixels by 255"),
    ],
)
def test_what_makes_no_sense_is_refused(call, error, message):
    """Each with the value, what was expected and what to do."""
    with pytest.raises(error, match=message):
        call()
