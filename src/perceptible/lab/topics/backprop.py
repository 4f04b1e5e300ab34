"""Backpropagation of one example: what the outputs wish, what is passed back, and every slope as a product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray, IntArray, one_hot
from perceptible.errors import ValueRangeError
from perceptible.insight.contributions import check_place
from perceptible.insight.wishes import Wishes, wishes
from perceptible.lab.images import one_image
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic

__all__ = [
    "TOPICS",
    "BackpropAsk",
    "BackpropChain",
    "BackpropChainAsk",
    "BackpropLayer",
    "BackpropTold",
    "ChainFactor",
    "ChainTerm",
    "PassedBack",
    "PassedBackAsk",
    "most_wished",
    "told_of",
]

MOST_SHOWN = 24  # rows and columns of what is passed back; a lesson's network has 16


@dataclass(frozen=True)
class BackpropAsk:
    """Ask what an image's outputs and layers wish, given the class that it should be read as."""

    kind: Literal["backprop"]
    pixels: tuple[float, ...]
    label: int


@dataclass(frozen=True)
class BackpropLayer:
    """A layer on the way back: activations, how brighter each is wished, and dC/dz of each."""

    activations: tuple[float, ...]
    wishes: tuple[float, ...]
    deltas: tuple[float, ...]


@dataclass(frozen=True)
class BackpropTold:
    """One example's cost, what its outputs should be, and every layer after the image, the first hidden one first."""

    label: int
    cost_name: str
    cost: float
    targets: tuple[float, ...]
    layers: tuple[BackpropLayer, ...]


@dataclass(frozen=True)
class PassedBackAsk:
    """Ask who wishes what of a hidden layer."""

    kind: Literal["passed-back"]
    pixels: tuple[float, ...]
    label: int
    layer: int


@dataclass(frozen=True)
class PassedBack:
    """What each neuron above wishes of each neuron of a layer: row by row in `values`, a row for each above.

    The strongest are shown where there are many; `rest` is what the neurons above that are not shown wish together,
    and `sums` what all of them do.
    """

    label: int
    layer: int
    n_above: int
    n_neurons: int
    above: tuple[int, ...]
    neurons: tuple[int, ...]
    values: tuple[float, ...]
    rest: tuple[float, ...]
    sums: tuple[float, ...]


@dataclass(frozen=True)
class BackpropChainAsk:
    """Ask for the slopes of a neuron's dials, written out."""

    kind: Literal["backprop-chain"]
    pixels: tuple[float, ...]
    label: int
    layer: int
    neuron: int


@dataclass(frozen=True)
class ChainFactor:
    """A factor of the neuron's dC/dz, by its name in the library."""

    name: str
    value: float


@dataclass(frozen=True)
class ChainTerm:
    """What a neuron above adds to dC/da: the weight between them, times its dC/dz."""

    neuron: int
    weight: float
    delta: float
    product: float


@dataclass(frozen=True)
class BackpropChain:
    """A neuron's dC/dz as factors, where its dC/da comes from, and dC/dw of each of its weights.

    Of an output there is nothing above, and `pull`, dC/da, is null. `slopes` are the gradient's own components.
    """

    label: int
    layer: int
    neuron: int
    factors: tuple[ChainFactor, ...]
    delta: float
    above: tuple[ChainTerm, ...]
    pull: float | None
    before: tuple[float, ...]
    weights: tuple[float, ...]
    slopes: tuple[float, ...]
    bias_slope: float
    wishes_before: tuple[float, ...]


def told_of(session: Session, pixels: tuple[float, ...], label: int) -> Wishes:
    """Follow an image of the page through backpropagation.

    Raises
    ------
    ValueRangeError
        If there is no such class, or the outputs are no numbers.
    """
    image, n_classes = one_image(pixels, session.data), session.data.n_classes
    if not 0 <= label < n_classes:
        msg = f"there is no class {label}, expected 0 to {n_classes - 1}. Choose one of them."
        raise ValueRangeError(msg)
    told = wishes(session.network, image, one_hot(np.array([label]), n_classes)[0])
    if not np.isfinite(told.cost) or not all(np.isfinite(delta).all() for delta in told.deltas):
        msg = "the cost of this image is not finite, expected a number. Turn the dials back, or open another network."
        raise ValueRangeError(msg)
    return told


