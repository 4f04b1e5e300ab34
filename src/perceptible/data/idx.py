"""IDX files, the format of MNIST: a magic number, the length of each axis, and the values; gzipped or not."""

from __future__ import annotations

import gzip
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import frozen
from perceptible.data.unpacking import CHECK_FILE, FETCH_AGAIN, GZIP_MAGIC, Packed, Plain, Source, read_bytes, refuse
from perceptible.errors import DtypeError, ShapeError
from perceptible.files import write_atomically

__all__ = ["MAX_BYTES", "format_idx", "parse_idx", "read_idx", "write_idx"]

# Source of the format: LeCun, Cortes, Burges, "The MNIST database", section "The IDX file format":
# two zero bytes, the type of the values, the number of axes, each length as a 4-byte big-endian integer, the values.
TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
CODES = {np.dtype(name).newbyteorder("="): code for code, name in TYPES.items()}
MAX_AXES = 32  # NumPy 1 held no more; the largest file known has 3
LENGTH = 4  # bytes of the magic number and of each axis

# The largest file of the known data sets, EMNIST's 240,000 digits, is 188 MB unpacked.
MAX_BYTES = 192 * 2**20

Values = NDArray[np.integer | np.floating]


def read_idx(path: str | Path, *, max_bytes: int = MAX_BYTES) -> Values:
    """Read an IDX file, gzipped or not, and refuse it unless every byte is as it should be.

    Parameters
    ----------
    path : str or Path
        The file. One whose name ends in ``.gz`` must be gzipped; another may be.
    max_bytes : int, default 192 MiB
        The most that the unpacked file may take.

    Returns
    -------
    array of uint8, int8, int16, int32, float32 or float64
        The values in the machine's own byte order, read-only.

    Raises
    ------
    DataError
        If the file is missing or cannot be read.
    FormatError
        If it is not a whole and exact IDX file, with the byte at which it is not.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_idx(Path(folder, "labels.gz"), np.array([5, 0, 4], np.uint8))
    ...     read_idx(Path(folder, "labels.gz"))
    array([5, 0, 4], dtype=uint8)
    """
    path = Path(path)
    return parse_idx(read_bytes(path, max_bytes=max_bytes), str(path), max_bytes=max_bytes)


def write_idx(path: str | Path, array: Values) -> None:
    """Write an array as an IDX file; see `format_idx` for what can be written, and `read_idx` for an example.

    Parameters
    ----------
    path : str or Path
        Where to. Gzipped where the name ends in ``.gz``, without a time stamp: equal arrays give equal files.
    array : array of uint8, int8, int16, int32, float32 or float64
        What to write. Not modified.

    Raises
    ------
    DtypeError, ShapeError
        If IDX cannot hold the array.
    StorageError
        If the file cannot be written; one that was there before stays.
    """
    data = format_idx(array)
    write_atomically(Path(path), gzip.compress(data, mtime=0) if _is_named_gzip(str(path)) else data)


def parse_idx(data: bytes, name: str = "the data", *, max_bytes: int = MAX_BYTES) -> Values:
    """Turn the bytes of an IDX file into an array; see `read_idx`.

    Parameters
    ----------
    data : bytes
        The whole file, gzipped or not.
    name : str
        What to call it in errors; where it ends in ``.gz`` the data must be gzipped.
    max_bytes : int, default 192 MiB
        The most that the unpacked file may take. Nothing is allocated on the word of a header, and
        unpacking stops one byte after the declared end.

    Returns
    -------
    array of uint8, int8, int16, int32, float32 or float64
        The values in the machine's own byte order, read-only.

    Raises
    ------
    FormatError
        If the bytes are anything but one whole IDX file.

    Examples
    --------
    >>> parse_idx(bytes([0, 0, 0x08, 1, 0, 0, 0, 3, 7, 2, 1]))
    array([7, 2, 1], dtype=uint8)
    """
    packed = data[:2] == GZIP_MAGIC
    if _is_named_gzip(name) and not packed:
        refuse(name, 0, "the gzip magic number 1f8b", data[:2].hex() or "an empty file", FETCH_AGAIN)
    source: Source = Packed(data, name) if packed else Plain(data)
    dtype, shape = _parse_header(source, name)
    header_size, n_bytes = LENGTH * (1 + len(shape)), prod(shape) * dtype.itemsize
    if header_size + n_bytes > max_bytes:
        advice = "Pass a larger max_bytes if the file is to be trusted."
        refuse(name, LENGTH, f"at most {max_bytes} bytes", f"lengths {shape} of {dtype.name}", advice)
    values = source.read(n_bytes)
    if len(values) < n_bytes:
        expected = f"{header_size + n_bytes} bytes for lengths {shape} of {dtype.name}"
        refuse(name, header_size + len(values), expected, "the end: the file was cut short", FETCH_AGAIN)
    source.finish(name, header_size + n_bytes)
    return frozen(_native(np.frombuffer(values, dtype)).reshape(shape))


