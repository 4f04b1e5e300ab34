"""The summary: for each setting of a sweep, median and range over its seeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from perceptible.sweeps.enumeration import jobs
from perceptible.sweeps.job import Job
from perceptible.sweeps.outcomes import Outcome
from perceptible.sweeps.rows import Row
from perceptible.sweeps.sweep import Sweep

__all__ = ["MEASURED", "SettingSummary", "Spread", "choice_words", "summarize", "value_words"]

MEASURED = (
    "test_accuracy",
    "test_cost",
    "validation_accuracy",
    "validation_cost",
    "train_accuracy",
    "train_cost",
    "seconds",
)


@dataclass(frozen=True)
class Spread:
    """Median and range of a measurement over seeds.

    Parameters
    ----------
    median, low, high : float
        The middle one, or the average of the two in the middle; the lowest; the highest.
    values : tuple of float
        All of them, by seed.

    Examples
    --------
    >>> Spread.of([0.75, 0.5, 1.0]).median
    0.75
    """

    median: float
    low: float
    high: float
    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """Return the spread of at least one value."""
        found = tuple(values)
        return cls(median(found), min(found), max(found), found)


@dataclass(frozen=True, kw_only=True)
class SettingSummary:
    """What one setting came to, over its seeds.

    Parameters
    ----------
    choice : mapping
        Its value on each axis that is varied.
    seeds : tuple of int
        From which it was trained to the end.
    errors : mapping from int to str
        Seeds from which it was not, and why.
    spreads : mapping from str to Spread
        By measurement, one of `MEASURED`; only what was measured for every seed.
    """

    choice: Mapping[str, object]
    seeds: tuple[int, ...]
    errors: Mapping[int, str]
    spreads: Mapping[str, Spread]

    @property
    def words(self) -> str:
        """Return what distinguishes the setting, in a few words."""
        return choice_words(self.choice)


def choice_words(choice: Mapping[str, object]) -> str:
    """Return the values on some axes as people write them.

    Examples
    --------
    >>> choice_words({"learning_rate": 0.5, "hidden": (16, 16), "patience": None})
    'learning rate 0.5, hidden 16-16, patience none'
    """
    words = (f"{name.replace('_', ' ')} {value_words(value)}" for name, value in choice.items())
    return ", ".join(words) or "the recipe as it is"


def value_words(value: object) -> str:
    """Return a value of an axis as people write it.

    Examples
    --------
    >>> value_words((16, 16)), value_words(()), value_words(1e-3)
    ('16-16', 'none', '0.001')
    """
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "none"
    if isinstance(value, float):
        return f"{value:.4g}"
    return "none" if value is None else str(value)


def summarize(sweep: Sweep, outcomes: Iterable[Outcome[Job, Row]]) -> tuple[SettingSummary, ...]:
    """Gather the trainings of a sweep by setting.

    Parameters
    ----------
    sweep : Sweep
        What was asked for.
    outcomes : iterable of Outcome of Job and Row
        From `run_sweep`, in any order; what is not of this sweep is left out.

    Returns
    -------
    tuple of SettingSummary
        Every setting, in the order of `jobs`, whether anything came of it yet or not; seeds in ascending order.

    Examples
    --------
    >>> import perceptible as pc
    >>> from perceptible.sweeps import Serial, run_sweep
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> sweep = Sweep(digits, axes={"epochs": (1, 2)}, seeds=(0, 1, 2))
    >>> [(dict(one.choice), len(one.seeds)) for one in summarize(sweep, run_sweep(sweep, workers=Serial()))]
    [({'epochs': 1}, 3), ({'epochs': 2}, 3)]
    """
    landed = {outcome.id: outcome for outcome in outcomes}
    groups: dict[tuple[object, ...], list[Outcome[Job, Row]]] = {}
    for job in jobs(sweep):
        group = groups.setdefault(tuple(job.value_of(name) for name in sweep.varied), [])
        group += [landed[job.id]] if job.id in landed else []
    return tuple(_summary(dict(zip(sweep.varied, values, strict=True)), group) for values, group in groups.items())


def _summary(choice: Mapping[str, object], outcomes: list[Outcome[Job, Row]]) -> SettingSummary:
    """Return what one setting came to."""
    in_order = sorted(outcomes, key=lambda outcome: outcome.job.seed)
    rows = [outcome.value for outcome in in_order if outcome.value is not None]
    columns = {name: [getattr(row, name) for row in rows] for name in MEASURED if rows}
    return SettingSummary(
        choice=choice,
        seeds=tuple(row.seed for row in rows),
        errors={outcome.job.seed: outcome.error for outcome in in_order if outcome.error is not None},
        spreads={name: Spread.of(values) for name, values in columns.items() if None not in values},
    )
