"""Backpropagation, against hand arithmetic, against loops and against itself in other libraries' arrays."""

import array_api_strict
import numpy as np
import pytest
from tests import tiny
from tests.oracles import loops

from perceptible.errors import DtypeError, ShapeError, ValueRangeError
from perceptible.gradients import backpropagate, backward, gradient, input_gradient, per_example_gradients
from perceptible.network import ACTIVATIONS, Dense, Network, costs, propagate

# Two inputs, two ReLU neurons, one output: small enough for pencil and paper.
BY_HAND = Network(
    (
        Dense(np.array([[1.0, -1.0], [2.0, 0.0]]), np.zeros(2), ACTIVATIONS["relu"]),
        Dense(np.array([[1.0, -1.0]]), np.zeros(1), ACTIVATIONS["identity"]),
    )
)
# For (1, 0.5): z(1) = a(1) = (0.5, 2), z(2) = a(2) = -1.5; the target is 0.5, so the cost is (-2)^2 = 4.
INPUTS, TARGETS = np.array([[1.0, 0.5]]), np.array([[0.5]])
PAIRS = [
    *((output, "squared-error") for output in ACTIVATIONS),
    ("sigmoid", "cross-entropy"),
    ("softmax", "cross-entropy"),
]


def some_samples(n=4, n_inputs=6, n_outputs=3, seed=3):
    """Return inputs and targets in float64."""
    rng = np.random.default_rng(seed)
    return rng.random((n, n_inputs)), np.eye(n_outputs)[rng.integers(n_outputs, size=n)]


def in_arrays_of(xp, network):
    """Return the same network in arrays of another library."""
    return network.with_parameters(network.parameters.map(lambda array: xp.asarray(array.copy())))


def test_the_gradient_is_what_pencil_and_paper_say():
    """delta(2) = 2 (-1.5 - 0.5) = -4; delta(1) = -4 (1, -1), since both neurons are above 0."""
    found = gradient(BY_HAND, INPUTS, TARGETS)
    # dC/dW(1) = delta(1) a(0)^T, dC/db(1) = delta(1), dC/dW(2) = -4 (0.5, 2), dC/db(2) = -4
    np.testing.assert_array_equal(found.to_vector(), [-4, -2, 4, 2, -4, 4, -2, -8, -4])


def test_every_number_on_the_way_back_is_kept():
    """The views show each delta, so none may be lost."""
    back = backpropagate(BY_HAND, INPUTS, TARGETS)
    np.testing.assert_array_equal(back.deltas[0], [[-4.0, 4.0]])
    np.testing.assert_array_equal(back.deltas[1], [[-4.0]])
    np.testing.assert_array_equal(back.costs, [4.0])


def test_deltas_belong_to_single_samples():
    """Ten images have ten wishes; only the gradient is their average."""
    one, two = np.array([[1.0, 0.5]]), np.array([[0.25, 0.0]])
    apart = [backpropagate(BY_HAND, row, TARGETS).deltas[0] for row in (one, two)]
    together = backpropagate(BY_HAND, np.vstack([one, two]), np.vstack([TARGETS, TARGETS]))
    np.testing.assert_array_equal(together.deltas[0], np.vstack(apart))


def test_the_slope_of_relu_at_its_corner_is_zero():
    """Where z is exactly 0 there is no slope, and silence is the usual choice."""
    corner = gradient(BY_HAND, np.array([[0.5, 0.5]]), TARGETS)  # z(1) = (0, 1)
    np.testing.assert_array_equal(corner.biases[0][0], 0.0)
    assert corner.biases[0][1] != 0.0


@pytest.mark.parametrize(("output", "cost"), PAIRS)
def test_matrices_give_what_the_chain_rule_gives_in_loops(output, cost):
    """Neuron by neuron and image by image, in float64 to 1e-12."""
    network = tiny.exact(Network.random((6, 4, 3), activation="tanh", output=output, cost=cost, rng=5))
    inputs, targets = some_samples()
    expected = loops.average_gradient(loops.layers_of(network), cost, inputs.tolist(), targets.tolist())
    np.testing.assert_allclose(gradient(network, inputs, targets).to_vector(), expected, rtol=1e-12, atol=1e-14)


def test_costs_and_trace_are_those_of_the_forward_pass():
    """One pass serves training, history and views."""
    network, (inputs, targets) = tiny.exact(tiny.network()), some_samples()
    back = backpropagate(network, inputs, targets)
    np.testing.assert_array_equal(back.costs, costs(network, inputs, targets))
    np.testing.assert_array_equal(back.trace.outputs, network.outputs(inputs))
    assert back.trace.activations[0] is inputs


