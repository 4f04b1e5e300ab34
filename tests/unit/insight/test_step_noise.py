"""Noise of a step: as if every image's gradient were written down, and every batch tried."""

from itertools import combinations

import numpy as np
import pytest

import perceptible as pc
from perceptible.errors import ValueRangeError
from perceptible.gradients import per_example_gradients
from perceptible.insight.step_noise import step_noise


@pytest.fixture(scope="module")
def few():
    """Give six images, so that all batches can be tried."""
    return pc.load_data("synthetic", n_train=10, n_test=10).train.take(np.arange(6))


@pytest.fixture(scope="module")
def network():
    """Give a small network."""
    return pc.Network.random((784, 8, 10), rng=0)


@pytest.mark.parametrize("size", [1, 2, 5, 6])
def test_noise_is_the_average_over_every_batch(few, network, size):
    """Each of the n over B batches once: the root of the mean squared difference from the whole gradient."""
    own = np.float64(per_example_gradients(network, few.inputs, few.targets).to_vector())
    whole = own.mean(axis=0)
    squares = [((own[list(batch)].mean(axis=0) - whole) ** 2).sum() for batch in combinations(range(6), size)]
    found = step_noise(network, few, size)
    assert found.slope == pytest.approx(np.linalg.norm(whole), rel=1e-5)
    assert found.noise == pytest.approx(np.sqrt(np.mean(squares)), rel=1e-5, abs=1e-12)


@pytest.mark.parametrize("size", [0, 7])
def test_batches_that_there_are_not_are_refused(few, network, size):
    """Neither none, nor more images than there are."""
    with pytest.raises(ValueRangeError, match=f"batch_size is {size}, expected 1 to 6"):
        step_noise(network, few, size)
