"""The file format: arrays with names, and words about them, in a safetensors file that is trusted in nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import safetensors
from numpy.typing import NDArray
from safetensors.numpy import save as to_safetensors

from perceptible.arrays import frozen, to_numpy
from perceptible.errors import DtypeError, FormatError, ValueRangeError
from perceptible.files import json_object, opened, write_atomically
from perceptible.files.failures import PathLike

__all__ = ["FORMAT_VERSION", "Array", "Contents", "Layout", "damaged", "decode", "encode", "read", "write"]

FORMAT = "perceptible"
FORMAT_VERSION = 1
# A header names arrays and shapes: those of the deepest network here take some ten thousand bytes.
LARGEST_HEADER = 1 << 20
# 268 million float32 numbers; more than the pixels of all training images, four times over.
LARGEST_FILE = 1 << 30
CHECKSUM = "sha256"  # of the bytes of all numbers; files of others may have none
LENGTH_BYTES = 8
ALIGNMENT = 8
DTYPES = {"F16": "<f2", "F32": "<f4", "F64": "<f8", "BOOL": "?"}

Array = NDArray[np.generic]
# From the words to the name and shape of each array that must be there.
Layout = Callable[["Contents"], Iterable[tuple[str, tuple[int, ...]]]]


@dataclass(frozen=True, eq=False)
class Contents:
    """What a file holds.

    Parameters
    ----------
    path : str
        Where it was read from, for messages.
    words : mapping from str to str
        Its metadata.
    arrays : mapping from str to array
        Its tensors, read-only.
    """

    path: str
    words: Mapping[str, str]
    arrays: Mapping[str, Array]


def damaged(path: str, what: str) -> FormatError:
    """Return the error for a file that says it is ours and holds what we never wrote."""
    return FormatError(f"{path} is damaged: {what}. Use another copy of it, or train the network again.")


def write(path: PathLike, words: Mapping[str, str], arrays: Mapping[str, object]) -> None:
    """Write words and arrays atomically; the same ones always give the same bytes.

    Raises
    ------
    StorageError
        If the file cannot be written.
    DtypeError
        If an array holds anything but floats of 16, 32 or 64 bits, or booleans.
    ValueRangeError
        If the words are longer than a reader would take.
    """
    write_atomically(path, encode(words, arrays))


def read(path: PathLike, layout: Layout) -> Contents:
    """Read a file, if it holds exactly the arrays that its own words ask for.

    Parameters
    ----------
    path : str or path
        The file.
    layout : function
        From the words to the names and shapes of the arrays that must be there, before any is read.

    Raises
    ------
    DataError
        If the file cannot be read.
    FormatError
        If it is anything else than a whole file of ours, of a version that is known.
    """
    with opened(path) as (file, size):
        return decode(file, size, str(path), layout)


def encode(words: Mapping[str, str], arrays: Mapping[str, object]) -> bytes:
    """Return the bytes of a file."""
    # safetensors writes a transposed array in the order of its memory: make each contiguous first
    tensors = {name: np.ascontiguousarray(_storable(name, array)) for name, array in arrays.items()}
    body = to_safetensors(tensors)
    length = _length(body[:LENGTH_BYTES])
    # its metadata come out in random order, so they are put in here
    numbers = body[LENGTH_BYTES + length :]
    own = {"format": FORMAT, "format_version": str(FORMAT_VERSION), CHECKSUM: _checksum(numbers), **words}
    header = {"__metadata__": dict(sorted(own.items())), **json.loads(body[LENGTH_BYTES : LENGTH_BYTES + length])}
    text = json.dumps(header, separators=(",", ":")).encode("ascii")
    text += b" " * (-len(text) % ALIGNMENT)
    if len(text) > LARGEST_HEADER:
        msg = f"the words to save take {len(text):,} bytes, expected at most {LARGEST_HEADER:,}. Say less in about."
        raise ValueRangeError(msg)
    return len(text).to_bytes(LENGTH_BYTES, "little") + text + numbers


def decode(file: BinaryIO, size: int, path: str, layout: Layout) -> Contents:
    """Read a file that is open, from its start; `size` is how many bytes it should have."""
    start = file.read(LENGTH_BYTES)
    length = _length(start)
    _check_sizes(path, size, length)
    text = file.read(length)
    header = json_object(text, f"the header of {path}")
    words = _words(path, header)
    _check_arrays(path, header, layout(Contents(path, words, {})))
    numbers = file.read(size)
    try:
        tensors = safetensors.deserialize(start + text + numbers)  # type: ignore[no-untyped-call]  # has no types
    except safetensors.SafetensorError as error:
        msg = f"{path} is not a whole safetensors file ({error}), expected one. Use another copy of it."
        raise FormatError(msg) from None
    if words.get(CHECKSUM, _checksum(numbers)) != _checksum(numbers):
        raise damaged(path, "its numbers are not those that were written")
    return Contents(path, words, {name: _array(tensor) for name, tensor in tensors})


def _checksum(numbers: bytes) -> str:
    """Return the SHA-256 of the bytes behind the header."""
    return hashlib.sha256(numbers).hexdigest()


def _storable(name: str, array: object) -> Array:
    """Return a NumPy array, lowest byte first, of a kind that the format holds."""
    values = to_numpy(array)
    values = values.astype(values.dtype.newbyteorder("<"), copy=False)
    if values.dtype.str not in {np.dtype(code).str for code in DTYPES.values()}:
        msg = f"{name} holds {values.dtype}, expected float16, float32 or float64. Convert it: array.astype('float32')."
        raise DtypeError(msg)
    return values


def _length(start: bytes) -> int:
    """Return the length of the header that the first bytes announce."""
    return int.from_bytes(start, "little")


def _check_sizes(path: str, size: int, length: int) -> None:
    """Refuse what is too short or too long, before it is read."""
    if size > LARGEST_FILE:
        msg = f"{path} has {size:,} bytes, expected at most {LARGEST_FILE:,}. Check that it holds a network."
        raise FormatError(msg)
    if size < LENGTH_BYTES:
        msg = (
            f"{path} is not a whole safetensors file: it has {size} bytes, expected at least {LENGTH_BYTES}. "
            "Use a file that perceptible saved, and all of it."
        )
        raise FormatError(msg)
    if length > size - LENGTH_BYTES:
        msg = (
            f"{path} is not a whole safetensors file: at byte 0 a header of {length:,} bytes is announced, and "
            f"{size - LENGTH_BYTES:,} follow, expected all of them. Use a file that perceptible saved, and all of it."
        )
        raise FormatError(msg)
    if length > LARGEST_HEADER:
        msg = (
            f"{path} has a header of {length:,} bytes, expected at most {LARGEST_HEADER:,}. "
            "Use a file that perceptible saved."
        )
        raise FormatError(msg)


def _words(path: str, header: Mapping[str, object]) -> dict[str, str]:
    """Return the metadata, if they are ours and of a version that is known."""
    words = header.get("__metadata__")
    if not isinstance(words, dict) or words.get("format") != FORMAT:
        msg = (
            f"{path} was not saved by perceptible: its metadata name no format {FORMAT!r}. "
            "Use a file that perceptible.save or a training wrote."
        )
        raise FormatError(msg)
    version = words.get("format_version")
    if not isinstance(version, str) or not version.isdecimal() or len(version) > 9 or int(version) < 1:
        raise damaged(path, f"its format version is {version!r}, expected a whole number from 1")
    if int(version) > FORMAT_VERSION:
        msg = (
            f"{path} has format version {version}, expected at most {FORMAT_VERSION}. "
            "A newer perceptible wrote it: pip install --upgrade perceptible."
        )
        raise FormatError(msg)
    if not all(isinstance(word, str) for word in words.values()):
        raise damaged(path, "its metadata hold other things than text")
    return words


def _check_arrays(path: str, header: Mapping[str, object], expected: Iterable[tuple[str, tuple[int, ...]]]) -> None:
    """Refuse arrays that are missing, unknown, or of another shape or kind, before they are read."""
    entries = {name: entry for name, entry in header.items() if name != "__metadata__"}
    for name, shape in expected:
        entry = entries.pop(name, None)
        if not isinstance(entry, dict):
            raise damaged(path, f"there is no array {name!r}, expected one of shape {shape}")
        if entry.get("shape") != list(shape):
            raise damaged(path, f"array {name!r} has shape {entry.get('shape')}, expected {list(shape)}")
        if not isinstance(entry.get("dtype"), str) or entry["dtype"] not in DTYPES:
            kinds = ", ".join(DTYPES)
            raise damaged(path, f"array {name!r} holds {entry.get('dtype')!r}, expected one of {kinds}")
    if entries:
        raise damaged(path, f"there is an array {next(iter(entries))!r}, which a file of its kind does not have")


def _array(tensor: Mapping[str, object]) -> Array:
    """Return a tensor as a read-only array with memory of its own."""
    data, shape = tensor["data"], tensor["shape"]
    assert isinstance(data, (bytes, bytearray)) and isinstance(shape, list)  # noqa: PT018, S101  # as safetensors says
    return frozen(np.frombuffer(data, DTYPES[str(tensor["dtype"])]).reshape(shape).copy())
