"""Other processes for tests: Python with the same packages, whether perceptible is installed or not."""

from __future__ import annotations

import os
import subprocess
import sys


def python(*arguments: str, under: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
    """Start Python, perhaps by another command, with pipes to and from it; one thread of BLAS, so that it may fork."""
    path = os.pathsep.join([*filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}
    command = [*under, sys.executable, *arguments]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
