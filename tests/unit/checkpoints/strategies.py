"""Networks, trainings and settings of every kind that a file may have to hold."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from perceptible.data.augmentation import Augmentation
from perceptible.network import ACTIVATIONS, COSTS, Dense, Network, Parameters
from perceptible.optimizers import OPTIMIZERS, SCHEDULES, OptimizerState, optimizer_named
from perceptible.rng import SEED_BITS
from perceptible.training import Best, EpochRow, History, Settings, Tally, TrainingState

COUNTS = st.integers(0, 2**53 - 1)
ANY_FLOAT = st.floats()
FRACTIONS = st.floats(0, 1, exclude_max=True)
TEXTS = st.text(st.characters(codec="utf-8"))
SHAPES = st.lists(st.integers(1, 4), min_size=2, max_size=4)


@st.composite
def parameters(draw, sizes, leading=(), dtype=np.float32):
    """Draw finite numbers for layers of these sizes; some matrices lie transposed in memory."""
    width = np.dtype(dtype).itemsize * 8
    finite = st.floats(allow_nan=False, allow_infinity=False, width=width)
    weights, biases = [], []
    for n_previous, n_neurons in pairwise(sizes):
        W = draw(arrays(dtype, (*leading, n_neurons, n_previous), elements=finite))
        weights.append(np.asfortranarray(W) if draw(st.booleans()) else W)
        biases.append(draw(arrays(dtype, (*leading, n_neurons), elements=finite)))
    return Parameters(tuple(weights), tuple(biases))


@st.composite
def networks(draw, *, one=False):
    """Draw a network, or several at once."""
    sizes = draw(SHAPES)
    leading = () if one else tuple(draw(st.lists(st.integers(1, 2), max_size=2)))
    dtype = draw(st.sampled_from([np.float32, np.float64] if one else [np.float16, np.float32, np.float64]))
    cost = COSTS[draw(st.sampled_from(list(COSTS)))]
    names = [draw(st.sampled_from(list(ACTIVATIONS))) for _ in sizes[2:]]
    names.append(draw(st.sampled_from(cost.outputs or tuple(ACTIVATIONS))))
    dials = draw(parameters(sizes, leading, dtype))
    layers = map(Dense, dials.weights, dials.biases, (ACTIVATIONS[name] for name in names))
    return Network(tuple(layers), cost.name)


@st.composite
def settings(draw):
    """Draw settings that agree with each other."""
    validation = draw(FRACTIONS)
    return Settings(
        epochs=draw(st.integers(0, 10**6)),
        batch_size=draw(st.integers(1, 10**6)),
        learning_rate=draw(st.floats(0, 1e300)),
        optimizer=draw(st.sampled_from(list(OPTIMIZERS))),
        momentum=draw(FRACTIONS),
        second_momentum=draw(FRACTIONS),
        schedule=draw(st.sampled_from(list(SCHEDULES))),
        weight_decay=draw(st.floats(0, 1e300)),
        average=draw(FRACTIONS),
        validation=validation,
        patience=draw(st.none() | st.integers(1, 100)) if validation else None,
        augmentation=draw(st.none() | st.builds(Augmentation, shift=st.floats(0, 3), rotate=st.floats(0, 180))),
    )


def rows():
    """Draw what was measured in an epoch, or could not be."""
    measured = dict.fromkeys(("learning_rate", "train_cost", "train_accuracy"), ANY_FLOAT)
    perhaps = dict.fromkeys(
        ("validation_cost", "validation_accuracy", "test_cost", "test_accuracy"), st.none() | ANY_FLOAT
    )
    return st.builds(EpochRow, epoch=COUNTS, step=COUNTS, **measured, **perhaps)


@st.composite
def states(draw, chosen):
    """Draw a training that these settings may lead to."""
    start = draw(networks(one=True))
    alike = parameters(start.sizes, dtype=start.weights[0].dtype)
    n_moments = len(optimizer_named(chosen.optimizer).init(start.parameters).moments)
    return TrainingState(
        start=start,
        parameters=draw(alike),
        optimizer=OptimizerState(tuple(draw(alike) for _ in range(n_moments)), draw(COUNTS)),
        average=draw(alike) if chosen.average else None,
        seed=draw(st.integers(0, 2**SEED_BITS - 1)),
        step=draw(COUNTS),
        epoch=draw(COUNTS),
        position=draw(COUNTS),
        tally=Tally(draw(ANY_FLOAT), draw(COUNTS), draw(COUNTS)),
        history=History(tuple(draw(st.lists(rows(), max_size=3)))),
        best=Best(draw(COUNTS), draw(ANY_FLOAT), draw(alike)) if draw(st.booleans()) else None,
        reason=draw(st.none() | st.sampled_from(["all epochs", "early stopping", "diverged"])),
    )
