"""The networks that are asked to draw, by name: what was changed in each, and how it is trained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset, Split
from perceptible.experiments.classifier import classifier
from perceptible.gradients import input_gradient
from perceptible.network import Network
from perceptible.rng import Rng, as_generator
from perceptible.training import Settings, fit, recipe_named

__all__ = ["ARTISTS", "Artist", "hardened", "moved_against"]

HIDDEN = (128, 64)
PARTS = 20  # of an epoch: the images of each are moved against the network as it is when the part begins
STRIDE = 1.25  # of the reach. Source: Wong, Rice and Kolter (2020), Fast is better than free, section 5.1
RISE = 0.7  # of the epochs, in which the reach grows to its full size
REACH = 0.15


@dataclass(frozen=True)
class Artist:
    """A kind of network: what is special about it, and what trains one of it.

    Parameters
    ----------
    changed : str
        In a few words, for people.
    train : callable
        From data, epochs and a generator to a trained network.
    needs_pictures : bool
        Whether it can be trained on nothing but pictures.
    """

    changed: str
    train: Callable[[Dataset, int, np.random.Generator], Network]
    needs_pictures: bool = False


def hardened(data: Dataset, epochs: int, reach: float, *, rng: Rng = None) -> Network:
    """Train a network while every image is moved against it, each pixel by at most the reach.

    Parameters
    ----------
    data : Dataset
        What it learns.
    epochs : int
        How often it sees every image.
    reach : float
        How far a pixel may move; 0 trains on the images as they are.
    rng : None, int or numpy.random.Generator, optional
        Start, order and where the moves begin.

    Notes
    -----
    The reach grows evenly over the first 70 % of the epochs. Source: Goodfellow, Shlens and Szegedy (2015), Explaining
    and harnessing adversarial examples, with the random beginning of Wong, Rice and Kolter (2020).
    """
    generator = as_generator(rng)
    network = classifier(data, HIDDEN, rng=generator)
    settings = Settings(epochs=1, batch_size=50, learning_rate=0.1)
    nothing = data.test.take(np.arange(0))
    for epoch in range(epochs):
        here = reach * min(1.0, (epoch + 1) / (RISE * epochs))
        for part in np.array_split(generator.permutation(len(data.train)), min(PARTS, len(data.train))):
            shown = moved_against(network, data.train.take(part), here, rng=generator)
            network = fit(
                replace(data, train=shown, test=nothing), network=network, settings=settings, rng=generator
            ).network
    return network


def moved_against(network: Network, split: Split, reach: float, *, rng: Rng = None) -> Split:
    """Return images moved, each pixel by at most the reach and within 0 and 1, so that the cost grows.

    One step in the direction of the sign of each slope, from a random place within reach.
    """
    if reach == 0:
        return split
    x, generator = split.inputs, as_generator(rng)
    begin = np.clip(x + generator.uniform(-reach, reach, x.shape).astype(x.dtype), 0, 1)
    step = STRIDE * reach * np.sign(input_gradient(network, begin, split.targets))
    moved: FloatArray = np.clip(begin + step, np.maximum(x - reach, 0), np.minimum(x + reach, 1))
    return replace(split, inputs=moved.astype(x.dtype))


def _recipe(name: str, share: float) -> Callable[[Dataset, int, np.random.Generator], Network]:
    """Return what trains a recipe for a share of the epochs."""

    def train(data: Dataset, epochs: int, rng: np.random.Generator) -> Network:
        """Train it."""
        settings = replace(recipe_named(name).settings, epochs=max(1, round(share * epochs)))
        return fit(data, recipe=name, settings=settings, rng=rng).network

    return train


ARTISTS: Mapping[str, Artist] = {
    "lesson": Artist("the lesson's network", _recipe("lesson", 2)),
    "large": Artist(
        "128 and 64 hidden neurons, ReLU, softmax", lambda data, epochs, rng: hardened(data, epochs, 0, rng=rng)
    ),
    "honest": Artist("as large, also shown what is no digit", _recipe("honest", 1), needs_pictures=True),
    "hardened": Artist(
        f"as large, each image moved against it, {REACH:g} a pixel",
        lambda data, epochs, rng: hardened(data, epochs, REACH, rng=rng),
    ),
}
"""Who draws, in the order in which they are shown."""
