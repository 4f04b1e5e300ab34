"""The steps of a training made by compiled code: the same as `plain_steps` within rounding, many times faster."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.kernels import LitImages, Memory, Rules, can_run, find_lit, lit_images, make_steps
from perceptible.training.state import TrainingState
from perceptible.training.task import Task

__all__ = ["can_compile", "compiled_steps"]

# Changed images are made for so many steps at a time: few enough to stay in the processor's cache.
CHANGED_AT_ONCE = 32


def can_compile(state: TrainingState) -> bool:
    """Tell whether compiled code is there and can make the steps of this training."""
    return can_run(state.start.layers, state.start.cost)


def compiled_steps(
    task: Task, order: IntArray, state: TrainingState, n_steps: int
) -> tuple[TrainingState, FloatArray, int]:
    """Make steps as `plain_steps` does, and return the same."""
    at_once = n_steps if task.settings.augmentation is None else CHANGED_AT_ONCE
    all_costs: list[FloatArray] = [np.zeros(0, np.float32)]
    n_right = 0
    for done in range(0, n_steps, max(1, at_once)):
        state, costs, n_correct = _some_steps(task, order, state, min(at_once, n_steps - done))
        all_costs.append(costs)
        n_right += n_correct
    return state, np.concatenate(all_costs), n_right


def _some_steps(
    task: Task, order: IntArray, state: TrainingState, n_steps: int
) -> tuple[TrainingState, FloatArray, int]:
    """Make steps in one call."""
    settings = task.settings
    rules = Rules(
        layers=state.start.layers,
        cost=state.start.cost,
        optimizer=task.optimizer,
        weight_decay=settings.weight_decay,
        average=settings.average,
        batch_size=min(settings.batch_size, len(task.train_indices)),  # no more memory, and no larger number for C
    )
    images, chosen = _images(task, order, state, n_steps)
    rates = task.learning_rates(state.step, n_steps)
    memory = Memory(state.parameters, state.optimizer, state.average, state.step)
    outcome = make_steps(rules, memory, images, chosen, rates)
    after = replace(
        state,
        parameters=outcome.memory.parameters,
        optimizer=outcome.memory.optimizer,
        average=outcome.memory.average,
        step=state.step + n_steps,
        position=state.position + n_steps,
    )
    return after, outcome.costs, outcome.n_correct


def _images(task: Task, order: IntArray, state: TrainingState, n_steps: int) -> tuple[LitImages, IntArray]:
    """Return the images of the coming steps, and in which order they are seen."""
    size, train = task.settings.batch_size, task.data.train
    chosen = order[state.position * size : (state.position + n_steps) * size]
    if task.settings.augmentation is None:
        return lit_images(train), chosen
    changed = [task.batch(order, state.position + number, state)[0] for number in range(n_steps)]
    return find_lit(np.concatenate(changed), train.labels[chosen]), np.arange(len(chosen))
