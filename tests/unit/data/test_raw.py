"""From bytes to a data set: exact values, a fingerprint of the content, and honest limits."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from perceptible.data.raw import RawData, Samples, assemble, fingerprint, n_classes_of, unit_inputs
from perceptible.errors import FormatError, ValueRangeError


def _samples(n_samples: int, seed: int = 0) -> Samples:
    """Make images of 2 x 2 bytes with labels 0, 1, 2, 0, and so on."""
    images = np.random.default_rng(seed).integers(0, 256, (n_samples, 2, 2), dtype=np.uint8)
    return Samples(images, np.arange(n_samples) % 3)


def test_every_byte_becomes_the_nearest_float_to_its_255th():
    """255 must be exactly 1, or checks of the range would fail; 0 exactly 0."""
    found = unit_inputs(np.arange(256, dtype=np.uint8).reshape(1, 16, 16))
    expected = np.array([[np.float32(value / 255) for value in range(256)]])
    np.testing.assert_array_equal(found, expected)
    assert found.dtype == np.float32


def test_floats_are_flattened_and_not_changed():
    """Numbers that are from 0 to 1 already stay as they are."""
    values = np.array([[[0.25, 0.5]], [[0.75, 1.0]]])
    np.testing.assert_array_equal(unit_inputs(values), [[0.25, 0.5], [0.75, 1.0]])


def test_the_fingerprint_is_the_sha_256_of_pixels_and_labels():
    """Anyone can compute it: pixels as bytes, labels as 8-byte little-endian integers."""
    expected = hashlib.sha256(bytes([1, 2, 3, 4]) + (9).to_bytes(8, "little")).hexdigest()
    samples = Samples(np.array([[[1, 2], [3, 4]]], np.uint8), np.array([9], np.int32))
    assert fingerprint(samples) == expected


def test_the_fingerprint_sees_every_change():
    """One pixel, one label, or one sample less: another fingerprint. The order in memory does not matter."""
    samples = _samples(6)
    pixels, labels = samples.inputs.copy(), samples.labels.copy()
    pixels[5, 1, 1] ^= 1
    labels[5] = 0
    others = [Samples(pixels, samples.labels), Samples(samples.inputs, labels), samples.first(5)]
    assert len({fingerprint(samples), *(fingerprint(other) for other in others)}) == 4
    assert fingerprint(Samples(np.asfortranarray(samples.inputs), samples.labels)) == fingerprint(samples)


def test_raw_data_become_a_data_set():
    """Names, classes and shapes pass through; inputs are flattened."""
    raw = RawData("three", _samples(9), _samples(3, 1), "made", ("a", "b", "c"), (2, 2))
    data = raw.to_dataset()
    assert (data.name, data.source, data.class_names, data.image_shape) == ("three", "made", ("a", "b", "c"), (2, 2))
    assert data.train.inputs.shape == (9, 4)
    assert data.fingerprint == fingerprint(raw.train, raw.test)


def test_the_first_samples_have_a_fingerprint_of_their_own():
    """Two results on different parts of the same data must not claim the same data."""
    raw = RawData("three", _samples(9), _samples(3, 1), "made", ("a", "b", "c"), (2, 2))
    part = raw.to_dataset(n_train=4, n_test=2)
    np.testing.assert_array_equal(part.train.labels, [0, 1, 2, 0])
    assert len(part.test) == 2
    assert part.fingerprint == fingerprint(raw.train.first(4), raw.test.first(2))


@pytest.mark.parametrize(("wanted", "name"), [({"n_train": 10}, "n_train is 10"), ({"n_test": 0}, "n_test is 0")])
def test_more_samples_than_there_are_cannot_be_had(wanted, name):
    """Asking for 10 of 9 is an error, not 9."""
    raw = RawData("three", _samples(9), _samples(3, 1), "made", ("a", "b", "c"), (2, 2))
    with pytest.raises(ValueRangeError, match=rf"{name}, expected 1 to \d, as many as there are. Ask for fewer"):
        raw.to_dataset(**wanted)


def test_samples_without_a_test_split_are_split_by_class_and_say_so():
    """Of 30 samples of three classes one fifth, two of each class, is held out."""
    raw = assemble("own", [_samples(30)], "made", (2, 2), rng=4)
    np.testing.assert_array_equal(np.bincount(raw.test.labels), [2, 2, 2])
    assert len(raw.train.labels) == 24
    assert raw.source == "made; 6 of 30 samples held out to test on (by class, seed 4)"


def test_two_splits_stay_as_they_are():
    """Nothing is shuffled behind the caller's back."""
    raw = assemble("own", [_samples(6), _samples(3, 1)], "made", (2, 2), rng=None)
    np.testing.assert_array_equal(raw.train.inputs, _samples(6).inputs)
    assert raw.source == "made"
    assert raw.class_names == ("0", "1", "2")


def test_one_sample_cannot_be_split():
    """There must be something to learn from and something to test on."""
    with pytest.raises(FormatError, match=r"made: there is 1 sample, expected at least 2.*Add samples"):
        assemble("own", [_samples(1)], "made", (2, 2), rng=0)


@pytest.mark.parametrize("label", [-1, 10_000])
def test_labels_that_number_no_class_are_refused(label):
    """A label of 10,000 would ask for 10,001 outputs; it is a slip."""
    with pytest.raises(FormatError, match=f"here: label 1 is {label}, expected 0 to 9999. Number the classes 0, 1, 2"):
        n_classes_of(np.array([3, label]), where="here")
