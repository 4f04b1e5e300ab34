"""Random changes of training images: within their limits, repeatable, and none where none is asked for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.augmentation import Augmentation, augment
from perceptible.errors import SettingsError, ShapeError
from perceptible.rng import as_generator

EACH = [{"shift": 2}, {"rotate": 20}, {"scale": 0.2}, {"shear": 0.3}, {"elastic": 1}, {"thickness": 0.6}]
settings_of_all_kinds = st.builds(
    Augmentation,
    shift=st.floats(0, 5),
    rotate=st.floats(0, 180),
    scale=st.floats(0, 1),
    shear=st.floats(0, 1),
    elastic=st.floats(0, 3),
    smoothness=st.floats(0.5, 20),
    thickness=st.floats(0, 1),
)


def bars(n_images=1):
    """Return images of an upright bar, 3 pixels wide and 14 high, in the middle."""
    images = np.zeros((n_images, 28, 28), np.float32)
    images[:, 7:21, 13:16] = 1
    return images.reshape(n_images, -1)


def test_no_change_is_no_change():
    """Settings of 0 return every bit, in an array of its own."""
    images = bars()
    unchanged = augment(images, Augmentation(), rng=0)
    np.testing.assert_array_equal(unchanged, images)
    assert not np.shares_memory(unchanged, images)


@pytest.mark.parametrize("changes", EACH)
def test_each_image_is_changed_in_its_own_way(changes):
    """Three like images become three different ones, and those given stay as they are."""
    images = bars(3)
    images.flags.writeable = False
    first, second, third = augment(images, Augmentation(**changes), rng=0)
    assert not np.array_equal(first, second)
    assert not np.array_equal(second, third)
    assert not np.array_equal(first, images[0])


@pytest.mark.parametrize("changes", EACH)
def test_the_same_seed_changes_alike(changes):
    """A training can be repeated, and a generator moves on."""
    once, again = (augment(bars(5), Augmentation(**changes), rng=7) for _ in range(2))
    np.testing.assert_array_equal(once, again)
    rng = as_generator(7)
    assert not np.array_equal(
        augment(bars(5), Augmentation(**changes), rng), augment(bars(5), Augmentation(**changes), rng)
    )


@given(settings=settings_of_all_kinds, seed=st.integers(0, 999))
def test_pixels_stay_between_black_and_white(settings, seed):
    """No settings within their limits make an input that a network refuses."""
    images = np.random.default_rng(seed).random((3, 784), np.float32)
    changed = augment(images, settings, rng=seed)
    assert changed.dtype == np.float32
    assert changed.min() >= 0
    assert changed.max() <= 1


def test_shifts_reach_their_limit_and_no_farther():
    """Of 2,000 bars the middle moves by up to 3 pixels: the evenly drawn have a mean of 0 and a deviation of 3/√3."""
    moved = augment(bars(2000), Augmentation(shift=3), rng=0).reshape(-1, 28, 28)
    centers = (moved.sum(axis=1) @ np.arange(28)) / moved.sum(axis=(1, 2)) - 14
    assert 2.9 < np.abs(centers).max() <= 3.001
    assert abs(centers.mean()) < 0.15  # 4 standard errors
    assert centers.std() == pytest.approx(3 / np.sqrt(3), rel=0.06)


def test_rotations_reach_their_limit_and_no_farther():
    """The bar's direction is that of its second moments; atan of their ratio is good to half a degree."""
    turned = augment(bars(500), Augmentation(rotate=10), rng=0).reshape(-1, 28, 28)
    y, x = np.indices((28, 28)) - np.array([13.5, 14.0])[:, None, None]
    xy, yy, xx = ((turned * product).mean(axis=(1, 2)) for product in (x * y, y * y, x * x))
    degrees = np.rad2deg(0.5 * np.arctan2(2 * xy, yy - xx))
    assert 9 < np.abs(degrees).max() < 10.5
    assert abs(degrees.mean()) < 1.1  # 4 standard errors of 10 / sqrt(3) over 500


def test_scales_change_width_and_height_apart():
    """Of 500 bars some become wider and lower, within a factor of 1.5 either way."""
    scaled = augment(bars(500), Augmentation(scale=0.5), rng=0).reshape(-1, 28, 28)
    width, height = scaled[:, 14, :].sum(axis=1) / 3, scaled[:, :, 14].sum(axis=1) / 14
    for length in (width, height):
        assert 1.4 < length.max() < 1.51
        assert 1.4 < 1 / length.min() < 1.51
    assert abs(np.corrcoef(width, height)[0, 1]) < 0.2


def test_an_elastic_bend_moves_pixels_by_as_much_as_asked():
    """A ramp shows how far each place moved: lightness / slope. The deviation over many images is the setting."""
    ramp = np.tile(np.linspace(0, 1, 28, dtype=np.float32), (28, 1))
    bent = augment(np.tile(ramp.reshape(1, -1), (400, 1)), Augmentation(elastic=1.5), rng=0)
    moved = (bent.reshape(-1, 28, 28) - ramp)[:, 14, 14] * 27
    assert moved.std() == pytest.approx(1.5, rel=0.15)  # 4 standard errors of a deviation over 400
    assert abs(moved.mean()) < 0.3


def test_an_elastic_bend_is_as_smooth_as_asked():
    """Noise smoothed by a Gaussian of s is correlated by exp(-d²/(4 s²)) at a distance d: 0.368 at d = 2 s = 8."""
    ramp = np.tile(np.linspace(0, 1, 28, dtype=np.float32), (28, 1))
    bent = augment(np.tile(ramp.reshape(1, -1), (2000, 1)), Augmentation(elastic=1, smoothness=4), rng=0)
    moved = (bent.reshape(-1, 28, 28) - ramp)[:, :, 14]
    assert np.corrcoef(moved[:, 8], moved[:, 16])[0, 1] == pytest.approx(np.exp(-1), abs=0.08)


def test_images_of_any_shape_are_changed():
    """Data of one's own need not be 28 x 28."""
    images = np.random.default_rng(0).random((4, 6 * 9), np.float32)
    changed = augment(images, Augmentation(rotate=5, elastic=0.5), rng=0, image_shape=(6, 9))
    assert changed.shape == (4, 54)
    with pytest.raises(ShapeError, match="54"):
        augment(images, Augmentation(), rng=0, image_shape=(5, 5))


def test_a_large_batch_is_changed_like_its_parts():
    """Images are changed a few hundred at a time; the first of them do not depend on how many follow."""
    settings = Augmentation(shift=1, elastic=1, thickness=0.2)
    few, many = (augment(bars(n), settings, rng=3) for n in (256, 700))
    np.testing.assert_array_equal(many[:256], few)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"shift": -1}, "shift of an augmentation is -1, expected a number from 0 to 1000"),
        ({"rotate": 181}, "rotate of an augmentation is 181, expected a number from 0 to 180"),
        ({"elastic": float("nan")}, "elastic of an augmentation is nan"),
        ({"smoothness": 0}, "smoothness of an augmentation is 0, expected a number from 0.5 to 1000"),
        ({"thickness": "thick"}, "thickness of an augmentation is 'thick'.*Leave thickness out"),
        ({"scale": True}, "scale of an augmentation is True"),
    ],
)
def test_limits_that_make_no_sense_are_refused(changes, message):
    """Each with the value, what was expected and what to do."""
    with pytest.raises(SettingsError, match=message):
        Augmentation(**changes)
