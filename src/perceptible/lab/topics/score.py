"""Turning dials, and what the test images say to that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic

__all__ = ["TOPICS", "Score", "ScoreAsk", "TurnAsk"]

MOST_CHANGED = 60


@dataclass(frozen=True)
class ScoreAsk:
    """Ask how well the network reads as it is."""

    kind: Literal["score"]


@dataclass(frozen=True)
class TurnAsk:
    """Turn the dials at these places to these values, and ask how well the network reads then."""

    kind: Literal["turn"]
    indices: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Score:
    """The test images' verdict on the network as it is, and as it was before anybody turned a dial."""

    revision: int
    n_images: int
    n_correct: int
    accuracy: float
    cost: float
    n_correct_before: int
    cost_before: float
    n_changed: int
    changed: tuple[int, ...]


def score(session: Session, _ask: ScoreAsk) -> Score:
    """Judge the network."""
    now, before = session.judged(), session.judged_before()
    changed = np.flatnonzero(now.answers != before.answers)
    return Score(
        revision=session.revision,
        n_images=now.n_images,
        n_correct=now.n_correct,
        accuracy=now.accuracy,
        cost=now.cost,
        n_correct_before=before.n_correct,
        cost_before=before.cost,
        n_changed=len(changed),
        changed=tuple(changed[:MOST_CHANGED].tolist()),
    )


def turn(session: Session, ask: TurnAsk) -> Score:
    """Turn dials and judge the network."""
    session.turn(ask.indices, ask.values)
    return score(session, ScoreAsk("score"))


TOPICS = (Topic(ScoreAsk, Score, score), Topic(TurnAsk, Score, turn))