def format_idx(array: Values) -> bytes:
    """Turn an array into the bytes of an IDX file.

    Parameters
    ----------
    array : array of uint8, int8, int16, int32, float32 or float64
        One to 32 axes, none of length 0. Not modified.

    Returns
    -------
    bytes
        The file, not gzipped. There is one way only to write an array, so equal arrays give equal bytes.

    Raises
    ------
    DtypeError
        If it is no array, or of another type.
    ShapeError
        If it has no axis, too many, or an empty one.

    Examples
    --------
    >>> format_idx(np.array([7, 2, 1], np.uint8)).hex(" ")
    '00 00 08 01 00 00 00 03 07 02 01'
    """
    if not isinstance(array, np.ndarray) or array.dtype.newbyteorder("=") not in CODES:
        found = getattr(array, "dtype", type(array).__name__)
        msg = f"values of {found} cannot be written as IDX, expected one of {', '.join(map(str, CODES))}. Convert them."
        raise DtypeError(msg)
    if not 1 <= array.ndim <= MAX_AXES or 0 in array.shape or max(array.shape) >= 2**32:
        expected = f"1 to {MAX_AXES} axes of length 1 or more"
        msg = f"an array of shape {array.shape} cannot be written as IDX, expected {expected}. Reshape it."
        raise ShapeError(msg)
    dtype = array.dtype.newbyteorder("=")
    header = bytes([0, 0, CODES[dtype], array.ndim]) + np.asarray(array.shape, ">u4").tobytes()
    return header + array.astype(dtype.newbyteorder(">"), copy=False).tobytes()


def _parse_header(source: Source, name: str) -> tuple[np.dtype[np.generic], tuple[int, ...]]:
    """Read the type of the values and the length of each axis."""
    magic = bytes(source.read(LENGTH))
    if len(magic) < LENGTH:
        refuse(name, len(magic), f"the {LENGTH} bytes of the IDX magic number", "the end", FETCH_AGAIN)
    if magic[:2] != b"\0\0":
        refuse(name, 0, "two zero bytes, as IDX files start", magic[:2].hex(), CHECK_FILE)
    if magic[2] not in TYPES:
        types = ", ".join(f"{code:02x}" for code in TYPES)
        refuse(name, 2, f"the type of the values, one of {types}", f"{magic[2]:02x}", CHECK_FILE)
    n_axes = magic[3]
    if not 1 <= n_axes <= MAX_AXES:
        refuse(name, 3, f"1 to {MAX_AXES} axes", str(n_axes), CHECK_FILE)
    lengths = bytes(source.read(LENGTH * n_axes))
    if len(lengths) < LENGTH * n_axes:
        refuse(name, LENGTH + len(lengths), f"the lengths of {n_axes} axes", "the end", FETCH_AGAIN)
    shape = tuple(int(length) for length in np.frombuffer(lengths, ">u4"))
    if 0 in shape:
        refuse(name, LENGTH * (1 + shape.index(0)), "an axis of length 1 or more", "length 0", FETCH_AGAIN)
    return np.dtype(TYPES[magic[2]]), shape


def _native(values: NDArray[np.generic]) -> Values:
    """Turn big-endian values into the machine's own byte order, in place where that is possible."""
    native = values.dtype.newbyteorder("=")
    if values.dtype != native:
        values = values.byteswap(inplace=values.flags.writeable).view(native)
    return values  # type: ignore[return-value]  # of one of TYPES


def _is_named_gzip(name: str) -> bool:
    """Tell whether a name promises a gzipped file."""
    return name.lower().endswith(".gz")
