"""Drawing: networks climb from noise towards each digit and each hidden neuron, and others say what they see in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import N_PIXELS, Dataset
from perceptible.evaluation.answers import answers
from perceptible.experiments.drawing_judge import Judge, mean_images, written
from perceptible.experiments.drawing_networks import ARTISTS
from perceptible.experiments.drawing_result import DrawingResult, Drawings, Neurons
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.spread import over_seeds
from perceptible.insight.ascent import CAREFUL, PLAIN, Climb, Goal, class_goal, climb, likeness, neuron_goal
from perceptible.insight.distances import nearest
from perceptible.network import Network
from perceptible.rng import derived

__all__ = ["EXPERIMENT", "DrawingSettings"]

READERS = ("lesson", "large")
TEST, NOISE = "test images", "noise, undrawn"
N_COMPARED = 1_000  # test images, and training images for the neurons
MOST_NEURONS = 16


@dataclass(frozen=True, kw_only=True)
class DrawingSettings:
    """Who draws, and who reads.

    Parameters
    ----------
    artists : tuple of str
        Kinds of networks, of `ARTISTS`; those that need pictures are left out where data are none.
    n_images : int
        To learn from.
    epochs : int
        For all; the lesson's network gets twice as many, since it is small.
    n_readers : int
        Networks of each kind of readers, from other seeds than any that draws.
    steps : int
        Of every climb.
    seeds : tuple of int
        One artist of each kind from each.
    """

    artists: tuple[str, ...] = tuple(ARTISTS)
    n_images: int = 20_000
    epochs: int = 10
    n_readers: int = 3
    steps: int = 200
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class DrawingJob:
    """One network that is trained and draws; pictures are kept of the first seed alone."""

    artist: str
    n_images: int
    epochs: int
    n_readers: int
    steps: int
    keeps: bool
    seed: int


def ways(data: Dataset, steps: int) -> dict[str, Climb]:
    """Return the two ways to climb, by name: with nothing but the slope, and with what keeps pictures calm."""
    shape = data.image_shape
    calm = Climb(decay=CAREFUL.decay) if shape is None else replace(CAREFUL, shape=shape)
    return {"plain": replace(PLAIN, steps=steps), "careful": replace(calm, steps=steps)}


def _jobs(settings: DrawingSettings, data: Dataset) -> tuple[DrawingJob, ...]:
    """Return a job for each artist and seed."""
    shown = settings.n_images, settings.epochs, settings.n_readers, settings.steps
    return tuple(
        DrawingJob(name, *shown, seed == settings.seeds[0], seed)
        for name in settings.artists
        if data.n_inputs == N_PIXELS or not ARTISTS[name].needs_pictures
        for seed in settings.seeds
    )


def _run(job: DrawingJob, data: Dataset) -> dict[str, Any]:
    """Train a network and its readers, let it draw, and measure the pictures."""
    some = data.first(job.n_images)
    place = list(ARTISTS).index(job.artist)
    artist = ARTISTS[job.artist].train(some, job.epochs, derived(job.seed, place))
    # Readers of one seed are the same for all artists, and never an artist themselves.
    readers = {
        kind: [
            ARTISTS[kind].train(some, job.epochs, derived(job.seed, len(ARTISTS), number, at))
            for number in range(job.n_readers)
        ]
        for at, kind in enumerate(READERS)
    }
    judge, start = Judge(some, readers), _noise(data, data.n_classes, job.seed)
    said: dict[str, Any] = {"accuracy": float((answers(artist, data.test) == data.test.labels).mean())}
    for name, how in ways(data, job.steps).items():
        drawn = climb(artist, class_goal(artist), start, how=how, rng=derived(job.seed, 0)).pictures
        said[name] = judge.measured(artist, drawn, np.arange(data.n_classes)) | _kept(drawn, some, keeps=job.keeps)
        said[f"neurons {name}"] = [_neurons(artist, layer, how, some, job) for layer in range(1, len(artist.layers))]
    test = data.test.take(np.arange(min(N_COMPARED, len(data.test))))
    said[TEST] = judge.measured(artist, test.inputs, test.labels)
    said[NOISE] = judge.measured(artist, start, np.arange(data.n_classes))
    return said


def _neurons(artist: Network, layer: int, how: Climb, some: Dataset, job: DrawingJob) -> dict[str, Any]:
    """Draw what each neuron of a layer wants to see, and compare with the training image that it likes best."""
    goal = neuron_goal(artist, layer)
    few = Goal(layer, goal.wishes[:MOST_NEURONS])
    start = _noise(some, len(few.wishes), job.seed)
    drawn = climb(artist, few, start, how=how, rng=derived(job.seed, 1))
    images = some.train.inputs[:N_COMPARED]
    z = artist.forward(images).pre_activations[layer - 1][:, : len(few.wishes)]
    best = images[z.argmax(axis=0)]
    return {
        "above": float((drawn.after > z.max(axis=0)).mean()),
        "likeness": float(likeness(drawn.pictures, best).mean()),
        "pictures": written(drawn.pictures) if job.keeps else None,
    }


def _kept(drawn: FloatArray, some: Dataset, *, keeps: bool) -> dict[str, Any]:
    """Return the pictures, and which training images lie nearest to them."""
    return {
        "pictures": written(drawn) if keeps else None,
        "nearest": nearest(drawn, some.train.inputs).tolist() if keeps else None,
    }


def _noise(data: Dataset, n_pictures: int, seed: int) -> FloatArray:
    """Return where every climb begins: uniform noise."""
    return derived(seed, len(ARTISTS) + 1).random((n_pictures, data.n_inputs)).astype(np.float32)


def _combine(
    settings: DrawingSettings, data: Dataset, jobs: Sequence[DrawingJob], said: Sequence[Mapping[str, Any]]
) -> DrawingResult:
    """Put the seeds together."""
    drawings, neurons = [], []
    for name in dict.fromkeys(job.artist for job in jobs):
        own = [answer for job, answer in zip(jobs, said, strict=True) if job.artist == name]
        drawings += [_drawings(name, way, own) for way in ("plain", "careful", TEST, NOISE)]
        neurons += [
            _hidden(name, way, at, own) for way in ("plain", "careful") for at in range(len(own[0]["neurons plain"]))
        ]
    some = data.first(settings.n_images).train
    found = sorted({index for one in drawings for index in one.nearest})
    images = dict(zip(found, written(some.inputs[found]), strict=True))
    return DrawingResult(
        drawings=tuple(drawings),
        neurons=tuple(neurons),
        means=tuple(written(mean_images(some))),
        images=images,
        class_names=data.class_names,
        image_shape=data.image_shape,
        seeds=settings.seeds,
        n_compared=min(N_COMPARED, len(some)),
    )


def _drawings(name: str, way: str, own: Sequence[Mapping[str, Any]]) -> Drawings:
    """Return what all seeds of one artist drew in one way."""
    first = own[0][way]
    measures = {key: over_seeds(one[way][key] for one in own) for key in first if key not in {"pictures", "nearest"}}
    accuracy = over_seeds(one["accuracy"] for one in own)
    return Drawings(
        name,
        ARTISTS[name].changed,
        way,
        accuracy,
        measures,
        tuple(first.get("pictures") or ()),
        tuple(first.get("nearest") or ()),
    )


def _hidden(name: str, way: str, at: int, own: Sequence[Mapping[str, Any]]) -> Neurons:
    """Return what all seeds of one artist drew for the neurons of a hidden layer."""
    layers = [one[f"neurons {way}"][at] for one in own]
    above, alike = (over_seeds(one[key] for one in layers) for key in ("above", "likeness"))
    return Neurons(name, way, at + 1, above, alike, tuple(layers[0]["pictures"] or ()))


EXPERIMENT = Experiment(
    name="drawing",
    title="Drawing",
    question="Can it draw what it reads, and does anyone else see a digit in it?",
    takes={
        "quick": "2 seeds, four kinds of networks, 5,000 images: half a minute",
        "standard": "3 seeds, four kinds of networks, 20,000 images: two minutes",
        "full": "10 seeds, four kinds of networks, 20,000 images: five to ten minutes",
    },
    sizes={
        "quick": DrawingSettings(n_images=5_000, n_readers=2, seeds=(0, 1)),
        "standard": DrawingSettings(),
        "full": DrawingSettings(seeds=tuple(range(10))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
