"""McNemar's test against hand arithmetic, and two planted networks compared."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evaluation.planted import answering_network, numbered_split

from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.evaluation import Comparison, compare, compare_answers, mcnemar, paired_interval
from perceptible.network.model import Network

LABELS = [0, 0, 0, 0, 0, 1, 1, 1]
FIRST = [0, 0, 0, 0, 1, 1, 0, 0]  # right about images 0 1 2 3 5
SECOND = [0, 1, 1, 1, 0, 1, 0, 0]  # right about images 0 4 5
COMPARED = compare(answering_network(FIRST, 2), answering_network(SECOND, 2), numbered_split(LABELS, 2))


def test_images_are_sorted_by_who_is_right():
    """Both: 0 and 5. Only the first: 1, 2, 3. Only the second: 4. Neither: 6 and 7."""
    assert Comparison(both_correct=2, only_first=3, only_second=1, both_wrong=2) == COMPARED
    assert COMPARED.n_images == 8


def test_the_difference_is_that_of_the_accuracies():
    """5 of 8 against 3 of 8."""
    assert COMPARED.accuracies == (5 / 8, 3 / 8)
    assert COMPARED.difference == 2 / 8
    assert COMPARED.interval == paired_interval(3, 1, 8)


def test_the_p_value_is_that_of_the_images_that_differ():
    """Three against one of four coins: 2 (1 + 4) / 2^4 = 0.625."""
    assert COMPARED.p_value == 0.625


# 2 times the sum of n over i for i up to the smaller count, over 2^n; never above 1.
@pytest.mark.parametrize(
    ("n_first", "n_second", "expected"),
    [
        (10, 2, 2 * (1 + 12 + 66) / 4096),
        (2, 10, 2 * (1 + 12 + 66) / 4096),
        (0, 5, 2 * 1 / 32),
        (6, 1, 2 * (1 + 7) / 128),
        (1, 0, 1.0),
        (3, 3, 1.0),  # 2 (1 + 6 + 15 + 20) / 64 is above 1
        (4, 3, 1.0),  # exactly one half of all ways, on either side
        (0, 0, 1.0),
    ],
)
def test_the_p_value_is_exact(n_first, n_second, expected):
    """Every one of these is a fraction that float64 holds."""
    assert mcnemar(n_first, n_second) == expected


def test_the_p_value_follows_the_normal_distribution_for_many_images():
    """1,000 against 900: (|100| - 1)^2 / 1900 = 5.158 with the continuity correction, of which chi squared says."""
    approximately = math.erfc(math.sqrt((100 - 1) ** 2 / 1_900 / 2))
    assert mcnemar(1_000, 900) == pytest.approx(approximately, rel=2e-3)


def test_the_p_value_of_hopeless_cases_is_a_number():
    """20,000 to 0 is 2^-19999, below the smallest float; what comes out is 0, not an error."""
    assert mcnemar(20_000, 0) == 0.0
    assert 0 < mcnemar(1_000, 0) < 1e-300


@given(n_first=st.integers(0, 200), n_second=st.integers(0, 200))
def test_the_p_value_does_not_ask_who_comes_first(n_first, n_second):
    """It is two-sided, at most 1, and smaller where one more image speaks for the one ahead."""
    p = mcnemar(n_first, n_second)
    assert p == mcnemar(n_second, n_first)
    assert 0 < p <= 1
    assert mcnemar(max(n_first, n_second) + 1, min(n_first, n_second)) <= p


def test_a_network_is_as_good_as_itself():
    """No image tells them apart."""
    network, split = Network.random((8, 2), rng=0), numbered_split(LABELS, 2)
    same = compare(network, network, split)
    assert (same.only_first, same.only_second, same.difference, same.p_value) == (0, 0, 0.0, 1.0)


def test_all_of_it_goes_into_json_and_back():
    """`perceptible compare --json` prints this."""
    table = COMPARED.as_dict()
    assert json.loads(json.dumps(table)) == table
    assert (table["only_first"], table["p_value"]) == (3, 0.625)


def test_many_networks_at_once_are_not_compared():
    """Two networks, not two crowds."""
    many, one = Network.random((8, 2), copies=3, rng=0), Network.random((8, 2), rng=0)
    with pytest.raises(ShapeError, match=r"leading axes \(3,\).*expected one network"):
        compare(one, many, numbered_split(LABELS, 2))


def test_an_empty_split_compares_nothing():
    """No image, no difference."""
    empty = numbered_split(LABELS, 2)
    empty = Split(empty.inputs[:0], empty.labels[:0], 2)
    network = Network.random((8, 2), rng=0)
    with pytest.raises(ShapeError, match="the split holds 0 images, expected at least one"):
        compare(network, network, empty)


@pytest.mark.parametrize(("n_first", "n_second"), [(-1, 3), (3, -1)])
def test_negative_counts_are_refused(n_first, n_second):
    """They are numbers of images."""
    with pytest.raises(ValueRangeError, match=rf"counts are {n_first} and {n_second}, expected whole numbers from 0"):
        mcnemar(n_first, n_second)


def test_anything_that_answers_can_be_compared():
    """Rules and neighbors too: right about images 0 1 2 3 5, against 0 4 5."""
    first, second = (np.array([image in right for image in range(8)]) for right in ({0, 1, 2, 3, 5}, {0, 4, 5}))
    assert compare_answers(first, second) == COMPARED


@pytest.mark.parametrize(("first", "second"), [((3,), (4,)), ((0,), (0,)), ((2, 2), (2, 2))])
def test_answers_to_different_images_are_refused(first, second):
    """They would be paired at random."""
    with pytest.raises(ShapeError, match=r"first has shape .* and second .* Ask both about the same images"):
        compare_answers(np.zeros(first, bool), np.zeros(second, bool))
