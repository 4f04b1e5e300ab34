"""What drawn pictures are compared with: readers, mean images, and what lies nearest among the training images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Dataset, Split
from perceptible.insight.ascent import likeness
from perceptible.insight.distances import nearest
from perceptible.network import Network

__all__ = ["Judge", "mean_images", "written"]

LEVELS = 255
FAINTEST = 1e-6  # a picture without any ink stays black


@dataclass(frozen=True)
class Judge:
    """What pictures are compared with, and who reads them."""

    data: Dataset
    readers: Mapping[str, Sequence[Network]]

    def measured(self, artist: Network, pictures: FloatArray, labels: IntArray) -> dict[str, float]:
        """Return what the artist, the readers and the training images say to pictures of these classes."""
        train, own = self.data.train, artist.outputs(pictures)
        near = nearest(pictures, train.inputs)
        away = np.sqrt(((pictures.astype(np.float64) - train.inputs[near]) ** 2).sum(axis=1))
        read = {
            f"read by {kind}": float(np.mean([one.predict(pictures) == labels for one in many]))
            for kind, many in self.readers.items()
        }
        return {
            "own": float((own.argmax(axis=1) == labels).mean()),
            "confidence": float(own[np.arange(len(labels)), labels].mean()),
            **read,
            "likeness": float(likeness(pictures, mean_images(train)[labels]).mean()),
            "near": float((train.labels[near] == labels).mean()),
            "distance": float(away.mean()),
            "brightness": float(pictures.mean()),
        }


def mean_images(split: Split) -> FloatArray:
    """Return the mean image of each class, (n_classes, n_inputs) in float64; black where there is none."""
    images = [split.inputs[split.labels == label] for label in range(split.n_classes)]
    return np.stack([one.mean(axis=0, dtype=np.float64) if len(one) else np.zeros(split.n_inputs) for one in images])


def written(pictures: FloatArray) -> list[str]:
    """Write pictures for a file: two hexadecimal digits a pixel, each picture as bright as its brightest allows."""
    brightest = np.maximum(pictures.max(axis=1, keepdims=True), FAINTEST)
    return [row.astype(np.uint8).tobytes().hex() for row in np.rint(LEVELS * pictures / brightest)]
