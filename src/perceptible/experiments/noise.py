"""Noise: how sure networks are of what is no digit, and how sure one that was shown such images while it learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset, Split
from perceptible.data.no_digits import NON_DIGITS, non_digits
from perceptible.evaluation import auroc
from perceptible.experiments.experiment import Experiment, Table
from perceptible.experiments.spread import Over, over_seeds
from perceptible.insight.never_trained import never_lit
from perceptible.network import Network, Parameters
from perceptible.training import fit, recipe_named

__all__ = ["EXPERIMENT", "Kind", "NoiseResult", "NoiseSettings"]

DIGITS = "digits"
WITHOUT = "without never-trained weights"
N_BINS = 20
SURE = 0.9


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
    seed: int


@dataclass(frozen=True)
class Kind:
    """What networks of one recipe said to one kind of image.

    Parameters
    ----------
    recipe, name : str
        The recipe, and the kind of image; "digits" are the test images.
    sure : Over
        Share of images that got an output above 0.9, over the seeds.
    confidence : Over
        Mean brightest output.
    favorite : Over
        Share of the most frequent answer.
    favorites : tuple of int
        That answer, for each seed.
    told_apart : Over
        Area under the curve of telling digits from these by the brightest output: 1 for always, 0.5 for by chance.
    counts : tuple of int
        Images by their brightest output, in 20 equal parts from 0 to 1, all seeds together.
    """

    recipe: str
    name: str
    sure: Over
    confidence: Over
    favorite: Over
    favorites: tuple[int, ...]
    told_apart: Over
    counts: tuple[int, ...]


@dataclass(frozen=True)
class NoiseResult:
    """All kinds of images, as all networks answered them."""

    kinds: tuple[Kind, ...]
    n_images: int
    seeds: tuple[int, ...]

    def of(self, recipe: str, name: str) -> Kind:
        """Return one of the kinds."""
        return next(kind for kind in self.kinds if (kind.recipe, kind.name) == (recipe, name))

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        first, *others = dict.fromkeys(kind.recipe for kind in self.kinds)
        noise, bare = self.of(first, "uniform"), self.of(first, WITHOUT)
        said = f"Of uniform noise the {first} network is sure, with an output above {SURE}, in {_share(noise.sure)}"
        favorite = f"Its favorite answer to noise takes {_share(noise.favorite)} of it; by seed it is"
        return (
            f"{said} of images; of digits in {_share(self.of(first, DIGITS).sure)}.",
            f"{favorite} {_listed(noise.favorites)}.",
            f"With its never-trained weights at 0 it is sure in {_share(bare.sure)} of noise images.",
            *(self._finding(name) for name in others),
        )

    def _finding(self, recipe: str) -> str:
        """Say how sure another network is."""
        noise, digits = self.of(recipe, "uniform"), self.of(recipe, DIGITS)
        return (
            f"The {recipe} network is sure of noise in {_share(noise.sure)} of images, of digits in "
            f"{_share(digits.sure)}."
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each recipe and kind of image."""
        measured = ("sure median", "sure low", "sure high", "mean confidence", "share of favorite answer")
        columns = ("recipe", "images", *measured, "told apart from digits (AUROC)")
        rows = tuple(
            (
                *(kind.recipe, kind.name, kind.sure.median, kind.sure.low, kind.sure.high),
                *(kind.confidence.median, kind.favorite.median, kind.told_apart.median),
            )
            for kind in self.kinds
        )
        return (Table("noise", columns, rows),)


def _jobs(settings: NoiseSettings, _data: Dataset) -> tuple[NoiseJob, ...]:
    """Return a job for each recipe and seed."""
    return tuple(
        NoiseJob(recipe, settings.epochs, settings.n_images, seed)
        for recipe in settings.recipes
        for seed in settings.seeds
    )


def _run(job: NoiseJob, data: Dataset) -> dict[str, Any]:
    """Train a network and ask it about every kind of image."""
    recipe = recipe_named(job.recipe)
    settings = recipe.settings if job.epochs is None else replace(recipe.settings, epochs=job.epochs)
    network = fit(data, recipe=job.recipe, settings=settings, rng=job.seed).network
    asked = data.test.take(np.arange(min(job.n_images, len(data.test))))
    digits = network.outputs(asked.inputs)
    said = {DIGITS: _said(digits, digits, asked)}
    for name in NON_DIGITS:
        images = non_digits(name, job.n_images, rng=job.seed, like=asked)
        said[name] = _said(network.outputs(images), digits, asked)
        if name == "uniform":
            bare = without_never_trained(network, data.train)
            said[WITHOUT] = _said(bare.outputs(images), bare.outputs(asked.inputs), asked)
    return said


def without_never_trained(network: Network, split: Split) -> Network:
    """Return the network with every first-layer weight at 0 whose pixel no training image ever lights."""
    first, *rest = network.weights
    changed = np.array(first)
    changed[:, never_lit(split)] = 0
    return network.with_parameters(Parameters((changed, *rest), network.biases))


def _said(outputs: FloatArray, digits: FloatArray, _asked: Split) -> dict[str, Any]:
    """Return what a network says to images, in numbers."""
    sure, answers = outputs.max(axis=1), outputs.argmax(axis=1)
    frequent = np.bincount(answers, minlength=outputs.shape[1])
    return {
        "sure": float((sure > SURE).mean()),
        "confidence": float(sure.mean()),
        "favorite": int(frequent.argmax()),
        "share": float(frequent.max() / len(answers)),
        "told_apart": auroc(digits.max(axis=1), sure),
        "counts": np.histogram(np.clip(sure, 0, 1), bins=N_BINS, range=(0, 1))[0].tolist(),
    }


def _combine(
    settings: NoiseSettings, _data: Dataset, jobs: Sequence[NoiseJob], answers: Sequence[Mapping[str, Any]]
) -> NoiseResult:
    """Put the seeds together."""
    kinds = []
    for recipe in settings.recipes:
        own = [answer for job, answer in zip(jobs, answers, strict=True) if job.recipe == recipe]
        kinds += [_kind(recipe, name, [answer[name] for answer in own]) for name in (DIGITS, *NON_DIGITS, WITHOUT)]
    return NoiseResult(tuple(kinds), settings.n_images, settings.seeds)


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
    )


def _share(over: Over) -> str:
    """Return a share as people write it."""
    return over.words(".1f", 100, " %")


def _listed(digits: Sequence[int]) -> str:
    """Return numbers as people list them."""
    return str(digits[0]) if len(digits) == 1 else f"{', '.join(map(str, digits[:-1]))} and {digits[-1]}"


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
