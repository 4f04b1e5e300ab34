"""Challenges: what to try by hand, and how far the page's network got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perceptible.insight.challenges import CHALLENGES, Attempt, judge_attempt
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic

__all__ = ["TOPICS", "Challenge", "ChallengeAsk", "Challenges", "ChallengesAsk", "Task"]


@dataclass(frozen=True)
class ChallengesAsk:
    """Ask which challenges there are."""

    kind: Literal["challenges"]


@dataclass(frozen=True)
class Task:
    """Something to try by hand."""

    name: str
    title: str
    task: str


@dataclass(frozen=True)
class Challenges:
    """All challenges."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class ChallengeAsk:
    """Ask how far the network of the page got with a challenge; `layer` and `neuron` are the selected ones."""

    kind: Literal["challenge"]
    name: str
    layer: int
    neuron: int


@dataclass(frozen=True)
class Challenge:
    """How far it got: a score from 0 to 1, a sentence that says why, and whether that is enough."""

    score: float
    sentence: str
    solved: bool


def list_challenges(_session: Session, _ask: ChallengesAsk) -> Challenges:
    """List the challenges."""
    return Challenges(tuple(Task(each.name, each.title, each.task) for each in CHALLENGES.values()))


def judge(session: Session, ask: ChallengeAsk) -> Challenge:
    """Judge the network of the page."""
    judged = (session.judged(), session.judged_before())
    verdict = judge_attempt(ask.name, Attempt(session.network, session.data, *judged, ask.layer, ask.neuron))
    return Challenge(verdict.score, verdict.sentence, verdict.solved)


TOPICS = (Topic(ChallengesAsk, Challenges, list_challenges), Topic(ChallengeAsk, Challenge, judge))
