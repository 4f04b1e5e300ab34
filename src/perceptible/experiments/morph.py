"""Morph: many pairs of digits turned into each other, where the answer flips, and how many neurons it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.data.dataset import Dataset, Split
from perceptible.errors import SettingsError
from perceptible.evaluation.answers import answers
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.fitting import can_train
from perceptible.experiments.morph_result import Example, Flips, MorphResult
from perceptible.experiments.spread import over_seeds
from perceptible.insight.blends import BLENDS
from perceptible.insight.morph import Flip, Morph, morph
from perceptible.network import Network
from perceptible.rng import derived
from perceptible.training import fit, recipe_named

__all__ = ["EXPERIMENT", "MorphSettings", "neurons_for_half", "read_pairs"]

N_STEPS = 50
N_SHOWN = 9  # images of the example
UNSURE = 0.5
HALF = 0.5


@dataclass(frozen=True, kw_only=True)
class MorphSettings:
    """Which networks look at how many pairs.

    Parameters
    ----------
    recipes : tuple of str
        What is trained.
    epochs : int or None
        For all of them; None for each recipe's own.
    n_pairs : int
        Pairs of test images of different classes, both read right.
    seeds : tuple of int
        One network of each recipe from each, with pairs of its own.
    """

    recipes: tuple[str, ...] = ("lesson", "honest")
    epochs: int | None = None
    n_pairs: int = 200
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class MorphJob:
    """One network, and its pairs."""

    recipe: str
    epochs: int | None
    n_pairs: int
    seed: int


def _jobs(settings: MorphSettings, data: Dataset) -> tuple[MorphJob, ...]:
    """Return a job for each recipe and seed."""
    return tuple(
        MorphJob(recipe, settings.epochs, settings.n_pairs, seed)
        for recipe in settings.recipes
        if can_train(recipe, data)
        for seed in settings.seeds
    )


def _run(job: MorphJob, data: Dataset) -> dict[str, Any]:
    """Train a network and turn digits into each other."""
    recipe = recipe_named(job.recipe)
    settings = recipe.settings if job.epochs is None else replace(recipe.settings, epochs=job.epochs)
    network = fit(data, recipe=job.recipe, settings=settings, rng=job.seed).network
    pairs = read_pairs(network, data.test, job.n_pairs, job.seed)
    shape = data.image_shape or (1, data.n_inputs)
    said: dict[str, Any] = {}
    for by, kind in BLENDS.items():
        if kind.needs_picture and data.image_shape is None:
            continue
        morphs = [
            morph(network, data.test.inputs[one], data.test.inputs[other], by=by, n_steps=N_STEPS, image_shape=shape)
            for one, other in pairs
        ]
        said[by] = [_told(each) for each in morphs if each.flips]
        if "example" not in said:
            said["example"] = _example(morphs[0], shape)
    return said


def read_pairs(network: Network, split: Split, n_pairs: int, seed: int) -> list[tuple[int, int]]:
    """Draw pairs of images of different classes, both read right, at random.

    Raises
    ------
    SettingsError
        If the network reads images of fewer than two classes.
    """
    right = np.flatnonzero(answers(network, split) == split.labels)
    if len(np.unique(split.labels[right])) <= 1:
        msg = "the network reads images of fewer than two classes, expected two at least. Train it for longer."
        raise SettingsError(msg)
    rng = derived(seed, 0)
    found: list[tuple[int, int]] = []
    while len(found) < n_pairs:
        one, other = rng.choice(right, 2).tolist()
        if split.labels[one] != split.labels[other]:
            found.append((one, other))
    return found


def _told(found: Morph) -> dict[str, Any]:
    """Return what is kept of a pair: its first flip, whether there is a third answer, and how many neurons did it."""
    first = found.flips[0]
    ends = {found.flips[0].before, found.flips[-1].after}
    third = any(answer not in ends for flip in found.flips for answer in (flip.before, flip.after))
    return {"at": first.share, "confidence": first.confidence, "third": third, "neurons": neurons_for_half(first)}


def neurons_for_half(flip: Flip) -> int:
    """Return how many of the last hidden neurons, the strongest first, bring at least half of the change."""
    pushed = np.sort(flip.contributions[-1])[::-1]
    return int(np.searchsorted(np.cumsum(pushed), HALF * flip.change) + 1)


def _example(found: Morph, shape: tuple[int, int]) -> dict[str, Any]:
    """Return all of one pair."""
    places = np.linspace(0, N_STEPS, N_SHOWN).round().astype(int)
    first = found.flips[0]
    return {
        "images": found.images[places].round(3).tolist(),
        "shape": list(shape),
        "outputs": found.outputs.round(5).tolist(),
        "flips": [[flip.share, flip.before, flip.after] for flip in found.flips],
        "contributions": first.contributions[-1].tolist(),
        "change": first.change,
    }


def _combine(
    settings: MorphSettings, data: Dataset, jobs: Sequence[MorphJob], said: Sequence[Mapping[str, Any]]
) -> MorphResult:
    """Put the seeds together."""
    flips = []
    for recipe in dict.fromkeys(job.recipe for job in jobs):
        own = [answer for job, answer in zip(jobs, said, strict=True) if job.recipe == recipe]
        found = {by: [answer[by] for answer in own if answer[by]] for by in BLENDS if by in own[0]}
        flips += [_flips(recipe, by, seeds) for by, seeds in found.items() if seeds]  # none where no answer flips
    kept = said[0]["example"]
    example = Example(
        images=tuple(map(tuple, kept["images"])),
        shape=tuple(kept["shape"]),
        outputs=tuple(map(tuple, kept["outputs"])),
        flips=tuple((share, before, after) for share, before, after in kept["flips"]),
        contributions=tuple(kept["contributions"]),
        change=kept["change"],
    )
    return MorphResult(tuple(flips), example, settings.n_pairs, tuple(data.class_names), settings.seeds)


def _flips(recipe: str, by: str, seeds: Sequence[Sequence[Mapping[str, Any]]]) -> Flips:
    """Return what all seeds of one recipe did."""
    every = [pair for own in seeds for pair in own]
    return Flips(
        recipe,
        by,
        first=over_seeds(float(np.median([pair["at"] for pair in own])) for own in seeds),
        confidence=over_seeds(float(np.median([pair["confidence"] for pair in own])) for own in seeds),
        unsure=over_seeds(float(np.mean([pair["confidence"] < UNSURE for pair in own])) for own in seeds),
        third=over_seeds(float(np.mean([pair["third"] for pair in own])) for own in seeds),
        neurons=over_seeds(float(np.median([pair["neurons"] for pair in own])) for own in seeds),
        places=tuple(pair["at"] for pair in every),
        confidences=tuple(pair["confidence"] for pair in every),
    )


EXPERIMENT = Experiment(
    name="morph",
    title="Morph",
    question="Where does the answer flip when one digit turns into another, and which neurons did it?",
    takes={
        "quick": "2 seeds, 3 epochs, 60 pairs: a quarter of a minute",
        "standard": "3 seeds, the recipes' own epochs, 200 pairs: two minutes",
        "full": "10 seeds, the recipes' own epochs, 500 pairs: ten minutes",
    },
    sizes={
        "quick": MorphSettings(epochs=3, n_pairs=60, seeds=(0, 1)),
        "standard": MorphSettings(),
        "full": MorphSettings(n_pairs=500, seeds=tuple(range(10))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
