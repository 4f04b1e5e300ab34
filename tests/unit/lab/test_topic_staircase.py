"""The staircase on the page, held against the library called directly."""

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.insight.staircase import stairs_along_dial, with_steps
from perceptible.lab.session import Session, Shelf, Shown

STAIRS = {"layer": 1, "neuron": 2, "source": None, "n_images": 10, "learning_rate": 1.0, "n_steps": 3}


def test_the_staircase_is_that_of_the_page_s_network():
    """Costs and stairs are the library's for the first ten test images; with steps nothing moves."""
    found, network = ask(page(), kind="staircase", **STAIRS), shelf().first.network
    split = shelf().data.test.take(np.arange(10))
    direct = stairs_along_dial(network, split, found.dial, found.edges[0], found.edges[-1])
    assert found.stairs == tuple(direct.costs.tolist())
    assert found.ball_costs[0] == pytest.approx(pc.evaluate(network, split).cost, abs=1e-6)  # float32 there
    assert set(found.step_slopes) == {0.0}
    assert len(set(found.step_places)) == 1
    assert found.step_costs[0] == pytest.approx(pc.evaluate(with_steps(network), split).cost, abs=1e-6)


def test_the_heaviest_weight_is_that_of_the_pixel_with_most_ink():
    """Nobody chose one; and it is the dial of that pixel: row 2 of the first layer's weights."""
    found = ask(page(), kind="staircase", **STAIRS)
    ink = shelf().data.test.inputs[:10].mean(axis=0)
    assert (found.source, found.dial) == (ink.argmax(), 2 * 784 + ink.argmax())
    assert ask(page(), kind="staircase", **STAIRS | {"source": -1}).dial == 16 * 784 + 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"layer": 3}, "layer 3 is no hidden one"),
        ({"layer": 0}, "layer 0 is no hidden one"),
        ({"neuron": 16}, "no neuron 16"),
        ({"source": 784}, "with input 784"),
        ({"n_images": 0}, "0 images"),
        ({"n_images": 201}, "201 images"),
        ({"learning_rate": -1.0}, "rate above 0"),
    ],
)
def test_impossible_stairs_are_answered_with_a_sentence(changes, sentence):
    """One sentence says what is wrong."""
    assert sentence in ask(page(), kind="staircase", **STAIRS | changes).problem


def test_a_network_without_hidden_neurons_has_no_stairs():
    """The sentence says why."""
    bare = Shown("bare", pc.Network.random((784, 10), rng=0), {}, "")
    found = ask(Session(Shelf(shelf().data, bare)), kind="staircase", **STAIRS)
    assert "This network has none." in found.problem
