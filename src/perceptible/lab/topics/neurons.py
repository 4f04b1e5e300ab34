"""One neuron: what its sum is made of, which images fire it, which dials were never trained, and how fast it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.errors import ValueRangeError
from perceptible.insight import break_down, contributions, response
from perceptible.insight.breakdown import Line as Part
from perceptible.insight.extremes import extremes
from perceptible.insight.loops import time_layer
from perceptible.insight.never_trained import never_lit
from perceptible.lab.images import one_image, split_bytes
from perceptible.lab.session import Session
from perceptible.lab.shapes import Bytes, Topic

__all__ = [
    "TOPICS",
    "Breakdown",
    "ContributionsAsk",
    "Extreme",
    "Extremes",
    "ExtremesAsk",
    "Line",
    "NeverTrained",
    "NeverTrainedAsk",
    "Timing",
    "TimingAsk",
]

MOST_DECIMALS = 17
MOST_EXTREMES = 60


@dataclass(frozen=True)
class ContributionsAsk:
    """Write a neuron's weighted sum out: the largest terms in a line each, figures with so many decimals."""

    kind: Literal["contributions"]
    pixels: tuple[float, ...]
    layer: int
    neuron: int
    n_terms: int
    decimals: int


@dataclass(frozen=True)
class Line:
    """One line of a written-out sum; `indices` says which activations of the layer before it is about."""

    kind: Literal["term", "rest", "bias"]
    indices: tuple[int, ...]
    value: float
    figure: str


@dataclass(frozen=True)
class Breakdown:
    """A weighted sum whose figures add up to that of z; the activation, and its slope there."""

    lines: tuple[Line, ...]
    z: float
    z_figure: str
    n_silent: int
    a: float
    slope: float


@dataclass(frozen=True)
class ExtremesAsk:
    """Find the test images that fire a neuron most and least."""

    kind: Literal["extremes"]
    layer: int
    neuron: int
    count: int


@dataclass(frozen=True)
class Extreme:
    """A test image, and the neuron's activation for it."""

    index: int
    label: int
    activation: float


@dataclass(frozen=True)
class Extremes:
    """The test images that fire a neuron most and least, and how it answers to all of them; null: no such digit."""

    most: tuple[Extreme, ...]
    least: tuple[Extreme, ...]
    most_pixels: Bytes
    least_pixels: Bytes
    mean: float
    saturated: float
    by_label: tuple[float | None, ...]


@dataclass(frozen=True)
class NeverTrainedAsk:
    """Ask which pixels are black in all training images."""

    kind: Literal["never-trained"]


@dataclass(frozen=True)
class NeverTrained:
    """Pixels that are 0 in all training images: their first-layer weights never got a gradient."""

    pixels: tuple[int, ...]


@dataclass(frozen=True)
class TimingAsk:
    """Measure how long a layer takes for one image, by loops and as a product."""

    kind: Literal["timing"]
    layer: int


@dataclass(frozen=True)
class Timing:
    """Milliseconds for the weighted sums of a layer, for one image."""

    loops_ms: float
    matrix_ms: float


def take_apart(session: Session, ask: ContributionsAsk) -> Breakdown:
    """Write a weighted sum out."""
    if ask.decimals > MOST_DECIMALS:
        msg = f"decimals is {ask.decimals}, expected 0 to {MOST_DECIMALS}. A float has no more digits than that."
        raise ValueRangeError(msg)
    image, place = one_image(ask.pixels, session.data), {"layer": ask.layer, "neuron": ask.neuron}
    found = break_down(contributions(session.network, image, **place), n_terms=ask.n_terms, decimals=ask.decimals)
    fired = response(session.network, image, np.empty(0), **place)
    lines = tuple(map(_line, found.lines))
    return Breakdown(lines, found.z, f"{found.figure:f}", found.n_silent, fired.a, fired.slope)


def find_extremes(session: Session, ask: ExtremesAsk) -> Extremes:
    """Find what fires a neuron."""
    split, count = session.data.test, min(ask.count, MOST_EXTREMES)
    found = extremes(session.network, split, layer=ask.layer, neuron=ask.neuron, count=count)
    most, least = (
        tuple(Extreme(index, int(split.labels[index]), float(found.activations[index])) for index in indices.tolist())
        for indices in (found.most, found.least)
    )
    return Extremes(
        most=most,
        least=least,
        most_pixels=split_bytes(split, found.most.tolist()),
        least_pixels=split_bytes(split, found.least.tolist()),
        mean=found.mean,
        saturated=found.saturated,
        by_label=tuple(None if math.isnan(mean) else mean for mean in found.by_label.tolist()),
    )


def never_trained(session: Session, _ask: NeverTrainedAsk) -> NeverTrained:
    """List the pixels that no training image lights."""
    return NeverTrained(tuple(never_lit(session.data.train).tolist()))


def measure_time(session: Session, ask: TimingAsk) -> Timing:
    """Time a layer."""
    timing = time_layer(session.network, session.data.test.inputs[0], layer=ask.layer)
    return Timing(1000 * timing.loops_seconds, 1000 * timing.matrix_seconds)


def _line(part: Part) -> Line:
    """Write one line."""
    return Line(part.kind, part.indices, part.value, f"{part.figure:f}")


TOPICS = (
    Topic(ContributionsAsk, Breakdown, take_apart),
    Topic(ExtremesAsk, Extremes, find_extremes),
    Topic(NeverTrainedAsk, NeverTrained, never_trained),
    Topic(TimingAsk, Timing, measure_time),
)
