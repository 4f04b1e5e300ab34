"""The front door: names, paths, and what serves where nothing was named."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.unit.data.made import N_TRAIN, status

from perceptible.data.catalog import CATALOG
from perceptible.data.load import load_data
from perceptible.errors import DataError, DtypeError, PerceptibleWarning, UnknownNameError, ValueRangeError


@pytest.mark.parametrize("name", list(CATALOG))
def test_every_name_of_the_catalog_is_a_data_set(make, name):
    """Downloaded, verified, divided by 255 and named."""
    made = make(name)
    data = load_data(name)
    np.testing.assert_allclose(data.train.inputs, made.images[:N_TRAIN].reshape(N_TRAIN, 784) / 255, rtol=1e-7)
    np.testing.assert_array_equal(data.train.labels, made.labels[:N_TRAIN])
    assert data.name == name
    assert data.source.startswith(f"{made.known.title}, verified by checksum, from the cache; terms: ")


def test_only_the_first_samples_may_be_taken(make):
    """For a quick look; the fingerprint is that of what was taken."""
    made = make("mnist")
    data = load_data("mnist", n_train=4, n_test=2)
    np.testing.assert_array_equal(data.train.labels, made.labels[:4])
    assert len(data.test) == 2
    assert data.fingerprint != load_data("mnist").fingerprint
    with pytest.raises(ValueRangeError, match="n_train is 31, expected 1 to 30"):
        load_data("mnist", n_train=31)


def test_the_user_s_folder_comes_before_the_cache(make, site, monkeypatch, tmp_path):
    """`PERCEPTIBLE_DATA` is asked first, and then nobody else."""
    make("mnist").write_to(tmp_path / "data" / "mnist")
    monkeypatch.setenv("PERCEPTIBLE_DATA", str(tmp_path / "data"))
    assert "from PERCEPTIBLE_DATA" in load_data("mnist").source
    assert not site.asked


def test_a_copy_that_cannot_be_verified_is_used_with_a_warning(make, monkeypatch, tmp_path):
    """The warning points at the caller's line and says what to do for certainty."""
    made = make("kmnist")
    path = made.write_to(tmp_path / "data" / "kmnist") / "t10k-labels-idx1-ubyte.gz"
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()), mtime=5))
    monkeypatch.setenv("PERCEPTIBLE_DATA", str(tmp_path / "data"))
    with pytest.warns(PerceptibleWarning, match="no checksum can tell whether they are the published ones") as caught:
        assert "not verified" in load_data("kmnist").source
    assert caught[0].filename == __file__


def test_without_a_name_mnist_is_taken_where_it_can_be_had(make):
    """Here a mirror answers at once."""
    make("mnist")
    assert load_data().name == "mnist"


@pytest.mark.parametrize("why", ["offline", "no mirror", "broken mirror", "no cache"])
def test_without_a_name_synthetic_digits_serve_where_mnist_cannot_be_had(make, site, monkeypatch, why):
    """Whatever the reason, the answer comes, with a warning that gives it, and the source says so."""
    name = make("mnist").known.files[0].name
    if why == "no mirror":
        site.serve(name, status(503))
    if why == "broken mirror":
        site.serve(name, status(200))
    if why == "no cache":
        monkeypatch.setenv("PERCEPTIBLE_CACHE", "/dev/null/cache")
    with pytest.warns(PerceptibleWarning, match="The built-in synthetic digits serve instead") as caught:
        data = load_data(n_train=20, n_test=10, offline=why == "offline")
    assert data.name == "synthetic"
    assert data.source.endswith("(MNIST, the first choice, was not to be had)")
    assert caught[0].filename == __file__


def test_without_a_name_a_damaged_file_of_the_user_s_is_an_error(make, monkeypatch, tmp_path):
    """Who set `PERCEPTIBLE_DATA` wants to know that a file there is broken, not to train on something else."""
    made = make("mnist")
    made.files["train-labels-idx1-ubyte.gz"] = b"broken"
    made.write_to(tmp_path / "data" / "mnist")
    monkeypatch.setenv("PERCEPTIBLE_DATA", str(tmp_path / "data"))
    with pytest.raises(DataError, match=r"train-labels-idx1-ubyte.gz: at byte 0 expected the gzip magic number"):
        load_data()


def test_mnist_by_name_is_mnist_or_an_error(make, monkeypatch):
    """Nothing else is ever given under its name; the variable says offline here."""
    make("mnist")
    monkeypatch.setenv("PERCEPTIBLE_OFFLINE", "1")
    with pytest.raises(DataError, match=r"MNIST is not to be had.*Set PERCEPTIBLE_DATA to a folder.*'synthetic'"):
        load_data("mnist")
    assert load_data("mnist", offline=False).name == "mnist"


