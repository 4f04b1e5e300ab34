"""Trainings of a few milliseconds, and what it means that two of them are the same to the last bit."""

from __future__ import annotations

import os
from functools import cache

import numpy as np

from perceptible.data.augmentation import Augmentation
from perceptible.data.dataset import Dataset, Split
from perceptible.network import Network, Parameters
from perceptible.training import Event, Settings, TrainingState, train

SEED = 7
SIZES = (36, 5, 3)
EVERYTHING = Settings(
    epochs=12,
    batch_size=7,
    learning_rate=0.02,
    optimizer="adamw",
    schedule="one-cycle",
    weight_decay=0.1,
    average=0.9,
    validation=0.2,
    patience=3,
    augmentation=Augmentation(shift=1, rotate=10, elastic=0.5),
)
# One of each kind of memory that a training can have.
KINDS = {
    "plain": Settings(epochs=10, batch_size=7),
    "momentum": Settings(epochs=10, batch_size=7, optimizer="momentum", learning_rate=0.1, schedule="cosine"),
    "nesterov": Settings(epochs=10, batch_size=7, optimizer="nesterov", learning_rate=0.1, weight_decay=0.01),
    "adam": Settings(epochs=10, batch_size=7, optimizer="adam", learning_rate=0.01, average=0.99),
    "everything": EVERYTHING,
}
# More of everything, in `python3 dev.py night`.
IS_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "night"
# 9 steps in an epoch, 540 in all: long enough to be killed forty times, or two hundred.
LONG = Settings(
    epochs=300 if IS_NIGHT else 60,
    batch_size=7,
    learning_rate=0.02,
    optimizer="nesterov",
    schedule="cosine",
    average=0.9,
    augmentation=Augmentation(shift=1),
)


@cache
def tiny_data() -> Dataset:
    """Return 60 and 12 noise images of 6 x 6 pixels in three classes."""
    rng = np.random.default_rng(SEED)

    def split(n: int) -> Split:
        return Split(rng.random((n, 36), dtype=np.float32), np.arange(n) % 3, 3)

    return Dataset("tiny", split(60), split(12), tuple("abc"), (6, 6), fingerprint="0123456789ab" * 5)


def tiny_network() -> Network:
    """Return a network of 200 dials."""
    return Network.random(SIZES, rng=SEED)


def tiny_training(settings: Settings, *, state: TrainingState | None = None, every: int = 1) -> list[Event]:
    """Return all events of a training."""
    return list(train(tiny_network(), tiny_data(), settings, rng=SEED, every=every, state=state))


def bits(state: TrainingState) -> dict[str, object]:
    """Return all that a state holds as values that are equal only where every bit is."""
    best = state.best
    return {
        "start": (_bits(state.start.parameters), state.start.activations, state.start.cost),
        "parameters": _bits(state.parameters),
        "moments": [_bits(moment) for moment in state.optimizer.moments],
        "n_steps": state.optimizer.n_steps,
        "average": state.average and _bits(state.average),
        "best": best and (best.epoch, repr(best.cost), _bits(best.parameters)),
        "place": (state.seed, state.step, state.epoch, state.position),
        "tally": repr(state.tally),
        "history": repr(state.history),
        "reason": state.reason,
    }


def _bits(parameters: Parameters) -> list[tuple[str, tuple[int, ...], bytes]]:
    """Return kind, shape and bytes of each array."""
    arrays = (*parameters.weights, *parameters.biases)
    return [(array.dtype.str, array.shape, array.tobytes()) for array in arrays]
