"""Scores of planted networks, whose every answer is known, against counting by hand and by loops."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import loops
from tests.unit.evaluation.planted import answering_network, copying_network, numbered_split

from perceptible.data.dataset import Split
from perceptible.errors import ShapeError
from perceptible.evaluation import accuracies, evaluate, wilson_interval
from perceptible.network.activations import ACTIVATIONS
from perceptible.network.layers import Dense
from perceptible.network.model import Network

IDENTITY = ACTIVATIONS["identity"]
LABELS = [0, 0, 0, 1, 1, 2]
ANSWERS = [0, 0, 1, 1, 2, 1]  # right, right, 0 taken for 1, right, 1 taken for 2, 2 taken for 1
PLANTED = evaluate(answering_network(ANSWERS, 4), numbered_split(LABELS, 4))  # class 3 does not occur


def test_the_accuracy_is_the_fraction_answered_correctly():
    """Three of six."""
    assert (PLANTED.n_correct, PLANTED.n_images, PLANTED.accuracy) == (3, 6, 0.5)
    assert PLANTED.interval == wilson_interval(3, 6)


def test_the_confusion_has_a_row_a_label_and_a_column_an_answer():
    """Zero was taken for 1 once, 1 for 2 once, 2 for 1 once; nothing is 3, and nothing was answered so."""
    expected = [[2, 1, 0, 0], [0, 1, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    np.testing.assert_array_equal(PLANTED.confusion, np.array(expected), strict=True)
    assert not PLANTED.confusion.flags.writeable


def test_each_class_has_its_recall_and_its_precision():
    """Class 1: one of two images found, one of three answers right. Class 2: none of one, none of one."""
    one, two = PLANTED.per_class[1], PLANTED.per_class[2]
    assert (one.n_images, one.n_answers, one.n_correct) == (2, 3, 1)
    assert (one.recall, one.precision, one.interval) == (1 / 2, 1 / 3, wilson_interval(1, 2))
    assert (two.recall, two.precision) == (0.0, 0.0)


def test_a_class_that_does_not_occur_has_no_recall():
    """0 of 0 is no fraction, and is not called 0 or 1."""
    absent = PLANTED.per_class[3]
    assert (absent.recall, absent.precision, absent.interval) == (None, None, None)


def test_the_images_behind_a_cell_can_be_opened():
    """Only image 2 is a 0 that was taken for a 1."""
    np.testing.assert_array_equal(PLANTED.images_of(0, 1), [2])
    np.testing.assert_array_equal(PLANTED.images_of(0, 0), [0, 1])
    assert PLANTED.images_of(3, 3).size == 0


def test_the_cost_is_the_average_over_the_images():
    """Right answers cost 0; wrong ones (1 - 0)^2 + (0 - 1)^2 = 2; three of six are wrong."""
    np.testing.assert_array_equal(PLANTED.costs, [0.0, 0.0, 2.0, 0.0, 2.0, 2.0])
    assert PLANTED.cost == 1.0


def test_confidence_is_the_largest_output():
    """Taken as it is, not divided by the sum of the outputs, which is 1.25 for the second image."""
    inputs = np.array([[0.25, 0.5], [0.75, 0.5]], np.float32)
    evaluation = evaluate(copying_network(2), Split(inputs, np.array([1, 0]), 2))
    np.testing.assert_array_equal(evaluation.confidences, [0.5, 0.75])


def test_calibration_compares_confidence_with_accuracy():
    """Always sure (1.0) and right half the time: off by a half, all of it in the last row of the table."""
    assert PLANTED.calibration.error == 0.5
    assert PLANTED.calibration.bins[-1].n_images == 6


@given(data=st.data(), n_classes=st.integers(1, 12), n_images=st.integers(1, 40))
def test_the_confusion_is_what_a_loop_counts(data, n_classes, n_images):
    """Any number of classes, 1 included; the diagonal adds up to the right answers."""
    classes = st.lists(st.integers(0, n_classes - 1), min_size=n_images, max_size=n_images)
    labels, given_answers = data.draw(classes), data.draw(classes)
    counted = [[0] * n_classes for _ in range(n_classes)]
    for label, answer in zip(labels, given_answers, strict=True):
        counted[label][answer] += 1
    evaluation = evaluate(answering_network(given_answers, n_classes), numbered_split(labels, n_classes))
    np.testing.assert_array_equal(evaluation.confusion, counted)
    assert evaluation.n_correct == sum(counted[n][n] for n in range(n_classes))


@pytest.mark.parametrize(
    ("output", "rule"), [("sigmoid", "squared-error"), ("sigmoid", "cross-entropy"), ("softmax", "cross-entropy")]
)
def test_costs_and_answers_are_those_of_loops(output, rule):
    """One image and one connection at a time; float32 is good to about 1e-6 here."""
    network = Network.random((6, 5, 3), output=output, cost=rule, rng=0)
    rng = np.random.default_rng(1)
    split = Split(rng.random((20, 6), np.float32), rng.integers(3, size=20), 3)
    evaluation, layers = evaluate(network, split), loops.layers_of(network)
    pairs = list(zip(split.inputs.tolist(), split.targets.tolist(), strict=True))
    np.testing.assert_allclose(evaluation.costs, [loops.cost(layers, rule, x, y) for x, y in pairs], rtol=1e-5)
    outputs = [loops.forward(layers, x)[1][-1] for x, _ in pairs]
    assert evaluation.answers.tolist() == [row.index(max(row)) for row in outputs]


def test_the_average_cost_is_summed_in_float64():
    """20,000 costs of 0.1 in float32, added one by one, would be off in the fourth digit."""
    network = Network((Dense(np.zeros((1, 1), np.float32), np.array([math.sqrt(0.1)], np.float32), IDENTITY),))
    split = Split(np.zeros((20_000, 1), np.float32), np.zeros(20_000, np.int64), 1)
    assert evaluate(network, split).cost == pytest.approx((1 - math.sqrt(0.1)) ** 2, rel=1e-6)


def test_all_of_it_goes_into_json_and_back():
    """`perceptible test --json` prints this, and a list must not come back as a tuple."""
    table = PLANTED.as_dict()
    assert json.loads(json.dumps(table, allow_nan=False)) == table
    assert {"n_images", "n_correct", "accuracy", "interval", "cost", "confusion", "calibration"} < set(table)
    assert [row["recall"] for row in table["per_class"]] == [2 / 3, 1 / 2, 0.0, None]


def test_the_worst_ten_mistakes_go_into_json():
    """A network that knows nothing makes thousands: the others are in `mistakes`."""
    evaluation = evaluate(answering_network([0] * 30, 2), numbered_split([1] * 30, 2))
    assert len(evaluation.mistakes) == 30
    assert [row["index"] for row in evaluation.as_dict()["worst_mistakes"]] == list(range(10))


def test_one_line_describes_the_result():
    """Three of six: Wilson's interval is 18.76 to 81.24 %, by the formula on paper."""
    assert repr(PLANTED) == "<Evaluation 3 of 6 correct: 50.00% (18.76% to 81.24%), cost 1>"


