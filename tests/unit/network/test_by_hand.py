"""The network that nobody trained: its weights are what they say, and the hope is true in it."""

import numpy as np
import pytest

from perceptible.evaluation import evaluate
from perceptible.network.by_hand import DIGITS, HAND_BUILT_NAMES, PARTS, STROKES, Region, hand_built

NETWORK = hand_built()
GRAY = np.full((1, 784), 0.5)


def test_a_region_measures_its_mean_ink():
    """Rows 1 and 2, columns 0 to 2: six pixels, each of weight 1/6; ink elsewhere does not count."""
    picture = np.arange(784.0)
    assert Region(1, 3, 0, 3).mean() @ picture == pytest.approx((28 + 29 + 30 + 56 + 57 + 58) / 6)
    assert np.count_nonzero(Region(1, 3, 0, 3).mean()) == 6


@pytest.mark.parametrize("place", range(16))
def test_a_stroke_is_ink_less_the_ink_around_it(place):
    """On an even gray of 0.5: z = 14 (0.5 - 0.5 times all shares - least)."""
    stroke = list(STROKES.values())[place]
    z = NETWORK.forward(GRAY).pre_activations[0][0, place]
    shares = sum(share for _, share in stroke.paper)
    assert z == pytest.approx(14 * (0.5 - 0.5 * shares - stroke.least), abs=1e-5)


def test_a_loop_counts_its_strokes():
    """The upper loop: roof, two shoulders and center for it, three against; undecided at 2.5 of them, times 4."""
    row = HAND_BUILT_NAMES[1].index("upper loop")
    weights = dict(zip(HAND_BUILT_NAMES[0], NETWORK.weights[1][row], strict=True))
    assert {name for name, weight in weights.items() if weight == 4} == set(PARTS["upper loop"].present.split(", "))
    assert {name for name, weight in weights.items() if weight == -4} == {"left hip", "curl", "heel"}
    assert NETWORK.biases[1][row] == -10


def test_an_output_counts_loops_and_lines_as_often_as_they_are_named():
    """8 names the crossing twice: 2 x 5."""
    weights = dict(zip(HAND_BUILT_NAMES[1], NETWORK.weights[2][8], strict=True))
    assert (weights["crossing"], weights["upper loop"], weights["two bows"]) == (10, 5, -5)
    assert NETWORK.biases[2][8] == pytest.approx(-5 * DIGITS["8"].least)


def test_every_hidden_neuron_has_a_name_of_its_own():
    """16 strokes, 16 loops and lines, ten digits."""
    strokes, parts, digits = HAND_BUILT_NAMES
    assert len(set(strokes)) == len(set(parts)) == 16
    assert digits == tuple("0123456789")
    assert set(strokes).isdisjoint(parts)


def test_it_fits_every_place_where_the_trained_one_goes():
    """784-16-16-10 with sigmoids in float32: 13,002 dials."""
    assert (NETWORK.sizes, NETWORK.n_parameters) == ((784, 16, 16, 10), 13002)
    assert set(NETWORK.activations) == {"sigmoid"}
    assert {array.dtype for array in (*NETWORK.weights, *NETWORK.biases)} == {np.dtype(np.float32)}


def test_it_reads_more_than_half_of_the_test_images(mnist):
    """Guessing reads a tenth; the docs state what it reads: see docs/by_hand.md."""
    assert evaluate(NETWORK, mnist.test).accuracy > 0.6


def test_the_names_are_true(mnist):
    """Each of these parts answers more to the digit it is named for than to any other."""
    parts = NETWORK.forward(mnist.test.inputs).activations[2]
    means = np.array([parts[mnist.test.labels == digit].mean(axis=0) for digit in range(10)])
    brightest = dict(zip(HAND_BUILT_NAMES[1], means.argmax(axis=0).tolist(), strict=True))
    expected = {"ring": 0, "upright line": 1, "foot": 2, "two bows": 3, "open top": 4, "bar with flag": 5}
    assert brightest.items() >= (expected | {"belly": 6, "corner": 7, "crossing": 8, "upper loop": 8}).items()
