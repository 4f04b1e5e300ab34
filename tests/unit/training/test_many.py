"""Many trainings at once: each is what it would be alone."""

import numpy as np
import pytest
from tests import tiny

import perceptible as pc
from perceptible.errors import SettingsError
from perceptible.training.many import Training, fit_many


def trainings(n):
    """Return trainings of the tiny network that differ in rate and seed."""
    rates = np.linspace(0.1, 1.0, n)
    return [Training(tiny.network(), tiny.dataset(), tiny.settings(learning_rate=float(rate)), 7) for rate in rates]


@pytest.mark.parametrize("n_threads", [1, 2, 4])
def test_each_training_is_what_it_would_be_alone(n_threads):
    """Threads that shared a buffer would show here, to the last bit."""
    asked = trainings(6)
    for training, result in zip(asked, fit_many(asked, n_threads=n_threads), strict=True):
        alone = list(pc.train(training.network, training.data, training.settings, rng=7))[-1].state
        assert tiny.same(result.state.parameters, alone.parameters)
        assert result.history == alone.history


def test_all_networks_come_as_one_along_a_leading_axis(synthetic):
    """What was trained together can be looked at together."""
    many = pc.fit(synthetic, settings=pc.Settings(epochs=1), copies=3, rng=0)
    assert many.network.weights[0].shape == (3, 16, 784)
    assert np.array_equal(many.network.biases[2][1], many[1].network.biases[2])
    assert [len(column) for column in many.columns["test_accuracy"]] == [1, 1, 1]


def test_copies_differ_and_can_be_repeated(synthetic):
    """Each has a seed of its own, drawn from the one that was given."""
    once, again = (pc.fit(synthetic, settings=pc.Settings(epochs=1), copies=2, rng=5) for _ in range(2))
    assert not np.array_equal(once.network.weights[0][0], once.network.weights[0][1])
    assert np.array_equal(once.network.weights[0], again.network.weights[0])


def test_one_that_diverges_lets_the_others_go_on():
    """A sweep over learning rates must not die of its largest."""
    wild = Training(tiny.network(output="identity"), tiny.dataset(), tiny.settings(learning_rate=1e30), 7)
    with np.errstate(all="ignore"):
        results = fit_many([wild, *trainings(1)])
    assert [result.reason for result in results] == ["diverged", "all epochs"]


@pytest.mark.parametrize("copies", [0, -1, 2.0, True])
def test_impossible_numbers_of_copies_are_refused(copies, synthetic):
    """The message says what was given and what would do."""
    with pytest.raises(SettingsError, match=rf"copies is {copies!r}, expected a whole number above 0\. Leave it out"):
        pc.fit(synthetic, copies=copies)


def test_no_trainings_and_no_threads_are_refused():
    """Nothing to do is a mistake of the caller."""
    with pytest.raises(SettingsError, match=r"no trainings, expected at least one\. Give"):
        fit_many([])
    with pytest.raises(SettingsError, match=r"n_threads is 0, expected at least 1\. Leave"):
        fit_many(trainings(1), n_threads=0)
