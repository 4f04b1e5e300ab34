"""Builds steps.c into the library beside it, where there is a C compiler: python -m perceptible.kernels.build.

Needs the standard library alone, since the package's build runs it before anything is installed. Without a compiler
nothing is lost but speed: NumPy makes the same steps. PERCEPTIBLE_SKIP_KERNEL=1 leaves it out, CC names a compiler.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["FLAGS", "build", "compiler", "is_stale", "target"]

HERE = Path(__file__).parent
SOURCE = HERE / "steps.c"
# No -ffast-math: it would make 1/(1 + e^-z) NaN for large z, and linked in, flush denormals in all of Python.
FLAGS = ("-O3", "-std=gnu11", "-ffp-contract=fast", "-fno-math-errno", "-Wno-psabi", "-fPIC", "-shared")
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")


def target(folder: Path = HERE) -> Path:
    """Return where the library goes."""
    return folder / f"_steps{SUFFIX}"


def build(folder: Path = HERE) -> str:
    """Build the library where its source changed; return what was done, in words, and never fail."""
    if os.environ.get("PERCEPTIBLE_SKIP_KERNEL") == "1":
        target(folder).unlink(missing_ok=True)
        return "left out, as PERCEPTIBLE_SKIP_KERNEL asks; NumPy serves"
    if not is_stale(folder):
        return "up to date"
    command = compiler()
    if not command:
        return "not built, since there is no C compiler (CC names one); NumPy serves"
    unfinished = target(folder).with_suffix(f".{os.getpid()}.tmp-build")
    done = subprocess.run(
        [*command, *FLAGS, str(folder / SOURCE.name), "-o", str(unfinished), "-lm"],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        unfinished.unlink(missing_ok=True)
        return f"not built, since {command[0]} failed; NumPy serves. It said: {done.stderr.strip()[-500:]}"
    unfinished.replace(target(folder))
    _stamp(folder).write_text(_fingerprint(folder), encoding="ascii")
    return f"built with {command[0]}"


def compiler() -> list[str]:
    """Return the command of a C compiler that knows vector extensions; empty where there is none."""
    if chosen := os.environ.get("CC"):
        return shlex.split(chosen)
    found = (shutil.which(name) for name in ("gcc", "cc", "clang"))
    return next(([path] for path in found if path), [])


def is_stale(folder: Path = HERE) -> bool:
    """Tell whether the library is missing or was built from another source."""
    stamp = _stamp(folder)
    built = target(folder).is_file() and stamp.is_file()
    return not built or stamp.read_text(encoding="ascii") != _fingerprint(folder)


def _stamp(folder: Path) -> Path:
    """Return the file that says what the library was built from."""
    return folder / "_steps.sha256"


def _fingerprint(folder: Path) -> str:
    """Hash the source and how it is compiled."""
    return hashlib.sha256((folder / SOURCE.name).read_bytes() + " ".join(FLAGS).encode()).hexdigest()


if __name__ == "__main__":
    print(f"compiled steps: {build()}", file=sys.stderr)
