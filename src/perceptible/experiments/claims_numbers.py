"""From the answers of the jobs to the numbers behind each claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from perceptible.experiments.claims_verdict import Measured
from perceptible.network import Network

__all__ = [
    "Answers",
    "clear",
    "costs",
    "dials",
    "easier",
    "halfway",
    "share_of",
    "step",
    "sums",
    "sure",
    "times",
    "unseen",
    "value",
]

LESSON_SIZES = (784, 16, 16, 10)
LEAST = 1e-12  # a cost below this is as good as none
Answers = Sequence[Mapping[str, Any]]


def dials(_answers: Answers) -> Measured:
    """Count the dials of the lesson's network."""
    return Measured((float(Network.random(LESSON_SIZES, start="zeros").n_parameters),))


def value(name: str) -> Callable[[Answers], Measured]:
    """Return a measure that is one number of each answer."""

    def measure(answers: Answers) -> Measured:
        """Collect it; nothing where the data did not allow it."""
        return Measured(tuple(float(one[name]) for one in answers if one[name] is not None))

    return measure


def share_of(count: str, whole: str) -> Callable[[Answers], Measured]:
    """Return a measure that is a share of images."""

    def measure(answers: Answers) -> Measured:
        """Collect the counts."""
        counts = tuple((int(one[count]), int(one[whole])) for one in answers)
        return Measured(tuple(some / whole for some, whole in counts), counts)

    return measure


def unseen(answers: Answers) -> Measured:
    """Return how much better images are read that were learned from."""
    return Measured(tuple(one["train"] - one["correct"] / one["n"] for one in answers))


def sums(answers: Answers) -> Measured:
    """Return the share of images whose outputs do not add up to 1, and what they do add up to."""
    low, middle, high = np.median([one["sums"] for one in answers], axis=0)
    note = (
        f"they add up to {middle:.2f} on most, to less than {low:.2f} on one in 20, to more than {high:.2f} on another"
    )
    found = share_of("off", "n")(answers)
    return Measured(found.values, found.counts, note)


def sure(answers: Answers) -> Measured:
    """Return how much more often it is sure of noise than of digits."""
    return Measured(tuple(one["sure_of_noise"] - one["sure"] for one in answers))


def clear(answers: Answers) -> Measured:
    """Return how often noise gets a clear answer, and which it gets most."""
    found = share_of("clear", "n_noise")(answers)
    favorites = ", ".join(str(one["favorite"]) for one in answers)
    return Measured(found.values, found.counts, f"most frequent answer by seed: {favorites}")


def step(answers: Answers) -> Measured:
    """Return the share of hidden dials that have a slope with steps, beside that with sigmoid."""
    moved = [one["sigmoid_moved"] / one["n_dials"] for one in answers]
    note = f"with sigmoid in their place {100 * float(np.median(moved)):.0f} % have one"
    return Measured(tuple(one["step_moved"] / one["n_dials"] for one in answers), note=note)


def times(answers: Answers) -> Measured:
    """Return how many times as many steps shuffled labels take."""
    pairs = [one["steps"] for one in answers]
    return Measured(tuple(last / first for first, last in pairs if first and last))


def halfway(place: int) -> Callable[[Answers], Measured]:
    """Return a measure of how much of the rise is made in half of the steps: with true labels 0, with shuffled 1."""

    def measure(answers: Answers) -> Measured:
        """Collect it from the networks that got there."""
        found = [one["halfway"][place] for one in answers]
        return Measured(tuple(value for value in found if value is not None))

    return measure


def costs(answers: Answers) -> Measured:
    """Return how many times the lowest cost the highest is, among the starts of each seed."""
    spread = tuple(max(one["costs"]) / max(min(one["costs"]), LEAST) for one in answers)
    costs = [cost for one in answers for cost in one["costs"]]
    return Measured(spread, note=f"{len(costs)} starts, the median cost is {float(np.median(costs)):.3g}")


def easier(depth: int) -> Callable[[Answers], Measured]:
    """Return a measure of how much more test images are read with ReLU than with sigmoid."""

    def measure(answers: Answers) -> Measured:
        """Compare from the same seeds."""
        names = f"relu-{depth}", f"sigmoid-{depth}"
        relu, sigmoid = ([one[name] for one in answers] for name in names)
        note = f"ReLU {100 * float(np.median(relu)):.1f} %, sigmoid {100 * float(np.median(sigmoid)):.1f} %"
        return Measured(tuple(first - second for first, second in zip(relu, sigmoid, strict=True)), note=note)

    return measure
