"""Folders of IDX files: published data sets are told from copies and strangers; what does not fit is refused."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.data.made import N_TRAIN, idx_bytes

from perceptible.data.catalog import CATALOG
from perceptible.data.idx_files import layout_of
from perceptible.data.idx_folder import read_known, read_own_idx
from perceptible.errors import DataError, FormatError

NAMES = list(CATALOG)


@pytest.mark.parametrize("name", NAMES)
def test_every_known_format_is_read_and_verified(make, tmp_path, name):
    """Fashion-MNIST, KMNIST, EMNIST (a zip, transposed) and QMNIST (tables of labels) as exactly as MNIST."""
    made = make(name)
    raw = read_known(made.write_to(tmp_path / name), name, where="a folder")
    np.testing.assert_array_equal(np.concatenate([raw.train.inputs, raw.test.inputs]), made.images)
    np.testing.assert_array_equal(np.concatenate([raw.train.labels, raw.test.labels]), made.labels)
    assert raw.source.startswith(f"{made.known.title}, verified by checksum, from a folder; terms: ")
    assert (raw.name, raw.class_names, raw.image_shape, raw.caution) == (name, made.known.class_names, (28, 28), "")


@pytest.mark.parametrize("repack", [gzip.decompress, lambda data: gzip.compress(gzip.decompress(data), 1)])
def test_copies_of_mnist_are_as_good(make, tmp_path, repack):
    """Unpacked, or packed again by another program: the unpacked bytes decide."""
    made = make("mnist")
    made.files = {name.removesuffix(".gz"): repack(data) for name, data in made.files.items()}
    raw = read_known(made.write_to(tmp_path / "mnist"), "mnist", where="a folder")
    np.testing.assert_array_equal(raw.train.labels, made.labels[:N_TRAIN])
    assert "verified by checksum" in raw.source


def test_copies_of_others_are_read_with_a_caution(make, tmp_path):
    """Only the packed files of Fashion-MNIST have a published checksum, so a copy may be right, and nobody can tell."""
    made = make("fashion-mnist")
    made.files = {name.removesuffix(".gz"): gzip.decompress(data) for name, data in made.files.items()}
    raw = read_known(made.write_to(tmp_path / "copy"), "fashion-mnist", where="a folder")
    assert "not verified" in raw.source
    assert "no checksum can tell whether they are the published ones. For certainty, remove them" in raw.caution


def test_another_file_under_the_name_of_mnist_is_refused(make, tmp_path):
    """Its format is right, its content is not MNIST: results must not claim so."""
    made = make("mnist")
    name = "t10k-labels-idx1-ubyte.gz"
    made.files[name] = gzip.compress(idx_bytes(0x08, np.zeros(10, np.uint8)))
    with pytest.raises(
        DataError, match=rf"{name} is not the published file of MNIST: its checksum is sha256:.*expected sh"
    ):
        read_known(made.write_to(tmp_path / "mnist"), "mnist", where="a folder")


def test_a_missing_file_is_named(make, tmp_path):
    """Three of four files are not enough."""
    made = make("mnist")
    del made.files["t10k-images-idx3-ubyte.gz"]
    with pytest.raises(DataError, match=r"lacks t10k-images-idx3-ubyte.gz, expected the four files of MNIST.*Add what"):
        read_known(made.write_to(tmp_path / "mnist"), "mnist", where="a folder")


def test_a_truncated_file_is_refused_with_its_path(make, tmp_path):
    """The error of the reader comes through."""
    made = make("mnist")
    made.files["train-images-idx3-ubyte.gz"] = made.files["train-images-idx3-ubyte.gz"][:-100]
    with pytest.raises(FormatError, match=r"train-images-idx3-ubyte.gz: at byte \d+ expected .*Fetch or copy"):
        read_known(made.write_to(tmp_path / "mnist"), "mnist", where="a folder")


def test_an_archive_must_be_the_published_one(make, tmp_path):
    """A zip file is not opened before its checksum is right."""
    made = make("emnist-digits")
    made.files["gzip.zip"] += b"?"
    with pytest.raises(
        DataError, match=r"gzip.zip has the checksum md5:.*, expected md5:.* of EMNIST digits. Delete it"
    ):
        read_known(made.write_to(tmp_path / "emnist"), "emnist-digits", where="a folder")


@pytest.mark.parametrize("data", [b"no zip", b"PK\x05\x06" + bytes(18)], ids=["no zip", "empty zip"])
def test_an_archive_must_hold_the_four_files(make, monkeypatch, tmp_path, data):
    """Even with a checksum that agrees, a broken archive is one error of ours."""
    made = make("emnist-digits")
    archive = replace(made.known.archive, checksum=f"md5:{hashlib.md5(data).hexdigest()}")
    monkeypatch.setitem(CATALOG, "emnist-digits", replace(made.known, archive=archive))
    made.files["gzip.zip"] = data
    with pytest.raises(FormatError, match=r"gzip.zip is not a whole zip file with the four files of EMNIST digits"):
        read_known(made.write_to(tmp_path / "emnist"), "emnist-digits", where="a folder")


def test_emnist_may_lie_there_unzipped(make, tmp_path):
    """Its names tell that the images are transposed; no checksum of the single files is known."""
    made = make("emnist-digits")
    folder = tmp_path / "unzipped"
    folder.mkdir()
    turned = made.images.transpose(0, 2, 1)
    parts = [turned[:N_TRAIN], made.labels[:N_TRAIN], turned[N_TRAIN:], made.labels[N_TRAIN:]]
    for file, part in zip(made.known.files, parts, strict=True):
        (folder / file.name).write_bytes(gzip.compress(idx_bytes(0x08, part.astype(np.uint8))))
    for raw in (read_known(folder, "emnist-digits", where="a folder"), read_own_idx(folder)):
        np.testing.assert_array_equal(raw.train.inputs, made.images[:N_TRAIN])
        assert "not verified" in raw.source


def test_published_files_are_recognized_in_any_folder(make, tmp_path):
    """A folder of any name with the files of KMNIST is KMNIST, with its class names."""
    raw = read_own_idx(make("kmnist").write_to(tmp_path / "letters"))
    assert (raw.name, raw.class_names[1]) == ("kmnist", "ki")
    assert "verified by checksum, from the folder letters" in raw.source


def _own(folder, images, labels, test_images=None):
    """Write a folder of one's own, with the names of MNIST and without gzip."""
    folder.mkdir()
    test_images = images if test_images is None else test_images
    arrays = zip(CATALOG["mnist"].files, (images, labels, test_images, labels), strict=True)
    for file, array in arrays:
        code = {"uint8": 0x08, "int32": 0x0C, "float32": 0x0D}[array.dtype.name]
        (folder / file.name.removesuffix(".gz")).write_bytes(idx_bytes(code, array))
    return folder