def test_a_dark_pixel_teaches_nothing():
    """Pixels that are black in every image never get a gradient: 1,072 of the lesson's 13,002 dials."""
    inputs, targets = some_samples()
    inputs[:, 2] = 0.0
    found = gradient(tiny.exact(tiny.network()), inputs, targets)
    np.testing.assert_array_equal(found.weights[0][:, 2], np.zeros(5))
    assert np.all(found.weights[0][:, 3] != 0.0)


def test_alike_neurons_get_alike_gradients():
    """From all zeros the neurons of a layer stay alike for ever, which is why starts are random."""
    found = gradient(tiny.exact(tiny.network(start="zeros")), *some_samples())
    np.testing.assert_array_equal(found.weights[1], found.weights[1][:, :1] * np.ones((1, 5)))


def test_nothing_that_goes_in_is_changed():
    """Functions return new values."""
    network, (inputs, targets) = tiny.exact(tiny.network()), some_samples()
    before = network.parameters.to_vector(), inputs.copy(), targets.copy()
    backpropagate(network, inputs, targets)
    for old, new in zip(before, (network.parameters.to_vector(), inputs, targets), strict=True):
        np.testing.assert_array_equal(old, new)


def test_float32_stays_float32():
    """Training runs in float32; one float64 constant would halve its speed."""
    inputs, targets = (array.astype(np.float32) for array in some_samples())
    back = backpropagate(tiny.network(), inputs, targets)
    arrays = (*back.gradient.weights, *back.gradient.biases, *back.deltas, back.costs)
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_backward_starts_from_any_wish():
    """Given 1 at one output and 0 elsewhere, it says how that pre-activation grows with each dial."""
    network, (inputs, _) = tiny.exact(tiny.network()), some_samples(n=1)
    trace = propagate(network.layers, inputs)
    _, found = backward(network.layers, trace, np.array([[0.0, 1.0, 0.0]]))
    np.testing.assert_array_equal(found.biases[1], [0.0, 1.0, 0.0])
    np.testing.assert_array_equal(found.weights[1][1], trace.activations[1][0])


def test_the_input_gradient_is_what_pencil_and_paper_say():
    """delta(1) W(1) = -4 (1, -1) + 4 (2, 0)."""
    np.testing.assert_array_equal(input_gradient(BY_HAND, INPUTS, TARGETS), [[4.0, 4.0]])


def test_the_input_gradient_is_the_slope_of_each_cost_along_its_own_inputs():
    """Central differences of 1e-6, each sample for itself: the gradient is not divided by the number of samples."""
    network, (inputs, targets) = tiny.exact(tiny.network(activation="tanh")), some_samples()
    found, nudge = input_gradient(network, inputs, targets), 1e-6
    for pixel in range(6):
        up, down = inputs.copy(), inputs.copy()
        up[:, pixel], down[:, pixel] = up[:, pixel] + nudge, down[:, pixel] - nudge
        slope = (costs(network, up, targets) - costs(network, down, targets)) / (2 * nudge)
        np.testing.assert_allclose(found[:, pixel], slope, rtol=1e-7, atol=1e-9)


def test_per_example_gradients_are_those_of_each_example_alone():
    """The table examples x dials of the lesson; its average is the gradient."""
    network, (inputs, targets) = tiny.exact(tiny.network()), some_samples()
    table = per_example_gradients(network, inputs, targets).to_vector()
    alone = [gradient(network, inputs[n : n + 1], targets[n : n + 1]).to_vector() for n in range(4)]
    np.testing.assert_allclose(table, alone, rtol=1e-13, atol=1e-16)
    np.testing.assert_allclose(table.mean(axis=0), gradient(network, inputs, targets).to_vector(), rtol=1e-12)


