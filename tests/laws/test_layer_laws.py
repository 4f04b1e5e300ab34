"""Laws that every kind of layer passes: its rules agree with each other, and with the dense layer written out."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests import tiny

from perceptible.arrays import to_numpy
from perceptible.checkpoints import load, save
from perceptible.gradients import backpropagate, check_gradient, input_gradient
from perceptible.kernels import can_run
from perceptible.network import LAYERS, Local, Network, Patches, Shared
from perceptible.training import Settings, train

KINDS = sorted(LAYERS)


def layer_of(kind, patches, n_each, rng):
    """Return a random layer of a kind that reads a picture."""
    if kind == "dense":
        return Network.random((patches.n_inputs, n_each * patches.n_places), activation="tanh", rng=rng).layers[0]
    return {"local": Local, "shared": Shared}[kind].random(patches, n_each, activation="tanh", rng=rng)


@st.composite
def cases(draw):
    """Draw a network in float64 of one to two layers of any kind and a dense one, with samples."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    side = draw(st.integers(2, 5))
    patches = Patches(
        height=side, width=draw(st.integers(2, 5)), size=draw(st.integers(1, 2)), stride=draw(st.integers(1, 2))
    )
    n_each = draw(st.integers(1, 2))
    layers = [layer_of(draw(st.sampled_from(KINDS)), patches, n_each, rng)]
    (rows, columns) = patches.grid
    if draw(st.booleans()):  # a second layer reads the first as a picture with channels
        above = Patches(height=rows, width=columns, size=1, channels=n_each)
        layers.append(layer_of(draw(st.sampled_from(KINDS)), above, 2, rng))
    network = Network((*layers, *Network.random((layers[-1].n_neurons, 2), rng=rng).layers))
    return tiny.exact(network), rng.random((3, patches.n_inputs)), np.eye(2)[rng.integers(2, size=3)]


@given(case=cases())
@settings(max_examples=200)
def test_the_gradient_is_what_central_differences_measure(case):
    """In float64, to a relative error of 1e-6."""
    assume(np.linalg.norm(backpropagate(*case).gradient.to_vector()) > 1e-3)
    found = check_gradient(*case)
    assert found.relative_error < 1e-6, found


@given(case=cases())
def test_written_out_it_computes_the_same(case):
    """Outputs, costs and what is wished of the pixels; only the dials are others."""
    network, inputs, targets = case
    dense = network.written_out()
    np.testing.assert_allclose(dense.outputs(inputs), network.outputs(inputs), rtol=1e-10)
    np.testing.assert_allclose(
        input_gradient(dense, inputs, targets), input_gradient(network, inputs, targets), rtol=1e-8, atol=1e-12
    )


@given(case=cases())
def test_a_leading_axis_is_the_same_networks_one_by_one(case):
    """Two networks along an axis: this one, and one with its dials turned over."""
    network, inputs, targets = case
    dials = network.parameters.to_vector()
    many = network.with_parameters(network.parameters.from_vector(np.stack([dials, -dials])))
    together = backpropagate(many, inputs, targets).gradient.to_vector()
    for n, turned in enumerate((dials, -dials)):
        one = network.with_parameters(network.parameters.from_vector(turned))
        alone = backpropagate(one, inputs, targets).gradient.to_vector()
        np.testing.assert_allclose(together[n], alone, rtol=1e-11, atol=1e-13)


@given(case=cases())
@settings(max_examples=20)
def test_the_strict_standard_gives_the_same(case):
    """What the array API standard does not promise is not used."""
    network, inputs, targets = case
    there = network.with_parameters(network.parameters.map(lambda array: array_api_strict.asarray(array.copy())))
    ours = backpropagate(network, inputs, targets)
    theirs = backpropagate(there, array_api_strict.asarray(inputs), array_api_strict.asarray(targets))
    np.testing.assert_allclose(to_numpy(theirs.gradient.to_vector()), ours.gradient.to_vector(), rtol=1e-10, atol=1e-13)


@given(case=cases())
@settings(max_examples=20)
def test_pytorch_gives_the_same(torch, case):
    """Its arrays take the same lines, warnings and all."""
    network, inputs, targets = case
    there = network.with_parameters(network.parameters.map(lambda array: torch.asarray(array.copy())))
    theirs = backpropagate(there, torch.asarray(inputs), torch.asarray(targets)).gradient.to_vector()
    ours = backpropagate(network, inputs, targets).gradient.to_vector()
    np.testing.assert_allclose(theirs.numpy(), ours, rtol=1e-10, atol=1e-13)


@given(case=cases())
@settings(max_examples=30)
def test_saved_and_loaded_it_is_the_same_to_the_last_bit(case, tmp_path_factory):
    """Kinds and patches stand in the file beside the sizes."""
    path = tmp_path_factory.mktemp("networks") / "net.safetensors"
    save(case[0], path)
    back = load(path)
    assert repr(back) == repr(case[0])
    assert tiny.same(back.parameters, case[0].parameters)
    np.testing.assert_array_equal(back.outputs(case[1]), case[0].outputs(case[1]))


@pytest.mark.parametrize("kind", KINDS)
def test_it_learns(kind):
    """The tiny images, whose class is their brightest pixel, 2 x 3 pixels each: the cost falls below half."""
    patches = Patches(height=2, width=3, size=2)
    below = layer_of(kind, patches, 4, 0)
    network = Network((below, *Network.random((below.n_neurons, 3), start="scaled", rng=0).layers))
    *_, last = train(network, tiny.dataset(60), Settings(epochs=30, batch_size=10, learning_rate=0.5), rng=0)
    costs = last.state.history.columns["train_cost"]
    assert costs[-1] < costs[0] / 2


@pytest.mark.parametrize("kind", KINDS)
def test_compiled_steps_know_dense_layers_only(kind, monkeypatch):
    """NumPy takes over for the others, whether compiled code is there or not."""
    monkeypatch.setattr("perceptible.kernels.steps.compiled", lambda: "there")
    layer = layer_of(kind, Patches(height=2, width=3, size=2), 4, 0)
    network = Network((layer, *Network.random((layer.n_neurons, 3), rng=0).layers))
    assert can_run(network.layers, network.cost) == (kind == "dense")
