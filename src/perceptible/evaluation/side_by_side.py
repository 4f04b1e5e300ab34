"""Side by side: networks on the same digits, the same changed digits, and the same images that are no digit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import N_PIXELS, Split
from perceptible.data.no_digits import NON_DIGITS, non_digits
from perceptible.errors import SettingsError
from perceptible.evaluation.answers import answers
from perceptible.evaluation.changes import CHANGES, changed_splits
from perceptible.evaluation.comparison import Comparison, compare_answers
from perceptible.evaluation.scores import Evaluation, evaluate
from perceptible.evaluation.separation import Separation, separate
from perceptible.network.model import Network, check_network
from perceptible.rng import Rng, seed_from

__all__ = ["Pair", "Portrait", "SideBySide", "side_by_side"]

N_NON_DIGITS = 2_000  # of each kind: a share of 1 % is then known to within 0.4 %


@dataclass(frozen=True, eq=False)
class Portrait:
    """One network among those compared.

    Parameters
    ----------
    name : str
        What it is called here.
    network : Network
        The network.
    evaluation : Evaluation
        What it makes of the images as they are.
    changed : mapping of str to float
        For each of `CHANGES` the share of the changed images that it reads, the mean over the versions.
    non_digits : tuple of Separation
        For each kind of image that is no digit, how sure it answers all the same.
    """

    name: str
    network: Network
    evaluation: Evaluation
    changed: Mapping[str, float]
    non_digits: tuple[Separation, ...]

    def as_dict(self) -> dict[str, object]:
        """Return what describes the network and how it answers as values that JSON can hold."""
        network, found = self.network, self.evaluation
        return {
            "name": self.name,
            "sizes": list(network.sizes),
            "activations": list(network.activations),
            "cost_function": network.cost,
            "n_parameters": network.n_parameters,
            "n_correct": found.n_correct,
            "accuracy": found.accuracy,
            "interval": list(found.interval),
            "cost": found.cost,
            "calibration_error": found.calibration.error,
            "changed": dict(self.changed),
            "non_digits": {one.kind: one.as_dict() for one in self.non_digits},
        }


@dataclass(frozen=True)
class Pair:
    """Two of the networks on the same images, one by one.

    Parameters
    ----------
    first, second : str
        Their names.
    comparison : Comparison
        How many images one reads and the other does not, and what luck would do.
    """

    first: str
    second: str
    comparison: Comparison

    def as_dict(self) -> dict[str, object]:
        """Return all of it as values that JSON can hold."""
        return {"first": self.first, "second": self.second, **self.comparison.as_dict()}


@dataclass(frozen=True, eq=False)
class SideBySide:
    """Networks compared; `side_by_side` makes it.

    Parameters
    ----------
    portraits : tuple of Portrait
        One for each network, in the order given.
    pairs : tuple of Pair
        Every two of them.
    """

    portraits: tuple[Portrait, ...]
    pairs: tuple[Pair, ...]

    @property
    def n_images(self) -> int:
        """Return how many images all of them were shown."""
        return self.portraits[0].evaluation.n_images

    def as_dict(self) -> dict[str, object]:
        """Return all of it as values that JSON can hold."""
        return {
            "n_images": self.n_images,
            "networks": [portrait.as_dict() for portrait in self.portraits],
            "pairs": [pair.as_dict() for pair in self.pairs],
        }


def side_by_side(
    networks: Mapping[str, Network],
    split: Split,
    *,
    others: Mapping[str, Split] | None = None,
    n_non_digits: int = N_NON_DIGITS,
    rng: Rng = 0,
) -> SideBySide:
    """Compare networks: accuracy, cost, calibration, changed digits, images that are no digit, and every two of them.

    Parameters
    ----------
    networks : mapping of str to Network
        At least one, by the name to call it.
    split : Split
        Images that none has learned from.
    others : mapping of str to Split, optional
        Further images that are no digit, such as those of clothes, by the name to call them; labels do not matter.
    n_non_digits : int, optional
        How many images of each kind of `NON_DIGITS` to show.
    rng : None, int or numpy.random.Generator, default 0
        What these are drawn from. All networks see the same.

    Returns
    -------
    SideBySide
        A portrait of each network, and every pair of them. Where images have not 28 x 28 pixels, there are neither
        changed ones nor any that are no digit.

    Raises
    ------
    SettingsError
        If there is no network.
    DtypeError
        If one is no Network, or `split` no Split.
    ShapeError
        If a network has leading axes, or the split is empty or does not fit one.
    ValueRangeError
        If `n_non_digits` is below 1.
    DivergedError
        If an output is NaN or infinite.

    Notes
    -----
    Costs of networks with different cost functions cannot be compared. Another random start of the same recipe is
    another network: one of each says little about the recipes.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=1, n_test=50)
    >>> networks = {name: Network.random((784, 10), rng=seed) for seed, name in enumerate(("one", "two"))}
    >>> compared = side_by_side(networks, digits.test, n_non_digits=20)
    >>> [portrait.network.n_parameters for portrait in compared.portraits], len(compared.pairs)
    ([7850, 7850], 1)
    """
    if not networks:
        msg = "there are no networks, expected at least one. Give a mapping such as {'mine': network}."
        raise SettingsError(msg)
    for network in networks.values():
        check_network(network)
    found = {name: evaluate(network, split) for name, network in networks.items()}
    changed: dict[str, dict[str, float]] = {name: {} for name in networks}
    separated: dict[str, list[Separation]] = {name: [] for name in networks}
    if split.n_inputs == N_PIXELS:
        for name, change, share in _read_when_changed(networks, split):
            changed[name][change] = share
        for kind, images in _images_of_no_digit(split, others or {}, (n_non_digits, seed_from(rng))):
            for name, network in networks.items():
                confidences = network.outputs(images).max(axis=1)
                separated[name].append(separate(kind, confidences, found[name].confidences))
    portraits = tuple(
        Portrait(name, network, found[name], changed[name], tuple(separated[name]))
        for name, network in networks.items()
    )
    return SideBySide(portraits, tuple(_pairs(found)))


def _read_when_changed(networks: Mapping[str, Network], split: Split) -> Iterator[tuple[str, str, float]]:
    """Yield network, change and the share that it reads; each change is made once, and not kept."""
    for change in CHANGES:
        versions = changed_splits(change, split)
        for name, network in networks.items():
            shares = [float(np.mean(answers(network, version) == version.labels)) for version in versions]
            yield name, change, sum(shares) / len(shares)


def _images_of_no_digit(
    split: Split, others: Mapping[str, Split], drawn: tuple[int, int]
) -> Iterator[tuple[str, FloatArray]]:
    """Yield each kind of image that is no digit, and so many of them; each is made once, and not kept."""
    n_images, seed = drawn
    for kind in NON_DIGITS:
        yield kind, non_digits(kind, n_images, rng=seed, like=split)
    for name, other in others.items():
        yield name, other.inputs


def _pairs(found: Mapping[str, Evaluation]) -> Iterator[Pair]:
    """Yield every two networks."""
    for first, second in combinations(found, 2):
        one, two = (found[name].answers == found[name].labels for name in (first, second))
        yield Pair(first, second, compare_answers(one, two))
