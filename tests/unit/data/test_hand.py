"""How a hand varies: stated amounts of variation, and nothing where none is drawn."""

import numpy as np
import pytest

from perceptible.data.hand import bend, carelessness_of, lean, pen_radii, trace
from perceptible.data.handwriting import curve_of, variants_of

CURVES = [curve_of(variant) for variant in variants_of(7)]


def drawings(n=400, seed=0):
    """Return a generator and the dots of many sevens, as they stand in the alphabet."""
    still = np.zeros((n, 16, 2), np.float32)
    return np.random.default_rng(seed), trace(CURVES, np.zeros(n, np.int64), still, np.ones((n, 1), np.float32))


def test_joints_that_do_not_move_leave_the_curve():
    """The dots are those of the curve, about their middle."""
    _, dots = drawings(n=2)
    expected = CURVES[0].basis @ CURVES[0].joints
    np.testing.assert_allclose(dots[1], expected - expected.mean(axis=0), atol=1e-6)


def test_each_drawing_follows_the_curve_chosen_for_it():
    """In whatever order curves are chosen."""
    chosen = np.array([1, 0, 1])
    dots = trace(CURVES, chosen, np.zeros((3, 16, 2), np.float32), np.ones((3, 1), np.float32))
    np.testing.assert_array_equal(dots[0], dots[2])
    assert not np.allclose(dots[0], dots[1])


def test_no_care_bends_nothing():
    """The waves are multiplied by it."""
    generator, dots = drawings(n=3)
    np.testing.assert_array_equal(bend(dots, np.zeros((3, 1), np.float32), generator), dots)


def test_care_is_spread_about_one():
    """Its logarithm is normal: a median of 1, and a spread of 0.3."""
    care = carelessness_of(20_000, np.random.default_rng(0))
    assert np.median(care) == pytest.approx(1, abs=0.01)
    assert np.log(care).std() == pytest.approx(0.30, abs=0.01)


def test_drawings_lean_to_the_right_on_average():
    """By 0.08 widths a height: what is above moves to the right, as y goes down."""
    upright = np.zeros((20_000, 2, 2), np.float32)
    upright[:, 0, 1], upright[:, 1, 1] = -0.5, 0.5
    leaning = lean(upright, np.random.default_rng(0))
    assert np.median(leaning[:, 0, 0] - leaning[:, 1, 0]) == pytest.approx(0.08, abs=0.01)


def test_pens_are_as_thick_as_those_of_mnist():
    """A median thickness of 2.4 pixels, never thinner than 1 nor thicker than 7."""
    radii = pen_radii(5_000, 96, np.random.default_rng(0))
    assert np.median(2 * radii) == pytest.approx(2.4, abs=0.05)
    assert 1 <= 2 * radii.min() <= 2 * radii.max() <= 7
