"""Everything that users do wrong gets one line: what is wrong, where, and what to do."""

from __future__ import annotations

import gzip
import shutil

import numpy as np
import pytest

import perceptible as pc

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


def change(name, change_bytes):
    """Return a maker of data in which one file was changed."""

    def make(folder, tiny, _trained):
        shutil.copytree(tiny, folder / "data")
        (folder / "data" / name).write_bytes(change_bytes((folder / "data" / name).read_bytes()))
        return "train", "--data", "data", "--epochs", 1

    return make


def not_gzipped(folder, tiny, _trained):
    """Return a call with a file that is called .gz and is not."""
    shutil.copytree(tiny, folder / "data")
    (folder / "data" / IMAGES).rename(folder / "data" / f"{IMAGES}.gz")
    return "train", "--data", "data"


def cut_gzip(folder, tiny, _trained):
    """Return a call with half of a gzipped file."""
    shutil.copytree(tiny, folder / "data")
    packed = gzip.compress((folder / "data" / IMAGES).read_bytes())
    (folder / "data" / f"{IMAGES}.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "data" / IMAGES).unlink()
    return "train", "--data", "data"


def arrays(inputs, labels=None):
    """Return a maker of a pair of .npy files."""

    def make(folder, _tiny, _trained):
        np.save(folder / "inputs.npy", inputs)
        np.save(folder / "labels.npy", np.arange(len(inputs)) % 2 if labels is None else labels)
        return "train", "--data", ".", "--epochs", 1

    return make


def call(*arguments):
    """Return a maker that needs no files."""
    return lambda _folder, _tiny, _trained: arguments


def checkpoint(change_bytes):
    """Return a maker of a network file that was changed."""

    def make(folder, _tiny, trained):
        content = (trained / "checkpoint.safetensors").read_bytes()
        (folder / "net.safetensors").write_bytes(change_bytes(content))
        return "test", "net.safetensors"

    return make


def other_architecture(folder, tiny, _trained):
    """Return a call with a network for other data."""
    pc.save(pc.Network.random((100, 10), rng=0), folder / "net.safetensors")
    return "train", "net.safetensors", "--data", tiny


def under_a_file(folder, tiny, _trained):
    """Return a call that would write into a folder under a file."""
    (folder / "file").write_bytes(b"")
    return "train", "--data", tiny, "--epochs", 1, "--out", "file/run"


def full_disk(_folder, tiny, _trained):
    """Return a call that writes events to a full disk."""
    return "train", "--data", tiny, "--epochs", 1, "--events", "/dev/full"


NOISE = np.linspace(0, 1, 40, dtype=np.float32).reshape(20, 2)
CASES = {
    "truncated": (change(IMAGES, lambda old: old[:-1]), 3, IMAGES),
    "oversized": (change(IMAGES, lambda old: old + b"\0"), 3, IMAGES),
    "wrong magic": (change(IMAGES, lambda old: b"\1" + old[1:]), 3, IMAGES),
    "labels as images": (change(IMAGES, lambda _old: b"\0\0\x08\x01\0\0\0\2\1\2"), 3, IMAGES),
    "zero dimension": (change(IMAGES, lambda old: old[:8] + b"\0\0\0\0" + old[12:]), 3, IMAGES),
    "mismatched counts": (change(LABELS, lambda _old: b"\0\0\x08\x01\0\0\0\2\1\2"), 3, "labels"),
    "empty file": (change(IMAGES, lambda _old: b""), 3, IMAGES),
    "not gzip": (not_gzipped, 3, f"{IMAGES}.gz"),
    "cut gzip": (cut_gzip, 3, f"{IMAGES}.gz"),
    "NaN": (arrays(np.where(NOISE == 0, np.nan, NOISE)), 3, "nan"),
    "infinite": (arrays(np.where(NOISE == 0, np.inf, NOISE)), 3, "inf"),
    "labels of another length": (arrays(NOISE, np.arange(3)), 3, "labels.npy"),
    "labels out of range": (arrays(NOISE, np.full(20, -1)), 3, "-1"),
    "pickled": (arrays(np.array([{}] * 20, dtype=object)), 3, "inputs.npy"),
    "cut checkpoint": (checkpoint(lambda old: old[:1000]), 3, "net.safetensors"),
    "no safetensors": (checkpoint(lambda _old: b"hello world, no network"), 3, "net.safetensors"),
    "empty checkpoint": (checkpoint(lambda _old: b""), 3, "net.safetensors"),
    "other architecture": (other_architecture, 3, "100 inputs"),
    "no data": (call("train", "--data", "mnist", "--offline"), 3, "PERCEPTIBLE_DATA"),
    "no such data": (call("train", "--data", "mnits"), 2, "Did you mean 'mnist'?"),
    "no such path": (call("train", "--data", "no/such/folder"), 3, "no/such/folder"),
    "no such network": (call("test", "nowhere.safetensors"), 3, "nowhere.safetensors"),
    "no such picture": (lambda _folder, _tiny, trained: ("predict", trained, "nowhere.png"), 3, "nowhere.png"),
    "under a file": (under_a_file, 1, "file/run"),
    "full disk": (full_disk, 1, "/dev/full cannot be written"),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gets_one_line(case, perceptible, tiny, trained, tmp_path):
    """Exit code, place and remedy; no traceback, nothing on stdout."""
    make, code, place = CASES[case]
    result = perceptible(*make(tmp_path, tiny, trained), "--quiet")
    assert result.exit_code == code, result.stderr
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert place in result.stderr
    assert result.stderr.count(". ") + result.stderr.endswith(".\n") >= 1
