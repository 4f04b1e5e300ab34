"""The work behind the lesson's claims: networks trained from one seed, and the plain numbers measured of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.data.dataset import Dataset, Split
from perceptible.errors import DivergedError
from perceptible.evaluation import evaluate
from perceptible.experiments import memory
from perceptible.experiments.first_layer import LEAST_SIDE
from perceptible.experiments.memory_result import Curve
from perceptible.gradients import gradient
from perceptible.insight.edges import measure_pictures, spatial_autocorrelation
from perceptible.insight.never_trained import never_lit
from perceptible.insight.staircase import with_steps
from perceptible.network import Network
from perceptible.rng import as_generator, derived
from perceptible.training import Recipe, Settings, fit, recipe_named

__all__ = ["DEEP", "PARTS", "ClaimsJob"]

SURE, HALF = 0.9, 0.5
NEARLY_ONE = 0.01  # how far a sum of shares may miss 1
SATURATED = 0.05  # from 0 or from 1
N_ASKED = 1_000  # images for what takes a while: slopes, and the smoothness of digits
N_NOISE = 5_000
WIDE, SMALL_SIZES = (512,), (16, 16)
MEMORY_EPOCHS = 300
MOST = 0.9  # of the images known: where the two curves are compared
DEEP, DEPTH_WIDTH, DEPTH_EPOCHS, DEPTH_BATCH = 6, 32, 5, 20
RATES = (0.03, 0.1, 0.3, 1.0)  # each activation gets the best of them, judged by training images
STARTS: Mapping[str, str] = {"sigmoid": "glorot", "relu": "he"}
MINIMA_EPOCHS = 100
NOISE, PICTURES, START = 1_000_037, 1_000_039, 1_000_081  # what is drawn apart from the training


@dataclass(frozen=True)
class ClaimsJob:
    """One part of the work, from one seed.

    Parameters
    ----------
    part : str
        One of `PARTS`.
    epochs : int or None
        At most so many for a recipe; None for its own.
    n_images : int
        To learn from, where the part is not about a recipe.
    n_starts : int
        Random starts, where the part is about minima.
    seed : int
        Decides everything random.
    """

    part: str
    epochs: int | None
    n_images: int
    n_starts: int
    seed: int


Answer = dict[str, Any]


def _reads(job: ClaimsJob, data: Dataset) -> Answer:
    """Train the recipe that the part is named after, and count the test images that it reads."""
    recipe = recipe_named(job.part)
    network = fit(data, recipe=job.part, settings=_settings(recipe, job.epochs, data), rng=job.seed).network
    return {"correct": evaluate(network, data.test).n_correct, "n": len(data.test)}


def _ask_lesson(job: ClaimsJob, data: Dataset) -> Answer:
    """Train the lesson's network, and ask it whatever can be asked of one."""
    recipe = recipe_named("lesson")
    start = recipe.network(data, as_generator(job.seed).spawn(2)[0])
    settings = _settings(recipe, job.epochs, data)
    network = fit(data, network=start, settings=settings, rng=job.seed).network
    most = int(np.bincount(data.test.labels).max())
    return {
        "start": evaluate(start, data.test).n_correct / most,
        "correct": evaluate(network, data.test).n_correct,
        "n": len(data.test),
        "train": evaluate(network, data.train).accuracy,
        **_outputs(network, data, job.seed),
        **_slopes(network, data.train),
        **_pictures(network, data, job.seed),
    }


def _outputs(network: Network, data: Dataset, seed: int) -> Answer:
    """Return what the outputs are for digits and for noise."""
    noise = derived(seed, NOISE).random((N_NOISE, data.n_inputs), dtype=np.float32)
    said, of_noise = network.outputs(data.test.inputs), network.outputs(noise)
    sums = said.sum(axis=1)
    hidden = network.forward(data.test.inputs).activations[1]
    return {
        "off": int((np.abs(sums - 1) > NEARLY_ONE).sum()),
        "sums": np.percentile(sums, [5, 50, 95]).tolist(),
        "sure": float((said.max(axis=1) > SURE).mean()),
        "sure_of_noise": float((of_noise.max(axis=1) > SURE).mean()),
        "clear": int((of_noise.max(axis=1) > HALF).sum()),
        "favorite": data.class_names[int(np.bincount(of_noise.argmax(axis=1)).argmax())],
        "n_noise": N_NOISE,
        "saturated": float(((hidden < SATURATED) | (hidden > 1 - SATURATED)).mean()),
    }


def _slopes(network: Network, train: Split) -> Answer:
    """Return the share of hidden dials that have a slope, with steps and with sigmoid."""
    some = train.take(np.arange(min(N_ASKED, len(train))))
    found = {}
    for name, one in (("step", with_steps(network)), ("sigmoid", network)):
        slopes = gradient(one, some.inputs, some.targets)
        hidden = [*slopes.weights[:-1], *slopes.biases[:-1]]
        found[f"{name}_moved"] = sum(int(np.count_nonzero(part)) for part in hidden)
        found["n_dials"] = sum(part.size for part in hidden)
    return found


