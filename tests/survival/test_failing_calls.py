"""Every call to the system fails once, in every way: the checkpoint that was there stays whole."""

import errno
import os
import stat
import sys

import pytest
from tests.trainings import KINDS, bits, tiny_training

from perceptible.checkpoints import DataCard, load_state, save_state
from perceptible.errors import StorageError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes other calls")

SETTINGS = KINDS["momentum"]
CARD = DataCard("tiny")
CALLS = ("open", "write", "fsync", "close", "replace")
# open the folder and the temporary file; write, synchronize and close it; rename; synchronize and close the folder
N_CALLS = 8
RENAMED = 6


class Calls:
    """Records the calls to the system, and lets one of them fail."""

    def __init__(self, monkeypatch, fails_at=0, number=0):
        self.names, self._fails_at, self._number = [], fails_at, number
        for name in CALLS:
            monkeypatch.setattr(os, name, self._wrapped(name, getattr(os, name)))

    def _wrapped(self, name, call):
        """Return a call that records, and fails when its turn has come."""

        def wrapped(*args, **options):
            self.names.append(self._described(name, args))
            fails = len(self.names) == self._fails_at
            if fails and name != "close":  # a file that could not be closed is closed all the same
                raise OSError(self._number, os.strerror(self._number))
            result = call(*args, **options)
            if fails:
                raise OSError(self._number, os.strerror(self._number))
            return result

        return wrapped

    @staticmethod
    def _described(name, args):
        """Return the name of a call and what it was made for."""
        is_folder = name in {"fsync", "close"} and stat.S_ISDIR(os.fstat(args[0]).st_mode)
        return f"{name} folder" if is_folder else name


@pytest.fixture(scope="module")
def states():
    """Return two states of one training."""
    events = tiny_training(SETTINGS)
    return events[3].state, events[40].state


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("n", range(1, N_CALLS + 1))
def test_when_any_call_fails_a_whole_checkpoint_and_one_clear_error_are_left(tmp_path, monkeypatch, states, n, number):
    """Until the new file has taken its name the old one stays, afterwards the new one; never a temporary file."""
    path = tmp_path / "checkpoint.safetensors"
    save_state(states[0], path, settings=SETTINGS, data=CARD)
    with monkeypatch.context() as patch:
        Calls(patch, n, number)
        with pytest.raises(StorageError, match=r"checkpoint.safetensors cannot be written \(.+\), expected .+\. \w+"):
            save_state(states[1], path, settings=SETTINGS, data=CARD)
    assert [left.name for left in tmp_path.iterdir()] == ["checkpoint.safetensors"]
    assert bits(load_state(path).state) == bits(states[n > RENAMED])


def test_the_file_reaches_the_disk_before_its_name_does(tmp_path, monkeypatch, states):
    """In another order a power cut could leave the name of a file whose bytes were never written."""
    with monkeypatch.context() as patch:
        calls = Calls(patch)
        save_state(states[0], tmp_path / "checkpoint.safetensors", settings=SETTINGS, data=CARD)
    assert [name for name in calls.names if name not in {"open", "close", "close folder"}] == [
        "write",
        "fsync",
        "replace",
        "fsync folder",
    ]
    assert len(calls.names) == N_CALLS


def test_a_system_that_takes_few_bytes_at_a_time_gets_them_all(tmp_path, monkeypatch, states):
    """One write may take less than it was given."""
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:1000])))
        save_state(states[0], tmp_path / "net", settings=SETTINGS, data=CARD)
    assert bits(load_state(tmp_path / "net").state) == bits(states[0])


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_disk_that_cannot_synchronize_folders_is_good_enough(tmp_path, monkeypatch, states, number):
    """Some network drives refuse it; the file itself was synchronized."""
    with monkeypatch.context() as patch:
        Calls(patch, RENAMED + 1, number)
        save_state(states[0], tmp_path / "net", settings=SETTINGS, data=CARD)
    assert bits(load_state(tmp_path / "net").state) == bits(states[0])


def test_an_interruption_in_the_middle_leaves_the_old_file_alone(tmp_path, monkeypatch, states):
    """Ctrl-C can come at any moment, and is no OSError."""
    save_state(states[0], tmp_path / "net", settings=SETTINGS, data=CARD)

    def interrupt(_descriptor):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            save_state(states[1], tmp_path / "net", settings=SETTINGS, data=CARD)
    assert [left.name for left in tmp_path.iterdir()] == ["net"]
    assert bits(load_state(tmp_path / "net").state) == bits(states[0])
