"""Training live: a training as it stood at a moment, in the words and numbers that a page shows."""

from __future__ import annotations

import numpy as np

from perceptible.lab.examples import Example, coming_example
from perceptible.lab.session import Session
from perceptible.lab.topics.live_shapes import EpochFigures, TrainFrame
from perceptible.lab.trainer import Snapshot, Trainer
from perceptible.optimizers import SCHEDULES
from perceptible.training import EpochRow

__all__ = ["frame_of", "no_frame"]

NO_EXAMPLE = Example(-1, -1, np.zeros(0, np.float32))


def frame_of(trainer: Trainer, now: Snapshot, n_rows: int) -> TrainFrame:
    """Describe a training as it stood."""
    state, rows = now.state, now.state.history.rows
    example = NO_EXAMPLE if trainer.is_flat_out else coming_example(trainer, state, now.example)
    schedule = SCHEDULES[trainer.settings.schedule]
    share = state.step / max(1, trainer.settings.epochs * trainer.steps_per_epoch)
    curve = [(point.step, point.cost, point.accuracy) for point in trainer.points]
    return TrainFrame(
        number=now.number,
        status=now.status,
        sentence=_sentence(trainer, now),
        step=state.step,
        epoch=state.epoch,
        position=state.position,
        steps_per_epoch=trainer.steps_per_epoch,
        n_epochs=trainer.settings.epochs,
        batch_size=trainer.settings.batch_size,
        learning_rate=trainer.settings.learning_rate * schedule(min(share, 1.0)),
        chosen_rate=trainer.settings.learning_rate,
        rate=now.rate,
        cost=now.cost,
        accuracy=now.accuracy,
        dials=np.asarray(state.current.to_vector(), np.float32),
        curve=np.array(curve, np.float32).ravel(),
        n_rows=len(rows),
        rows=tuple(map(_figures, rows[max(0, n_rows) :])),
        moments=np.array(trainer.moments.steps, np.float32),
        example=now.example,
        n_in_batch=trainer.n_in_batch(state),
        example_index=example.index,
        example_label=example.label,
        example_pixels=np.asarray(example.pixels, np.float32),
    )


def no_frame(session: Session) -> TrainFrame:
    """Say that there is no training."""
    none = np.zeros(0, np.float32)
    return TrainFrame(
        *(0, "none", "", 0, 0, 0, 1, 0, 1, 0.0, 0.0, 0.0, None, None),
        *(session.dials, none, 0, (), none, 0, 0, 0, 0, none),
    )


def _figures(row: EpochRow) -> EpochFigures:
    """Return what the page shows of an epoch."""
    return EpochFigures(row.epoch, row.step, row.train_cost, row.train_accuracy, row.test_cost, row.test_accuracy)


def _sentence(trainer: Trainer, now: Snapshot) -> str:
    """Say why a training has ended."""
    if now.status == "diverged":
        return (
            f"After step {now.state.step:,} the cost was no number any more: at a learning rate of "
            f"{trainer.settings.learning_rate:g} the steps are too long. The dials are the last good ones; "
            "go back to a moment before, and on from there with a smaller one."
        )
    if now.status == "finished":
        early = now.state.reason == "early stopping"
        return "The cost stopped falling." if early else f"All {trainer.settings.epochs} epochs are done."
    return ""