def _pictures(network: Network, data: Dataset, seed: int) -> Answer:
    """Return how smooth and how much like edges the weight pictures are; nothing for tables and tiny pictures."""
    if data.image_shape is None or min(data.image_shape) < LEAST_SIDE:
        return {"smooth": None, "edges": None}
    lit = np.ones(data.n_inputs, bool)
    lit[never_lit(data.train)] = False
    pictures = np.asarray(network.weights[0])
    digits = spatial_autocorrelation(data.test.inputs[:N_ASKED], data.image_shape, seen=lit).mean()
    own = spatial_autocorrelation(pictures, data.image_shape, seen=lit).mean()
    found = measure_pictures(pictures, data.image_shape, seen=lit, rng=derived(seed, PICTURES))
    return {"smooth": float(own / digits), "edges": found.smooth_edges.z}


def _memorize(job: ClaimsJob, data: Dataset) -> Answer:
    """Teach one network true labels and shuffled ones, as the experiment on memory does."""
    hidden = WIDE if job.part.endswith("wide") else SMALL_SIZES
    settings = memory.MemorySettings(
        networks=(hidden,), shares=(0.0, 1.0), n_images=job.n_images, epochs=MEMORY_EPOCHS, seeds=(job.seed,)
    )
    told = [memory.EXPERIMENT.run(one, data) for one in memory.EXPERIMENT.jobs(settings, data)]
    true, shuffled = map(_curve, told)
    return {
        "difference": true.given[-1] - shuffled.given[-1],
        "shuffled": shuffled.given[-1],
        "steps": [true.reached(MOST), shuffled.reached(MOST)],
        "halfway": [true.halfway, shuffled.halfway],
    }


def _curve(told: Mapping[str, Any]) -> Curve:
    """Return the curve that a job of that experiment tells."""
    steps, given, true, test = (tuple(told[name]) for name in ("step", "given", "true", "test"))
    return Curve(steps, given, true, test, told["end"])


def _minima(job: ClaimsJob, data: Dataset) -> Answer:
    """Go down from several starts, with steps that end small, and return the costs that are reached."""
    hidden = tuple(int(size) for size in job.part.split("-")[1:])
    some = data.first(job.n_images)
    settings = Settings(epochs=MINIMA_EPOCHS, schedule="cosine")
    costs = []
    for number in range(job.n_starts):
        rng = derived(job.seed, START, number)
        network = Network.random((data.n_inputs, *hidden, data.n_classes), start="scaled", rng=rng)
        costs.append(evaluate(fit(some, network=network, settings=settings, rng=rng).network, some.train).cost)
    return {"costs": costs}


def _deepen(job: ClaimsJob, data: Dataset) -> Answer:
    """Train deep and shallow networks with either activation, and return what each reads of the test images."""
    return {
        f"{activation}-{depth}": _best_of_rates(activation, depth, job, data)
        for activation in STARTS
        for depth in (1, DEEP)
    }


def _best_of_rates(activation: str, depth: int, job: ClaimsJob, data: Dataset) -> float:
    """Return the test accuracy with the learning rate that fits the training images best."""
    some = data.first(job.n_images)
    network = Network.random(
        (data.n_inputs, *(DEPTH_WIDTH,) * depth, data.n_classes),
        activation=activation,
        output="softmax",
        cost="cross-entropy",
        start=STARTS[activation],
        rng=derived(job.seed, START),
    )
    found = []
    for rate in RATES:
        settings = Settings(epochs=DEPTH_EPOCHS, batch_size=DEPTH_BATCH, learning_rate=rate)
        try:
            trained = fit(some, network=network, settings=settings, rng=job.seed).network
        except DivergedError:
            continue
        found.append((evaluate(trained, some.train).accuracy, evaluate(trained, data.test).accuracy))
    return max(found, key=lambda pair: pair[0])[1] if found else 0.0


def _settings(recipe: Recipe, epochs: int | None, data: Dataset) -> Settings:
    """Return the settings of a recipe, for at most so many epochs; tables are not moved or turned."""
    own = recipe.settings
    kept = own.augmentation if data.image_shape is not None else None
    return replace(own, epochs=own.epochs if epochs is None else min(epochs, own.epochs), augmentation=kept)


PARTS: Mapping[str, Callable[[ClaimsJob, Dataset], Answer]] = {
    "lesson": _ask_lesson,
    "plain": _reads,
    "tuned": _reads,
    "memory-wide": _memorize,
    "memory-small": _memorize,
    "minima-4": _minima,
    "minima-16-16": _minima,
    "minima-128": _minima,
    "depth": _deepen,
}
