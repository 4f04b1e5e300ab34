"""Figure 7 of Arpit et al.: what noise in labels or inputs does to accuracy, and to how closely answers border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray, IntArray, one_hot
from perceptible.data.dataset import Dataset, Split
from perceptible.experiments.arpit_kinds import INPUTS, LABELS, made
from perceptible.experiments.classifier import classifier
from perceptible.experiments.experiment import Table
from perceptible.experiments.spread import Over, over_seeds
from perceptible.insight.critical import Search, critical_samples
from perceptible.kernels import one_thread
from perceptible.network import propagate
from perceptible.rng import as_generator, derived, seed_from
from perceptible.training import Settings, train_together

__all__ = ["Noisy", "NoisyJob", "NoisySettings", "combine_noisy", "noisy_jobs", "run_noisy"]


@dataclass(frozen=True, kw_only=True)
class NoisySettings:
    """What is trained; the paper does not say how large its mini-batches are.

    Parameters
    ----------
    hidden : tuple of int
        Hidden layers: ReLU, with softmax and cross-entropy.
    shares : tuple of float
        Of the images that are made noise, rising from 0.
    n_images, n_others : int
        To learn from, and test images that stand for the paper's validation images.
    epochs : tuple of int
        After how many it is measured, rising.
    batch_size, learning_rate
        Of plain gradient descent.
    radius : float
        How far a critical sample may be, in gray levels of 255; the paper's is 0.3, for color pictures.
    """

    hidden: tuple[int, ...] = (64, 64)
    shares: tuple[float, ...] = (0.0, 0.2, 0.4, 0.6, 0.8)
    n_images: int = 1_000
    n_others: int = 1_000
    epochs: tuple[int, ...] = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
    batch_size: int = 20
    learning_rate: float = 0.1
    radius: float = 0.3


@dataclass(frozen=True)
class NoisyJob:
    """One network; without any noise both kinds are the same, and done once, as `LABELS`."""

    kind: str
    share: float
    seed: int
    settings: NoisySettings


@dataclass(frozen=True)
class Noisy:
    """How networks learned data of which a share is noise.

    Parameters
    ----------
    kind : str
        `LABELS` or `INPUTS`.
    share : float
        Of noise.
    epochs : tuple of int
        When it was measured.
    trained, tested, critical : tuple of Over
        At each of these over the seeds: accuracy on what was learned from, accuracy on other images, and the share of
        the others that are critical.
    """

    kind: str
    share: float
    epochs: tuple[int, ...]
    trained: tuple[Over, ...]
    tested: tuple[Over, ...]
    critical: tuple[Over, ...]


def noisy_jobs(settings: NoisySettings, seeds: Sequence[int]) -> tuple[NoisyJob, ...]:
    """Return a piece of work for each kind, share and seed."""
    return tuple(
        NoisyJob(kind, share, seed, settings)
        for kind in (LABELS, INPUTS)
        for share in settings.shares
        if share > 0 or kind == LABELS
        for seed in seeds
    )


def run_noisy(job: NoisyJob, data: Dataset) -> dict[str, Any]:
    """Train one network and measure it on the way."""
    how = job.settings
    noise_rng, start_rng, search_rng = as_generator(job.seed).spawn(3)
    some = data.first(how.n_images)
    others = data.test.take(np.arange(min(how.n_others, len(data.test))))
    inputs, labels = _partly(some.train, job.kind, job.share, noise_rng)
    network = classifier(some, how.hidden, copies=1, rng=start_rng)
    targets, done, rows = one_hot(labels, data.n_classes), 0, []
    with one_thread():
        for epochs in how.epochs:
            settings = Settings(epochs=epochs - done, batch_size=how.batch_size, learning_rate=how.learning_rate)
            seed = seed_from(derived(job.seed, done))  # plain descent remembers nothing, so it may go on like this
            network = train_together(network, inputs, targets, settings, seeds=[seed]).network
            done = epochs
            one = network.with_parameters(network.parameters.map(lambda array: np.asarray(array[0])))
            right = propagate(one.layers, inputs).outputs.argmax(axis=-1) == labels
            near = critical_samples(one, others.inputs, Search(radius=how.radius), rng=search_rng)
            tested = one.predict(others.inputs) == others.labels
            rows.append((float(right.mean()), float(tested.mean()), float(near.mean())))
    trained, tested_all, critical = (list(column) for column in zip(*rows, strict=True))
    return {"trained": trained, "tested": tested_all, "critical": critical}


def _partly(split: Split, kind: str, share: float, rng: np.random.Generator) -> tuple[FloatArray, IntArray]:
    """Return inputs and labels, a share of which is random."""
    chosen = rng.permutation(len(split))[: round(share * len(split))]
    inputs, labels = np.array(split.inputs), np.array(split.labels)
    noise_inputs, noise_labels = made(split, kind, rng=rng)
    inputs[chosen], labels[chosen] = noise_inputs[chosen], noise_labels[chosen]
    return inputs, labels


def combine_noisy(
    settings: NoisySettings, jobs: Sequence[NoisyJob], answers: Sequence[Mapping[str, Any]]
) -> tuple[Noisy, ...]:
    """Put the seeds together."""
    own: dict[tuple[str, float], list[Mapping[str, Any]]] = {}
    for job, answer in zip(jobs, answers, strict=True):
        own.setdefault((job.kind, job.share), []).append(answer)
    return tuple(
        Noisy(kind, share, settings.epochs, *(_over(found, name) for name in ("trained", "tested", "critical")))
        for (kind, share), found in own.items()
    )


def _over(found: Sequence[Mapping[str, Any]], name: str) -> tuple[Over, ...]:
    """Return a measure at each moment over the seeds."""
    return tuple(over_seeds(values) for values in zip(*(answer[name] for answer in found), strict=True))


def noisy_findings(found: Sequence[Noisy], radius: float) -> tuple[str, ...]:
    """Say what noise does."""
    clean = found[0]
    worst = [next(one for one in reversed(found) if one.kind == kind) for kind in (LABELS, INPUTS)]
    said = []
    for one in worst:
        best = max(one.tested, key=lambda over: over.median)
        said.append(
            f"With {100 * one.share:.0f} % {one.kind} other images are read right in {_percent(best)} at best and "
            f"{_percent(one.tested[-1])} after {one.epochs[-1]} epochs, when {_percent(one.trained[-1])} of what it "
            f"learned from is known; {_percent(one.critical[-1])} of them are critical then (radius {radius:g} of "
            "255)."
        )
    start = f"Without noise other images are read right in {_percent(clean.tested[-1])}"
    return f"{start}, and {_percent(clean.critical[-1])} of them are critical.", *said


def noisy_table(found: Sequence[Noisy]) -> Table:
    """Return a row for each kind, share and moment."""
    columns = ("noise", "share, %", "epoch", "training accuracy", "accuracy on others", "critical samples")
    rows = tuple(
        (one.kind, 100 * one.share, epoch, trained.median, tested.median, critical.median)
        for one in found
        for epoch, trained, tested, critical in zip(one.epochs, one.trained, one.tested, one.critical, strict=True)
    )
    return Table("arpit-noisy", columns, rows)


def _percent(over: Over) -> str:
    """Write a share."""
    return over.words(".1f", 100, " %")
