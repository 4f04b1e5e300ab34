"""The unpacked copy is the data, or it is not used."""

import os
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.data import made

from perceptible.data import catalog
from perceptible.data.known import given
from perceptible.data.unpacked import copy_folder, unpacked
from perceptible.errors import DataError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder of made files that count as the published MNIST, with a cache of its own."""
    monkeypatch.setenv("PERCEPTIBLE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PERCEPTIBLE_DATA", str(tmp_path))
    known = made.made_like(catalog.CATALOG["mnist"], "http://127.0.0.1/")
    monkeypatch.setitem(catalog.CATALOG, "mnist", known.known)
    return known.write_to(tmp_path / "mnist")


def forbidden():
    """Stand for reading the files where the copy should serve."""
    raise AssertionError


def test_the_second_reading_comes_from_the_copy_and_is_the_same(folder):
    """Unpacking costs most of the time that loading takes."""
    first = given("mnist")
    again = unpacked("mnist", folder, forbidden)
    assert np.array_equal(again.train.inputs, first.train.inputs)
    assert np.array_equal(again.test.labels, first.test.labels)
    assert again.to_dataset().fingerprint == replace(first, fingerprint="").to_dataset().fingerprint


def test_a_changed_file_is_read_again(folder):
    """Another time of change may mean other bytes."""
    given("mnist")
    file = next(folder.glob("train-images*"))
    os.utime(file, ns=(1, 1))
    with pytest.raises(AssertionError):
        unpacked("mnist", folder, forbidden)


@pytest.mark.parametrize("name", ["card.json", "pixels.npy", "labels.npy"])
@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b[:-1] + bytes([b[-1] ^ 1]), lambda _: b""])
def test_a_damaged_copy_is_not_used(folder, name, damage):
    """A flipped bit in the cache must not become a pixel."""
    first = given("mnist")
    path = copy_folder("mnist") / name
    path.write_bytes(damage(path.read_bytes()))
    assert np.array_equal(given("mnist").train.inputs, first.train.inputs)


def test_a_cache_that_cannot_be_written_is_done_without(folder, tmp_path, monkeypatch):
    """The data are given; where to keep a copy of them is no reason to fail."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PERCEPTIBLE_CACHE", str(tmp_path / "file" / "below"))
    assert len(given("mnist").train.labels) == len(given("mnist").train.inputs)


def test_damaged_files_are_an_error_though_a_copy_was_there(folder):
    """The copy belongs to the files that were verified, not to whatever lies there now."""
    given("mnist")
    file = next(folder.glob("train-labels*"))
    file.write_bytes(b"no IDX")
    with pytest.raises(DataError):
        given("mnist")


def test_the_catalog_names_the_files_that_are_watched():
    """Four files, each with a checksum."""
    assert len(catalog.CATALOG["mnist"].files) == 4
