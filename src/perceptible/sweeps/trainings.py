"""A sweep from its description to its rows: in a folder, on any workers, from where it was left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from perceptible.files.failures import PathLike
from perceptible.runs import environment_record
from perceptible.sweeps.enumeration import jobs
from perceptible.sweeps.job import Job
from perceptible.sweeps.outcomes import Outcome
from perceptible.sweeps.plain import as_plain
from perceptible.sweeps.ranges import Range
from perceptible.sweeps.rows import Row, train_job
from perceptible.sweeps.runner import run_jobs
from perceptible.sweeps.sweep import Sweep
from perceptible.sweeps.workers import Workers
from perceptible.training import Recipe

__all__ = ["Trained", "described", "run_sweep"]

Trained = Outcome[Job, Row]


def run_sweep(
    sweep: Sweep,
    folder: PathLike | None = None,
    *,
    workers: Workers | None = None,
    should_stop: Callable[[], object] = lambda: None,
) -> Iterator[Trained]:
    """Make all trainings of a sweep, and hand over each as soon as it has ended.

    Parameters
    ----------
    sweep : Sweep
        Which trainings.
    folder : str or path, optional
        Where rows are written down as they land, in ``results.jsonl``. Trainings whose rows are there already are not
        made again, whatever sweep they belonged to: the same sweep goes on, one with more seeds or values adds them.
    workers : Workers, optional
        `Processes`, `DaskCluster`, `RayCluster` or `Serial`; without it one process for each processor.
    should_stop : function, optional
        Asked about ten times a second: what is true stops everything at once.

    Yields
    ------
    Outcome of Job and Row
        One for each training, as it lands. Where a training diverged, or its worker died three times, `error` says so
        and `value` is None.

    Raises
    ------
    SettingsError, UnknownNameError
        If a value of an axis makes no sense: before anything is trained.
    BusyError, StorageError, FormatError
        If the folder is in use, cannot be written, or holds what is no result.

    Notes
    -----
    The numbers do not depend on where or in which order the trainings are made, as far as the same versions on the same
    kind of processor give the same bits; every worker computes on one thread.

    Examples
    --------
    >>> import perceptible as pc
    >>> from perceptible.sweeps import Serial
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> sweep = Sweep(digits, axes={"epochs": (1, 2)}, seeds=(0, 1))
    >>> [(outcome.job.seed, outcome.value.steps) for outcome in run_sweep(sweep, workers=Serial())]
    [(0, 20), (1, 20), (0, 40), (1, 40)]
    """
    wanted = jobs(sweep)
    return _rows(sweep, wanted, folder, workers, should_stop)


def _rows(
    sweep: Sweep,
    wanted: tuple[Job, ...],
    folder: PathLike | None,
    workers: Workers | None,
    should_stop: Callable[[], object],
) -> Iterator[Trained]:
    """Yield outcomes with rows in them."""
    task = partial(train_job, data=dict(sweep.datasets))
    about = described(sweep)
    for outcome in run_jobs(task, wanted, folder=folder, about=about, workers=workers, should_stop=should_stop):
        row = None if outcome.value is None else Row.from_dict(outcome.value)
        yield Outcome(**{**vars(outcome), "value": row})


def described(sweep: Sweep) -> dict[str, object]:
    """Return what a sweep is, as plain values, with the machine that asked for it."""
    data = [
        {"name": data.name, "source": data.source, "fingerprint": data.fingerprint, "n_test": len(data.test)}
        for data in sweep.datasets.values()
    ]
    return {
        "recipe": sweep.recipe.name if isinstance(sweep.recipe, Recipe) else sweep.recipe,
        "axes": {name: _values(values) for name, values in sweep.axes.items()},
        "seeds": list(sweep.seeds),
        "n_random": sweep.n_random,
        "search_seed": sweep.search_seed,
        "data": data,
        "environment": environment_record(),
    }


def _values(values: Sequence[object] | Range) -> object:
    """Return the values of an axis as plain ones; of a recipe its name."""
    if isinstance(values, Range):
        return as_plain(values, "an axis")
    return [value.name if isinstance(value, Recipe) else as_plain(value, "an axis") for value in values]
