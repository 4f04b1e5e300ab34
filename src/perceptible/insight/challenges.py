"""Challenges: what can be tried by hand on a network's dials, with a score that says how far it got."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.errors import find_named
from perceptible.evaluation import Evaluation
from perceptible.insight.detectors import match_edge, silent_neurons, tell_apart
from perceptible.network.model import Network

__all__ = ["CHALLENGES", "Attempt", "Challenge", "Verdict", "judge_attempt"]

EDGE_CORRELATION = 0.9
APART = 0.997  # no neuron of a trained 784-16-16-10 was seen to reach it
STILL_READS, ENOUGH_SILENT = 0.9, 4
MAY_LOSE, MAY_LOSE_FOR_SILENCE = 0.001, 0.01  # of the accuracy
DIM = 0.1
PIXELS_ALONE = "Select a neuron of the first hidden layer: only those look at pixels."


@dataclass(frozen=True, eq=False)
class Attempt:
    """A network whose dials somebody has turned, and a neuron of it.

    Parameters
    ----------
    network : Network
        As it is now.
    data : Dataset
        Its test images judge.
    now, before : Evaluation
        Of the network on the test images, now and before anybody turned a dial.
    layer, neuron : int
        The neuron that is meant: the layer from 1, the neuron from 0.
    """

    network: Network
    data: Dataset
    now: Evaluation
    before: Evaluation
    layer: int
    neuron: int


@dataclass(frozen=True)
class Verdict:
    """How far an attempt got.

    Parameters
    ----------
    score : float
        From 0 to 1.
    sentence : str
        What it is made of, and what is missing.
    solved : bool
        Whether the challenge is met.
    """

    score: float
    sentence: str
    solved: bool


@dataclass(frozen=True)
class Challenge:
    """Something to try by hand.

    Parameters
    ----------
    name, title : str
        What it is called, in programs and by people.
    task : str
        What to do, in a few sentences.
    judge : callable
        Says how far an attempt got.
    """

    name: str
    title: str
    task: str
    judge: Callable[[Attempt], Verdict]


def judge_attempt(name: str, attempt: Attempt) -> Verdict:
    """Say how far an attempt at a challenge got.

    Parameters
    ----------
    name : str
        One of the keys of `CHALLENGES`.
    attempt : Attempt
        The network and the neuron.

    Returns
    -------
    Verdict
        Score, sentence and whether it is solved.

    Raises
    ------
    UnknownNameError
        If there is no such challenge.
    ValueRangeError
        If there is no such neuron.
    MismatchError
        If the challenge is for images of 28 x 28 pixels and these are others.
    """
    return find_named(CHALLENGES, name, "challenge").judge(attempt)


def _edge_detector(attempt: Attempt) -> Verdict:
    """Compare the neuron's weights with an edge, and show it four pictures."""
    if attempt.layer != 1:
        return Verdict(0.0, PIXELS_ALONE, solved=False)
    match = match_edge(attempt.network, attempt.neuron)
    score = max(0.0, match.correlation) * match.n_right / len(match.activations)
    stroke, moved, block, nothing = match.activations
    sentence = (
        f"Its weights correlate {match.correlation:.2f} with the ideal. It says {stroke:.2f} to the stroke, "
        f"{moved:.2f} to one three rows lower, {block:.2f} to a block of ink and {nothing:.2f} to an empty image."
    )
    solved = match.correlation >= EDGE_CORRELATION and match.n_right == len(match.activations)
    return Verdict(score, sentence, solved)


def _zero_or_one(attempt: Attempt) -> Verdict:
    """Count the zeros and ones that the neuron tells apart."""
    if attempt.layer != 1:
        return Verdict(0.0, PIXELS_ALONE, solved=False)
    place = {"layer": attempt.layer, "neuron": attempt.neuron}
    accuracy = tell_apart(attempt.network, attempt.data.test, (0, 1), **place)
    zero, one = attempt.data.class_names[:2]
    sentence = (
        f"Above or below 0.5, this neuron alone tells {accuracy:.1%} of the test images of {zero} and {one} apart."
    )
    return Verdict(accuracy, sentence, accuracy >= APART)


