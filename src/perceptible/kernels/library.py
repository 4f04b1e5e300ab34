"""The compiled library: built from steps.c where there was a C compiler, found and loaded here."""

from __future__ import annotations

import ctypes
import sys
import warnings
from functools import cache
from pathlib import Path

import numpy as np

from perceptible.environment import wants_numpy
from perceptible.errors import PerceptibleWarning
from perceptible.kernels.build import is_stale

__all__ = ["Images", "Network", "State", "address", "aligned", "compiled", "library_path", "loaded", "step_maker"]

MAX_LAYERS = 16
LANES = 16
ALIGNMENT = 64
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")


class Network(ctypes.Structure):
    """The struct Network of steps.c."""

    _fields_ = (
        ("n_layers", ctypes.c_int32),
        ("sizes", ctypes.c_int32 * (MAX_LAYERS + 1)),
        ("widths", ctypes.c_int32 * (MAX_LAYERS + 1)),
        ("activations", ctypes.c_int32 * MAX_LAYERS),
        ("cost", ctypes.c_int32),
        ("optimizer", ctypes.c_int32),
        ("momentum", ctypes.c_float),
        ("momentum_rest", ctypes.c_float),
        ("second_momentum", ctypes.c_float),
        ("second_rest", ctypes.c_float),
        ("epsilon", ctypes.c_float),
        ("decay", ctypes.c_float),
        ("average", ctypes.c_float),
    )


class State(ctypes.Structure):
    """The struct State of steps.c."""

    _fields_ = tuple((name, ctypes.c_void_p) for name in ("dials", "first", "second", "average"))


class Images(ctypes.Structure):
    """The struct Images of steps.c."""

    _fields_ = tuple((name, ctypes.c_void_p) for name in ("starts", "positions", "bytes", "values", "labels"))


def library_path() -> Path:
    """Return where the compiled library lies, if it was built."""
    return Path(__file__).with_name(f"_steps{SUFFIX}")


def compiled() -> ctypes.CDLL | None:
    """Return the compiled library; None where it was not built, cannot be loaded, or is not wanted."""
    return None if wants_numpy() else _load()


def step_maker() -> str:
    """Say in words what makes the steps of a training here."""
    library = compiled()
    if library is not None:
        return f"compiled steps, with {library.instruction_set().decode()}"
    reason = "as PERCEPTIBLE_KERNEL asks" if wants_numpy() else "no compiled steps were built or could be loaded"
    return f"NumPy ({reason})"


def loaded() -> ctypes.CDLL:
    """Return the compiled library where `compiled` has said that it is there."""
    library = compiled()
    if library is None:
        msg = "the compiled steps are not there, expected the caller to ask first. Ask can_run(layers, cost)."
        raise RuntimeError(msg)
    return library


def aligned(n_floats: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Return zeros that begin at a multiple of 64 bytes, as whole vectors want."""
    raw = np.zeros(4 * n_floats + ALIGNMENT, np.uint8)
    start = -raw.ctypes.data % ALIGNMENT
    return raw[start : start + 4 * n_floats].view(np.float32)


def address(array: np.ndarray[tuple[int, ...], np.dtype[np.generic]] | None) -> int | None:
    """Return where the numbers of an array begin; the caller keeps the array while the address is used."""
    return None if array is None else array.ctypes.data


@cache
def _load() -> ctypes.CDLL | None:
    """Load the library once, unless it is of another source. Calls into it release the GIL."""
    if library_path().is_file() and is_stale():  # its functions may take other arguments, or not be there
        msg = (
            f"{library_path()} was compiled from another steps.c than the one beside it; NumPy serves, more slowly. "
            "Compile it again: python -m perceptible.kernels.build"
        )
        warnings.warn(msg, PerceptibleWarning, stacklevel=2)
        return None
    try:
        library = ctypes.CDLL(str(library_path()))
    except OSError:
        return None
    library.work_size.restype = ctypes.c_size_t
    library.count_lit.restype = ctypes.c_int32
    library.instruction_set.restype = ctypes.c_char_p
    return library
