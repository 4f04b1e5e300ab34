"""Backpropagation as the page asks for it, held against naive loops and the library called directly."""

from math import prod

import numpy as np
import pytest
from tests.lab import ask, page, pixels, shelf
from tests.oracles import loops

import perceptible as pc
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.lab.topics.backprop import MOST_SHOWN, most_wished

IMAGE, LABEL = 3, 4


def told(session, kind="backprop", **options):
    """Ask about one image."""
    return ask(session, **({"kind": kind, "pixels": pixels(IMAGE), "label": LABEL} | options))


def by_loops():
    """Return activations and gradient of the same image, by loops over Python floats."""
    layers = loops.layers_of(shelf().first.network)
    image, target = pixels(IMAGE), [float(k == LABEL) for k in range(10)]
    return loops.forward(layers, image)[1], loops.gradient(layers, "squared-error", image, target), layers


def test_outputs_wish_to_be_what_they_should_be():
    """Target less output, and the cost is the sum of their squares."""
    found, (activations, _, _) = told(page()), by_loops()
    wishes = [(k == LABEL) - a for k, a in enumerate(activations[-1])]
    assert found.layers[-1].wishes == pytest.approx(wishes, rel=1e-12)
    assert found.cost == pytest.approx(sum(wish**2 for wish in wishes), rel=1e-12)
    assert found.targets == tuple(float(k == LABEL) for k in range(10))


def test_every_delta_is_that_of_the_loops():
    """The slope of a bias is the delta of its neuron."""
    found, (activations, gradient, _) = told(page()), by_loops()
    for layer, a, (_, biases) in zip(found.layers, activations[1:], gradient, strict=True):
        assert layer.activations == pytest.approx(a, rel=1e-10)
        assert layer.deltas == pytest.approx(biases, rel=1e-9, abs=1e-18)


@pytest.mark.parametrize("layer", [1, 2])
def test_what_is_passed_back_adds_up_to_the_wishes(layer):
    """Each cell is minus weight times delta; the columns add up to what the layer is asked for."""
    session = page()
    found, deltas = told(session, "passed-back", layer=layer), told(session).layers[layer].deltas
    weights = np.asarray(shelf().first.network.weights[layer], np.float64)
    values = np.reshape(found.values, (found.n_above, found.n_neurons))
    np.testing.assert_allclose(
        values, [[-w * d for w in row] for row, d in zip(weights, deltas, strict=True)], rtol=1e-12
    )
    np.testing.assert_allclose(values.sum(axis=0), found.sums, rtol=1e-9, atol=1e-18)
    np.testing.assert_allclose(found.sums, told(session).layers[layer - 1].wishes, rtol=1e-12)


@pytest.mark.parametrize(("layer", "neuron"), [(1, 0), (1, 15), (2, 7), (3, LABEL), (3, 0)])
def test_the_factors_multiply_to_the_gradient(layer, neuron):
    """Delta times activation is every weight's slope; loops say the same."""
    found, (_, gradient, _) = told(page(), "backprop-chain", layer=layer, neuron=neuron), by_loops()
    weights, biases = gradient[layer - 1]
    delta = prod(factor.value for factor in found.factors)
    assert [delta * a for a in found.before] == pytest.approx(weights[neuron], rel=1e-9, abs=1e-18)
    assert list(found.slopes) == pytest.approx(weights[neuron], rel=1e-9, abs=1e-18)
    assert (delta, found.bias_slope) == pytest.approx((biases[neuron], biases[neuron]), rel=1e-9)


def test_the_terms_above_add_up_to_what_is_asked():
    """Weight times delta, neuron by neuron; there is nothing above an output."""
    found = told(page(), "backprop-chain", layer=2, neuron=3)
    assert sum(term.weight * term.delta for term in found.above) == pytest.approx(found.pull, rel=1e-12)
    assert {factor.name: factor.value for factor in found.factors}["dC/da"] == found.pull
    output = told(page(), "backprop-chain", layer=3, neuron=3)
    assert (output.above, output.pull) == ((), None)


def test_of_many_neurons_the_strongest_are_shown():
    """The others are added up, so that the sums stay true."""
    session = page()
    ask(
        session,
        kind="random",
        hidden=[40, 30],
        activation="sigmoid",
        output="sigmoid",
        cost="squared-error",
        start="normal",
        seed=0,
    )
    found = told(session, "passed-back", layer=1)
    values = np.reshape(found.values, (MOST_SHOWN, MOST_SHOWN))
    assert (found.n_above, found.n_neurons) == (30, 40)
    np.testing.assert_allclose(values.sum(axis=0) + found.rest, found.sums, rtol=1e-9, atol=1e-18)
    assert most_wished(np.array([3.0, -5.0])).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"label": 10}, ValueRangeError, "no class 10, expected 0 to 9"),
        ({"label": -1}, ValueRangeError, "no class -1"),
        ({"pixels": [0.0] * 3}, ShapeError, "784"),
        ({"kind": "passed-back", "layer": 3}, ValueRangeError, "layer is 3, expected a hidden layer from 1 to 2"),
        ({"kind": "passed-back", "layer": 0}, ValueRangeError, "layer is 0"),
        ({"kind": "backprop-chain", "layer": 4, "neuron": 0}, ValueRangeError, "layer is 4"),
        ({"kind": "backprop-chain", "layer": 1, "neuron": 16}, ValueRangeError, "neuron is 16"),
    ],
)
def test_what_cannot_be_told_is_said(options, error, message):
    """One sentence says what is wrong."""
    with pytest.raises(error, match=message):
        told(page(), **options)


