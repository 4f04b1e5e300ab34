"""Influence: what the training path says taught a network its answers, checked by training again without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Dataset, Split
from perceptible.evaluation.answers import answers
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.influence_checked import Checked, Taught
from perceptible.experiments.influence_result import InfluenceResult
from perceptible.experiments.influence_trainings import NETWORKS, Lessons, Plan
from perceptible.insight.influence import Influence, influence
from perceptible.network import Network, costs
from perceptible.rng import derived

__all__ = ["EXPERIMENT", "InfluenceSettings"]


GROUPS = ("helped", "hurt", "middle", "random")
N_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class InfluenceSettings:
    """Which networks are asked about what, and how often they are trained again.

    Parameters
    ----------
    networks : tuple of str
        Of `NETWORKS`.
    n_images : int
        To learn from, chosen at random for each seed.
    epochs : int
        Of every training, in mini-batches of 10 by plain gradient descent.
    n_asked : int
        Test images: half of them answered wrong by the first of the networks, half right, where there are so many.
    share : float
        Of the training images in each group that is left out.
    n_random : int
        Groups chosen at random, beside three for each image: those that helped most, hurt most, and did neither.
    n_trainings : int
        With and without each group, from as many starts, the same for both; at least 2.
    seeds : tuple of int
        Each chooses images, starts and orders.
    """

    networks: tuple[str, ...] = tuple(NETWORKS)
    n_images: int = 1_000
    epochs: int = 10
    n_asked: int = 8
    share: float = 0.05
    n_random: int = 20
    n_trainings: int = 12
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class InfluenceJob:
    """One kind of network on one choice of images."""

    network: str
    n_images: int
    epochs: int
    n_asked: int
    share: float
    n_random: int
    n_trainings: int
    seed: int


def _jobs(settings: InfluenceSettings, _data: Dataset) -> tuple[InfluenceJob, ...]:
    """Return a job for each kind of network and seed."""
    asked = settings.n_asked, settings.share, settings.n_random, settings.n_trainings
    return tuple(
        InfluenceJob(name, settings.n_images, settings.epochs, *asked, seed)
        for name in settings.networks
        for seed in settings.seeds
    )


def _run(job: InfluenceJob, data: Dataset) -> dict[str, Any]:
    """Train, foretell, leave out, train again and compare."""
    rng = derived(job.seed)
    chosen = np.sort(rng.permutation(len(data.train))[: job.n_images])
    taught = data.train.take(chosen)
    few = Lessons(
        Plan(NETWORKS[job.network], job.epochs, job.n_trainings, job.seed),
        replace(data, train=taught, test=data.test.take(np.arange(0))),
    )
    recordings = [few.recorded(number) for number in range(job.n_trainings)]
    ends = [recording.network_at(recording.steps[-1]) for recording in recordings]
    asked = _asked(ends[0], data.test, job.n_asked)
    images = data.test.take(asked)
    rate = NETWORKS[job.network].rate
    paths = [influence(recording, taught, images, learning_rate=rate).scores for recording in recordings]
    mean = Influence(np.mean(paths, axis=0))
    kinds, groups = _groups(mean, job, rng)
    with_all = np.stack([costs(end, images.inputs, images.targets) for end in ends])
    changes = np.stack([few.costs_without(group, images) - with_all for group in groups])
    alike = Influence(_alikeness(images, taught))
    return {
        "asked": asked.tolist(),
        "answers": ends[0].predict(images.inputs).tolist(),
        "kinds": kinds,
        "foretold": _by_image(mean, groups),
        "by one path": _by_image(Influence(paths[0]), groups),
        "by likeness": _by_image(alike, groups),
        "measured": changes.mean(axis=1).T.tolist(),
        "halves": [changes[:, half::2].mean(axis=1).T.tolist() for half in (0, 1)],
        "helped": [chosen[mean.helped(place, N_SHOWN)].tolist() for place in range(len(asked))],
        "hurt": [chosen[mean.hurt(place, N_SHOWN)].tolist() for place in range(len(asked))],
        "accuracy": float(np.mean([(answers(end, data.test) == data.test.labels).mean() for end in ends])),
    }


def _asked(network: Network, test: Split, count: int) -> IntArray:
    """Return the first test images that are answered wrong, and the first that are answered right."""
    is_right = answers(network, test) == test.labels
    wrong = np.flatnonzero(~is_right)[: count // 2]
    return np.concatenate([wrong, np.flatnonzero(is_right)[: count - len(wrong)]])


def _groups(found: Influence, job: InfluenceJob, rng: np.random.Generator) -> tuple[list[str], list[IntArray]]:
    """Return groups of training images to leave out, for each image three and then random ones, and their kinds."""
    n_asked, n_taught = found.scores.shape
    size = max(1, round(job.share * n_taught))
    begin = (n_taught - size) // 2
    groups: list[IntArray] = []
    for place in range(n_asked):
        order = found.helped(place, n_taught)
        groups += [order[:size], order[-size:], order[begin : begin + size]]
    groups += [rng.choice(n_taught, size, replace=False) for _ in range(job.n_random)]
    return [*GROUPS[:3] * n_asked, *GROUPS[3:] * job.n_random], groups


def _alikeness(images: Split, taught: Split) -> FloatArray:
    """Return what one would guess without any network: alike images of its class help, those of other classes hurt."""
    signs = np.where(images.labels[:, None] == taught.labels, 1.0, -1.0 / max(1, taught.n_classes - 1))
    guess: FloatArray = (images.inputs.astype(np.float64) @ taught.inputs.T) * signs
    return guess


def _by_image(found: Influence, groups: Sequence[IntArray]) -> list[list[float]]:
    """Return what is foretold for each image and group."""
    table: list[list[float]] = np.stack([found.without(group) for group in groups], axis=1).tolist()
    return table


def _combine(
    settings: InfluenceSettings, data: Dataset, jobs: Sequence[InfluenceJob], said: Sequence[Mapping[str, Any]]
) -> InfluenceResult:
    """Put the seeds together."""
    checked = []
    for job, answer in zip(jobs, said, strict=True):
        tables = {name: np.array(answer[name]) for name in ("foretold", "by one path", "by likeness", "measured")}
        checked.append(
            Checked(
                job.network, job.seed, tuple(answer["kinds"]), answer["accuracy"], tables, np.array(answer["halves"])
            )
        )
    first = [answer for job, answer in zip(jobs, said, strict=True) if job.seed == settings.seeds[0]]
    shown = {
        job.network: _taught(answer, data) for job, answer in zip(jobs[:: len(settings.seeds)], first, strict=True)
    }
    n_images = min(settings.n_images, len(data.train))
    trainings = settings.n_trainings, max(1, round(settings.share * n_images))
    return InfluenceResult(
        tuple(checked), shown, n_images, trainings, data.class_names, data.image_shape, settings.seeds
    )


def _taught(answer: Mapping[str, Any], data: Dataset) -> tuple[Taught, ...]:
    """Return the images that were asked about, and what taught them."""
    return tuple(
        Taught(
            image=_written(data.test, asked),
            label=int(data.test.labels[asked]),
            answer=said,
            helped=tuple((_written(data.train, index), int(data.train.labels[index])) for index in helped),
            hurt=tuple((_written(data.train, index), int(data.train.labels[index])) for index in hurt),
        )
        for asked, said, helped, hurt in zip(
            answer["asked"], answer["answers"], answer["helped"], answer["hurt"], strict=True
        )
    )


def _written(split: Split, index: int) -> str:
    """Write an image for a file: two hexadecimal digits a pixel."""
    text: str = np.rint(255 * split.inputs[index]).astype(np.uint8).tobytes().hex()
    return text


EXPERIMENT = Experiment(
    name="influence",
    title="Influence",
    question="Which training images taught it this answer, and is that so when it learns without them?",
    takes={
        "quick": "2 seeds, three kinds of networks, 500 images, 1,600 short trainings: a quarter of a minute",
        "standard": "3 seeds, three kinds of networks, 1,000 images, 5,000 short trainings: minutes",
        "full": "10 seeds, three kinds of networks, 1,000 images, 21,000 short trainings: ten minutes",
    },
    sizes={
        "quick": InfluenceSettings(n_images=500, n_trainings=6, seeds=(0, 1)),
        "standard": InfluenceSettings(),
        "full": InfluenceSettings(n_trainings=16, seeds=tuple(range(10))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
