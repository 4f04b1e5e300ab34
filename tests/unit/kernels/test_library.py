"""The compiled library: the fastest version that is whole, of this source, and for this processor."""

from __future__ import annotations

import _ctypes
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import PerceptibleWarning
from perceptible.kernels import library
from perceptible.kernels.library import VERSIONS, address, aligned, compiled, library_path, load, loaded, step_maker

needs_library = pytest.mark.skipif(compiled() is None, reason="there are no compiled steps here")


@pytest.fixture
def unloaded():
    """Forget the library that is loaded, before and after."""
    library._fastest.cache_clear()
    yield
    library._fastest.cache_clear()


@pytest.fixture
def elsewhere(unloaded, monkeypatch, tmp_path):
    """Look for libraries in an empty folder, and return it."""
    monkeypatch.setattr(library, "library_path", lambda version="plain": tmp_path / f"{version}.so")
    monkeypatch.setattr("perceptible.kernels.build.is_stale", lambda: False)
    return tmp_path


@pytest.mark.parametrize("wish", ["numpy", " NumPy "])
def test_numpy_serves_where_it_is_asked_for(wish, monkeypatch):
    """PERCEPTIBLE_KERNEL is heard at every call, in tests and in doubt."""
    monkeypatch.setenv("PERCEPTIBLE_KERNEL", wish)
    assert compiled() is None
    assert step_maker() == "NumPy (as PERCEPTIBLE_KERNEL asks)"
    with pytest.raises(RuntimeError, match=r"compiled steps are not there.*Ask can_run\(layers, cost\)"):
        loaded()


def test_numpy_serves_where_nothing_was_built(elsewhere, monkeypatch):
    """No compiler, no library, no complaint; and the report says so."""
    monkeypatch.delenv("PERCEPTIBLE_KERNEL", raising=False)
    assert compiled() is None
    assert step_maker() == "NumPy (no compiled steps were built or could be loaded)"


def test_a_library_of_another_source_is_not_called(elsewhere, monkeypatch):
    """After an update without a build its functions may take other arguments."""
    (elsewhere / "plain.so").write_bytes(b"an older library")
    monkeypatch.setattr("perceptible.kernels.build.is_stale", lambda: True)
    with pytest.warns(PerceptibleWarning, match=r"plain\.so was compiled from other C sources.*kernels\.build"):
        assert library._fastest() is None


@needs_library
@pytest.mark.parametrize("n_bytes", [0, 4, 30, 64, 4096, 20_000])
def test_a_cut_library_is_not_loaded(n_bytes, tmp_path):
    """A disk that was full while it was installed: loading it would end the process."""
    cut = tmp_path / "cut.so"
    cut.write_bytes(library_path().read_bytes()[:n_bytes])
    assert load(cut) is None


def test_what_is_no_library_of_ours_is_not_loaded(tmp_path):
    """Bytes that are no library, another library, and none."""
    (tmp_path / "text.so").write_bytes(b"not a library\n" * 100)
    assert [load(path) for path in (tmp_path / "text.so", Path(_ctypes.__file__), tmp_path / "none.so")] == [None] * 3


@needs_library
def test_the_longest_vectors_that_the_processor_knows_are_taken(elsewhere, monkeypatch):
    """Of the versions that are there: all of them, or the one for every processor."""
    monkeypatch.delenv("PERCEPTIBLE_KERNEL", raising=False)
    shutil.copy(library_path(), elsewhere / "plain.so")
    assert compiled().instruction_set() == load(library_path()).instruction_set()
    library._fastest.cache_clear()
    for version in VERSIONS.values():
        if version != "plain" and library_path(version).exists():  # that one is in use
            shutil.copy(library_path(version), elsewhere / f"{version}.so")
    known = {b"AVX-512": 16, b"AVX2": 8}
    assert known.get(compiled().instruction_set(), 4) == compiled().widest_vector()


@given(st.integers(1, 1000))
def test_memory_for_vectors_begins_where_vectors_may(n_floats):
    """A vector of 64 bytes at another place would end the process."""
    memory = aligned(n_floats)
    assert address(memory) % 64 == 0
    assert (memory.shape, memory.dtype) == ((n_floats,), np.float32)
    assert not memory.any()


def test_no_array_has_no_address():
    """NULL for the kernel: no averaged weights, no moments."""
    assert address(None) is None
