"""Accuracy by the size of the training set, as in a book: the same images, network, settings and number of steps."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from statistics import median

import numpy as np

import perceptible as pc
from perceptible.evaluation import wilson_interval
from perceptible.runs import environment_record

# Source: Nielsen, Neural Networks and Deep Learning (2015), chapter 3, and the script and the file of results beside
# its figures (fig/more_data.py, fig/more_data.json): 784-30-10, cross-entropy, learning rate 0.5, mini-batches of 10,
# weight decay 0.0001, 1,500,000 images shown (30 epochs of all 50,000, and as many more of fewer), one training each.
PUBLISHED = {
    100: 0.6909,
    200: 0.7637,
    500: 0.8529,
    1_000: 0.8885,
    2_000: 0.9127,
    5_000: 0.9324,
    10_000: 0.9489,
    20_000: 0.9585,
    50_000: 0.9597,
}
N_TRAIN, N_VALIDATION, IMAGES_SHOWN = 50_000, 10_000, 1_500_000
WATCHED = 100  # validation images measured after each epoch; all of them are measured at the end
STARTS = {"normal": range(10), "scaled": range(5)}


def band(size: int) -> tuple[float, float]:
    """Return the 95 % interval of a published point: one training, measured on 10,000 images."""
    return wilson_interval(round(PUBLISHED[size] * N_VALIDATION), N_VALIDATION)


def accuracies(digits: pc.Dataset, size: int, start: str, seeds: Iterable[int]) -> list[float]:
    """Train on the first `size` images from several seeds, and return the accuracies on the validation images."""
    held = digits.train.take(np.arange(N_TRAIN, N_TRAIN + N_VALIDATION))
    data = pc.Dataset(f"first {size} of {digits.name}", digits.first(size).train, held.take(np.arange(WATCHED)))
    settings = pc.Settings(epochs=IMAGES_SHOWN // size, batch_size=10, learning_rate=0.5, weight_decay=0.0001)
    trainings = []
    for seed in seeds:
        network = pc.Network.random((784, 30, 10), cost="cross-entropy", start=start, rng=seed)
        trainings.append(pc.Training(network, data, settings, seed))
    return [pc.evaluate(result.network, held).accuracy for result in pc.fit_many(trainings)]


def measure() -> dict[str, object]:
    """Measure every size from every seed and start."""
    digits = pc.load_data("mnist")
    rows = []
    for start, seeds in STARTS.items():
        for size, published in PUBLISHED.items():
            found = accuracies(digits, size, start, seeds)
            rows.append({"start": start, "size": size, "published": published, "accuracies": found})
            print(f"{start}, {size} images: median {median(found):.2%}, published {published:.2%}", file=sys.stderr)
    return {"rows": rows, "fingerprint": digits.fingerprint, "machine": environment_record()}
