"""Trainings that are alike but for the images that are left out, and the kinds of networks that are trained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Dataset, Split
from perceptible.network import Network, costs
from perceptible.rng import derived
from perceptible.training import Recording, Settings, train

__all__ = ["NETWORKS", "Kind", "Lessons", "Plan"]

BATCH = 10
MOMENTS = 20


@dataclass(frozen=True)
class Kind:
    """A kind of network that is asked: its hidden layers, its curve, and its learning rate."""

    hidden: tuple[int, ...]
    activation: str
    rate: float

    def start(self, data: Dataset, rng: np.random.Generator) -> Network:
        """Return a random one."""
        sizes = (data.n_inputs, *self.hidden, data.n_classes)
        if self.activation == "sigmoid":
            return Network.random(sizes, start="scaled", rng=rng)
        return Network.random(
            sizes, activation=self.activation, output="softmax", cost="cross-entropy", start="he", rng=rng
        )


NETWORKS: Mapping[str, Kind] = {
    "no hidden layer": Kind((), "relu", 0.02),
    "one hidden layer": Kind((32,), "relu", 0.03),
    "the lesson's": Kind((16, 16), "sigmoid", 1.5),
}
"""By what is said of them; the first has one valley only, so that training again leads to the same place."""


@dataclass(frozen=True)
class Plan:
    """How often a kind of network is trained, for how long, and from which seed."""

    kind: Kind
    epochs: int
    n_trainings: int
    seed: int


@dataclass(frozen=True, eq=False)
class Lessons:
    """Trainings that are alike but for the images that are left out."""

    plan: Plan
    data: Dataset

    @property
    def settings(self) -> Settings:
        """Return how all are trained."""
        return Settings(
            epochs=self.plan.epochs, batch_size=BATCH, learning_rate=self.plan.kind.rate, optimizer="descent"
        )

    def recorded(self, number: int) -> Recording:
        """Return the path of a training with all images."""
        steps = self.plan.epochs * -(-len(self.data.train) // BATCH)
        recording = Recording(every=max(1, steps // MOMENTS))
        start, rng = self._begin(number)
        for _ in recording.record(train(start, self.data, self.settings, rng=rng, every=recording.spacing)):
            pass
        return recording

    def costs_without(self, group: IntArray, images: Split) -> FloatArray:
        """Return what images cost after trainings without a group, (n_trainings, n_images)."""
        kept = np.setdiff1d(np.arange(len(self.data.train)), group)
        fewer = replace(self.data, train=self.data.train.take(kept))
        found = []
        for number in range(self.plan.n_trainings):
            start, rng = self._begin(number)
            for event in train(start, fewer, self.settings, rng=rng):
                state = event.state
            found.append(costs(state.network, images.inputs, images.targets))
        return np.stack(found)

    def _begin(self, number: int) -> tuple[Network, np.random.Generator]:
        """Return the start of one training, and what decides its order."""
        start = self.plan.kind.start(self.data, derived(self.plan.seed, 1, number))
        return start, derived(self.plan.seed, 2, number)
