"""What the tests of the lab share: a folder of their own for what it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what the lab keeps in a folder of the test; it is not there yet."""
    folder = tmp_path / "state"
    monkeypatch.setenv("PERCEPTIBLE_STATE", str(folder))
    return folder
