"""The steps of a training made by compiled code: the same as `plain_steps` within rounding, many times faster."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.augmentation import CHUNK, Augmentation, Changes, draw_changes
from perceptible.kernels import LitImages, Memory, Rules, can_run, changed_images, make_steps
from perceptible.rng import derived
from perceptible.training.state import TrainingState
from perceptible.training.task import Task

__all__ = ["can_compile", "compiled_steps"]

# Images are changed about so many at a time: few, so that steps need not wait for long; but more for networks with
# many dials, which take a while to be handed over to compiled code and back.
CHANGED_AT_ONCE = 800
DIALS_PER_IMAGE = 100
# More threads would only wait for the steps.
MOST_THREADS = 4

Piece = tuple[LitImages, IntArray]


def can_compile(state: TrainingState) -> bool:
    """Tell whether compiled code is there and can make the steps of this training."""
    return can_run(state.start.layers, state.start.cost)


def compiled_steps(
    task: Task, order: IntArray, state: TrainingState, n_steps: int
) -> tuple[TrainingState, FloatArray, int]:
    """Make steps as `plain_steps` does, and return the same."""
    all_costs: list[FloatArray] = [np.zeros(0, np.float32)]
    n_right = 0
    for images, chosen in _pieces(task, order, state, n_steps):
        state, costs, n_correct = _some_steps(task, state, images, chosen)
        all_costs.append(costs)
        n_right += n_correct
    return state, np.concatenate(all_costs), n_right


def _some_steps(
    task: Task, state: TrainingState, images: LitImages, chosen: IntArray
) -> tuple[TrainingState, FloatArray, int]:
    """Make steps with the chosen images in one call."""
    settings = task.settings
    rules = Rules(
        layers=state.start.layers,
        cost=state.start.cost,
        optimizer=task.optimizer,
        weight_decay=settings.weight_decay,
        average=settings.average,
        batch_size=min(settings.batch_size, len(task.train_indices)),  # no more memory, and no larger number for C
    )
    n_steps = -(-len(chosen) // settings.batch_size)
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
    return after, outcome.costs[images.labels[chosen] >= 0], outcome.n_correct


def _pieces(task: Task, order: IntArray, state: TrainingState, n_steps: int) -> Iterator[Piece]:
    """Yield the images of the coming steps, and in which order they are seen; changed ones come piece by piece."""
    size = task.settings.batch_size
    chosen = order[state.position * size : (state.position + n_steps) * size]
    if task.settings.augmentation is None:
        yield task.lit, chosen
        return
    at_once = max(1, max(CHANGED_AT_ONCE, state.start.n_parameters // DIALS_PER_IMAGE) // size)
    places = [(state.position + done, min(at_once, n_steps - done)) for done in range(0, n_steps, at_once)]
    yield from _made_ahead(task, order, state, places)


def _made_ahead(task: Task, order: IntArray, state: TrainingState, places: list[tuple[int, int]]) -> Iterator[Piece]:
    """Yield pieces in order, while threads change the images of the coming ones: numbers do not depend on theirs."""
    n_threads = min(os.cpu_count() or 1, MOST_THREADS)
    if len(places) == 1:
        yield _changed(task, order, state, *places[0])
        return
    with ThreadPoolExecutor(n_threads) as pool:
        waiting: deque[Future[Piece]] = deque()
        for place in places:
            waiting.append(pool.submit(_changed, task, order, state, *place))
            if len(waiting) > n_threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _changed(task: Task, order: IntArray, state: TrainingState, position: int, n_steps: int) -> Piece:
    """Change the images of some steps, as `Task.batch` does it one step after the other."""
    size, settings = task.settings.batch_size, task.settings.augmentation
    assert settings is not None  # noqa: S101  # nobody asks for a change otherwise
    chosen = order[position * size : (position + n_steps) * size]
    drawn: list[Changes] = []
    for number in range(n_steps):
        n_images = min(size, len(chosen) - number * size)
        drawn += _drawn(n_images, settings, derived(state.seed, state.epoch, position + number), task.image_shape)
    lit = changed_images(task.table, chosen, drawn, settings, image_shape=task.image_shape)
    return replace(lit, labels=task.labels[chosen].astype(np.int32)), np.arange(len(chosen))


def _drawn(
    n_images: int, settings: Augmentation, rng: np.random.Generator, image_shape: tuple[int, int]
) -> list[Changes]:
    """Draw the changes of a mini-batch, in the very order of `augment`."""
    starts = range(0, n_images, CHUNK)
    return [draw_changes(min(CHUNK, n_images - start), settings, rng, image_shape=image_shape) for start in starts]
