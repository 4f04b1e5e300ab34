"""Copies of verified data in the cache, unpacked, so that the next program has them at once.

A copy belongs to files of one path, size and time of change, and its own checksum is verified whenever it is read.
Whatever is wrong with it, the files are read instead, and a copy that cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from perceptible.data.catalog import CATALOG
from perceptible.data.idx_files import find_file
from perceptible.data.raw import RawData, Samples, fingerprint
from perceptible.environment import cache_folder
from perceptible.errors import StorageError
from perceptible.files import write_atomically

__all__ = ["copy_folder", "unpacked"]

DAMAGED = (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, RecursionError)
CARD, PIXELS, LABELS = "card.json", "pixels.npy", "labels.npy"


def unpacked(name: str, folder: Path, read: Callable[[], RawData]) -> RawData:
    """Return the data of a folder: from the copy where there is a good one, else as `read` reads them.

    Parameters
    ----------
    name : str
        A data set of the catalog.
    folder : Path
        Where its files lie.
    read : function
        Reads and verifies them.

    Returns
    -------
    RawData
        The same either way.
    """
    key = _key(name, folder)
    found = _read_copy(name, key)
    if found is not None:
        return found
    raw = read()
    if key and not raw.caution and raw.train.inputs.dtype == np.uint8:
        raw = replace(raw, fingerprint=fingerprint(raw.train, raw.test))
        _write_copy(raw, key)
    return raw


def copy_folder(name: str) -> Path:
    """Return where the copy of a data set lies."""
    return cache_folder() / "unpacked" / name


def _key(name: str, folder: Path) -> str:
    """Return what changes when a file does; nothing where one is missing."""
    paths = [find_file(folder, file) for file in CATALOG[name].files]
    if any(path is None for path in paths):
        return ""
    stats = [(str(path.resolve()), path.stat().st_size, path.stat().st_mtime_ns) for path in paths if path]
    return hashlib.sha256(repr(stats).encode()).hexdigest()


def _read_copy(name: str, key: str) -> RawData | None:
    """Read the copy of these files; None where there is none, or it is not what was written."""
    folder, known = copy_folder(name), CATALOG[name]
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        if not key or card["key"] != key:
            return None
        pixels = np.load(folder / PIXELS, mmap_mode="r", allow_pickle=False)
        labels = np.load(folder / LABELS, allow_pickle=False)
        n_train, shape = card["n_train"], card["image_shape"]
        train, test = Samples(pixels[:n_train], labels[:n_train]), Samples(pixels[n_train:], labels[n_train:])
        if fingerprint(train, test) != card["fingerprint"]:
            return None
        image_shape = (int(shape[0]), int(shape[1]))
        raw = RawData(name, train, test, str(card["source"]), known.class_names, image_shape)
        return replace(raw, fingerprint=card["fingerprint"])
    except DAMAGED:  # a copy is never worth an error
        return None


def _write_copy(raw: RawData, key: str) -> None:
    """Write a copy; the card comes last, so that half a copy is none."""
    folder = copy_folder(raw.name)
    card = {
        "key": key,
        "n_train": len(raw.train.labels),
        "image_shape": raw.image_shape,
        "source": raw.source,
        "fingerprint": raw.fingerprint,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CARD).unlink(missing_ok=True)
        for file, parts in zip((PIXELS, LABELS), zip(raw.train, raw.test, strict=True), strict=True):
            packed = io.BytesIO()
            np.save(packed, np.concatenate(parts), allow_pickle=False)
            write_atomically(folder / file, packed.getvalue())
        write_atomically(folder / CARD, json.dumps(card).encode())
    except (OSError, StorageError):  # the data are here; the next program reads the files again
        return
