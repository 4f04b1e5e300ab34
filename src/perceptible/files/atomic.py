"""Files that are written whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from perceptible.files.failures import PathLike, cannot_write
from perceptible.files.locks import try_lock

__all__ = ["TEMPORARY_PREFIX", "remove_leftovers", "write_atomically"]

TEMPORARY_PREFIX = ".tmp-"
OLD_SECONDS = 60.0
# What some file systems answer when a folder is to be synchronized: they do it by themselves, or never.
NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
PERMISSIONS = 0o666  # less the user's umask
BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def write_atomically(path: PathLike, data: bytes) -> None:
    """Write a file so that there is always either the old one or the new one, and never half of one.

    Parameters
    ----------
    path : str or path
        Where to; a file there is replaced, a link is followed. Its folder must exist.
    data : bytes
        All that the file shall hold.

    Raises
    ------
    StorageError
        If it cannot be written. The old file is then kept and nothing else is left behind; only where the last
        step fails, the synchronization of the folder, the new file is there and may not survive a power cut.

    Notes
    -----
    A temporary file in the same folder is written and synchronized, takes the name of the old one, and the folder
    is synchronized. What is no file (a pipe, a device such as ``/dev/stdout``) cannot be replaced and is written
    directly.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_atomically(Path(folder) / "answer.txt", b"42")
    ...     (Path(folder) / "answer.txt").read_bytes()
    b'42'
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            with _opened(target, os.O_WRONLY) as descriptor:
                _write_all(descriptor, data)
        else:
            _replace(target, data)
    except (OSError, ValueError) as error:
        raise cannot_write(path, error) from error


def remove_leftovers(folder: PathLike, *, clock: Callable[[], float] = time.time) -> list[Path]:
    """Remove the temporary files that killed processes left in a folder.

    Parameters
    ----------
    folder : str or path
        Where to look; folders in it are left alone, and so are files of other names.
    clock : function, optional
        Returns the time in seconds, by which the age of a file is counted.

    Returns
    -------
    list of paths
        What was removed: files of ours that nobody has touched for a minute and no process holds.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / ".tmp-0123").write_bytes(b"half a fi")
    ...     remove_leftovers(folder), len(remove_leftovers(folder, clock=lambda: time.time() + 61))
    ([], 1)
    """
    with suppress(OSError):
        return [path for path in sorted(Path(folder).glob(f"{TEMPORARY_PREFIX}*")) if _removed(path, clock())]
    return []


def _replace(target: Path, data: bytes) -> None:
    """Write a temporary file beside the target and give it the target's name."""
    temporary = target.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"
    # opened first: a folder that cannot be opened is found before the old file is gone
    with _opened_folder(target.parent) as folder:
        try:
            with _opened(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as descriptor:
                with suppress(OSError):  # a disk without locks
                    try_lock(descriptor)
                _write_all(descriptor, data)
                os.fsync(descriptor)
            temporary.replace(target)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        if folder is not None:
            _synchronize_folder(folder)


def _write_all(descriptor: int, data: bytes) -> None:
    """Write all bytes, however few the system takes at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _synchronize_folder(descriptor: int) -> None:
    """Make sure that the new name survives a power cut."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in NO_FOLDER_SYNC:
            raise


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    """Open a file for the length of a block."""
    descriptor = os.open(path, flags | BINARY, PERMISSIONS)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _opened_folder(folder: Path) -> Iterator[int | None]:
    """Open a folder for the length of a block; Windows, which cannot, synchronizes names by itself."""
    if sys.platform == "win32":
        yield None
    else:
        with _opened(folder, os.O_RDONLY | os.O_DIRECTORY) as descriptor:
            yield descriptor


def _removed(path: Path, now: float) -> bool:
    """Remove a temporary file if it is old and nobody holds it; tell whether that was done."""
    with suppress(OSError):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or now - status.st_mtime < OLD_SECONDS:
            return False
        if not _is_held(path):
            path.unlink()
            return True
    return False


def _is_held(path: Path) -> bool:
    """Tell whether a process is writing this file."""
    with _opened(path, os.O_RDWR) as descriptor:
        try:
            return not try_lock(descriptor)
        except OSError:  # a disk without locks: its age decides
            return False
