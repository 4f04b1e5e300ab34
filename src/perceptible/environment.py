"""The one reader of environment variables: where data lie, where to cache, whether to go online."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_state_path

__all__ = ["cache_folder", "data_folder", "is_debugging", "is_offline", "kept_folder", "wants_numpy"]

YES = {"1", "true", "yes", "on"}


def data_folder() -> Path | None:
    """Return the folder that `PERCEPTIBLE_DATA` names, or None.

    It holds one folder a data set, for example ``mnist/train-images-idx3-ubyte.gz``.
    """
    return _path("PERCEPTIBLE_DATA")


def cache_folder() -> Path:
    """Return where downloads and prepared data are kept: `PERCEPTIBLE_CACHE`, or the user's cache folder."""
    chosen = _path("PERCEPTIBLE_CACHE")
    if chosen is not None:
        return chosen
    return user_cache_path("perceptible", appauthor=False)


def kept_folder() -> Path:
    """Return where the lab keeps port, key and the user's networks: `PERCEPTIBLE_STATE`, or the usual folder."""
    chosen = _path("PERCEPTIBLE_STATE")
    if chosen is not None:
        return chosen
    return user_state_path("perceptible", appauthor=False)


def is_offline() -> bool:
    """Tell whether `PERCEPTIBLE_OFFLINE` forbids every download."""
    return os.environ.get("PERCEPTIBLE_OFFLINE", "").strip().lower() in YES


def is_debugging() -> bool:
    """Tell whether `PERCEPTIBLE_DEBUG` asks for tracebacks."""
    return os.environ.get("PERCEPTIBLE_DEBUG", "").strip().lower() in YES


def wants_numpy() -> bool:
    """Tell whether `PERCEPTIBLE_KERNEL` asks for plain NumPy where compiled steps would serve."""
    return os.environ.get("PERCEPTIBLE_KERNEL", "").strip().lower() == "numpy"


def _path(variable: str) -> Path | None:
    """Return the path in an environment variable; None where it is empty or not set."""
    text = os.environ.get(variable, "").strip()
    return Path(text).expanduser() if text else None
