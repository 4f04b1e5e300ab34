"""The end of an epoch: measure, remember the best, decide whether to go on."""

from __future__ import annotations

from dataclasses import replace

from perceptible.data.dataset import Split
from perceptible.errors import DivergedError
from perceptible.evaluation import evaluate
from perceptible.network import Network
from perceptible.training.history import EpochRow
from perceptible.training.state import Best, Tally, TrainingState
from perceptible.training.task import Task

__all__ = ["close_epoch"]


def close_epoch(task: Task, state: TrainingState) -> TrainingState:
    """Measure after an epoch, remember the best, and decide whether to go on."""
    network = state.start.with_parameters(state.current)
    try:
        validation_cost, validation_accuracy = _measure(network, task.validation)
        test_cost, test_accuracy = _measure(network, task.data.test)
    except DivergedError:
        return replace(state, reason="diverged")
    row = EpochRow(
        epoch=state.epoch + 1,
        step=state.step,
        learning_rate=task.learning_rate(state.step - 1),
        train_cost=state.tally.mean_cost,
        train_accuracy=state.tally.accuracy,
        validation_cost=validation_cost,
        validation_accuracy=validation_accuracy,
        test_cost=test_cost,
        test_accuracy=test_accuracy,
    )
    best = _better(state, row) if task.settings.patience is not None else None
    ended = replace(state, epoch=row.epoch, position=0, tally=Tally(), history=state.history.with_row(row), best=best)
    return replace(ended, reason=_reason(task, ended))


def _measure(network: Network, split: Split | None) -> tuple[float, float] | tuple[None, None]:
    """Return cost and accuracy on a split; nothing where there are no images."""
    if split is None or not len(split):
        return None, None
    measured = evaluate(network, split)
    return measured.cost, measured.accuracy


def _better(state: TrainingState, row: EpochRow) -> Best | None:
    """Return this epoch where its validation cost is the lowest so far, else the best before it."""
    cost = row.validation_cost
    if cost is None or (state.best is not None and cost >= state.best.cost):
        return state.best
    return Best(row.epoch, cost, state.current)


def _reason(task: Task, state: TrainingState) -> str | None:
    """Say why training ends after this epoch, or None where it goes on."""
    patience = task.settings.patience
    if state.epoch >= task.settings.epochs:
        return "all epochs"
    if patience is not None and state.best is not None and state.epoch - state.best.epoch >= patience:
        return "early stopping"
    return None