def test_dials_beyond_all_numbers_have_no_slopes():
    """Nine layers of ReLU, each 3e38 times the last, are more than a float64 holds: said in a sentence."""
    session = page()
    network = {"activation": "relu", "output": "identity", "cost": "squared-error", "start": "scaled", "seed": 0}
    ask(session, kind="random", hidden=[1] * 8, **network)
    n_dials = len(session.dials)
    session.turn(range(n_dials), [3e38] * n_dials)
    with (
        np.errstate(over="ignore", invalid="ignore"),
        pytest.raises(ValueRangeError, match="is not finite, expected"),
    ):
        told(session)


@pytest.mark.parametrize(("layer", "neuron"), [(1, 3), (3, 9)])
def test_the_table_has_each_example_s_own_gradient(layer, neuron):
    """Minus the library's, example by example; the average is that over all of the shown."""
    session, train = page(), shelf().data.train
    table = ask(session, kind="examples-table", start=398, count=4, layer=layer, neuron=neuron)
    rows = [398, 399, 0, 1]
    assert table.labels == tuple(train.labels[rows].tolist())
    network = shelf().first.network
    exact = network.with_parameters(network.parameters.map(lambda array: np.asarray(array, np.float64)))
    each = [
        -pc.gradient(exact, train.inputs[i : i + 1].astype(float), train.targets[i : i + 1].astype(float)).to_vector()
        for i in rows
    ]
    for dial in table.dials:
        assert dial.wishes == pytest.approx([float(row[dial.index]) for row in each], rel=1e-9, abs=1e-18)
        assert dial.average == pytest.approx(sum(dial.wishes) / 4, rel=1e-9, abs=1e-18)


def test_the_dials_of_the_table_are_the_neuron_s():
    """Found again by counting through the row of all dials: the bias first, then weights."""
    table = ask(page(), kind="examples-table", start=0, count=2, layer=2, neuron=5)
    places = shelf().first.network.parameters.from_vector(np.arange(13_002.0))
    bias, *weights = table.dials
    assert (bias.index, bias.previous) == (places.biases[1][5], None)
    assert [dial.index for dial in weights] == [places.weights[1][5, dial.previous] for dial in weights]


def test_averages_over_more_images_are_measured_against_all():
    """The angle by the arc cosine, from the library's gradients; over all it would be 0."""
    session, train, network = page(), shelf().data.train, shelf().first.network
    found = ask(session, kind="examples-apart", start=7, count=3, dials=[5, 13_001])
    exact = network.with_parameters(network.parameters.map(lambda array: np.asarray(array, np.float64)))
    parts = (train.take(np.arange(400)), train.take(np.arange(7, 10)))
    whole, few = (
        pc.gradient(exact, part.inputs.astype(float), part.targets.astype(float)).to_vector() for part in parts
    )
    cosine = few @ whole / np.linalg.norm(few) / np.linalg.norm(whole)
    assert found.shown.degrees == pytest.approx(np.degrees(np.arccos(cosine)), rel=1e-6)
    assert [row.n_images for row in found.firsts] == [1, 10, 100]
    assert found.wishes == pytest.approx((-whole[[5, 13_001]]).tolist(), rel=1e-9)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (
            {"kind": "examples-table", "start": 400, "count": 2, "layer": 1, "neuron": 0},
            "no training image 400, expected one from 0 to 399",
        ),
        ({"kind": "examples-table", "start": 0, "count": 0, "layer": 1, "neuron": 0}, "count is 0, expected 1 to 12"),
        ({"kind": "examples-table", "start": 0, "count": 13, "layer": 1, "neuron": 0}, "count is 13"),
        ({"kind": "examples-table", "start": 0, "count": 2, "layer": 9, "neuron": 0}, "layer is 9"),
        ({"kind": "examples-apart", "start": -1, "count": 2, "dials": []}, "no training image -1"),
        (
            {"kind": "examples-apart", "start": 0, "count": 2, "dials": [13_002]},
            "no dial 13002, expected one from 0 to 13001",
        ),
    ],
)
def test_tables_that_cannot_be_are_refused(question, message):
    """One sentence says what is wrong."""
    with pytest.raises(ValueRangeError, match=message):
        ask(page(), **question)
