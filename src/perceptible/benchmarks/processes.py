"""Whole processes, start to exit: start-up, a training on the command line, and the most memory that it takes."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import perceptible
from perceptible.benchmarks.cases import Case, Clock, Material, Run, Skipped, timed
from perceptible.benchmarks.loading import mnist_folder
from perceptible.benchmarks.ours import COMPILED

__all__ = ["HOME", "memory_cases", "start_up_cases", "whole_training_cases"]

# The folder that holds this package, so that other processes find the same one, installed or not.
HOME = Path(perceptible.__file__).parents[1]
EPOCHS, FEW_EPOCHS = 30, 1
MEGABYTE = 1e6
# Linux counts memory in units of 1,024 bytes, macOS in bytes.
UNIT = 1 if sys.platform == "darwin" else 1024
# A process inherits the peak memory of the one that starts it, so a small one stands between.
BETWEEN = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - begun
print(json.dumps([code, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


def start_up_cases() -> tuple[Case, ...]:
    """Return processes that do next to nothing."""
    lines = {
        "help": ("perceptible --help", ("-m", "perceptible", "--help")),
        "import": ("import perceptible", ("-c", "import perceptible")),
        "python": ("Python, nothing imported", ("-c", "pass")),
    }
    return tuple(Case(name, words, partial(_start_up, command)) for name, (words, command) in lines.items())


def whole_training_cases() -> tuple[Case, ...]:
    """Return the lesson's training on the command line, with a test after each epoch."""
    words = "perceptible train --recipe lesson --data mnist"
    return (Case("train", words, partial(_training, 0), COMPILED),)


def memory_cases() -> tuple[Case, ...]:
    """Return the peak memory of the same."""
    words = "perceptible train --recipe lesson --data mnist"
    return (Case("train", words, partial(_training, 1), COMPILED),)


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Run one of our programs; return the seconds that it took and its peak memory in MB.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    words = [sys.executable, "-c", BETWEEN, sys.executable, *command]
    done = subprocess.run(words, cwd=HOME, capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    code, seconds, memory = json.loads(done.stdout)
    if code:
        msg = f"{' '.join(command)} ended with exit code {code}: {done.stderr.strip()[-200:]}"
        raise RuntimeError(msg)
    return seconds, memory * UNIT / MEGABYTE


def _start_up(command: Sequence[str], _material: Material) -> Run:
    """Start Python and wait for its end."""
    words = [sys.executable, *command]
    return timed(lambda: subprocess.run(words, cwd=HOME, stdout=subprocess.DEVNULL, check=True))  # noqa: S603  # as above


def _training(which: int, material: Material) -> Run | Skipped:
    """Train as a user would; `which` is 0 for seconds and 1 for memory."""
    folder = mnist_folder()
    if isinstance(folder, Skipped):
        return folder
    if sys.platform == "win32":
        return Skipped("Windows tells nothing of a process that has ended")
    epochs = FEW_EPOCHS if material.is_quick else EPOCHS
    command = ["-m", "perceptible", "train", "--data", "mnist", "--seed", "0", "--epochs", str(epochs), "--quiet"]
    numbers = itertools.count()

    def run(_clock: Clock) -> float:
        out = material.scratch / f"run-{which}-{next(numbers)}"
        return measured([*command, "--out", str(out)])[which]

    return run
