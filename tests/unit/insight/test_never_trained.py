"""Inputs that are 0 in every sample, and that training leaves their weights alone."""

import numpy as np
from tests.tiny import dataset, network

import perceptible as pc
from perceptible.data import Split
from perceptible.insight import never_lit


def test_inputs_that_are_zero_everywhere_are_found():
    """One sample that lights an input is enough."""
    inputs = np.zeros((3, 5), np.float32)
    inputs[1, 2] = 1e-6
    assert never_lit(Split(inputs, np.array([0, 1, 0]))).tolist() == [0, 1, 3, 4]


def test_bytes_are_read_as_they_are():
    """A pixel of 1 of 255 counts as lit."""
    pixels = np.zeros((2, 3), np.uint8)
    pixels[0, 1] = 1
    assert never_lit(Split.of_bytes(pixels, np.array([0, 1]))).tolist() == [0, 2]


def test_training_leaves_their_weights_as_they_were():
    """That is why they are hatched."""
    data = dataset()
    dark = data.train.inputs.copy()
    dark[:, [0, 4]] = 0
    train = Split(dark, data.train.labels, 3)
    start = network()
    data = pc.Dataset("dark", train, data.test, class_names=("a", "b", "c"), image_shape=None)
    trained = pc.fit(data, network=start, settings=pc.Settings(epochs=3), rng=0).network
    moved = (trained.weights[0] != start.weights[0]).all(axis=0)
    assert never_lit(train).tolist() == np.flatnonzero(~moved).tolist() == [0, 4]


def test_mnist_has_sixty_seven(mnist):
    """As stated in the lesson's facts: 67 of 784 pixels are black in all 60,000 training images."""
    assert len(never_lit(mnist.train)) == 67
