"""Accuracy while images change: the points of the curves, and what the changes do."""

import numpy as np
import pytest

import perceptible as pc
from perceptible.data.dataset import Split
from perceptible.data.transforms import rotate, scale, shift, thicken
from perceptible.insight.robustness import SWEEPS, changed_by, robustness


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=40)


@pytest.mark.parametrize("name", SWEEPS)
def test_the_neutral_amount_changes_nothing(digits, name):
    """It is one of the amounts, which rise."""
    sweep = SWEEPS[name]
    np.testing.assert_allclose(changed_by(name, digits.test.inputs, sweep.neutral), digits.test.inputs, atol=1e-6)
    assert sweep.neutral in sweep.amounts
    assert list(sweep.amounts) == sorted(set(sweep.amounts))


def test_changes_are_those_of_the_transformations(digits):
    """Each with its amount."""
    inputs = digits.test.inputs
    for name, wanted in (
        ("right", shift(inputs, 2.5, 0)),
        ("down", shift(inputs, 0, 2.5)),
        ("rotation", rotate(inputs, 2.5)),
        ("scale", scale(inputs, 2.5)),
        ("thickness", thicken(inputs, 2.5)),
    ):
        np.testing.assert_array_equal(changed_by(name, inputs, 2.5), np.clip(wanted, 0, 1))


def test_half_inverted_all_is_gray(digits):
    """And at 1 it is 1 minus the image."""
    np.testing.assert_allclose(changed_by("inversion", digits.test.inputs, 0.5), 0.5, atol=1e-6)
    np.testing.assert_allclose(changed_by("inversion", digits.test.inputs, 1), 1 - digits.test.inputs, atol=1e-6)


def test_accuracy_and_confidence_equal_a_loop(digits):
    """Image by image, for two networks that see the same images."""
    networks = {str(seed): pc.Network.random((784, 12, 10), rng=seed) for seed in (0, 1)}
    found = robustness(networks, digits.test, "noise", (0.0, 0.4))
    images = changed_by("noise", digits.test.inputs, 0.4)
    for name, network in networks.items():
        outputs = [network.outputs(image[None])[0] for image in images]
        right = [int(np.argmax(a)) == label for a, label in zip(outputs, digits.test.labels, strict=True)]
        assert found[name].accuracies[1] == sum(right) / 40
        assert found[name].confidences[1] == pytest.approx(sum(max(map(float, a)) for a in outputs) / 40, rel=1e-5)


def test_a_network_that_reads_the_place_is_lost_when_it_moves():
    """A planted one: it answers 1 where the left column is lit. Moved by a pixel, it reads nothing right."""
    inputs = np.array([[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0]], np.float32)
    split = Split(inputs, np.array([1, 0]), n_classes=2)
    network = pc.Network.random((4, 2), start="zeros")
    weights = np.array([[0.0, 3, 0, 0], [3.0, 0, 3, 0]], np.float32)
    network = network.with_parameters(type(network.parameters)((weights,), network.biases))
    found = robustness({"it": network}, split, "right", (0.0, 1.0), image_shape=(2, 2))["it"]
    assert found.accuracies.tolist() == [1.0, 0.5]  # both answer 0: the second image is black now
    assert found.at(0.5) == 0.75


def test_bad_asks_are_refused(digits):
    """A name that is none, no network, another shape, an impossible amount."""
    networks = {"it": pc.Network.random((784, 10), rng=0)}
    with pytest.raises(pc.PerceptibleError, match="sweep 'left' is not known, expected one of: right"):
        robustness(networks, digits.test, "left")
    with pytest.raises(pc.PerceptibleError, match=r"there are no networks.*Give a mapping"):
        robustness({}, digits.test, "right")
    with pytest.raises(pc.PerceptibleError, match=r"factor is 0\.0, expected a number above 0"):
        robustness(networks, digits.test, "scale", (0.0,))
    with pytest.raises(pc.PerceptibleError, match="784"):
        robustness(networks, digits.test, "right", (1.0,), image_shape=(20, 20))
