"""Processes of this machine, through joblib's loky: a worker that dies does not take the others' results along."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import joblib
from joblib.externals.loky import ProcessPoolExecutor

from perceptible.errors import SettingsError
from perceptible.sweeps.outcomes import Answer, Task, answer
from perceptible.sweeps.sharing import Shared, shared
from perceptible.sweeps.workers import Pool

__all__ = ["Processes", "checked_count"]

SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True)
class Processes:
    """Worker processes on this machine.

    Parameters
    ----------
    n : int, optional
        How many; without it one for each processor that this process may use.

    Raises
    ------
    SettingsError
        If `n` is no whole number of at least 1.

    Notes
    -----
    The data lie once in memory, however many workers read them. A worker ignores Ctrl-C, which is for the process that
    started it, and ends with that one, however that ends (on Windows after a kill only when its job is done).

    Examples
    --------
    >>> Processes(2).n
    2
    """

    n: int | None = None

    def __post_init__(self) -> None:
        """Check the number."""
        if self.n is not None:
            checked_count("processes", self.n)

    @contextmanager
    def opened(self, task: Task[Any]) -> Iterator[Pool]:
        """Start the processes; on leaving, kill them."""
        n_workers = self.n or joblib.cpu_count()
        with shared(task) as sent:
            executor = ProcessPoolExecutor(n_workers, initializer=_begin, initargs=(sent, os.getpid()))
            try:
                yield _Local(executor, n_workers)
            finally:
                executor.shutdown(kill_workers=True)


def checked_count(name: str, value: object) -> int:
    """Return a number of workers, if it is one.

    Raises
    ------
    SettingsError
        If it is no whole number of at least 1.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        msg = f"the number of {name} is {value!r}, expected a whole number of at least 1. Ask for 2, for example."
        raise SettingsError(msg)
    return value


@dataclass(frozen=True, eq=False)
class _Local:
    """Processes that were started."""

    executor: Any  # joblib has no types
    n_workers: int
    is_alive: bool = True
    lost: tuple[type[BaseException], ...] = ()
    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)  # loky ends all processes when one has died

    def submit(self, job: object) -> Future[Answer]:
        """Give a job to a process."""
        future: Future[Answer] = self.executor.submit(_answer, job)
        return future


# What a worker process keeps from its first moment on.
_kept: dict[str, Task[Any]] = {}


def _begin(sent: Shared, parent: int) -> None:
    """Get a worker process ready: it keeps the task, ignores Ctrl-C, and ends with its parent."""
    _kept["task"] = sent.received()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Leave when the parent has gone: nobody waits for what is computed here."""
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(1)


def _answer(job: object) -> Answer:
    """Do a job in a worker process."""
    return answer(_kept["task"], job)
