"""Unrolled training."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import SettingsError
from perceptible.insight.unrolled import gini, loss_sensitivity
from perceptible.network import Network, costs
from perceptible.training import train_together
from perceptible.training.settings import Settings

RATE, N = 0.3, 8
RNG = np.random.default_rng(0)
X, LABELS = RNG.normal(size=(N, 3)), np.arange(N) % 3
BATCHES = [RNG.permutation(N)[:3] for _ in range(6)]
START = Network.random((3, 4, 3), activation="relu", output="softmax", cost="cross-entropy", start="he", rng=1)
FINE = START.with_parameters(START.parameters.map(lambda array: array.astype(np.float64)))


def cost_after(inputs, n_steps, images=slice(None)):
    """Train with the library's own loop, a step at a time, and return the average cost of some images."""
    networks = FINE.with_parameters(FINE.parameters.map(lambda array: array[None]))
    settings = Settings(epochs=1, batch_size=3, learning_rate=RATE)
    for chosen in BATCHES[:n_steps]:
        networks = train_together(networks, inputs[chosen], np.eye(3)[LABELS[chosen]], settings, seeds=[0]).network
    return float(costs(networks, inputs, np.eye(3)[LABELS])[0][images].mean())


def slopes(question):
    """Return central differences of a question about all inputs."""
    found = np.zeros_like(X)
    for place in np.ndindex(X.shape):
        change = np.zeros_like(X)
        change[place] = 1e-5
        found[place] = (question(X + change) - question(X - change)) / 2e-5
    return found


@pytest.fixture(scope="module")
def unrolled():
    """Return what is to be tested."""
    return loss_sensitivity(START, X, LABELS, batches=BATCHES, learning_rate=RATE, moments=[0, 2, 6])


@pytest.mark.parametrize(("moment", "n_steps"), [(0, 0), (1, 2), (2, 6)])
def test_sensitivities_are_those_of_training_again_with_a_changed_image(unrolled, moment, n_steps):
    """Against central differences through the whole training; 1e-5 squared is their error."""
    expected = np.abs(slopes(lambda inputs: cost_after(inputs, n_steps))).sum(axis=1)
    np.testing.assert_allclose(unrolled.sensitivities[moment], expected, atol=1e-8)


def test_what_classes_do_to_each_other_is_too(unrolled):
    """Row 1: the cost of class 1, by images of each class."""
    each = np.abs(slopes(lambda inputs: cost_after(inputs, 6, LABELS == 1))).sum(axis=1)
    np.testing.assert_allclose(unrolled.by_class[1], [each[k == LABELS].mean() for k in range(3)], atol=1e-8)


def test_the_network_at_the_end_is_the_trained_one(unrolled):
    """Its cost is that of the library's training."""
    end = costs(unrolled.network, X.astype(np.float32), np.eye(3, dtype=np.float32)[LABELS]).mean()
    assert end == pytest.approx(cost_after(X, 6), abs=1e-6)


def test_a_class_without_images_has_no_sensitivity():
    """Labels 0 and 1 alone."""
    found = loss_sensitivity(START, X, LABELS % 2, batches=[], learning_rate=RATE, moments=[0])
    assert np.isnan(found.by_class[2]).any()
    assert np.isfinite(found.by_class[:2, :2]).all()


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20))
def test_gini_is_half_the_mean_difference_in_means(values):
    """By a naive double loop; the same whatever the unit, between 0 and 1."""
    n, total = len(values), sum(values)
    expected = sum(abs(a - b) for a in values for b in values) / (2 * n * total) if total else 0.0
    assert gini(np.array(values)) == pytest.approx(expected, abs=1e-9)
    assert 0 <= gini(np.array(values)) + 1e-12 < 1


@pytest.mark.parametrize("moments", [[], [2, 1], [-1], [7]])
def test_moments_that_are_none_are_refused(moments):
    """They must rise, and lie among the steps."""
    with pytest.raises(SettingsError, match=r"moments are \[.*expected rising numbers from 0 to the 6 steps"):
        loss_sensitivity(START, X, LABELS, batches=BATCHES, learning_rate=RATE, moments=moments)


def test_another_activation_is_refused():
    """Its second slope is not written here."""
    network = Network.random((3, 4, 3), rng=0)
    with pytest.raises(SettingsError, match=r"sigmoid sigmoid, expected relu .* Make one with Network.random"):
        loss_sensitivity(network, X, LABELS, batches=BATCHES, learning_rate=RATE, moments=[0])
