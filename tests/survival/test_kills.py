"""A training is killed again and again, by the signal that no program can catch."""

import json
import os
import random
import signal
import sys
import time

import pytest
from tests.children import python
from tests.trainings import IS_NIGHT, LONG, bits, tiny_training

from perceptible.checkpoints import load_state

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor kill -9")

# RELIABILITY 1: 40 kills in each run of the tests, 200 at night.
N_KILLS = 200 if IS_NIGHT else 40
# 9 steps in an epoch; so few between two kills that the training does not end before the last
MOST_STEPS_BETWEEN = LONG.epochs * 9 // N_KILLS
MOST_SECONDS_BETWEEN = 0.002  # longer than a step with its checkpoint


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """Return the folder of a run that was killed many times and then went on to its end, and the steps lost."""
    folder, dice, lost = tmp_path_factory.mktemp("run"), random.Random(0), []
    with python("-m", "tests.survival.train_until_killed", str(folder)) as parent:
        for number in range(N_KILLS):
            # none at all kills a child while it opens the run; but the first has to begin one
            n_steps = dice.randrange(MOST_STEPS_BETWEEN) + (number == 0)
            acknowledged = one_life(parent, n_steps, dice.uniform(0, MOST_SECONDS_BETWEEN))
            found = load_state(folder / "checkpoint.safetensors").state.step
            lost.append(max(0, acknowledged - found))
        last_life(parent)
    return folder, lost


def one_life(parent, n_steps, seconds):
    """Let a child make some steps and a little more, kill it, and return the last step that it said was saved."""
    send(parent)
    step = -1
    for number, line in enumerate(parent.stdout):
        word, value = line.split()
        if word == b"gone":
            assert int(value) == signal.SIGKILL
            return step
        if word == b"child":
            child = int(value)
        else:
            step = int(value)
        if number == n_steps:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
    pytest.fail("the parent of the trainings ended")


def last_life(parent):
    """Let a child train to the end."""
    send(parent)
    output = parent.communicate()[0]
    assert output.endswith(b"gone 0\n")


def send(parent):
    """Ask for a child."""
    parent.stdin.write(b"go on\n")
    parent.stdin.flush()


def test_no_checkpoint_that_was_acknowledged_is_lost(killed):
    """What train said was saved is there after any kill; and the file loads every time, or this would not run."""
    _, lost = killed
    assert lost == [0] * N_KILLS


def test_a_run_killed_many_times_ends_as_if_it_never_was(killed):
    """Weights, momentum, averages, history: each bit is that of an uninterrupted training."""
    folder, _ = killed
    assert bits(load_state(folder / "checkpoint.safetensors").state) == bits(tiny_training(LONG)[-1].state)


def test_the_log_of_a_killed_run_has_every_step_once(killed):
    """What was logged after the last checkpoint is logged again, not twice."""
    folder, _ = killed
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    steps = [record["step"] for record in records if record["kind"] == "progress"]
    epochs = [record["epoch"] for record in records if record["kind"] == "epoch"]
    assert steps == list(range(1, LONG.epochs * 9 + 1))
    assert epochs == list(range(1, LONG.epochs + 1))


def test_nothing_but_the_run_is_left_in_its_folder(killed):
    """At most the temporary files of the last minute, which the next start removes."""
    folder, _ = killed
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".tmp-")}
    assert names == {
        ".lock",
        "checkpoint.safetensors",
        "env.json",
        "events.jsonl",
        "history.csv",
        "network.safetensors",
        "run.json",
    }
