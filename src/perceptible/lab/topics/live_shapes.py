"""Training live: what a page asks of its training, and what it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perceptible.lab.shapes import Floats

__all__ = [
    "EpochFigures",
    "TrainBranchAsk",
    "TrainControlAsk",
    "TrainFrame",
    "TrainFrameAsk",
    "TrainMoment",
    "TrainMomentAsk",
    "TrainStartAsk",
    "TrainStarted",
]


@dataclass(frozen=True)
class TrainStartAsk:
    """Begin to train the network of the page as it is: by a recipe, but for what is given besides; it begins paused.

    `shuffled` is the share of the training images that are learned by a wrong label.
    """

    kind: Literal["train-start"]
    recipe: str
    epochs: int
    batch_size: int
    learning_rate: float
    optimizer: str
    schedule: str
    augmentation: str
    n_train: int
    shuffled: float
    seed: int


@dataclass(frozen=True)
class TrainControlAsk:
    """Play, pause, step or stop; `speed` is in steps a second, null is flat out."""

    kind: Literal["train-control"]
    action: Literal["play", "pause", "step-example", "step-batch", "step-epoch", "more", "stop"]
    speed: float | None
    n_rows: int


@dataclass(frozen=True)
class TrainFrameAsk:
    """Ask for the newest frame, as soon as there is one after number `since`, and for epochs from `n_rows` on."""

    kind: Literal["train-frame"]
    since: int
    n_rows: int


@dataclass(frozen=True)
class TrainMomentAsk:
    """Look at the moment at this step, or the one that was kept before it; the training pauses."""

    kind: Literal["train-moment"]
    step: int


@dataclass(frozen=True)
class TrainBranchAsk:
    """Go on from the moment at this step, with this learning rate or, where it is null, the one there is."""

    kind: Literal["train-branch"]
    step: int
    learning_rate: float | None


@dataclass(frozen=True)
class EpochFigures:
    """What was measured in and after an epoch; the training's figures while the network changed."""

    epoch: int
    step: int
    train_cost: float
    train_accuracy: float
    test_cost: float | None
    test_accuracy: float | None


@dataclass(frozen=True)
class TrainFrame:
    """A training as it stands.

    `learning_rate` is that of the coming step, `chosen_rate` the one that was chosen, which a schedule scales.
    `curve` holds step, cost and accuracy of pieces of the training, by turns; `rows` the epochs from the asked
    number on; `moments` the steps that can be gone back to; `example` the image that comes next, without pixels
    flat out.
    """

    number: int
    status: Literal["playing", "paused", "finished", "diverged", "none"]
    sentence: str
    step: int
    epoch: int
    position: int
    steps_per_epoch: int
    n_epochs: int
    batch_size: int
    learning_rate: float
    chosen_rate: float
    rate: float
    cost: float | None
    accuracy: float | None
    dials: Floats
    curve: Floats
    n_rows: int
    rows: tuple[EpochFigures, ...]
    moments: Floats
    example: int
    n_in_batch: int
    example_index: int
    example_label: int
    example_pixels: Floats


@dataclass(frozen=True)
class TrainStarted:
    """A training that is ready, and the Python that does the same."""

    code: str
    n_train: int
    n_test: int
    frame: TrainFrame


@dataclass(frozen=True)
class TrainMoment:
    """All dials at one step of the training, and what was known of it then."""

    step: int
    epoch: int
    newest_step: int
    dials: Floats
