"""Rules by hand: the first that applies answers, and they get as far as the page says."""

import numpy as np
import pytest

from perceptible.data import digit_strokes, prepare_strokes
from perceptible.insight import RULES, read_by_rules, rule_for


def drawn(*digits):
    """Return the built-in handwriting's first way of writing each digit."""
    return np.stack([prepare_strokes(digit_strokes(digit)).inputs for digit in digits])


def test_the_first_rule_that_applies_answers():
    """Of an 8 that has two holes all later rules are not asked; of a narrow 1 the first that sees it is `width`."""
    assert rule_for(drawn(8)).tolist() == [0]
    assert RULES[int(rule_for(drawn(1))[0])].words == "less than half as wide as high"


def test_answers_are_those_of_the_rules():
    """Round digits, straight ones, open ones."""
    inputs = drawn(0, 1, 4, 6, 7, 8)
    assert read_by_rules(inputs).tolist() == [0, 1, 4, 6, 7, 8]
    assert read_by_rules(inputs).tolist() == [RULES[place].digit for place in rule_for(inputs)]


def test_something_always_applies():
    """Even to nothing and to noise; the last rule says so in words."""
    inputs = np.stack([np.zeros(784), np.ones(784), np.random.default_rng(0).random(784)])
    assert read_by_rules(inputs).shape == (3,)
    assert RULES[-1].words == "anything else"


def test_every_digit_has_a_rule():
    """A digit without one would never be answered."""
    assert {rule.digit for rule in RULES} == set(range(10))


def test_many_images_are_read_block_by_block():
    """As one by one, wherever a block ends."""
    inputs = np.tile(drawn(0, 1, 8), (701, 1))
    np.testing.assert_array_equal(read_by_rules(inputs), np.tile([0, 1, 8], 701))
    assert read_by_rules(np.zeros((0, 784))).shape == (0,)


def test_rules_read_most_digits_of_mnist_and_not_more(mnist):
    """No short rule does it: between 70 and 80 % of the first 2,000 test digits."""
    found = np.mean(read_by_rules(mnist.test.inputs[:2_000]) == mnist.test.labels[:2_000])
    assert found == pytest.approx(0.75, abs=0.05)