@pytest.mark.parametrize(("output", "cost"), PAIRS)
def test_many_networks_at_once_are_the_same_one_by_one(output, cost):
    """A leading axis means many networks; the lines of code are the same."""
    many = Network.random((6, 4, 3), activation="tanh", output=output, cost=cost, copies=3, rng=1)
    inputs, targets = some_samples()
    together = backpropagate(tiny.exact(many), inputs, targets)
    for n in range(3):
        one = backpropagate(tiny.exact(many.with_parameters(many.parameters.map(lambda p, n=n: p[n]))), inputs, targets)
        np.testing.assert_allclose(together.gradient.to_vector()[n], one.gradient.to_vector(), rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(together.deltas[0][n], one.deltas[0], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("output", "cost"), PAIRS)
def test_only_the_array_api_standard_is_used(output, cost):
    """array-api-strict has nothing but the standard; the numbers are NumPy's."""
    network = tiny.exact(tiny.network(activation="relu", output=output, cost=cost))
    strict, samples = in_arrays_of(array_api_strict, network), some_samples()
    there = tuple(array_api_strict.asarray(array) for array in samples)
    back = backpropagate(strict, *there)
    assert isinstance(back.gradient.weights[0], type(there[0]))
    np.testing.assert_array_equal(np.asarray(back.gradient.to_vector()), gradient(network, *samples).to_vector())
    np.testing.assert_array_equal(np.asarray(input_gradient(strict, *there)), input_gradient(network, *samples))


def test_per_example_gradients_use_only_the_standard():
    """Indexing is where the libraries differ most."""
    network, samples = tiny.exact(tiny.network()), some_samples()
    there = tuple(array_api_strict.asarray(array) for array in samples)
    found = per_example_gradients(in_arrays_of(array_api_strict, network), *there)
    np.testing.assert_array_equal(np.asarray(found.to_vector()), per_example_gradients(network, *samples).to_vector())


@pytest.mark.parametrize(("output", "cost"), PAIRS)
def test_arrays_of_pytorch_give_the_same_numbers(torch, output, cost):
    """The same functions, on the arrays that a GPU would hold; in float64 to 1e-12."""
    network = tiny.exact(tiny.network(activation="relu", output=output, cost=cost))
    samples = some_samples()
    found = gradient(in_arrays_of(torch, network), *(torch.asarray(array) for array in samples))
    np.testing.assert_allclose(found.to_vector().numpy(), gradient(network, *samples).to_vector(), rtol=1e-12)


@pytest.mark.parametrize("ask", [backpropagate, gradient, input_gradient, per_example_gradients])
def test_an_average_over_no_samples_is_refused(ask):
    """Zero divided by zero would be a gradient of NaN."""
    with pytest.raises(ShapeError, match=r"there are no samples, expected at least one\."):
        ask(tiny.network(), np.zeros((0, 6)), np.zeros((0, 3)))


@pytest.mark.parametrize("ask", [gradient, input_gradient, per_example_gradients])
@pytest.mark.parametrize(
    ("inputs", "targets", "kind", "message"),
    [
        ([[0.5] * 6], np.zeros((1, 3)), DtypeError, r"expected, found list.*numpy\.asarray"),
        (np.zeros((1, 6), int), np.zeros((1, 3)), DtypeError, r"inputs hold int64.*Divide pixels by 255"),
        (np.zeros((1, 5)), np.zeros((1, 3)), ShapeError, r"shape \(1, 5\), expected \(\.\.\., n_samples, 6\)"),
        (np.zeros(6), np.zeros(3), ShapeError, r"shape \(6,\).*inputs\[None, :\]"),
        (np.full((1, 6), np.nan), np.zeros((1, 3)), ValueRangeError, r"inputs\[0, 0\] is nan, expected a finite"),
        (np.zeros((1, 6)), np.array([1]), DtypeError, r"targets hold int64.*perceptible\.one_hot"),
        (np.zeros((1, 6)), np.zeros((2, 3)), ShapeError, r"targets has shape \(2, 3\), expected \(\.\.\., 1, 3\)"),
        (np.zeros((1, 6)), np.array([[0, np.inf, 0]]), ValueRangeError, r"targets\[0, 1\] is inf, expected a finite"),
    ],
)
def test_what_is_no_table_of_samples_is_refused(ask, inputs, targets, kind, message):
    """Each mistake gets one error that says what, where and what to do."""
    with pytest.raises(kind, match=message):
        ask(tiny.network(), inputs, targets)


def test_per_example_gradients_of_many_networks_are_refused():
    """Their leading axis is the samples' own."""
    with pytest.raises(ShapeError, match=r"the network holds \(2,\) networks, expected one\. Ask about them one"):
        per_example_gradients(tiny.network(copies=2), *some_samples())


def test_per_example_gradients_of_stacked_samples_are_refused():
    """One table of samples, no more axes."""
    with pytest.raises(ShapeError, match=r"\(2, 4, 6\) and \(2, 4, 3\), expected no axes before.*reshape\(-1"):
        per_example_gradients(tiny.network(), np.zeros((2, 4, 6)), np.zeros((2, 4, 3)))
