"""Mistakes and disputes of planted networks."""

import json

import numpy as np
import pytest
from tests.unit.evaluation.planted import answering_network, numbered_split

from perceptible.errors import SettingsError, ShapeError
from perceptible.evaluation import DisputedLabel, Mistake, disputed_labels, mistakes_in
from perceptible.network.activations import ACTIVATIONS
from perceptible.network.layers import Dense
from perceptible.network.model import Network

# Image 0 is right; 1 and 3 are wrong by 0.5; 2 is wrong by more.
OUTPUTS = np.array([[0.75, 0.25, 0.0], [0.5, 0.0, 0.25], [0.0, 1.0, 0.75], [0.125, 0.25, 0.5]])
LABELS = np.array([0, 1, 2, 1])


def test_the_most_confident_mistake_comes_first():
    """Equally confident ones keep the order of the images."""
    assert [mistake.index for mistake in mistakes_in(OUTPUTS, LABELS)] == [2, 1, 3]


def test_a_mistake_tells_what_came_near():
    """Image 1: answered 0 with 0.5, next came 2 with 0.25, and the label 1 came last."""
    expected = Mistake(index=1, label=1, answer=0, confidence=0.5, runner_up=2, margin=0.25)
    assert mistakes_in(OUTPUTS, LABELS)[1] == expected


def test_two_equally_bright_outputs_are_answer_and_runner_up():
    """The lower number is the answer, the margin is 0."""
    (mistake,) = mistakes_in(np.array([[0.25, 0.5, 0.5]]), np.array([2]))
    assert (mistake.answer, mistake.runner_up, mistake.margin) == (1, 2, 0.0)


@pytest.mark.parametrize("n_classes", [1, 3])
def test_no_mistake_is_an_empty_list(n_classes):
    """Also with a single class, where there is no runner-up."""
    assert mistakes_in(np.eye(n_classes), np.arange(n_classes)) == ()


def test_looking_for_mistakes_changes_no_output():
    """The runner-up is found in a copy."""
    before = OUTPUTS.copy()
    mistakes_in(OUTPUTS, LABELS)
    np.testing.assert_array_equal(OUTPUTS, before)


def test_mistakes_go_into_json_and_back():
    """Plain numbers, none of NumPy's."""
    rows = [mistake.as_dict() for mistake in mistakes_in(OUTPUTS.astype(np.float32), LABELS)]
    assert json.loads(json.dumps(rows)) == rows


def test_a_label_is_disputed_where_all_networks_agree_against_it():
    """Image 0: all say 0, as labeled. 1: all say 2. 2: all are wrong, but not alike. 3: one agrees with the label."""
    split = numbered_split([0, 1, 0, 1], 3)
    networks = [answering_network(each, 3) for each in ([0, 2, 1, 0], [0, 2, 2, 0], [0, 2, 1, 1])]
    assert disputed_labels(networks, split) == (DisputedLabel(index=1, label=1, answer=2),)


def test_networks_along_a_leading_axis_count_as_many():
    """Two in one, with the same answers as two apart."""
    split = numbered_split([0, 1], 2)
    pair = [answering_network([1, 1], 2), answering_network([1, 0], 2)]
    weights = np.stack([network.weights[0] for network in pair])
    both = Network((Dense(weights, np.zeros((2, 2)), ACTIVATIONS["identity"]),))
    assert disputed_labels([both], split) == disputed_labels(pair, split) == (DisputedLabel(0, 0, 1),)


def test_disputes_go_into_json_and_back():
    """Plain numbers, none of NumPy's."""
    split = numbered_split([0], 2)
    (dispute,) = disputed_labels([answering_network([1], 2)] * 2, split)
    assert json.loads(json.dumps(dispute.as_dict())) == {"index": 0, "label": 0, "answer": 1}


@pytest.mark.parametrize("n_networks", [0, 1])
def test_fewer_than_two_networks_dispute_nothing(n_networks):
    """One network alone has mistakes."""
    networks = [answering_network([0], 2)] * n_networks
    with pytest.raises(SettingsError, match=rf"there are {n_networks} networks, expected at least two.*see evaluate"):
        disputed_labels(networks, numbered_split([0], 2))


def test_networks_for_other_data_are_refused():
    """All of them look at the same images."""
    networks = [answering_network([0, 0], 2), answering_network([0, 0, 0], 2)]
    with pytest.raises(ShapeError, match=r"has 2 inputs and 2 classes, expected 3 inputs and 2 classes"):
        disputed_labels(networks, numbered_split([0, 1], 2))
