"""Laws of the network room: what every activation, every cost and every architecture obeys."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.oracles import loops

from perceptible.network.activations import ACTIVATIONS, sigmoid, softmax
from perceptible.network.costs import COSTS
from perceptible.network.forward import propagate
from perceptible.network.layers import Dense
from perceptible.network.model import Network, cost, costs
from perceptible.network.parameters import Parameters

# The tables of members: a new one is held to the same laws by standing in its dictionary.
EVERY = sorted(ACTIVATIONS)
NEURON_BY_NEURON = sorted(name for name, activation in ACTIVATIONS.items() if activation.slope is not None)
PAIRS = [(rule, output) for rule in sorted(COSTS) for output in COSTS[rule].outputs or EVERY]
KINDS = [np.float32, np.float64]

NUDGE = 1e-5
# A central difference in float64 is off by about NUDGE^2 from curvature and 20 * 2^-53 / NUDGE from rounding.
NEARLY = {"rtol": 1e-6, "atol": 1e-8}


def numbers(shape, largest=6.0):
    """Draw arrays of float64 of moderate size, none of them at the corner of ReLU."""
    off_corner = st.floats(-largest, largest).map(lambda x: x if abs(x) > 0.01 else x + 0.5)
    return arrays(np.float64, shape, elements=off_corner)


@st.composite
def networks(draw, outputs=EVERY):
    """Draw a small network in float64, with inputs and one-hot targets."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    hidden, output = draw(st.sampled_from(NEURON_BY_NEURON)), draw(st.sampled_from(outputs))
    rule = draw(st.sampled_from([rule for rule, name in PAIRS if name == output]))
    seed, n_samples = draw(st.integers(0, 2**32)), draw(st.integers(1, 5))
    network = in_float64(Network.random(sizes, activation=hidden, output=output, cost=rule, rng=seed))
    rng = np.random.default_rng(seed)
    targets = np.eye(sizes[-1])[rng.integers(sizes[-1], size=n_samples)]
    return network, rng.random((n_samples, sizes[0])), targets


def in_float64(network):
    """Return the same network in float64."""
    return network.with_parameters(network.parameters.map(lambda array: array.astype(np.float64)))


def moved(network, asarray):
    """Return the same network in arrays of another library."""
    return network.with_parameters(network.parameters.map(lambda array: asarray(array.copy())))


# Activations


@pytest.mark.parametrize("name", NEURON_BY_NEURON)
@given(z=numbers((1, 3)))
def test_the_slope_is_that_of_the_curve(name, z):
    """Central differences measure the slope without knowing the formula."""
    activation = ACTIVATIONS[name]
    measured = (activation.value(z + NUDGE) - activation.value(z - NUDGE)) / (2 * NUDGE)
    np.testing.assert_allclose(activation.slope(z, activation.value(z)), measured, **NEARLY)


@pytest.mark.parametrize("name", EVERY)
@given(z=numbers((2, 3)), wishes=numbers((2, 3)))
def test_wishes_are_pulled_back_through_the_whole_jacobian(name, z, wishes):
    """dC/dz_k = sum over j of dC/da_j da_j/dz_k, each derivative measured by a central difference."""
    activation = ACTIVATIONS[name]
    measured = np.empty_like(z)
    for k, nudge in enumerate(np.eye(3) * NUDGE):
        column = (activation.value(z + nudge) - activation.value(z - nudge)) / (2 * NUDGE)
        measured[:, k] = (wishes * column).sum(axis=-1)
    np.testing.assert_allclose(activation.pull_back(wishes, z, activation.value(z)), measured, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EVERY)
def test_no_activation_overflows(name, kind):
    """Floating-point errors are raised here, and a pre-activation of 10,000 is no reason for one."""
    z = np.array([[-1e4, -100.0, 0.0, 100.0, 1e4], [1e4, 1e4, -1e4, -1e4, 0.0]], kind)
    with np.errstate(over="ignore"):  # as the forward pass has it: see sigmoid
        a = ACTIVATIONS[name].value(z)
    back = ACTIVATIONS[name].pull_back(np.ones_like(z), z, a)
    assert np.isfinite(a).all()
    assert np.isfinite(back).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EVERY)
def test_activations_keep_the_kind_of_float_and_their_argument(name, kind):
    """float32 stays float32, forward and backward, and nothing is written to z."""
    z = np.array([[-1.5, 0.25, 2.0]], kind)
    before = z.copy()
    a = ACTIVATIONS[name].value(z)
    assert (a.dtype, ACTIVATIONS[name].pull_back(np.ones_like(z), z, a).dtype) == (kind, kind)
    np.testing.assert_array_equal(z, before)


