"""Penalties on weight pictures: their slope, what they do to pictures, and that none is the plain training."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests import tiny

from perceptible.errors import DivergedError, SettingsError, ShapeError
from perceptible.experiments.penalty import Penalty, train_penalized
from perceptible.insight.edges import spatial_autocorrelation
from perceptible.network import Local, Network, Patches
from perceptible.training import train

DATA = tiny.dataset(60, n_inputs=36, image_shape=(6, 6))
START = tiny.network((36, 5, 3))
weights = arrays(np.float64, (2, 12), elements=st.floats(-3, 3))


@given(W=weights)
def test_the_pull_goes_down_the_slope_of_the_penalty(W):
    """Central differences of the cost, for the smooth part: the pull is a step of the slope's length."""
    penalty, measured = Penalty(smooth=0.7), np.zeros_like(W)
    for place in np.ndindex(W.shape):
        nudge = np.zeros_like(W)
        nudge[place] = 1e-4
        measured[place] = (penalty.cost(W + nudge, (3, 4)) - penalty.cost(W - nudge, (3, 4))) / 2e-4
    np.testing.assert_allclose(penalty.pull(W, (3, 4), 0.1), W - 0.1 * measured, atol=1e-7)


@given(W=weights)
def test_sizes_shrink_evenly_and_stop_at_zero(W):
    """By a tenth of 2 here; a weight that is smaller than that is gone, and none changes its sign."""
    pulled = Penalty(sparse=2.0).pull(W, (3, 4), 0.1)
    np.testing.assert_allclose(np.abs(pulled), np.maximum(np.abs(W) - 0.2, 0), atol=1e-15)
    assert (pulled * W >= 0).all()


def test_without_a_penalty_it_is_the_plain_training():
    """The same start, order and steps, to rounding: those of compiled code where that is there."""
    ours = train_penalized(START, DATA, tiny.settings(epochs=3), Penalty(), rng=7)
    *_, last = train(START, DATA, tiny.settings(epochs=3), rng=7)
    np.testing.assert_allclose(
        ours.parameters.to_vector(), last.state.network.parameters.to_vector(), rtol=1e-4, atol=1e-5
    )


def test_smooth_weights_are_smoother_and_few_are_fewer():
    """Beside the same training without."""
    settings = tiny.settings(epochs=40)
    plain, smooth, sparse = (
        train_penalized(START, DATA, settings, penalty, rng=0)
        for penalty in (Penalty(), Penalty(smooth=0.01), Penalty(sparse=0.01))
    )
    rough, even = (spatial_autocorrelation(one.weights[0].astype(float), (6, 6)).mean() for one in (plain, smooth))
    assert even > rough + 0.2
    assert (sparse.weights[0] == 0).mean() > 0.3 > (plain.weights[0] == 0).mean()


@pytest.mark.parametrize("value", [-1, float("inf"), float("nan"), True, "much"])
def test_a_penalty_is_a_number_of_at_least_zero(value):
    """A negative one would reward roughness."""
    with pytest.raises(SettingsError, match=r"smooth is .*, expected a number of at least 0\. Change smooth"):
        Penalty(smooth=value)


def test_smoothing_that_would_overshoot_is_refused():
    """1.5 * 10 steps * 1 = 15, of which a quarter is the most."""
    with pytest.raises(SettingsError, match=r"smooth is 1 with a learning rate of 1.5, expected at most 0\.0167"):
        train_penalized(START, DATA, tiny.settings(), Penalty(smooth=1.0), rng=0)


def test_only_dense_pictures_are_penalized():
    """A patch has its own neighbors, which these lines do not know."""
    patches = Patches(height=6, width=6, size=3)
    local = Network((Local.random(patches, rng=0), *Network.random((16, 3), rng=0).layers))
    with pytest.raises(ShapeError, match=r"of kind 'local', expected 'dense'\. Penalize a dense one"):
        train_penalized(local, DATA, tiny.settings(), Penalty(), rng=0)
    with pytest.raises(ShapeError, match="tiny has no image shape, expected height and width"):
        train_penalized(tiny.network(), tiny.dataset(), tiny.settings(), Penalty(), rng=0)


def test_weights_that_are_no_numbers_end_the_training():
    """With a linear network and a huge rate they grow without end."""
    start = tiny.network((36, 5, 3), activation="identity")
    with pytest.raises(DivergedError, match=r"a weight stopped being a number in epoch \d+, .*Lower the rate"):
        train_penalized(start, DATA, tiny.settings(epochs=50, learning_rate=50.0), Penalty(), rng=0)
