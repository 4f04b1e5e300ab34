"""Hope: do hidden neurons find edges? Weight pictures of many kinds of training, each beside the same ones shuffled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import N_PIXELS, Dataset, Split
from perceptible.evaluation import evaluate
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.first_layer import (
    fields_of,
    image_shape_of,
    local_start,
    pictures_of,
    seen_by,
)
from perceptible.experiments.hope_result import MEASURES, HopeResult, Pictures, as_text, measured
from perceptible.experiments.penalty import Penalty, train_penalized
from perceptible.experiments.spread import over_seeds
from perceptible.insight.edges import Against, measure_pictures
from perceptible.insight.firing import fires_for, mean_activations
from perceptible.insight.never_trained import never_lit
from perceptible.network import Network, hand_built
from perceptible.rng import derived
from perceptible.training import Settings, fit, recipe_named

__all__ = ["EXPERIMENT", "HopeSettings"]

RECIPE = "lesson"
# What comes of each training, and what is shown of it.
TRAININGS: Mapping[str, tuple[str, ...]] = {
    "trained": ("start", "trained", "added"),
    "shuffled": ("shuffled", "restored"),
    "smooth": ("smooth",),
    "local": ("local",),
    "sparse": ("sparse",),
    "hand-built": ("hand-built",),
}
WORDS: Mapping[str, str] = {
    "start": "the random start",
    "trained": "after training",
    "added": "what training added to the start",
    "hand-built": "strokes set by hand, never trained",
    "smooth": "smooth weights",
    "local": "local fields",
    "sparse": "few weights",
    "shuffled": "trained on images with shuffled pixels",
    "restored": "the same, put back in order",
}
# Weight of each penalty in the cost, chosen so that the pictures change much and the accuracy little.
SMOOTH, SPARSE = 1e-4, 1e-4
# The pixel order is the same for all seeds, and starts have seeds of their own.
SHUFFLE, START = 1_000_003, 1_000_033
Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class HopeSettings:
    """Which networks are trained, and how their pictures are measured.

    Parameters
    ----------
    epochs : int or None
        For all of them; None for the recipe's own.
    n_shuffles : int
        How often the pixels of a picture are shuffled, to see what chance gives.
    seeds : tuple of int
        One network of each kind from each; the same start for all kinds of dense networks.
    """

    epochs: int | None = None
    n_shuffles: int = 99
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class HopeJob:
    """One training, and what its pictures are; the pictures themselves only where they are shown."""

    training: str
    epochs: int | None
    n_shuffles: int
    seed: int
    is_shown: bool


def _jobs(settings: HopeSettings, data: Dataset) -> tuple[HopeJob, ...]:
    """Return a job for each training and seed; the hand-built network is the same from all seeds."""
    image_shape_of(data)
    shown = settings.epochs, settings.n_shuffles
    jobs = [
        HopeJob(training, *shown, seed, seed == settings.seeds[0])
        for training in TRAININGS
        for seed in settings.seeds
        if training != "hand-built"
    ]
    if (data.n_inputs, data.n_classes) == (N_PIXELS, 10):
        jobs.append(HopeJob("hand-built", *shown, settings.seeds[0], is_shown=True))
    return tuple(jobs)


def _run(job: HopeJob, data: Dataset) -> dict[str, Any]:
    """Train a network, and measure its pictures."""
    recipe = recipe_named(RECIPE)
    settings = recipe.settings if job.epochs is None else replace(recipe.settings, epochs=job.epochs)
    start = recipe.network(data, derived(job.seed, START))
    lit = np.ones(data.n_inputs, bool)
    lit[never_lit(data.train)] = False
    if job.training == "shuffled":
        return _on_shuffled(job, start, data, settings, lit)
    if job.training == "trained":
        network = fit(data, network=start, settings=settings, rng=job.seed).network
        added = _with_first(network, pictures_of(network) - pictures_of(start))
        told = {"start": start, "trained": network, "added": added}
        nothing = {"accuracy": None, "digits": None}
        found = {kind: _told(job, one, data, lit) for kind, one in told.items()}
        return found | {"added": found["added"] | nothing}
    return {job.training: _told(job, _trained(job, start, data, settings), data, lit)}


def _trained(job: HopeJob, start: Network, data: Dataset, settings: Settings) -> Network:
    """Train in the way that the job says."""
    if job.training == "hand-built":
        return hand_built()
    if job.training == "local":
        first = local_start(fields_of(image_shape_of(data)), data.n_classes, derived(job.seed, START))
        return fit(data, network=first, settings=settings, rng=job.seed).network
    penalty = Penalty(smooth=SMOOTH) if job.training == "smooth" else Penalty(sparse=SPARSE)
    return train_penalized(start, data, settings, penalty, rng=job.seed)


def _on_shuffled(job: HopeJob, start: Network, data: Dataset, settings: Settings, lit: Mask) -> dict[str, Any]:
    """Train on images whose pixels are in another order, the same for all; tell the pictures in that order and not."""
    order = derived(0, SHUFFLE).permutation(data.n_inputs)
    mixed = replace(data, train=_reordered(data.train, order), test=_reordered(data.test, order))
    network = fit(mixed, network=start, settings=settings, rng=job.seed).network
    restored = _with_first(network, pictures_of(network)[:, np.argsort(order)])
    return {"shuffled": _told(job, network, mixed, lit[order]), "restored": _told(job, restored, data, lit)}


def _told(job: HopeJob, network: Network, data: Dataset, lit: Mask) -> dict[str, Any]:
    """Return what is known of a network's pictures, as plain values."""
    pictures, seen = pictures_of(network), seen_by(network) & lit
    found = measure_pictures(pictures, image_shape_of(data), seen=seen, n_shuffles=job.n_shuffles, rng=job.seed)
    against = {name: _numbers(getattr(found, name)) for name in MEASURES}
    for name, one in (("edges", found.smooth_edges), ("loops", found.smooth_loops)):
        against[name] += (one.null_mean, one.z)
    digits = fires_for(mean_activations(network, data.test))
    return {
        **against,
        "accuracy": evaluate(network, data.test).accuracy,
        "digits": [list(some) for some in digits],
        "pictures": [as_text(*one) for one in zip(pictures, seen, strict=True)] if job.is_shown else [],
    }


