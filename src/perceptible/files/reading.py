"""Files of others: opened only if they are files, read only up to a limit."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from perceptible.errors import DataError, FormatError
from perceptible.files.failures import PathLike, cannot_read

__all__ = ["json_object", "opened", "read_small"]

SMALL = 1 << 20


@contextmanager
def opened(path: PathLike) -> Iterator[tuple[BinaryIO, int]]:
    """Open a file for the length of a block, with its size in bytes.

    Parameters
    ----------
    path : str or path
        A regular file: folders, pipes and devices, which may never end, are refused.

    Yields
    ------
    tuple of file and int
        The file, open for reading, and its size.

    Raises
    ------
    DataError
        If it is not there, is no file, or cannot be read, now or in the block.

    Examples
    --------
    >>> from tempfile import NamedTemporaryFile
    >>> with NamedTemporaryFile() as file, opened(file.name) as (_, size):
    ...     size
    0
    """
    try:
        with _open(path) as file:
            yield file, os.fstat(file.fileno()).st_size
    except DataError:
        raise
    except OSError as error:
        raise cannot_read(path, error) from error


def read_small(path: PathLike, *, limit: int = SMALL) -> bytes:
    """Return all bytes of a file that is not larger than a limit.

    Parameters
    ----------
    path : str or path
        A regular file.
    limit : int, optional
        In bytes.

    Raises
    ------
    DataError
        If it is not there, is no file, or cannot be read.
    FormatError
        If it is larger.

    Examples
    --------
    >>> from tempfile import NamedTemporaryFile
    >>> with NamedTemporaryFile() as file:
    ...     read_small(file.name)
    b''
    """
    with opened(path) as (file, _):
        data = file.read(limit + 1)
    if len(data) > limit:
        msg = f"{path} has more than {limit:,} bytes, expected a small file. Check that it is the right one."
        raise FormatError(msg)
    return data


def json_object(text: str | bytes, where: str) -> dict[str, object]:
    """Return the object that a JSON text holds.

    Parameters
    ----------
    text : str or bytes
        UTF-8; NaN and Infinity are taken as Python writes them.
    where : str
        The path, and the place in the file, for the message.

    Returns
    -------
    dict
        From names to plain values, which the caller has to check.

    Raises
    ------
    FormatError
        If it is no JSON, is nested too deep, or holds something else than an object.

    Examples
    --------
    >>> json_object('{"epochs": 3}', "run.json")
    {'epochs': 3}
    """
    try:
        values = json.loads(text)
    except RecursionError:
        msg = f"{where} is nested too deep, expected a flat JSON object. Use another copy of the file."
        raise FormatError(msg) from None
    except ValueError as error:
        msg = f"{where} is not JSON ({error}), expected a JSON object. Use another copy of the file."
        raise FormatError(msg) from None
    if not isinstance(values, dict):
        msg = f"{where} holds a {type(values).__name__}, expected a JSON object. Use another copy of the file."
        raise FormatError(msg)
    return values


def _open(path: PathLike) -> BinaryIO:
    """Open what is a file, without waiting for the other end of a pipe."""
    try:
        place = Path(path)
        if not place.exists() or place.is_file() or place.is_dir():
            return place.open("rb")
    except ValueError as error:  # a path that no system can have
        raise cannot_read(path, error) from error
    msg = f"{path} is a pipe or a device, expected a file. Copy what comes out of it to a file first."
    raise DataError(msg)
