"""Outcomes: what becomes of a job, in the worker that does it and for whoever asked for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from perceptible.errors import DtypeError, PerceptibleError
from perceptible.kernels.threads import one_thread
from perceptible.sweeps.plain import as_plain

__all__ = ["Answer", "Outcome", "Task", "answer"]

JobT = TypeVar("JobT")
ValueT = TypeVar("ValueT")
Task = Callable[[JobT], object]

# What may be mended outside the job: a disk, a missing package, a machine without memory.
OF_THE_SURROUNDINGS = (OSError, ImportError, MemoryError)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a worker sends back: a value, or why there is none.

    Parameters
    ----------
    value : mapping or None
        What the task returned, as plain values.
    error : str or None
        What went wrong, in one sentence or two.
    kind : str
        The class of the error; empty where there is none.
    is_final : bool
        Whether to do the job again would come to the same.
    seconds : float
        How long it took.
    """

    value: Mapping[str, object] | None = None
    error: str | None = None
    kind: str = ""
    is_final: bool = True
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Outcome(Generic[JobT, ValueT]):
    """What became of a job.

    Parameters
    ----------
    job : object
        The job.
    id : str
        Its name.
    value : object or None
        What came out; None where it failed.
    error : str or None
        Why it failed.
    kind : str
        The class of the error, ``"lost"`` where its worker died; empty where there is none.
    is_final : bool
        False where it failed for a reason that may be mended: going on then does it again.
    seconds : float
        How long it took.
    n_lost : int
        How often its worker died on the way.
    is_new : bool
        Whether it was computed now, and not read from an earlier sitting.
    """

    job: JobT
    id: str
    value: ValueT | None
    error: str | None = None
    kind: str = ""
    is_final: bool = True
    seconds: float = 0.0
    n_lost: int = 0
    is_new: bool = True


def answer(task: Task[JobT], job: JobT, *, clock: Callable[[], float] = time.perf_counter) -> Answer:
    """Do a job with BLAS on one thread, since there are workers for all processors.

    Errors of ours become answers; all others stop everything, being mistakes in the code.

    Parameters
    ----------
    task : function of one job
        Returns a mapping or a dataclass of what JSON can hold.
    job : object
        What to do.
    clock : function, optional
        Returns seconds.

    Returns
    -------
    Answer
        What came out.

    Raises
    ------
    DtypeError
        If the task returns something else.

    Examples
    --------
    >>> answer(lambda job: {"square": job**2}, 3, clock=lambda: 0.0).value
    {'square': 9}
    """
    begun = clock()
    try:
        with one_thread():
            found = task(job)
    except (PerceptibleError, MemoryError) as error:
        said = str(error) or "the memory of the worker is used up. Use fewer workers at a time."
        is_final = not isinstance(error, OF_THE_SURROUNDINGS)
        return Answer(error=said, kind=type(error).__name__, is_final=is_final, seconds=clock() - begun)
    seconds = clock() - begun
    value = as_plain(found, "the result of a job")
    if not isinstance(value, dict):
        msg = f"a job came to a {type(found).__name__}, expected a mapping or a dataclass. Return names with values."
        raise DtypeError(msg)
    return Answer(value=value, seconds=seconds)
