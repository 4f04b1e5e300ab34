import os
import stat
import sys

import pytest

from perceptible.errors import StorageError
from perceptible.files import remove_leftovers, write_atomically
from perceptible.files.locks import try_lock

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def names(folder):
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path):
    """The temporary file takes the name of the old one; it does not stay beside it."""
    target = tmp_path / "net.safetensors"
    target.write_bytes(b"old and longer")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["net.safetensors"]


def test_an_empty_file_can_be_written(tmp_path):
    """Nothing to write is no reason to keep what was there."""
    (tmp_path / "log").write_bytes(b"old")
    write_atomically(str(tmp_path / "log"), b"")
    assert (tmp_path / "log").read_bytes() == b""


@posix
def test_permissions_follow_the_mask_of_the_user(tmp_path):
    """A temporary file that only its owner may read must not become a result that nobody else can."""
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "net", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "net").stat().st_mode) == 0o640


@posix
def test_a_link_is_followed_and_stays(tmp_path):
    """Whoever links latest.safetensors to another disk wants the file there, not a file in place of the link."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "latest").symlink_to(tmp_path / "elsewhere" / "net")
    write_atomically(tmp_path / "latest", b"new")
    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "elsewhere" / "net").read_bytes() == b"new"


@posix
def test_a_pipe_is_written_and_not_replaced(tmp_path):
    """Replacing /dev/stdout by a file would harm the whole machine."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(tmp_path / "pipe", b"through")
    assert os.read(reader, 100) == b"through"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    os.close(reader)


def test_a_missing_folder_is_not_made_silently(tmp_path):
    """A misspelt folder should be noticed."""
    with pytest.raises(StorageError, match=r"runz.a cannot be written .*Create the folder first"):
        write_atomically(tmp_path / "runz" / "a", b"new")


def test_a_path_under_a_file_is_refused(tmp_path):
    """The system's NotADirectoryError does not say what to do."""
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(StorageError, match="One part of the path is a file"):
        write_atomically(tmp_path / "file" / "net", b"new")
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_folder_is_not_replaced_by_a_file(tmp_path):
    """Somebody gave the folder and forgot the name."""
    with pytest.raises(StorageError, match="Add the name of a file"):
        write_atomically(tmp_path, b"new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["half\0name", "n" * 300])
def test_an_impossible_name_is_one_error_of_ours(tmp_path, name):
    """Python reports the two in two ways, ValueError and OSError."""
    with pytest.raises(StorageError, match=r"cannot be written \(.*\), expected .*\. \w+"):
        write_atomically(tmp_path / name, b"new")
    assert names(tmp_path) == []


def test_old_leftovers_are_removed_and_fresh_ones_kept(tmp_path):
    """Another process may be writing the fresh one at this moment."""
    for name, age in {".tmp-old": 61, ".tmp-fresh": 59, "old": 1000}.items():
        (tmp_path / name).write_bytes(b"half a fi")
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    removed = remove_leftovers(tmp_path, clock=lambda: 1000.0)
    assert removed == [tmp_path / ".tmp-old"]
    assert names(tmp_path) == [".tmp-fresh", "old"]


def test_a_leftover_that_a_process_holds_is_kept(tmp_path):
    """A slow disk can take longer than a minute."""
    path = tmp_path / ".tmp-slow"
    path.write_bytes(b"half a fi")
    descriptor = os.open(path, os.O_RDWR)
    assert try_lock(descriptor)
    later = path.stat().st_mtime + 1000
    assert remove_leftovers(tmp_path, clock=lambda: later) == []
    os.close(descriptor)
    assert remove_leftovers(tmp_path, clock=lambda: later) == [path]


@posix
def test_links_and_folders_named_like_leftovers_are_kept(tmp_path):
    """We never make such, so they are not ours."""
    (tmp_path / ".tmp-folder").mkdir()
    (tmp_path / ".tmp-link").symlink_to(tmp_path / ".tmp-folder")
    assert remove_leftovers(tmp_path, clock=lambda: 1e12) == []


def test_leftovers_of_a_folder_that_is_not_there_are_none(tmp_path):
    """Cleaning up is no reason to fail."""
    assert remove_leftovers(tmp_path / "missing") == []
