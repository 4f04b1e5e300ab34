"""Claims: each sentence of the lesson that can be checked, in our words, with what was measured beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from perceptible.data.dataset import Dataset
from perceptible.experiments.claims_list import RULES, claim_of
from perceptible.experiments.claims_measures import PARTS, ClaimsJob
from perceptible.experiments.claims_result import ClaimsResult
from perceptible.experiments.experiment import Experiment
from perceptible.training import RECIPES

__all__ = ["EXPERIMENT", "ClaimsSettings"]

LONGEST = ("plain", "tuned")


@dataclass(frozen=True, kw_only=True)
class ClaimsSettings:
    """How much is done for each claim.

    Parameters
    ----------
    epochs : int or None
        At most so many for each recipe; None for their own.
    n_images : int
        To learn from, where a claim is not about a recipe.
    n_starts : int
        Random starts for each seed, where a claim is about where descent ends.
    seeds : tuple of int
        Below five of them, every verdict on a training is "open".
    """

    epochs: int | None = None
    n_images: int = 5_000
    n_starts: int = 4
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)


def _jobs(settings: ClaimsSettings, _data: Dataset) -> tuple[ClaimsJob, ...]:
    """Return a job for each part of the work and seed, the longest first."""
    shown = settings.epochs, settings.n_images, settings.n_starts
    parts = sorted(PARTS, key=lambda part: part not in LONGEST)
    return tuple(ClaimsJob(part, *shown, seed) for part in parts for seed in settings.seeds)


def _run(job: ClaimsJob, data: Dataset) -> dict[str, Any]:
    """Do one part of the work."""
    return PARTS[job.part](job, data)


def _combine(
    settings: ClaimsSettings, _data: Dataset, jobs: Sequence[ClaimsJob], answers: Sequence[Mapping[str, Any]]
) -> ClaimsResult:
    """Judge every claim by the answers of its part."""
    by_part: dict[str, list[Mapping[str, Any]]] = {}
    for job, answer in zip(jobs, answers, strict=True):
        by_part.setdefault(job.part, []).append(answer)
    claims = tuple(
        claim_of(rule, by_part.get(rule.part, []), is_whole=_is_whole(rule.part, settings.epochs)) for rule in RULES
    )
    return ClaimsResult(claims, settings.seeds)


def _is_whole(part: str, epochs: int | None) -> bool:
    """Return whether the networks of a part are trained to their end."""
    return epochs is None or part not in RECIPES or epochs >= RECIPES[part].settings.epochs


EXPERIMENT = Experiment(
    name="claims",
    title="The lesson's claims",
    question="Which sentences of the lesson hold when they are measured, and on how many seeds?",
    takes={
        "quick": "2 seeds, 2 epochs of each recipe, 1,000 images: half a minute; verdicts on trainings stay open",
        "standard": "5 seeds, at most 30 epochs of each recipe, 2,000 images: three minutes",
        "full": "5 seeds, the recipes' own epochs, 5,000 images: eight minutes",
    },
    sizes={
        "quick": ClaimsSettings(epochs=2, n_images=1_000, n_starts=2, seeds=(0, 1)),
        "standard": ClaimsSettings(epochs=30, n_images=2_000),
        "full": ClaimsSettings(),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