def _smaller_network(attempt: Attempt) -> Verdict:
    """Count the hidden neurons that say nothing."""
    n_silent, n_hidden = sum(map(len, silent_neurons(attempt.network))), sum(attempt.network.sizes[1:-1])
    reads = attempt.now.accuracy >= STILL_READS
    score = n_silent / n_hidden if reads and n_hidden else 0.0
    sentence = (
        f"{n_silent} of {n_hidden} hidden neurons are knocked out, and the network reads {attempt.now.accuracy:.2%} "
        f"of the test images{'' if reads else f', below the {STILL_READS:.0%} that it should'}."
    )
    return Verdict(score, sentence, solved=reads and n_silent >= ENOUGH_SILENT)


def _near_miss(attempt: Attempt) -> Verdict:
    """Look at the image that the network missed most narrowly, and at what reading it has cost."""
    before, now = attempt.before, attempt.now
    if not before.mistakes:
        return Verdict(1.0, "The network reads every test image: there is nothing to mend.", solved=True)
    image = min(before.mistakes, key=lambda mistake: (mistake.margin, mistake.index))
    outputs = now.outputs[image.index].astype(np.float64)
    is_read, is_kept = now.answers[image.index] == image.label, now.accuracy >= before.accuracy - MAY_LOSE
    others = np.delete(outputs, image.label).max()
    score = float(min(1.0, max(0.0, outputs[image.label] / others))) if others > 0 else float(is_read)
    names = attempt.data.class_names
    sentence = (
        f"Test image {image.index} should be read as {names[image.label]}. The network's output for that is "
        f"{outputs[image.label]:.3f}, the largest of the others {others:.3f}. It reads {now.n_correct:,} test images; "
        f"before, it read {before.n_correct:,}."
    )
    return Verdict(score, sentence, bool(is_read and is_kept))


def _say_nothing(attempt: Attempt) -> Verdict:
    """Show the network no ink, and see what its brightest output says."""
    blank = np.zeros((1, attempt.network.sizes[0]), np.float32)
    brightest = float(np.max(attempt.network.outputs(blank)))
    is_kept = attempt.now.accuracy >= attempt.before.accuracy - MAY_LOSE_FOR_SILENCE
    sentence = (
        f"To an empty image its brightest output says {brightest:.2f}. It reads {attempt.now.accuracy:.2%} of the test "
        f"images; before, it read {attempt.before.accuracy:.2%}."
    )
    return Verdict(min(1.0, max(0.0, 1 - brightest)), sentence, solved=brightest < DIM and is_kept)


_ALL = (
    Challenge(
        "edge-detector",
        "Build an edge detector",
        "Choose a neuron of the first hidden layer and paint its weights, so that it finds one horizontal edge: "
        "positive in rows 8 to 10 of columns 11 to 18, negative in rows 7 and 11 of these columns, zero elsewhere, "
        "counted from 1. Then turn its bias, so that the edge alone brings it above 0.5: no stroke elsewhere, no "
        f"block of ink, no empty image. Solved from a correlation of {EDGE_CORRELATION}.",
        _edge_detector,
    ),
    Challenge(
        "zero-or-one",
        "Tell 0 from 1 with one neuron",
        "Select a neuron of the first hidden layer and turn its dials, so that it is above 0.5 for the one digit and "
        "below for the other. "
        f"Where has a 1 ink, and a 0 none? Solved when it tells {APART:.1%} of the test images of both apart.",
        _zero_or_one,
    ),
    Challenge(
        "smaller-network",
        "A smaller network",
        "Knock out as many hidden neurons as you can: a neuron is out when all the weights that lead on from it are 0. "
        f"The network must still read {STILL_READS:.0%} of the test images. Solved with {ENOUGH_SILENT} neurons out; "
        "the score is the share of the hidden neurons that are.",
        _smaller_network,
    ),
    Challenge(
        "near-miss",
        "Mend a mistake",
        "There is a test image that the network has missed most narrowly. Turn dials until it is read as what it is. "
        f"Solved when the network has lost at most {MAY_LOSE:.1%} of its accuracy for that.",
        _near_miss,
    ),
    Challenge(
        "say-nothing",
        "Nothing to see, nothing to say",
        "Shown an empty image, the network should not be sure of anything. Bring all its outputs for no ink below "
        f"{DIM}, and lose at most {MAY_LOSE_FOR_SILENCE:.0%} of its accuracy. A bias is what a neuron says to nothing.",
        _say_nothing,
    ),
)

CHALLENGES: dict[str, Challenge] = {challenge.name: challenge for challenge in _ALL}
