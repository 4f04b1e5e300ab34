"""The task of a training: order, mini-batches, held-out images, learning rates."""

from dataclasses import replace

import numpy as np
import pytest
from tests import tiny

from perceptible.data.augmentation import Augmentation, augment
from perceptible.errors import SettingsError, ValueRangeError
from perceptible.rng import derived
from perceptible.training import begin
from perceptible.training.task import prepare

SEED = 11


def task_of(data=None, **changes):
    """Return the task of a training of the tiny data."""
    return prepare(tiny.dataset() if data is None else data, tiny.settings(**changes), SEED)


def state_at(epoch):
    """Return the state of a training at the beginning of an epoch."""
    return replace(begin(tiny.network(), tiny.settings(), 0), seed=SEED, epoch=epoch)


@pytest.mark.parametrize(("batch_size", "n_steps"), [(1, 25), (10, 3), (25, 1), (100, 1)])
def test_an_epoch_has_a_step_for_each_mini_batch(batch_size, n_steps):
    """25 images; what is left over makes a smaller last one."""
    assert task_of(batch_size=batch_size).steps_per_epoch == n_steps


def test_every_epoch_sees_every_image_once_in_another_order():
    """The order is derived from the seed and the epoch alone."""
    task = task_of()
    orders = [task.order(state_at(epoch)).tolist() for epoch in range(3)]
    assert [sorted(order) for order in orders] == [list(range(25))] * 3
    assert orders[0] != orders[1] != orders[2]
    assert orders[0] == task.order(state_at(0)).tolist()


def test_mini_batches_are_cut_from_the_order():
    """The third of 25 images in tens holds the last five, with their own targets."""
    task, state = task_of(), state_at(0)
    order = task.order(state)
    inputs, targets = task.batch(order, 2, state)
    np.testing.assert_array_equal(inputs, task.data.train.inputs[order[20:]])
    np.testing.assert_array_equal(targets, np.eye(3)[task.data.train.labels[order[20:]]])


def test_a_batch_larger_than_the_data_is_all_of_them():
    """Full-batch gradient descent."""
    task, state = task_of(batch_size=1000), state_at(0)
    assert len(task.batch(task.order(state), 0, state)[0]) == 25


def test_images_are_changed_as_their_place_in_the_training_says():
    """Seed, epoch and mini-batch decide; that is all that a stopped training needs to know."""
    data, changes = tiny.dataset(n_inputs=36, image_shape=(6, 6)), Augmentation(shift=1.0)
    task, state = task_of(data, augmentation=changes), state_at(1)
    order = task.order(state)
    inputs, _ = task.batch(order, 2, state)
    expected = augment(data.train.inputs[order[20:]], changes, derived(SEED, 1, 2), image_shape=(6, 6))
    np.testing.assert_array_equal(inputs, expected)


def test_the_same_image_is_changed_otherwise_in_each_epoch():
    """So that no network sees the same image twice; the data themselves stay."""
    data = tiny.dataset(n_inputs=36, image_shape=(6, 6))
    task, kept = task_of(data, augmentation=Augmentation(shift=1.0), batch_size=25), data.train.inputs.copy()
    first, second = (task.batch(np.arange(25), 0, state_at(epoch))[0] for epoch in (0, 1))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(data.train.inputs, kept)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [("constant", [1.5] * 6), ("step", [1.5, 1.5, 0.15, 0.15, 0.015, 0.015])],
)
def test_the_schedule_runs_over_the_whole_training(schedule, expected):
    """Two epochs of three steps: two steps to each third."""
    task = task_of(schedule=schedule)
    assert [task.learning_rate(step) for step in range(6)] == pytest.approx(expected)


def test_a_training_of_no_epochs_still_has_a_learning_rate():
    """There is nothing to divide by."""
    assert task_of(epochs=0).learning_rate(0) == 1.5


def test_held_out_images_keep_the_share_of_every_class():
    """A third of 24 images of three classes: 8, as nearly alike as whole images allow."""
    task = task_of(tiny.dataset(24), validation=1 / 3)
    assert np.bincount(task.validation.labels).tolist() in ([3, 3, 2], [3, 2, 3], [2, 3, 3])
    assert (len(task.train_indices), len(task.validation)) == (16, 8)


def test_held_out_images_are_not_trained_on():
    """Every image stands on exactly one side."""
    task = task_of(validation=0.2)
    held_out = {row.tobytes() for row in task.validation.inputs}
    kept = {row.tobytes() for row in task.data.train.inputs[task.train_indices]}
    assert (len(held_out), len(kept), len(held_out & kept)) == (5, 20, 0)


def test_the_same_seed_holds_out_the_same_images():
    """A training that goes on must not learn from what it was judged by."""
    first, second = (task_of(validation=0.2).validation.inputs for _ in range(2))
    np.testing.assert_array_equal(first, second)
    other = prepare(tiny.dataset(), tiny.settings(validation=0.2), SEED + 1)
    assert not np.array_equal(first, other.validation.inputs)


def test_without_validation_every_image_is_trained_on():
    """The lesson's way."""
    task = task_of()
    assert task.validation is None
    assert task.train_indices.tolist() == list(range(25))


@pytest.mark.parametrize(("share", "n_held_out"), [(0.001, 1), (0.999, 24)])
def test_both_sides_keep_at_least_one_image(share, n_held_out):
    """Something to learn from and something to judge by, however small the share."""
    assert len(task_of(validation=share).validation) == n_held_out


def test_a_single_image_cannot_be_divided():
    """It would have to stand on both sides."""
    with pytest.raises(ValueRangeError, match=r"1 of 1 samples would be held out, expected one or more on either side"):
        task_of(tiny.dataset(n_train=1), validation=0.1)


def test_no_images_to_train_on_are_refused():
    """An epoch without a step would never change anything."""
    with pytest.raises(SettingsError, match=r"tiny leaves no image to train on, expected at least one\. Use more data"):
        task_of(tiny.dataset(n_train=0))
