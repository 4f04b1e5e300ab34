"""Laws of the gradient, for any small network: what central differences and PyTorch's autograd say, and averages."""

from dataclasses import dataclass

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests import tiny
from tests.oracles import autograd

from perceptible.gradients import backpropagate, check_gradient, gradient, input_gradient, per_example_gradients
from perceptible.network import ACTIVATIONS, Network, cost

# Central differences turn each dial by 1e-5; a ReLU neuron within this of its corner might be pushed across it.
CLEAR_OF_CORNERS = 1e-3
# Below this length of the gradient the rounding of the cost itself shows: 1e-16 of it, divided by a nudge of 1e-5.
STEEP_ENOUGH = 1e-3
STARTS = ("normal", "scaled", "glorot", "he")
PAIRS = [
    *((output, "squared-error") for output in ACTIVATIONS),
    ("sigmoid", "cross-entropy"),
    ("softmax", "cross-entropy"),
]


@dataclass(frozen=True)
class Case:
    """A network in float64, and samples for it."""

    network: Network
    inputs: np.ndarray
    targets: np.ndarray


@st.composite
def cases(draw, min_samples=1):
    """Draw an architecture of up to three hidden layers, and dials, inputs and targets from one seed."""
    output, rule = draw(st.sampled_from(PAIRS))
    sizes = draw(st.lists(st.integers(1, 6), min_size=2, max_size=5))
    sizes[-1] = max(sizes[-1], 2 if output == "softmax" else 1)  # one share alone is always 1: nothing to learn
    activation, start = draw(st.sampled_from(sorted(ACTIVATIONS))), draw(st.sampled_from(STARTS))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    network = tiny.exact(Network.random(sizes, activation=activation, output=output, cost=rule, start=start, rng=rng))
    n = draw(st.integers(min_samples, 5))
    labels = rng.integers(-1, sizes[-1], size=n)  # -1 stands for none of these
    targets = (labels[:, None] == np.arange(sizes[-1])).astype(float)
    return Case(network, rng.random((n, sizes[0])), targets)


def stands_clear(case):
    """Tell whether every ReLU neuron is well away from its corner for every sample."""
    trace = case.network.forward(case.inputs)
    rows = zip(trace.pre_activations, case.network.activations, strict=True)
    return all(np.abs(z).min() > CLEAR_OF_CORNERS for z, name in rows if name == "relu")


def slopes_of(case):
    """Return the gradient in one row, where it is long enough to be compared."""
    slopes = gradient(case.network, case.inputs, case.targets).to_vector()
    assume(np.linalg.norm(slopes) > STEEP_ENOUGH)
    return slopes


@given(case=cases())
@settings(max_examples=1_000)
def test_the_gradient_is_what_central_differences_measure(case):
    """1,000 random small networks in float64, each to a relative error of 1e-6."""
    assume(stands_clear(case))
    slopes_of(case)
    found = check_gradient(case.network, case.inputs, case.targets)
    assert found.relative_error < 1e-6, found


@given(case=cases())
@settings(max_examples=1_000)
def test_the_gradient_is_what_autograd_derives(torch, case):
    """1,000 random small networks in float64, each to a relative error of 1e-10."""
    ours = slopes_of(case)
    theirs = autograd.gradient(torch, case.network, case.inputs, case.targets)
    assert np.linalg.norm(ours - theirs) < 1e-10 * np.linalg.norm(theirs)


@given(case=cases())
def test_the_gradient_of_a_batch_is_the_mean_of_single_gradients(case):
    """Which is why a mini-batch estimates the gradient of all the data."""
    table = per_example_gradients(case.network, case.inputs, case.targets).to_vector()
    whole = gradient(case.network, case.inputs, case.targets).to_vector()
    np.testing.assert_allclose(whole, table.mean(axis=0), rtol=1e-12, atol=1e-14)


@given(case=cases(min_samples=2), seed=st.integers(0, 100))
def test_the_order_within_a_batch_does_not_matter(case, seed):
    """An average has no order; sums round differently, to 1e-12."""
    order = np.random.default_rng(seed).permutation(len(case.inputs))
    shuffled = gradient(case.network, case.inputs[order], case.targets[order]).to_vector()
    whole = gradient(case.network, case.inputs, case.targets).to_vector()
    np.testing.assert_allclose(shuffled, whole, rtol=1e-12, atol=1e-14)


@given(case=cases(), times=st.integers(2, 4))
def test_repeating_a_batch_does_not_change_its_gradient(case, times):
    """The cost is an average: the same images twice are no larger a reason to move."""
    again = gradient(case.network, np.tile(case.inputs, (times, 1)), np.tile(case.targets, (times, 1))).to_vector()
    whole = gradient(case.network, case.inputs, case.targets).to_vector()
    np.testing.assert_allclose(again, whole, rtol=1e-12, atol=1e-14)


@given(case=cases())
def test_one_leading_axis_is_the_same_networks_one_by_one(case):
    """Two networks along an axis: this one, and one with its dials turned over."""
    dials = case.network.parameters.to_vector()
    many = case.network.with_parameters(case.network.parameters.from_vector(np.stack([dials, -dials])))
    together = backpropagate(many, case.inputs, case.targets).gradient.to_vector()
    for n, turned in enumerate((dials, -dials)):
        one = case.network.with_parameters(case.network.parameters.from_vector(turned))
        alone = gradient(one, case.inputs, case.targets).to_vector()
        np.testing.assert_allclose(together[n], alone, rtol=1e-11, atol=1e-13)


@given(case=cases())
def test_a_small_enough_step_against_the_gradient_lowers_the_cost(case):
    """By at least a half of what the slope promises, once the step is short enough."""
    assume(stands_clear(case))
    slopes = slopes_of(case)
    length = float(np.linalg.norm(slopes))
    before, dials = cost(case.network, case.inputs, case.targets), case.network.parameters
    moved = dials.from_vector(dials.to_vector() - 1e-4 / length * slopes)
    after = cost(case.network.with_parameters(moved), case.inputs, case.targets)
    assert after < before - 0.5 * 1e-4 * length


@given(case=cases())
def test_the_input_gradient_is_what_central_differences_measure(case):
    """Along a random direction in the inputs, summed over the samples, to a relative error of 1e-6."""
    assume(stands_clear(case))
    way = np.random.default_rng(0).standard_normal(case.inputs.shape)
    slopes, nudge, n = input_gradient(case.network, case.inputs, case.targets), 1e-6, len(case.inputs)
    up, down = (n * cost(case.network, case.inputs + sign * nudge * way, case.targets) for sign in (1, -1))
    scale = np.linalg.norm(slopes) * np.linalg.norm(way) + 1e-3
    assert abs((up - down) / (2 * nudge) - np.sum(slopes * way)) / scale < 1e-6
