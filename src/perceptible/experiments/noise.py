"""Noise: how sure networks are of what is no digit, and how sure one that was shown such images while it learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import IMAGE_SHAPE, N_PIXELS, Dataset, Split
from perceptible.evaluation import auroc
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.fitting import can_train
from perceptible.experiments.noise_kinds import DRAWN, OTHERS, kinds_of, others_at_hand, strange_images
from perceptible.experiments.noise_result import KNOWN, REFUSED, SURE, UNTRAINED_AT_0, Kind, NoiseResult
from perceptible.experiments.spread import over_seeds
from perceptible.insight.never_trained import never_lit
from perceptible.network import Network, Parameters
from perceptible.training import fit, recipe_named

__all__ = ["EXPERIMENT", "NoiseSettings", "refused_beside", "without_never_trained"]

N_BINS = 20


@dataclass(frozen=True, kw_only=True)
class NoiseSettings:
    """Which networks are asked, and of how many images.

    Parameters
    ----------
    recipes : tuple of str
        What is trained: the plain network, and one that was shown what is no digit.
    epochs : int or None
        For all of them; None for each recipe's own.
    n_images : int
        Of each kind.
    seeds : tuple of int
        One network of each recipe from each.
    """

    recipes: tuple[str, ...] = ("lesson", "honest")
    epochs: int | None = None
    n_images: int = 5_000
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class NoiseJob:
    """One network, trained and asked."""

    recipe: str
    epochs: int | None
    n_images: int
    kinds: tuple[str, ...]
    seed: int


def _jobs(settings: NoiseSettings, data: Dataset) -> tuple[NoiseJob, ...]:
    """Return a job for each recipe and seed."""
    kinds = *kinds_of(data), *others_at_hand(data)
    return tuple(
        NoiseJob(recipe, settings.epochs, settings.n_images, kinds, seed)
        for recipe in settings.recipes
        if can_train(recipe, data)
        for seed in settings.seeds
    )


def _run(job: NoiseJob, data: Dataset) -> dict[str, Any]:
    """Train a network and ask it about every kind of image."""
    recipe = recipe_named(job.recipe)
    settings = recipe.settings if job.epochs is None else replace(recipe.settings, epochs=job.epochs)
    network = fit(data, recipe=job.recipe, settings=settings, rng=job.seed).network
    asked = data.test.take(np.arange(min(job.n_images, len(data.test))))
    known = network.outputs(asked.inputs)
    said = {KNOWN: _said(known, known, data)}
    for name in job.kinds:
        images = strange_images(name, job.n_images, data, rng=job.seed)
        said[name] = _said(network.outputs(images), known, data)
        if name == "uniform":
            bare = without_never_trained(network, data.train)
            said[UNTRAINED_AT_0] = _said(bare.outputs(images), bare.outputs(asked.inputs), data)
    return said


def without_never_trained(network: Network, split: Split) -> Network:
    """Return the network with every first-layer weight at 0 whose pixel no training image ever lights."""
    first, *rest = network.weights
    changed = np.array(first)
    changed[:, never_lit(split)] = 0
    return network.with_parameters(Parameters((changed, *rest), network.biases))


def _said(outputs: FloatArray, known: FloatArray, data: Dataset) -> dict[str, Any]:
    """Return what a network says to images, in numbers."""
    sure, answers = outputs.max(axis=1), outputs.argmax(axis=1)
    frequent = np.bincount(answers, minlength=outputs.shape[1])
    return {
        "sure": float((sure > SURE).mean()),
        "confidence": float(sure.mean()),
        "favorite": data.class_names[int(frequent.argmax())],
        "share": float(frequent.max() / len(answers)),
        "told_apart": auroc(known.max(axis=1), sure),
        "counts": np.histogram(np.clip(sure, 0, 1), bins=N_BINS, range=(0, 1))[0].tolist(),
        "refused": refused_beside(known.max(axis=1), sure),
    }


def refused_beside(known: FloatArray, strange: FloatArray) -> list[float]:
    """Return, for each of `REFUSED`, the share of strange images below a threshold that so many known ones are below.

    Parameters
    ----------
    known, strange : float arrays of shape (n_images,)
        The brightest output for each image.

    Examples
    --------
    >>> shares = refused_beside(np.array([0.5, 0.6, 0.7, 0.8]), np.array([0.1, 0.55]))
    >>> shares[0], shares[REFUSED.index(0.3)], shares[-1]
    (0.5, 1.0, 1.0)
    """
    ordered = np.sort(known)
    places = [int(share * len(ordered)) for share in REFUSED[:-1]]
    return [*(float((strange < ordered[place]).mean()) for place in places), 1.0]


def _combine(
    settings: NoiseSettings, data: Dataset, jobs: Sequence[NoiseJob], answers: Sequence[Mapping[str, Any]]
) -> NoiseResult:
    """Put the seeds together."""
    kinds = []
    for recipe in dict.fromkeys(job.recipe for job in jobs):
        own = [answer for job, answer in zip(jobs, answers, strict=True) if job.recipe == recipe]
        names = KNOWN, *jobs[0].kinds, UNTRAINED_AT_0
        kinds += [_kind(recipe, name, [answer[name] for answer in own]) for name in names]
    asked = {job.recipe for job in jobs}
    left_out = _left_out(jobs[0].kinds, [name for name in settings.recipes if name not in asked], data)
    return NoiseResult(tuple(kinds), settings.n_images, settings.seeds, left_out)


def _kind(recipe: str, name: str, said: Sequence[Mapping[str, Any]]) -> Kind:
    """Return what all seeds of one recipe said to one kind."""
    return Kind(
        recipe,
        name,
        sure=over_seeds(one["sure"] for one in said),
        confidence=over_seeds(one["confidence"] for one in said),
        favorite=over_seeds(one["share"] for one in said),
        favorites=tuple(one["favorite"] for one in said),
        told_apart=over_seeds(one["told_apart"] for one in said),
        counts=tuple(np.sum([one["counts"] for one in said], axis=0).tolist()),
        refused=tuple(over_seeds(shares) for shares in zip(*(one["refused"] for one in said), strict=True)),
    )


def _left_out(kinds: Sequence[str], recipes: Sequence[str], data: Dataset) -> tuple[str, ...]:
    """Say what could not be done."""
    said = []
    if recipes:
        needs = f"they learn from images of {N_PIXELS} pixels that are no digit, and {data.name} has {data.n_inputs}"
        said.append(f"Left out: the networks that say no ({', '.join(recipes)}); {needs} inputs.")
    if data.image_shape is None:
        said.append(f"Left out: {' and '.join(DRAWN)}, since {data.name} are no pictures.")
    missing = [words for name, words in OTHERS.items() if name not in kinds and name != data.name]
    if missing and data.image_shape == IMAGE_SHAPE:
        said.append(f"Left out: {' and '.join(missing)}, since these data sets are not on this machine.")
    return tuple(said)


EXPERIMENT = Experiment(
    name="noise",
    title="Noise",
    question="How sure is it of random noise, and can a network learn to say that it sees no digit?",
    takes={
        "quick": "2 seeds, 3 epochs, 500 images of each kind: under half a minute",
        "standard": "3 seeds, the recipes' own epochs, 5,000 images of each kind: minutes",
        "full": "10 seeds, the recipes' own epochs, 5,000 images of each kind: a quarter of an hour",
    },
    sizes={
        "quick": NoiseSettings(epochs=3, n_images=500, seeds=(0, 1)),
        "standard": NoiseSettings(seeds=(0, 1, 2)),
        "full": NoiseSettings(seeds=tuple(range(10))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
