"""Events as JSON lines."""

from __future__ import annotations

import json

import pytest

from perceptible.cli.events import EventLines
from perceptible.errors import StorageError
from perceptible.network import Network
from perceptible.training import Settings, train


@pytest.fixture
def events(synthetic):
    """Return the events of one epoch of five steps."""
    network = Network.random((784, 4, 10), rng=0)
    return list(train(network, synthetic.first(50), Settings(epochs=1), rng=0, every=2))


def test_each_event_is_one_line(events, tmp_path):
    """Steps 2, 4 and 5, the epoch, the end: as another program reads them."""
    with EventLines(tmp_path / "events.jsonl") as lines:
        for event in events:
            lines.hear(event)
    found = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="ascii").splitlines()]
    assert [one["kind"] for one in found] == ["started", "progress", "progress", "progress", "epoch", "finished"]
    assert [one["step"] for one in found] == [0, 2, 4, 5, 5, 5]


def test_a_line_can_be_read_as_soon_as_it_happened(events, tmp_path):
    """Whoever watches must not wait for a buffer to fill."""
    with EventLines(tmp_path / "events.jsonl") as lines:
        lines.hear(events[0])
        assert json.loads((tmp_path / "events.jsonl").read_text(encoding="ascii"))["kind"] == "started"


def test_what_is_in_the_file_is_kept(events, tmp_path):
    """A resumed training goes on where the first one wrote."""
    for _ in range(2):
        with EventLines(tmp_path / "events.jsonl") as lines:
            lines.hear(events[0])
    assert (tmp_path / "events.jsonl").read_text(encoding="ascii").count("\n") == 2


def test_without_a_file_nothing_happens(events):
    """As when nobody asked for one."""
    with EventLines(None) as lines:
        lines.hear(events[0])


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    """With the path and what to do."""
    with pytest.raises(StorageError, match=r"nowhere.*Create the folder first"):
        EventLines(tmp_path / "nowhere" / "events.jsonl")


def test_a_full_disk_is_said(events, tmp_path):
    """Not a traceback in the middle of a training."""
    with EventLines(full_disk()) as lines, pytest.raises(StorageError, match="room on the disk"):
        lines.hear(events[0])


def full_disk():
    """Return a file that nothing fits into."""
    from pathlib import Path

    full = Path("/dev/full")
    return full if full.exists() else pytest.skip("this system has no /dev/full")
