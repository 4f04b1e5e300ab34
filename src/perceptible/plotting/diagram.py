"""The diagram's places: where each neuron of a network stands, and where its connections begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import SettingsError
from perceptible.insight.contributions import layer_contributions, one_trace
from perceptible.network.model import Network
from perceptible.plotting.connections import Points
from perceptible.plotting.pictures import picture_shape
from perceptible.plotting.sheet import Box

__all__ = ["Diagram", "lay_out"]

MOST_HIDDEN, MOST_NEURONS = 5, 128
TOP = 40  # pixels, for the names of the layers
TALLEST = 464
PICTURE = 224  # the side of the image: eight pixels a pixel where it has 28
INPUTS = 168  # where inputs that are no picture stand
PITCH, OUTPUT_PITCH = 29, 40  # from neuron to neuron, at most
ROUND, LARGEST = 0.39, 12  # the radius of a neuron, in pitches and at most in pixels
THICK, THICKEST = 0.2, 3.2  # the width of the thickest line, in pitches and at most in pixels


@dataclass(frozen=True, eq=False)
class Diagram:
    """A network, one input, and where everything is drawn, in pixels from the upper left corner.

    Parameters
    ----------
    network : Network
        One network.
    inputs : array of shape (n_inputs,)
        What it looks at.
    shape : tuple of two ints, or None
        Height and width of the input where it is a picture.
    outputs_at : float
        How far to the right the last layer stands.
    """

    network: Network
    inputs: FloatArray
    shape: tuple[int, int] | None
    outputs_at: float

    @property
    def n_layers(self) -> int:
        """Return the number of layers that have weights."""
        return len(self.network.layers)

    @cached_property
    def activations(self) -> tuple[FloatArray, ...]:
        """Return the activations of every layer, (n_l,)."""
        return one_trace(self.network, self.inputs)

    @cached_property
    def carried(self) -> tuple[FloatArray, ...]:
        """Return what each connection adds to its neuron's sum; from a picture, what each row of its pixels adds."""
        terms = [layer_contributions(self.network, self.inputs, layer=n + 1) for n in range(self.n_layers)]
        if self.shape:
            terms[0] = terms[0].reshape(-1, *self.shape).sum(axis=-1)
        return tuple(terms)

    @property
    def bottom(self) -> float:
        """Return where the diagram ends."""
        columns = [self.pitch(layer) * self.network.sizes[layer] for layer in range(self.first, self.n_layers + 1)]
        return TOP + max(PICTURE, *columns)

    @property
    def middle(self) -> float:
        """Return where the middle of every layer is."""
        return (TOP + self.bottom) / 2

    @property
    def picture(self) -> Box:
        """Return where the picture is, if the input is one."""
        return 0, self.middle - PICTURE / 2, PICTURE, PICTURE

    @property
    def first(self) -> int:
        """Return the first layer that is drawn as neurons: 1 where the inputs are a picture."""
        return 1 if self.shape else 0

    @property
    def thickest(self) -> float:
        """Return the width of the thickest line, which is thinner where the neurons are small."""
        return min(THICKEST, *(THICK * self.pitch(layer) for layer in range(self.first, self.n_layers + 1)))

    def pitch(self, layer: int) -> float:
        """Return how far the neurons of a layer stand apart."""
        return min(OUTPUT_PITCH if layer == self.n_layers else PITCH, TALLEST / self.network.sizes[layer])

    def across(self, layer: int) -> float:
        """Return how far to the right a layer stands."""
        start = PICTURE + 8 if self.shape else INPUTS
        return start + (self.outputs_at - start) * layer / self.n_layers

    def neurons(self, layer: int) -> tuple[Points, float]:
        """Return the centers of a layer's neurons, (n_l, 2), and their radius."""
        n_neurons = self.network.sizes[layer]
        pitch = self.pitch(layer)
        down = self.middle + pitch * (np.arange(n_neurons) - (n_neurons - 1) / 2)
        return np.column_stack([np.full(n_neurons, self.across(layer)), down]), min(LARGEST, ROUND * pitch)

    def ends(self, layer: int) -> tuple[Points, Points]:
        """Return where the connections into a layer begin and end: at the edges of neurons, or of the picture."""
        centers, radius = self.neurons(layer)
        reached = np.subtract(centers, (radius, 0))
        if layer == 1 and self.shape:
            left, top, wide, high = self.picture
            down = top + high * (np.arange(self.shape[0]) + 0.5) / self.shape[0]
            return np.column_stack([np.full(len(down), left + wide + 1), down]), reached
        before, before_radius = self.neurons(layer - 1)
        return np.add(before, (before_radius, 0)), reached


def lay_out(network: Network, inputs: FloatArray, outputs_at: float) -> Diagram:
    """Return the diagram of a network on one input, with the last layer so far to the right.

    Raises
    ------
    SettingsError
        If the network is too large to be drawn as a diagram.
    """
    shape = picture_shape(network.sizes[0])
    drawn = network.sizes[1:] if shape else network.sizes
    if len(network.layers) > MOST_HIDDEN + 1 or max(drawn) > MOST_NEURONS:
        msg = (
            f"the network {'-'.join(map(str, network.sizes))} is too large for a diagram, expected up to {MOST_HIDDEN} "
            f"hidden layers of up to {MOST_NEURONS} neurons. Look at one layer with draw_weights."
        )
        raise SettingsError(msg)
    return Diagram(network, inputs, shape, outputs_at)
