"""What many tests share: real and synthetic digits, and PyTorch where it is installed."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from perceptible.data.dataset import Dataset

MNIST_FILE = "train-images-idx3-ubyte"


@pytest.fixture(scope="session")
def mnist() -> Dataset:
    """Return the real MNIST; skip where `PERCEPTIBLE_DATA` does not hold it."""
    folder = Path(os.environ.get("PERCEPTIBLE_DATA") or "no-folder") / "mnist"
    if not any((folder / name).is_file() for name in (MNIST_FILE, f"{MNIST_FILE}.gz")):
        pytest.skip(f"no MNIST: PERCEPTIBLE_DATA is {os.environ.get('PERCEPTIBLE_DATA')!r}, without mnist/{MNIST_FILE}")
    import perceptible as pc

    return pc.load_data("mnist")


@pytest.fixture(scope="session")
def synthetic() -> Dataset:
    """Return a few synthetic digits: enough to learn something from in a moment."""
    import perceptible as pc

    return pc.load_data("synthetic", n_train=600, n_test=200)


@pytest.fixture(scope="session")
def torch() -> ModuleType:
    """Return PyTorch; skip where it is not installed, since no locked requirements hold it."""
    found = pytest.importorskip("torch", reason="PyTorch is not installed (pip install torch)")
    found.set_num_threads(1)  # small tensors are slower on two
    return found
