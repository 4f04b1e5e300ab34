"""Memory: the same networks taught true labels and shuffled ones, and how fast they learn, and what they know then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.data.dataset import Dataset, Split
from perceptible.evaluation.answers import answers
from perceptible.experiments.classifier import classifier
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.memory_result import Curve, MemoryResult, Taught
from perceptible.insight.shuffled import shuffle_labels
from perceptible.network import Network
from perceptible.rng import as_generator
from perceptible.training import EpochDone, Event, Settings, TrainingState, train

__all__ = ["EXPERIMENT", "MemorySettings"]

MOMENTS_PER_EPOCH, CLOSE_EPOCHS = 10, 3
GROWTH = 1.08  # from one measurement to the next: fine where the curve is steep, few where it is flat
NEARLY = 0.97  # of the images right while an epoch went on: only then can all be right at its end


@dataclass(frozen=True, kw_only=True)
class MemorySettings:
    """Which networks are taught what.

    Parameters
    ----------
    networks : tuple of tuple of int
        Hidden layers: ReLU, with softmax and cross-entropy. The first learns every share, others none and all.
    shares : tuple of float
        Of the training images whose labels are shuffled, from 0 to 1, in rising order.
    n_images : int
        To learn from.
    n_test : int
        Test images by which the curves are measured; the end is measured with all.
    epochs : int
        At most so many; training ends when every image is answered with its given label.
    batch_size, learning_rate
        Of plain gradient descent.
    seeds : tuple of int
        Each decides start, order and shuffling, the same for all shares.
    """

    networks: tuple[tuple[int, ...], ...] = ((512,), (16, 16))
    shares: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)
    n_images: int = 5_000
    n_test: int = 2_000
    epochs: int = 300
    batch_size: int = 20
    learning_rate: float = 0.1
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class MemoryJob:
    """One network, taught until it knows every label that it was given."""

    hidden: tuple[int, ...]
    share: float
    n_images: int
    n_test: int
    epochs: int
    batch_size: int
    learning_rate: float
    seed: int


def _jobs(settings: MemorySettings, _data: Dataset) -> tuple[MemoryJob, ...]:
    """Return a job for each network, share and seed."""
    shown = settings.n_images, settings.n_test, settings.epochs, settings.batch_size, settings.learning_rate
    return tuple(
        MemoryJob(hidden, share, *shown, seed)
        for place, hidden in enumerate(settings.networks)
        for share in (settings.shares if place == 0 else (settings.shares[0], settings.shares[-1]))
        for seed in settings.seeds
    )


def _run(job: MemoryJob, data: Dataset) -> dict[str, Any]:
    """Teach one network."""
    start_rng, order_rng, label_rng = as_generator(job.seed).spawn(3)
    true = data.first(job.n_images).train
    pupil = _Pupil(shuffle_labels(true, job.share, rng=label_rng), true, _first(data.test, job.n_test))
    start = classifier(data, job.hidden, rng=start_rng)
    settings = Settings(epochs=job.epochs, batch_size=job.batch_size, learning_rate=job.learning_rate)
    moments, network = [pupil.measured(0, start)], start
    for state in _states(replace(data, train=pupil.given, test=_first(data.test, 0)), start, settings, order_rng):
        network = state.network
        moments.append(pupil.measured(state.step, network))
        if moments[-1]["given"] == 1:
            break
    right = float((answers(network, data.test) == data.test.labels).mean())
    columns = {name: [moment[name] for moment in moments] for name in moments[0]}
    return {**columns, "end": right, "n_parameters": network.n_parameters}


@dataclass(frozen=True)
class _Pupil:
    """What a network is taught, and what it is asked on the way."""

    given: Split
    true: Split
    test: Split

    def measured(self, step: int, network: Network) -> dict[str, float | int | None]:
        """Return the shares of right answers: by the labels given, by the true ones of those changed, in the test."""
        said, is_changed = answers(network, self.given), self.given.labels != self.true.labels
        return {
            "step": step,
            "given": float((said == self.given.labels).mean()),
            "true": float((said == self.true.labels)[is_changed].mean()) if is_changed.any() else None,
            "test": float((answers(network, self.test) == self.test.labels).mean()),
        }


def _states(data: Dataset, network: Network, settings: Settings, rng: np.random.Generator) -> Iterator[TrainingState]:
    """Yield where the training stands: closely at first, then ever less often, and whenever it may have learned all."""
    last = 0
    for event in _events(data, network, settings, rng):
        state = event.state
        is_near = isinstance(event, EpochDone) and event.row.train_accuracy > NEARLY
        if state.step > last and (is_near or state.reason or state.step >= GROWTH * last):
            last = state.step
            yield state


def _events(data: Dataset, network: Network, settings: Settings, rng: np.random.Generator) -> Iterator[Event]:
    """Yield what happens: several times in each of the first epochs, then at their ends, which is faster."""
    every = max(1, len(data.train) // settings.batch_size // MOMENTS_PER_EPOCH)
    for event in train(network, data, settings, rng=rng, every=every):
        yield event
        if event.state.epoch == CLOSE_EPOCHS:
            break
    yield from train(network, data, settings, state=event.state)


def _first(split: Split, n_images: int) -> Split:
    """Return the first images of a split."""
    return split.take(np.arange(min(n_images, len(split))))


def _combine(
    settings: MemorySettings, data: Dataset, jobs: Sequence[MemoryJob], said: Sequence[Mapping[str, Any]]
) -> MemoryResult:
    """Put the seeds together."""
    groups: dict[tuple[tuple[int, ...], float], list[Mapping[str, Any]]] = {}
    for job, answer in zip(jobs, said, strict=True):
        groups.setdefault((job.hidden, job.share), []).append(answer)
    taught = tuple(
        Taught(
            hidden=hidden,
            share=share,
            n_parameters=own[0]["n_parameters"],
            curves=tuple(_curve(answer) for answer in own),
        )
        for (hidden, share), own in groups.items()
    )
    n_images = min(settings.n_images, len(data.train))
    steps = -(-n_images // settings.batch_size)
    return MemoryResult(taught, n_images, steps, settings.epochs, data.n_classes, settings.seeds)


def _curve(answer: Mapping[str, Any]) -> Curve:
    """Return what one job came to."""
    steps, given, true, test = (tuple(answer[name]) for name in ("step", "given", "true", "test"))
    return Curve(steps, given, true, test, answer["end"])


EXPERIMENT = Experiment(
    name="memory",
    title="Memory",
    question="Does it only memorize? What becomes of the same network when the labels are shuffled?",
    takes={
        "quick": "2 seeds, 1,000 images, one network: a quarter of a minute",
        "standard": "3 seeds, 5,000 images, two networks: a minute or two",
        "full": "5 seeds, 5,000 images, three networks: five minutes",
    },
    sizes={
        "quick": MemorySettings(networks=((256,),), n_images=1_000, n_test=500, seeds=(0, 1)),
        "standard": MemorySettings(),
        "full": MemorySettings(networks=((512,), (512, 512, 512), (16, 16)), seeds=tuple(range(5))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
