"""Images that are no digit: each kind is what it says, repeatable, and made as a network's inputs are."""

import numpy as np
import pytest

import perceptible as pc
from perceptible.data import NON_DIGITS, non_digits
from perceptible.data.no_digits import MNIST_DEVIATION, MNIST_MEAN
from perceptible.errors import DtypeError, ShapeError, UnknownNameError, ValueRangeError

DRAWN = ("scribbles", "strokes")


def digits(n, n_inputs=784):
    """Return a split whose image number i holds i + 1 white pixels."""
    lit = np.arange(n_inputs) <= np.arange(n)[:, None]
    return pc.Split(lit.astype(np.float32), np.zeros(n, int), n_classes=10)


@pytest.mark.parametrize("kind", NON_DIGITS)
def test_every_kind_can_be_read_by_a_network(kind):
    """Float32 pixels from 0 to 1, one row an image."""
    images = non_digits(kind, 7, rng=0)
    assert (images.shape, images.dtype) == ((7, 784), np.float32)
    assert 0 <= images.min() <= images.max() <= 1


@pytest.mark.parametrize("kind", NON_DIGITS)
def test_the_same_seed_gives_the_same_images(kind):
    """Another seed gives others; a count made from them can be repeated."""
    once, again, other = (non_digits(kind, 5, rng=seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(once, again)
    assert not np.array_equal(once, other)


@pytest.mark.parametrize("kind", NON_DIGITS)
def test_one_image_can_be_asked_for(kind):
    """The smallest number that makes sense."""
    assert non_digits(kind, 1, rng=0).shape == (1, 784)


def test_uniform_noise_is_evenly_spread():
    """The mean of U(0, 1) is 1/2, its standard deviation 1 / sqrt(12) = 0.2887; of 157,000 pixels, to 0.003."""
    images = non_digits("uniform", 200, rng=0)
    assert images.mean() == pytest.approx(0.5, abs=0.003)
    assert images.std() == pytest.approx(12**-0.5, abs=0.003)


def test_gaussian_noise_has_the_median_of_its_distribution():
    """To cut at 0 and 1 moves the mean and not the median: 0.1307, and 0.1307 + 0.3081 above 84.13 % of pixels."""
    images = non_digits("gaussian", 200, rng=0)
    low, high = np.quantile(images, (0.5, 0.84134))
    assert low == pytest.approx(MNIST_MEAN, abs=0.004)
    assert high == pytest.approx(MNIST_MEAN + MNIST_DEVIATION, abs=0.006)


def test_gaussian_noise_is_as_bright_as_mnist(mnist):
    """The two constants are those of the 47 million pixels of the training images."""
    counts = np.bincount(mnist.train.bytes_of_inputs.ravel(), minlength=256) / mnist.train.bytes_of_inputs.size
    mean = counts @ np.arange(256) / 255
    assert mean == pytest.approx(MNIST_MEAN, abs=5e-5)
    assert np.sqrt(counts @ (np.arange(256) / 255) ** 2 - mean**2) == pytest.approx(MNIST_DEVIATION, abs=5e-5)


def test_salt_and_pepper_is_black_or_white():
    """Each image has its own share of white, so that there are dark and bright ones."""
    images = non_digits("salt-and-pepper", 200, rng=0)
    shares = images.mean(axis=1)
    assert set(np.unique(images)) == {0.0, 1.0}
    assert shares.min() < 0.1
    assert shares.max() > 0.9


def test_blank_images_go_from_black_to_white():
    """With even steps, each gray once, and one gray in a whole image."""
    images = non_digits("blank", 5, rng=0)
    np.testing.assert_array_equal(np.sort(images[:, 0]), [0, 0.25, 0.5, 0.75, 1])
    assert np.ptp(images, axis=1).max() == 0


def test_scrambled_digits_keep_their_pixels():
    """Every image has the ink of one digit, elsewhere; and two of equal ink have it in different places."""
    images = non_digits("scrambled", 6, rng=0, like=digits(6))
    assert sorted(images.sum(axis=1)) == [1, 2, 3, 4, 5, 6]
    assert not np.array_equal(images[:, :6].sum(axis=1), images.sum(axis=1))


def test_each_image_is_scrambled_in_its_own_order():
    """One order for all would only rename the pixels, which a network could learn to undo."""
    one = pc.Split(np.tile(digits(40).inputs[-1:], (2, 1)), np.array([0, 0]), n_classes=10)
    first, second = non_digits("scrambled", 2, rng=0, like=one)
    assert first.sum() == second.sum() == 40
    assert not np.array_equal(first, second)


def test_inverted_digits_are_black_on_white():
    """Image number i has i + 1 white pixels, so its negative has 784 - i - 1; each digit is taken once."""
    images = non_digits("inverted", 3, rng=0, like=digits(3))
    assert sorted(images.sum(axis=1)) == [781, 782, 783]
    assert images[:, 3:].min() == 1


def test_digits_are_taken_again_where_there_are_too_few():
    """Three digits are enough for ten images, and are left as they were."""
    few = digits(3)
    images = non_digits("inverted", 10, rng=0, like=few)
    assert set(images.sum(axis=1)) <= {781, 782, 783}
    assert few.inputs.sum() == 1 + 2 + 3


@pytest.mark.parametrize("kind", DRAWN)
def test_drawings_are_prepared_as_mnist_was(kind):
    """The longer side of the ink is 20 pixels, the center of mass within half a pixel of the middle, in 256 grays."""
    images = non_digits(kind, 60, rng=0).reshape(-1, 28, 28).astype(np.float64)
    rows, columns = (np.where(images.any(axis=axis), np.arange(28), 14) for axis in (2, 1))
    extent = 1 + np.maximum(np.ptp(rows, axis=1), np.ptp(columns, axis=1))
    centers = np.stack([images.sum(axis=axis) @ np.arange(28) / images.sum(axis=(1, 2)) for axis in (2, 1)])
    inside = (rows.min(axis=1) > 0) & (rows.max(axis=1) < 27) & (columns.min(axis=1) > 0) & (columns.max(axis=1) < 27)
    assert 18 <= extent.min() <= extent.max() == 20
    assert np.abs(centers[:, inside] - 14).max() < 0.51
    np.testing.assert_allclose(images * 255, np.rint(images * 255), atol=1e-4)


@pytest.mark.parametrize("kind", DRAWN)
def test_many_drawings_are_all_there_and_all_different(kind):
    """They are made in blocks; none may be left empty, or be made twice."""
    images = non_digits(kind, 2_050, rng=0)
    assert images.sum(axis=1).min() > 5
    assert len({image.tobytes() for image in images}) == 2_050


@pytest.mark.parametrize("n", [0, -3, 2.5, True])
def test_no_images_at_all_are_refused(n):
    """With the value and what to do."""
    with pytest.raises(ValueRangeError, match=rf"n is {n}, expected a whole number of at least 1. Ask for as many"):
        non_digits("uniform", n)


def test_an_unknown_kind_is_refused_with_the_close_ones():
    """A typing error should not need the manual."""
    with pytest.raises(UnknownNameError, match=r"scribles.*scribbles"):
        non_digits("scribles", 1)


def test_digits_of_another_kind_are_refused():
    """A data set is no split, and other images have other pixels."""
    with pytest.raises(DtypeError, match=r"like is of type str, expected a Split. Give one of a data set's"):
        non_digits("inverted", 1, like="mnist")
    with pytest.raises(ShapeError, match=r"like has 2 images of 9 pixels, expected at least one of 784. Leave it out"):
        non_digits("scrambled", 1, like=digits(2, n_inputs=9))
    with pytest.raises(ShapeError, match=r"like has 0 images of 784 pixels"):
        non_digits("scrambled", 1, like=digits(2).take(np.array([], int)))