def _numbers(one: Against) -> tuple[float, ...]:
    """Return a measure in numbers."""
    return one.mean, one.null_mean, one.z, one.p


def _reordered(split: Split, order: IntArray) -> Split:
    """Return the split with its pixels in another order."""
    if split.bytes_of_inputs is not None:
        return Split.of_bytes(np.ascontiguousarray(split.bytes_of_inputs[:, order]), split.labels, split.n_classes)
    return Split(split.inputs[:, order], split.labels, split.n_classes)


def _with_first(network: Network, pictures: FloatArray) -> Network:
    """Return the network with other weights in its first layer."""
    parameters = network.parameters
    weights = (pictures.astype(np.float32), *parameters.weights[1:])
    return network.with_parameters(replace(parameters, weights=weights))


def _combine(
    settings: HopeSettings, data: Dataset, _jobs: Sequence[HopeJob], answers: Sequence[Mapping[str, Any]]
) -> HopeResult:
    """Put the seeds together, in the order in which the kinds are told."""
    found: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in WORDS}
    for answer in answers:
        for kind, told in answer.items():
            found[kind].append(told)
    n_neurons = recipe_named(RECIPE).hidden[0]
    return HopeResult(
        pictures=tuple(_pictures(kind, told) for kind, told in found.items() if told),
        image_shape=image_shape_of(data),
        n_never=len(never_lit(data.train)) * n_neurons,
        n_dials=recipe_named(RECIPE).network(data, 0).n_parameters,
        n_classes=data.n_classes,
        seeds=settings.seeds,
    )


def _pictures(kind: str, told: Sequence[Mapping[str, Any]]) -> Pictures:
    """Put the seeds of one kind together."""
    first = told[0]
    is_network = first["accuracy"] is not None
    fires = [float(np.mean([len(some) for some in one["digits"]])) for one in told] if is_network else []
    return Pictures(
        kind,
        WORDS[kind],
        accuracy=over_seeds(one["accuracy"] for one in told) if is_network else None,
        measures=tuple(measured([one[name] for one in told]) for name in MEASURES),
        fires=over_seeds(fires) if is_network else None,
        examples=tuple(first["pictures"]),
        digits=tuple(tuple(some) for some in first["digits"]) if is_network else (),
    )


EXPERIMENT = Experiment(
    name="hope",
    title="Hope and reality",
    question="Do the hidden neurons look for edges and loops, as one hopes, or are their weights as good as random?",
    takes={
        "quick": "1 seed, 5 epochs, 5 trainings: under half a minute",
        "standard": "3 seeds, 30 epochs: two minutes",
        "full": "10 seeds, 30 epochs, 399 shuffles of each picture: some ten minutes",
    },
    sizes={
        "quick": HopeSettings(epochs=5, n_shuffles=49, seeds=(0,)),
        "standard": HopeSettings(),
        "full": HopeSettings(n_shuffles=399, seeds=tuple(range(10))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
