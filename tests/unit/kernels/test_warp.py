"""Images changed by compiled code, held to the lines of NumPy that say what a change is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.augmentation import Augmentation, augment, draw_changes
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.kernels import LitImages, changed_images, compiled

pytestmark = pytest.mark.skipif(compiled() is None, reason="needs the compiled library")

SHAPE = (9, 7)
EVERYTHING = Augmentation(shift=1.5, rotate=20, scale=0.2, shear=0.2, elastic=1, smoothness=2, thickness=0.7)


def images(n=5, shape=SHAPE):
    """Return images of bytes, half of them dark."""
    rng = np.random.default_rng(3)
    return (rng.integers(0, 256, (n, shape[0] * shape[1])) * rng.integers(0, 2, (n, 1))).astype(np.uint8)


def dense(lit: LitImages):
    """Return a table of the images, dark pixels and all."""
    table = np.zeros((len(lit), lit.n_inputs), np.float32)
    for number, (start, end) in enumerate(zip(lit.starts[:-1], lit.starts[1:], strict=True)):
        table[number, lit.positions[start:end]] = lit.values[start:end]
    return table


def changed(table, settings, seed=0, shape=SHAPE):
    """Return what compiled code makes of all images of a table."""
    drawn = [draw_changes(len(table), settings, seed, image_shape=shape)]
    return changed_images(table, np.arange(len(table)), drawn, settings, image_shape=shape)


amounts = st.sampled_from([0.0, 0.3, 2.0])


@given(
    settings=st.builds(
        Augmentation,
        shift=amounts,
        rotate=st.sampled_from([0.0, 5.0, 180.0]),
        scale=amounts,
        shear=amounts,
        elastic=amounts,
        smoothness=st.sampled_from([0.5, 4.0, 50.0]),
        thickness=st.sampled_from([0.0, 0.4, 1.0]),
    ),
    shape=st.tuples(st.integers(1, 20), st.integers(1, 35)),
    seed=st.integers(0, 2**32),
)
def test_the_changes_are_those_of_numpy(settings, shape, seed):
    """Any change of images of any shape: places are sums of some ten float32 terms, values of four products."""
    table = images(3, shape)
    expected = augment(table / np.float32(255), settings, seed, image_shape=shape)
    # a place of up to 100 pixels has an error of some 1e-5, which a jump from black to white shows in full
    np.testing.assert_allclose(dense(changed(table, settings, seed, shape)), expected, atol=1e-4)


def test_floats_and_bytes_are_changed_alike():
    """Data of one's own may hold either."""
    table = images()
    floats = changed(table / np.float32(255), EVERYTHING)
    np.testing.assert_allclose(dense(changed(table, EVERYTHING)), dense(floats), atol=1e-6)


def test_only_lit_pixels_are_listed_in_order():
    """As the compiled steps want them."""
    lit = changed(images(), EVERYTHING)
    assert (lit.values != 0).all()
    for start, end in zip(lit.starts[:-1], lit.starts[1:], strict=True):
        assert (np.diff(lit.positions[start:end].astype(int)) > 0).all()


def test_images_are_taken_in_the_order_that_is_asked_for():
    """Without a change the images themselves come out, one of them twice."""
    table, order, settings = images(), np.array([4, 1, 1]), Augmentation(shift=0.0)
    drawn = [draw_changes(3, settings, 0, image_shape=SHAPE)]
    lit = changed_images(table, order, drawn, settings, image_shape=SHAPE)
    np.testing.assert_allclose(dense(lit), table[order] / 255, atol=1e-7)


def test_what_was_drawn_for_other_images_is_refused():
    """Compiled code would read beyond its end."""
    drawn = [draw_changes(4, EVERYTHING, 0, image_shape=SHAPE)]
    with pytest.raises(ShapeError, match=r"drawn for \[4, 4, 4\] images, expected 5. Draw as many"):
        changed_images(images(), np.arange(5), drawn, EVERYTHING, image_shape=SHAPE)


def test_images_that_are_not_there_are_refused():
    """Index 5 of 5 images."""
    drawn = [draw_changes(1, EVERYTHING, 0, image_shape=SHAPE)]
    with pytest.raises(ValueRangeError, match=r"from 5 to 5, expected 0 to 4. Choose among"):
        changed_images(images(), np.array([5]), drawn, EVERYTHING, image_shape=SHAPE)


def test_images_of_another_shape_are_refused():
    """63 pixels are not 9 x 8."""
    drawn = [draw_changes(5, EVERYTHING, 0, image_shape=(9, 8))]
    with pytest.raises(ShapeError, match=r"shape \(5, 63\), expected \(n_images, 72\)"):
        changed_images(images(), np.arange(5), drawn, EVERYTHING, image_shape=(9, 8))
