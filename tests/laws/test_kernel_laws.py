"""Compiled steps are the steps of plain NumPy, within rounding, for any network and settings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perceptible.data.dataset import Dataset, Split
from perceptible.evaluation import evaluate
from perceptible.kernels import compiled, find_lit, find_lit_bytes, last_pre_activations
from perceptible.network import Network, Parameters
from perceptible.training import Settings, begin, train
from perceptible.training.fast import compiled_steps
from perceptible.training.loop import plain_steps
from perceptible.training.task import prepare

pytestmark = pytest.mark.skipif(compiled() is None, reason="there are no compiled steps here: no C compiler was found")

# Norm of the difference over the norm, after 100 steps; float32 keeps 6e-8 of each number.
TOLERANCE = 1e-5
N_STEPS = 100

outputs_and_costs = st.sampled_from(
    [
        ("sigmoid", "squared-error"),
        ("tanh", "squared-error"),
        ("identity", "squared-error"),
        ("softmax", "squared-error"),
        ("sigmoid", "cross-entropy"),
        ("softmax", "cross-entropy"),
    ]
)
# Small rates: large ones make training chaotic, and then any two roundings part.
rates = {"descent": 0.05, "momentum": 0.01, "nesterov": 0.01, "adam": 0.003, "adamw": 0.003}


@st.composite
def trainings(draw):
    """Draw a small data set, a network for it and settings."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    n_inputs, n_classes = draw(st.integers(1, 40)), draw(st.integers(2, 20))
    hidden = draw(st.lists(st.integers(1, 70), max_size=3))
    output, cost = draw(outputs_and_costs)
    activation = draw(st.sampled_from(["sigmoid", "tanh", "relu", "identity"]))
    inputs = rng.integers(0, 256, (60, n_inputs)) * (rng.random((60, n_inputs)) < 0.4)
    inputs = (inputs / 255).astype(np.float32) if draw(st.booleans()) else rng.random((60, n_inputs), np.float32)
    split = Split(inputs, rng.integers(0, n_classes, 60), n_classes)
    names = tuple(map(str, range(n_classes)))
    data = Dataset("drawn", split, split, class_names=names, image_shape=None)
    network = Network.random(
        (n_inputs, *hidden, n_classes), activation=activation, output=output, cost=cost, start="glorot", rng=rng
    )
    if activation == "relu":  # kept away from the corner, where rounding alone decides the slope
        weights = tuple(W * np.float32(0.1) for W in network.weights)
        biases = tuple(b + np.float32(1) for b in network.biases)
        network = network.with_parameters(Parameters(weights, biases))
    optimizer = draw(st.sampled_from(sorted(rates)))
    chosen = Settings(
        epochs=100,
        batch_size=draw(st.integers(1, 60)),
        learning_rate=rates[optimizer] * (0.1 if activation == "relu" else 1),
        optimizer=optimizer,
        schedule=draw(st.sampled_from(["constant", "cosine", "one-cycle"])),
        weight_decay=draw(st.sampled_from([0.0, 0.1])),
        average=draw(st.sampled_from([0.0, 0.9])),
    )
    return data, network, chosen


@settings(max_examples=60)
@given(trainings())
def test_after_100_steps_every_array_is_that_of_numpy(training):
    """A faster step that is another step would be worth nothing."""
    data, network, chosen = training
    ours, theirs = _after_steps(compiled_steps, *training), _after_steps(plain_steps, *training)
    for mine, yours in zip(_arrays(ours), _arrays(theirs), strict=True):
        assert np.linalg.norm(mine - yours) <= TOLERANCE * np.linalg.norm(yours), (network, chosen, data.name)


@settings(max_examples=30)
@given(trainings())
def test_costs_and_right_answers_are_those_of_numpy(training):
    """What is shown while training goes on comes from the same numbers."""
    data, network, chosen = training
    state = begin(network, chosen, rng=0)
    task = prepare(data, chosen, state.seed)
    order = task.order(state)
    _, costs, n_correct = compiled_steps(task, order, state, 1)
    _, expected, n_expected = plain_steps(task, order, state, 1)
    np.testing.assert_allclose(costs, expected, rtol=2e-5, atol=2e-6)
    assert abs(n_correct - n_expected) <= 1  # two outputs may be equally bright but for rounding


@settings(max_examples=30)
@given(trainings())
def test_the_last_layer_is_that_of_the_forward_pass(training):
    """Evaluation and the forward pass must not tell two stories."""
    data, network, _ = training
    lit = find_lit(data.test.inputs, data.test.labels)
    z = network.forward(data.test.inputs).pre_activations[-1]
    np.testing.assert_allclose(last_pre_activations(network.layers, lit), z, rtol=2e-5, atol=2e-5)


