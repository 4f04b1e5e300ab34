"""The lesson's claims in our words, each with the numbers for which it counts as true, and how it is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from perceptible.experiments.claims_measures import DEEP
from perceptible.experiments.claims_numbers import (
    Answers,
    clear,
    costs,
    dials,
    easier,
    halfway,
    share_of,
    step,
    sums,
    sure,
    times,
    unseen,
    value,
)
from perceptible.experiments.claims_verdict import Claim, Measured, Region

__all__ = ["RULES", "Rule", "claim_of"]

STRUCTURE, LEARNING, LEARNED = "structure", "learning", "what it learned"
MORE_CLAIMS = "perceptible experiment claims --full --seeds 0-19"
MORE_MEMORY = "perceptible experiment memory --full"
MORE_NOISE = "perceptible experiment noise --full"
MORE_HOPE = "perceptible experiment hope --full"
MORE_DEPTH = "perceptible experiment depth --full"
MORE_MINIMA = "perceptible experiment minima --full"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How one claim is measured.

    Parameters
    ----------
    name, group, words : str
        As of `Claim`.
    part : str
        The part of the work that it needs, one of `PARTS`; empty for a count that needs none.
    region : Region
        For which numbers it counts as true.
    measure : callable
        From the answers of that part, one from each seed, to what was measured.
    scale : tuple of float
        From where to where a picture of the numbers goes.
    unit, more : str
        As of `Claim`.
    holds_early : bool
        As of `Claim`.
    """

    name: str
    group: str
    words: str
    part: str
    region: Region
    measure: Callable[[Answers], Measured]
    scale: tuple[float, float] = (0.0, 1.0)
    unit: str = "%"
    more: str = MORE_CLAIMS
    holds_early: bool = False


def claim_of(rule: Rule, answers: Answers, *, is_whole: bool = True) -> Claim:
    """Return what was measured of one claim; `is_whole` as of `Claim`."""
    n_seeds = len(answers) if rule.part else 0
    shown = rule.name, rule.group, rule.words, rule.region
    written = rule.scale, rule.unit, rule.more
    return Claim(*shown, rule.measure(answers), n_seeds, *written, is_whole, rule.holds_early)


ALIKE = Region("of a seed's starts the worst ends at most a fifth above the best", high=1.2)
AS_ACCURATE = Region("at most 1 point less with shuffled labels", high=0.01)
EASIER = Region("at least 1 point more test images are read with ReLU", low=0.01)

