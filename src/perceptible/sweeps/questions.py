"""Questions: the jobs of an experiment done on any workers, from where they were left, to its result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from perceptible.data.dataset import Dataset
from perceptible.errors import FormatError, PerceptibleError, SettingsError, ShapeError
from perceptible.experiments import Experiment, Result
from perceptible.files import cannot_read, json_object
from perceptible.files.failures import PathLike
from perceptible.runs import environment_record
from perceptible.sweeps.outcomes import Outcome
from perceptible.sweeps.plain import as_plain
from perceptible.sweeps.runner import ABOUT, run_jobs
from perceptible.sweeps.workers import Workers

__all__ = ["ExperimentError", "Piece", "answer_question", "described_question", "do_pieces", "pieces"]


FEWEST_CLASSES, FEWEST_TO_LEARN, FEWEST_TO_TEST = 2, 2, 1
# What comes of reading a result of other columns than this version writes.
MISFITS = (KeyError, TypeError, ValueError, IndexError, AttributeError)


class ExperimentError(PerceptibleError):
    """Pieces of an experiment failed, so that it has no result.

    Parameters
    ----------
    message : str
        What failed, and what to do.
    kind : str, optional
        The class of the error in the piece that failed first; empty where it was not done.
    """

    def __init__(self, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


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
    """Return the jobs of an experiment as pieces that a folder can know.

    Raises
    ------
    ShapeError
        If the data are too few to ask anything of, or the experiment asks for others, such as pictures.
    """
    _check_enough(data)
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
    """Do the pieces of an experiment; hand over what becomes of each, as `run_jobs` does.

    Raises
    ------
    SettingsError
        If the folder holds another experiment, or the same on other data. Other seeds and sizes may share a folder.
    FormatError
        If what the folder says about itself cannot be read.
    """
    if folder is not None:
        _check_same(experiment, data, Path(folder))
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
    FormatError
        If what was read from a folder is not what this version writes.
    """
    wanted = pieces(experiment, settings, data)
    known = {outcome.job: outcome for outcome in outcomes}
    answers: list[Any] = []
    for piece in wanted:
        outcome = known.get(piece)
        if outcome is None or outcome.value is None:
            raise _failed(experiment, outcome)
        answers.append(outcome.value)
    try:
        return experiment.combine(settings, data, [piece.job for piece in wanted], answers)
    except MISFITS as error:
        if all(outcome.is_new for outcome in outcomes):
            raise
        msg = (
            f"a kept result of experiment {experiment.name!r} does not fit ({type(error).__name__}: {error}), expected "
            "what this version writes. Use a new folder."
        )
        raise FormatError(msg) from error


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


def _failed(experiment: Experiment, outcome: Outcome[Piece, Any] | None) -> ExperimentError:
    """Return the error of a piece that has no value, with what to do: what is final would fail again."""
    begin = f"a piece of experiment {experiment.name!r}"
    again = "Run it again: the others are kept."
    if outcome is None:
        return ExperimentError(f"{begin} was not done, expected all of them. {again}")
    said = f"{begin} failed: {outcome.error}"
    return ExperimentError(said if outcome.is_final else f"{said} {again}", outcome.kind)


def _check_enough(data: Dataset) -> None:
    """Refuse data with which there is nothing to learn or to ask."""
    n_train, n_test = len(data.train), len(data.test)
    if data.n_classes >= FEWEST_CLASSES and n_train >= FEWEST_TO_LEARN and n_test >= FEWEST_TO_TEST:
        return
    msg = (
        f"{data.name} has classes: {data.n_classes}, training images: {n_train}, test images: {n_test}; expected "
        f"at least {FEWEST_CLASSES}, {FEWEST_TO_LEARN} and {FEWEST_TO_TEST}. Take more data, such as --data synthetic."
    )
    raise ShapeError(msg)


def _check_same(experiment: Experiment, data: Dataset, folder: Path) -> None:
    """Refuse a folder in which other results would be overwritten."""
    path = folder / ABOUT
    try:
        text = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise cannot_read(path, error) from error
    about = json_object(text, str(path))
    kept = about.get("data")
    fingerprint = kept.get("fingerprint") if isinstance(kept, Mapping) else None
    if (about.get("experiment"), fingerprint) == (experiment.name, data.fingerprint):
        return
    name = kept.get("name") if isinstance(kept, Mapping) else None
    msg = (
        f"{folder} holds {about.get('experiment', 'something else')!r} on {name!r} with fingerprint "
        f"{str(fingerprint)[:8]}, expected {experiment.name!r} on {data.name!r} with {data.fingerprint[:8]}. "
        "Choose another folder: --out."
    )
    raise SettingsError(msg)


def _do(piece: Piece, *, run: Callable[[Any, Dataset], Any], data: Dataset) -> Any:  # noqa: ANN401  # JSON holds it
    """Do one piece."""
    return run(piece.job, data)
