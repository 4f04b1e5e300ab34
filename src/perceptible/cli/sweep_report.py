"""A sweep as it is told: what each training came to, and a table at the end."""

from __future__ import annotations

from collections.abc import Sequence

from perceptible.cli.outcome_watch import failure_words
from perceptible.cli.text import columns, duration
from perceptible.sweeps import Job, Outcome, Row, SettingSummary, choice_words, value_words

__all__ = ["sweep_table", "trained_words"]

Trained = Outcome[Job, Row]

MOST_ERRORS = 5


def trained_words(varied: Sequence[str], outcome: Trained) -> str:
    """Say what a training of a sweep came to.

    Parameters
    ----------
    varied : sequence of str
        The axes that tell the trainings apart.
    outcome : Outcome
        What became of one.
    """
    words = choice_words({name: outcome.job.value_of(name) for name in varied})
    where = f"{words}, seed {outcome.job.seed}:"
    if outcome.value is None:
        return f"{where} {failure_words(outcome)}"
    row = outcome.value
    accuracy = row.train_accuracy if row.test_accuracy is None else row.test_accuracy
    return f"{where} {'' if accuracy is None else f'{accuracy:.2%}, '}{duration(outcome.seconds)}"


def sweep_table(summaries: Sequence[SettingSummary], n_seeds: int) -> str:
    """Return a line for each setting: median and range over its seeds, and what failed below.

    Parameters
    ----------
    summaries : sequence of SettingSummary
        From `summarize`.
    n_seeds : int
        How many were asked for.
    """
    measured = [name for name in ("test", "validation") if _any(summaries, f"{name}_accuracy")] or ["train"]
    axes = list(summaries[0].choice)
    heads = [name.replace("_", " ") for name in axes] + ["seeds"]
    for name in measured:
        heads += [f"{name} median", "range", "cost"]
    rows = []
    for one in summaries:
        cells = [value_words(value) for value in one.choice.values()] + [f"{len(one.seeds)} of {n_seeds}"]
        for name in measured:
            cells += _spread(one, name)
        seconds = one.spreads.get("seconds")
        rows.append([*cells, "" if seconds is None else duration(seconds.median)])
    errors = [f"failed: {one.words}, seed {seed}: {error}" for one in summaries for seed, error in one.errors.items()]
    more = [f"and {len(errors) - MOST_ERRORS} more failed"] if len(errors) > MOST_ERRORS else []
    return "\n".join([columns(rows, heads=[*heads, "time"], right="r" * len(axes)), *errors[:MOST_ERRORS], *more])


def _any(summaries: Sequence[SettingSummary], name: str) -> bool:
    """Tell whether anything has this measurement."""
    return any(name in one.spreads for one in summaries)


def _spread(summary: SettingSummary, name: str) -> list[str]:
    """Return median, range and median cost of one kind of images."""
    accuracy, cost = (summary.spreads.get(f"{name}_{what}") for what in ("accuracy", "cost"))
    if accuracy is None or cost is None:
        return ["", "", ""]
    return [f"{accuracy.median:.2%}", f"{accuracy.low:.2%} to {accuracy.high:.2%}", f"{cost.median:.4f}"]
