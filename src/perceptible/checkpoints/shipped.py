"""The trained networks that come with the package, by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from perceptible.checkpoints.network_file import Card, about, load
from perceptible.errors import UnknownNameError
from perceptible.network import Network

__all__ = ["PRETRAINED", "pretrained", "pretrained_card", "pretrained_path"]

FOLDER = Path(__file__).parent.parent / "pretrained"
SUFFIX = ".safetensors"
# In the order of the recipes that they were trained by.
ORDER = ("lesson", "plain", "plain-relu", "tuned", "robust", "honest", "best")
PRETRAINED: tuple[str, ...] = tuple(name for name in ORDER if (FOLDER / f"{name}{SUFFIX}").is_file())


def pretrained(name: str) -> Network:
    """Return a trained network that comes with the package.

    Parameters
    ----------
    name : str
        One of `PRETRAINED`: the recipe that it was trained by, on MNIST.

    Returns
    -------
    Network
        In float32. The larger ones are kept in float16; what their cards say was measured after that.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> pretrained("lesson").sizes
    (784, 16, 16, 10)
    """
    network = load(pretrained_path(name))
    return network.with_parameters(network.parameters.map(lambda array: array.astype(np.float32, copy=False)))


def pretrained_card(name: str) -> Card:
    """Return what is known of a trained network that comes with the package.

    Parameters
    ----------
    name : str
        One of `PRETRAINED`.

    Returns
    -------
    Card
        Its `about` says, in words: recipe, seed, data with fingerprint, accuracy and cost on the test images, the share
        of noise images that it answers above 0.5 and above 0.9, the command that made it, and versions.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> pretrained_card("lesson").about["data"]
    'mnist'
    """
    return about(pretrained_path(name))


def pretrained_path(name: str) -> Path:
    """Return the file of a trained network that comes with the package.

    Raises
    ------
    UnknownNameError
        If there is none of this name.
    """
    if name not in PRETRAINED:
        raise UnknownNameError("trained network", name, PRETRAINED)
    return FOLDER / f"{name}{SUFFIX}"
