import errno
import os

import pytest

from perceptible.errors import DataError, StorageError
from perceptible.files import cannot_read, cannot_write

WRITING = {
    errno.ENOSPC: "Free some space",
    errno.EFBIG: "ulimit -f",
    errno.EACCES: "Choose a folder that you may write to",
    errno.EROFS: "Choose a folder that you may write to",
    errno.ENOENT: "Create the folder first",
    errno.ENOTDIR: "One part of the path is a file",
    errno.EIO: "Check the disk",
}


@pytest.mark.parametrize("number", WRITING, ids=errno.errorcode.get)
def test_each_refusal_to_write_is_told_with_its_own_remedy(number):
    """A full disk and a read-only one are mended in different ways."""
    error = cannot_write("runs/a", OSError(number, os.strerror(number)))
    assert isinstance(error, StorageError)
    assert f"runs/a cannot be written ({os.strerror(number)}), expected " in str(error)
    assert WRITING[number] in str(error)


def test_a_refusal_that_nobody_foresaw_still_says_what_and_where():
    """The list of known failures is not the list of failures."""
    error = cannot_write("net.safetensors", OSError(errno.EMLINK, "Too many links"))
    assert str(error) == (
        "net.safetensors cannot be written (Too many links), expected no such failure. Choose another place."
    )


def test_a_file_that_is_not_there_is_a_data_error():
    """Reading and writing fail as different kinds, so that the command line exits with different codes."""
    error = cannot_read("net.safetensors", OSError(errno.ENOENT, "No such file or directory"))
    assert isinstance(error, DataError)
    assert "expected a file that exists. Check the path." in str(error)
