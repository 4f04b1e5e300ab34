"""The table of baselines: each measured as `baseline` and a count would."""

import numpy as np
import pytest

from perceptible.errors import UnknownNameError
from perceptible.insight import baseline, read_with


def test_a_reading_counts_what_the_reader_reads(synthetic):
    """By hand: make the reader, ask it, count."""
    answers = baseline("nearest neighbor", synthetic).predict(synthetic.test.inputs[:50])
    reading = read_with("nearest neighbor", synthetic, most=50)
    assert reading.n_correct == np.sum(answers == synthetic.test.labels[:50])
    assert reading.accuracy == reading.n_correct / 50
    assert reading.n_parameters == len(synthetic.train) * 784


def test_a_layer_has_a_dial_for_each_pixel_and_digit(synthetic):
    """784 x 10 weights and 10 biases."""
    assert read_with("logistic regression", synthetic, rng=0).n_parameters == 7850


def test_unknown_baselines_are_named(synthetic):
    """With those that there are."""
    with pytest.raises(UnknownNameError, match="baseline 'forest' is not known"):
        read_with("forest", synthetic)
