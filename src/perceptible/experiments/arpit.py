"""Arpit: four figures of "A closer look at memorization in deep networks", made again with digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from perceptible.data.dataset import Dataset
from perceptible.experiments.arpit_noisy import (
    Noisy,
    NoisyJob,
    NoisySettings,
    combine_noisy,
    noisy_findings,
    noisy_jobs,
    noisy_table,
    run_noisy,
)
from perceptible.experiments.arpit_starts import (
    Starts,
    StartsJob,
    StartsSettings,
    combine_starts,
    run_starts,
    starts_findings,
    starts_jobs,
    starts_table,
)
from perceptible.experiments.arpit_unrolled import (
    UnrolledJob,
    UnrolledSettings,
    Unrolling,
    combine_unrolled,
    run_unrolled,
    unrolled_findings,
    unrolled_jobs,
    unrolled_tables,
)
from perceptible.experiments.experiment import Experiment, Table

__all__ = ["EXPERIMENT", "ArpitResult", "ArpitSettings"]

Job = StartsJob | UnrolledJob | NoisyJob


@dataclass(frozen=True, kw_only=True)
class ArpitSettings:
    """What each figure is made with.

    Parameters
    ----------
    starts : StartsSettings
        Of figure 1, whose networks have seeds of their own.
    unrolled : UnrolledSettings
        Of figures 3 and 4.
    noisy : NoisySettings
        Of figure 7.
    seeds : tuple of int
        Of figures 3, 4 and 7.
    """

    starts: StartsSettings = field(default_factory=StartsSettings)
    unrolled: UnrolledSettings = field(default_factory=UnrolledSettings)
    noisy: NoisySettings = field(default_factory=NoisySettings)
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class ArpitResult:
    """The figures, in numbers."""

    starts: tuple[Starts, ...]
    unrolled: tuple[Unrolling, ...]
    noisy: tuple[Noisy, ...]
    settings: ArpitSettings

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        noisy = noisy_findings(self.noisy, self.settings.noisy.radius)
        return *starts_findings(self.starts), *unrolled_findings(self.unrolled), *noisy

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the numbers behind each figure."""
        return starts_table(self.starts), *unrolled_tables(self.unrolled), noisy_table(self.noisy)


def _jobs(settings: ArpitSettings, _data: Dataset) -> tuple[Job, ...]:
    """Return the pieces of all figures."""
    unrolled, noisy = unrolled_jobs(settings.unrolled, settings.seeds), noisy_jobs(settings.noisy, settings.seeds)
    return *starts_jobs(settings.starts), *unrolled, *noisy


def _run(job: Job, data: Dataset) -> dict[str, Any]:
    """Do a piece of one figure."""
    if isinstance(job, StartsJob):
        return run_starts(job, data)
    return run_unrolled(job, data) if isinstance(job, UnrolledJob) else run_noisy(job, data)


def _combine(
    settings: ArpitSettings, _data: Dataset, jobs: Sequence[Job], answers: Sequence[Mapping[str, Any]]
) -> ArpitResult:
    """Put the pieces of each figure together."""
    pairs = list(zip(jobs, answers, strict=True))
    starts = [(job, answer) for job, answer in pairs if isinstance(job, StartsJob)]
    unrolled = [(job, answer) for job, answer in pairs if isinstance(job, UnrolledJob)]
    noisy = [(job, answer) for job, answer in pairs if isinstance(job, NoisyJob)]
    return ArpitResult(
        combine_starts(settings.starts, [job for job, _ in starts], [answer for _, answer in starts]),
        combine_unrolled([job for job, _ in unrolled], [answer for _, answer in unrolled]),
        combine_noisy(settings.noisy, [job for job, _ in noisy], [answer for _, answer in noisy]),
        settings,
    )


EXPERIMENT = Experiment(
    name="arpit",
    title="A closer look at memorization",
    question="Does it learn real data otherwise than noise? Figures 1, 3, 4 and 7 of Arpit et al. (2017), with digits.",
    takes={
        "quick": "100 networks on 5,000 images, 2 seeds for the other figures: half a minute",
        "standard": "100 networks on all images (its figure alone: under three minutes), 3 seeds: minutes",
        "full": "the same with 5 seeds: ten minutes",
    },
    sizes={
        "quick": ArpitSettings(
            starts=StartsSettings(hidden=(16, 16), n_images=5_000, n_at_once=50),
            unrolled=UnrolledSettings(epochs=20, n_moments=6),
            noisy=NoisySettings(shares=(0.0, 0.8), epochs=(1, 3, 8, 20), n_others=500),
            seeds=(0, 1),
        ),
        "standard": ArpitSettings(),
        "full": ArpitSettings(seeds=tuple(range(5))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
