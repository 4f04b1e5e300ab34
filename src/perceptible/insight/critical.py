"""Critical samples: images that have another answer within a tiny distance, found by a noisy search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import BoolArray, FloatArray, IntArray, check_inputs
from perceptible.errors import ValueRangeError
from perceptible.gradients import backward
from perceptible.network import Network, propagate
from perceptible.network.model import check_network
from perceptible.rng import Rng, as_generator

__all__ = ["Search", "critical_samples"]

WHITE = 255


@dataclass(frozen=True, kw_only=True)
class Search:
    """How to look for another answer near an image. The defaults are those of the paper, but for `n_steps`.

    Parameters
    ----------
    radius : float
        How far each input may move, in gray levels of 255.
    stride, noise : float
        In radii: how far each input moves in a step against the slope of the answer, and the standard deviation of
        what is added. The paper has 0.25 and 0.2 gray levels for a radius of 0.3.
    n_steps : int
        At most so many; the paper does not say how many.

    Raises
    ------
    ValueRangeError
        If the radius is not above 0, or there is no step.
    """

    radius: float = 0.3
    stride: float = 0.25 / 0.3
    noise: float = 0.2 / 0.3
    n_steps: int = 10

    def __post_init__(self) -> None:
        """Refuse a search that finds nothing."""
        if not self.radius > 0 or self.n_steps < 1:
            msg = f"radius is {self.radius} and n_steps {self.n_steps}, expected both above 0. Use the defaults."
            raise ValueRangeError(msg)


def critical_samples(
    network: Network, inputs: FloatArray, search: Search | None = None, *, rng: Rng = None
) -> BoolArray:
    r"""Tell which images have an image near them that the network answers otherwise.

    Parameters
    ----------
    network : Network
        One network.
    inputs : float array of shape (n_samples, n_inputs)
        Images; what is found near them need not lie in [0, 1].
    search : Search, optional
        How far, and how thoroughly.
    rng : None, int or numpy.random.Generator, optional
        Where the noise comes from.

    Returns
    -------
    bool array of shape (n_samples,)
        Whether another answer was found. Where it was not, there may be one still.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If network and inputs do not fit.

    Notes
    -----
    .. math:: x \leftarrow \operatorname{clip}_r\left(x - \alpha \operatorname{sign} \frac{\partial f_k}{\partial x}
        + \beta \eta\right), \quad \eta \sim N(0, 1)

    with k the answer at the start. Source: Arpit et al. (2017), A closer look at memorization in deep networks,
    section 4.1 (Langevin adversarial sample search, the critical sample ratio). It is repeated until the answer
    changes.

    Examples
    --------
    >>> network = Network.random((1, 2), activation="softmax", cost="cross-entropy", start="zeros")
    >>> critical_samples(network, np.zeros((3, 1)), rng=0).tolist()  # no weight, so no input changes the answer
    [False, False, False]
    """
    check_network(network)
    check_inputs(inputs, network.sizes[0])
    how, generator = search or Search(), as_generator(rng)
    radius = how.radius / WHITE
    first = propagate(network.layers, inputs).outputs.argmax(axis=-1)
    moved, is_critical = np.array(inputs), np.zeros(len(inputs), np.bool_)
    for _ in range(how.n_steps):
        left = np.flatnonzero(~is_critical)
        if not len(left):
            break
        slopes = _slopes(network, moved[left], first[left])
        noise = generator.standard_normal(slopes.shape)
        step = radius * (how.noise * noise - how.stride * np.sign(slopes))
        moved[left] = np.clip(moved[left] + step, inputs[left] - radius, inputs[left] + radius)
        is_critical[left] = propagate(network.layers, moved[left]).outputs.argmax(axis=-1) != first[left]
    return is_critical


def _slopes(network: Network, inputs: FloatArray, classes: IntArray) -> FloatArray:
    """Return how fast one output of each image grows with its inputs."""
    trace = propagate(network.layers, inputs)
    wishes = np.eye(network.sizes[-1], dtype=inputs.dtype)[classes]
    last = network.layers[-1].activation
    delta = last.pull_back(wishes, trace.pre_activations[-1], trace.outputs)
    deltas, _ = backward(network.layers, trace, delta)
    return network.layers[0].wishes(deltas[0])
