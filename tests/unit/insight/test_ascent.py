"""Pictures that a network draws itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import SettingsError, ShapeError, ValueRangeError
from perceptible.insight.ascent import Climb, Goal, class_goal, climb, likeness, neuron_goal, slopes, smoothed
from perceptible.network import Network, Parameters


def linear(weights):
    """Return a network of one layer without bias that adds up its inputs with these weights."""
    rows = np.array(weights, np.float64)
    network = Network.random((rows.shape[1], rows.shape[0]), activation="identity")
    return network.with_parameters(Parameters((rows,), (np.zeros(len(rows)),)))


@given(seed=st.integers(0, 1000), n_inputs=st.integers(1, 8))
def test_a_linear_neuron_wants_white_exactly_where_its_weight_is_positive(seed, n_inputs):
    """Each pixel adds weight times brightness, so the best is 1 above a positive weight and 0 above a negative one."""
    rng = np.random.default_rng(seed)
    weights = rng.choice([-2.0, -1.0, 1.0, 2.0], (1, n_inputs))
    network = linear(weights)
    climbed = climb(network, neuron_goal(network, 1), rng.random((1, n_inputs)))
    np.testing.assert_array_equal(climbed.pictures, (weights > 0).astype(float))
    np.testing.assert_allclose(climbed.after, weights[weights > 0].sum())


@given(seed=st.integers(0, 1000))
def test_climbing_raises_the_goal_and_stays_between_black_and_white(seed):
    """Whatever network and layer: what is drawn fires the neuron more than the noise it began with."""
    rng = np.random.default_rng(seed)
    network = Network.random((16, 5, 3), start="scaled", rng=rng)
    start = rng.random((5, 16)).astype(np.float32)
    climbed = climb(network, neuron_goal(network, 1), start)
    assert (climbed.after >= climbed.before).all()
    assert climbed.pictures.min() >= 0
    assert climbed.pictures.max() <= 1


def test_climbing_towards_a_class_makes_the_network_answer_it():
    """Through two layers, of a network with mixed weights: every output ends above where noise left it."""
    network = Network.random((16, 8, 3), activation="relu", output="sigmoid", start="he", rng=3)
    start = np.random.default_rng(0).random((3, 16)).astype(np.float32)
    climbed = climb(network, class_goal(network), start)
    before, after = (np.diag(network.outputs(pictures)) for pictures in (start, climbed.pictures))
    assert (after > before + 0.1).all()


def test_slopes_are_those_of_central_differences():
    """Each pixel moved by hand: how much the goal, a sum of two pre-activations, changes."""
    rng = np.random.default_rng(0)
    network = Network.random((4, 3, 2), activation="tanh", rng=rng)
    network = network.with_parameters(network.parameters.map(lambda array: array.astype(np.float64)))
    goal, x = Goal(2, np.array([[1.0, -0.5]])), rng.random((1, 4))
    near = 1e-6 * np.eye(4)
    moved = [(slopes(network, goal, x + d)[0] - slopes(network, goal, x - d)[0])[0] / 2e-6 for d in near]
    np.testing.assert_allclose(slopes(network, goal, x)[1][0], moved, rtol=1e-6)


def test_the_goal_of_a_class_is_its_own_output_unless_only_differences_count():
    """Softmax of three: one up, two half as much down; sigmoids stand alone."""
    shared = Network.random((2, 3), output="softmax", cost="cross-entropy", rng=0)
    np.testing.assert_array_equal(class_goal(Network.random((2, 3), rng=0)).wishes, np.eye(3))
    np.testing.assert_array_equal(class_goal(shared).wishes[1], [-0.5, 1.0, -0.5])


def test_decay_keeps_pixels_dark_that_do_not_matter():
    """A weight of 0 pulls nowhere, so a pixel above it keeps its brightness, or with decay loses nearly all of it."""
    network = linear([[1.0, 0.0]])
    kept, lost = (
        climb(network, neuron_goal(network, 1), np.full((1, 2), 0.5), how=Climb(decay=decay)).pictures[0, 1]
        for decay in (0.0, 0.1)
    )
    assert kept == 0.5
    assert lost < 0.001  # about 0.5 exp(-0.1 * 100)


def test_smoothing_gives_a_dot_to_its_neighbors():
    """In the middle of 3 x 3 every neighbor has one bright pixel of four around it, and the middle none."""
    dot = np.zeros((1, 9))
    dot[0, 4] = 1.0
    expected = [0, 0.25, 0, 0.25, 0, 0.25, 0, 0.25, 0]
    np.testing.assert_array_equal(smoothed(dot, (3, 3), 1.0)[0], expected)
    np.testing.assert_array_equal(smoothed(dot, (3, 3), 0.0), dot)


def test_shifts_are_decided_by_the_generator():
    """The same seed draws the same, another one something else, and the start is not touched."""
    network, start = Network.random((16, 3), rng=0), np.full((3, 16), 0.5, np.float32)
    how = Climb(steps=5, shift=1, shape=(4, 4))
    first, again, other = (
        climb(network, neuron_goal(network, 1), start, how=how, rng=seed).pictures for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()
    assert (start == 0.5).all()


def test_likeness_is_pearsons_correlation():
    """NumPy's own, and 0 for a picture without any contrast."""
    rng = np.random.default_rng(0)
    first, second = rng.random((2, 4, 30))
    second[3] = 0.5
    expected = [np.corrcoef(a, b)[0, 1] for a, b in zip(first[:3], second[:3], strict=True)]
    np.testing.assert_allclose(likeness(first, second), [*expected, 0.0], atol=1e-12)


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"steps": 0}, r"steps is 0, expected a number at least 1\. Change steps"),
        ({"stride": 0.0}, r"stride is 0\.0, expected a number above 0"),
        ({"decay": 1.0}, r"decay is 1\.0, expected a number from 0 to below 1"),
        ({"smooth": 1.5}, r"smooth is 1\.5, expected a number from 0 to 1"),
        ({"shift": -1}, r"shift is -1, expected a number at least 0"),
        ({"smooth": 0.1}, r"shape is None, expected the height and width.*data\.image_shape"),
    ],
)
def test_ways_that_cannot_be_climbed_are_refused(choices, message):
    """Each number with its range."""
    with pytest.raises(SettingsError, match=message):
        Climb(**choices)


def test_what_does_not_fit_together_is_refused():
    """As many starts as goals, a layer that is there, and pictures of as many pixels as inputs."""
    network = Network.random((4, 3), rng=0)
    with pytest.raises(ShapeError, match=r"Begin with as many pictures as there are goals"):
        climb(network, neuron_goal(network, 1), np.zeros((2, 4)))
    with pytest.raises(ValueRangeError, match="layer is 2, expected 1 to 1"):
        neuron_goal(network, 2)
    with pytest.raises(ShapeError, match=r"3 x 3 have 9 pixels, expected 4.*data\.image_shape"):
        climb(network, neuron_goal(network, 1), np.zeros((3, 4)), how=Climb(shape=(3, 3)))
    with pytest.raises(ShapeError, match="the pictures have shapes"):
        likeness(np.zeros((2, 3)), np.zeros((3, 2)))
