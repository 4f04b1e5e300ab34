"""Loading MNIST: from the packed files, and from the cache."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path

from perceptible.benchmarks.cases import Case, Clock, Material, Run, Skipped, timed
from perceptible.data.catalog import CATALOG
from perceptible.data.idx_files import find_file
from perceptible.data.load import load_data
from perceptible.environment import cache_folder, data_folder
from perceptible.kernels import compiled, find_lit, find_lit_bytes

__all__ = ["loading_cases", "mnist_folder"]


def loading_cases() -> tuple[Case, ...]:
    """Return the ways from files to a data set in memory."""
    return (
        Case("gz", "MNIST from the .gz files, nothing in the cache", _from_files),
        Case("cache", "MNIST from the cache", _from_cache),
        Case("lit", "lit pixels of the training images found (once, by the compiled steps)", _lit),
    )


def mnist_folder() -> Path | Skipped:
    """Return the folder that holds the folder ``mnist`` with its files; skip where there is none."""
    named = data_folder()
    for folder in (*([named] if named else []), cache_folder() / "data"):
        if all(find_file(folder / "mnist", file) for file in CATALOG["mnist"].files):
            return folder
    return Skipped("MNIST is not on this machine (perceptible data get mnist)")


def _from_files(material: Material) -> Run | Skipped:
    """Load MNIST each time as if for the first time."""
    folder = mnist_folder()
    if isinstance(folder, Skipped):
        return folder
    os.environ["PERCEPTIBLE_DATA"] = str(folder)

    def run(clock: Clock) -> float:
        with tempfile.TemporaryDirectory(dir=material.scratch, ignore_cleanup_errors=True) as cache:
            os.environ["PERCEPTIBLE_CACHE"] = cache
            return timed(partial(load_data, "mnist"))(clock)

    return run


def _from_cache(material: Material) -> Run | Skipped:
    """Load MNIST again and again."""
    folder = mnist_folder()
    if isinstance(folder, Skipped):
        return folder
    os.environ["PERCEPTIBLE_DATA"] = str(folder)
    os.environ["PERCEPTIBLE_CACHE"] = tempfile.mkdtemp(dir=material.scratch)
    return timed(partial(load_data, "mnist"))


def _lit(material: Material) -> Run | Skipped:
    """Find the lit pixels."""
    if compiled() is None:
        return Skipped("this installation has no compiled steps (perceptible info says why)")
    train = material.data.train
    pixels = train.bytes_of_inputs
    if pixels is None:
        return timed(lambda: find_lit(train.inputs, train.labels))
    return timed(lambda: find_lit_bytes(pixels, train.labels))
