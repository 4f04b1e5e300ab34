"""Images that are no digit among those to learn from: every target of theirs is 0, and they are counted nowhere."""

import numpy as np
import pytest
from tests import tiny

from perceptible.data import Augmentation, load_data
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import SettingsError
from perceptible.network import Network
from perceptible.training import EpochDone, Settings, begin, train
from perceptible.training.fast import can_compile, compiled_steps
from perceptible.training.loop import plain_steps
from perceptible.training.task import prepare

SETTINGS = Settings(epochs=1, batch_size=10, learning_rate=0.1, non_digits=0.4)


@pytest.fixture(scope="module")
def digits():
    """Return 50 drawn digits of 28 x 28 pixels, as bytes."""
    drawn = load_data("synthetic", n_train=50, n_test=10)
    pixels = np.rint(drawn.train.inputs * 255).astype(np.uint8)
    return Dataset("drawn", Split.of_bytes(pixels, drawn.train.labels), drawn.test)


def network():
    """Return a network with an output for each digit."""
    return Network.random((784, 8, 10), activation="relu", output="sigmoid", cost="cross-entropy", start="he", rng=0)


def test_two_for_five_digits_are_twenty_for_fifty(digits):
    """The digits come first; the others stand behind them, under the label -1 with targets 0."""
    task = prepare(digits, SETTINGS, 7)
    assert task.train_indices.tolist() == list(range(70))
    assert task.labels[50:].tolist() == [-1] * 20
    assert not task.targets[50:].any()


def test_they_are_the_same_for_the_same_seed(digits):
    """A training that goes on makes them again."""
    tables = [prepare(digits, SETTINGS, seed).others for seed in (7, 7, 8)]
    np.testing.assert_array_equal(tables[0], tables[1])
    assert (tables[0] != tables[2]).any()


def test_bytes_stay_bytes_and_floats_floats(digits):
    """Both lead to the same images within half a 255th."""
    floats = Dataset("drawn", Split(digits.train.inputs, digits.train.labels), digits.test)
    ours, theirs = prepare(digits, SETTINGS, 7), prepare(floats, SETTINGS, 7)
    assert (ours.table.dtype, theirs.table.dtype) == (np.uint8, np.float32)
    np.testing.assert_allclose(ours.table / np.float32(255), theirs.table, atol=0.5 / 255 + 1e-6)


@pytest.mark.parametrize("changes", [None, Augmentation(shift=1, elastic=0.5)])
def test_compiled_steps_are_those_of_numpy(digits, changes):
    """Seven mini-batches of both kinds of images; costs and right answers are those of digits alone."""
    settings = Settings(epochs=1, batch_size=10, learning_rate=0.1, non_digits=0.4, augmentation=changes)
    state = begin(network(), settings, 7)
    if not can_compile(state):
        pytest.skip("needs the compiled library")
    task = prepare(digits, settings, state.seed)
    results = [steps(task, task.order(state), state, 7) for steps in (plain_steps, compiled_steps)]
    (plain, plain_costs, n_right), (fast, fast_costs, n_right_too) = results
    assert (len(plain_costs), n_right) == (50, n_right_too)
    np.testing.assert_allclose(fast_costs, plain_costs, rtol=1e-4)  # sums of 784 float32 terms
    np.testing.assert_allclose(fast.parameters.to_vector(), plain.parameters.to_vector(), atol=1e-5)


def test_train_accuracy_is_that_of_digits(digits):
    """Nobody can answer a blank image right."""
    last = [event for event in train(network(), digits, SETTINGS, rng=0) if isinstance(event, EpochDone)][-1]
    n_right = last.row.train_accuracy * 50
    assert n_right == pytest.approx(round(n_right))


def test_outputs_for_them_become_dark(digits):
    """Which is what they are for."""
    settings = Settings(epochs=60, batch_size=10, learning_rate=0.01, optimizer="adam", non_digits=0.8)
    task = prepare(digits, settings, 7)
    for event in train(network(), digits, settings, rng=0):
        trained = event.state.network
    bright = trained.outputs(digits.train.inputs).max(axis=1)
    dark = trained.outputs(task.others / np.float32(255)).max(axis=1)
    assert np.median(bright) > 0.8
    assert np.median(dark) < 0.2


def test_images_of_another_size_are_refused():
    """The kinds of images that are no digit have 28 x 28 pixels."""
    with pytest.raises(SettingsError, match=r"10 images of 784 pixels beside others of 6.*Leave non_digits out"):
        prepare(tiny.dataset(), tiny.settings(non_digits=0.4), 7)
