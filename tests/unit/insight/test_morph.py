"""Flips on the way from one image to another, and the neurons that did it, held against arithmetic and loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import perceptible as pc
from perceptible.insight.blends import BLENDS, blend
from perceptible.insight.morph import morph

SEED = 1  # of a way with a flip


def test_about_half_of_the_ways_of_these_networks_flip():
    """So that the laws below are about something."""
    found = [len(morph(divided(seed), *ends(seed), n_steps=40).flips) for seed in range(20)]
    assert sum(count > 0 for count in found) >= 6


def exact(network):
    """Return the network in float64."""
    return network.with_parameters(network.parameters.map(lambda array: np.asarray(array, np.float64)))


def divided(seed, activation="sigmoid", output="sigmoid", sizes=(12, 6, 5, 3)):
    """Return a random network whose every neuron is at z = 0 in the middle of all images, so that answers differ."""
    cost = "cross-entropy" if output == "softmax" else "squared-error"
    network = pc.Network.random(sizes, activation=activation, output=output, cost=cost, rng=seed)
    middle = 0.5 if activation == "sigmoid" else 0.0
    first, *rest = (3 * np.asarray(array) for array in network.weights)
    biases = (-0.5 * first.sum(axis=1), *(-middle * W.sum(axis=1) for W in rest))
    return network.with_parameters(type(network.parameters)((first, *rest), biases))


def ends(seed, n_inputs=12):
    """Return two random images."""
    return np.random.default_rng(seed).random((2, n_inputs)).astype(np.float32)


@pytest.mark.parametrize("by", BLENDS)
def test_a_blend_begins_and_ends_with_the_images(by):
    """Exactly, whatever lies between."""
    start, end = ends(0, 36)
    images = blend(start, end, np.array([0.0, 0.5, 1.0]), by=by, image_shape=(6, 6))
    np.testing.assert_allclose(images[[0, 2]], [start, end], atol=1e-6)
    assert images.min() >= 0
    assert images.max() <= 1


def test_a_bar_moves_by_its_shape_and_fades_by_its_pixels():
    """Two bars, of 5 and 3 columns with one edge in common: halfway the shape is 4 columns wide, not gray."""
    start, end = np.zeros((2, 9, 9), np.float32)
    start[:, 0:5], end[:, 0:3] = 1, 1
    ways = {by: blend(start.ravel(), end.ravel(), np.array([0.5]), by=by, image_shape=(9, 9))[0] for by in BLENDS}
    np.testing.assert_allclose(ways["shapes"].reshape(9, 9)[4], [1, 1, 1, 1, 0, 0, 0, 0, 0], atol=1e-6)
    np.testing.assert_allclose(ways["pixels"].reshape(9, 9)[4], [1, 1, 1, 0.5, 0.5, 0, 0, 0, 0], atol=1e-6)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_two_answers_are_equally_bright_at_a_flip_and_change_there(seed):
    """On its two sides the network answers what the flip says."""
    network = divided(seed)
    start, end = ends(seed)
    for flip in morph(network, start, end, n_steps=40).flips:
        sides = blend(start, end, np.clip([flip.share - 1e-5, flip.share + 1e-5], 0, 1)).astype(np.float64)
        outputs = exact(network).outputs(sides)
        assert flip.outputs[flip.before] == pytest.approx(flip.outputs[flip.after], abs=1e-5)
        assert flip.confidence == max(flip.outputs)
        assert outputs[1, flip.after] >= outputs[1, flip.before] - 1e-6
        assert outputs[0, flip.before] >= outputs[0, flip.after] - 1e-6


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), activation=st.sampled_from(["sigmoid", "tanh"]))
def test_contributions_add_up_to_the_change_of_the_margin(seed, activation):
    """In every layer, within what cutting the way in pieces costs; in the last hidden one to rounding."""
    network = divided(seed, activation, "softmax")
    for flip in morph(network, *ends(seed), n_steps=40).flips:
        assert [len(added) for added in flip.contributions] == [12, 6, 5]
        assert flip.contributions[-1].sum() == pytest.approx(flip.change, abs=1e-9)
        for added in flip.contributions:
            assert added.sum() == pytest.approx(flip.change, rel=5e-3, abs=2e-3)


def test_the_last_hidden_layer_s_share_is_weight_times_change():
    """By hand: difference of two weights times the change of the activation, from the start to the flip."""
    network, (start, end) = divided(SEED, sizes=(12, 6, 3)), ends(SEED)
    flip = morph(network, start, end).flips[0]
    W = np.asarray(network.weights[-1], np.float64)
    images = blend(start, end, np.array([0, flip.share])).astype(np.float64)
    a = exact(network).forward(images).activations[1]
    wanted = (W[flip.after] - W[flip.before]) * (a[1] - a[0])
    np.testing.assert_allclose(flip.contributions[-1], wanted, atol=1e-9)
    assert flip.since == 0
    assert flip.ranked(1)[0] == wanted.argmax()


def test_a_flip_there_and_back_is_counted_from_the_middle():
    """A tent: z of output 1 is above that of output 0 between 1/4 and 3/4 of the way alone."""
    network = pc.Network.random((1, 2, 2), activation="relu", output="identity", start="zeros")
    weights = (np.array([[1.0], [1.0]], np.float32), np.array([[0, 0], [1.0, -2.0]], np.float32))
    biases = (np.array([0, -0.5], np.float32), np.array([0.25, 0], np.float32))
    network = network.with_parameters(type(network.parameters)(weights, biases))
    first, second = morph(network, np.zeros(1), np.ones(1)).flips
    assert (first.share, second.share) == pytest.approx((0.25, 0.75), abs=1e-6)
    assert (first.before, first.after, second.before, second.after) == (0, 1, 1, 0)
    assert second.since == pytest.approx(0.5, abs=1e-6)
    assert second.change == pytest.approx(0.25, abs=1e-6)


def test_the_same_image_twice_never_flips():
    """And all outputs stay."""
    start, _ = ends(3)
    found = morph(pc.Network.random((12, 4, 3), rng=0), start, start)
    assert found.flips == ()
    np.testing.assert_allclose(found.outputs, np.tile(found.outputs[:1], (101, 1)), atol=1e-6)


def test_bad_asks_are_refused():
    """Images of other shapes, a blend that is none, pictures of another size, too few steps, shares beyond the ends."""
    network, (start, end) = pc.Network.random((12, 3), rng=0), ends(0)
    with pytest.raises(pc.PerceptibleError, match=r"the images have shapes \(12,\) and \(5,\).*Unroll each"):
        morph(network, start, end[:5])
    with pytest.raises(pc.PerceptibleError, match="blend 'magic' is not known, expected one of: pixels, shapes"):
        morph(network, start, end, by="magic")
    with pytest.raises(pc.PerceptibleError, match=r"have 12 pixels, expected \(28, 28\).*image_shape"):
        morph(network, start, end, by="shapes")
    with pytest.raises(pc.PerceptibleError, match="n_steps is 1, expected at least 2"):
        morph(network, start, end, n_steps=1)
    with pytest.raises(pc.PerceptibleError, match=r"a share is outside \[0, 1\]"):
        blend(start, end, np.array([1.5]))