def test_lit_inputs_are_found_and_nothing_else():
    """Bytes where inputs are 255ths, floats where they are not; hand-made images."""
    pixels = np.array([[0, 128 / 255, 0, 1], [0, 0, 0, 0]], np.float32)
    lit = find_lit(pixels, np.array([3, 1]))
    assert lit.starts.tolist() == [0, 2, 2]
    assert lit.positions.tolist() == [1, 3]
    assert (lit.values.dtype, lit.values.tolist()) == (np.uint8, [128, 255])
    assert find_lit(np.array([[0.3, 0]], np.float32), np.array([0])).values.tolist() == [np.float32(0.3)]


@given(st.integers(0, 2**32), st.integers(0, 6), st.integers(1, 40))
def test_bytes_give_the_lists_that_their_floats_give(seed, n_images, n_inputs):
    """Data read from files never become floats, and must train the same network."""
    rng = np.random.default_rng(seed)
    pixels = (rng.integers(0, 256, (n_images, n_inputs)) * (rng.random((n_images, n_inputs)) < 0.5)).astype(np.uint8)
    labels = rng.integers(0, 3, n_images)
    ours, theirs = find_lit_bytes(pixels, labels), find_lit(pixels / np.float32(255), labels)
    n_lit = int((pixels != 0).sum())
    assert np.array_equal(ours.starts, theirs.starts)
    assert np.array_equal(ours.positions[:n_lit], theirs.positions)
    assert np.array_equal(ours.values[:n_lit], theirs.values) or n_lit == 0


def test_every_byte_comes_back_as_the_float_that_numpy_has():
    """255 is no power of two: a sloppy division would be off in the last bit."""
    inputs = np.diag(np.arange(256, dtype=np.float32) / np.float32(255)).astype(np.float32)
    network = Network.random((256, 1), activation="identity", rng=0)
    exact = network.with_parameters(network.parameters.map(lambda array: np.ones_like(array) * (array.ndim == 2)))
    z = last_pre_activations(exact.layers, find_lit(inputs, np.zeros(256, np.int64)))
    assert np.array_equal(z[:, 0], np.diag(inputs))


def test_a_training_is_the_same_however_often_it_reports():
    """Compiled steps come in chunks; where a chunk ends must not show in the numbers."""
    rng = np.random.default_rng(0)
    split = Split(rng.random((50, 9), np.float32), rng.integers(0, 3, 50), 3)
    data = Dataset("drawn", split, split, class_names=("a", "b", "c"), image_shape=(3, 3))
    network = Network.random((9, 5, 3), rng=1)
    chosen = Settings(epochs=3, batch_size=7, optimizer="adam", learning_rate=0.01, average=0.9)
    ends = [list(train(network, data, chosen, rng=2, every=every))[-1].state for every in (None, 1, 5)]
    for state in ends[1:]:
        assert all(np.array_equal(a, b) for a, b in zip(_arrays(ends[0]), _arrays(state), strict=True))
        assert state.history == ends[0].history


def test_evaluation_agrees_with_numpy(monkeypatch):
    """The environment variable that asks for NumPy is heard, and the answers are the same."""
    rng = np.random.default_rng(0)
    split = Split(rng.random((200, 16), np.float32), rng.integers(0, 4, 200), 4)
    network = Network.random((16, 8, 4), rng=1)
    ours = evaluate(network, split)
    monkeypatch.setenv("PERCEPTIBLE_KERNEL", "numpy")
    theirs = evaluate(network, split)
    assert compiled() is None
    assert ours.n_correct == theirs.n_correct
    assert ours.cost == pytest.approx(theirs.cost, rel=1e-6)


def _after_steps(make_steps, data, network, chosen):
    """Return the state after 100 steps, epoch after epoch."""
    state = begin(network, chosen, rng=0)
    task = prepare(data, chosen, state.seed)
    while state.step < N_STEPS:
        n_steps = min(task.steps_per_epoch, N_STEPS - state.step)
        state, _, _ = make_steps(task, task.order(state), state, n_steps)
        state = replace(state, epoch=state.epoch + 1, position=0)
    return state


def _arrays(state):
    """Return every array of a state."""
    kept = [state.parameters, *state.optimizer.moments, *([state.average] if state.average else [])]
    return [array for parameters in kept for array in (*parameters.weights, *parameters.biases)]