RULES = (
    Rule(
        name="dials",
        group=STRUCTURE,
        words="The network has almost exactly 13,000 weights and biases.",
        part="",
        region=Region("12,500 to 13,499, which rounds to 13,000", low=12_500, high=13_499),
        measure=dials,
        scale=(12_000, 14_000),
        unit="",
        more="perceptible info",
    ),
    Rule(
        name="sums",
        group=STRUCTURE,
        words="The ten outputs are no probabilities: they need not add up to 1.",
        part="lesson",
        region=Region("on at least a tenth of the test images they miss 1 by more than 0.01", low=0.1),
        measure=sums,
    ),
    Rule(
        name="saturated",
        group=STRUCTURE,
        words="Sigmoid neurons are mostly at one of their ends, where they hardly change.",
        part="lesson",
        region=Region("at least half of the first hidden activations are within 0.05 of 0 or 1", low=0.5),
        measure=value("saturated"),
    ),
    Rule(
        name="step",
        group=STRUCTURE,
        words="With neurons that are only on or off, descent has no slope to follow.",
        part="lesson",
        region=Region("no weight or bias of a hidden neuron has a slope", high=0.0),
        measure=step,
        holds_early=True,
    ),
    Rule(
        name="relu-deep",
        group=STRUCTURE,
        words=f"ReLU is easier to train than sigmoid in a deep network ({DEEP} hidden layers).",
        part="depth",
        region=EASIER,
        measure=easier(DEEP),
        more=MORE_DEPTH,
        scale=(-1.0, 1.0),
        unit="points",
    ),
    Rule(
        name="relu-shallow",
        group=STRUCTURE,
        words="ReLU is easier to train than sigmoid with one hidden layer, too.",
        part="depth",
        region=EASIER,
        measure=easier(1),
        more=MORE_DEPTH,
        scale=(-0.1, 0.1),
        unit="points",
    ),
    Rule(
        name="untrained",
        group=LEARNING,
        words="Before it is trained the network only guesses.",
        part="lesson",
        region=Region("at most twice as many right as by always naming the most frequent class", high=2.0),
        measure=value("start"),
        holds_early=True,
        scale=(0.0, 4.0),
        unit="times",
    ),
    Rule(
        name="lesson",
        group=LEARNING,
        words="Trained as in the lesson it reads about 96 % of images that it never saw.",
        part="lesson",
        region=Region("at least 95.5 %, which rounds to 96 %", low=0.955),
        measure=share_of("correct", "n"),
        scale=(0.9, 1.0),
        more="perceptible sweep --recipe lesson --seeds 0-9",
        holds_early=True,
    ),
    Rule(
        name="plain",
        group=LEARNING,
        words="The same network, trained as well as we know how, reads about 96 %.",
        part="plain",
        region=Region("at least 95.5 %, which rounds to 96 %", low=0.955),
        measure=share_of("correct", "n"),
        scale=(0.9, 1.0),
        more="perceptible sweep --recipe plain --seeds 0-9",
        holds_early=True,
    ),
    Rule(
        name="tuned",
        group=LEARNING,
        words="A couple of tweaks bring a plain network to 98 %.",
        part="tuned",
        region=Region("at least 97.5 %, which rounds to 98 %", low=0.975),
        measure=share_of("correct", "n"),
        scale=(0.9, 1.0),
        more="perceptible sweep --recipe tuned --seeds 0-9",
        holds_early=True,
    ),
    Rule(
        name="unseen",
        group=LEARNING,
        words="It reads new images about as well as those that it learned from.",
        part="lesson",
        region=Region("at most 2 points less", high=0.02),
        measure=unseen,
        scale=(-0.05, 0.1),
        unit="points",
    ),
    Rule(
        name="random-look",
        group=LEARNED,
        words="The weight pictures of its first layer look almost random.",
        part="lesson",
        region=Region("less than half as smooth as the images themselves; shuffled weights are at 0 %", high=0.5),
        measure=value("smooth"),
        more=MORE_HOPE,
    ),
    Rule(
        name="no-edges",
        group=LEARNED,
        words="Its first layer does not pick up on edges.",
        part="lesson",
        region=Region("at most 2 standard deviations more like edges than random pictures as smooth", high=2.0),
        measure=value("edges"),
        scale=(-5.0, 20.0),
        unit="deviations",
        more=MORE_HOPE,
    ),
    Rule(
        name="sure-of-noise",
        group=LEARNED,
        words="It is as sure of random noise as of a digit.",
        part="lesson",
        region=Region("an output above 0.9 at most 5 points less often than for digits", low=-0.05),
        measure=sure,
        scale=(-1.0, 0.5),
        unit="points",
        more=MORE_NOISE,
    ),
    Rule(
        name="clear-noise",
        group=LEARNED,
        words="Random noise gets a clear answer.",
        part="lesson",
        region=Region("an output above 0.5 for at least half of it", low=0.5),
        measure=clear,
        more=MORE_NOISE,
    ),
    Rule(
        name="same-accuracy",
        group=LEARNED,
        words="A large network (512 hidden) learns shuffled labels to the same training accuracy.",
        part="memory-wide",
        region=AS_ACCURATE,
        measure=value("difference"),
        scale=(-0.1, 0.5),
        unit="points",
        more=MORE_MEMORY,
    ),
    Rule(
        name="same-accuracy-small",
        group=LEARNED,
        words="So does a network of the lesson's size (16 and 16 hidden).",
        part="memory-small",
        region=AS_ACCURATE,
        measure=value("difference"),
        scale=(-0.1, 0.5),
        unit="points",
        more="perceptible experiment capacity --full",
    ),
    Rule(
        name="slow",
        group=LEARNED,
        words="It learns shuffled labels slowly.",
        part="memory-wide",
        region=Region("at least twice as many steps to know 90 % of them", low=2.0),
        measure=times,
        scale=(0.0, 60.0),
        unit="times",
        more=MORE_MEMORY,
    ),
    Rule(
        name="linear",
        group=LEARNED,
        words="Its accuracy on shuffled labels then rises almost on a straight line.",
        part="memory-wide",
        region=Region("40 to 60 % of the rise to 90 % after half of the steps", low=0.4, high=0.6),
        measure=halfway(1),
        more=MORE_MEMORY,
    ),
    Rule(
        name="fast",
        group=LEARNED,
        words="With true labels it rises very fast at first.",
        part="memory-wide",
        region=Region("at least three quarters of the rise to 90 % after half of the steps", low=0.75),
        measure=halfway(0),
        more=MORE_MEMORY,
    ),
    *(
        Rule(
            name=f"minima-{name}",
            group=LEARNED,
            words=f"Descent ends at about the same cost from any start ({words} hidden).",
            part=f"minima-{name}",
            region=ALIKE,
            measure=costs,
            scale=(1.0, 2.0),
            unit="times",
            more=MORE_MINIMA,
        )
        for name, words in (("4", "4"), ("16-16", "16 and 16"), ("128", "128"))
    ),
)
