"""Figure 1 of Arpit et al.: which examples a hundred networks get wrong after one epoch, each from its own start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray, one_hot
from perceptible.data.dataset import Dataset
from perceptible.experiments.arpit_kinds import KINDS, made, one_of
from perceptible.experiments.classifier import classifier
from perceptible.experiments.experiment import Table
from perceptible.kernels import one_thread
from perceptible.network import propagate
from perceptible.rng import derived
from perceptible.training import Settings, train_together

__all__ = ["Starts", "StartsJob", "StartsSettings", "combine_starts", "run_starts", "starts_jobs"]

DATA_SEED, START, ORDER, DRAWS = range(4)
BINOMIAL = "drawn from a binomial distribution"


@dataclass(frozen=True, kw_only=True)
class StartsSettings:
    """How the networks are trained; the paper does not say how large its mini-batches are.

    Parameters
    ----------
    hidden : tuple of int
        Hidden layers: ReLU, with softmax and cross-entropy.
    n_networks, n_at_once : int
        How many in all, and in one piece of work.
    n_images, n_watched : int
        To learn from for one epoch, and how many of these are watched.
    batch_size, learning_rate
        Of plain gradient descent.
    """

    hidden: tuple[int, ...] = (64, 64)
    n_networks: int = 100
    n_at_once: int = 25
    n_images: int = 60_000
    n_watched: int = 1_000
    batch_size: int = 100
    learning_rate: float = 0.1


@dataclass(frozen=True)
class StartsJob:
    """Some networks of one kind."""

    kind: str
    first: int
    n_networks: int
    settings: StartsSettings


@dataclass(frozen=True)
class Starts:
    """How often each example was wrong.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    rates : tuple of float
        For each example the share of networks that got it wrong, the most frequent first.
    drawn : tuple of float
        As many shares drawn from Binomial(n_networks, p) / n_networks, p the average of `rates`, sorted likewise:
        what would come out if all examples were equally hard.
    n_networks : int
        How many there were.
    """

    kind: str
    rates: tuple[float, ...]
    drawn: tuple[float, ...]
    n_networks: int

    @property
    def mean(self) -> float:
        """Return the share of wrong answers."""
        return float(np.mean(self.rates))

    @property
    def binomial(self) -> float:
        """Return the standard deviation of the binomial distribution: between examples that are equally hard."""
        return float(np.sqrt(max(0.0, self.mean * (1 - self.mean)) / self.n_networks))

    @property
    def times_binomial(self) -> float:
        """Return the standard deviation between examples in those of the binomial distribution; 1 for equally hard."""
        return float(np.std(self.rates)) / self.binomial if self.binomial else 1.0

    @property
    def always(self) -> float:
        """Return the share of examples that every network got right or every network got wrong."""
        rates = np.array(self.rates)
        return float(((rates == 0) | (rates == 1)).mean())


def starts_jobs(settings: StartsSettings) -> tuple[StartsJob, ...]:
    """Return pieces of work, some networks of one kind each."""
    firsts = range(0, settings.n_networks, settings.n_at_once)
    return tuple(
        StartsJob(kind, first, min(settings.n_at_once, settings.n_networks - first), settings)
        for kind in KINDS
        for first in firsts
    )


def run_starts(job: StartsJob, data: Dataset) -> dict[str, Any]:
    """Train some networks for an epoch, all in one array; count for each watched example how many get it wrong."""
    how, some = job.settings, data.first(job.settings.n_images)
    inputs, labels = made(some.train, job.kind, rng=derived(DATA_SEED))
    settings = Settings(epochs=1, batch_size=how.batch_size, learning_rate=how.learning_rate)
    start = classifier(some, how.hidden, copies=job.n_networks, rng=derived(START, job.first))
    seeds = [int(derived(ORDER, job.first + number).integers(2**62)) for number in range(job.n_networks)]
    targets = one_hot(labels, data.n_classes)
    with one_thread():
        networks = train_together(start, inputs, targets, settings, seeds=seeds).network
        watched = inputs[: how.n_watched]
        singles = (one_of(networks, number) for number in range(job.n_networks))
        wrong = [propagate(one.layers, watched).outputs.argmax(axis=-1) != labels[: how.n_watched] for one in singles]
    return {"wrong": np.sum(wrong, axis=0).tolist()}


def combine_starts(
    settings: StartsSettings, jobs: Sequence[StartsJob], answers: Sequence[Mapping[str, Any]]
) -> tuple[Starts, ...]:
    """Add up what all pieces counted."""
    found = []
    for kind in KINDS:
        counts = np.sum(
            [answer["wrong"] for job, answer in zip(jobs, answers, strict=True) if job.kind == kind], axis=0
        )
        rates = counts / settings.n_networks
        drawn = derived(DRAWS).binomial(settings.n_networks, rates.mean(), size=len(rates)) / settings.n_networks
        found.append(Starts(kind, _sorted(rates), _sorted(drawn), settings.n_networks))
    return tuple(found)


def starts_findings(starts: Sequence[Starts]) -> tuple[str, ...]:
    """Say whether some examples are harder than others."""
    spread = ", ".join(f"{one.kind} {one.times_binomial:.1f}" for one in starts)
    same = ", ".join(f"{one.kind} {100 * one.always:.0f} %" for one in starts)
    after = f"After one epoch from {starts[0].n_networks} starts"
    varies = f"{after}, errors by example vary so many times as much as if all were equally hard: {spread}."
    return varies, f"Examples that are right from every start, or wrong from every start: {same}."


def starts_table(starts: Sequence[Starts]) -> Table:
    """Return a row for each kind."""
    columns = ("data", "networks", "examples", "wrong on average, %", "standard deviation, %")
    more = ("that of a binomial, %", "times as much", "same from all starts, %")
    return Table("arpit-starts", (*columns, *more), tuple(_row(one) for one in starts))


def _row(one: Starts) -> tuple[str | float | int, ...]:
    """Return the row of one kind."""
    spread, expected = 100 * float(np.std(one.rates)), 100 * one.binomial
    values = (100 * one.mean, spread, expected, one.times_binomial, 100 * one.always)
    return (one.kind, one.n_networks, len(one.rates), *(round(value, 3) for value in values))


def _sorted(rates: FloatArray) -> tuple[float, ...]:
    """Return rates from the highest to the lowest."""
    return tuple(np.sort(rates)[::-1].tolist())
