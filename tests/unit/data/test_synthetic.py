"""Synthetic digits: repeatable, prepared as MNIST was, and good enough to learn to read from."""

import time

import numpy as np
import pytest

import perceptible as pc
from perceptible.data.synthetic import synthetic_digits
from perceptible.errors import ValueRangeError


def pictures(split):
    """Return the images of a split as (n_samples, 28, 28)."""
    return split.inputs.reshape(-1, 28, 28).astype(np.float64)


def test_the_same_seed_writes_the_same_digits():
    """Byte for byte; another seed writes others."""
    once, again, other = (synthetic_digits(300, 100, rng=seed) for seed in (4, 4, 5))
    assert once.fingerprint == again.fingerprint
    assert once.train.inputs.tobytes() == again.train.inputs.tobytes()
    assert once.fingerprint != other.fingerprint


def test_fewer_digits_are_the_first_of_more():
    """So that a quick trial and a long training see the same data; the test digits do not depend on it either."""
    few, many = synthetic_digits(150, 30, rng=1), synthetic_digits(2100, 40, rng=1)
    np.testing.assert_array_equal(many.train.inputs[:150], few.train.inputs)
    np.testing.assert_array_equal(many.train.labels[:150], few.train.labels)
    np.testing.assert_array_equal(many.test.inputs[:30], few.test.inputs)


def test_every_digit_is_written_equally_often(synthetic):
    """In blocks of 1,000, a hundred of each."""
    labels = synthetic_digits(2000, 1, rng=0).train.labels
    np.testing.assert_array_equal(np.bincount(labels), np.full(10, 200))


def test_training_and_test_digits_differ(synthetic):
    """No test image is one of the training images, and no two training images are alike."""
    train = {image.tobytes() for image in synthetic.train.inputs}
    assert len(train) == len(synthetic.train)
    assert not train & {image.tobytes() for image in synthetic.test.inputs}


def test_ink_is_boxed_and_centered_as_mnist_is(synthetic):
    """The center of mass within half a pixel of (14, 14), to which rounding to 256 gray levels adds a little."""
    images = pictures(synthetic.train)
    mass = images.sum(axis=(1, 2))
    centers = np.stack([images.sum(axis=axis) @ np.arange(28) / mass for axis in (2, 1)])
    rows, columns = (np.where(images.any(axis=axis), np.arange(28), 14) for axis in (2, 1))
    longer = 1 + np.maximum(np.ptp(rows, axis=1), np.ptp(columns, axis=1))
    framed = np.ones((28, 28), bool)
    framed[1:-1, 1:-1] = False
    free = ~images[:, framed].any(axis=1)  # a few stop at the edge of the field before they are centered
    assert free.mean() > 0.95
    assert np.abs(centers[:, free] - 14).max() < 0.51
    assert longer.max() == 20


def test_gray_levels_are_bytes(synthetic):
    """As in MNIST's files: every value is a whole number of 255ths."""
    levels = synthetic.train.inputs.astype(np.float64) * 255
    np.testing.assert_allclose(levels, np.rint(levels), atol=1e-4)
    assert synthetic.train.inputs.max() == 1


def test_there_is_about_as_much_ink_as_in_mnist(synthetic):
    """MNIST's mean image has 102.4 pixels of ink on 149.9 lit ones (FACTS of its 60,000 training images)."""
    images = pictures(synthetic.train)
    assert images.sum(axis=(1, 2)).mean() == pytest.approx(102.4, rel=0.12)
    assert (images > 0).sum(axis=(1, 2)).mean() == pytest.approx(149.9, rel=0.12)


def test_digits_say_that_nobody_wrote_them(synthetic):
    """Whoever reads a result must know that no person's handwriting was in it."""
    assert synthetic.name == "synthetic"
    assert "built in" in synthetic.source


@pytest.mark.parametrize("numbers", [(0, 10), (10, 0), (-5, 10)])
def test_no_digits_at_all_are_refused(numbers):
    """With the value and what to ask for."""
    with pytest.raises(ValueRangeError, match=r"n_t\w+ is (0|-5), expected at least 1. Ask for as many"):
        synthetic_digits(*numbers)


@pytest.mark.slow
def test_sixty_thousand_digits_take_less_than_twenty_seconds():
    """The promise of the first command on a machine without network; about 3 s where it was written."""
    start = time.perf_counter()
    synthetic_digits(rng=0)
    assert time.perf_counter() - start < 20


@pytest.mark.slow
def test_a_network_that_saw_synthetic_digits_alone_reads_mnist(mnist):
    """At least 80 % of the test digits that real people wrote: the built-in handwriting is no toy."""
    digits = synthetic_digits(rng=0)
    network = pc.Network.random(
        (784, 128, 10), activation="relu", output="softmax", cost="cross-entropy", start="he", rng=0
    )
    settings = pc.Settings(epochs=5, batch_size=50, learning_rate=0.002, optimizer="adam")
    result = pc.fit(digits, network=network, settings=settings, rng=0)
    assert pc.evaluate(result.network, mnist.test).accuracy > 0.9


@pytest.mark.slow
def test_the_lessons_network_learns_from_synthetic_digits_to_read_mnist(mnist):
    """Its 13,002 parameters too, trained as the lesson trains them."""
    result = pc.fit(synthetic_digits(rng=0), recipe="lesson", rng=0)
    assert pc.evaluate(result.network, mnist.test).accuracy > 0.8
