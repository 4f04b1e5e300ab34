"""The page's image turned into a test image: outputs on the way, where the answer flips, and which neurons did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.insight.morph import Flip, morph
from perceptible.lab.images import check_index, one_image, shape_of
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic

__all__ = ["TOPICS", "MorphAsk", "Morphed", "Turn"]

N_STEPS = 50
MOST_FLIPS = 12


@dataclass(frozen=True)
class MorphAsk:
    """Ask for the way from an image to a test image: fading pixel by pixel, or moving the edges of the ink."""

    kind: Literal["morph"]
    pixels: tuple[float, ...]
    index: int
    by: Literal["pixels", "shapes"]


@dataclass(frozen=True)
class Turn:
    """A place where the answer changes.

    `contributions`: for each hidden layer what each neuron added to the margin, z of `after` minus z of `before`, from
    `since` on; of the last of them they add up to `change`.
    """

    share: float
    before: int
    after: int
    since: float
    confidence: float
    change: float
    contributions: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Morphed:
    """Images and outputs at `n_steps` + 1 even places of the way, one behind the other, and the flips in order."""

    label: int
    n_steps: int
    images: Floats
    outputs: Floats
    n_flips: int
    flips: tuple[Turn, ...]


def turn_into(session: Session, ask: MorphAsk) -> Morphed:
    """Turn one image into another."""
    split = session.data.test
    check_index(ask.index, split)
    start = one_image(ask.pixels, session.data)
    end = np.asarray(split.inputs[ask.index], np.float32)
    found = morph(session.network, start, end, by=ask.by, n_steps=N_STEPS, image_shape=shape_of(session.data))
    return Morphed(
        label=int(split.labels[ask.index]),
        n_steps=N_STEPS,
        images=np.ascontiguousarray(found.images).ravel(),
        outputs=found.outputs.astype(np.float32).ravel(),
        n_flips=len(found.flips),
        flips=tuple(map(_turn, found.flips[:MOST_FLIPS])),
    )


def _turn(flip: Flip) -> Turn:
    """Describe a flip."""
    added = tuple(tuple(layer.tolist()) for layer in flip.contributions[1:])
    return Turn(flip.share, flip.before, flip.after, flip.since, flip.confidence, flip.change, added)


TOPICS = (Topic(MorphAsk, Morphed, turn_into),)
