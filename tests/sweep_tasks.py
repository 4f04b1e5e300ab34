"""Work for sweeps of tests: each function is found by name in other processes."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_info

from perceptible.errors import DataError, DivergedError


@dataclass(frozen=True)
class Number:
    """A job: a number, and a file that says whether the job was begun before."""

    value: int
    mark: str = ""


def square(job):
    """Return the square of the number."""
    return {"square": job.value**2}


def slow_square(job):
    """Return the square after a moment in which everything can be killed."""
    time.sleep(0.02)
    return square(job)


def fail_at_three(job):
    """Fail at 3 in a way that stays, at 4 in a way that may be mended."""
    if job.value == 3:
        raise DivergedError("the cost of 3 stopped being a number. Lower it.")
    if job.value == 4:
        raise DataError("the data of 4 are missing. Bring them.")
    return square(job)


def die_once_at_three(job):
    """Kill the worker the first time that it comes to 3."""
    if job.value == 3 and not Path(job.mark).exists():
        Path(job.mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return slow_square(job)


def die_at_three(job):
    """Kill the worker each time that it comes to 3."""
    if job.value == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return slow_square(job)


def threads(_job):
    """Return the largest number of threads of NumPy's BLAS here, and the process."""
    np.ones((2, 2)) @ np.ones((2, 2))
    found = threadpool_info()  # SciPy, where another test has loaded it, brings a BLAS of its own
    libraries = [library for library in found if library["user_api"] == "blas" and "numpy" in library["filepath"]]
    return {"threads": max((library["num_threads"] for library in libraries), default=1), "process": os.getpid()}


def mistaken(_job):
    """Fail as code with a mistake does."""
    return 1 / 0


def unspeakable(_job):
    """Return what JSON cannot hold."""
    return {"result": object()}
