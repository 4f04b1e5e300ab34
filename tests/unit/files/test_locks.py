import errno
import os

import pytest
from tests.children import python

from perceptible.errors import BusyError, StorageError
from perceptible.files import FolderLock, locks

HOLDER = """
import sys
from perceptible.files import FolderLock
with FolderLock(sys.argv[1]):
    print("locked", flush=True)
    sys.stdin.read()
"""
NO_PROCESS = 2**30  # larger than any process number of Linux, macOS or Windows


@pytest.fixture
def holder(tmp_path):
    """Return another process that uses the folder."""
    with python("-c", HOLDER, str(tmp_path)) as process:
        assert process.stdout.readline().strip() == b"locked"
        yield process
        process.kill()


def test_a_second_process_is_refused_by_name(tmp_path, holder):
    """Two trainings in one folder would overwrite each other's checkpoints."""
    with pytest.raises(BusyError, match=rf"in use by process {holder.pid}, .*choose another folder"):
        FolderLock(tmp_path).__enter__()


def test_a_killed_process_holds_no_lock(tmp_path, holder):
    """After kill -9 nobody should have to remove a file by hand."""
    holder.kill()
    holder.wait()
    assert (tmp_path / ".lock").read_text(encoding="ascii") == f"{holder.pid}\n"  # it never cleaned up
    with FolderLock(tmp_path):
        assert (tmp_path / ".lock").read_text(encoding="ascii") == f"{os.getpid()}\n"


def test_a_lock_can_be_taken_again_after_it_was_let_go(tmp_path):
    """The file stays, empty."""
    for _ in range(2):
        with FolderLock(tmp_path):
            pass
    assert (tmp_path / ".lock").read_bytes() == b""


def test_a_second_lock_in_one_process_is_refused_and_harms_nothing(tmp_path):
    """Two cells of a notebook that train into one folder are as wrong as two processes."""
    with FolderLock(tmp_path):
        with pytest.raises(BusyError, match=f"process {os.getpid()}"):
            FolderLock(tmp_path).__enter__()
        with pytest.raises(BusyError, match=f"process {os.getpid()}"):
            FolderLock(tmp_path).__enter__()


def test_a_folder_that_is_not_there_cannot_be_locked(tmp_path):
    """The error names the lock file and what to do."""
    with pytest.raises(StorageError, match=r"\.lock cannot be written .*Create the folder first"):
        FolderLock(tmp_path / "missing").__enter__()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_where_a_disk_has_no_locks_the_process_number_decides(tmp_path, monkeypatch, number):
    """Some network drives answer every lock with an error."""
    monkeypatch.setattr(locks, "try_lock", _failing(number))
    (tmp_path / ".lock").write_text(f"{NO_PROCESS}\n", encoding="ascii")
    with FolderLock(tmp_path):
        pass
    (tmp_path / ".lock").write_text(f"{os.getppid()}\n", encoding="ascii")
    with pytest.raises(BusyError, match=f"process {os.getppid()}"):
        FolderLock(tmp_path).__enter__()


def test_a_lock_that_fails_for_another_reason_is_reported(tmp_path, monkeypatch):
    """A failing disk is no free folder."""
    monkeypatch.setattr(locks, "try_lock", _failing(errno.EIO))
    with pytest.raises(StorageError, match="Check the disk"):
        FolderLock(tmp_path).__enter__()


@pytest.mark.parametrize("text", ["", "not a number", "-1", "9" * 40])
def test_a_damaged_lock_file_keeps_nobody_out(tmp_path, text):
    """What it says is for people; the lock itself is the system's."""
    (tmp_path / ".lock").write_text(text, encoding="ascii")
    with FolderLock(tmp_path):
        assert (tmp_path / ".lock").read_text(encoding="ascii") == f"{os.getpid()}\n"


def _failing(number):
    """Return a stand-in for try_lock that fails."""

    def fail(_descriptor):
        raise OSError(number, os.strerror(number))

    return fail
