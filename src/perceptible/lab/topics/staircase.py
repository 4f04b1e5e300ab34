"""Staircase: the cost along a dial of a hidden neuron, and what a step activation makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Split
from perceptible.errors import PerceptibleError, ValueRangeError
from perceptible.insight.staircase import cost_along_dial, jumps_along_dial, roll_dial, stairs_along_dial, with_steps
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic
from perceptible.network import Network

__all__ = ["TOPICS", "Staircase", "StaircaseAsk"]

MOST_STEPS = 1_000
MOST_IMAGES = 200
N_SMOOTH = 121
SHARE_OF_JUMPS = 0.8
NARROWEST, WIDEST = 1.0, 60.0


@dataclass(frozen=True)
class StaircaseAsk:
    """Ask for the cost along a dial of a hidden neuron, with its own activation and with steps.

    `source` is where the weight comes from; -1 is the bias, null the weight that most ink flows through.
    """

    kind: Literal["staircase"]
    layer: int
    neuron: int
    source: int | None
    n_images: int
    learning_rate: float
    n_steps: int


@dataclass(frozen=True)
class Staircase:
    """Both curves over the first test images, and where descent with this dial alone goes on each.

    `edges` bound the stairs, one more than `stairs`. `problem` says in a sentence why there is nothing.
    """

    problem: str
    activation: str
    dial: int
    source: int
    n_images: int
    value: float
    places: tuple[float, ...]
    costs: tuple[float, ...]
    edges: tuple[float, ...]
    stairs: tuple[float, ...]
    ball_places: tuple[float, ...]
    ball_costs: tuple[float, ...]
    ball_slopes: tuple[float, ...]
    step_places: tuple[float, ...]
    step_costs: tuple[float, ...]
    step_slopes: tuple[float, ...]


def climb_stairs(session: Session, ask: StaircaseAsk) -> Staircase:
    """Measure the cost along a dial with the network's own activation, and with steps."""
    network, test = session.network, session.data.test
    split = test.take(np.arange(min(max(0, ask.n_images), len(test))))
    try:
        dial, source = _dial(network, split, ask)
        value = float(network.parameters.to_vector()[dial])
        places = value + _reach(network, split, dial) * np.linspace(-1, 1, N_SMOOTH)
        smooth = cost_along_dial(network, split, dial, places)
        stairs = stairs_along_dial(network, split, dial, float(places[0]), float(places[-1]))
        rolls = [
            roll_dial(kind, split, dial, learning_rate=ask.learning_rate, n_steps=ask.n_steps)
            for kind in (network, with_steps(network))
        ]
    except PerceptibleError as error:
        return Staircase(str(error), "", 0, 0, ask.n_images, 0.0, (), (), (), (), (), (), (), (), (), ())
    return Staircase(
        problem="",
        activation=network.activations[ask.layer - 1],
        dial=dial,
        source=source,
        n_images=len(split),
        value=value,
        places=_tuple(smooth.places),
        costs=_tuple(smooth.costs),
        edges=_tuple(stairs.edges),
        stairs=_tuple(stairs.costs),
        ball_places=_tuple(rolls[0].places),
        ball_costs=_tuple(rolls[0].costs),
        ball_slopes=_tuple(rolls[0].slopes),
        step_places=_tuple(rolls[1].places),
        step_costs=_tuple(rolls[1].costs),
        step_slopes=_tuple(rolls[1].slopes),
    )


def _dial(network: Network, split: Split, ask: StaircaseAsk) -> tuple[int, int]:
    """Return the place of the dial in the row of all, and where it comes from, -1 for the bias."""
    if not 1 <= ask.n_images <= MOST_IMAGES or not 0 <= ask.n_steps <= MOST_STEPS:
        msg = (
            f"there are {ask.n_images} images and {ask.n_steps} steps, expected 1 to {MOST_IMAGES} images and at most "
        )
        raise ValueRangeError(msg + f"{MOST_STEPS} steps. Take fewer.")
    n_hidden = len(network.layers) - 1
    if not 1 <= ask.layer <= n_hidden:
        msg = f"layer {ask.layer} is no hidden one, and only hidden neurons become steps. "
        raise ValueRangeError(
            msg + (f"Choose a neuron of hidden 1 to {n_hidden}." if n_hidden else "This network has none.")
        )
    n_neurons, n_inputs = network.weights[ask.layer - 1].shape
    source = _heaviest(network, split, ask) if ask.source is None else ask.source
    if not (0 <= ask.neuron < n_neurons and -1 <= source < n_inputs):
        msg = f"hidden {ask.layer} has no neuron {ask.neuron} with input {source}, expected one of {n_neurons}, "
        raise ValueRangeError(msg + f"and an input from 0 to {n_inputs - 1}, or -1 for the bias.")
    numbers = network.parameters.from_vector(np.arange(network.n_parameters, dtype=np.float64))
    kept = (
        numbers.biases[ask.layer - 1][ask.neuron] if source < 0 else numbers.weights[ask.layer - 1][ask.neuron, source]
    )
    return int(kept), source


def _heaviest(network: Network, split: Split, ask: StaircaseAsk) -> int:
    """Return the input of the layer that is lit most over the images."""
    return int(network.forward(split.inputs).activations[ask.layer - 1].mean(axis=0).argmax())


def _reach(network: Network, split: Split, dial: int) -> float:
    """Return how far to turn the dial either way, so that most of its jumps are seen."""
    jumps = jumps_along_dial(with_steps(network), split, dial)
    away = np.abs(jumps - float(network.parameters.to_vector()[dial]))
    far = float(np.quantile(away, SHARE_OF_JUMPS)) if len(away) else NARROWEST
    return min(max(NARROWEST, 1.1 * far), WIDEST)


def _tuple(values: FloatArray) -> tuple[float, ...]:
    """Return numbers as they are."""
    return tuple(values.tolist())


TOPICS = (Topic(StaircaseAsk, Staircase, climb_stairs),)
