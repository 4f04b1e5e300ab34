"""The compiled library: built from C sources where there was a compiler; the fastest version is loaded here."""

from __future__ import annotations

import ctypes
import sys
import warnings
from functools import cache
from pathlib import Path

import numpy as np

from perceptible.environment import wants_numpy
from perceptible.errors import PerceptibleWarning

__all__ = [
    "Images",
    "Network",
    "State",
    "address",
    "aligned",
    "compiled",
    "library_path",
    "load",
    "loaded",
    "step_maker",
]

MAX_LAYERS = 16
BLOCK = 16
ALIGNMENT = 64
# The longest vectors first: how many numbers they hold, and the version that is built for them.
VERSIONS = {16: "avx512", 8: "avx2", 4: "plain"}
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


def library_path(version: str = "plain") -> Path:
    """Return where a version of the compiled library lies, if it was built."""
    return Path(__file__).with_name(f"_steps-{version}{SUFFIX}")


def compiled() -> ctypes.CDLL | None:
    """Return the compiled library; None where it was not built, cannot be loaded, or is not wanted."""
    return None if wants_numpy() else _fastest()


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


def load(path: Path) -> ctypes.CDLL | None:
    """Load a compiled library; None where there is none, or where it is damaged. Calls into it release the GIL."""
    try:
        library = ctypes.CDLL(str(path)) if _is_whole(path) else None
        if library is not None:
            library.work_size.restype = library.warp_size.restype = ctypes.c_size_t
            library.count_lit.restype = ctypes.c_int32
            library.widest_vector.restype = ctypes.c_int32
            library.instruction_set.restype = ctypes.c_char_p
    except (OSError, AttributeError):  # no library for this machine, or another one
        return None
    return library


@cache
def _fastest() -> ctypes.CDLL | None:
    """Load the version with the longest vectors that this processor knows, once."""
    plain = None if _is_of_another_source() else load(library_path())
    longest = 0 if plain is None else plain.widest_vector()
    versions = (load(library_path(version)) for n_lanes, version in VERSIONS.items() if n_lanes <= longest)
    return next((library for library in versions if library is not None), None)


def _is_of_another_source() -> bool:
    """Warn of a library whose functions may take other arguments, or not be there."""
    from perceptible.kernels.build import is_stale  # here, since nothing else wants the module that compiles

    if not (library_path().is_file() and is_stale()):
        return False
    msg = (
        f"{library_path()} was compiled from other C sources than those beside it; NumPy serves, more slowly. "
        "Compile it again: python -c 'from perceptible.kernels.build import build; print(build())'"
    )
    warnings.warn(msg, PerceptibleWarning, stacklevel=2)
    return True


def _is_whole(path: Path) -> bool:
    """Tell whether a library of Linux is as long as it says; one that was cut would end this process when loaded."""
    with path.open("rb") as file:
        head = file.read(64)
    if not head.startswith(b"\x7fELF\x02\x01") or len(head) < 64:
        return True  # another kind of file, whose loader looks for itself
    place, size, number = int.from_bytes(head[40:48], "little"), head[58] + 256 * head[59], head[60] + 256 * head[61]
    return path.stat().st_size >= place + size * number  # the table of its sections lies at its end
