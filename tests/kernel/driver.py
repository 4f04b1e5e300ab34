"""Compiles fuzz_steps.c, which makes random trainings with steps.c, or fuzz_warp.c, and runs it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent
KERNELS = HERE.parents[1] / "src" / "perceptible" / "kernels"
OPTIONS = ("-std=gnu11", "-fno-math-errno", "-Wno-psabi", "-Wall", "-Wextra", "-Werror")
# What the driver says where this processor does not know the instructions that it was compiled for.
UNKNOWN_INSTRUCTIONS = 77


def n_cases(usual: int) -> int:
    """Return how many random trainings to make: many more at night."""
    return 20_000 if os.environ.get("HYPOTHESIS_PROFILE") == "night" else usual


def compiled_driver(command: Sequence[str], options: Sequence[str], folder: Path, name: str = "fuzz_steps") -> Path:
    """Compile the driver, and fail with what the compiler says where it cannot."""
    path = folder / name
    sources = ["-I", str(KERNELS), str(HERE / f"{name}.c"), "-o", str(path), "-lm"]
    done = subprocess.run([*command, *OPTIONS, *options, *sources], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return path


def run(command: Sequence[str | Path], **environment: str) -> str:
    """Run the driver and return what it prints; skip where it cannot run here, fail where it finds something."""
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=os.environ | environment)
    if done.returncode == UNKNOWN_INSTRUCTIONS:
        pytest.skip("this processor does not know these instructions")
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout
