import csv
import io
import json
import os
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.trainings import KINDS, SEED, bits, tiny_data, tiny_network, tiny_training

import perceptible as pc
from perceptible.checkpoints import about, load_state
from perceptible.errors import BusyError, DtypeError, FormatError, MismatchError, StorageError
from perceptible.files import FolderLock
from perceptible.runs import follow, open_run
from perceptible.training import EpochDone, Finished, train

SHORT = replace(KINDS["plain"], epochs=3)  # of 9 steps each


class Ticks:
    """A clock that moves on by as much as it is told, and by `step` whenever it is looked at."""

    def __init__(self, step=0.0):
        self.now, self.step = 1000.0, step

    def __call__(self):
        """Return the time."""
        self.now += self.step
        return self.now


def events(settings=SHORT, *, state=None):
    """Return the events of a tiny training, not yet begun."""
    return train(tiny_network(), tiny_data(), settings, rng=SEED, every=1, state=state)


def run(folder, stream, **options):
    """Follow a training to its end, and return its events."""
    options.setdefault("clock", Ticks())
    return list(follow(stream, folder, data=tiny_data(), **options))


def stop_at(folder, step, settings=SHORT, *, seconds=0):
    """Train until a step and stop as Ctrl-C would have it; each event takes some seconds."""
    clock, seen = Ticks(), []
    options = {"clock": clock, "should_stop": lambda: "SIGINT" if seen[-1] == step else None}
    for event in follow(events(settings), folder, data=tiny_data(), **options):
        seen.append(event.state.step)  # read meanwhile
        clock.now += seconds


def go_on(folder, settings=SHORT):
    """Resume a run to its end."""
    return run(folder, events(settings, state=open_run(folder).state))


def records(folder):
    """Return the lines of the log."""
    return [json.loads(line) for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()]


def on_disk(folder):
    """Return the state in the checkpoint."""
    return load_state(folder / "checkpoint.safetensors").state


def test_the_events_pass_through_unchanged(tmp_path):
    """Whoever watches sees the same stream, written down or not."""
    seen = [(type(event), event.state.step) for event in run(tmp_path / "run", events())]
    assert seen == [(type(event), event.state.step) for event in tiny_training(SHORT)]


def test_a_finished_run_holds_all_its_files(tmp_path):
    """Folders above it are made as well."""
    last = run(tmp_path / "runs" / "first", events())[-1]
    folder = tmp_path / "runs" / "first"
    files = "checkpoint.safetensors env.json events.jsonl history.csv network.safetensors run.json"
    assert sorted(path.name for path in folder.iterdir()) == [".lock", *files.split()]
    assert bits(on_disk(folder)) == bits(last.state)


def test_the_trained_network_says_where_it_comes_from(tmp_path):
    """Every claim carries the data, the number of images and the seed."""
    last = run(tmp_path, events())[-1]
    network = pc.load(tmp_path / "network.safetensors")
    assert network.parameters.to_vector().tobytes() == last.network.parameters.to_vector().tobytes()
    words = about(tmp_path / "network.safetensors").about
    assert words == {
        "data": "tiny",
        "data_fingerprint": "0123456789ab" * 5,
        "n_train": "60",
        "seed": str(last.state.seed),
        "epochs": "3",
        "reason": "all epochs",
    }


def test_a_checkpoint_is_saved_before_its_event_is_passed_on(tmp_path):
    """At every event, where the interval is 0: what was seen cannot be lost."""
    for event in follow(events(), tmp_path, data=tiny_data(), save_every_seconds=0):
        assert bits(on_disk(tmp_path)) == bits(event.state)


def test_between_epochs_a_checkpoint_is_saved_when_time_has_passed(tmp_path):
    """An event takes a second here: every third is saved, not more often, and the end of each epoch, after step 9."""
    clock, saved = Ticks(), []
    for _ in follow(events(), tmp_path, data=tiny_data(), save_every_seconds=3, clock=clock):
        clock.now += 1
        saved.append(on_disk(tmp_path).step)
    assert saved[:13] == [0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 9]


def test_the_history_is_a_table_of_the_epochs(tmp_path):
    """The same numbers that the events had."""
    rows = [event.row for event in run(tmp_path, events()) if isinstance(event, EpochDone)]
    table = list(csv.DictReader(io.StringIO((tmp_path / "history.csv").read_text(encoding="utf-8"))))
    assert [int(line["epoch"]) for line in table] == list(range(1, 4))
    assert [float(line["train_cost"]) for line in table] == [row.train_cost for row in rows]


def test_the_log_has_a_line_for_each_event(tmp_path):
    """In their order, with the time that has passed since the first."""
    seen = run(tmp_path, events(), clock=Ticks(0.5))
    lines = records(tmp_path)
    assert [line["step"] for line in lines] == [event.state.step for event in seen]
    assert [line["kind"] for line in lines[:11]] == ["started", *["progress"] * 9, "epoch"]
    assert all(a["seconds"] < b["seconds"] for a, b in pairwise(lines))


@pytest.mark.parametrize("step", [0, 8, 9, 13])
def test_a_run_that_was_stopped_goes_on_as_if_it_never_was(tmp_path, step):
    """Also at the end of an epoch. The last event before the stop is the last that was saved."""
    settings = replace(KINDS["adam"], epochs=3)
    stop_at(tmp_path, step, settings)
    assert on_disk(tmp_path).step == step
    go_on(tmp_path, settings)
    assert bits(on_disk(tmp_path)) == bits(tiny_training(settings)[-1].state)


