"""A Dask cluster: the same jobs on the workers of a scheduler that runs somewhere, or on some started here."""

from __future__ import annotations

import logging
import re
import signal
import time
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from perceptible import __version__
from perceptible.errors import MismatchError, MissingPackageError, PerceptibleWarning, SettingsError
from perceptible.runs import environment_record
from perceptible.sweeps.outcomes import Answer, Task, answer
from perceptible.sweeps.processes import checked_count
from perceptible.sweeps.workers import Pool

__all__ = ["DaskCluster", "dask_setup"]

ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx)://[^\s/:]+(:\d{1,5})?|(tcp|tls|ws|wss|ucx)://\[[0-9a-fA-F:]+\](:\d{1,5})?")
SECONDS_TO_ANSWER = 10
SECONDS_TO_COME_BACK = 20
# What decides whether numbers come out the same to the last bit.
DECISIVE = ("numpy", "blas", "steps", "machine")


@dataclass(frozen=True)
class DaskCluster:
    """The workers of a Dask cluster.

    Parameters
    ----------
    address : str, optional
        Of a scheduler that runs, for example ``"tcp://10.0.0.5:8786"``.
    n : int, optional
        Without an address: start so many workers on this machine, for as long as they are needed.

    Raises
    ------
    SettingsError
        If the address is none, both or neither are given, or `n` is no whole number of at least 1; on opening, if no
        scheduler answers, or it has no workers.
    MissingPackageError
        On opening, if Dask's `distributed` is not installed.
    MismatchError
        On opening, if a worker has no perceptible, or another version of it.

    Warns
    -----
    PerceptibleWarning
        On opening, if a worker computes otherwise than this machine, so that the last bits may be others.

    Notes
    -----
    The data go to the workers, which need no files. Dask does a job again elsewhere when its worker dies. Whoever can
    reach a scheduler can run any code on its workers: use ``tls://`` beyond a network of your own.

    Examples
    --------
    >>> DaskCluster("tcp://10.0.0.5:8786").address
    'tcp://10.0.0.5:8786'
    """

    address: str | None = None
    n: int | None = None

    def __post_init__(self) -> None:
        """Check the address or the number."""
        if (self.address is None) == (self.n is None):
            msg = f"address is {self.address!r} and n is {self.n!r}, expected one of them. Write DaskCluster(n=2)."
            raise SettingsError(msg)
        if self.n is not None:
            checked_count("Dask workers", self.n)
        elif not isinstance(self.address, str) or not ADDRESS.fullmatch(self.address):
            msg = (
                f"the cluster's address is {self.address!r}, expected that of a Dask scheduler. "
                "Write tcp://HOST:8786; `dask scheduler` prints it when it starts."
            )
            raise SettingsError(msg)

    @property
    def _place(self) -> str:
        """Return where the scheduler is, for messages."""
        return self.address or "this machine"

    @contextmanager
    def opened(self, task: Task[Any]) -> Iterator[Pool]:
        """Connect, and send the task to the workers; on leaving, take back what is under way."""
        distributed = _distributed()
        with self._client(distributed) as client:
            try:
                client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
                self._check_workers(client.run(environment_record))
                sent = _sent(client, task)
                with client.as_current():
                    distributed.wait([sent], timeout=SECONDS_TO_ANSWER)
            except TimeoutError as error:
                msg = (
                    f"the scheduler at {self._place} has no workers, expected one at least. "
                    f"Start it with: dask worker {self._place}"
                )
                raise SettingsError(msg) from error
            except ImportError as error:
                raise self._mismatch(error.msg) from error
            executor = client.get_executor(pure=False)
            try:
                yield _Connected(client, executor, sent, (distributed.KilledWorker,))
            finally:
                executor.shutdown(wait=False)

    @contextmanager
    def _client(self, distributed: ModuleType) -> Iterator[Any]:
        """Connect to the scheduler, which is started here where there is no address."""
        if self.n is not None:
            # the status page on a port that is free: the standard one may be another scheduler's
            options = {"dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL, "preload": [__name__]}
            with (
                distributed.LocalCluster(self.n, threads_per_worker=1, host="127.0.0.1", **options) as cluster,
                distributed.Client(cluster, set_as_default=False) as client,
            ):
                yield client
            return
        try:
            client = distributed.Client(self.address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:
            msg = (
                f"no scheduler answers at {self.address} ({error}), expected one that runs. "
                "Start it with: dask scheduler; or check the address."
            )
            raise SettingsError(msg) from error
        with client:
            yield client

    def _check_workers(self, records: Mapping[str, Mapping[str, object]]) -> None:
        """Refuse workers with another perceptible, and say where the last bits may be others."""
        here = environment_record()
        for record in records.values():
            if record["perceptible"] != __version__:
                raise self._mismatch(record["perceptible"])
        others = {
            f"{name} {record[name]}" for record in records.values() for name in DECISIVE if record[name] != here[name]
        }
        if others:
            msg = (
                f"workers at {self._place} compute with {'; '.join(sorted(others))}, unlike this machine: their "
                "numbers may differ from those made here in the last bits. Use machines of one kind if that matters."
            )
            warnings.warn(msg, PerceptibleWarning, stacklevel=2)

    def _mismatch(self, found: object) -> MismatchError:
        """Return the error for a worker with another perceptible, or none."""
        return MismatchError(
            f"a worker at {self._place} has another perceptible ({found}), expected {__version__}, as here. "
            f"Install it there: pip install perceptible=={__version__}"
        )


def dask_setup(_worker: object) -> None:
    """Let a worker that was started here ignore Ctrl-C, which is for the process that started it; Dask calls this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@dataclass(frozen=True, eq=False)
class _Connected:
    """The workers of a scheduler."""

    client: Any
    executor: Any
    task: object
    lost: tuple[type[BaseException], ...]
    broken: tuple[type[BaseException], ...] = (CancelledError,)  # the scheduler has gone
    seen: list[float] = field(default_factory=lambda: [time.monotonic()])  # when there was a worker last

    @property
    def n_workers(self) -> int:
        """Return the threads of all workers, as many as there are now."""
        threads: dict[str, int] = self.client.nthreads()
        return max(1, sum(threads.values()))

    @property
    def is_alive(self) -> bool:
        """Tell whether there is a worker, or was until a moment ago: a nanny needs some seconds to start another."""
        if self.client.nthreads():
            self.seen[0] = time.monotonic()
        return time.monotonic() - self.seen[0] < SECONDS_TO_COME_BACK

    def submit(self, job: object) -> Future[Answer]:
        """Give a job to whichever worker is idle."""
        future: Future[Answer] = self.executor.submit(answer, self.task, job)
        return future


def _sent(client: Any, task: Task[Any]) -> Any:  # noqa: ANN401  # Dask's own types
    """Send the task to a worker, from which others take it.

    As the result of a job, and not scattered: what was scattered is gone when all workers that hold it die, and then
    jobs wait for it without end; a job is done again.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sending large graph")  # the data, once
        return client.submit(_held, task, pure=False)


def _held(task: Task[Any]) -> Task[Any]:
    """Return the task: a worker keeps what its jobs return."""
    return task


def _distributed() -> ModuleType:
    """Import Dask's scheduler, or say how to install it."""
    try:
        import distributed
    except ImportError:
        raise MissingPackageError("distributed", "cluster") from None
    return distributed  # type: ignore[no-any-return]  # an optional package
