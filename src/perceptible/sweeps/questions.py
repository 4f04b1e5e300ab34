"""Questions: the jobs of an experiment done on any workers, from where they were left, to its result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from perceptible.data.dataset import Dataset
from perceptible.errors import PerceptibleError
from perceptible.experiments import Experiment, Result
from perceptible.files.failures import PathLike
from perceptible.runs import environment_record
from perceptible.sweeps.outcomes import Outcome
from perceptible.sweeps.plain import as_plain
from perceptible.sweeps.runner import run_jobs
from perceptible.sweeps.workers import Workers

__all__ = ["ExperimentError", "Piece", "answer_question", "described_question", "do_pieces", "pieces"]


class ExperimentError(PerceptibleError):
    """Pieces of an experiment failed, so that it has no result."""


@dataclass(frozen=True)
class Piece:
    """One job of an experiment on certain data: what it is known by in a folder of results.

    Parameters
    ----------
    experiment : str
        Its name.
    fingerprint : str
        Of the data.
    job : frozen dataclass
        The job itself.
    """

    experiment: str
    fingerprint: str
    job: Any


def pieces(experiment: Experiment, settings: object, data: Dataset) -> tuple[Piece, ...]:
    """Return the jobs of an experiment as pieces that a folder can know."""
    return tuple(Piece(experiment.name, data.fingerprint, job) for job in experiment.jobs(settings, data))


def do_pieces(
    experiment: Experiment,
    wanted: Sequence[Piece],
    data: Dataset,
    *,
    folder: PathLike | None = None,
    about: dict[str, object] | None = None,
    workers: Workers | None = None,
    should_stop: Callable[[], object] = lambda: None,
) -> Iterator[Outcome[Piece, Any]]:
    """Do the pieces of an experiment; hand over what becomes of each, as `run_jobs` does."""
    task = partial(_do, run=experiment.run, data=data)
    return run_jobs(task, wanted, folder=folder, about=about, workers=workers, should_stop=should_stop)


def answer_question(
    experiment: Experiment, settings: object, data: Dataset, outcomes: Sequence[Outcome[Piece, Any]]
) -> Result:
    """Combine what became of all pieces, in whatever order they landed, to the result.

    Raises
    ------
    ExperimentError
        If a piece failed, or is missing.
    """
    wanted = pieces(experiment, settings, data)
    known = {outcome.job: outcome for outcome in outcomes}
    answers: list[Any] = []
    for piece in wanted:
        outcome = known.get(piece)
        if outcome is None or outcome.value is None:
            why = "was not done" if outcome is None else f"failed: {outcome.error}"
            msg = f"a piece of experiment {experiment.name!r} {why}. Run it again: the others are kept."
            raise ExperimentError(msg)
        answers.append(outcome.value)
    return experiment.combine(settings, data, [piece.job for piece in wanted], answers)


def described_question(experiment: Experiment, size: str, settings: object, data: Dataset) -> dict[str, object]:
    """Return what was asked of which data on which machine, as plain values."""
    return {
        "experiment": experiment.name,
        "question": experiment.question,
        "size": size,
        "settings": as_plain(settings, "settings"),
        "data": {
            "name": data.name,
            "source": data.source,
            "fingerprint": data.fingerprint,
            "n_train": len(data.train),
            "n_test": len(data.test),
        },
        "environment": environment_record(),
    }


def _do(piece: Piece, *, run: Callable[[Any, Dataset], Any], data: Dataset) -> Any:  # noqa: ANN401  # JSON holds it
    """Do one piece."""
    return run(piece.job, data)