def test_synthetic_digits_are_written_as_many_as_asked_for(places):
    """The seed decides which; no folder is touched."""
    one, again, other = (load_data("synthetic", n_train=30, n_test=10, rng=seed) for seed in (1, 1, 2))
    assert (len(one.train), len(one.test), one.name) == (30, 10, "synthetic")
    assert one.fingerprint == again.fingerprint != other.fingerprint
    assert not places.exists()


def test_a_folder_of_idx_files_is_found_by_its_path(make, tmp_path):
    """The folder itself, or the one above it that holds ``mnist``."""
    made = make("mnist")
    folder = made.write_to(tmp_path / "files" / "mnist")
    assert load_data(folder).name == load_data(str(tmp_path / "files")).name == "mnist"


def test_other_data_are_found_by_what_a_folder_holds(tmp_path, monkeypatch):
    """Arrays, tables and pictures: each kind is recognized."""
    for name in ("arrays", "tables", "pictures/a", "pictures/b"):
        (tmp_path / name).mkdir(parents=True)
    np.save(tmp_path / "arrays" / "inputs.npy", np.array([[0.5], [1.0]]))
    np.save(tmp_path / "arrays" / "labels.npy", np.array([0, 1]))
    (tmp_path / "tables" / "train.csv").write_text("label,x\n0,1\n1,200\n", encoding="utf-8")
    for name in ("a/1.png", "b/1.png"):
        Image.new("L", (2, 2)).save(tmp_path / "pictures" / name)
    monkeypatch.chdir(tmp_path)
    sources = [load_data(name).source for name in ("arrays", "tables", "tables/train.csv", Path("pictures"))]
    begins = ["the arrays of arrays", "the table tables", "the table train.csv", "the images in the folder pictures"]
    assert [source.startswith(begin) for source, begin in zip(sources, begins, strict=True)] == [True] * 4


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("mnits", UnknownNameError, r"data set 'mnits' is not known, expected one of: synthetic, mnist.*mean 'mnist'"),
        (
            "no/folder",
            DataError,
            "no/folder does not exist, expected a folder, a .csv file, or one of: syn",
        ),
        ("none.csv", DataError, "none.csv does not exist"),
        (Path("mnist"), DataError, "mnist does not exist"),
        ("a\0b", UnknownNameError, "is not known"),
        ("~nobody-of-this-name/data", DataError, "~nobody-of-this-name/data does not exist"),
        (b"mnist", DtypeError, "name is b'mnist' of type bytes, expected a str, a Path or None"),
        (7, DtypeError, "name is 7 of type int"),
    ],
)
def test_names_that_lead_nowhere_are_refused(tmp_path, monkeypatch, name, error, message):
    """A slip in a name is told from a path that is not there."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message):
        load_data(name)


def test_a_file_of_another_kind_is_refused(tmp_path):
    """The error lists what a folder may hold."""
    (tmp_path / "inputs.npy").write_bytes(b"")
    with pytest.raises(DataError, match=r"inputs.npy is no folder and no .csv file. Give the folder that holds it"):
        load_data(tmp_path / "inputs.npy")


def test_the_real_mnist_is_what_is_published(mnist):
    """60,000 and 10,000 images; 19.1 % of all pixels are lit (FACTS); the first digits are 5, 0, 4 and 7, 2, 1."""
    assert (len(mnist.train), len(mnist.test), mnist.name) == (60_000, 10_000, "mnist")
    assert mnist.train.labels[:3].tolist() + mnist.test.labels[:3].tolist() == [5, 0, 4, 7, 2, 1]
    assert 784 * np.count_nonzero(mnist.train.inputs) / mnist.train.inputs.size == pytest.approx(149.9, abs=0.05)


def test_the_fingerprint_of_the_real_mnist_can_be_computed_by_anyone(mnist):
    """SHA-256 of all pixels and labels, from the unpacked files without our reader."""
    folder = Path(os.environ["PERCEPTIBLE_DATA"]) / "mnist"
    digest = hashlib.sha256()
    for split in ("train", "t10k"):
        packed = {path.name: path for path in folder.glob(f"{split}-*.gz")}
        if len(packed) != 2:
            pytest.skip("the files are not gzipped here")
        digest.update(gzip.decompress(packed[f"{split}-images-idx3-ubyte.gz"].read_bytes())[16:])
        labels = gzip.decompress(packed[f"{split}-labels-idx1-ubyte.gz"].read_bytes())[8:]
        digest.update(np.frombuffer(labels, np.uint8).astype("<i8").tobytes())
    assert mnist.fingerprint == digest.hexdigest()
