"""A network that nobody trained: strokes, then loops and lines, then digits, each neuron written down by a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.network.activations import ACTIVATIONS
from perceptible.network.layers import Dense
from perceptible.network.model import Network

__all__ = ["DIGITS", "HAND_BUILT_NAMES", "PARTS", "STROKES", "Part", "Region", "Stroke", "hand_built"]

IMAGE_SHAPE = (28, 28)
T = TypeVar("T")
# How much z grows with what a neuron looks for: from all ink to none, with one more piece, with one more part.
STROKE_GAIN, PART_GAIN, DIGIT_GAIN = 14.0, 4.0, 5.0


@dataclass(frozen=True)
class Region:
    """A rectangle of pixels, counted from 0; `bottom` and `right` are the first ones outside."""

    top: int
    bottom: int
    left: int
    right: int

    def mean(self) -> FloatArray:
        """Return the 784 weights that make a weighted sum the mean ink in the rectangle."""
        picture = np.zeros(IMAGE_SHAPE)
        picture[self.top : self.bottom, self.left : self.right] = 1
        mean: FloatArray = picture.reshape(-1) / picture.sum()
        return mean


@dataclass(frozen=True)
class Stroke:
    """What a neuron of the first layer looks for: ink in one region, and none in those around it.

    Parameters
    ----------
    ink : Region
        Where ink counts for the stroke.
    least : float
        The mean ink there, from 0 to 1, at which the neuron is undecided: z = 0. Set by looking at how much ink the
        training images of each digit have there.
    paper : tuple of (Region, float)
        Regions where ink counts against it, and how much against the region of ink.
    """

    ink: Region
    least: float
    paper: tuple[tuple[Region, float], ...]


@dataclass(frozen=True)
class Part:
    """What a neuron of the second layer looks for, and each output too: some names present, and others absent.

    Parameters
    ----------
    present, absent : str
        Names of the layer before, with commas between; a name that stands there twice counts twice.
    least : float
        At this many present, less those that should be absent, the neuron is undecided: z = 0.
    """

    present: str
    absent: str
    least: float


STROKES: Mapping[str, Stroke] = {
    "roof": Stroke(Region(5, 9, 9, 19), 0.25, ((Region(10, 12, 10, 17), 0.3), (Region(0, 4, 9, 19), 0.3))),
    "left shoulder": Stroke(Region(7, 13, 7, 12), 0.20, ((Region(8, 12, 14, 17), 0.3),)),
    "upper core": Stroke(Region(8, 12, 12, 16), 0.30, ()),
    "right shoulder": Stroke(Region(6, 12, 17, 22), 0.20, ((Region(8, 12, 12, 15), 0.3),)),
    "center": Stroke(Region(12, 16, 11, 17), 0.30, ((Region(12, 16, 5, 7), 0.5), (Region(12, 16, 21, 23), 0.5))),
    "left side": Stroke(Region(12, 17, 5, 9), 0.17, ((Region(12, 17, 11, 14), 0.2),)),
    "right side": Stroke(Region(12, 17, 17, 22), 0.20, ((Region(12, 17, 23, 26), 0.5),)),
    "left hip": Stroke(Region(15, 21, 6, 11), 0.22, ((Region(15, 19, 12, 15), 0.15),)),
    "lower core": Stroke(Region(16, 20, 12, 16), 0.30, ((Region(16, 20, 18, 21), 0.2),)),
    "right hip": Stroke(Region(15, 21, 17, 22), 0.18, ((Region(15, 19, 12, 15), 0.2),)),
    "floor": Stroke(Region(20, 24, 9, 18), 0.31, ((Region(17, 19, 10, 16), 0.2),)),
    "heel": Stroke(Region(19, 23, 18, 24), 0.18, ((Region(15, 17, 20, 25), 0.3),)),
    "tail": Stroke(Region(23, 27, 11, 18), 0.12, ((Region(23, 27, 4, 9), 0.5),)),
    "hat": Stroke(Region(1, 5, 13, 21), 0.06, ((Region(1, 5, 5, 11), 0.5),)),
    "flag": Stroke(Region(4, 8, 19, 24), 0.17, ((Region(9, 12, 19, 24), 0.3),)),
    "curl": Stroke(Region(17, 23, 4, 9), 0.20, ((Region(12, 15, 4, 8), 0.2),)),
}

PARTS: Mapping[str, Part] = {
    "ring": Part("left side, right side, floor, roof, left hip, right shoulder", "center, lower core", 4.0),
    "upright line": Part("center, lower core", "left shoulder, right hip, left side, left hip, heel", 1.2),
    "upper loop": Part("roof, left shoulder, right shoulder, center", "left hip, curl, heel", 2.5),
    "lower loop": Part("left hip, right hip, floor, center", "left side, right side", 1.9),
    "two bows": Part(
        "right shoulder, right hip, floor, center, roof", "left hip, left side, lower core, left shoulder", 2.8
    ),
    "open top": Part("left shoulder, right shoulder, right side, center, left side", "roof, floor", 2.8),
    "corner": Part("roof, right shoulder, right side, upper core", "center, left hip, right hip", 2.2),
    "stem": Part("tail, lower core, right side", "left hip, right hip, curl, heel, floor", 1.2),
    "left arch": Part("hat, left shoulder, left side, left hip", "right shoulder, curl, flag", 1.3),
    "bar with flag": Part("flag, floor, center, left shoulder, upper core", "right shoulder, left hip, left side", 2.2),
    "foot": Part("left hip, heel, lower core, right shoulder", "left side, left shoulder, upper core", 1.7),
    "belly": Part("right hip, left hip, right side, floor, lower core, center", "right shoulder, flag", 3.1),
    "crossing": Part("roof, center, floor, right shoulder, lower core", "left side, right side", 2.9),
    "lower bow": Part("right hip, floor, curl, center, left shoulder", "right shoulder, left hip, left side", 2.2),
    "sweep": Part("curl, floor", "left side", 0.9),
    "loop on a stem": Part(
        "roof, left shoulder, left side, right side, lower core", "left hip, curl, heel, right hip", 2.7
    ),
}

DIGITS: Mapping[str, Part] = {
    "0": Part("ring, ring, ring", "upright line, lower bow", 1.0),
    "1": Part("upright line, upright line, upright line", "stem, lower loop", 1.0),
    "2": Part("foot, foot, foot", "left arch, ring", 1.0),
    "3": Part("two bows, two bows, two bows, sweep", "upright line, ring, foot", 1.3),
    "4": Part("open top, open top, open top", "corner, upper loop, sweep, upright line", 0.8),
    "5": Part(
        "bar with flag, bar with flag, lower bow, lower bow", "upright line, two bows, two bows, foot, crossing", 0.9
    ),
    "6": Part("belly, left arch, left arch", "foot, loop on a stem, stem, upright line, ring, open top", 1.0),
    "7": Part("corner, corner, stem, stem", "open top, upper loop, foot, crossing", 1.0),
    "8": Part("crossing, crossing, lower loop, upper loop", "two bows, upright line, foot, ring", 0.7),
    "9": Part("loop on a stem, loop on a stem, upper loop, stem", "lower loop, sweep, corner, foot, crossing", 0.5),
}

HAND_BUILT_NAMES: tuple[tuple[str, ...], ...] = (tuple(STROKES), tuple(PARTS), tuple(DIGITS))


def hand_built() -> Network:
    r"""Return the network of the hope: pixels make strokes, strokes make loops and lines, and those make digits.

    Nobody trained it. Each of its neurons has a name in `HAND_BUILT_NAMES` and stands for what the name says, which is
    just what a trained network's neurons do not do.

    Returns
    -------
    Network
        784-16-16-10, sigmoid, in float32; always the same.

    Notes
    -----
    A neuron of the first layer computes the mean ink of a region less a share of the mean ink around it:

    .. math:: z = 14 \left(\bar a_\mathrm{ink} - \sum_k s_k \bar a_k - \theta\right)

    A neuron of the second layer counts strokes, an output counts loops and lines: the weight is as often the gain as
    the name is written down, with a minus where it should be absent, and the bias is :math:`-\theta` times the gain.
    Regions and thresholds were chosen by looking at the training images; no test image and no gradient was used.

    Examples
    --------
    >>> network = hand_built()
    >>> network.sizes, network.n_parameters
    ((784, 16, 16, 10), 13002)
    >>> HAND_BUILT_NAMES[1][2], float(network.weights[1][2, 0])  # the upper loop wants the roof
    ('upper loop', 4.0)
    """
    strokes, parts, _ = HAND_BUILT_NAMES
    return Network(
        (
            _layer(STROKES, _stroke_row),
            _layer(PARTS, lambda part: _count_row(part, strokes, PART_GAIN)),
            _layer(DIGITS, lambda digit: _count_row(digit, parts, DIGIT_GAIN)),
        )
    )


def _layer(neurons: Mapping[str, T], row_of: Callable[[T], tuple[FloatArray, float]]) -> Dense:
    """Return a layer whose neuron j has the weights and the bias of the j-th entry."""
    weights, biases = zip(*map(row_of, neurons.values()), strict=True)
    return Dense(np.array(weights, np.float32), np.array(biases, np.float32), ACTIVATIONS["sigmoid"])


def _stroke_row(stroke: Stroke) -> tuple[FloatArray, float]:
    """Return the weights of a neuron that compares the ink of regions, and its bias."""
    against = sum((share * region.mean() for region, share in stroke.paper), start=np.zeros(stroke.ink.mean().shape))
    return STROKE_GAIN * (stroke.ink.mean() - against), -STROKE_GAIN * stroke.least


def _count_row(part: Part, names: tuple[str, ...], gain: float) -> tuple[FloatArray, float]:
    """Return the weights of a neuron that counts names, and its bias."""
    row = np.zeros(len(names))
    for text, sign in ((part.present, 1), (part.absent, -1)):
        for name in text.split(", "):
            row[names.index(name)] += sign * gain
    return row, -gain * part.least
