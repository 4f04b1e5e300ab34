"""The task of a training: what does not change from the first step to the last."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.augment import augment
from perceptible.data.batches import stratified_split
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import SettingsError
from perceptible.optimizers import Optimizer, optimizer_named, schedule_named
from perceptible.rng import derived
from perceptible.training.settings import Settings
from perceptible.training.state import TrainingState

__all__ = ["Task", "prepare"]

# A place of `derived` that no epoch has, so that the draw of the held-out images meets none of an epoch's.
HOLD_OUT = 2**32 - 1


@dataclass(frozen=True, eq=False)
class Task:
    """What does not change while a training goes on."""

    data: Dataset
    settings: Settings
    train_indices: IntArray
    validation: Split | None

    @property
    def steps_per_epoch(self) -> int:
        """Return the number of mini-batches, the last of which may be smaller."""
        return -(-len(self.train_indices) // self.settings.batch_size)

    def order(self, state: TrainingState) -> IntArray:
        """Return the training images in the order of the epoch under way."""
        return derived(state.seed, state.epoch).permutation(self.train_indices)

    def batch(self, order: IntArray, position: int, state: TrainingState) -> tuple[FloatArray, FloatArray]:
        """Return the inputs and targets of one mini-batch."""
        size = self.settings.batch_size
        chosen = order[position * size : (position + 1) * size]
        inputs = self.data.train.inputs.take(chosen, axis=0)
        if self.settings.augmentation is not None:
            rng = derived(state.seed, state.epoch, position)
            shape = self.data.image_shape or (1, self.data.n_inputs)
            inputs = augment(inputs, self.settings.augmentation, rng, image_shape=shape)
        return inputs, self.data.train.targets.take(chosen, axis=0)

    def learning_rate(self, step: int) -> float:
        """Return eta of the step that follows `step` others."""
        share = step / max(1, self.settings.epochs * self.steps_per_epoch)
        return self.settings.learning_rate * schedule_named(self.settings.schedule)(share)

    def learning_rates(self, step: int, n_steps: int) -> list[float]:
        """Return eta of each of the steps that follow `step` others."""
        if self.settings.schedule == "constant":
            return [self.settings.learning_rate] * n_steps
        return [self.learning_rate(step + number) for number in range(n_steps)]

    @property
    def optimizer(self) -> Optimizer:
        """Return the optimizer that the settings name."""
        settings = self.settings
        return optimizer_named(settings.optimizer, momentum=settings.momentum, second_momentum=settings.second_momentum)


def prepare(data: Dataset, settings: Settings, seed: int) -> Task:
    """Hold out the validation images, the same for the same seed.

    Raises
    ------
    SettingsError
        If no image is left to train on.
    """
    indices: IntArray = np.arange(len(data.train))
    held_out = None
    if settings.validation:
        indices, chosen = stratified_split(data.train.labels, settings.validation, derived(seed, HOLD_OUT))
        held_out = data.train.take(chosen)
    if not len(indices):
        msg = f"{data.name} leaves no image to train on, expected at least one. Use more data, or a smaller validation."
        raise SettingsError(msg)
    return Task(data, settings, indices, held_out)
