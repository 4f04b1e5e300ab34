"""NumPy arrays as data: ``.npy`` files, parsed strictly; pickles and ``.npz`` archives are never opened."""

from __future__ import annotations

import re
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import IntArray
from perceptible.data.dataset import Dataset
from perceptible.data.idx_files import is_file
from perceptible.data.raw import RawData, Samples, assemble
from perceptible.data.scaling import Numbers, square_shape, to_inputs
from perceptible.data.unpacking import read_bytes
from perceptible.errors import FormatError
from perceptible.rng import Rng

__all__ = ["INPUTS_NAME", "parse_npy", "raw_npy", "read_npy"]

INPUTS_NAME, LABELS_NAME = "inputs.npy", "labels.npy"
TEST_INPUTS_NAME, TEST_LABELS_NAME = "test_inputs.npy", "test_labels.npy"
MAX_BYTES = 2**30

# Source of the format: NumPy enhancement proposal 1. Ours is a parser of its own because the header is a Python
# expression, which NumPy evaluates (safely, but with errors of many types), and because it trusts the shape.
MAGIC = b"\x93NUMPY"
HEADER = re.compile(
    r"\s*\{\s*'descr':\s*'(?P<dtype>[<>|=]?[A-Za-z]\d{0,3})'\s*,\s*'fortran_order':\s*(?P<order>True|False)\s*,"
    r"\s*'shape':\s*\(\s*(?P<shape>(?:\d{1,18}L?\s*(?:,\s*\d{1,18}L?\s*)*,?\s*)?)\)\s*,?\s*\}\s*"
)
LENGTH_BYTES = {1: 2, 2: 4, 3: 4}
LONGEST_HEADER = 10_000
KINDS = "biuf"
MAX_AXES = 32
MOST_VALUES = 2**48  # also where an axis of length 0 makes the file empty: NumPy refuses larger shapes


def read_npy(
    inputs: str | Path, labels: str | Path | None = None, *, scale: float | None = None, rng: Rng = 0
) -> Dataset:
    """Read data of your own from a pair of ``.npy`` files.

    Parameters
    ----------
    inputs : str or Path
        Numbers of shape (n_samples, n_inputs), or pictures of shape (n_samples, height, width). Or a folder with
        ``inputs.npy`` and ``labels.npy``, and, if you like, ``test_inputs.npy`` and ``test_labels.npy``.
    labels : str or Path, optional
        Class numbers from 0, of shape (n_samples,), where `inputs` is no folder.
    scale : float, optional
        What to divide the inputs by. Without it, numbers from 0 to 1 stay as they are, whole numbers from 0 to
        255 are pixels and divided by 255, and anything else is an error.
    rng : None, int or numpy.random.Generator, default 0
        What decides which samples are held out as the test split, where there is none.

    Returns
    -------
    Dataset
        Its `source` says what was divided and what held out.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    FormatError
        If a file is no whole array of numbers, or the two do not belong together.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     np.save(Path(folder, "inputs.npy"), np.zeros((5, 28, 28), np.uint8))
    ...     np.save(Path(folder, "labels.npy"), np.array([0, 1, 2, 1, 0]))
    ...     data = read_npy(folder)
    >>> len(data.train), len(data.test), data.image_shape
    (4, 1, (28, 28))
    """
    if labels is None:
        return raw_npy(Path(inputs), scale=scale, rng=rng).to_dataset()
    return _raw([(Path(inputs), Path(labels))], Path(inputs).stem, scale, rng).to_dataset()


def raw_npy(folder: Path, *, scale: float | None = None, rng: Rng = 0) -> RawData:
    """Read what `read_npy` reads from a folder, pixels still bytes."""
    pairs = [(folder / INPUTS_NAME, folder / LABELS_NAME)]
    if is_file(folder / TEST_INPUTS_NAME):
        pairs.append((folder / TEST_INPUTS_NAME, folder / TEST_LABELS_NAME))
    return _raw(pairs, folder.name, scale, rng)


