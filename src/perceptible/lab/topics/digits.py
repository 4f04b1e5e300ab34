"""Why no short rule reads digits: how far images lie apart, and what reads them without hidden layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Split
from perceptible.insight.distances import misleading_pairs
from perceptible.insight.neighbors import neighbors
from perceptible.lab.images import check_index, split_bytes
from perceptible.lab.readings import readings_of
from perceptible.lab.session import Session
from perceptible.lab.shapes import Bytes, Topic

__all__ = [
    "TOPICS",
    "Baselines",
    "BaselinesAsk",
    "Distances",
    "DistancesAsk",
    "Misleading",
    "MisleadingAsk",
    "Neighbor",
    "Pair",
    "Reading",
]

MOST_NEIGHBORS = 60


@dataclass(frozen=True)
class DistancesAsk:
    """Find the test images nearest to one, of its own digit and of others."""

    kind: Literal["distances"]
    index: int
    count: int


@dataclass(frozen=True)
class Neighbor:
    """A test image, and how far it lies away, pixel by pixel."""

    index: int
    label: int
    distance: float


@dataclass(frozen=True)
class Distances:
    """The test images nearest to one: of its own digit, and of others."""

    index: int
    label: int
    own: tuple[Neighbor, ...]
    other: tuple[Neighbor, ...]
    pixels: Bytes
    own_pixels: Bytes
    other_pixels: Bytes


@dataclass(frozen=True)
class MisleadingAsk:
    """Find test images of a digit that lie nearer to another digit than to any other of their own."""

    kind: Literal["misleading"]
    label: int
    count: int


@dataclass(frozen=True)
class Pair:
    """A test image, the nearest of another digit, and the nearest of its own, which lies farther away."""

    index: int
    other: int
    other_label: int
    own: int
    distance: float
    own_distance: float


@dataclass(frozen=True)
class Misleading:
    """Pairs, the most misleading first, and their images: for each pair three, in the order of its fields."""

    label: int
    pairs: tuple[Pair, ...]
    pixels: Bytes


@dataclass(frozen=True)
class BaselinesAsk:
    """Ask how well rules, mean images, nearest neighbors and a single layer read the test images."""

    kind: Literal["baselines"]


@dataclass(frozen=True)
class Reading:
    """How well something reads; measured on the first `n_images` test images."""

    name: str
    summary: str
    n_parameters: int
    n_images: int
    n_correct: int
    accuracy: float


@dataclass(frozen=True)
class Baselines:
    """What reads without hidden layers."""

    rows: tuple[Reading, ...]


def find_neighbors(session: Session, ask: DistancesAsk) -> Distances:
    """Find the nearest images."""
    split = session.data.test
    check_index(ask.index, split)
    found = neighbors(split, ask.index, count=min(ask.count, MOST_NEIGHBORS))
    return Distances(
        index=ask.index,
        label=int(split.labels[ask.index]),
        own=_neighbors(split, found.own, found.own_distances),
        other=_neighbors(split, found.other, found.other_distances),
        pixels=split_bytes(split, [ask.index]),
        own_pixels=split_bytes(split, found.own.tolist()),
        other_pixels=split_bytes(split, found.other.tolist()),
    )


def find_misleading(session: Session, ask: MisleadingAsk) -> Misleading:
    """Find images that pixel distance misleads about."""
    split = session.data.test
    pairs = misleading_pairs(split, ask.label, most=min(max(0, ask.count), MOST_NEIGHBORS))
    shown = tuple(
        Pair(pair.index, pair.other, pair.other_label, pair.own, pair.distance, pair.own_distance) for pair in pairs
    )
    images = [index for pair in pairs for index in (pair.index, pair.other, pair.own)]
    return Misleading(ask.label, shown, split_bytes(split, images))


def measure_baselines(session: Session, _ask: BaselinesAsk) -> Baselines:
    """Measure what reads without hidden layers; done once for all pages, a few seconds of work."""
    return Baselines(tuple(Reading(**vars(each), accuracy=each.accuracy) for each in readings_of(session.data)))


def _neighbors(split: Split, indices: IntArray, distances: FloatArray) -> tuple[Neighbor, ...]:
    """Describe neighbors."""
    columns: Iterable[tuple[int, float]] = zip(indices.tolist(), distances.tolist(), strict=True)
    return tuple(Neighbor(index, int(split.labels[index]), distance) for index, distance in columns)


TOPICS = (
    Topic(DistancesAsk, Distances, find_neighbors, is_long=True),
    Topic(MisleadingAsk, Misleading, find_misleading, is_long=True),
    Topic(BaselinesAsk, Baselines, measure_baselines, is_long=True),
)
