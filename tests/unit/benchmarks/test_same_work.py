"""Peers and product do the same work: after the same epoch, every dial of theirs is where ours is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.tiny import dataset

from perceptible.benchmarks.loops import MiniBatches, OneByOne
from perceptible.benchmarks.peers import CLASSIFIER, LESSON
from perceptible.benchmarks.pytorch import FORMS
from perceptible.benchmarks.xla import Scan
from perceptible.training import begin, train
from perceptible.training.task import prepare

# A learning rate at which Adam moves the dials by something that can be compared.
RECIPES = {
    "lesson": replace(LESSON, hidden=(5, 4)),
    "classifier": replace(
        CLASSIFIER, hidden=(5, 4), settings=replace(CLASSIFIER.settings, batch_size=10, learning_rate=0.01)
    ),
}
NUMPY = {"loop": MiniBatches, "one by one": OneByOne}
EAGER = [form for form in FORMS if form != "compiled"]  # torch.compile takes seconds; its formulas are those by hand
# float32 sums in another order, through 3 mini-batches of 10, 10 and 5 images
TOLERANCE = {"rtol": 1e-4, "atol": 2e-6}


def assert_same_dials(name, make):
    """Train an epoch here and there, and compare."""
    recipe, data = RECIPES[name], dataset()
    network = recipe.network(data, 0)
    state = begin(network, recipe.settings, 1)
    order = prepare(data, recipe.settings, state.seed).order(state)
    *_, last = train(network, data, recipe.settings, rng=1)
    peer = make(recipe, network, data.train)
    peer.epoch(order)
    ours = last.state.parameters
    pairs = [array for pair in zip(ours.weights, ours.biases, strict=True) for array in pair]
    for array, expected in zip(peer.arrays(), pairs, strict=True):
        np.testing.assert_allclose(array, expected, **TOLERANCE)
    assert not np.allclose(peer.arrays()[0], network.weights[0], rtol=0, atol=1e-4)  # it did move


@pytest.mark.parametrize(("kind", "recipe"), [("loop", "lesson"), ("loop", "classifier"), ("one by one", "lesson")])
def test_numpy_does_the_same_work(kind, recipe):
    """Otherwise the table would compare two things."""
    assert_same_dials(recipe, NUMPY[kind])


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("form", EAGER)
def test_pytorch_does_the_same_work(form, recipe, torch):
    """As above; the last mini-batch has 5 images only."""
    assert_same_dials(recipe, FORMS[form])


@pytest.mark.parametrize("recipe", RECIPES)
def test_jax_does_the_same_work(recipe):
    """As above."""
    pytest.importorskip("jax", reason="JAX is not installed (requirements/bench.in)")
    assert_same_dials(recipe, Scan)


def test_a_second_epoch_goes_on_from_the_first():
    """Adam's memory among it: two epochs of the loop are two epochs of ours."""
    recipe, data = RECIPES["classifier"], dataset()
    network, settings = recipe.network(data, 0), replace(recipe.settings, epochs=2)
    state = begin(network, settings, 1)
    task, loop = prepare(data, settings, state.seed), MiniBatches(recipe, network, data.train)
    for epoch in range(2):
        loop.epoch(task.order(replace(state, epoch=epoch)))
    *_, last = train(network, data, settings, rng=1)
    np.testing.assert_allclose(loop.arrays()[0], last.state.parameters.weights[0], **TOLERANCE)
