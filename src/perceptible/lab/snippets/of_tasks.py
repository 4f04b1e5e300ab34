"""The snippets of what one does with a network: challenges, and training on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.errors import SettingsError, find_named
from perceptible.insight.challenges import CHALLENGES
from perceptible.lab.snippets.body import Body, body, place

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["challenge", "retrain"]


def challenge(ask: PythonAsk) -> Body:
    """Judge how far the network got."""
    find_named(CHALLENGES, ask.challenge, "challenge")
    lines = f"""
now, then = pc.evaluate(network, data.test), pc.evaluate(before, data.test)
verdict = judge_attempt({ask.challenge!r}, Attempt(network, data, now, then, {place(ask)}))
print(verdict.score, verdict.sentence)
"""
    return body("data before", lines, "from perceptible.insight import Attempt, judge_attempt")


def retrain(ask: PythonAsk) -> Body:
    """Train the network on."""
    if ask.retrain is None:
        msg = "the ask has no retrain, expected epochs, learning rate, batch size and seed. Send it."
        raise SettingsError(msg)
    given = ask.retrain
    lines = f"""
settings = pc.Settings(epochs={given.epochs}, learning_rate={given.learning_rate}, batch_size={given.batch_size})
trained = pc.fit(data, network=network, settings=settings, rng={given.seed}).network
print(pc.evaluate(trained, data.test))
"""
    return body("data network", lines)
