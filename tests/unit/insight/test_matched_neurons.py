"""Matched networks."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import ShapeError
from perceptible.insight.matched_neurons import assignment, distance_between, matched_to, permuted
from perceptible.network import Network


@given(n=st.integers(1, 6), decimals=st.integers(0, 3), seed=st.integers(0, 10_000))
def test_no_other_assignment_costs_less(n, decimals, seed):
    """Against all of them; with few decimals there are many ties."""
    costs = np.random.default_rng(seed).normal(size=(n, n)).round(decimals)
    found = assignment(costs)
    least = min(sum(costs[row, order[row]] for row in range(n)) for order in permutations(range(n)))
    assert sorted(found) == list(range(n))
    assert costs[np.arange(n), found].sum() == pytest.approx(least, abs=1e-12)


def test_large_tables_are_assigned_too():
    """A planted permutation that costs nothing, where all else costs something."""
    rng = np.random.default_rng(0)
    planted = rng.permutation(200)
    costs = rng.random((200, 200)) + 0.1
    costs[np.arange(200), planted] = 0
    assert assignment(costs).tolist() == planted.tolist()


@given(seed=st.integers(0, 50))
def test_permuted_networks_answer_the_same(seed):
    """Hidden neurons have no order; the sums are added up in another one, hence the tolerance."""
    rng = np.random.default_rng(seed)
    network, inputs = Network.random((4, 5, 6, 3), rng=seed), rng.random((7, 4), dtype=np.float32)
    changed = permuted(network, [rng.permutation(5), rng.permutation(6)])
    np.testing.assert_allclose(changed.outputs(inputs), network.outputs(inputs), atol=1e-6)


@given(seed=st.integers(0, 50))
def test_a_network_whose_neurons_were_exchanged_is_found_again(seed):
    """One hidden layer: the very same, for any permutation."""
    network = Network.random((6, 9, 4), rng=seed)
    changed = permuted(network, [np.random.default_rng(seed).permutation(9)])
    assert distance_between(matched_to(changed, network), network) == 0


def test_matching_never_takes_networks_apart():
    """The closest order is at most as far as the given one."""
    for seed in range(5):
        one, other = (Network.random((6, 9, 9, 4), rng=10 * seed + k) for k in (0, 1))
        assert distance_between(matched_to(one, other), other) <= distance_between(one, other) + 1e-6


def test_tables_that_are_not_square_are_refused():
    """Every row needs a column of its own."""
    with pytest.raises(ShapeError, match=r"costs has shape \(2, 3\).* Fill up"):
        assignment(np.zeros((2, 3)))


def test_networks_of_other_sizes_are_refused():
    """They have no neurons to exchange."""
    with pytest.raises(ShapeError, match=r"sizes \(2, 3, 1\) and \(2, 4, 1\), expected the same"):
        matched_to(Network.random((2, 3, 1)), Network.random((2, 4, 1)))