def parse_npy(data: bytes, name: str) -> NDArray[np.generic]:
    """Turn the bytes of a ``.npy`` file into an array of numbers.

    Parameters
    ----------
    data : bytes
        The whole file, of format 1, 2 or 3.
    name : str
        What to call it in errors.

    Returns
    -------
    array of booleans, whole numbers or floats
        Read-only.

    Raises
    ------
    FormatError
        If the bytes are anything else, Python objects among them.
    """
    n_bytes = LENGTH_BYTES.get(data[6]) if len(data) > 6 else None
    if data[:6] != MAGIC or n_bytes is None:
        advice = "Save it with numpy.save; pickles and .npz archives are never read."
        msg = f"{name}: at byte 0 expected {MAGIC!r} and a version from 1 to 3, found {bytes(data[:8])!r}. {advice}"
        raise FormatError(msg)
    start = 8 + n_bytes
    end = start + int.from_bytes(data[8:start], "little")
    header = HEADER.fullmatch(data[start:end].decode("latin-1")) if end - start <= LONGEST_HEADER else None
    if header is None:
        msg = f"{name}: at byte {start} expected the header of a plain array, found another. Save it with numpy.save."
        raise FormatError(msg)
    dtype = _number_dtype(header["dtype"], name)
    shape = tuple(int(length) for length in re.findall(r"\d+", header["shape"]))
    n_expected = end + prod(shape) * dtype.itemsize
    if len(data) != n_expected or len(shape) > MAX_AXES or prod(max(1, length) for length in shape) > MOST_VALUES:
        msg = f"{name} has {len(data)} bytes, expected {n_expected} for shape {shape} of {dtype}. Copy the file again."
        raise FormatError(msg)
    values = np.frombuffer(data, dtype, offset=end) if prod(shape) else np.empty(0, dtype)
    return values.reshape(shape, order="F" if header["order"] == "True" else "C")


def _raw(pairs: list[tuple[Path, Path]], name: str, scale: float | None, rng: Rng) -> RawData:
    """Read pairs of files: to train on, and to test on if there are two."""
    arrays = [_read_inputs(inputs) for inputs, _ in pairs]
    if arrays[0].shape[1:] != arrays[-1].shape[1:]:
        msg = (
            f"{pairs[-1][0]} holds samples of shape {arrays[-1].shape[1:]}, expected {arrays[0].shape[1:]} as "
            f"{pairs[0][0].name}. Give both the same shape."
        )
        raise FormatError(msg)
    inputs, words = to_inputs(arrays, scale, lambda number, index: f"{pairs[number][0]}: the value at {list(index)}")
    labels = [_read_labels(path, len(array)) for (_, path), array in zip(pairs, arrays, strict=True)]
    splits = [Samples(values, numbers) for values, numbers in zip(inputs, labels, strict=True)]
    shape = arrays[0].shape[1:]
    image_shape = (int(shape[0]), int(shape[1])) if len(shape) == 2 else square_shape(int(shape[0]))
    return assemble(name, splits, f"the arrays of {name}, {words}", image_shape, rng)


def _read_inputs(path: Path) -> Numbers:
    """Read inputs: a table, or pictures."""
    array = parse_npy(read_bytes(path, max_bytes=MAX_BYTES), str(path))
    if array.ndim not in {2, 3} or 0 in array.shape:
        msg = (
            f"{path} has shape {array.shape}, expected (n_samples, n_inputs) or (n_samples, height, width). "
            "Reshape the array and save it again."
        )
        raise FormatError(msg)
    return array  # type: ignore[return-value]  # of KINDS


def _read_labels(path: Path, n_samples: int) -> IntArray:
    """Read labels: one whole number a sample."""
    array = parse_npy(read_bytes(path, max_bytes=MAX_BYTES), str(path))
    if array.dtype.kind not in "iu" or array.shape != (n_samples,):
        msg = (
            f"{path} holds {array.dtype} of shape {array.shape}, expected whole numbers of shape ({n_samples},), one "
            "label for each sample. Save class numbers, not one-hot rows."
        )
        raise FormatError(msg)
    return array.astype(np.int64)


def _number_dtype(text: str, name: str) -> np.dtype[np.generic]:
    """Return the type of plain numbers that a header names."""
    try:
        dtype = np.dtype(text)
    except TypeError:
        dtype = np.dtype(object)
    if dtype.kind not in KINDS:
        msg = (
            f"{name} holds values of type {text!r}, expected plain numbers. Convert them and save again; "
            "Python objects are never loaded."
        )
        raise FormatError(msg)
    return dtype
