"""Steps in compiled code: what they can run, what they refuse, and the corners of what they compute."""

from dataclasses import replace

import numpy as np
import pytest
from tests import tiny

from perceptible.errors import DtypeError, ShapeError, ValueRangeError
from perceptible.kernels import (
    Memory,
    Rules,
    can_run,
    compiled,
    find_lit,
    last_pre_activations,
    library,
    make_steps,
    step_maker,
)
from perceptible.kernels.library import VERSIONS, library_path, load
from perceptible.network import Network, Parameters
from perceptible.optimizers import Adam, Descent

pytestmark = pytest.mark.skipif(compiled() is None, reason=f"steps are made by {step_maker()}")

NETWORK = tiny.network((6, 5, 3))
DATA = tiny.split(7)


def rules(network=NETWORK, **changes):
    """Return how to step: plain descent, three images at a time."""
    return replace(Rules(network.layers, network.cost, Descent(), 0.0, 0.0, batch_size=3), **changes)


def begin(network=NETWORK, optimizer=None, *, average=None):
    """Return the memory before the first step."""
    return Memory(network.parameters, (optimizer or Descent()).init(network.parameters), average, 0)


def images(split=DATA):
    """Return the lit inputs of a split."""
    return find_lit(split.inputs, split.labels)


@pytest.mark.parametrize("sizes", [(6, 3), (65_536, 2), (6, *[4] * 15, 3)])
def test_networks_up_to_the_limits_are_run(sizes):
    """65,536 inputs, 16 layers."""
    assert can_run(Network.random(sizes, rng=0).layers, "squared-error")


@pytest.mark.parametrize("sizes", [(65_537, 2), (6, *[4] * 16, 3)])
def test_larger_networks_are_left_to_numpy(sizes):
    """A position has two bytes; the struct has room for 16 layers."""
    assert not can_run(Network.random(sizes, rng=0).layers, "squared-error")


def test_other_numbers_and_many_networks_are_left_to_numpy(monkeypatch):
    """The kernel knows float32, and one network at a time; and nothing where NumPy is asked for."""
    assert not can_run(tiny.exact(NETWORK).layers, "squared-error")
    assert not can_run(Network.random((6, 5, 3), copies=2, rng=0).layers, "squared-error")
    monkeypatch.setenv("PERCEPTIBLE_KERNEL", "numpy")
    assert not can_run(NETWORK.layers, "squared-error")


@pytest.mark.parametrize("version", VERSIONS.values())
def test_every_version_makes_the_same_steps(version, monkeypatch):
    """Another processor, the same network within rounding: 100 steps of Adam, the fastest version against each."""
    found = load(library_path(version))
    lanes = {name: n_lanes for n_lanes, name in VERSIONS.items()}[version]
    if found is None or lanes > compiled().widest_vector():
        pytest.skip(f"the version {version} was not built, or is not for this processor")
    order, rates = np.random.default_rng(0).integers(0, 7, 300), [0.01] * 100
    chosen, memory = rules(optimizer=Adam(), weight_decay=0.1), begin(optimizer=Adam())
    expected = make_steps(chosen, memory, images(), order, rates)
    monkeypatch.setattr(library, "_fastest", lambda: found)
    outcome = make_steps(chosen, memory, images(), order, rates)
    for mine, yours in zip(outcome.memory.parameters.weights, expected.memory.parameters.weights, strict=True):
        assert np.linalg.norm(mine - yours) <= 1e-5 * np.linalg.norm(yours)


def test_no_images_change_nothing():
    """A chunk without a step."""
    outcome = make_steps(rules(), begin(), images(), np.zeros(0, np.int64), [])
    assert np.array_equal(outcome.memory.parameters.to_vector(), NETWORK.parameters.to_vector())
    assert (len(outcome.costs), outcome.n_correct, outcome.memory.n_steps) == (0, 0, 0)


def test_dark_images_teach_only_the_biases():
    """Where a pixel is dark its weights have no slope: dC/dw = a_before * delta."""
    dark = replace(DATA, inputs=np.zeros_like(DATA.inputs))
    after = make_steps(rules(), begin(), images(dark), np.arange(7), [1.0] * 3).memory.parameters
    assert np.array_equal(after.weights[0], NETWORK.weights[0])
    assert not np.array_equal(after.biases[0], NETWORK.biases[0])


