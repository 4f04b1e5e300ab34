"""Knocking out: neurons and connections silenced one at a time, and what each of them breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray, IntArray, frozen, to_numpy
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError, find_named
from perceptible.evaluation.answers import check_fit
from perceptible.insight.contributions import check_place
from perceptible.network import COSTS, Network
from perceptible.network.forward import propagate

__all__ = ["HOLDS", "KnockOut", "Part", "connections_of", "knock_out", "neurons_of"]

Hold = Literal["zero", "mean"]
HOLDS: dict[str, str] = {
    "zero": "its activation is held at 0, as if the neuron were not there",
    "mean": "its activation is held at its mean over the same images, whatever the image is",
}
"""At what a neuron is held while it is silenced."""

IMAGES_AT_ONCE = 2_000  # their activations stay in the processor's cache


@dataclass(frozen=True)
class Part:
    """A part of a network that can be silenced: a hidden neuron, or one connection.

    Parameters
    ----------
    layer : int
        From 1, the first hidden layer.
    neuron : int
        Which neuron of the layer, from 0.
    previous : int or None, optional
        Of a connection which activation of the layer before it brings, from 0; None for the neuron itself.
    """

    layer: int
    neuron: int
    previous: int | None = None


@dataclass(frozen=True, eq=False)
class KnockOut:
    """What a network reads with one part of it silenced at a time; `knock_out` makes it.

    Parameters
    ----------
    parts : tuple of Part
        What was silenced.
    n_images : int64 array of shape (n_classes,)
        Images of each class.
    before : int64 array of shape (n_classes,)
        How many of them the whole network reads right.
    cost_before : float
        Its average cost.
    right : int64 array of shape (n_parts, n_classes)
        How many are read right without each part.
    costs : float64 array of shape (n_parts,)
        The average cost without each part.
    """

    parts: tuple[Part, ...]
    n_images: IntArray
    before: IntArray
    cost_before: float
    right: IntArray
    costs: FloatArray

    @property
    def accuracy_before(self) -> float:
        """Return the accuracy of the whole network."""
        return float(self.before.sum() / self.n_images.sum())

    @cached_property
    def accuracies(self) -> FloatArray:
        """Return the accuracy that is left without each part, (n_parts,)."""
        return frozen(self.right.sum(axis=1) / self.n_images.sum())

    @cached_property
    def changes_by_class(self) -> FloatArray:
        """Return by how much the share read right of each class changes, (n_parts, n_classes); 0 without images."""
        return frozen((self.right - self.before) / np.maximum(self.n_images, 1))

    @cached_property
    def order(self) -> IntArray:
        """Return the parts, the one whose loss breaks most first: by accuracy, of equal ones by cost."""
        return frozen(np.lexsort((-self.costs, self.right.sum(axis=1))))


def neurons_of(network: Network, layer: int | None = None) -> tuple[Part, ...]:
    """Return the hidden neurons of a layer, or of all hidden layers.

    Examples
    --------
    >>> [(part.layer, part.neuron) for part in neurons_of(Network.random((4, 2, 1, 3), rng=0))]
    [(1, 0), (1, 1), (2, 0)]
    """
    check_place(network, layer or 1, 0)
    layers = range(1, len(network.layers)) if layer is None else [layer]
    return tuple(Part(number, neuron) for number in layers for neuron in range(network.sizes[number]))


def connections_of(network: Network, layer: int) -> tuple[Part, ...]:
    """Return the connections into a layer, neuron by neuron.

    Examples
    --------
    >>> [(part.neuron, part.previous) for part in connections_of(Network.random((4, 2, 2), rng=0), 2)]
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    """
    check_place(network, layer, 0)
    return tuple(
        Part(layer, neuron, previous)
        for neuron in range(network.sizes[layer])
        for previous in range(network.sizes[layer - 1])
    )


def knock_out(network: Network, split: Split, parts: Sequence[Part], *, hold: str = "zero") -> KnockOut:
    r"""Silence parts of a network, one at a time, and see what it still reads.

    Parameters
    ----------
    network : Network
        One network of dense layers. Not modified.
    split : Split
        The images that it is asked about.
    parts : sequence of Part
        What is silenced: see `neurons_of` and `connections_of`. Outputs are not: without one, its class has no answer.
    hold : str, optional
        At what neurons are held, one of `HOLDS`. Connections are always held at weight 0.

    Returns
    -------
    KnockOut
        What is read right without each part, class by class, and the average cost.

    Raises
    ------
    ShapeError
        If the network is several, or the split does not fit it.
    ValueRangeError
        If a part is not there, or is an output.
    UnknownNameError
        If there is no such hold.

    Notes
    -----
    Only what changes is computed again, for the images in which something changes:

    .. math:: z^{(l+1)\prime} = z^{(l+1)} + (h - a_j) \, w_j, \qquad z_k' = z_k - w_{kj} a_j

    for a neuron j held at h, whose column of the next matrix is :math:`w_j`, and for a connection from j to k. The
    last bits may differ from those of a network that was changed so and asked anew.

    Examples
    --------
    >>> split = Split(np.array([[1.0], [0.0]]), np.array([0, 1]), n_classes=2)
    >>> from perceptible.network import Dense
    >>> from perceptible.network.activations import ACTIVATIONS
    >>> hidden = Dense(np.array([[1.0]]), np.zeros(1), ACTIVATIONS["relu"])
    >>> outputs = Dense(np.array([[4.0], [-4.0]]), np.array([-2.0, 2.0]), ACTIVATIONS["sigmoid"])
    >>> found = knock_out(Network((hidden, outputs)), split, [Part(1, 0)])
    >>> found.accuracy_before, found.accuracies.tolist(), found.right.tolist()
    (1.0, [0.5], [[0, 1]])
    """
    find_named(HOLDS, hold, "hold")
    check_fit(network, split)
    for part in parts:
        _check(network, part)
    whole = network.with_parameters(network.parameters.map(lambda array: np.asarray(to_numpy(array))))
    means = _means(whole, split) if hold == "mean" else None
    n_images = np.bincount(split.labels, minlength=split.n_classes)
    before = np.zeros(split.n_classes, np.int64)
    right, costs, cost_before = np.zeros((len(parts), split.n_classes), np.int64), np.zeros(len(parts)), 0.0
    for chunk in _Chunk.all_of(whole, split, means):
        before += chunk.right
        cost_before += float(chunk.costs.sum(dtype=np.float64))
        with np.errstate(over="ignore"):  # as the sigmoid does far below 0, rightly
            for place, part in enumerate(parts):
                read, cost = chunk.without(part)
                right[place] += read
                costs[place] += cost
    counts = frozen(n_images), frozen(before)
    return KnockOut(tuple(parts), *counts, cost_before / len(split), frozen(right), frozen(costs / len(split)))


@dataclass(frozen=True, eq=False)
class _Chunk:
    """Some images, and every number that comes up while the whole network looks at them."""

    network: Network
    labels: IntArray
    targets: FloatArray
    z: tuple[FloatArray, ...]
    a: tuple[FloatArray, ...]
    means: tuple[FloatArray, ...] | None

    @classmethod
    def all_of(cls, network: Network, split: Split, means: tuple[FloatArray, ...] | None) -> Iterator[_Chunk]:
        """Yield all images of a split."""
        for start in range(0, len(split), IMAGES_AT_ONCE):
            part = slice(start, start + IMAGES_AT_ONCE)
            trace = propagate(network.layers, split.inputs[part])
            numbers = trace.pre_activations, trace.activations
            yield cls(network, split.labels[part], split.targets[part], *numbers, means)

    @cached_property
    def is_right(self) -> NDArray[np.bool_]:
        """Return which images the whole network reads right."""
        return np.asarray(self.a[-1].argmax(axis=1) == self.labels)

    @property
    def right(self) -> IntArray:
        """Return how many of each class the whole network reads right."""
        return self._counted(self.labels[self.is_right])

    @cached_property
    def costs(self) -> FloatArray:
        """Return what each image costs the whole network."""
        return self._cost(self.z[-1], self.a[-1], self.targets)

    def without(self, part: Part) -> tuple[IntArray, float]:
        """Return how many of each class are read right without a part, and the sum of their costs."""
        rows, z, layer = self._changed(part)
        a = self.network.layers[layer - 1].activation.value(z)
        for above in self.network.layers[layer:]:
            z, a = above.forward(a)
        labels = self.labels[rows]
        right = self.right - self._counted(labels[self.is_right[rows]])
        right += self._counted(labels[a.argmax(axis=1) == labels])
        costs = self._cost(z, a, self.targets[rows]).sum(dtype=np.float64)
        return right, float(costs + self.costs.sum(dtype=np.float64) - self.costs[rows].sum(dtype=np.float64))

    def _changed(self, part: Part) -> tuple[IntArray | slice, FloatArray, int]:
        """Return for which images something changes, the sums that change, and the layer that they belong to."""
        if part.previous is None:
            held = 0 if self.means is None else self.means[part.layer][part.neuron]
            change = held - self.a[part.layer][:, part.neuron]
            rows, layer = _where(change), part.layer + 1
            column = self.network.weights[layer - 1][:, part.neuron]
            return rows, self.z[layer - 1][rows] + change[rows, None] * column, layer
        weight = self.network.weights[part.layer - 1][part.neuron, part.previous]
        term = weight * self.a[part.layer - 1][:, part.previous]
        rows = _where(term)
        z = np.array(self.z[part.layer - 1][rows])
        z[:, part.neuron] -= term[rows]
        return rows, z, part.layer

    def _cost(self, z: FloatArray, a: FloatArray, targets: FloatArray) -> FloatArray:
        """Return what images cost."""
        return COSTS[self.network.cost].value(z, a, targets, self.network.layers[-1].activation)

    def _counted(self, labels: IntArray) -> IntArray:
        """Count labels by class."""
        return np.bincount(labels, minlength=self.targets.shape[1])


def _where(changes: FloatArray) -> IntArray | slice:
    """Return which changes are not 0; a slice, which copies nothing, where all are."""
    found = np.flatnonzero(changes)
    return slice(None) if len(found) == len(changes) else found


def _means(network: Network, split: Split) -> tuple[FloatArray, ...]:
    """Return the mean activation of every neuron, layer by layer from the inputs."""
    sums = [np.zeros(size) for size in network.sizes]
    for start in range(0, len(split), IMAGES_AT_ONCE):
        trace = propagate(network.layers, split.inputs[start : start + IMAGES_AT_ONCE])
        sums = [total + a.sum(axis=0, dtype=np.float64) for total, a in zip(sums, trace.activations, strict=True)]
    return tuple((total / len(split)).astype(network.weights[0].dtype) for total in sums)


def _check(network: Network, part: Part) -> None:
    """Refuse a part that is not there, and outputs."""
    check_place(network, part.layer, part.neuron)
    if part.previous is None:
        if part.layer == len(network.layers):
            msg = f"layer {part.layer} is the outputs, expected a hidden layer. Knock out a neuron before them."
            raise ValueRangeError(msg)
    elif not 0 <= part.previous < network.sizes[part.layer - 1]:
        n_previous = network.sizes[part.layer - 1]
        msg = f"previous is {part.previous}, expected 0 to {n_previous - 1}. Choose one that layer {part.layer} reads."
        raise ValueRangeError(msg)
