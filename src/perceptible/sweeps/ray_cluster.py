"""A Ray cluster: the same jobs on the workers that Ray manages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from perceptible.errors import MissingPackageError, SettingsError
from perceptible.sweeps.outcomes import Answer, Task, answer
from perceptible.sweeps.workers import Pool

__all__ = ["RayCluster"]

# What Ray says when not the job failed, but the worker, its machine or its memory.
LOST = ("WorkerCrashedError", "NodeDiedError", "LocalRayletDiedError", "ObjectLostError", "OutOfMemoryError")


@dataclass(frozen=True)
class RayCluster:
    """The workers of Ray.

    Parameters
    ----------
    address : str, optional
        Of a Ray cluster that runs; without it what ``RAY_ADDRESS`` names, or a Ray started on this machine.

    Raises
    ------
    MissingPackageError
        On opening, if Ray is not installed.
    SettingsError
        On opening, if no cluster answers at the address.

    Examples
    --------
    >>> RayCluster().address is None
    True
    """

    address: str | None = None

    @contextmanager
    def opened(self, task: Task[Any]) -> Iterator[Pool]:
        """Connect, and put the task where all workers find it; on leaving, give up what is under way."""
        ray = _ray()
        is_ours = not ray.is_initialized()
        if is_ours:
            self._connect(ray)
        try:
            # max_retries=0: the runner tries again itself, so that it knows which jobs were lost
            remote = ray.remote(num_cpus=1, max_retries=0)(answer)
            lost = tuple(getattr(ray.exceptions, name) for name in LOST)
            yield _Connected(ray, remote, ray.put(task), lost)
        finally:
            if is_ours:
                ray.shutdown()

    def _connect(self, ray: ModuleType) -> None:
        """Connect to the cluster, or start one."""
        try:
            ray.init(self.address, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, ValueError) as error:
            msg = (
                f"no Ray cluster answers at {self.address} ({error}), expected one that runs. "
                "Start it with: ray start --head; or leave the address out."
            )
            raise SettingsError(msg) from error


@dataclass(frozen=True, eq=False)
class _Connected:
    """The workers of a Ray cluster."""

    ray: Any
    remote: Any
    task: object
    lost: tuple[type[BaseException], ...]
    broken: tuple[type[BaseException], ...] = ()
    is_alive: bool = True

    @property
    def n_workers(self) -> int:
        """Return the processors of all machines, as many as there are now."""
        return max(1, int(self.ray.cluster_resources().get("CPU", 1)))

    def submit(self, job: object) -> Future[Answer]:
        """Give a job to whichever worker is idle."""
        future: Future[Answer] = self.remote.remote(self.task, job).future()
        return future


def _ray() -> ModuleType:
    """Import Ray, or say how to install it."""
    try:
        import ray
    except ImportError:
        raise MissingPackageError("ray", "cluster") from None
    return ray  # type: ignore[no-any-return]  # an optional package
