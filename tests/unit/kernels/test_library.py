"""The compiled library: used only where it is of the source beside it."""

from __future__ import annotations

import pytest

from perceptible.errors import PerceptibleWarning
from perceptible.kernels import library


@pytest.fixture
def unloaded():
    """Forget the library that is loaded, before and after."""
    library._load.cache_clear()
    yield
    library._load.cache_clear()


def test_a_library_of_another_source_is_not_called(unloaded, monkeypatch, tmp_path):
    """After an update without a build its functions may take other arguments."""
    (tmp_path / "old.so").write_bytes(b"an older library")
    monkeypatch.setattr(library, "library_path", lambda: tmp_path / "old.so")
    monkeypatch.setattr(library, "is_stale", lambda: True)
    with pytest.warns(PerceptibleWarning, match=r"old\.so was compiled from another steps\.c.*kernels\.build"):
        assert library._load() is None
