"""Knocking out parts of the page's network, one at a time: what breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perceptible.errors import ValueRangeError
from perceptible.insight.knock_out import KnockOut, connections_of, knock_out, neurons_of
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic

__all__ = ["TOPICS", "KnockOutAsk", "KnockedOut", "SilencedPart"]

MOST_PARTS = 256


@dataclass(frozen=True)
class KnockOutAsk:
    """Silence the neurons of a hidden layer, or the connections into a layer: `count` of them from number `start` on.

    `hold` is what neurons are held at: 0, or their mean over the test images.
    """

    kind: Literal["knock-out"]
    of: Literal["neurons", "connections"]
    layer: int
    hold: Literal["zero", "mean"]
    start: int
    count: int


@dataclass(frozen=True)
class SilencedPart:
    """What is read without a part; `previous` is null for a neuron. `changes`: of the share read right, by class."""

    layer: int
    neuron: int
    previous: int | None
    n_correct: int
    cost: float
    changes: tuple[float, ...]


@dataclass(frozen=True)
class KnockedOut:
    """Some of the parts, in the order of the network, and what the whole network reads."""

    n_parts: int
    n_images: int
    n_correct: int
    cost: float
    parts: tuple[SilencedPart, ...]


def silence(session: Session, ask: KnockOutAsk) -> KnockedOut:
    """Silence some parts, one at a time."""
    if ask.start < 0 or not 1 <= ask.count <= MOST_PARTS:
        msg = f"start is {ask.start} and count {ask.count}, expected at least 0 and 1 to {MOST_PARTS}. Ask for less."
        raise ValueRangeError(msg)
    network = session.network
    listed = neurons_of if ask.of == "neurons" else connections_of
    parts = listed(network, ask.layer)
    found = knock_out(network, session.data.test, parts[ask.start : ask.start + ask.count], hold=ask.hold)
    return KnockedOut(
        n_parts=len(parts),
        n_images=int(found.n_images.sum()),
        n_correct=int(found.before.sum()),
        cost=found.cost_before,
        parts=tuple(_part(found, place) for place in range(len(found.parts))),
    )


def _part(found: KnockOut, place: int) -> SilencedPart:
    """Describe one part."""
    part = found.parts[place]
    return SilencedPart(
        part.layer,
        part.neuron,
        part.previous,
        n_correct=int(found.right[place].sum()),
        cost=float(found.costs[place]),
        changes=tuple(found.changes_by_class[place].tolist()),
    )


TOPICS = (Topic(KnockOutAsk, KnockedOut, silence),)