IMAGES = np.arange(4 * 3 * 5, dtype=np.uint8).reshape(4, 3, 5)
LABELS = np.array([0, 2, 1, 0], np.uint8)


def test_own_files_have_their_own_classes_and_shape(tmp_path):
    """Three classes of 3 x 5 pixels: whatever lies there is used as it is."""
    raw = read_own_idx(_own(tmp_path / "shapes", IMAGES, LABELS))
    np.testing.assert_array_equal(raw.train.inputs, IMAGES)
    assert (raw.name, raw.class_names, raw.image_shape) == ("shapes", ("0", "1", "2"), (3, 5))
    assert raw.source == "the IDX files of the folder shapes"


@pytest.mark.parametrize(
    ("images", "labels", "message"),
    [
        (IMAGES[:3], LABELS, r"holds 3 images, but .*labels-idx1-ubyte 4 labels; expected one label for each image"),
        (LABELS, IMAGES, r"images-idx3-ubyte holds uint8 of shape \(4,\), expected images: .*were not swapped"),
        (IMAGES.reshape(4, 15), LABELS, r"holds uint8 of shape \(4, 15\), expected images"),
        (IMAGES.astype(np.float32), LABELS, r"holds float32 of shape \(4, 3, 5\), expected images: uint8"),
        (IMAGES, LABELS.astype(np.float32), r"labels-idx1-ubyte holds float32 of shape \(4,\), expected labels: whole"),
        (IMAGES, np.array([0, -1, 1, 2], np.int32), "label 1 is -1, expected 0 to 9999"),
        (IMAGES, np.array([0, 1, 123456, 2], np.int32), "label 2 is 123456, expected 0 to 9999"),
    ],
    ids=["counts differ", "swapped", "flat images", "float images", "float labels", "negative label", "huge label"],
)
def test_files_that_do_not_belong_together_are_refused(tmp_path, images, labels, message):
    """Mislabeled, mismatched and misshapen files are one error each."""
    with pytest.raises(FormatError, match=message):
        read_own_idx(_own(tmp_path / "wrong", images, labels))


def test_test_images_of_another_size_are_refused(tmp_path):
    """A network trained on 15 pixels cannot be tested on 12."""
    with pytest.raises(FormatError, match=r"the test images have 3 x 4 pixels, expected 3 x 5 as the training images"):
        read_own_idx(_own(tmp_path / "wrong", IMAGES, LABELS, IMAGES[:, :, :4]))


def test_labels_of_a_known_data_set_are_within_its_classes(make, tmp_path):
    """A copy that cannot be verified must at least fit: Fashion-MNIST has ten classes."""
    made = make("fashion-mnist")
    made.files["t10k-labels-idx1-ubyte.gz"] = gzip.compress(idx_bytes(0x08, np.full(10, 10, np.uint8)))
    with pytest.raises(
        FormatError, match=r"t10k-labels-idx1-ubyte.gz: label 0 is 10, expected 0 to 9. Take the published"
    ):
        read_known(made.write_to(tmp_path / "fashion"), "fashion-mnist", where="a folder")


def test_a_folder_is_recognized_by_any_of_its_files(make, tmp_path):
    """A folder with one file only is meant to be IDX files; the error about the others is then the right one."""
    made = make("qmnist")
    made.files = dict(list(made.files.items())[:1])
    folder = made.write_to(tmp_path / "part")
    assert layout_of(folder) == "qmnist"
    assert layout_of(tmp_path) is None
    with pytest.raises(DataError, match=r"lacks qmnist-train-labels-idx2-int.gz"):
        read_own_idx(folder)