def test_the_log_of_a_run_that_was_stopped_has_no_line_twice(tmp_path):
    """Besides the words on the stop itself it is that of an uninterrupted run."""
    stop_at(tmp_path / "b", 14)
    go_on(tmp_path / "b")
    run(tmp_path / "a", events())
    lines = [{**line, "seconds": 0} for line in records(tmp_path / "b")]
    extra = [line for line in lines if line["kind"] in {"stopped", "resumed"}]
    assert [line for line in lines if line not in extra] == [{**line, "seconds": 0} for line in records(tmp_path / "a")]
    assert [(line["kind"], line["step"]) for line in extra] == [("stopped", 14), ("resumed", 14)]


def test_lines_after_the_last_checkpoint_are_logged_again_and_not_twice(tmp_path):
    """After kill -9 the log is ahead of the checkpoint, and may end in the middle of a line."""
    stop_at(tmp_path, 14)
    with (tmp_path / "events.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"kind": "progress", "step": 15}\n{"kind": "progr')
    go_on(tmp_path)
    steps = [line["step"] for line in records(tmp_path) if line["kind"] == "progress"]
    assert steps == list(range(1, 28))


def test_the_time_of_all_sittings_is_added_up(tmp_path):
    """Six events of two seconds before the stop (the start and five steps), and then on from there."""
    stop_at(tmp_path, 5, seconds=2)
    go_on(tmp_path)
    assert records(tmp_path)[-1]["seconds"] == 12


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, MemoryError])
def test_whatever_ends_the_training_its_last_event_is_saved(tmp_path, stop):
    """Ctrl-C in the middle of a step, a second signal, a full memory."""

    def interrupted():
        for event in events():
            yield event
            if event.state.step == 13:
                raise stop

    with pytest.raises(stop):
        run(tmp_path, interrupted())
    assert on_disk(tmp_path).step == 13


def test_a_listener_that_stops_asking_leaves_a_checkpoint(tmp_path):
    """To pause is not to ask for the next event; so may be to stop."""
    stream = follow(events(), tmp_path, data=tiny_data())
    steps = [next(stream).state.step for _ in range(6)]
    stream.close()
    assert on_disk(tmp_path).step == steps[-1] == 5
    with FolderLock(tmp_path):
        pass


def test_a_training_that_diverges_leaves_its_last_good_state(tmp_path):
    """With the reason, so that nobody goes on with it unaware. Decay like this makes weights grow 1e20 times a step."""
    wild = replace(SHORT, learning_rate=1e10, weight_decay=1e10)
    last = run(tmp_path, events(wild))[-1]
    assert isinstance(last, Finished)
    assert last.reason == on_disk(tmp_path).reason == "diverged"
    assert pc.load(tmp_path / "network.safetensors").sizes == (36, 5, 3)


def test_a_finished_training_can_go_on_with_more_epochs(tmp_path):
    """Somebody wants one more."""
    run(tmp_path, events())
    state = replace(open_run(tmp_path).state, reason=None)
    run(tmp_path, events(replace(SHORT, epochs=4), state=state))
    assert on_disk(tmp_path).epoch == 4
    assert open_run(tmp_path).settings.epochs == 4


def test_a_second_training_is_kept_out_of_the_folder(tmp_path):
    """Both would write the same checkpoint."""
    stream = follow(events(), tmp_path, data=tiny_data())
    next(stream)
    with pytest.raises(BusyError, match=f"in use by process {os.getpid()}"):
        run(tmp_path, events())
    assert [event.state.step for event in stream][-1] == 27


@pytest.mark.parametrize("begins", ["new", "earlier"])
def test_a_training_that_begins_elsewhere_does_not_replace_a_checkpoint(tmp_path, begins):
    """Nothing that was saved is lost because a folder was named twice."""
    stop_at(tmp_path, 14)
    states = {"new": None, "earlier": tiny_training(SHORT)[5].state}
    with pytest.raises(MismatchError, match=r"training at step 14, .*begins at step [05]\) .*perceptible resume"):
        run(tmp_path, events(state=states[begins]))
    assert on_disk(tmp_path).step == 14


def test_a_damaged_checkpoint_is_not_replaced(tmp_path):
    """Something may still be saved from it."""
    (tmp_path / "checkpoint.safetensors").write_bytes(b"precious")
    with pytest.raises(FormatError, match="is not a whole safetensors file"):
        run(tmp_path, events())
    assert (tmp_path / "checkpoint.safetensors").read_bytes() == b"precious"


def test_events_from_which_the_first_was_taken_are_refused(tmp_path):
    """Without it nobody knows the settings."""
    stream = events()
    next(stream)
    with pytest.raises(DtypeError, match=r"begin with Progress, expected Started\. Give follow the generator"):
        run(tmp_path, stream)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """Before anything is trained."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match=r"file.run cannot be written .*One part of the path is a file"):
        run(tmp_path / "file" / "run", events())


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_when_the_disk_fails_the_last_checkpoint_stays(tmp_path, monkeypatch, call):
    """One clear error, and the training can go on from what was saved."""

    def fail(*_):
        raise OSError(28, "No space left on device")

    stream = follow(events(), tmp_path, data=tiny_data(), save_every_seconds=0)
    kept = [next(stream) for _ in range(8)][-1]
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(StorageError, match=r"cannot be written \(No space left on device\).*Free some space"):
        list(stream)
    monkeypatch.undo()
    assert bits(on_disk(tmp_path)) == bits(kept.state)


def test_leftovers_of_a_killed_run_are_removed(tmp_path):
    """Only those that are old."""
    for name, seconds in {".tmp-old": 0, ".tmp-new": 2**40}.items():
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (seconds, seconds))
    run(tmp_path, events())
    assert [path.name for path in tmp_path.glob(".tmp-*")] == [".tmp-new"]
