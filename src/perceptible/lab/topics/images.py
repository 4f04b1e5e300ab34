"""The images to look at: those of the data, found by digit, answer or cost; and images moved and changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.errors import ValueRangeError
from perceptible.evaluation import find_images
from perceptible.lab.changing import changed, changes_of
from perceptible.lab.images import check_index, one_image, shape_of, split_bytes
from perceptible.lab.session import Session
from perceptible.lab.shapes import Bytes, Floats, Topic

__all__ = ["TOPICS", "BrowseAsk", "Browsed", "Pixels", "TestImage", "TestImageAsk", "TransformAsk"]

MOST_IMAGES = 120


@dataclass(frozen=True)
class BrowseAsk:
    """Find images by digit, by answer, and in an order; `count` of them from number `start` on."""

    kind: Literal["browse"]
    split: Literal["test", "train"]
    label: int | None
    guess: int | None
    wrong: bool
    order: Literal["index", "confident", "unsure", "cost"]
    start: int
    count: int


@dataclass(frozen=True)
class Browsed:
    """Some of the images that were found, as bytes one behind the other, and what the network makes of each."""

    n_found: int
    indices: tuple[int, ...]
    labels: tuple[int, ...]
    guesses: tuple[int, ...]
    confidences: tuple[float, ...]
    costs: tuple[float, ...]
    pixels: Bytes


@dataclass(frozen=True)
class TestImageAsk:
    """Show one test image."""

    kind: Literal["test-image"]
    index: int


@dataclass(frozen=True)
class TestImage:
    """A test image, with the numbers that the network reads."""

    __test__ = False  # no test of pytest's

    index: int
    label: int
    guess: int
    pixels: Floats


@dataclass(frozen=True)
class TransformAsk:
    """Move, turn, scale, thicken, invert an image and put noise on it, in this order."""

    kind: Literal["transform"]
    pixels: tuple[float, ...]
    shift_right: float
    shift_down: float
    degrees: float
    scale: float
    thicken: float
    invert: bool
    noise: float
    seed: int


@dataclass(frozen=True)
class Pixels:
    """The pixels of an image: 0 black to 1 white ink, row by row."""

    pixels: Floats


def browse(session: Session, ask: BrowseAsk) -> Browsed:
    """Find images."""
    if ask.start < 0 or not 0 <= ask.count <= MOST_IMAGES:
        msg = (
            f"start is {ask.start} and count {ask.count}, expected at least 0 and at most {MOST_IMAGES}. Ask for less."
        )
        raise ValueRangeError(msg)
    judged, split = session.judged(ask.split), session.data.split(ask.split)
    found = find_images(judged, label=ask.label, answer=ask.guess, wrong=ask.wrong, order=ask.order)
    shown = found[ask.start : ask.start + ask.count]
    return Browsed(
        n_found=len(found),
        indices=tuple(shown.tolist()),
        labels=tuple(judged.labels[shown].tolist()),
        guesses=tuple(judged.answers[shown].tolist()),
        confidences=tuple(judged.confidences[shown].tolist()),
        costs=tuple(judged.costs[shown].tolist()),
        pixels=split_bytes(split, shown.tolist()),
    )


def fetch_image(session: Session, ask: TestImageAsk) -> TestImage:
    """Fetch one test image."""
    split = session.data.test
    check_index(ask.index, split)
    judged = session.judged()
    label, guess = int(judged.labels[ask.index]), int(judged.answers[ask.index])
    return TestImage(ask.index, label, guess, np.asarray(split.inputs[ask.index], np.float32))


def transform(session: Session, ask: TransformAsk) -> Pixels:
    """Change an image."""
    image = one_image(ask.pixels, session.data)
    return Pixels(changed(image[None], changes_of(ask), shape_of(session.data))[0])


TOPICS = (
    Topic(BrowseAsk, Browsed, browse),
    Topic(TestImageAsk, TestImage, fetch_image),
    Topic(TransformAsk, Pixels, transform),
)
