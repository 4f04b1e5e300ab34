"""Labels in dispute: the test images that ten trained networks contradict, and what the page's network says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.insight.disputed import known_disputes
from perceptible.lab.images import split_bytes
from perceptible.lab.session import Session
from perceptible.lab.shapes import Bytes, Topic

__all__ = ["TOPICS", "Disputed", "DisputedAsk"]


@dataclass(frozen=True)
class DisputedAsk:
    """Ask which labels of the test images are in dispute."""

    kind: Literal["disputed"]


@dataclass(frozen=True)
class Disputed:
    """The images that all of so many networks read alike and not as labeled; none where nobody measured these data.

    `theirs` is what those networks answer, `guesses` and `confidences` are of the page's network; `lowest` and
    `highest` of the `n_images` test images those networks read right.
    """

    n_networks: int
    recipe: str
    n_images: int
    lowest: int
    highest: int
    indices: tuple[int, ...]
    labels: tuple[int, ...]
    theirs: tuple[int, ...]
    guesses: tuple[int, ...]
    confidences: tuple[float, ...]
    pixels: Bytes


def list_disputed(session: Session, _ask: DisputedAsk) -> Disputed:
    """List the labels in dispute."""
    known = known_disputes(session.data)
    if known is None:
        return Disputed(0, "", 0, 0, 0, (), (), (), (), (), np.zeros(0, np.uint8))
    judged, indices = session.judged(), [each.index for each in known.found]
    return Disputed(
        n_networks=len(known.seeds),
        recipe=known.recipe,
        n_images=known.n_images,
        lowest=min(known.n_correct),
        highest=max(known.n_correct),
        indices=tuple(indices),
        labels=tuple(each.label for each in known.found),
        theirs=tuple(each.answer for each in known.found),
        guesses=tuple(judged.answers[indices].tolist()),
        confidences=tuple(judged.confidences[indices].tolist()),
        pixels=split_bytes(session.data.test, indices),
    )


TOPICS = (Topic(DisputedAsk, Disputed, list_disputed),)
