"""Small data and networks that many tests train, and how their numbers are compared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from perceptible.data.dataset import Dataset, Split
from perceptible.network import Network
from perceptible.training import Settings, train

SIZES = (6, 5, 3)


def split(n, *, n_inputs=6, n_classes=3, seed=0):
    """Return images whose class can be learned: the pixel with its number is brighter than the others."""
    rng = np.random.default_rng(seed)
    labels = np.arange(n) % n_classes
    inputs = 0.5 * rng.random((n, n_inputs)) + 0.5 * np.eye(n_classes, n_inputs)[labels]
    order = rng.permutation(n)
    return Split(inputs[order].astype(np.float32), labels[order], n_classes)


def dataset(n_train=25, n_test=9, *, n_inputs=6, n_classes=3, image_shape=None):
    """Return a few such images to learn from, and others to be tested on."""
    train_split = split(n_train, n_inputs=n_inputs, n_classes=n_classes, seed=1)
    test_split = split(n_test, n_inputs=n_inputs, n_classes=n_classes, seed=2)
    names = tuple("abcdefghij"[:n_classes])
    return Dataset("tiny", train_split, test_split, class_names=names, image_shape=image_shape)


def network(sizes=SIZES, *, rng=0, **options):
    """Return a small random network."""
    return Network.random(sizes, rng=rng, **options)


def exact(some_network):
    """Return the same network in float64."""
    return some_network.with_parameters(some_network.parameters.map(lambda array: array.astype(np.float64)))


def settings(**changes):
    """Return settings that train the tiny data in a few steps: 3 mini-batches of 10, 10 and 5 an epoch."""
    return replace(Settings(epochs=2, batch_size=10, learning_rate=1.5), **changes)


def events(data=None, some_network=None, *, rng=0, every=None, state=None, **changes):
    """Return all events of a training of the tiny data."""
    some_network = network() if some_network is None else some_network
    data = dataset() if data is None else data
    return list(train(some_network, data, settings(**changes), rng=rng, every=every, state=state))


def same(first, second):
    """Tell whether two sets of parameters are equal to the last bit."""
    return first.to_vector().tobytes() == second.to_vector().tobytes()


def numbers_of(state):
    """Return everything that a state holds, in a form that can be compared with ==."""
    held = (state.parameters, state.average, *state.optimizer.moments, state.best and state.best.parameters)
    dials = [None if parameters is None else parameters.to_vector().tobytes() for parameters in held]
    best = None if state.best is None else (state.best.epoch, state.best.cost)
    places = (state.seed, state.step, state.epoch, state.position, state.optimizer.n_steps, state.reason)
    return dials, best, places, state.tally, state.history


def told(event):
    """Return everything that an event says, in a form that can be compared with ==."""
    said = {name: value for name, value in vars(event).items() if name != "state"}
    return type(event).__name__, said, numbers_of(event.state)
