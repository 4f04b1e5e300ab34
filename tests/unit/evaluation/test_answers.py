"""Answers: the brightest output for each image, whatever the size of the split."""

import numpy as np
import pytest
from tests.unit.evaluation.planted import copying_network

from perceptible.data.dataset import Split
from perceptible.errors import DivergedError, ShapeError
from perceptible.evaluation import answers, evaluate
from perceptible.evaluation.answers import IMAGES_AT_ONCE
from perceptible.network.activations import ACTIVATIONS
from perceptible.network.layers import Dense
from perceptible.network.model import Network


def test_the_answer_is_the_brightest_output():
    """Of equally bright ones the lowest number, as the documentation says."""
    inputs = np.array([[0.25, 0.5, 0.0], [0.5, 0.25, 0.5], [0.0, 0.0, 0.0]], np.float32)
    found = answers(copying_network(3), Split(inputs, np.zeros(3, np.int64), 3))
    np.testing.assert_array_equal(found, [1, 0, 0])
    assert not found.flags.writeable


def test_many_networks_answer_along_their_leading_axes():
    """The first copies the inputs, the second turns them round."""
    weights = np.stack([np.eye(3), np.eye(3)[::-1]])
    both = Network((Dense(weights, np.zeros((2, 3)), ACTIVATIONS["identity"]),))
    split = Split(np.eye(3, dtype=np.float32), np.zeros(3, np.int64), 3)
    np.testing.assert_array_equal(answers(both, split), [[0, 1, 2], [2, 1, 0]])


@pytest.mark.parametrize("n_images", [1, IMAGES_AT_ONCE - 1, IMAGES_AT_ONCE, 2 * IMAGES_AT_ONCE + 1])
def test_chunks_are_put_together_in_order(n_images):
    """Image 4,000 is answered as image 4,000, wherever the chunks end."""
    rng = np.random.default_rng(0)
    split = Split(rng.random((n_images, 5), np.float32), rng.integers(5, size=n_images), 5)
    np.testing.assert_array_equal(answers(copying_network(5), split), split.inputs.argmax(axis=-1))
    np.testing.assert_array_equal(evaluate(copying_network(5), split).outputs, split.inputs)


def test_many_networks_pass_in_smaller_chunks():
    """What is held at once does not grow with the number of networks; the answers are those of each alone."""
    many = Network.random((5, 300, 3), copies=20, rng=0)
    split = Split(np.random.default_rng(1).random((500, 5), np.float32), np.zeros(500, np.int64), 3)
    alone = many.with_parameters(many.parameters.map(lambda array: array[19]))
    assert answers(many, split).shape == (20, 500)
    assert (answers(many, split)[19] == answers(alone, split)).mean() > 0.99  # ties may fall either way in float32


def test_tensors_are_answered_as_arrays_are(torch):
    """A network trained in PyTorch is judged by the same numbers."""
    network = Network.random((5, 4, 3), rng=0)
    theirs = network.with_parameters(network.parameters.map(lambda array: torch.asarray(array.copy())))
    split = Split(np.random.default_rng(1).random((50, 5), np.float32), np.zeros(50, np.int64), 3)
    np.testing.assert_array_equal(evaluate(theirs, split).outputs, evaluate(network, split).outputs)


def test_an_empty_split_is_refused():
    """No fraction of 0 images is an accuracy."""
    with pytest.raises(ShapeError, match=r"the split holds 0 images, expected at least one\. Take more images"):
        answers(copying_network(3), Split(np.zeros((0, 3), np.float32), np.zeros(0, np.int64), 3))


@pytest.mark.parametrize(("n_inputs", "n_classes"), [(4, 3), (3, 4)])
def test_data_for_another_network_are_refused(n_inputs, n_classes):
    """Both the pixels and the classes must fit."""
    split = Split(np.zeros((2, n_inputs), np.float32), np.zeros(2, np.int64), n_classes)
    message = rf"has {n_inputs} inputs and {n_classes} classes, expected 3 inputs and 3 classes.*trained for"
    with pytest.raises(ShapeError, match=message):
        answers(copying_network(3), split)


def test_outputs_that_overflow_are_refused():
    """Float32 ends at 3.4e38: image 1 goes beyond, and a NaN would win every comparison."""
    huge = Network((Dense(np.full((2, 2), 3e38, np.float32), np.zeros(2, np.float32), ACTIVATIONS["identity"]),))
    split = Split(np.array([[0.5, 0.0], [1.0, 1.0]], np.float32), np.zeros(2, np.int64), 2)
    with pytest.raises(DivergedError, match=r"output for image 1 is inf, expected a finite.*smaller learning rate"):
        answers(huge, split)


def test_costs_that_overflow_are_refused():
    """An output of 1e20 is a number, its square is none in float32; the image is counted across chunks."""
    huge = Network((Dense(np.full((2, 1), 1e20, np.float32), np.zeros(2, np.float32), ACTIVATIONS["identity"]),))
    inputs = np.zeros((IMAGES_AT_ONCE + 3, 1), np.float32)
    inputs[-1] = 1.0
    split = Split(inputs, np.zeros(len(inputs), np.int64), 2)
    with pytest.raises(DivergedError, match=rf"cost for image {IMAGES_AT_ONCE + 2} is inf, expected a finite"):
        evaluate(huge, split)
