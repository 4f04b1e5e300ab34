"""The runner: jobs go out to workers, outcomes come back one by one, and nothing is done twice or lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeVar, cast

from perceptible.files import FolderLock, cannot_write, remove_leftovers, write_atomically
from perceptible.files.failures import PathLike
from perceptible.sweeps.job import job_id
from perceptible.sweeps.ledger import Ledger, Record
from perceptible.sweeps.outcomes import Answer, Outcome, Task
from perceptible.sweeps.processes import Processes
from perceptible.sweeps.schedule import Schedule
from perceptible.sweeps.workers import Workers

__all__ = ["ABOUT", "run_jobs"]

JobT = TypeVar("JobT")
Asked = Callable[[], object]

ABOUT = "about.json"


def run_jobs(
    task: Task[JobT],
    jobs: Iterable[JobT],
    *,
    folder: PathLike | None = None,
    about: Mapping[str, object] | None = None,
    workers: Workers | None = None,
    should_stop: Asked = lambda: None,
) -> Iterator[Outcome[JobT, Record]]:
    """Do jobs on many workers, and hand over what becomes of each as soon as it is known.

    Parameters
    ----------
    task : function of one job
        Does the work: it returns a mapping, or a dataclass, of what JSON can hold. It and all that it holds must be
        picklable: a function of a module, or `functools.partial` of one with the data.
    jobs : iterable of frozen dataclasses
        Each is known by the hash of its class's name and what it holds, not by the task: what is done otherwise needs
        a class, or a folder, of its own. One that comes twice is done once.
    folder : str or path, optional
        Where outcomes are written down, in ``results.jsonl``. Jobs that were finished there are not done again.
    about : mapping, optional
        What the jobs are, as JSON has it, for those who find the folder: written to ``about.json``.
    workers : Workers, optional
        Where the work is done; without it in one process for each processor.
    should_stop : function, optional
        Asked about ten times a second: what is true, such as the name of a signal, stops everything at once.

    Yields
    ------
    Outcome
        One for each job: first those known from the folder, then each as it lands, written down before it is handed
        over.

    Raises
    ------
    BusyError
        If another process is using the folder.
    StorageError
        If the folder cannot be written.
    FormatError
        If the folder holds results that cannot be read.
    DtypeError
        If a job is no dataclass, or comes to what JSON cannot hold.

    Notes
    -----
    Errors of ours are outcomes: the others go on. When a worker dies, its job is tried again, alone, so that it is
    clear which job it was; after three deaths it is given up, as an outcome that is not final. Any other error is a
    mistake in the code, and stops everything. Whatever happens, what was handed over is safe.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> from perceptible.sweeps.workers import Serial
    >>> @dataclass(frozen=True)
    ... class Number:
    ...     value: int
    >>> outcomes = run_jobs(lambda job: {"square": job.value**2}, [Number(2), Number(3)], workers=Serial())
    >>> [outcome.value["square"] for outcome in outcomes]
    [4, 9]
    """
    named = {job_id(job): job for job in jobs}
    where = workers or Processes()
    if folder is None:
        yield from _computed(task, named, where, should_stop)
        return
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(place, error) from error
    with FolderLock(place):
        remove_leftovers(place)
        if about is not None:
            write_atomically(place / ABOUT, (json.dumps(about, indent=2) + "\n").encode("ascii"))
        with closing(Ledger(place)) as ledger:
            yield from _written(task, named, where, should_stop, ledger)


def _written(
    task: Task[JobT], named: Mapping[str, JobT], workers: Workers, should_stop: Asked, ledger: Ledger
) -> Iterator[Outcome[JobT, Record]]:
    """Hand over what is known, then what is computed, writing that down."""
    rest = {}
    for name, job in named.items():
        record = ledger.finished(name)
        if record is None:
            rest[name] = job
        else:
            yield Outcome(job=job, id=name, is_new=False, **record)
    for outcome in _computed(task, rest, workers, should_stop):
        ledger.add(cast("Outcome[object, Record]", outcome))
        yield outcome


def _computed(
    task: Task[JobT], named: Mapping[str, JobT], workers: Workers, should_stop: Asked
) -> Iterator[Outcome[JobT, Record]]:
    """Compute all jobs; open the workers again each time that one has died."""
    schedule = Schedule(named)
    while schedule.has_jobs and not should_stop():
        with workers.opened(task) as pool:
            for name, answer in schedule.answers(pool, should_stop):
                yield _landed(name, named[name], answer, schedule.n_lost[name])


def _landed(name: str, job: JobT, answer: Answer, n_lost: int) -> Outcome[JobT, Record]:
    """Return an answer as an outcome."""
    return Outcome(job=job, id=name, n_lost=n_lost, **vars(answer))
