"""The bytes of a file of values, plain or gzipped, unpacked no further than they are asked for, to the last one."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import NoReturn, Protocol

from perceptible.errors import FormatError
from perceptible.files import opened

__all__ = ["CHECK_FILE", "FETCH_AGAIN", "GZIP_MAGIC", "Packed", "Plain", "Source", "read_bytes", "refuse"]

GZIP_MAGIC = b"\x1f\x8b"
PIECE = 2**20
SPARE = 1024  # gzip adds a little to what cannot be packed
CHECK_FILE = "Check that this is an IDX file."
FETCH_AGAIN = "Fetch or copy the file again."
LOOSE_BYTES = "more bytes, which belong to no value"


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    """Return all bytes of a file, gzipped or not, that can hold `max_bytes` unpacked.

    Raises
    ------
    DataError
        If it is missing, no ordinary file, or cannot be read.
    FormatError
        If it is too large.
    """
    with opened(path) as (file, n_bytes):
        if n_bytes > max_bytes + max_bytes // 1000 + SPARE:
            msg = f"{path} has {n_bytes} bytes, expected at most {max_bytes}. Check that it is the right file."
            raise FormatError(msg)
        return file.read(n_bytes)


def refuse(name: str, at: int, expected: str, found: str, advice: str) -> NoReturn:
    """Raise the error of a file that is not what it should be."""
    msg = f"{name}: at byte {at} expected {expected}, found {found}. {advice}"
    raise FormatError(msg)


class Source(Protocol):
    """The unpacked bytes of a file, from its start to its end."""

    def read(self, n_bytes: int) -> bytes | bytearray | memoryview:
        """Return the next bytes, fewer where the file ends."""

    def finish(self, name: str, at: int) -> None:
        """Refuse whatever comes after the last value."""


class Plain:
    """The bytes of a file that is not packed."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = memoryview(data), 0

    def read(self, n_bytes: int) -> memoryview:
        """Return the next bytes without a copy."""
        self._at += n_bytes
        return self._data[self._at - n_bytes : self._at]

    def finish(self, name: str, at: int) -> None:
        """Refuse whatever comes after the last value."""
        if len(self._data) > at:
            refuse(name, at, "the end of the file", LOOSE_BYTES, FETCH_AGAIN)


class Packed:
    """The bytes of a gzipped file, unpacked no further than they are asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)  # 16: a gzip header and checksum
        self._data, self._name, self._at, self._rest = memoryview(data), name, 0, b""

    def read(self, n_bytes: int) -> bytearray:
        """Return the next unpacked bytes; memory grows with what is there, not with what is declared."""
        out = bytearray()
        while len(out) < n_bytes and not self._stream.eof:
            piece = self._unpack(min(n_bytes - len(out), PIECE))
            if not piece and not self._rest and self._at >= len(self._data):
                break
            out += piece
        return out

    def finish(self, name: str, at: int) -> None:
        """Refuse values, members or loose bytes after the last value, and a checksum that is wrong or missing."""
        if self.read(1):
            refuse(name, at, "the end of the file", LOOSE_BYTES, FETCH_AGAIN)
        if not self._stream.eof:
            refuse(name, len(self._data), "the checksum that ends a gzip file", "the end", FETCH_AGAIN)
        n_loose = len(self._stream.unused_data) + len(self._data) - self._at
        if n_loose:
            found = f"{n_loose} more bytes of the packed file"
            refuse(name, len(self._data) - n_loose, "the end of its only gzip member", found, FETCH_AGAIN)

    def _unpack(self, n_bytes: int) -> bytes:
        """Unpack at most `n_bytes` from what is left of the current piece of input, or from the next."""
        if not self._rest:
            start, self._at = self._at, min(self._at + PIECE, len(self._data))
            packed: bytes | memoryview = self._data[start : self._at]
        else:
            packed = self._rest
        try:
            piece = self._stream.decompress(packed, n_bytes)
        except zlib.error as error:
            advice = FETCH_AGAIN
            refuse(self._name, max(0, self._at - len(packed)), "a whole gzip file", f"damage ({error})", advice)
        self._rest = self._stream.unconsumed_tail
        return piece
