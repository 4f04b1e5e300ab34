"""Depth: sigmoid, tanh and ReLU networks from 1 to 10 hidden layers, taught with the same budget of steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import DivergedError
from perceptible.evaluation.answers import answers
from perceptible.experiments.depth_result import GOAL, Deep, DepthResult, Layers
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.spread import over_seeds
from perceptible.insight.saturation import saturated, slopes_by_layer
from perceptible.network import Network
from perceptible.rng import derived
from perceptible.training import Settings, train

__all__ = ["EXPERIMENT", "VARIANTS", "DepthSettings"]

VARIANTS: Mapping[str, tuple[str, str]] = {
    "sigmoid, lesson's start": ("sigmoid", "normal"),
    "sigmoid": ("sigmoid", "glorot"),
    "tanh": ("tanh", "glorot"),
    "ReLU": ("relu", "he"),
}
"""For each its activation, and its start: N(0, 1) as in the lesson, else scaled to keep z near 1; see `STARTS`."""
HELD_OUT = 0.2  # of the data at most, by which rates are chosen and steps counted
MOST_HELD_OUT = 2_000
N_LOOKED_AT = 500  # images for slopes and saturation
MOMENTS = 60


@dataclass(frozen=True, kw_only=True)
class DepthSettings:
    """Which networks are taught, and for how long.

    Parameters
    ----------
    variants : tuple of str
        Of `VARIANTS`.
    depths : tuple of int
        Numbers of hidden layers, rising.
    width : int
        Neurons in each.
    rates : tuple of float
        Learning rates that are tried; for each variant and depth the one is taken whose median over the seeds, on
        images held out, is best.
    steps, batch_size, n_images : int
        The budget, the same for all.
    seeds : tuple of int
        Each decides start and order.
    """

    variants: tuple[str, ...] = tuple(VARIANTS)
    depths: tuple[int, ...] = tuple(range(1, 11))
    width: int = 16
    rates: tuple[float, ...] = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
    steps: int = 6_000
    batch_size: int = 20
    n_images: int = 20_000
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class DepthJob:
    """One network, taught with every rate."""

    variant: str
    depth: int
    width: int
    rates: tuple[float, ...]
    steps: int
    batch_size: int
    n_images: int
    seed: int


def _jobs(settings: DepthSettings, _data: Dataset) -> tuple[DepthJob, ...]:
    """Return a job for each variant, depth and seed."""
    budget = settings.rates, settings.steps, settings.batch_size, settings.n_images
    return tuple(
        DepthJob(variant, depth, settings.width, *budget, seed)
        for variant in settings.variants
        for depth in settings.depths
        for seed in settings.seeds
    )


def _run(job: DepthJob, data: Dataset) -> dict[str, Any]:
    """Teach one network with every rate, and look at it before and after."""
    taught, held_out = _held_out(data.train, job.n_images)
    seen = taught.take(np.arange(min(N_LOOKED_AT, len(taught))))
    activation, start_name = VARIANTS[job.variant]
    start = Network.random(
        (data.n_inputs, *(job.width,) * job.depth, data.n_classes),
        activation=activation,
        output="softmax",
        cost="cross-entropy",
        start=start_name,
        rng=derived(job.seed, job.depth),
    )
    lesson = replace(data, train=taught, test=data.test.take(np.arange(0)))
    rates = []
    for rate in job.rates:
        network, reached = _taught(start, lesson, job, rate, held_out)
        rates.append(
            {
                "held out": _accuracy(network, held_out),
                "test": _accuracy(network, data.test),
                "reached": reached,
                **_looked_at(network, seen),
            }
        )
    return {"start": _looked_at(start, seen), "rates": rates}


def _held_out(train_split: Split, n_images: int) -> tuple[Split, Split]:
    """Return what is taught, and other training images by which rates are chosen."""
    n_held = min(MOST_HELD_OUT, max(1, int(HELD_OUT * len(train_split))))
    n_taught = min(n_images, len(train_split) - n_held)
    return train_split.take(np.arange(n_taught)), train_split.take(np.arange(n_taught, n_taught + n_held))


def _taught(start: Network, data: Dataset, job: DepthJob, rate: float, held_out: Split) -> tuple[Network, int | None]:
    """Return the network after all steps, and the first step at which it read enough of what was held out."""
    every = max(1, job.steps // MOMENTS)
    epochs = -(-job.steps * job.batch_size // len(data.train))
    settings = Settings(epochs=epochs, batch_size=job.batch_size, learning_rate=rate)
    network, reached = start, None
    for event in train(start, data, settings, rng=derived(job.seed, job.depth, 1), every=every):
        state = event.state
        try:
            is_there = _accuracy(state.network, held_out) >= GOAL
        except DivergedError:
            break  # its outputs are no numbers: what counts is the network as it was last measured
        network = state.network
        if is_there and reached is None:
            reached = state.step
        if state.step + every > job.steps or state.reason:
            break
    return network, reached


def _accuracy(network: Network, split: Split) -> float:
    """Return the share of right answers."""
    return float((answers(network, split) == split.labels).mean())


def _looked_at(network: Network, seen: Split) -> dict[str, list[float]]:
    """Return for each layer how steep the cost is in its weights, and for each hidden one how many are saturated."""
    return {"slopes": slopes_by_layer(network, seen).tolist(), "saturated": saturated(network, seen.inputs).tolist()}


def _combine(
    settings: DepthSettings, data: Dataset, jobs: Sequence[DepthJob], said: Sequence[Mapping[str, Any]]
) -> DepthResult:
    """Choose the rates, and put the seeds together."""
    groups: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for job, answer in zip(jobs, said, strict=True):
        groups.setdefault((job.variant, job.depth), []).append(answer)
    deep = tuple(_deep(variant, depth, settings.rates, own) for (variant, depth), own in groups.items())
    taught, _ = _held_out(data.train, settings.n_images)
    budget = settings.steps, settings.batch_size, len(taught)
    return DepthResult(deep, settings.width, budget, settings.rates, data.n_classes, settings.seeds)


def _deep(variant: str, depth: int, rates: tuple[float, ...], own: Sequence[Mapping[str, Any]]) -> Deep:
    """Return what all seeds came to with the best rate."""
    medians = [float(np.median([one["rates"][place]["held out"] for one in own])) for place in range(len(rates))]
    best = int(np.argmax(medians))
    after = [one["rates"][best] for one in own]
    return Deep(
        variant=variant,
        depth=depth,
        rate=rates[best],
        accuracy=over_seeds(one["test"] for one in after),
        reached=tuple(one["reached"] for one in after),
        before=_layers([one["start"] for one in own]),
        after=_layers(after),
    )


def _layers(looks: Sequence[Mapping[str, Any]]) -> Layers:
    """Return slopes and saturation layer by layer, over the seeds."""
    slopes, shares = (np.array([one[key] for one in looks]) for key in ("slopes", "saturated"))
    return Layers(_over_columns(slopes), _over_columns(shares))


def _over_columns(table: FloatArray) -> tuple[Any, ...]:
    """Return each column over its rows."""
    return tuple(over_seeds(column) for column in table.T.tolist())


EXPERIMENT = Experiment(
    name="depth",
    title="Depth",
    question="Sigmoid or ReLU: what becomes of learning as networks get deeper?",
    takes={
        "quick": "2 seeds, 1 to 10 hidden layers in five steps, three rates: half a minute",
        "standard": "3 seeds, 1 to 10 hidden layers, six rates: some minutes",
        "full": "5 seeds, 1 to 10 hidden layers, six rates: ten minutes",
    },
    sizes={
        "quick": DepthSettings(
            depths=(1, 2, 4, 7, 10), rates=(0.1, 0.3, 1.0), steps=1_800, n_images=5_000, seeds=(0, 1)
        ),
        "standard": DepthSettings(),
        "full": DepthSettings(seeds=tuple(range(5))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
