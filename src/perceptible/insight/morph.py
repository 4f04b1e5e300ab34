"""Morphs: one image turned into another, where on the way the answer flips, and which neurons made it flip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen, to_numpy
from perceptible.data.dataset import IMAGE_SHAPE
from perceptible.errors import ValueRangeError
from perceptible.insight.blends import Images, Shape, way_between
from perceptible.insight.contributions import check_place
from perceptible.kernels import one_thread
from perceptible.network import Network
from perceptible.network.forward import Trace

__all__ = ["Flip", "Morph", "morph"]

N_BISECTIONS = 40
NARROW = 1e-9  # of the way: nearer than this to a flip is at it
N_PIECES = 256  # into which the way to a flip is cut to add up what neurons contribute
FEWEST_STEPS = 2


@dataclass(frozen=True, eq=False)
class Flip:
    """A place on the way where the answer changes.

    Parameters
    ----------
    share : float
        How much of the way lies before it.
    before, after : int
        The answers on its two sides.
    since : float
        Where the stretch of the way begins that is explained: at 0, or in the middle between the flip before and this
        one, as at the flip before the margin was 0 already where the answer only goes there and back.
    outputs : float64 array of shape (n_classes,)
        All outputs there; those of the two answers are equal.
    margin_before, margin : float
        By how much the pre-activation of `after` was above that of `before`: at `since`, and at the flip, where it
        is 0 but for rounding.
    contributions : tuple of float64 arrays, of shapes (n_inputs,), (n_1,), ... (n_L-1,)
        For the inputs and every hidden layer, what the change of each activation adds to the change of the margin.
    """

    share: float
    before: int
    after: int
    since: float
    outputs: FloatArray
    margin_before: float
    margin: float
    contributions: tuple[FloatArray, ...]

    @property
    def confidence(self) -> float:
        """Return the brightest output at the flip: how sure the network is where it changes its mind."""
        return float(self.outputs.max())

    @property
    def change(self) -> float:
        """Return by how much the margin rose: what the contributions of each layer add up to."""
        return self.margin - self.margin_before

    def ranked(self, layer: int) -> IntArray:
        """Return the neurons of a layer (0: the inputs), the one that pushed hardest for the flip first."""
        return frozen(np.argsort(-self.contributions[layer], kind="stable"))


@dataclass(frozen=True, eq=False)
class Morph:
    """One image turned into another; `morph` makes it.

    Parameters
    ----------
    shares : float64 array of shape (n_steps + 1,)
        Places on the way, evenly from 0 to 1.
    images : float32 array of shape (n_steps + 1, n_inputs)
        The images there.
    outputs : float64 array of shape (n_steps + 1, n_classes)
        What the network makes of each.
    flips : tuple of Flip
        Where the answer changes, in order.
    """

    shares: FloatArray
    images: FloatArray
    outputs: FloatArray
    flips: tuple[Flip, ...]

    @property
    def answers(self) -> IntArray:
        """Return the answer at each place."""
        return frozen(self.outputs.argmax(axis=1))


def morph(
    network: Network,
    start: FloatArray,
    end: FloatArray,
    *,
    by: str = "pixels",
    n_steps: int = 100,
    image_shape: Shape = IMAGE_SHAPE,
) -> Morph:
    r"""Turn one image into another, and find where a network changes its answer, and why.

    Parameters
    ----------
    network : Network
        One network of dense layers; computed in float64 here.
    start, end : float arrays of shape (n_inputs,)
        Images in [0, 1].
    by : str, optional
        How one becomes the other, one of `BLENDS`.
    n_steps : int, optional
        Into how many steps the way is cut to look for flips, at least 2. Two flips within one step are not seen.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    Morph
        Images, outputs and flips.

    Raises
    ------
    UnknownNameError
        If there is no such blend.
    DtypeError, ShapeError, ValueRangeError
        If the network is several, an image is none of its inputs, or there are too few steps.

    Notes
    -----
    The margin is :math:`m = z_\text{after} - z_\text{before}` at the outputs. Along the way it changes by

    .. math:: m(t) - m(s) = \sum_j \int_s^t \frac{\partial m}{\partial a_j} \, \mathrm{d}a_j

    for the neurons j of any one layer: each term is what that neuron contributed. For the last hidden layer the slope
    is a difference of two weights and the sum is exact; for the layers below it is taken in 256 pieces, each with the
    mean of the slopes at its ends, and adds up within a few thousandths of the change.
    Sources: Sundararajan, Taly and Yan (2017), Axiomatic attribution for deep networks, for the inputs; Dhamdhere,
    Sundararajan and Yan (2018), How important is a neuron, for hidden ones.

    Examples
    --------
    One input, two outputs with z = 0 and z = 4 x - 1: from x = 0 to x = 1 the answer flips at a quarter of the way.

    >>> from perceptible.network import Dense
    >>> from perceptible.network.activations import ACTIVATIONS
    >>> layer = Dense(np.array([[0.0], [4.0]]), np.array([0.0, -1.0]), ACTIVATIONS["sigmoid"])
    >>> found = morph(Network((layer,)), np.array([0.0]), np.array([1.0]))
    >>> [(round(flip.share, 6), flip.before, flip.after, round(flip.confidence, 6)) for flip in found.flips]
    [(0.25, 0, 1, 0.5)]
    """
    check_place(network, 1, 0)
    if n_steps < FEWEST_STEPS:
        msg = f"n_steps is {n_steps}, expected at least {FEWEST_STEPS}. Take 100."
        raise ValueRangeError(msg)
    way = _Way(_exact(network), way_between(start, end, by=by, image_shape=image_shape))
    shares = np.linspace(0, 1, n_steps + 1)
    images = way.images(shares)
    with one_thread():  # so small are the matrices
        outputs = np.asarray(way.at(shares).outputs)
        flips = tuple(way.flips(shares, outputs.argmax(axis=1)))
    return Morph(frozen(shares), images, frozen(outputs), flips)


@dataclass(frozen=True, eq=False)
class _Way:
    """The way from one image to another, and the network that looks at what is on it."""

    network: Network
    images: Images

    def at(self, shares: FloatArray) -> Trace:
        """Return every number of the network at places of the way."""
        return self.network.forward(self.images(shares).astype(np.float64))

    def flips(self, shares: FloatArray, answers: IntArray) -> Iterator[Flip]:
        """Yield where the answer changes."""
        last = None
        for place in np.flatnonzero(np.diff(answers)):
            low, high, after = float(shares[place]), float(shares[place + 1]), int(answers[place + 1])
            while (found := self._first(low, high)) is not None:
                share, before, after = found
                yield self._flip(0.0 if last is None else (last + share) / 2, share, before, after)
                last = low = share
                if after == int(answers[place + 1]):
                    break

    def _first(self, low: float, high: float) -> tuple[float, int, int] | None:
        """Return a flip between two places, by halving: where it is, and the answers before and after it."""
        before, after = self._answers(low, high)
        for _ in range(N_BISECTIONS):
            if high - low <= NARROW:
                break
            middle = (low + high) / 2
            (answer,) = self._answers(middle)
            low, high, after = (middle, high, after) if answer == before else (low, middle, answer)
        return None if before == after else (high, before, after)

    def _answers(self, *shares: float) -> tuple[int, ...]:
        """Return the answers at places of the way."""
        return tuple(self.at(np.array(shares)).outputs.argmax(axis=1).tolist())

    def _flip(self, since: float, share: float, before: int, after: int) -> Flip:
        """Explain a flip."""
        trace = self.at(np.linspace(since, share, N_PIECES + 1))
        margins = trace.pre_activations[-1][:, after] - trace.pre_activations[-1][:, before]
        contributions = []
        for activations, slopes in zip(trace.activations, _slopes(self.network, trace, before, after), strict=False):
            means = (slopes[1:] + slopes[:-1]) / 2
            contributions.append(frozen((np.diff(activations, axis=0) * means).sum(axis=0)))
        outputs = frozen(np.array(trace.outputs[-1]))
        ends = float(margins[0]), float(margins[-1])
        return Flip(share, before, after, since, outputs, *ends, tuple(contributions))


def _slopes(network: Network, trace: Trace, before: int, after: int) -> list[FloatArray]:
    """Return how fast the margin grows with each activation: of the inputs, and of every hidden layer."""
    weights = network.layers[-1].weights
    slopes = [np.tile(weights[after] - weights[before], (len(trace.outputs), 1))]
    for number in range(len(network.layers) - 2, -1, -1):
        layer = network.layers[number]
        delta = layer.activation.pull_back(slopes[0], trace.pre_activations[number], trace.activations[number + 1])
        slopes.insert(0, layer.wishes(delta))
    return slopes


def _exact(network: Network) -> Network:
    """Return the same network in float64."""
    return network.with_parameters(network.parameters.map(lambda array: np.asarray(to_numpy(array), np.float64)))
