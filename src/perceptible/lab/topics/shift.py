"""What the page's network still reads of changed test images: one point of a curve at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from perceptible.data.dataset import Dataset, Split
from perceptible.errors import ValueRangeError
from perceptible.insight.robustness import SWEEPS, robustness
from perceptible.lab.images import shape_of
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic

__all__ = ["TOPICS", "ReadChanged", "RobustnessAsk", "SweepPlan", "Sweeps", "SweepsAsk"]

LARGEST = 1e4


@dataclass(frozen=True)
class SweepsAsk:
    """Ask which changes of images there are."""

    kind: Literal["sweeps"]


@dataclass(frozen=True)
class SweepPlan:
    """A change of images that grows: its amounts in rising order, and the one that changes nothing."""

    name: str
    unit: str
    summary: str
    neutral: float
    amounts: tuple[float, ...]


@dataclass(frozen=True)
class Sweeps:
    """The changes that make sense for these data, and how many test images there are."""

    sweeps: tuple[SweepPlan, ...]
    n_images: int


@dataclass(frozen=True)
class RobustnessAsk:
    """Ask what is still read of the first `n_images` test images when they are changed so much."""

    kind: Literal["robustness"]
    sweep: str
    amount: float
    n_images: int


@dataclass(frozen=True)
class ReadChanged:
    """How many were read right, and the mean of the brightest outputs."""

    sweep: str
    amount: float
    n_images: int
    n_correct: int
    confidence: float


def list_sweeps(session: Session, _ask: SweepsAsk) -> Sweeps:
    """List the changes."""
    is_picture = session.data.image_shape is not None
    plans = tuple(
        SweepPlan(sweep.name, sweep.unit, sweep.summary, sweep.neutral, sweep.amounts)
        for sweep in SWEEPS.values()
        if is_picture or not sweep.needs_picture
    )
    return Sweeps(plans, len(session.data.test))


def read_changed(session: Session, ask: RobustnessAsk) -> ReadChanged:
    """Change images and ask the network."""
    if not 1 <= ask.n_images <= len(session.data.test):
        msg = f"n_images is {ask.n_images}, expected 1 to {len(session.data.test)}. Choose as many test images."
        raise ValueRangeError(msg)
    if not abs(ask.amount) <= LARGEST:
        msg = f"amount is {ask.amount:g}, expected -10,000 to 10,000. Move the slider back."
        raise ValueRangeError(msg)
    split = _first(session.data, ask.n_images)
    shape = shape_of(session.data)
    found = robustness({"page": session.network}, split, ask.sweep, (ask.amount,), image_shape=shape)["page"]
    n_correct = round(float(found.accuracies[0]) * ask.n_images)
    return ReadChanged(ask.sweep, ask.amount, ask.n_images, n_correct, float(found.confidences[0]))


@lru_cache(maxsize=2)
def _first(data: Dataset, n_images: int) -> Split:
    """Return the first test images; asked for point after point."""
    return data.test.take(np.arange(n_images))


TOPICS = (Topic(SweepsAsk, Sweeps, list_sweeps), Topic(RobustnessAsk, ReadChanged, read_changed))