def test_of_equally_bright_outputs_the_first_counts():
    """All dials 0: every output is 0.5, and NumPy's argmax answers 0, which two of these labels are."""
    zeros = NETWORK.with_parameters(NETWORK.parameters.map(np.zeros_like))
    split = replace(DATA, labels=np.array([0, 1, 2, 0, 1, 2, 1]))
    outcome = make_steps(rules(zeros, batch_size=7), begin(zeros), images(split), np.arange(7), [1.0])
    assert outcome.n_correct == 2
    np.testing.assert_allclose(outcome.costs, 0.75)  # (0.5 - 1)^2 + 2 (0.5 - 0)^2


def test_what_was_given_is_not_changed():
    """States are values; the kernel works on a copy."""
    before = [NETWORK.parameters.to_vector().copy(), DATA.inputs.copy()]
    make_steps(rules(), begin(), images(), np.arange(7), [1.0] * 3)
    assert np.array_equal(NETWORK.parameters.to_vector(), before[0])
    assert np.array_equal(DATA.inputs, before[1])


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"order": np.array([0, 7, 1])}, ValueRangeError, "from image 0 to 7, expected 0 to 6"),
        ({"order": np.array([0, -1, 1])}, ValueRangeError, "from image -1 to 1, expected 0 to 6"),
        ({"rates": []}, ShapeError, "0 learning rates for 3 images"),
        ({"rules": rules(batch_size=0)}, ShapeError, "mini-batches of 0, expected"),
        ({"rules": rules(tiny.network((6, 4, 3)))}, ShapeError, r"\[\(5, 6\), \(3, 5\)\], expected \[\(4, 6\)"),
        ({"images": tiny.split(7, n_inputs=9)}, ShapeError, "images have 9 inputs, expected 6"),
        ({"images": tiny.split(7, n_classes=4)}, ValueRangeError, "a label is 3, expected at most 2"),
        ({"rules": rules(optimizer=object())}, DtypeError, "the optimizer is a object, expected one of"),
    ],
)
def test_what_would_leave_an_array_is_refused(change, error, said):
    """C does not look: it would read, or write, what belongs to others."""
    given = {"rules": rules(), "memory": begin(), "images": DATA, "order": np.arange(3), "rates": [1.0]} | change
    given["images"] = images(given["images"])
    with pytest.raises(error, match=said):
        make_steps(*given.values())


def test_moments_and_averages_of_another_network_are_refused():
    """They are as long as the dials, or the kernel writes beyond them."""
    other = tiny.network((6, 4, 3)).parameters
    with pytest.raises(ShapeError, match="Keep to one network"):
        make_steps(rules(), begin(average=other), images(), np.arange(3), [1.0])
    memory = replace(begin(), optimizer=Adam().init(other))
    with pytest.raises(ShapeError, match="Keep to one network"):
        make_steps(rules(optimizer=Adam()), memory, images(), np.arange(3), [1.0])


def test_too_few_moments_are_refused():
    """Adam without its averages would follow an address that is none."""
    with pytest.raises(ShapeError, match="0 moments, expected 2"):
        make_steps(rules(optimizer=Adam()), begin(), images(), np.arange(3), [1.0])


def test_the_last_layer_of_many_images_is_that_of_each():
    """They go through the network 32 at a time; here 70, and one by one."""
    split = tiny.split(70)
    z = last_pre_activations(NETWORK.layers, images(split))
    alone = [last_pre_activations(NETWORK.layers, images(split.take(np.array([i])))) for i in range(70)]
    np.testing.assert_allclose(z, np.concatenate(alone), rtol=1e-6)
    with pytest.raises(ShapeError, match="images have 9 inputs, expected 6"):
        last_pre_activations(NETWORK.layers, images(tiny.split(7, n_inputs=9)))


def test_missing_numbers_come_out_as_missing():
    """Training must see that it diverged."""
    W = NETWORK.weights[0].copy()
    W[0, 0] = np.nan
    broken = replace(begin(), parameters=Parameters((W, *NETWORK.weights[1:]), NETWORK.biases))
    outcome = make_steps(rules(), broken, images(), np.arange(7), [1.0] * 3)
    assert np.isnan(outcome.costs).any()
    assert np.isnan(outcome.memory.parameters.to_vector()).any()