@given(z=numbers((3,), largest=800.0))
def test_the_sigmoid_mirrors_about_one_half(z):
    """sigma(-z) = 1 - sigma(z), and every value lies from 0 to 1."""
    np.testing.assert_allclose(sigmoid(-z), 1 - sigmoid(z), rtol=0, atol=2e-16)
    assert ((sigmoid(z) >= 0) & (sigmoid(z) <= 1)).all()


@given(z=numbers((2, 4), largest=1e4))
def test_shares_add_up_to_one(z):
    """Whatever the pre-activations, softmax divides one whole, and none of its shares is negative."""
    np.testing.assert_allclose(softmax(z).sum(axis=-1), 1.0, rtol=1e-15)
    assert (softmax(z) >= 0).all()


@given(z=numbers((2, 4)), shift=st.floats(-100, 100))
def test_softmax_sees_differences_only(z, shift):
    """Adding the same to every pre-activation changes no share, up to the rounding of z + shift."""
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-12)


@given(z=numbers((4,)))
def test_two_way_softmax_is_the_sigmoid_of_the_difference(z):
    """e^a / (e^a + e^b) = 1 / (1 + e^(b - a))."""
    pairs = np.stack([z, np.zeros(4)], axis=-1)
    np.testing.assert_allclose(softmax(pairs)[:, 0], sigmoid(z), rtol=1e-14)


# Costs


