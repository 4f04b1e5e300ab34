"""What the operating system refuses, said in our words: what went wrong, where, and what to do."""

from __future__ import annotations

import errno
import os

from perceptible.errors import DataError, StorageError

__all__ = ["PathLike", "cannot_read", "cannot_write"]

PathLike = str | os.PathLike[str]

# errno -> what was expected, and what to do
_WRITING = {
    errno.ENOSPC: ("room on the disk", "Free some space, or choose another folder."),
    errno.EDQUOT: ("room in your quota", "Free some space, or choose another folder."),
    errno.EFBIG: ("a file of this size to be allowed", "Raise the limit (ulimit -f), or choose another disk."),
    errno.EACCES: ("permission to write there", "Choose a folder that you may write to."),
    errno.EPERM: ("permission to write there", "Choose a folder that you may write to."),
    errno.EROFS: ("a disk that can be written", "Choose a folder that you may write to."),
    errno.ENOENT: ("its folder to exist", "Create the folder first, or choose another."),
    errno.ENOTDIR: ("a folder above it", "One part of the path is a file: choose another path."),
    errno.EISDIR: ("a file", "Add the name of a file to the path of the folder."),
    errno.EIO: ("a disk without faults", "Check the disk, and choose another one meanwhile."),
    errno.ENAMETOOLONG: ("a shorter name", "Choose a shorter name."),
}
_READING = {
    errno.ENOENT: ("a file that exists", "Check the path."),
    errno.ENOTDIR: ("a folder above it", "One part of the path is a file: check the path."),
    errno.EISDIR: ("a file", "Add the name of a file to the path of the folder."),
    errno.EACCES: ("permission to read it", "Change its permissions, or copy it to a folder of your own."),
    errno.EPERM: ("permission to read it", "Change its permissions, or copy it to a folder of your own."),
    errno.EIO: ("a disk without faults", "Check the disk, and use another copy of the file."),
}


def cannot_write(path: PathLike, error: OSError | ValueError) -> StorageError:
    """Return the error to raise where `path` could not be written.

    Parameters
    ----------
    path : str or path
        What was to be written, as the user named it.
    error : OSError or ValueError
        What the operating system, or Python for it, answered.

    Returns
    -------
    StorageError
        With the reason, and what to do about it.

    Examples
    --------
    >>> str(cannot_write("net.safetensors", OSError(errno.ENOSPC, "No space left on device")))
    'net.safetensors cannot be written (No space left on device), expected room on the disk. Free some space, or choose another folder.'
    """  # noqa: E501  # an example cannot be broken
    return StorageError(_sentence(path, "written", error, _WRITING))


def cannot_read(path: PathLike, error: OSError | ValueError) -> DataError:
    """Return the error to raise where `path` could not be read.

    Parameters
    ----------
    path : str or path
        What was to be read, as the user named it.
    error : OSError or ValueError
        What the operating system, or Python for it, answered.

    Returns
    -------
    DataError
        With the reason, and what to do about it.

    Examples
    --------
    >>> str(cannot_read("net.safetensors", OSError(errno.ENOENT, "No such file or directory")))
    'net.safetensors cannot be read (No such file or directory), expected a file that exists. Check the path.'
    """
    return DataError(_sentence(path, "read", error, _READING))


def _sentence(path: PathLike, verb: str, error: OSError | ValueError, known: dict[int, tuple[str, str]]) -> str:
    """Put the three parts of a message together."""
    number = error.errno if isinstance(error, OSError) else None
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    expected, advice = known.get(number or 0, ("no such failure", "Choose another place."))
    return f"{os.fspath(path)} cannot be {verb} ({reason}), expected {expected}. {advice}"
