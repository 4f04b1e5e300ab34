"""The loop: forward, backward, update, and again; `plain_steps` is the heart of it, the rest says what happened.

A generator: to pause is not to ask for the next event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import add

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Dataset
from perceptible.gradients import backward
from perceptible.kernels.threads import one_thread
from perceptible.network import COSTS, Activation, Cost, Network, Parameters, propagate
from perceptible.network.model import with_dials
from perceptible.optimizers import follow
from perceptible.rng import Rng
from perceptible.training.checks import check_start, check_state
from perceptible.training.epoch import close_epoch
from perceptible.training.events import EpochDone, Event, Finished, Progress, Started
from perceptible.training.fast import can_compile, compiled_steps
from perceptible.training.settings import Settings
from perceptible.training.state import Tally, TrainingState, begin
from perceptible.training.task import Task, prepare

__all__ = ["plain_steps", "train"]

MakeSteps = Callable[[Task, IntArray, TrainingState, int], tuple[TrainingState, FloatArray, int]]


def train(
    network: Network,
    data: Dataset,
    settings: Settings | None = None,
    *,
    rng: Rng = None,
    every: int | None = None,
    state: TrainingState | None = None,
) -> Iterator[Event]:
    """Train a network by mini-batches, saying what happens as it happens.

    Parameters
    ----------
    network : Network
        Where training starts. It is not changed: new networks come out with the events.
    data : Dataset
        Training images to learn from; test images that only measure, after each epoch.
    settings : Settings, optional
        How to train; without it the lesson's.
    rng : None, int or numpy.random.Generator, optional
        Decides the order of the images and their random changes. The same network, data, settings and seed
        give the same events.
    every : int, optional
        Yield a `Progress` each time this many steps were made; without it only at the end of each epoch.
        It changes what is said, not what is computed.
    state : TrainingState, optional
        Go on from here, bit for bit as if training had never stopped; `rng` is then not used.

    Yields
    ------
    Event
        `Started`, then `Progress` and `EpochDone`, then `Finished`.

    Raises
    ------
    DtypeError
        If `data` or `settings` are of another type, or the network holds no NumPy arrays.
    ShapeError
        If the network has other inputs or outputs than the data, or is many networks at once.
    SettingsError
        If `every` is no whole number above 0, or nothing is left to train on.
    MismatchError
        If `state` belongs to a network of other sizes, or to other settings or data.

    Notes
    -----
    Training that comes to a cost or a dial which is no number stops with ``Finished(reason="diverged")`` and the
    state before. BLAS runs on one thread meanwhile: for small matrices that is faster, and its sums do not depend
    on the number of processors.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> network = pc.Network.random((784, 16, 16, 10), rng=0)
    >>> for event in pc.train(network, digits, Settings(epochs=1), rng=0):
    ...     print(type(event).__name__, event.state.step)
    Started 0
    Progress 20
    EpochDone 20
    Finished 20
    """
    settings = settings or Settings()
    check_start(network, data, settings, every)
    now = state or begin(network, settings, rng)
    task = prepare(data, settings, now.seed)
    check_state(now, network, task)
    return _events(task, now, every)


def _events(task: Task, state: TrainingState, every: int | None) -> Iterator[Event]:
    """Yield the events from a state to the end."""
    n_validation = 0 if task.validation is None else len(task.validation)
    sizes = len(task.train_indices), n_validation, len(task.data.test), task.steps_per_epoch
    if state.reason in {None, "all epochs"}:  # a training that has ended may be given more epochs
        state = replace(state, reason="all epochs" if state.epoch >= task.settings.epochs else None)
    yield Started(state, task.settings, *sizes)
    order, order_of = task.order(state), state.epoch
    while state.reason is None:
        if order_of != state.epoch:
            order, order_of = task.order(state), state.epoch
        state, tally = _advance(task, order, state, _steps_until(task, state, every))
        if tally.n_seen:
            yield Progress(state, tally.mean_cost, tally.accuracy)
        if state.reason is None and state.position == task.steps_per_epoch:
            state = close_epoch(task, state)
            if state.reason != "diverged":
                yield EpochDone(state, state.history.rows[-1])
    yield Finished(state, state.reason)


def _steps_until(task: Task, state: TrainingState, every: int | None) -> int:
    """Return how many steps to make before something is said."""
    left = task.steps_per_epoch - state.position
    return left if every is None else min(left, every - state.step % every)


def _advance(task: Task, order: IntArray, state: TrainingState, n_steps: int) -> tuple[TrainingState, Tally]:
    """Make some steps of one epoch; where cost or dials stop being numbers, only those before."""
    with one_thread(), np.errstate(over="ignore", invalid="ignore"):
        make_steps = compiled_steps if can_compile(state) else plain_steps
        after, costs, n_correct = make_steps(task, order, state, n_steps)
        if not _is_good(after, costs):
            after, costs, n_correct = _make_good_steps(make_steps, task, order, state, n_steps)
    return replace(after, tally=state.tally.plus(costs, n_correct)), Tally().plus(costs, n_correct)


def _make_good_steps(
    make_steps: MakeSteps, task: Task, order: IntArray, state: TrainingState, n_steps: int
) -> tuple[TrainingState, FloatArray, int]:
    """Make the same steps again one by one, which is slower, up to the first that is not good."""
    all_costs: list[FloatArray] = [np.zeros(0)]
    n_right = 0
    for _ in range(n_steps):
        after, costs, n_correct = make_steps(task, order, state, 1)
        if not _is_good(after, costs):
            break
        state, n_right = after, n_right + n_correct
        all_costs.append(costs)
    return replace(state, reason="diverged"), np.concatenate(all_costs), n_right


def plain_steps(
    task: Task, order: IntArray, state: TrainingState, n_steps: int
) -> tuple[TrainingState, FloatArray, int]:
    """Make steps of one epoch, in plain NumPy: these lines are what training is.

    Parameters
    ----------
    task : Task
        What does not change from step to step.
    order : integer array
        The training images in the order of the epoch.
    state : TrainingState
        Where the training stands.
    n_steps : int
        How many steps to make; the epoch has at least as many left.

    Returns
    -------
    state : TrainingState
        After the steps.
    costs : array of shape (n_images,)
        The cost of each image that was seen, before its step.
    n_correct : int
        How many of them were answered right.
    """
    settings, optimizer = task.settings, task.optimizer
    rule, output = COSTS[state.start.cost], state.start.layers[-1].activation
    parameters, memory, average = state.parameters, state.optimizer, state.average
    seen: list[FloatArray] = []
    rates = task.learning_rates(state.step, n_steps)
    for number in range(n_steps):
        inputs, targets = task.batch(order, state.position + number, state)
        layers = with_dials(state.start.layers, parameters)
        # forward: what does the network answer?
        trace = propagate(layers, inputs)
        z, a = trace.pre_activations[-1], trace.outputs
        # backward: which way should each dial turn? Each image has its share in the average
        _, gradient = backward(layers, trace, rule.delta(z, a, targets, output) / len(inputs))
        # update: turn every dial a little
        learning_rate = rates[number]
        if settings.weight_decay and not optimizer.decouples_decay:
            gradient = _plus_weights(gradient, parameters, settings.weight_decay)
        step, memory = optimizer.update(gradient, memory, learning_rate)
        if settings.weight_decay and optimizer.decouples_decay:
            parameters = _plus_weights(parameters, parameters, -settings.weight_decay * learning_rate)
        parameters = parameters.map(add, step)
        if average is not None:
            average = follow(average, parameters, decay=settings.average, n_steps=state.step + number)
        seen.append(z)
    after = replace(state, parameters=parameters, optimizer=memory, average=average)
    after = replace(after, step=state.step + n_steps, position=state.position + n_steps)
    chosen = order[state.position * settings.batch_size : after.position * settings.batch_size]
    return after, *_judge(rule, output, seen, task.targets.take(chosen, axis=0))


def _judge(rule: Cost, output: Activation, seen: list[FloatArray], targets: FloatArray) -> tuple[FloatArray, int]:
    """Return the cost of each image and the number of right answers; for many mini-batches at once, which is faster."""
    if not seen:
        return np.zeros(0), 0
    is_judged = targets.any(axis=-1)  # images of no class are learned from, and counted nowhere
    z, targets = np.concatenate(seen)[is_judged], targets[is_judged]
    a = output.value(z)
    n_correct = int((a.argmax(axis=-1) == targets.argmax(axis=-1)).sum())
    return rule.value(z, a, targets, output), n_correct


def _plus_weights(terms: Parameters, parameters: Parameters, factor: float) -> Parameters:
    """Add a multiple of the weights, not of the biases."""
    weights = tuple(t + factor * W for t, W in zip(terms.weights, parameters.weights, strict=True))
    return replace(terms, weights=weights)


def _is_good(state: TrainingState, costs: FloatArray) -> bool:
    """Tell whether the costs of the last steps, the dials and the optimizer's memory are still numbers."""
    arrays = [costs]
    for parameters in (state.parameters, *state.optimizer.moments):
        arrays += [*parameters.weights, *parameters.biases]
    return all(bool(np.isfinite(array).all()) for array in arrays)
