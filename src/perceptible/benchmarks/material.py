"""Handing data to other processes: two splits as arrays in a folder, bytes where they were bytes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from perceptible.benchmarks.cases import Material
from perceptible.data.dataset import Dataset, Split

__all__ = ["read_material", "write_material"]

WORDS = "data.json"
SPLITS = ("train", "test")


def write_material(material: Material) -> None:
    """Write the data into the folder of scratch, for `read_material` in another process."""
    data, folder = material.data, material.scratch
    for name in SPLITS:
        split = data.train if name == "train" else data.test
        pixels = split.bytes_of_inputs
        np.save(folder / f"{name}-inputs.npy", split.inputs if pixels is None else pixels)
        np.save(folder / f"{name}-labels.npy", split.labels)
    words = {
        "name": data.name,
        "class_names": data.class_names,
        "image_shape": data.image_shape,
        "source": data.source,
        "fingerprint": data.fingerprint,
        "is_quick": material.is_quick,
    }
    (folder / WORDS).write_text(json.dumps(words), encoding="utf-8")


def read_material(folder: Path) -> Material:
    """Read what `write_material` wrote."""
    words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
    names, shape = tuple(words["class_names"]), words["image_shape"]
    train, test = (_read_split(folder, name, len(names)) for name in SPLITS)
    data = Dataset(
        words["name"], train, test, names, shape and (shape[0], shape[1]), words["source"], words["fingerprint"]
    )
    return Material(data, folder, words["is_quick"])


def _read_split(folder: Path, name: str, n_classes: int) -> Split:
    """Read the arrays of one split."""
    inputs, labels = (np.load(folder / f"{name}-{what}.npy", allow_pickle=False) for what in ("inputs", "labels"))
    return (Split.of_bytes if inputs.dtype == np.uint8 else Split)(inputs, labels, n_classes)
