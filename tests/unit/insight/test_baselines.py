"""Baselines against plain loops and published accuracies."""

import numpy as np
import pytest

import perceptible as pc
from perceptible.errors import ShapeError, UnknownNameError
from perceptible.insight import BASELINES, MeanImages, NearestNeighbor, baseline


def accuracy(reader, split):
    """Return the share of a split that a reader answers correctly."""
    return np.mean(reader.predict(split.inputs) == split.labels)


@pytest.mark.parametrize("name", BASELINES)
def test_every_baseline_answers_with_classes(name, synthetic):
    """Far above the tenth that chance gives, and it does not write to the images."""
    before = synthetic.test.inputs.copy()
    reader = baseline(name, synthetic, rng=0)
    assert reader.predict(synthetic.test.inputs).shape == (200,)
    assert accuracy(reader, synthetic.test) > 0.5
    np.testing.assert_array_equal(synthetic.test.inputs, before)


@pytest.mark.parametrize("name", BASELINES)
def test_test_images_are_not_learned_from(name, synthetic):
    """With other test images the reader is the same."""
    other = pc.Dataset("other", synthetic.train, synthetic.train.take(np.arange(50)))
    first, second = (baseline(name, data, rng=3) for data in (synthetic, other))
    np.testing.assert_array_equal(first.predict(synthetic.test.inputs[:50]), second.predict(synthetic.test.inputs[:50]))


def test_mean_images_are_those_of_each_class(synthetic):
    """As numpy.mean over the images of the class; 10 times 784 numbers."""
    reader = MeanImages.of(synthetic.train)
    expected = synthetic.train.inputs[synthetic.train.labels == 3].mean(axis=0)
    np.testing.assert_allclose(reader.means[3], expected, atol=1e-6)
    assert reader.n_parameters == 7_840


def test_the_nearest_neighbor_knows_its_own_images(synthetic):
    """Each is at distance 0 from itself; it holds all pixels."""
    reader = NearestNeighbor(synthetic.train)
    assert accuracy(reader, synthetic.train) == 1
    assert reader.n_parameters == 600 * 784


def test_logistic_regression_is_a_network_of_one_layer(synthetic):
    """784 times 10 weights and 10 biases, the same for the same seed."""
    first, again = (baseline("logistic regression", synthetic, rng=5) for _ in range(2))
    assert (first.sizes, first.n_parameters, first.activations) == ((784, 10), 7_850, ("softmax",))
    np.testing.assert_array_equal(first.weights[0], again.weights[0])


def test_a_class_without_images_has_no_mean():
    """It would be black, and near to every thin digit."""
    split = pc.Split(np.zeros((3, 4), np.float32), np.array([0, 2, 2]), n_classes=3)
    with pytest.raises(ShapeError, match=r"0 images of class 1, expected at least one of each. Take more images"):
        MeanImages.of(split)


def test_a_baseline_that_does_not_exist_is_refused(synthetic):
    """With those that are close."""
    with pytest.raises(UnknownNameError, match=r"'nearest neighbour'.*nearest neighbor"):
        baseline("nearest neighbour", synthetic)


def test_mean_images_reach_what_is_known_of_mnist(mnist):
    """82.03 %, as the nearest centroid of scikit-learn reaches; two images that are equally near may differ."""
    assert accuracy(baseline("mean images", mnist), mnist.test) == pytest.approx(0.8203, abs=0.0005)


@pytest.mark.slow
def test_the_nearest_neighbor_reaches_what_is_known_of_mnist(mnist):
    """96.91 %: the error of 3.09 % that LeCun's table gives for Euclidean neighbors without any preparation."""
    assert accuracy(baseline("nearest neighbor", mnist), mnist.test) == pytest.approx(0.9691, abs=0.0005)
