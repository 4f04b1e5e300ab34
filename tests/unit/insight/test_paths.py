"""Three ways down from one start."""

from __future__ import annotations

import numpy as np
import pytest
from tests.tiny import dataset, network, settings

from perceptible.errors import SettingsError
from perceptible.evaluation import evaluate
from perceptible.insight.paths import descent_paths
from perceptible.training import train


@pytest.fixture(scope="module")
def paths():
    """Return the paths of three batch sizes over 25 images."""
    return descent_paths(network(), dataset(), epochs=4, batch_sizes=(25, 10, 1), rng=0)


def test_each_looks_at_the_same_number_of_images(paths):
    """1, 3 and 25 steps an epoch."""
    assert [path.name for path in paths.paths] == ["full batch", "mini-batches of 10", "single examples"]
    assert [path.recording.steps[-1] for path in paths.paths] == [4, 12, 100]


def test_all_begin_at_one_start(paths):
    """The first row of every path."""
    start = paths.start.parameters.to_vector()
    for path in paths.paths:
        np.testing.assert_array_equal(path.recording.dials[0], start)


def test_a_path_is_a_training(paths):
    """The same dials as `train` with these settings and this seed."""
    path = paths.paths[1]
    *_, last = train(network(), dataset(), settings(epochs=4, batch_size=10, learning_rate=1.5), rng=path.seed)
    np.testing.assert_array_equal(path.recording.dials[-1], last.state.parameters.to_vector())


def test_costs_are_those_of_all_training_images(paths):
    """Measured at each moment, not averaged on the way."""
    path = paths.paths[0]
    expected = [evaluate(path.recording.network_at(step), dataset().train).cost for step in path.recording.steps]
    np.testing.assert_allclose(path.costs, expected, rtol=1e-6)


def test_detours_are_at_least_the_straight_way(paths):
    """By the triangle inequality; the shares of two directions are at most everything."""
    assert all(path.detour >= 1 for path in paths.paths)
    assert 0 < sum(paths.plane[1]) <= 1 + 1e-12


def test_what_is_missing_is_said():
    """A learning rate for each batch size, and moments to draw."""
    with pytest.raises(SettingsError, match=r"learning_rates lack batch sizes \[1\]"):
        descent_paths(network(), dataset(), batch_sizes=(10, 1), learning_rates={10: 1.0})
    with pytest.raises(SettingsError, match="n_moments is 2"):
        descent_paths(network(), dataset(), n_moments=2)
