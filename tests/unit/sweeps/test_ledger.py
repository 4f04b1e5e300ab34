"""The file of results."""

from __future__ import annotations

import json
import os
from contextlib import closing

import pytest
from tests.sweep_tasks import Number

from perceptible.errors import FormatError, StorageError
from perceptible.sweeps import Outcome
from perceptible.sweeps.ledger import RESULTS, Ledger


def outcome(number, **changes):
    """Return an outcome of a job of this number."""
    options = {"id": f"job{number}", "value": {"square": number**2}, "seconds": 0.5, **changes}
    return Outcome(job=Number(number), **options)


@pytest.fixture
def written(tmp_path):
    """Return a folder with the results of jobs 1 and 2."""
    with closing(Ledger(tmp_path)) as ledger:
        ledger.add(outcome(1))
        ledger.add(outcome(2, value=None, error="it diverged", kind="DivergedError"))
    return tmp_path


def opened(folder):
    """Open a ledger and close it: what it knows stays."""
    with closing(Ledger(folder)) as ledger:
        return ledger


def test_what_was_added_is_known_afterwards(written):
    """Values and errors alike; a job that nobody did is not."""
    ledger = opened(written)
    assert ledger.finished("job1")["value"] == {"square": 1}
    assert ledger.finished("job2")["error"] == "it diverged"
    assert ledger.finished("job3") is None


def test_a_line_is_a_json_object_with_the_job_in_it(written):
    """Other programs read it."""
    first = json.loads((written / RESULTS).read_text(encoding="ascii").splitlines()[0])
    assert (first["id"], first["job"]["value"], first["value"]) == ("job1", 1, {"square": 1})


def test_each_result_is_on_the_disk_before_add_returns(tmp_path, monkeypatch):
    """A power cut loses nothing that was acknowledged."""
    sizes = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: sizes.append(os.fstat(descriptor).st_size))
    with closing(Ledger(tmp_path)) as ledger:
        sizes.clear()
        ledger.add(outcome(1))
    assert sizes == [(tmp_path / RESULTS).stat().st_size]


def test_a_last_line_that_was_cut_off_is_dropped(written):
    """At whichever byte the kill came: the job is done again, and no other is lost."""
    whole = (written / RESULTS).read_bytes()
    first = whole.index(b"\n") + 1
    for n_bytes in range(first, len(whole)):
        (written / RESULTS).write_bytes(whole[:n_bytes])
        ledger = opened(written)
        assert ledger.finished("job1")
        assert ledger.finished("job2") is None
        assert (written / RESULTS).read_bytes() == whole[:first]


def test_after_a_cut_line_the_next_one_is_whole(written):
    """Otherwise two halves would make one line that nobody can read."""
    whole = (written / RESULTS).read_bytes()
    (written / RESULTS).write_bytes(whole[:-5])
    with closing(Ledger(written)) as ledger:
        ledger.add(outcome(3))
    assert opened(written).finished("job3")["value"] == {"square": 9}


def test_a_result_that_is_not_final_is_not_finished(tmp_path):
    """The job is done again, and the newer line counts."""
    with closing(Ledger(tmp_path)) as ledger:
        ledger.add(outcome(1, value=None, error="no data", is_final=False))
    assert opened(tmp_path).finished("job1") is None
    with closing(Ledger(tmp_path)) as ledger:
        ledger.add(outcome(1))
    assert opened(tmp_path).finished("job1")["value"] == {"square": 1}


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"[]",
        b"\xff",
        b"{}",
        b'{"id": "a", "is_final": true}',
        b'{"id": "a", "is_final": 1, "value": {}}',
        b'{"id": 3, "is_final": true, "value": {}}',
        b'{"id": "a", "is_final": true, "value": {}, "seconds": "long"}',
        b'{"id": "a", "is_final": true, "value": {}, "error": "both"}',
        b"[" * 100_000,
    ],
)
def test_lines_that_are_no_results_are_named(written, line):
    """Which line of which file, and nothing is overwritten."""
    (written / RESULTS).write_bytes((written / RESULTS).read_bytes() + line + b"\n")
    before = (written / RESULTS).read_bytes()
    with pytest.raises(FormatError, match=f"line 3 of .*{RESULTS}"):
        Ledger(written)
    assert (written / RESULTS).read_bytes() == before


def test_a_folder_that_is_not_there_is_named(tmp_path):
    """With what to do."""
    with pytest.raises(StorageError, match="Create the folder first"):
        Ledger(tmp_path / "missing")
