"""Real data, random inputs and random labels: the three that Arpit et al. teach the same networks."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import SettingsError
from perceptible.insight.made_noise import gaussian_like
from perceptible.insight.shuffled import random_labels
from perceptible.insight.smaller import smaller_images
from perceptible.network import Network
from perceptible.rng import Rng

__all__ = ["INPUTS", "KINDS", "LABELS", "REAL", "made", "one_of", "shrunk"]

REAL, INPUTS, LABELS = KINDS = ("real data", "random inputs", "random labels")


def made(split: Split, kind: str, *, rng: Rng = None) -> tuple[FloatArray, IntArray]:
    """Return inputs and labels of one of the kinds.

    Parameters
    ----------
    split : Split
        Real images and labels.
    kind : str
        One of `KINDS`. Random inputs keep the labels, random labels the inputs.
    rng : None, int or numpy.random.Generator, optional
        Where randomness comes from.

    Raises
    ------
    SettingsError
        If there is no such kind.
    """
    if kind not in KINDS:
        msg = f"kind is {kind!r}, expected one of {', '.join(KINDS)}. Choose one."
        raise SettingsError(msg)
    inputs = gaussian_like(split, rng=rng) if kind == INPUTS else split.inputs
    labels = random_labels(split, rng=rng).labels if kind == LABELS else split.labels
    return inputs, labels


def shrunk(data: Dataset, side: int) -> Dataset:
    """Return images of so many rows and columns; data that are no images, or smaller ones, as they are."""
    shape = data.image_shape
    return data if shape is None or min(shape) < side else smaller_images(data, (side, side))


def one_of(networks: Network, number: int) -> Network:
    """Return one of many networks."""
    return networks.with_parameters(networks.parameters.map(lambda array: np.asarray(array[number])))
