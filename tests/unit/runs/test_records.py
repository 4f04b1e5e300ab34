import json
from dataclasses import replace

import pytest
from tests.trainings import KINDS, tiny_training

from perceptible.errors import StorageError
from perceptible.runs import as_record
from perceptible.runs.records import EventLog
from perceptible.training import EpochDone, Progress


def test_each_kind_of_event_says_what_happened():
    """One epoch of 9 steps on 60 images, with 12 to test on."""
    events = tiny_training(replace(KINDS["plain"], epochs=1), every=5)
    started, _, progress, epoch, finished = [as_record(event, seconds=1.25) for event in events]
    assert started == {
        "kind": "started", "step": 0, "epoch": 0, "seconds": 1.25,
        "n_train": 60, "n_validation": 0, "n_test": 12, "steps_per_epoch": 9,
    }  # fmt: skip
    assert (progress["kind"], progress["step"]) == ("progress", 9)
    assert (epoch["kind"], epoch["test_cost"]) == ("epoch", events[3].row.test_cost)
    assert finished == {"kind": "finished", "step": 9, "epoch": 1, "seconds": 1.25, "reason": "all epochs"}


def test_a_start_in_the_middle_is_called_resumed():
    """So that a reader of the log sees where the sittings meet."""
    settings = KINDS["plain"]
    events = tiny_training(settings, state=tiny_training(settings)[4].state)
    assert as_record(events[0], seconds=0)["kind"] == "resumed"


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_what_is_no_number_is_null(bad):
    """JSON has no word for NaN, and other programs refuse it."""
    state = tiny_training(KINDS["plain"])[3].state
    record = as_record(Progress(state, cost=bad, accuracy=0.5), seconds=0)
    assert record["cost"] is None
    assert "NaN" not in json.dumps(record, allow_nan=False)


def test_an_epoch_tells_all_that_was_measured():
    """The names of the history; what was not measured is null."""
    event = next(e for e in tiny_training(KINDS["everything"]) if isinstance(e, EpochDone))
    record = as_record(event, seconds=0)
    assert record["validation_accuracy"] == event.row.validation_accuracy
    assert set(record) == {"kind", "seconds", *event.row.__dataclass_fields__}


def test_a_log_keeps_whole_lines_only(tmp_path):
    """Twelve bytes end in the middle of the second line."""
    path = tmp_path / "log"
    path.write_bytes(b'{"a": 1}\n{"b": 2}\n')
    log = EventLog(path, keep=12)
    log.write({"c": 3})
    assert log.synchronize() == path.stat().st_size
    log.close()
    assert path.read_bytes() == b'{"a": 1}\n{"c": 3}\n'


def test_a_line_can_be_read_at_once(tmp_path):
    """Whoever watches the file need not wait for the end."""
    log = EventLog(tmp_path / "log", keep=0)
    log.write({"step": 1})
    assert (tmp_path / "log").read_bytes() == b'{"step": 1}\n'
    log.close()


def test_a_log_that_cannot_be_written_is_told(tmp_path):
    """The folder is missing."""
    with pytest.raises(StorageError, match=r"log cannot be written .*Create the folder first"):
        EventLog(tmp_path / "missing" / "log", keep=0)
