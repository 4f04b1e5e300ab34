"""Starts: how widely each draws its dials, measured on many draws."""

import numpy as np
import pytest

from perceptible.errors import UnknownNameError
from perceptible.network.initialization import STARTS, start_named

SHAPE = (200, 400)  # 200 neurons with 400 inputs: 80,000 weights, standard deviations good to 1 %


def draw(name):
    """Return weights and biases of one layer."""
    return start_named(name)(np.random.default_rng(0), SHAPE)


# Standard deviation of weights and biases. Glorot: even within +-r has r / sqrt(3), and r^2 = 6 / 600.
@pytest.mark.parametrize(
    ("name", "weights_deviation", "biases_deviation"),
    [
        ("normal", 1.0, 1.0),
        ("scaled", 1 / 20, 1.0),
        ("glorot", (6 / 600 / 3) ** 0.5, 0.0),
        ("he", (2 / 400) ** 0.5, 0.0),
        ("zeros", 0.0, 0.0),
    ],
)
def test_each_start_has_its_published_width(name, weights_deviation, biases_deviation):
    """A start that is too wide saturates its neurons, one that is too narrow silences them."""
    weights, biases = draw(name)
    assert weights.std() == pytest.approx(weights_deviation, rel=0.02)
    assert biases.std() == pytest.approx(biases_deviation, rel=0.15)  # 200 draws only
    assert abs(weights.mean()) <= 4 * weights_deviation / 80_000**0.5


def test_glorot_stays_within_its_bounds():
    """It is even, not normal: nothing lies beyond sqrt(6 / (400 + 200)) = 0.1, and something lies near it."""
    weights, _ = draw("glorot")
    assert 0.0999 < np.abs(weights).max() <= 0.1


@pytest.mark.parametrize("name", STARTS)
def test_every_start_gives_the_shapes_that_were_asked_for(name):
    """A leading axis is many networks at once."""
    weights, biases = start_named(name)(np.random.default_rng(0), (7, 3, 5))
    assert (weights.shape, biases.shape) == ((7, 3, 5), (7, 3))


@pytest.mark.parametrize("name", STARTS)
def test_the_same_seed_gives_the_same_start(name):
    """A training is repeated from its seed alone."""
    for once, again in zip(draw(name), draw(name), strict=True):
        np.testing.assert_array_equal(once, again)


def test_an_unknown_start_is_refused_with_a_suggestion():
    """A slip of the finger gets the name that was meant."""
    with pytest.raises(UnknownNameError, match=r"start 'glorott' is not known.*normal.*Did you mean 'glorot'\?"):
        start_named("glorott")