@pytest.mark.parametrize(("rule", "output"), PAIRS)
@given(z=numbers((2, 3)), labels=st.tuples(st.integers(-1, 2), st.integers(-1, 2)))
def test_delta_is_the_slope_of_the_cost(rule, output, z, labels):
    """dC/dz of every admissible pair, against central differences; label -1 is "none of these"."""
    activation = ACTIVATIONS[output]
    targets = (np.array(labels)[:, None] == np.arange(3)).astype(np.float64)
    measured = np.empty_like(z)
    for k, nudge in enumerate(np.eye(3) * NUDGE):
        above, below = (
            COSTS[rule].value(at, activation.value(at), targets, activation) for at in (z + nudge, z - nudge)
        )
        measured[:, k] = (above - below) / (2 * NUDGE)
    delta = COSTS[rule].delta(z, activation.value(z), targets, activation)
    np.testing.assert_allclose(delta, measured, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize(("rule", "output"), PAIRS)
@given(z=numbers((1, 3)), label=st.integers(0, 2))
def test_every_cost_is_what_loops_say(rule, output, z, label):
    """The naive formula, logarithms and all, at pre-activations where it is still exact."""
    activation, targets = ACTIVATIONS[output], np.eye(3)[[label]]
    a = activation.value(z)
    expected = loops.cost_of_outputs(rule, output, loops.activate(output, z[0].tolist()), targets[0].tolist())
    np.testing.assert_allclose(COSTS[rule].value(z, a, targets, activation), [expected], rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("rule", "output"), PAIRS)
def test_no_cost_overflows(rule, output, kind):
    """Confidently right and confidently wrong at z = 10,000: finite numbers of the same kind, and none below 0."""
    z = np.array([[1e4, -1e4, 0.0], [-1e4, 1e4, 1e4]], kind)
    targets, activation = np.eye(3, dtype=kind)[:2], ACTIVATIONS[output]
    with np.errstate(over="ignore"):  # as the forward pass has it: see sigmoid
        a = activation.value(z)
    value = COSTS[rule].value(z, a, targets, activation)
    delta = COSTS[rule].delta(z, a, targets, activation)
    assert np.isfinite(value).all()
    assert np.isfinite(delta).all()
    assert (value >= 0).all()
    assert (value.dtype, delta.dtype) == (kind, kind)


@given(z=numbers((3, 4)))
def test_none_of_these_costs_softmax_nothing(z):
    """Targets that are all 0 name no class: cross-entropy has no surprise and no slope."""
    rule, activation, targets = COSTS["cross-entropy"], ACTIVATIONS["softmax"], np.zeros((3, 4))
    np.testing.assert_array_equal(rule.value(z, softmax(z), targets, activation), np.zeros(3))
    np.testing.assert_array_equal(rule.delta(z, softmax(z), targets, activation), np.zeros((3, 4)))


# Networks


@given(drawn=networks())
def test_every_network_answers_as_loops_do(drawn):
    """Any architecture, one example and one connection at a time."""
    network, inputs, targets = drawn
    layers = loops.layers_of(network)
    expected = [loops.forward(layers, x)[1][-1] for x in inputs.tolist()]
    np.testing.assert_allclose(network.outputs(inputs), expected, rtol=1e-12, atol=1e-14)
    each = [loops.cost(layers, network.cost, x, y) for x, y in zip(inputs.tolist(), targets.tolist(), strict=True)]
    np.testing.assert_allclose(costs(network, inputs, targets), each, rtol=1e-9, atol=1e-12)


@given(drawn=networks(), seed=st.integers(0, 2**32))
def test_relabelling_hidden_neurons_leaves_the_outputs_unchanged(drawn, seed):
    """Rows of one layer and columns of the next change places together: the same function by other names."""
    network, inputs, _ = drawn
    weights, biases = list(network.weights), list(network.biases)
    rng = np.random.default_rng(seed)
    for number in range(len(weights) - 1):
        order = rng.permutation(len(biases[number]))
        weights[number], biases[number] = weights[number][order], biases[number][order]
        weights[number + 1] = weights[number + 1][:, order]
    renamed = network.with_parameters(Parameters(tuple(weights), tuple(biases)))
    np.testing.assert_allclose(renamed.outputs(inputs), network.outputs(inputs), rtol=1e-12, atol=1e-14)


@given(drawn=networks())
def test_dials_survive_being_put_in_one_row(drawn):
    """from_vector(to_vector(p)) == p, to the last bit and in the same shapes."""
    parameters = drawn[0].parameters
    again = parameters.from_vector(parameters.to_vector())
    for one, other in zip(parameters.weights + parameters.biases, again.weights + again.biases, strict=True):
        np.testing.assert_array_equal(other, one, strict=True)


@given(seed=st.integers(0, 2**32), output=st.sampled_from(EVERY))
def test_many_networks_at_once_are_the_networks_one_by_one(seed, output):
    """A leading axis changes no number: outputs, costs and rows of dials, in float64 to 1e-13."""
    many = in_float64(Network.random((3, 4, 2), output=output, copies=3, rng=seed))
    inputs, targets = np.random.default_rng(seed).random((5, 3)), np.eye(2)[[0, 1, 1, 0, 1]]
    together, row = many.outputs(inputs), many.parameters.to_vector()
    for n in range(3):
        one = many.with_parameters(many.parameters.from_vector(row[n]))
        np.testing.assert_allclose(together[n], one.outputs(inputs), rtol=1e-13, atol=1e-15)
        assert cost(many, inputs, targets)[n] == pytest.approx(cost(one, inputs, targets), rel=1e-13)


@given(drawn=networks())
def test_each_sample_is_answered_by_itself(drawn):
    """The order of the samples does not matter, and neither does their company."""
    network, inputs, _ = drawn
    backwards = network.outputs(inputs[::-1])[::-1]
    alone = np.concatenate([network.outputs(row[None]) for row in inputs])
    np.testing.assert_allclose(backwards, network.outputs(inputs), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(alone, network.outputs(inputs), rtol=1e-12, atol=1e-14)


# Other libraries


@given(drawn=networks())
def test_pytorch_gives_the_same_numbers(torch, drawn):
    """The same lines of code run on tensors: answers, outputs and costs agree to 1e-12."""
    network, inputs, targets = drawn
    theirs = moved(network, torch.asarray)
    outputs = theirs.outputs(torch.asarray(inputs))
    assert isinstance(outputs, torch.Tensor)
    np.testing.assert_allclose(outputs.numpy(), network.outputs(inputs), rtol=1e-12, atol=1e-14)
    average = cost(theirs, torch.asarray(inputs), torch.asarray(targets))
    assert average == pytest.approx(cost(network, inputs, targets), rel=1e-11, abs=1e-13)


@given(drawn=networks())
def test_the_strict_array_api_gives_the_same_numbers(drawn):
    """What is used of the standard is in the standard, so that CuPy and JAX can follow."""
    network, inputs, targets = drawn
    theirs = moved(network, array_api_strict.asarray)
    x, y = array_api_strict.asarray(inputs), array_api_strict.asarray(targets)
    np.testing.assert_allclose(np.asarray(theirs.outputs(x)), network.outputs(inputs), rtol=1e-12, atol=1e-14)
    assert cost(theirs, x, y) == pytest.approx(cost(network, inputs, targets), rel=1e-11, abs=1e-13)
    np.testing.assert_array_equal(np.asarray(theirs.predict(x)), network.predict(inputs))


@given(drawn=networks())
def test_the_strict_array_api_runs_forward_and_backward_rules(drawn):
    """Layers and costs alone, without the checks at the public doors."""
    network, inputs, targets = drawn
    strict = array_api_strict.asarray
    layers = tuple(Dense(strict(L.weights.copy()), strict(L.biases.copy()), L.activation) for L in network.layers)
    trace, ours = propagate(layers, strict(inputs)), propagate(network.layers, inputs)
    rule, last = COSTS[network.cost], network.layers[-1].activation
    delta = rule.delta(trace.pre_activations[-1], trace.outputs, strict(targets), last)
    expected = rule.delta(ours.pre_activations[-1], ours.outputs, targets, last)
    np.testing.assert_allclose(np.asarray(delta), expected, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(np.asarray(layers[-1].wishes(delta)), network.layers[-1].wishes(expected), rtol=1e-11)
