"""The task of a training: what does not change from the first step to the last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.augmentation import augment
from perceptible.data.batches import stratified_split
from perceptible.data.dataset import N_PIXELS, Dataset, Split
from perceptible.data.no_digits import NON_DIGITS, non_digits
from perceptible.errors import SettingsError
from perceptible.kernels import LitImages, Table, find_lit, find_lit_bytes, lit_images
from perceptible.optimizers import Optimizer, optimizer_named, schedule_named
from perceptible.rng import derived
from perceptible.training.settings import Settings
from perceptible.training.state import TrainingState

__all__ = ["Task", "prepare"]

# Places of `derived` that no epoch has, so that what is drawn there meets none of an epoch's.
HOLD_OUT = 2**32 - 1
NON_DIGIT = 2**32 - 2
WHITE = np.float32(255)


@dataclass(frozen=True, eq=False)
class Task:
    """What does not change while a training goes on.

    Parameters
    ----------
    data : Dataset
        What is learned from, and tested on.
    settings : Settings
        How.
    train_indices : integer array
        Which images are learned from: those from ``len(data.train)`` on are `others`.
    validation : Split or None
        Held-out images.
    others : table of images, or None
        Images of no class, bytes where the data are bytes: every target of theirs is 0.
    """

    data: Dataset
    settings: Settings
    train_indices: IntArray
    validation: Split | None
    others: Table | None = None

    @property
    def image_shape(self) -> tuple[int, int]:
        """Return height and width of the images; data that are none count as one row."""
        return self.data.image_shape or (1, self.data.n_inputs)

    @cached_property
    def table(self) -> Table:
        """Return all images to learn from as the data hold them: bytes, or floats from 0 to 1."""
        pixels = self.data.train.bytes_of_inputs
        own: Table = self.data.train.inputs if pixels is None else pixels
        return own if self.others is None else np.concatenate([own, self.others])

    @cached_property
    def labels(self) -> IntArray:
        """Return the class of each image of the table, -1 where it is of none."""
        own = self.data.train.labels
        return own if self.others is None else np.append(own, np.full(len(self.others), -1))

    @cached_property
    def targets(self) -> FloatArray:
        """Return the targets of each image of the table, zeros where it is of no class."""
        own = self.data.train.targets
        if self.others is None:
            return own
        return np.concatenate([own, np.zeros((len(self.others), own.shape[1]), own.dtype)])

    @cached_property
    def lit(self) -> LitImages:
        """Return the lit inputs of the table, as compiled steps read them."""
        if self.others is None:
            return lit_images(self.data.train)
        find = find_lit_bytes if self.table.dtype == np.uint8 else find_lit
        return find(self.table, self.labels)  # type: ignore[arg-type]  # as just asked

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
        inputs = self._inputs(chosen)
        if self.settings.augmentation is not None:
            rng = derived(state.seed, state.epoch, position)
            inputs = augment(inputs, self.settings.augmentation, rng, image_shape=self.image_shape)
        return inputs, self.targets.take(chosen, axis=0)

    def _inputs(self, chosen: IntArray) -> FloatArray:
        """Return some images of the table as floats."""
        if self.others is None:
            return self.data.train.inputs.take(chosen, axis=0)
        scale = WHITE if self.table.dtype == np.uint8 else np.float32(1)
        inputs: FloatArray = np.divide(self.table.take(chosen, axis=0), scale, dtype=np.float32)
        return inputs

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
    """Hold out the validation images and make those that are no digit, the same for the same seed.

    Raises
    ------
    SettingsError
        If no image is left to train on, or images that are no digit are asked for beside others than of 28 x 28 pixels.
    """
    indices: IntArray = np.arange(len(data.train))
    held_out = None
    if settings.validation:
        indices, chosen = stratified_split(data.train.labels, settings.validation, derived(seed, HOLD_OUT))
        held_out = data.train.take(chosen)
    if not len(indices):
        msg = f"{data.name} leaves no image to train on, expected at least one. Use more data, or a smaller validation."
        raise SettingsError(msg)
    n_others = round(settings.non_digits * len(indices))
    others = _non_digits(data.train.take(indices), n_others, seed) if n_others else None
    if others is not None:
        indices = np.append(indices, len(data.train) + np.arange(len(others)))
    return Task(data, settings, indices, held_out, others)


def _non_digits(digits: Split, n_images: int, seed: int) -> Table:
    """Make images that are no digit, as many of each kind as of the others; bytes where the digits are bytes."""
    if digits.n_inputs != N_PIXELS:
        msg = (
            f"non_digits asks for {n_images} images of {N_PIXELS} pixels beside others of {digits.n_inputs}, expected "
            "as many pixels. Leave non_digits out for these data."
        )
        raise SettingsError(msg)
    rng, kinds = derived(seed, NON_DIGIT), list(NON_DIGITS)
    counts = [len(range(number, n_images, len(kinds))) for number in range(len(kinds))]
    made = [non_digits(kind, n, rng=rng, like=digits) for kind, n in zip(kinds, counts, strict=True) if n]
    images: Table = np.concatenate(made).astype(np.float32, copy=False)
    if digits.bytes_of_inputs is None:
        return images
    pixels: Table = np.rint(images * WHITE).astype(np.uint8)
    return pixels
