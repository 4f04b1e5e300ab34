"""Labels in dispute that are known: test images of MNIST that ten trained networks contradict unanimously."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from perceptible.data.dataset import Dataset
from perceptible.evaluation import DisputedLabel

__all__ = ["KnownDisputes", "known_disputes"]

FILE = "disputed.json"  # made by benchmarks/disputed.py, which trains the networks


@dataclass(frozen=True)
class KnownDisputes:
    """The test images that all of some networks read alike, and otherwise than they are labeled.

    Parameters
    ----------
    found : tuple of DisputedLabel
        In the order of the images.
    recipe : str
        By which the networks were trained.
    seeds : tuple of int
        From which, one for each network.
    n_correct : tuple of int
        How many test images each reads as they are labeled.
    n_images : int
        How many test images there are.
    fingerprint : str
        Of the data.
    """

    found: tuple[DisputedLabel, ...]
    recipe: str
    seeds: tuple[int, ...]
    n_correct: tuple[int, ...]
    n_images: int
    fingerprint: str


def known_disputes(data: Dataset) -> KnownDisputes | None:
    """Return what is known of the labels of the data's test images, measured once and carried with the package.

    To be in dispute is not to be wrong: networks of one recipe make the same mistakes. To find the disputes of other
    networks or data, see `perceptible.evaluation.disputed_labels`.

    Parameters
    ----------
    data : Dataset
        Which labels.

    Returns
    -------
    KnownDisputes or None
        None for all data but those that were measured, by their fingerprint: MNIST as published.

    Examples
    --------
    >>> import perceptible as pc
    >>> known_disputes(pc.load_data("synthetic", n_train=20, n_test=10)) is None
    True
    """
    known = _carried()
    return known if data.fingerprint == known.fingerprint and len(data.test) == known.n_images else None


@cache
def _carried() -> KnownDisputes:
    """Read what the package carries."""
    document = json.loads(files("perceptible.insight").joinpath(FILE).read_text(encoding="utf-8"))
    return KnownDisputes(
        found=tuple(DisputedLabel(**each) for each in document["found"]),
        recipe=document["recipe"],
        seeds=tuple(document["seeds"]),
        n_correct=tuple(document["n_correct"]),
        n_images=document["n_images"],
        fingerprint=document["fingerprint"],
    )
