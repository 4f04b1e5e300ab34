"""Builds steps.c and warp.c into libraries beside them, where there is a C compiler.

Needs the standard library alone, since the package's build runs it before anything is installed. Without a compiler
nothing is lost but speed: NumPy makes the same steps. PERCEPTIBLE_SKIP_KERNEL=1 leaves it out, CC names a compiler.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["FLAGS", "SOURCES", "VERSIONS", "build", "compiler", "is_stale", "target"]

HERE = Path(__file__).parent
SOURCES = ("steps.c", "warp.c")
# No -ffast-math: it would make 1/(1 + e^-z) NaN for large z, and linked in, flush denormals in all of Python.
FLAGS = ("-O3", "-std=gnu11", "-ffp-contract=fast", "-fno-math-errno", "-Wno-psabi", "-fPIC", "-shared")
# The same lines, once for each length of vector: library.py loads the longest that the processor knows. The first
# is for every processor, the others for those of PCs.
VERSIONS = {"plain": (), "avx2": ("-mavx2", "-mfma"), "avx512": ("-mavx2", "-mfma", "-mavx512f")}
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")


def target(folder: Path = HERE, version: str = "plain") -> Path:
    """Return where the library of a version goes."""
    return folder / f"_steps-{version}{SUFFIX}"


def build(folder: Path = HERE) -> str:
    """Build the libraries where their sources changed; return what was done, in words, and never fail."""
    try:
        if os.environ.get("PERCEPTIBLE_SKIP_KERNEL") == "1":
            _remove(folder)
            return "left out, as PERCEPTIBLE_SKIP_KERNEL asks; NumPy serves"
        if not is_stale(folder):
            return "up to date"
        return _build(folder, compiler())
    except (OSError, ValueError) as error:  # a folder that cannot be written, a CC that is no command
        return f"not built: {error}; NumPy serves"


def compiler() -> list[str]:
    """Return the command of a C compiler that knows vector extensions; empty where there is none."""
    if chosen := os.environ.get("CC"):
        return shlex.split(chosen)
    found = (shutil.which(name) for name in ("gcc", "cc", "clang"))
    return next(([path] for path in found if path), [])


def is_stale(folder: Path = HERE) -> bool:
    """Tell whether the libraries are missing or were built from other sources."""
    stamp = _stamp(folder)
    built = target(folder).is_file() and stamp.is_file()
    return not built or stamp.read_bytes() != _fingerprint(folder)


def _build(folder: Path, command: list[str]) -> str:
    """Compile every version; one that this compiler or machine does not know is left out, but for the first."""
    if not command:
        return "not built, since there is no C compiler (CC names one); NumPy serves"
    built = []
    for version in VERSIONS if platform.machine().lower() in {"x86_64", "amd64"} else ["plain"]:
        complaint = _compile(folder, command, version)
        if not complaint:
            built.append(version)
        elif version == "plain":
            return f"not built, since {command[0]} failed; NumPy serves. It said: {complaint[-500:]}"
    _stamp(folder).write_bytes(_fingerprint(folder))
    return f"built with {command[0]}: {', '.join(built)}"


def _compile(folder: Path, command: list[str], version: str) -> str:
    """Compile one version, and put it into its place when it is whole; return what the compiler complains of."""
    goal = target(folder, version)
    unfinished = goal.with_suffix(f".{os.getpid()}.tmp-build")
    sources = [str(folder / name) for name in SOURCES]
    options = [*FLAGS, *VERSIONS[version], *sources, "-o", str(unfinished), "-lm"]
    done = subprocess.run([*command, *options], check=False, capture_output=True, text=True, errors="replace")
    if done.returncode == 0 and unfinished.is_file():
        unfinished.replace(goal)
        return ""
    for path in (unfinished, goal):
        path.unlink(missing_ok=True)
    return done.stderr.strip() or f"nothing, with exit status {done.returncode}"


def _remove(folder: Path) -> None:
    """Remove what was built."""
    for path in folder.glob("_steps*"):
        path.unlink(missing_ok=True)


def _stamp(folder: Path) -> Path:
    """Return the file that says what the libraries were built from."""
    return folder / "_steps.sha256"


def _fingerprint(folder: Path) -> bytes:
    """Hash the sources and how they are compiled."""
    how = " ".join(word for flags in (FLAGS, *VERSIONS.values()) for word in flags)
    lines = b"".join((folder / name).read_bytes() for name in SOURCES)
    return hashlib.sha256(lines + how.encode()).hexdigest().encode()
