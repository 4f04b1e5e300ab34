"""The floor: what it counts, and that the C code does it."""

from __future__ import annotations

import ctypes
from functools import reduce
from operator import xor
from time import perf_counter

import numpy as np
import pytest
from tests.tiny import dataset

from perceptible.benchmarks import floor
from perceptible.benchmarks.cases import Material, Skipped
from perceptible.benchmarks.floor import Lit, floor_cases, n_vector_steps
from perceptible.benchmarks.peers import CLASSIFIER, LESSON
from perceptible.kernels.build import compiler

needs_compiler = pytest.mark.skipif(not compiler(), reason="there is no C compiler")
INPUTS = np.array([[0, 1, 0.2], [0, 0, 0], [0.4, 0, 0]], np.float32)


def test_lit_pixels_are_found_image_by_image():
    """By eye: image 0 has pixels 1 and 2, image 1 none, image 2 pixel 0; 0.2 and 0.4 of 255 are 51 and 102."""
    lit = Lit.of(INPUTS)
    assert lit.starts.tolist() == [0, 2, 2, 3]
    assert lit.positions.tolist() == [1, 2, 0]
    assert lit.values.tolist() == [255, 51, 102]


def test_what_is_read_is_three_bytes_a_lit_pixel():
    """A position of two bytes and a value of one, filled up to whole strides of 512."""
    lit = Lit.of(np.ones((100, 10), np.float32))
    assert len(lit.bytes) == 6 * 512  # 3,000 bytes and 72 more
    assert not lit.bytes[3000:].any()


@pytest.mark.parametrize(("recipe", "expected"), [(LESSON, 2 * 3 + 3 * 96), (CLASSIFIER, 2 * 3 * 8 + 3 * 1728)])
def test_multiply_adds_are_counted(recipe, expected):
    """3 lit pixels twice, a vector or eight; of each of 3 images 3 x (16 + 16), or 3 x (128 x 4 + 64) = 1,728."""
    assert n_vector_steps(Lit.of(INPUTS), recipe, 10) == expected


@needs_compiler
def test_every_byte_is_read(tmp_path):
    """Bytes that the compiler left out would make the floor too low: XOR over all of them, against NumPy's."""
    bytes_ = np.random.default_rng(0).integers(0, 256, 4096, np.uint8)
    material = Material(dataset(), tmp_path)
    floor_cases(LESSON)[0].make(material)
    library = ctypes.CDLL(str(tmp_path / "floor-reading.library"))
    library.read_all.restype = ctypes.c_uint64
    found = library.read_all(ctypes.c_void_p(bytes_.ctypes.data), ctypes.c_size_t(bytes_.size))
    assert found == reduce(xor, bytes_.view(np.uint64).tolist())


@needs_compiler
def test_every_part_of_the_floor_can_be_measured(tmp_path):
    """Each compiles for this processor and takes some time."""
    for case in floor_cases(LESSON):
        run = case.make(Material(dataset(), tmp_path))
        assert not isinstance(run, Skipped)
        assert run(perf_counter) > 0


def test_without_a_compiler_the_floor_is_skipped(tmp_path, monkeypatch):
    """The rest of the table is measured all the same."""
    monkeypatch.setattr(floor, "compiler", list)
    made = floor_cases(LESSON)[0].make(Material(dataset(), tmp_path))
    assert made == Skipped("there is no C compiler (CC names one)")


def test_a_compiler_that_fails_is_quoted(tmp_path, monkeypatch):
    """The reason stands in the table."""
    monkeypatch.setattr(floor, "compiler", lambda: ["false"])
    made = floor_cases(LESSON)[0].make(Material(dataset(), tmp_path))
    assert isinstance(made, Skipped)
    assert made.reason.startswith("false failed")
