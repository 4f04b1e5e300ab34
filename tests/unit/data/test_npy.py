"""NumPy files as data: plain arrays only, parsed strictly, and never a pickle."""

from __future__ import annotations

import io
import pickle
import sys

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import array_shapes, arrays

from perceptible.data.npy import parse_npy, raw_npy, read_npy
from perceptible.errors import DataError, FormatError


def _saved(array: np.ndarray, **options: object) -> bytes:
    """Return what NumPy saves."""
    buffer = io.BytesIO()
    np.save(buffer, array, **options)
    return buffer.getvalue()


@pytest.fixture
def pair(tmp_path):
    """Return a function that saves a pair of arrays and returns their folder."""

    def save(inputs: np.ndarray, labels: np.ndarray, prefix: str = ""):
        np.save(tmp_path / f"{prefix}inputs.npy", inputs)
        np.save(tmp_path / f"{prefix}labels.npy", labels)
        return tmp_path

    return save


IMAGES = np.arange(4 * 3 * 2, dtype=np.uint8).reshape(4, 3, 2) * 10
LABELS = np.array([0, 1, 2, 1])


@given(
    array=st.sampled_from(["?", "u1", "<i2", ">i4", "<u8", "<f2", ">f4", "f8"]).flatmap(
        lambda dtype: arrays(dtype, array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
    ),
    order=st.sampled_from("CF"),
)
def test_whatever_numpy_saves_is_read(array, order):
    """All plain types, both byte orders, both memory orders, empty arrays and scalars."""
    found = parse_npy(_saved(np.asarray(array, order=order)), "saved.npy")
    assert (found.dtype, found.shape) == (array.dtype, array.shape)
    assert found.tobytes() == array.tobytes()


def test_a_folder_with_a_pair_is_a_data_set(pair):
    """Pictures keep their shape, and one fifth, at least one, is held out."""
    folder = pair(IMAGES, LABELS)
    data = read_npy(folder)
    assert (len(data.train), len(data.test), data.image_shape) == (3, 1, (3, 2))
    assert data.source.startswith(f"the arrays of {folder.name}, pixels divided by 255; 1 of 4 samples held out")


def test_an_explicit_pair_is_read_alike(pair):
    """Two paths instead of a folder."""
    folder = pair(IMAGES, LABELS)
    data = read_npy(folder / "inputs.npy", folder / "labels.npy")
    assert data.fingerprint == read_npy(folder).fingerprint
    assert data.name == "inputs"


def test_a_test_pair_is_taken_as_it_is(pair):
    """Floats from 0 to 1, both splits, nothing changed."""
    pair(np.array([[0.5, 1], [0, 0.25]]), np.array([0, 1]))
    folder = pair(np.array([[1.0, 1.0]]), np.array([1]), prefix="test_")
    data = read_npy(folder)
    np.testing.assert_array_equal(data.train.inputs, [[0.5, 1], [0, 0.25]])
    np.testing.assert_array_equal(data.test.inputs, [[1, 1]])


def test_a_scale_is_divided_by(pair):
    """scikit-learn's digits go up to 16."""
    data = read_npy(pair(np.array([[0, 4.5], [16, 8]]), np.array([0, 1])), scale=16)
    assert sorted(np.concatenate([data.train.inputs, data.test.inputs]).tolist()) == [[0, 0.28125], [1, 0.5]]


@pytest.mark.parametrize(
    ("inputs", "labels", "message"),
    [
        (np.full((4, 2), 7.5), LABELS, r"inputs.npy: the value at \[0, 0\] is 7.5, expected numbers .*as scale="),
        (np.array([[0, np.nan]] * 4), LABELS, r"inputs.npy: the value at \[0, 1\] is nan, expected a finite number"),
        (np.arange(4), LABELS, r"inputs.npy has shape \(4,\), expected \(n_samples, n_inputs\) or"),
        (np.zeros((4, 2, 2, 1)), LABELS, r"has shape \(4, 2, 2, 1\), expected"),
        (np.zeros((0, 2)), LABELS[:0], r"has shape \(0, 2\), expected"),
        (IMAGES, LABELS[:3], r"labels.npy holds int64 of shape \(3,\), expected whole numbers of shape \(4,\)"),
        (IMAGES, np.eye(4), r"labels.npy holds float64 of shape \(4, 4\), .*Save class numbers, not one-hot rows"),
        (IMAGES, LABELS.astype(float), "labels.npy holds float64"),
        (IMAGES, LABELS - 1, "label 0 is -1, expected 0 to 9999"),
        (np.zeros((4, 2), complex), LABELS, "holds values of type '<c16', expected plain numbers"),
        (np.array([["a", "b"]] * 4), LABELS, "holds values of type '<U1', expected plain numbers"),
    ],
)
def test_arrays_that_are_no_data_are_refused(pair, inputs, labels, message):
    """Wrong ranges, shapes, counts and types, each with its file."""
    with pytest.raises(FormatError, match=message):
        raw_npy(pair(inputs, labels))


def test_splits_of_other_shapes_are_refused(pair):
    """A network trained on six pixels cannot be tested on four."""
    pair(IMAGES, LABELS)
    folder = pair(IMAGES[:, :2], LABELS, prefix="test_")
    with pytest.raises(FormatError, match=r"test_inputs.npy holds samples of shape \(2, 2\), expected \(3, 2\) as"):
        raw_npy(folder)


def test_a_missing_half_is_said(tmp_path):
    """Inputs without labels are no data."""
    np.save(tmp_path / "inputs.npy", IMAGES)
    with pytest.raises(DataError, match=r"labels.npy cannot be read .*Check the path"):
        raw_npy(tmp_path)


GOOD = _saved(np.arange(6, dtype="<f4").reshape(2, 3))


class Bomb:
    """What a pickle would run."""

    def __reduce__(self):
        """Fail loudly, if anybody loads it."""
        return (sys.exit, ("a pickle was loaded",))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "at byte 0 expected .*NUMPY"),
        (pickle.dumps(Bomb()), "at byte 0 expected .*pickles and .npz archives are never read"),
        (b"PK\x03\x04" + GOOD, r"never read"),
        (
            _saved(np.array([Bomb()]), allow_pickle=True),
            r"values of type '\|O', .*objects are never loaded",
        ),
        (_saved(np.zeros(2, [("a", "f4"), ("b", "i4")])), "expected the header of a plain array, found another"),
        (GOOD[:6] + b"\x09\x00" + GOOD[8:], "a version from 1 to 3"),
        (GOOD[:8], "expected the header"),
        (GOOD[:40], "expected the header"),
        (GOOD[:-1], r"has 151 bytes, expected 152 for shape \(2, 3\) of float32. Copy the file again"),
        (GOOD + b"!", "has 153 bytes, expected 152"),
        (GOOD.replace(b"(2, 3)", b"(9999999999999, 3)"), "has 164 bytes, expected 120000000000116 for shape"),
        (GOOD.replace(b"(2, 3)", b"(2 3)"), "expected the header"),
        (GOOD[:128].replace(b"(2, 3)", b"(0, %d, %d)" % (10**17, 10**17)), "Copy the file again"),
        (GOOD.replace(b"<f4", b"<f9"), "holds values of type '<f9'"),
        (GOOD.replace(b"(2, 3)", b"(-2, 3)"), "expected the header"),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\xff" + b"(" * 20_000, "expected the header"),
    ],
)
def test_damaged_and_hostile_files_are_refused(data, message):
    """A pickle is never loaded, a shape never believed, a header never evaluated."""
    with pytest.raises(FormatError, match=rf"(?s)some.npy.*{message}"):
        parse_npy(data, "some.npy")


def test_mutated_files_are_read_or_refused():
    """Flipped bytes, cuts and insertions: 10,000 each raise FormatError or give an array."""
    rng = np.random.default_rng(1)
    for place, byte, kind in rng.integers(0, [len(GOOD), 256, 4], (10_000, 3)):
        start, end = GOOD[:place], GOOD[place + 1 :]
        data = [start + bytes([byte]) + end, start, start + end, start + bytes([byte]) + GOOD[place:]][kind]
        try:
            assert parse_npy(data, "mutated").dtype.kind in "biuf"
        except FormatError as error:
            assert "expected" in str(error)  # noqa: PT017  # the error is one of two outcomes


@given(header=st.text(st.sampled_from("{}'descr: <f4,fortan_oTuFlsehp()0123 L\n"), max_size=80))
@settings(max_examples=200)
def test_any_header_is_read_or_refused(header):
    """The header is matched, not evaluated, so nothing but our error can come out."""
    text = header.encode()
    try:
        parse_npy(b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + bytes(24), "any")
    except FormatError as error:
        assert "expected" in str(error)  # noqa: PT017  # the error is one of two outcomes
