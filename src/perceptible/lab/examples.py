"""The images that a training sees next, as it sees them: in its order, and changed as it changes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Dataset
from perceptible.lab.trainer import Trainer
from perceptible.rng import derived
from perceptible.training import Settings, TrainingState
from perceptible.training.task import Task, prepare

__all__ = ["Batch", "Example", "coming_batch", "coming_example"]


@dataclass(frozen=True, eq=False)
class Example:
    """An image of the coming mini-batch.

    Parameters
    ----------
    index : int
        Its number among the training images; those from their number on are no digits, made for the training.
    label : int
        Its class, -1 where it is of none.
    pixels : float array of shape (n_inputs,)
        As the training sees it.
    """

    index: int
    label: int
    pixels: FloatArray


@dataclass(frozen=True, eq=False)
class Batch:
    """The mini-batch that a training sees next.

    Parameters
    ----------
    indices : int64 array of shape (n_images,)
        The number of each image among the training images.
    labels : int64 array of shape (n_images,)
        The class of each, -1 where it is of none.
    inputs, targets : float arrays of shape (n_images, n_inputs) and (n_images, n_classes)
        As the training sees them.
    learning_rate : float
        How long the step is that they lead to, for a slope of 1.
    """

    indices: IntArray
    labels: IntArray
    inputs: FloatArray
    targets: FloatArray
    learning_rate: float


def coming_batch(trainer: Trainer, state: TrainingState) -> Batch:
    """Return the mini-batch that comes after a state."""
    task = _task(trainer.data, trainer.settings, state.seed)
    if state.position >= task.steps_per_epoch:  # the epoch is over, and only waits to be measured
        state = replace(state, position=0, epoch=state.epoch + 1)
    order, size = _order(task, state.seed, state.epoch), trainer.settings.batch_size
    indices = order[state.position * size : (state.position + 1) * size]
    inputs, targets = task.batch(order, state.position, state)
    return Batch(indices, task.labels[indices], inputs, targets, task.learning_rate(state.step))


def coming_example(trainer: Trainer, state: TrainingState, number: int) -> Example:
    """Return an image of the mini-batch that comes after a state, by its number in that."""
    batch = coming_batch(trainer, state)
    number = min(number, len(batch.inputs) - 1)
    return Example(int(batch.indices[number]), int(batch.labels[number]), batch.inputs[number])


@lru_cache(maxsize=2)
def _task(data: Dataset, settings: Settings, seed: int) -> Task:
    """Return what does not change in a training; kept, since it takes a while to prepare."""
    return prepare(data, settings, seed)


@lru_cache(maxsize=4)
def _order(task: Task, seed: int, epoch: int) -> IntArray:
    """Return the order of the images in an epoch; kept, since many examples are of one epoch."""
    return derived(seed, epoch).permutation(task.train_indices)
