"""Minima: many starts of networks of several sizes, how good the places are where they end, and what lies between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.evaluation import evaluate
from perceptible.experiments.arpit_kinds import shrunk
from perceptible.experiments.classifier import classifier
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.minima_result import Ends, Line, MinimaResult
from perceptible.insight.landscape import cost_along
from perceptible.insight.matched_neurons import distance_between, matched_to
from perceptible.network import Network
from perceptible.rng import as_generator
from perceptible.training import Settings, fit, recipe_named

__all__ = ["EXPERIMENT", "Kind", "MinimaSettings"]

MEASURES = ("train_costs", "test_costs", "train_accuracies", "test_accuracies")
N_PLACES = 21  # along a line, both ends included


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Networks of one size, and how they are trained.

    Parameters
    ----------
    hidden : tuple of int
        Hidden layers.
    side : int or None
        Images are made of so many rows and columns; None for images as they are.
    recipe : str or None
        Train as this recipe does, but for `epochs`; None for ReLU, softmax and cross-entropy by plain descent whose
        steps shrink along a cosine.
    epochs : int
        How often each image is seen.
    batch_size, learning_rate
        Without a recipe.
    """

    hidden: tuple[int, ...]
    side: int | None = 10
    recipe: str | None = None
    epochs: int = 40
    batch_size: int = 20
    learning_rate: float = 0.1


LESSON = Kind(hidden=(16, 16), side=None, recipe="lesson", epochs=30)
WIDTHS = (25, 50, 100, 250, 500)


@dataclass(frozen=True, kw_only=True)
class MinimaSettings:
    """What is trained how often.

    Parameters
    ----------
    kinds : tuple of Kind
        The sizes.
    n_images : int
        To learn from.
    n_at_once : int
        Starts in one piece of work.
    n_pairs : int
        Pairs of neighboring seeds between which lines are drawn.
    n_on_line : int
        Training images by which the cost is measured along a line.
    seeds : tuple of int
        A start for each, of each kind.
    """

    kinds: tuple[Kind, ...] = (LESSON, *(Kind(hidden=(width,)) for width in WIDTHS))
    n_images: int = 10_000
    n_at_once: int = 10
    n_pairs: int = 5
    n_on_line: int = 2_000
    seeds: tuple[int, ...] = tuple(range(100))


@dataclass(frozen=True)
class StartsOfKind:
    """Some starts of one kind."""

    kind: Kind
    n_images: int
    seeds: tuple[int, ...]


@dataclass(frozen=True)
class PairOfKind:
    """Two networks, and the lines between them."""

    kind: Kind
    n_images: int
    seeds: tuple[int, int]
    n_on_line: int


