"""The four IDX files of a data set: found in a folder or an archive, read, compared with the published ones."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from perceptible.data.catalog import CATALOG, KnownData, KnownFile
from perceptible.data.idx import MAX_BYTES, Values, format_idx, parse_idx
from perceptible.data.unpacking import read_bytes
from perceptible.errors import DataError, FormatError
from perceptible.files import opened

__all__ = ["IdxFile", "checksum", "find_file", "is_file", "is_published", "layout_of", "read_idx_files"]

PIECE = 2**20
DELETE = "Delete it and let it be downloaded again."


class IdxFile(NamedTuple):
    """One file that was read: where it lies, its bytes and its values, and whether a verified archive held it."""

    path: str
    data: bytes
    values: Values
    is_verified: bool = False


def find_file(folder: Path, file: KnownFile) -> Path | None:
    """Return the path of a file of this name in a folder, with or without its ``.gz``; None where it is not there."""
    for path in (folder / file.name, folder / file.name.removesuffix(".gz")):
        if is_file(path):
            return path
    return None


def is_file(path: Path) -> bool:
    """Tell whether an ordinary file is there; what may not be looked at counts as not there."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def layout_of(folder: Path) -> str | None:
    """Return the first data set of the catalog of which a folder holds the archive or any of the four files."""
    for name, known in CATALOG.items():
        if any(find_file(folder, file) for file in (*known.files, *known.served)):
            return name
    return None


def read_idx_files(folder: Path, known: KnownData) -> list[IdxFile]:
    """Read the four files of a folder, gzipped or not, or the four members of the archive that it holds.

    Parameters
    ----------
    folder : Path
        Where they lie.
    known : KnownData
        What they are called. An archive must also have the right checksum.

    Returns
    -------
    list of IdxFile
        Training images, training labels, test images, test labels.

    Raises
    ------
    DataError
        If a file is missing or cannot be read, or the archive is not the published one.
    FormatError
        If a file is damaged.
    """
    paths = [find_file(folder, file) for file in known.files]
    found = [path for path in paths if path is not None]
    if len(found) == len(paths):
        return [_read_file(path) for path in found]
    if known.archive is not None and is_file(folder / known.archive.name):
        return _read_archive(folder / known.archive.name, known.archive.checksum, known)
    missing = ", ".join(file.name for file, path in zip(known.files, paths, strict=True) if path is None)
    msg = f"{folder} lacks {missing}, expected the four files of {known.title}, gzipped or not. Add what is missing."
    raise DataError(msg)


def is_published(file: IdxFile, published: KnownFile) -> bool | None:
    """Tell whether a file is the published one; None where its packed checksum differs and no other is known."""
    if file.is_verified or (published.checksum and checksum(file.data, published.checksum) == published.checksum):
        return True
    if not published.unpacked_md5:
        return None
    # There is one way only to write an array, so this is the unpacked file again.
    return hashlib.md5(format_idx(file.values), usedforsecurity=False).hexdigest() == published.unpacked_md5


def checksum(data: bytes, like: str) -> str:
    """Return the checksum of bytes by the algorithm that another one names.

    Examples
    --------
    >>> checksum(b"", like="md5:0123")
    'md5:d41d8cd98f00b204e9800998ecf8427e'
    """
    algorithm = like.partition(":")[0]
    return f"{algorithm}:{hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()}"


def _read_file(path: Path) -> IdxFile:
    """Read one file, no further than the largest known data set needs."""
    data = read_bytes(path, max_bytes=MAX_BYTES)
    return IdxFile(str(path), data, parse_idx(data, str(path)))


def _read_archive(path: Path, expected: str, known: KnownData) -> list[IdxFile]:
    """Read the four members of a zip file, after making sure that it is the published one."""
    found = _checksum_of_file(path, expected)
    if found != expected:
        msg = f"{path} has the checksum {found}, expected {expected} of {known.title}. {DELETE}"
        raise DataError(msg)
    try:
        with zipfile.ZipFile(path) as archive:
            return [_read_member(archive, path, file.name) for file in known.files]
    except DataError:
        raise
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        msg = f"{path} is not a whole zip file with the four files of {known.title}: {error}. {DELETE}"
        raise FormatError(msg) from error


def _read_member(archive: zipfile.ZipFile, path: Path, name: str) -> IdxFile:
    """Read one member of the archive, whatever folder of the archive it lies in."""
    member = next((member for member in archive.namelist() if member.rpartition("/")[2] == name), name)
    data = archive.read(member)
    return IdxFile(f"{path}/{member}", data, parse_idx(data, f"{path}/{member}"), is_verified=True)


def _checksum_of_file(path: Path, like: str) -> str:
    """Return the checksum of a file that may be too large for memory."""
    algorithm = like.partition(":")[0]
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with opened(path) as (file, _):
        while piece := file.read(PIECE):
            digest.update(piece)
    return f"{algorithm}:{digest.hexdigest()}"