def tell(session: Session, ask: BackpropAsk) -> BackpropTold:
    """Tell what every layer wishes."""
    told = told_of(session, ask.pixels, ask.label)
    layers = tuple(
        BackpropLayer(_numbers(told.activations[layer]), _numbers(told.of(layer)), _numbers(told.deltas[layer - 1]))
        for layer in range(1, len(told.activations))
    )
    return BackpropTold(ask.label, session.network.cost, told.cost, _numbers(told.targets), layers)


def pass_back(session: Session, ask: PassedBackAsk) -> PassedBack:
    """Tell who wishes what of a hidden layer."""
    told = told_of(session, ask.pixels, ask.label)
    n_layers = len(told.deltas)
    if not 1 <= ask.layer < n_layers:
        msg = f"layer is {ask.layer}, expected a hidden layer from 1 to {n_layers - 1}. Choose one of them."
        raise ValueRangeError(msg)
    passed = told.passed(ask.layer)
    above, neurons = most_wished(np.abs(passed).sum(axis=1)), most_wished(told.of(ask.layer))
    others = np.setdiff1d(np.arange(len(passed)), above)
    return PassedBack(
        label=ask.label,
        layer=ask.layer,
        n_above=passed.shape[0],
        n_neurons=passed.shape[1],
        above=tuple(above.tolist()),
        neurons=tuple(neurons.tolist()),
        values=_numbers(passed[np.ix_(above, neurons)].ravel()),
        rest=_numbers(passed[np.ix_(others, neurons)].sum(axis=0)) if len(others) else (),
        sums=_numbers(told.of(ask.layer)[neurons]),
    )


def write_chain(session: Session, ask: BackpropChainAsk) -> BackpropChain:
    """Write out the slopes of a neuron's dials."""
    told, layer, neuron = told_of(session, ask.pixels, ask.label), ask.layer, ask.neuron
    check_place(told.network, layer, neuron)
    chain, is_output = told.delta(layer, neuron), layer == len(told.deltas)
    slopes = told.gradient
    return BackpropChain(
        label=ask.label,
        layer=layer,
        neuron=neuron,
        factors=tuple(ChainFactor(factor.name, factor.value) for factor in chain.factors),
        delta=chain.product,
        above=() if is_output else _terms(told, layer, neuron),
        pull=None if is_output else float(told.pulls[layer][neuron]),
        before=_numbers(told.activations[layer - 1]),
        weights=_numbers(told.network.weights[layer - 1][neuron]),
        slopes=_numbers(slopes.weights[layer - 1][neuron]),
        bias_slope=float(slopes.biases[layer - 1][neuron]),
        wishes_before=_numbers(told.ways(layer, neuron).activations),
    )


def most_wished(numbers: FloatArray) -> IntArray:
    """Return the places of the largest numbers, whatever their sign, in their order: all of them where they are few."""
    if len(numbers) <= MOST_SHOWN:
        return np.arange(len(numbers))
    return np.sort(np.argsort(-np.abs(numbers), kind="stable")[:MOST_SHOWN])


def _terms(told: Wishes, layer: int, neuron: int) -> tuple[ChainTerm, ...]:
    """Return what each neuron above adds to dC/da."""
    pairs = zip(_numbers(told.network.weights[layer][:, neuron]), _numbers(told.deltas[layer]), strict=True)
    return tuple(ChainTerm(k, weight, delta, weight * delta) for k, (weight, delta) in enumerate(pairs))


def _numbers(array: FloatArray) -> tuple[float, ...]:
    """Return an array as numbers that keep all their digits on the way."""
    return tuple(np.asarray(array, np.float64).tolist())


TOPICS = (
    Topic(BackpropAsk, BackpropTold, tell),
    Topic(PassedBackAsk, PassedBack, pass_back),
    Topic(BackpropChainAsk, BackpropChain, write_chain),
)