def _jobs(settings: MinimaSettings, _data: Dataset) -> tuple[StartsOfKind | PairOfKind, ...]:
    """Return pieces of work: blocks of seeds that stay the same where more seeds are asked for, and pairs."""
    blocks: dict[int, list[int]] = {}
    for seed in settings.seeds:
        blocks.setdefault(seed // settings.n_at_once, []).append(seed)
    pairs = list(pairwise(settings.seeds))[: settings.n_pairs]
    jobs: list[StartsOfKind | PairOfKind] = []
    for kind in settings.kinds:
        jobs += [StartsOfKind(kind, settings.n_images, tuple(block)) for block in blocks.values()]
        jobs += [PairOfKind(kind, settings.n_images, pair, settings.n_on_line) for pair in pairs]
    return tuple(jobs)


def _run(job: StartsOfKind | PairOfKind, data: Dataset) -> dict[str, Any]:
    """Do a piece of work."""
    some = data.first(job.n_images)
    some = some if job.kind.side is None else shrunk(some, job.kind.side)
    return _ends(job, some) if isinstance(job, StartsOfKind) else _lines(job, some)


def _trained(kind: Kind, data: Dataset, seed: int) -> tuple[Network, Network]:
    """Return a network before and after training."""
    start_rng, order_rng = as_generator(seed).spawn(2)
    untested = replace(data, test=data.test.take(np.arange(0)))
    if kind.recipe is not None:
        recipe = recipe_named(kind.recipe)
        start = replace(recipe, hidden=kind.hidden).network(data, start_rng)
        settings = replace(recipe.settings, epochs=kind.epochs)
    else:
        start = classifier(data, kind.hidden, rng=start_rng)
        settings = Settings(
            epochs=kind.epochs, batch_size=kind.batch_size, learning_rate=kind.learning_rate, schedule="cosine"
        )
    return start, fit(untested, network=start, settings=settings, rng=order_rng).network


def _ends(job: StartsOfKind, data: Dataset) -> dict[str, Any]:
    """Train from some starts, and measure where they end."""
    rows = []
    for seed in job.seeds:
        _, network = _trained(job.kind, data, seed)
        train, test = evaluate(network, data.train), evaluate(network, data.test)
        rows.append((train.cost, test.cost, train.accuracy, test.accuracy))
    columns = dict(zip(MEASURES, zip(*rows, strict=True), strict=True))
    return {**columns, "sizes": network.sizes, "n_parameters": network.n_parameters}


def _lines(job: PairOfKind, data: Dataset) -> dict[str, Any]:
    """Train two networks, and walk from one to the other, as they are and with matched neurons."""
    (start, first), (_, second) = (_trained(job.kind, data, seed) for seed in job.seeds)
    matched = matched_to(second, first)
    seen = data.train.take(np.arange(min(job.n_on_line, len(data.train))))
    places = np.linspace(0, 1, N_PLACES)
    costs = []
    for other in (second, matched):
        direction = (other.parameters.to_vector() - first.parameters.to_vector()).astype(np.float64)
        costs.append(cost_along(first, seen, direction, places).costs.tolist())
    return {
        "straight": costs[0],
        "matched": costs[1],
        "apart": distance_between(first, second),
        "apart_matched": distance_between(first, matched),
        "from_start": distance_between(start, first),
    }


def _combine(
    settings: MinimaSettings,
    data: Dataset,
    jobs: Sequence[StartsOfKind | PairOfKind],
    answers: Sequence[Mapping[str, Any]],
) -> MinimaResult:
    """Put the starts of each kind together."""
    pairs = list(zip(jobs, answers, strict=True))
    ends = []
    for kind in settings.kinds:
        blocks = [(job.seeds, answer) for job, answer in pairs if job.kind == kind and isinstance(job, StartsOfKind)]
        lines = [answer for job, answer in pairs if job.kind == kind and isinstance(job, PairOfKind)]
        ends.append(_end(kind, settings.seeds, blocks, lines))
    return MinimaResult(tuple(ends), min(settings.n_images, len(data.train)), settings.seeds)


def _end(
    kind: Kind,
    seeds: Sequence[int],
    blocks: Sequence[tuple[Sequence[int], Mapping[str, Any]]],
    lines: Sequence[Mapping[str, Any]],
) -> Ends:
    """Return where the networks of one kind ended, in the order of the seeds, which may not be that of the blocks."""
    place = {seed: (block, number) for own, block in blocks for number, seed in enumerate(own)}
    train_costs, test_costs, train_accuracies, test_accuracies = (
        tuple(place[seed][0][name][place[seed][1]] for seed in seeds) for name in MEASURES
    )
    _, first = blocks[0]
    return Ends(
        sizes=tuple(first["sizes"]),
        n_parameters=first["n_parameters"],
        cost="squared error" if kind.recipe == "lesson" else "cross-entropy",
        train_costs=train_costs,
        test_costs=test_costs,
        train_accuracies=train_accuracies,
        test_accuracies=test_accuracies,
        lines=tuple(_line(line) for line in lines),
    )


def _line(line: Mapping[str, Any]) -> Line:
    """Return one pair."""
    straight, matched = tuple(line["straight"]), tuple(line["matched"])
    return Line(straight, matched, line["apart"], line["apart_matched"], line["from_start"])


EXPERIMENT = Experiment(
    name="minima",
    title="Minima",
    question="Are all minima equally good? Many starts by size of the network, and what lies between two of them.",
    takes={
        "quick": "20 starts of three sizes on 2,000 images: a quarter of a minute",
        "standard": "100 starts of six sizes on 10,000 images: five minutes",
        "full": "1,000 starts of six sizes on 10,000 images: an hour; --seeds 0-99 for a tenth of it",
    },
    sizes={
        "quick": MinimaSettings(
            kinds=(LESSON, *(Kind(hidden=(width,)) for width in (25, 250))),
            n_images=2_000,
            n_pairs=2,
            n_on_line=1_000,
            seeds=tuple(range(20)),
        ),
        "standard": MinimaSettings(),
        "full": MinimaSettings(n_pairs=20, seeds=tuple(range(1_000))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
