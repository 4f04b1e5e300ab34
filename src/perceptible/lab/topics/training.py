"""Training the network of the page on, for a few epochs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.errors import SettingsError
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic
from perceptible.lab.topics.networks import ShownNetwork, shown
from perceptible.training import Settings, fit

__all__ = ["TOPICS", "RetrainAsk"]

MOST_EPOCHS = 5


@dataclass(frozen=True)
class RetrainAsk:
    """Train the network on, by gradient descent; all its dials are turned, and stay what they were in "before"."""

    kind: Literal["retrain"]
    epochs: int
    learning_rate: float
    batch_size: int
    seed: int


def retrain(session: Session, ask: RetrainAsk) -> ShownNetwork:
    """Train the network on from where its dials are, and turn them to where they come to be."""
    if not 1 <= ask.epochs <= MOST_EPOCHS:
        msg = f"epochs is {ask.epochs}, expected 1 to {MOST_EPOCHS}. More of them are for: perceptible train"
        raise SettingsError(msg)
    size = min(ask.batch_size, len(session.data.train))
    settings = Settings(epochs=ask.epochs, learning_rate=ask.learning_rate, batch_size=size)
    trained = fit(session.data, network=session.network, settings=settings, rng=ask.seed).network
    dials = np.asarray(trained.parameters.to_vector()).tolist()
    session.turn(range(len(dials)), dials)
    return shown(session)


TOPICS = (Topic(RetrainAsk, ShownNetwork, retrain),)
