"""What the tests of figures share: a network at its random start, a few made-up images, and what it makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.data.dataset import Split
from perceptible.evaluation import Evaluation, evaluate
from perceptible.network import Network


@pytest.fixture(scope="session")
def network() -> Network:
    """Return the lesson's network at its random start."""
    return Network.random((784, 16, 16, 10), rng=0)


@pytest.fixture(scope="session")
def images() -> Split:
    """Return 40 images with a bright patch each, in a place that its label decides."""
    inputs = np.zeros((40, 28, 28), np.float32)
    labels = np.arange(40) % 10
    values = np.random.default_rng(5).random((40, 8, 8), dtype=np.float32)
    for image, label, patch in zip(inputs, labels, values, strict=True):
        image[4 + label : 12 + label, 6 + label : 14 + label] = patch
    return Split(inputs.reshape(40, 784), labels)


@pytest.fixture(scope="session")
def evaluation(network: Network, images: Split) -> Evaluation:
    """Return what the network makes of the images."""
    return evaluate(network, images)


@pytest.fixture(scope="session")
def texts():
    """Return a function that lists all that is written on a figure."""
    return lambda figure: [text.get_text() for text in figure.findobj(match=_is_text) if text.get_text()]


def _is_text(artist: object) -> bool:
    """Tell texts from other artists."""
    return type(artist).__name__ == "Text"