def test_the_numbers_cannot_be_changed():
    """A result stays what was measured."""
    for array in (PLANTED.outputs, PLANTED.costs, PLANTED.answers, PLANTED.confidences, PLANTED.confusion):
        assert not array.flags.writeable


def test_many_networks_at_once_are_not_one_evaluation():
    """The message names the function for many, and how to take one."""
    many = Network.random((3, 2), copies=4, rng=0)
    split = Split(np.zeros((1, 3), np.float32), np.array([0]), 2)
    with pytest.raises(
        ShapeError, match=r"leading axes \(4,\).*expected one network\. Use accuracies\(network, split\)"
    ):
        evaluate(many, split)


def test_many_networks_have_many_accuracies():
    """The first answers as planted (3 of 6), the second always 0 (3 of 6), the third always 1 (2 of 6)."""
    planted = [answering_network(each, 4).weights[0] for each in (ANSWERS, [0] * 6, [1] * 6)]
    many = Network((Dense(np.stack(planted), np.zeros((3, 4)), IDENTITY),))
    np.testing.assert_array_equal(accuracies(many, numbered_split(LABELS, 4)), [1 / 2, 1 / 2, 1 / 3])


def test_one_network_has_one_accuracy():
    """Without leading axes the result has none either."""
    found = accuracies(answering_network(ANSWERS, 4), numbered_split(LABELS, 4))
    assert found.shape == ()
    assert float(found) == 0.5
