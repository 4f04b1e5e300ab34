"""One process at a time: a lock that the operating system takes back when its process ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from perceptible.errors import BusyError
from perceptible.files.failures import PathLike, cannot_write

__all__ = ["LOCK_NAME", "FolderLock", "try_lock"]

LOCK_NAME = ".lock"
# Some network drives have no locks; there the process number in the file decides.
NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
LONGEST_NUMBER = 20

if sys.platform == "win32":
    import msvcrt

    # Windows lets nobody read a locked byte: lock one far behind the process number.
    LOCKED_BYTE = 1 << 20

    def try_lock(descriptor: int) -> bool:
        """Lock an open file until it is closed; return False where another process has it."""
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _is_running(_process: int) -> bool:
        """Trust the lock: Windows has one on every drive."""
        return False

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock an open file until it is closed; return False where another process has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _is_running(process: int) -> bool:
        """Tell whether there is a process of this number on this machine."""
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        except (OSError, OverflowError):
            return False
        return True


class FolderLock:
    r"""Keep other processes out of a folder, as a context.

    Parameters
    ----------
    folder : str or path
        It must exist. A file ``.lock`` in it holds the number of the process, and stays there, empty, afterwards.

    Raises
    ------
    BusyError
        On entering, if another process is using the folder. A process that was killed holds no lock.
    StorageError
        On entering, if the folder cannot be written.

    Notes
    -----
    Not for the threads of one process: there a second lock is refused as well.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, FolderLock(folder):
    ...     (Path(folder) / ".lock").read_text() == f"{os.getpid()}\n"
    True
    """

    def __init__(self, folder: PathLike) -> None:
        self._folder = Path(folder)
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        """Take the lock, or say who has it."""
        try:
            descriptor = os.open(self._folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
            self._descriptor = descriptor
            holder = _holder(descriptor)
            if not _take(descriptor, holder):
                raise self._busy(holder)
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, f"{os.getpid()}\n".encode("ascii"))
        except BusyError:
            self._close()
            raise
        except (OSError, ValueError) as error:
            self._close()
            raise cannot_write(self._folder / LOCK_NAME, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Let go. The file stays: to remove it would let two others each lock a file of that name."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
        self._close()

    def _close(self) -> None:
        """Close the file, which lets go of the lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None

    def _busy(self, holder: int | None) -> BusyError:
        """Say which process has the folder."""
        who = f"process {holder}" if holder else "another process"
        return BusyError(
            f"{self._folder} is in use by {who}, expected a folder that nobody writes to. "
            "Wait until it ends or stop it, or choose another folder."
        )


def _take(descriptor: int, holder: int | None) -> bool:
    """Take the lock if it is free; where the disk has no locks, if the process in the file is gone."""
    try:
        return try_lock(descriptor)
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
        return holder is None or holder == os.getpid() or not _is_running(holder)


def _holder(descriptor: int) -> int | None:
    """Return the process number in a lock file, None where there is none."""
    text = os.read(descriptor, LONGEST_NUMBER).strip()
    return int(text) if text.isdigit() else None
