"""Arrays that lie once in memory."""

from __future__ import annotations

import os
import pickle
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from perceptible.errors import StorageError
from perceptible.sweeps.sharing import shared


def pick(job, arrays):
    """Return one of many arrays."""
    return arrays[job]


def test_a_task_arrives_with_all_its_numbers():
    """Of every kind and shape, none of them and single ones too."""
    arrays = [np.arange(7, dtype=np.int16), np.ones((3, 5), np.float32).T, np.zeros((0, 4)), np.float64(2.5)]
    with shared(partial(pick, arrays=arrays)) as sent:
        received = pickle.loads(pickle.dumps(sent)).received()
        for place, array in enumerate(arrays):
            np.testing.assert_array_equal(received(place), array)


def test_large_arrays_do_not_travel():
    """A megabyte stays in the file, at places where processors read it fast, and nobody can change it."""
    with shared(partial(pick, arrays=[np.ones(3), np.ones(131_072)])) as sent:
        assert len(pickle.dumps(sent)) < 2_000
        assert all(begin % 64 == 0 for begin, _ in sent.places)
        array = sent.received()(1)
        assert not array.flags.writeable


def test_arrays_of_mapped_files_do_not_travel_either(tmp_path):
    """Data from the cache are such."""
    np.save(tmp_path / "pixels.npy", np.arange(131_072))
    mapped = np.load(tmp_path / "pixels.npy", mmap_mode="r")
    with shared(partial(pick, arrays=[mapped])) as sent:
        assert len(pickle.dumps(sent)) < 2_000
        np.testing.assert_array_equal(sent.received()(0), mapped)


def test_the_file_is_gone_afterwards_and_what_was_received_stays():
    """A worker that reads it is not disturbed."""
    with shared(partial(pick, arrays=[np.arange(5)])) as sent:
        received = sent.received()
        assert Path(sent.path).stat().st_mode & 0o077 == 0
    assert received(0).tolist() == [0, 1, 2, 3, 4]


def test_functions_without_a_name_can_be_sent():
    """Those of notebooks are such."""
    with shared(lambda job: job + 1) as sent:
        assert sent.received()(1) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told(monkeypatch, tmp_path):
    """As for any other file of ours."""
    path = str(tmp_path / "link")
    Path(path).symlink_to("/dev/full")
    monkeypatch.setattr(tempfile, "mkstemp", lambda **_: (os.open(path, os.O_WRONLY), path))
    with pytest.raises(StorageError, match="cannot be written"), shared(partial(pick, arrays=[np.ones(10_000)])):
        pass
