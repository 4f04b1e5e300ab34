"""Which training images taught a network its answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perceptible as pc
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import SettingsError, ShapeError, ValueRangeError
from perceptible.gradients import per_example_gradients
from perceptible.insight.influence import Influence, gradient_products, influence, rank_correlation
from perceptible.network import Network, Patches, Shared, costs
from perceptible.training import Recording, Settings, train

RATE = 0.01


def a_split(n_samples, seed=0):
    """Return a few images of four pixels."""
    rng = np.random.default_rng(seed)
    return Split(rng.random((n_samples, 4)), rng.integers(3, size=n_samples), n_classes=3)


def exact(network):
    """Return the same network in float64."""
    return network.with_parameters(network.parameters.map(lambda array: array.astype(np.float64)))


def recorded(network, taught, settings):
    """Return every step of a training."""
    data, recording = Dataset("few", taught, taught, ("a", "b", "c")[: taught.n_classes], None), Recording()
    for event in recording.record(train(network, data, settings, rng=0, every=1)):
        last = event.state.network
    return recording, last


@pytest.mark.parametrize("output", [("sigmoid", "squared-error"), ("softmax", "cross-entropy")])
def test_products_are_those_of_the_gradients_written_out(output):
    """Each gradient of each image as one long vector, multiplied component by component."""
    network = exact(Network.random((4, 5, 3), output=output[0], cost=output[1], rng=0))
    first, second = a_split(3), a_split(6, seed=1)
    left, right = (
        [array.reshape(len(split), -1) for array in (*found.weights, *found.biases)]
        for split in (first, second)
        for found in [per_example_gradients(network, split.inputs, split.targets.astype(np.float64))]
    )
    expected = sum(a @ b.T for a, b in zip(left, right, strict=True))
    np.testing.assert_allclose(gradient_products(network, first, second), expected, rtol=1e-10)


def test_with_small_steps_all_scores_together_are_what_the_cost_fell_by():
    """To first order what all images taught is all that was learned: the change of the cost, measured directly."""
    taught, asked = a_split(6), a_split(4, seed=1)
    start = exact(Network.random((4, 5, 3), start="scaled", rng=0))
    recording, end = recorded(start, taught, Settings(epochs=20, batch_size=6, learning_rate=RATE))
    fell = costs(start, asked.inputs, asked.targets.astype(np.float64)) - costs(
        end, asked.inputs, asked.targets.astype(np.float64)
    )
    scores = influence(recording, taught, asked, learning_rate=RATE).scores
    np.testing.assert_allclose(scores.sum(axis=1), fell, rtol=0.02, atol=1e-5)


def test_what_is_foretold_is_what_one_step_without_an_image_shows():
    """After a single small step leaving an image out changes the cost by its own part of that step."""
    taught, asked = a_split(5), a_split(3, seed=1)
    start = exact(Network.random((4, 5, 3), start="scaled", rng=0))
    recording, end = recorded(start, taught, Settings(epochs=1, batch_size=5, learning_rate=1e-4))
    targets = asked.targets.astype(np.float64)
    # The step without image 2, by hand: a fifth of the gradients of the other four.
    others = taught.take(np.array([0, 1, 3, 4]))
    gradient = pc.gradient(start, others.inputs, others.targets.astype(np.float64))
    moved = start.parameters.to_vector() - 1e-4 * 4 / 5 * gradient.to_vector()
    without = start.with_parameters(start.parameters.from_vector(moved))
    measured = costs(without, asked.inputs, targets) - costs(end, asked.inputs, targets)
    foretold = influence(recording, taught, asked, learning_rate=1e-4).without(np.array([2]))
    np.testing.assert_allclose(foretold, measured, rtol=1e-3)


def test_an_image_shown_with_its_own_label_helped_and_with_the_other_hurt():
    """Of two classes with softmax p - y is p_other (-1, 1) or p_own (1, -1), so the gradients are always opposite."""
    rng = np.random.default_rng(0)
    inputs, labels = rng.random((8, 4)), rng.integers(2, size=8)
    inputs[1], labels[1] = inputs[0], 1 - labels[0]
    taught = Split(inputs, labels, n_classes=2)
    start = Network.random((4, 5, 2), output="softmax", cost="cross-entropy", start="scaled", rng=0)
    recording, _ = recorded(start, taught, Settings(epochs=3, batch_size=4, learning_rate=0.1))
    scores = influence(recording, taught, taught.take(np.array([0])), learning_rate=0.1).scores[0]
    assert scores[0] > 0 > scores[1]


def test_those_that_helped_and_hurt_are_told_in_order():
    """From the ends of the list, the first the most influential."""
    found = Influence(np.array([[0.0, 2.0, -1.0, 3.0]]))
    np.testing.assert_array_equal(found.helped(0, 2), [3, 1])
    np.testing.assert_array_equal(found.hurt(0, 2), [2, 0])
    np.testing.assert_array_equal(found.without(np.array([1, 2])), [1.0])


@given(st.lists(st.floats(-10, 10, width=16), min_size=2, max_size=12), st.integers(0, 100))
def test_rank_correlation_does_not_see_how_numbers_are_spaced(values, seed):
    """It stays under a rising curve, turns its sign with a falling one, and is 1 with itself unless all are equal."""
    first = np.array(values, np.float64)
    second = np.random.default_rng(seed).random(len(first))
    assert rank_correlation(first**3, second) == pytest.approx(rank_correlation(first, second))
    assert rank_correlation(-first, second) == pytest.approx(-rank_correlation(first, second))
    assert rank_correlation(first, first) == pytest.approx(1.0 if np.ptp(first) else 0.0)


def test_rank_correlation_is_spearmans():
    """By his formula without ties: 1 - 6 (1 + 1 + 0 + 1 + 1) / (5 * 24) = 0.8."""
    first, second = np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.array([2.0, 1.0, 3.0, 6.0, 4.0])
    # ranks 1 2 3 4 5 and 2 1 3 5 4: differences 1 1 0 1 1
    assert rank_correlation(first, second) == pytest.approx(1 - 6 * 4 / (5 * 24))


def test_what_cannot_be_asked_is_refused():
    """No path, no rate, weights that are shared, lists that do not pair."""
    network, split = Network.random((4, 3), rng=0), a_split(2)
    recording, _ = recorded(network, split, Settings(epochs=1))
    with pytest.raises(ValueRangeError, match=r"learning_rate is 0\.0, expected a number above 0"):
        influence(recording, split, split, learning_rate=0.0)
    with pytest.raises(SettingsError, match="recording holds 0 moments, expected at least 2"):
        influence(Recording(), split, split, learning_rate=1.0)
    with pytest.raises(ShapeError, match="the lists have shapes"):
        rank_correlation(np.zeros(2), np.zeros(3))
    shared = Shared.random(Patches(height=2, width=2, size=1), 1, rng=0)
    narrow = Network((shared, *Network.random((4, 3), rng=0).layers))
    with pytest.raises(ShapeError, match="layer of kind 'shared', expected dense ones"):
        gradient_products(narrow, split, split)
