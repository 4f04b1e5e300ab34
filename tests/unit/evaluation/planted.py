"""Networks whose answers are known beforehand, because they are written into the inputs."""

import numpy as np

from perceptible.data.dataset import Split
from perceptible.network.activations import ACTIVATIONS
from perceptible.network.layers import Dense
from perceptible.network.model import Network


def copying_network(n_classes, *, output="identity"):
    """Return a network whose z are its inputs."""
    return Network((Dense(np.eye(n_classes), np.zeros(n_classes), ACTIVATIONS[output]),))


def answering_network(answers, n_classes):
    """Return a network that reads which image it sees from the one lit input, and answers what was planted."""
    weights = np.eye(n_classes)[np.asarray(answers)].T  # row j is 1 at the images that shall be answered j
    return Network((Dense(weights, np.zeros(n_classes), ACTIVATIONS["identity"]),))


def numbered_split(labels, n_classes):
    """Return as many images as labels, each with one input of its own lit."""
    labels = np.asarray(labels, np.int64)
    return Split(np.eye(len(labels), dtype=np.float32), labels, n_classes)
