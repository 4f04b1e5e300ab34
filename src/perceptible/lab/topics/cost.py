"""The cost: written out for one image, averaged and counted over many, and which digit is taken for which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.arrays import one_hot
from perceptible.errors import ValueRangeError
from perceptible.lab.images import one_image, split_bytes
from perceptible.lab.session import Session
from perceptible.lab.shapes import Bytes, Topic
from perceptible.network import COSTS

__all__ = [
    "TOPICS",
    "Confusion",
    "ConfusionAsk",
    "CostHistogram",
    "CostHistogramAsk",
    "CostLine",
    "CostTable",
    "CostTableAsk",
]

N_BINS = 40
N_TAIL = 24


@dataclass(frozen=True)
class CostTableAsk:
    """Ask what an image costs, given the digit that it should be read as."""

    kind: Literal["cost-table"]
    pixels: tuple[float, ...]
    label: int


@dataclass(frozen=True)
class CostLine:
    """What an output adds to the cost: the output, what it should have been, and the square of the difference."""

    output: float
    target: float
    difference: float
    square: float


@dataclass(frozen=True)
class CostTable:
    """A line for each output, the sum of the squares, and the network's own cost of the image."""

    lines: tuple[CostLine, ...]
    sum_of_squares: float
    cost_name: str
    cost: float


@dataclass(frozen=True)
class CostHistogramAsk:
    """Ask what images cost: all of one half of the data."""

    kind: Literal["cost-histogram"]
    split: Literal["test", "train"]


@dataclass(frozen=True)
class CostHistogram:
    """The average cost, how many images cost how much, and those that cost most, with their images.

    `edges` are the bounds of the bins, one more than `counts`.
    """

    n_images: int
    mean: float
    median: float
    largest: float
    share_of_tail: float
    n_tail: int
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    indices: tuple[int, ...]
    labels: tuple[int, ...]
    guesses: tuple[int, ...]
    costs: tuple[float, ...]
    pixels: Bytes


@dataclass(frozen=True)
class ConfusionAsk:
    """Ask which digits are taken for which."""

    kind: Literal["confusion"]


@dataclass(frozen=True)
class Confusion:
    """How many test images of each digit got each answer: row by row, a row for each digit, a column for each answer.

    `low` and `high` bound the accuracy with 95 % confidence.
    """

    n_classes: int
    n_images: int
    n_correct: int
    accuracy: float
    low: float
    high: float
    counts: tuple[int, ...]
    recalls: tuple[float | None, ...]


def write_out(session: Session, ask: CostTableAsk) -> CostTable:
    """Write out the cost of an image, in float64 from the same dials."""
    image = one_image(ask.pixels, session.data)
    n_classes = session.data.n_classes
    if not 0 <= ask.label < n_classes:
        msg = f"there is no class {ask.label}, expected 0 to {n_classes - 1}. Choose one of them."
        raise ValueRangeError(msg)
    network = session.network
    exact = network.with_parameters(network.parameters.map(lambda array: np.asarray(array, np.float64)))
    trace = exact.forward(image[None].astype(np.float64))
    target = one_hot(np.array([ask.label]), n_classes).astype(np.float64)
    outputs = trace.outputs
    rule, activation = COSTS[network.cost], network.layers[-1].activation
    cost = float(rule.value(trace.pre_activations[-1], outputs, target, activation)[0])
    lines = tuple(
        CostLine(a, y, a - y, (a - y) ** 2) for a, y in zip(outputs[0].tolist(), target[0].tolist(), strict=True)
    )
    return CostTable(lines, sum(line.square for line in lines), network.cost, cost)


def count_costs(session: Session, ask: CostHistogramAsk) -> CostHistogram:
    """Count images by their cost."""
    judged, split = session.judged(ask.split), session.data.split(ask.split)
    costs = np.asarray(judged.costs, np.float64)
    largest = max(float(costs.max()), 1e-12)
    counts, edges = np.histogram(costs, bins=N_BINS, range=(0.0, largest))
    worst = np.argsort(-costs, kind="stable")
    n_tail = max(1, round(len(costs) / 100))
    shown = worst[:N_TAIL]
    return CostHistogram(
        n_images=len(costs),
        mean=judged.cost,
        median=float(np.median(costs)),
        largest=float(costs.max()),
        share_of_tail=float(costs[worst[:n_tail]].sum() / max(costs.sum(), 1e-12)),
        n_tail=n_tail,
        edges=tuple(edges.tolist()),
        counts=tuple(counts.tolist()),
        indices=tuple(shown.tolist()),
        labels=tuple(judged.labels[shown].tolist()),
        guesses=tuple(judged.answers[shown].tolist()),
        costs=tuple(costs[shown].tolist()),
        pixels=split_bytes(split, shown.tolist()),
    )


def confuse(session: Session, _ask: ConfusionAsk) -> Confusion:
    """Count which digits are taken for which."""
    judged = session.judged()
    low, high = judged.interval
    return Confusion(
        n_classes=judged.n_classes,
        n_images=judged.n_images,
        n_correct=judged.n_correct,
        accuracy=judged.accuracy,
        low=low,
        high=high,
        counts=tuple(judged.confusion.ravel().tolist()),
        recalls=tuple(each.recall for each in judged.per_class),
    )


TOPICS = (
    Topic(CostTableAsk, CostTable, write_out),
    Topic(CostHistogramAsk, CostHistogram, count_costs),
    Topic(ConfusionAsk, Confusion, confuse),
)
