"""A step of one mini-batch taken apart: forward, cost, backward, and the update, which is the training's own step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import SettingsError
from perceptible.gradients import Backpropagation, backpropagate, dial_name
from perceptible.lab.examples import Batch, coming_batch
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic
from perceptible.lab.topics.cost import CostLine
from perceptible.lab.topics.live import take_turned, trainer_of
from perceptible.lab.topics.live_frame import frame_of
from perceptible.lab.topics.live_shapes import TrainFrame
from perceptible.network import Network, Parameters
from perceptible.training import TrainingState

__all__ = ["TOPICS", "StepParts", "StepPartsAsk", "StepUpdate", "StepUpdateAsk"]

PATIENCE = 20.0  # seconds that a step is waited for; at the end of an epoch it is measured on all test images


@dataclass(frozen=True)
class StepPartsAsk:
    """Ask what the coming step is made of; the training pauses, and no step is made yet."""

    kind: Literal["step-parts"]
    n_rows: int


@dataclass(frozen=True)
class StepParts:
    """What one image of the coming mini-batch and all of them together lead to.

    `activations` and `deltas` are those of the image, layer by layer from the first hidden one; delta is dC/dz. `lines`
    are its squared differences, `cost` and `mean_cost` the network's own cost of it and of the mini-batch; `n_correct`
    of `n_judged` images of the mini-batch are read right. `gradient` is the mini-batch's average, in the order of the
    dials; `norms` are its lengths by layer, `norm` that of all of it. `is_averaged` tells that the page shows averaged
    dials, and the step is made with those behind them.
    """

    frame: TrainFrame
    activations: Floats
    deltas: Floats
    lines: tuple[CostLine, ...]
    sum_of_squares: float
    cost_name: str
    cost: float
    mean_cost: float
    n_correct: int
    n_judged: int
    gradient: Floats
    norms: tuple[float, ...]
    norm: float
    is_averaged: bool


@dataclass(frozen=True)
class StepUpdateAsk:
    """Make the step that was taken apart."""

    kind: Literal["step-update"]
    n_rows: int


@dataclass(frozen=True)
class StepUpdate:
    """How far the step turned the dials.

    `changes` are new less old, in the order of the dials, `length` is their length as one arrow, `norms` by layer;
    `largest` is the farthest turned, at place `largest_at`. The costs are those of the step's own mini-batch.
    """

    frame: TrainFrame
    optimizer: str
    is_plain: bool
    learning_rate: float
    norm: float
    length: float
    norms: tuple[float, ...]
    n_turned: int
    largest_at: int
    largest_name: str
    largest: float
    largest_before: float
    mean_before: float
    mean_after: float | None
    changes: Floats


def take_apart(session: Session, ask: StepPartsAsk) -> StepParts:
    """Compute what the coming step is made of."""
    trainer = trainer_of(session)
    trainer.pause()
    take_turned(session, trainer)
    now = trainer.give()
    session.look_at(now.state)
    batch, network = coming_batch(trainer, now.state), _learning(now.state)
    back = backpropagate(network, batch.inputs, batch.targets)
    number = min(now.example, len(batch.inputs) - 1)
    outputs = np.asarray(back.trace.outputs[number], np.float64)
    lines = _squares(outputs, np.asarray(batch.targets[number], np.float64))
    return StepParts(
        frame=frame_of(trainer, now, ask.n_rows),
        activations=_of_image(back.trace.activations[1:], number),
        deltas=_of_image(back.deltas, number),
        lines=lines,
        sum_of_squares=sum(line.square for line in lines),
        cost_name=network.cost,
        cost=float(back.costs[number]),
        mean_cost=_mean(back),
        n_correct=_n_correct(back, batch),
        n_judged=int((batch.labels >= 0).sum()),
        gradient=np.asarray(back.gradient.to_vector(), np.float32),
        norms=_norms(back.gradient),
        norm=_norm(back.gradient.to_vector()),
        is_averaged=now.state.average is not None,
    )


def update(session: Session, ask: StepUpdateAsk) -> StepUpdate:
    """Make the step, just as it is made otherwise, and measure what it did."""
    trainer = trainer_of(session)
    trainer.pause()
    take_turned(session, trainer)
    before = trainer.newest.state
    if trainer.newest.status in {"finished", "diverged"}:
        msg = f"the training has ended after step {before.step:,}, expected one that goes on. Train on, or go back."
        raise SettingsError(msg)
    batch, network = coming_batch(trainer, before), _learning(before)
    back = backpropagate(network, batch.inputs, batch.targets)
    trainer.step()
    trainer.wait_until_idle(PATIENCE)
    now = trainer.give()
    session.look_at(now.state)
    moved = now.state.parameters.map(np.subtract, before.parameters)
    changes = moved.to_vector()
    at = int(np.abs(changes).argmax())
    settings = trainer.settings
    return StepUpdate(
        frame=frame_of(trainer, now, ask.n_rows),
        optimizer=settings.optimizer,
        is_plain=settings.optimizer == "descent" and not settings.weight_decay,
        learning_rate=batch.learning_rate,
        norm=_norm(back.gradient.to_vector()),
        length=_norm(changes),
        norms=_norms(moved),
        n_turned=int(np.count_nonzero(changes)),
        largest_at=at,
        largest_name=dial_name(network, at),
        largest=float(changes[at]),
        largest_before=float(before.parameters.to_vector()[at]),
        mean_before=_mean(back),
        mean_after=_mean_after(now.state, batch),
        changes=np.asarray(changes, np.float32),
    )


def _learning(state: TrainingState) -> Network:
    """Return the network that steps are made with: its dials are the last, not their average."""
    return state.start.with_parameters(state.parameters)


def _of_image(layers: tuple[FloatArray, ...], number: int) -> Floats:
    """Return one image's numbers, layer after layer."""
    return np.concatenate([layer[number] for layer in layers]).astype(np.float32)


def _squares(outputs: FloatArray, targets: FloatArray) -> tuple[CostLine, ...]:
    """Return the squared differences of one image."""
    pairs = zip(outputs.tolist(), targets.tolist(), strict=True)
    return tuple(CostLine(a, y, a - y, (a - y) ** 2) for a, y in pairs)


def _mean(back: Backpropagation) -> float:
    """Return the average cost of a mini-batch."""
    return float(np.mean(back.costs, dtype=np.float64))


def _mean_after(state: TrainingState, batch: Batch) -> float | None:
    """Return the average cost of a mini-batch after the step that it led to; None where that is no number."""
    with np.errstate(over="ignore", invalid="ignore"):
        mean = _mean(backpropagate(_learning(state), batch.inputs, batch.targets))
    return mean if np.isfinite(mean) else None


def _n_correct(back: Backpropagation, batch: Batch) -> int:
    """Return how many images of a mini-batch are read as they are labeled."""
    return int((back.trace.outputs.argmax(axis=-1) == batch.labels).sum())


def _norms(parameters: Parameters) -> tuple[float, ...]:
    """Return how long each layer's part is, weights and biases together."""
    layers = zip(parameters.weights, parameters.biases, strict=True)
    return tuple(float(np.hypot(_norm(W.ravel()), _norm(b))) for W, b in layers)


def _norm(vector: FloatArray) -> float:
    """Return the length of an arrow, added up in float64."""
    return float(np.linalg.norm(np.asarray(vector, np.float64)))


TOPICS = (
    Topic(StepPartsAsk, StepParts, take_apart),
    Topic(StepUpdateAsk, StepUpdate, update),
)
