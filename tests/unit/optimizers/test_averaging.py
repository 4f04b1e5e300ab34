"""Averaged weights, by hand."""

import array_api_strict
import numpy as np
import pytest

from perceptible.network import Parameters
from perceptible.optimizers import follow


def dials(value):
    """Return parameters with one weight and one bias of this value."""
    return Parameters((np.full((1, 1), value),), (np.full(1, value),))


def followed(average, now, *, decay, n_steps):
    """Return where the average is afterwards."""
    return follow(dials(average), dials(now), decay=decay, n_steps=n_steps).to_vector().tolist()


def test_late_the_average_keeps_its_decay():
    """After 10,000 steps (1 + t) / (10 + t) is above 0.75: 0.75 * 8 + 0.25 * 4 = 7."""
    assert followed(8.0, 4.0, decay=0.75, n_steps=10_000) == [7.0, 7.0]


def test_early_the_average_forgets_the_random_start():
    """Before the first step it keeps 1 / 10, though a decay of 0.999 was asked for: 0.1 * 10 + 0.9 * 0."""
    assert followed(10.0, 0.0, decay=0.999, n_steps=0) == pytest.approx([1.0, 1.0])
    assert followed(10.0, 0.0, decay=0.999, n_steps=8) == pytest.approx([5.0, 5.0])  # (1 + 8) / (10 + 8)


def test_a_low_decay_holds_from_the_first_step():
    """The smaller of the two counts."""
    assert followed(10.0, 0.0, decay=0.05, n_steps=0) == pytest.approx([0.5, 0.5])


def test_without_decay_the_average_is_the_present():
    """Nothing is kept."""
    assert followed(10.0, 3.0, decay=0.0, n_steps=5) == [3.0, 3.0]


def test_an_average_of_what_stays_stays():
    """Weights that no longer move are their own average."""
    assert followed(3.0, 3.0, decay=0.9, n_steps=50) == pytest.approx([3.0, 3.0], rel=1e-15)


def test_nothing_that_goes_in_is_changed():
    """The trained weights go on without it."""
    average, now = dials(10.0), dials(0.0)
    follow(average, now, decay=0.5, n_steps=100)
    assert (average.to_vector().tolist(), now.to_vector().tolist()) == ([10.0, 10.0], [0.0, 0.0])


def test_arrays_of_other_libraries_are_averaged_too():
    """Only the array API standard is used."""
    average, now = (dials(value).map(array_api_strict.asarray) for value in (8.0, 4.0))
    found = follow(average, now, decay=0.75, n_steps=10_000)
    np.testing.assert_array_equal(np.asarray(found.to_vector()), [7.0, 7.0])
