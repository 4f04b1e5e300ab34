"""Workers: where jobs are done. One method is all that a place has to offer; this one is the process itself."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from perceptible.sweeps.outcomes import Answer, Task, answer

__all__ = ["Pool", "Serial", "Workers"]


class Pool(Protocol):
    """Workers that are ready for jobs of one task."""

    @property
    def n_workers(self) -> int:
        """Return how many jobs can be done at the same time, now."""
        ...

    @property
    def is_alive(self) -> bool:
        """Tell whether there is any worker left, or one may come back by itself."""
        ...

    @property
    def lost(self) -> tuple[type[BaseException], ...]:
        """Return what the future of a job raises whose worker died, where the others go on."""
        ...

    @property
    def broken(self) -> tuple[type[BaseException], ...]:
        """Return what futures, and `submit`, raise where all workers are gone: open new ones."""
        ...

    def submit(self, job: object) -> Future[Answer]:
        """Give a job to a worker; the future holds what `answer` returns."""
        ...


class Workers(Protocol):
    """A place where jobs are done."""

    def opened(self, task: Task[Any]) -> AbstractContextManager[Pool]:
        """Get workers ready for a task, which goes to each of them once; on leaving, jobs under way are given up."""
        ...


@dataclass(frozen=True)
class Serial:
    """Do one job after the other, in this process.

    Examples
    --------
    >>> with Serial().opened(lambda job: {"square": job**2}) as pool:
    ...     pool.submit(3).result().value
    {'square': 9}
    """

    @contextmanager
    def opened(self, task: Task[Any]) -> Iterator[Pool]:
        """Get ready."""
        yield _Here(task)


@dataclass(frozen=True)
class _Here:
    """One worker: the process that asks."""

    task: Task[Any]
    n_workers: int = 1
    is_alive: bool = True
    lost: tuple[type[BaseException], ...] = ()
    broken: tuple[type[BaseException], ...] = ()

    def submit(self, job: object) -> Future[Answer]:
        """Do a job at once."""
        done: Future[Answer] = Future()
        done.set_result(answer(self.task, job))
        return done
