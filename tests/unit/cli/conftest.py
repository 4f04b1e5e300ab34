"""What the tests of the commands share: a few images in a folder, a trained run, the program itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click.testing
import numpy as np
import pytest

import perceptible as pc
from perceptible.cli import program
from perceptible.data import synthetic_digits, write_idx
from perceptible.data.dataset import Split

Result = click.testing.Result
Invoke = Callable[..., Result]
# So that it is found from any folder, installed or not.
SOURCES = str(Path(pc.__file__).parents[1])
NAMES = {"train": "train", "test": "t10k"}


def write_split(folder: Path, name: str, split: Split) -> None:
    """Write one split as the two IDX files that a folder of data holds."""
    images, labels = f"{NAMES[name]}-images-idx3-ubyte", f"{NAMES[name]}-labels-idx1-ubyte"
    write_idx(folder / images, np.rint(split.inputs * 255).astype(np.uint8).reshape(-1, 28, 28))
    write_idx(folder / labels, split.labels.astype(np.uint8))


def write_data(folder: Path, n_train: int, n_test: int) -> Path:
    """Write synthetic digits as a folder of four IDX files."""
    folder.mkdir()
    digits = synthetic_digits(n_train, n_test, rng=5)
    for name in ("train", "test"):
        write_split(folder, name, digits.split(name))
    return folder


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Path:
    """Return a folder of 300 training and 100 test images."""
    return write_data(tmp_path_factory.mktemp("data") / "tiny", 300, 100)


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """Return a folder of 3,000 training images: enough for an epoch that can be stopped in the middle."""
    return write_data(tmp_path_factory.mktemp("data") / "small", 3000, 100)


@pytest.fixture
def perceptible(tmp_path, monkeypatch) -> Invoke:
    """Return the program: called with arguments, in an empty folder, it returns what came out."""
    monkeypatch.chdir(tmp_path)
    for variable in [name for name in os.environ if name.startswith("PERCEPTIBLE_") and name != "PERCEPTIBLE_CACHE"]:
        monkeypatch.delenv(variable)

    def invoke(*arguments: object, **options: object) -> Result:
        return click.testing.CliRunner().invoke(program, [str(argument) for argument in arguments], **options)

    return invoke


@pytest.fixture(scope="session")
def trained(tiny, tmp_path_factory) -> Path:
    """Return the folder of a run of two epochs on the tiny data."""
    folder = tmp_path_factory.mktemp("runs") / "trained"
    arguments = ["train", "--data", str(tiny), "--epochs", "2", "--seed", "0", "--out", str(folder), "--quiet"]
    result = click.testing.CliRunner().invoke(program, arguments)
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def environment() -> dict[str, str]:
    """Return the environment for a process of its own, offline and without the user's data."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PERCEPTIBLE_")}
    return {**clean, "PERCEPTIBLE_OFFLINE": "1", "PYTHONPATH": SOURCES}


@pytest.fixture
def start_process(tmp_path, environment):
    """Return a function that starts the program as a process of its own, in an empty folder."""
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: object, **options: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "perceptible", *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        begun.append(subprocess.Popen(command, cwd=tmp_path, env=environment, **pipes))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.communicate()
