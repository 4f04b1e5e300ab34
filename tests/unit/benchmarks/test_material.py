"""Handing data to another process."""

from __future__ import annotations

import numpy as np
from tests.tiny import dataset

from perceptible.benchmarks.cases import Material
from perceptible.benchmarks.material import read_material, write_material
from perceptible.data.dataset import Dataset, Split


def test_data_survive_the_way(tmp_path):
    """Every case has to be measured on the very same images."""
    before = Material(dataset(image_shape=(2, 3)), tmp_path, is_quick=True)
    write_material(before)
    after = read_material(tmp_path)
    for name in ("train", "test"):
        np.testing.assert_array_equal(after.data.split(name).inputs, before.data.split(name).inputs)
        np.testing.assert_array_equal(after.data.split(name).labels, before.data.split(name).labels)
    words = ("name", "class_names", "image_shape", "source", "fingerprint", "n_classes")
    assert [getattr(after.data, word) for word in words] == [getattr(before.data, word) for word in words]
    assert after.is_quick


def test_data_that_are_no_images_survive_too(tmp_path):
    """Tables have no shape."""
    write_material(Material(dataset(), tmp_path))
    assert read_material(tmp_path).data.image_shape is None


def test_bytes_stay_bytes(tmp_path):
    """Compiled code reads them as they are; turned into floats, they would be found by another way."""
    pixels, labels = np.array([[0, 51], [255, 0]], np.uint8), np.array([0, 1])
    split = Split.of_bytes(pixels, labels, 2)
    write_material(Material(Dataset("bytes", split, split, ("a", "b"), None), tmp_path))
    found = read_material(tmp_path).data.train
    np.testing.assert_array_equal(found.bytes_of_inputs, pixels)
    np.testing.assert_array_equal(found.inputs, np.array([[0, 0.2], [1, 0]], np.float32))
