"""Gradients held against each other, checked by geometry and by the library's own gradient."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perceptible as pc
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.averages import apart, gradient_over


def split_of(n):
    """Return some examples of random numbers, and a network for them."""
    rng = np.random.default_rng(n)
    split = Split(rng.random((n, 3)), rng.integers(0, 2, n), n_classes=2)
    return pc.Network.random((3, 4, 2), rng=0), split


@given(angle=st.floats(0, np.pi), length=st.floats(0.01, 100))
def test_the_angle_and_the_length_are_those_of_the_plane(angle, length):
    """A turned and stretched arrow is told as such, near 0 and 180 degrees too."""
    found = apart(length * np.array([np.cos(angle), np.sin(angle)]), np.array([1.0, 0.0]))
    assert found.degrees == pytest.approx(np.degrees(angle), abs=1e-9)
    assert found.times_as_long == pytest.approx(length, rel=1e-12)


@pytest.mark.parametrize(
    ("found", "whole", "length"), [((0, 0), (1, 0), 0), ((0, 0), (0, 0), 1), ((1, 0), (0, 0), np.inf)]
)
def test_a_gradient_of_zero_has_no_direction(found, whole, length):
    """It stands across everything, and nothing is divided by 0."""
    answer = apart(np.array(found, float), np.array(whole, float))
    assert (answer.degrees, answer.times_as_long) == (90, length)


def test_gradients_of_different_networks_are_not_compared():
    """Their components stand for different dials."""
    with pytest.raises(ShapeError, match=r"shapes \(2,\) and \(3,\).*one network"):
        apart(np.zeros(2), np.zeros(3))


@pytest.mark.parametrize("indices", [None, [0], [4, 1, 1]])
def test_the_gradient_over_some_is_the_mean_of_theirs(indices):
    """One by one, by the library."""
    network, split = split_of(5)
    exact = network.with_parameters(network.parameters.map(lambda array: np.asarray(array, np.float64)))
    each = [
        np.asarray(pc.gradient(exact, split.inputs[i : i + 1], split.targets[i : i + 1]).to_vector())
        for i in (range(5) if indices is None else indices)
    ]
    np.testing.assert_allclose(gradient_over(network, split, indices), np.mean(each, axis=0), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("index", [-1, 5])
def test_examples_that_are_not_there_are_refused(index):
    """With the ones that are."""
    with pytest.raises(ValueRangeError, match=f"no example {index}, expected 0 to 4. Choose one"):
        gradient_over(*split_of(5), [0, index])


def test_an_average_over_nothing_is_refused():
    """It would be no number."""
    with pytest.raises(ShapeError, match="holds 0 images, expected at least one"):
        gradient_over(*split_of(5), [])
