"""Ctrl-C, SIGTERM and kill in the middle of a training: nothing is lost, and it goes on bit for bit."""

from __future__ import annotations

import json
import random
import shlex
import signal
import sys
import time

import pytest
from click.testing import CliRunner

import perceptible as pc
from perceptible.cli import program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
# One image a step: an epoch then takes longer than the time between two looks at the brake.
OPTIONS = ("--seed", 1, "--epochs", 5, "--batch-size", 1, "--learning-rate", 0.3)
MOMENTS = random.Random(6)


@pytest.fixture(scope="module", autouse=True)
def slowly():
    """Train in plain NumPy: compiled steps would be through before a signal comes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERCEPTIBLE_KERNEL", "numpy")
        yield


@pytest.fixture
def environment(environment):
    """Let processes do the same."""
    return {**environment, "PERCEPTIBLE_KERNEL": "numpy"}


@pytest.fixture(scope="module")
def whole(small, tmp_path_factory):
    """Return the same training, never stopped: its parameters and its history."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    arguments = ["train", "--data", small, "--out", folder, "--quiet", *OPTIONS]
    assert CliRunner().invoke(program, [str(argument) for argument in arguments]).exit_code == 0
    return result_of(folder)


def result_of(folder):
    """Return what a training came to, to the last bit."""
    vector = pc.load(folder / "checkpoint.safetensors").parameters.to_vector()
    return vector.tobytes(), (folder / "history.csv").read_bytes()


def begin(start_process, small, *options):
    """Start the training and wait for the first epoch."""
    process = start_process("train", "--data", small, "--out", "run", *OPTIONS, *options)
    for line in process.stderr:
        if line.startswith("epoch"):
            return process
    raise AssertionError(process.wait())


def stop(process, number):
    """Send a signal; return how long the process took to end, and what it said."""
    sent = time.perf_counter()
    process.send_signal(number)
    out, said = process.communicate(timeout=20)
    return time.perf_counter() - sent, out, said


def stop_and_resume(number, pause, start_process, small):
    """Stop a training after a pause, and let the command that it names finish it."""
    process = begin(start_process, small)
    time.sleep(pause)
    took, _, said = stop(process, number)
    assert process.returncode == CODES[number], said
    assert took < 1, said
    last = said.splitlines()[-1]
    assert last.startswith("stopped: by ")
    command = shlex.split(last.partition("Go on with: ")[2])
    assert command == ["perceptible", "resume", "run"]
    again = start_process(*command[1:], "--quiet")
    assert again.wait(timeout=60) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_training_goes_on_bit_for_bit(number, start_process, small, tmp_path, whole):
    """Weights and history are those of a training that was never stopped."""
    stop_and_resume(number, MOMENTS.uniform(0, 0.2), start_process, small)
    assert result_of(tmp_path / "run") == whole


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(20))
def test_at_any_moment(moment, start_process, small, tmp_path, whole):
    """Twenty random moments, both signals; fifty passed when this was written."""
    moments = random.Random(moment)
    number = moments.choice([signal.SIGINT, signal.SIGTERM])
    stop_and_resume(number, moments.uniform(0, 0.3), start_process, small)
    assert result_of(tmp_path / "run") == whole


def test_json_is_one_document_after_a_signal_too(start_process, small):
    """Whoever stops a job reads how far it came."""
    process = begin(start_process, small, "--json")
    _, out, _ = stop(process, signal.SIGTERM)
    found = json.loads(out)
    assert found["reason"] == "interrupted"
    assert 1 <= found["epochs"] < 5


def test_a_signal_before_the_training_ends_the_program_as_well(start_process):
    """While data are prepared there is nothing to save."""
    process = start_process("train", "--data", "synthetic")
    time.sleep(1)
    _, out, said = stop(process, signal.SIGINT)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in said
