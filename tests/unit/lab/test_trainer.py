"""Trainings in threads of their own: they pause at once, end with their page, and never keep others waiting."""

import json
import threading
import time

import pytest
from starlette.testclient import TestClient
from tests.lab import shelf

import perceptible as pc
from perceptible.lab.routes import create_app
from perceptible.lab.trainer import NAME, Trainer

PORT, TOKEN = 8124, "the-right-key"
START = {
    "kind": "train-start",
    "recipe": "lesson",
    "epochs": 1000,
    "batch_size": 1,
    "learning_rate": 0.1,
    "optimizer": "descent",
    "schedule": "constant",
    "augmentation": "none",
    "n_train": 60_000,
    "shuffled": 0.0,
    "seed": 0,
}
PLAY = {"kind": "train-control", "action": "play", "speed": None, "n_rows": 0}
PATIENCE = 5.0  # seconds


def trainings():
    """Return the threads that train."""
    return [thread for thread in threading.enumerate() if thread.name == NAME]


def wait_until(is_so):
    """Wait for a thread to end, or to begin; tell whether it did."""
    deadline = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.005)
    return is_so()


@pytest.fixture
def trainer():
    """Give a training that lasts longer than the test."""
    trainer = Trainer(shelf().first.network, shelf().data, pc.Settings(epochs=100_000, batch_size=1), 0)
    yield trainer
    trainer.close()


@pytest.fixture
def socket(tmp_path):
    """Open the connection of a page."""
    (tmp_path / "index.html").write_text("<title>perceptible</title>", encoding="utf-8")
    client = TestClient(create_app(shelf(), port=PORT, token=TOKEN, page=tmp_path))
    headers = {"origin": f"http://127.0.0.1:{PORT}", "cookie": f"perceptible-{PORT}={TOKEN}"}
    with client.websocket_connect(f"ws://127.0.0.1:{PORT}/api/socket", headers=headers) as socket:
        yield socket


def answer_to(socket, number, question):
    """Ask one thing and return the text of the answer."""
    socket.send_text(json.dumps({"id": number, "ask": question}))
    return text_of(socket.receive_bytes())


def text_of(message):
    """Read the text before the arrays of a message."""
    return json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])


def test_pause_acts_at_once_at_full_load(trainer):
    """A tenth of a second at most, and no step is made after it."""
    waits = []
    for _ in range(10):
        trainer.play()
        time.sleep(0.02)
        begun = time.monotonic()
        paused = trainer.pause()
        waits.append(time.monotonic() - begun)
        time.sleep(0.01)
        assert (trainer.newest.status, trainer.newest.state.step) == ("paused", paused.state.step)
    assert sorted(waits)[len(waits) // 2] < 0.1, waits


def test_playing_and_pausing_in_any_order_is_no_mistake(trainer):
    """Two plays, three pauses, steps in between: what counts is the last."""
    for action in (trainer.pause, trainer.play, trainer.step, trainer.play, trainer.pause, trainer.pause):
        action()
    assert trainer.newest.status == "paused"
    step = trainer.newest.state.step
    trainer.step()
    trainer.wait_until_idle(PATIENCE)
    assert trainer.newest.state.step == step + 1


def test_a_step_is_made_also_after_a_pause_at_the_very_end_of_an_epoch(monkeypatch):
    """Paused after the last step of an epoch and before it is measured, one step more is one step more."""
    trainer = Trainer(shelf().first.network, shelf().data, pc.Settings(epochs=9, batch_size=len(shelf().data.train)), 0)
    take = trainer._take

    def take_and_stop(event):
        trainer._until = "stop"
        take(event)

    monkeypatch.setattr(trainer, "_take", take_and_stop)
    trainer.play()
    assert wait_until(lambda: trainer.newest.status == "paused")
    monkeypatch.undo()
    assert trainer.pause().state.step == 1  # every epoch has one step
    for step in (2, 3):
        trainer.step()
        trainer.wait_until_idle(PATIENCE)
        assert (trainer.newest.status, trainer.newest.state.step) == ("paused", step)
    trainer.close()


def test_frames_come_no_faster_than_a_screen_shows_them(trainer):
    """What nobody sees takes no time from the training; that it stands still is said at once."""
    trainer.play()
    assert wait_until(lambda: trainer.is_due(trainer.given.number))
    number = trainer.give().number
    assert wait_until(lambda: trainer.newest.number > number)
    begun = time.monotonic()
    assert wait_until(lambda: trainer.is_due(number))
    assert time.monotonic() - begun < 1
    trainer.give()
    paused = trainer.pause()
    assert trainer.is_due(paused.number - 1)
    assert not trainer.is_due(paused.number)


def test_slow_motion_is_slow(trainer):
    """Twenty steps a second are about two in a tenth of a second, and leave the processor alone."""
    trainer.play(20.0)
    time.sleep(0.3)
    assert 1 <= trainer.pause().state.step <= 12


def test_a_hundred_trainings_leave_no_thread():
    """Started, played and closed."""
    before = len(trainings())
    for seed in range(100):
        trainer = Trainer(shelf().first.network, shelf().data, pc.Settings(), seed)
        trainer.play()
        trainer.close()
    assert wait_until(lambda: len(trainings()) <= before)


def test_a_page_that_goes_in_the_middle_of_training_leaves_no_thread(socket):
    """Nobody trains for nobody."""
    before = len(trainings())
    answer_to(socket, 1, START)
    assert answer_to(socket, 2, PLAY)["answer"]["status"] == "playing"
    assert len(trainings()) == before + 1
    socket.close()
    assert wait_until(lambda: len(trainings()) <= before)


def test_a_second_training_of_a_page_ends_its_first(socket):
    """A page owns one at most; another network ends it, too."""
    before = len(trainings())
    for number in (1, 3):
        answer_to(socket, number, START)
        answer_to(socket, number + 1, PLAY)
    assert wait_until(lambda: len(trainings()) == before + 1)
    answer_to(socket, 5, {"kind": "open", "name": "first"})
    assert wait_until(lambda: len(trainings()) == before)


def test_who_waits_for_a_frame_keeps_nothing_else_waiting(socket):
    """A training that stands still has no newer frame; what is asked after it is answered first."""
    number = answer_to(socket, 1, START)["answer"]["frame"]["number"]
    socket.send_text(json.dumps({"id": 2, "ask": {"kind": "train-frame", "since": number, "n_rows": 0}}))
    assert answer_to(socket, 3, {"kind": "score"})["id"] == 3
    late = text_of(socket.receive_bytes())
    assert (late["id"], late["answer"]["status"]) == (2, "paused")
