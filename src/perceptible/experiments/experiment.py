"""What an experiment is: a question, pieces of work that can be done anywhere, and what they come to together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from perceptible.data.dataset import Dataset
from perceptible.errors import SettingsError, find_named

__all__ = ["SIZES", "Cell", "Experiment", "Result", "Table", "question_settings"]

SIZES = ("quick", "standard", "full")
Cell = str | int | float | None
Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """Numbers with names: what a figure shows, for programs and for those who want to count.

    Parameters
    ----------
    name : str
        A word for files: letters, digits and hyphens.
    columns : tuple of str
        What each column holds, with its unit.
    rows : tuple of tuple
        As long as `columns` each; None where nothing was measured.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a row that is too long or too short."""
        wrong = next((row for row in self.rows if len(row) != len(self.columns)), None)
        if wrong is not None:
            msg = (
                f"table {self.name!r} has a row of {len(wrong)} cells, expected {len(self.columns)}. Fill it with None."
            )
            raise SettingsError(msg)


class Result(Protocol):
    """What an experiment came to: a frozen dataclass of its own, which tells at least this."""

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out, in sentences with numbers, the most important first."""
        ...

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the numbers."""
        ...


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """A question of the lesson, and how it is answered.

    Parameters
    ----------
    name : str
        What the command line calls it.
    title, question : str
        For people: a few words, and a sentence.
    takes : mapping
        For each size, what is done and about how long that takes on two processors.
    sizes : mapping
        For each of `SIZES` the settings: a frozen dataclass with at least ``seeds: tuple[int, ...]``.
    jobs : callable
        From settings and data to frozen dataclasses of plain values: pieces of work, none of which needs another.
    run : callable
        Does one job on the data; returns a mapping of what JSON can hold. A function of a module, so that other
        processes can be given it.
    combine : callable
        From settings, data, the jobs that were done and their answers, in the order of the jobs, to the result.
    """

    name: str
    title: str
    question: str
    takes: Mapping[str, str]
    sizes: Mapping[str, Any]
    jobs: Callable[[Any, Dataset], Sequence[Any]]
    run: Callable[[Any, Dataset], Answer]
    combine: Callable[[Any, Dataset, Sequence[Any], Sequence[Answer]], Result]

    def __post_init__(self) -> None:
        """Refuse an experiment that lacks a size."""
        if tuple(self.sizes) != SIZES or tuple(self.takes) != SIZES:
            msg = f"experiment {self.name!r} has the sizes {list(self.sizes)}, expected {list(SIZES)}. Describe each."
            raise SettingsError(msg)


def question_settings(experiment: Experiment, size: str = "standard", *, seeds: Sequence[int] | None = None) -> Any:  # noqa: ANN401  # each experiment has settings of its own
    """Return the settings of a size, from other seeds where they are given.

    Parameters
    ----------
    experiment : Experiment
        Which one.
    size : str, optional
        One of `SIZES`.
    seeds : sequence of int, optional
        Whole numbers of at least 0, each once.

    Raises
    ------
    UnknownNameError
        If there is no such size.
    SettingsError
        If the seeds are none, or one comes twice.
    """
    settings = find_named(experiment.sizes, size, "size")
    if seeds is None:
        return settings
    chosen = tuple(seeds)
    if not chosen or len(set(chosen)) < len(chosen) or min(chosen) < 0:
        msg = f"seeds are {list(chosen)}, expected whole numbers of at least 0, each once. Write 0-4."
        raise SettingsError(msg)
    return replace(settings, seeds=chosen)
