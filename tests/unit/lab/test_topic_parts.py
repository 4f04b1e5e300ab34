"""A step taken apart: the four parts have the library's numbers, and lead where a whole step leads."""

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import SettingsError

START = {"hidden": [16, 16], "activation": "sigmoid", "output": "sigmoid", "cost": "squared-error", "start": "normal"}
HOW = {"recipe": "lesson", "epochs": 2, "batch_size": 10, "learning_rate": 1.5, "optimizer": "descent"}
MORE = {"schedule": "constant", "augmentation": "none", "n_train": 60_000, "shuffled": 0.0}
HOWS = [{}, {"optimizer": "adamw", "learning_rate": 0.01}, {"augmentation": "slight"}, {"n_train": 25}]
FLOAT32 = 2e-6  # rounding of float32, where the compiled steps add up in another order


@pytest.fixture
def session():
    """Give a page with a random network; its training ends with the test."""
    session = page()
    ask(session, kind="random", **START, seed=7, for_training=True)
    yield session
    session.close()


def start(session, **changes):
    """Start a training, paused."""
    return ask(session, kind="train-start", **{**HOW, **MORE, "seed": 7, **changes})


def parts(session):
    """Take the coming step apart."""
    return ask(session, kind="step-parts", n_rows=0)


def update(session):
    """Make it."""
    return ask(session, kind="step-update", n_rows=0)


def whole_step(session):
    """Make a step in one go, and return its frame."""
    ask(session, kind="train-control", action="step-batch", speed=None, n_rows=0)
    session.trainer.wait_until_idle(20.0)
    session.follow()
    return ask(session, kind="train-frame", since=0, n_rows=0)


def coming(session):
    """Return network, inputs and targets of the first mini-batch, with the library alone."""
    network = pc.Network.random((784, 16, 16, 10), rng=np.random.default_rng(7).spawn(2)[0])
    order = pc.rng.derived(session.trainer.newest.state.seed, 0).permutation(400)[:10]
    train = shelf().data.train
    return network, train.inputs[order], train.targets[order]


@pytest.mark.parametrize("how", HOWS)
def test_four_parts_stand_exactly_where_one_step_stands(session, how):
    """Taken apart or not, dials are the same bit for bit, five steps long; of 25 images these are two epochs."""
    start(session, **how)
    whole = [whole_step(session).dials for _ in range(5)]
    ask(session, kind="random", **START, seed=7, for_training=True)
    start(session, **how)
    for expected in whole:
        parts(session)
        np.testing.assert_array_equal(update(session).frame.dials, expected)


def test_the_gradient_is_the_library_s(session):
    """Backpropagation of the coming mini-batch, and its length layer by layer."""
    start(session)
    found = parts(session)
    back = pc.backpropagate(*coming(session))
    np.testing.assert_array_equal(found.gradient, back.gradient.to_vector())
    layers = [np.append(W, b).astype(np.float64) for W, b in zip(*parts_of(back.gradient), strict=True)]
    np.testing.assert_allclose(found.norms, [np.sqrt((layer**2).sum()) for layer in layers], rtol=1e-12)
    assert found.norm == pytest.approx(np.sqrt(sum(norm**2 for norm in found.norms)), rel=1e-12)


def parts_of(gradient):
    """Return weights and biases."""
    return gradient.weights, gradient.biases


def test_ten_squares_add_up_to_the_cost_of_the_image(session):
    """(a - y) squared, ten times, is the cost of the image; the average of ten images that of the mini-batch."""
    start(session)
    found = parts(session)
    network, inputs, targets = coming(session)
    squares = (network.outputs(inputs).astype(np.float64) - targets) ** 2
    np.testing.assert_allclose([line.square for line in found.lines], squares[0], rtol=1e-12)
    assert found.cost == pytest.approx(squares[0].sum(), rel=FLOAT32)
    assert found.mean_cost == pytest.approx(squares.sum() / 10, rel=FLOAT32)


def test_plain_descent_moves_by_the_learning_rate_times_the_gradient(session):
    """Every dial turns by -1.5 times its slope; the largest is named, and the cost of these images falls."""
    start(session)
    gradient, found = parts(session).gradient, update(session)
    np.testing.assert_allclose(found.changes, -1.5 * gradient, atol=FLOAT32)
    assert found.length == pytest.approx(1.5 * found.norm, rel=1e-4)
    assert abs(found.changes[found.largest_at]) == np.abs(found.changes).max() == abs(found.largest)
    assert found.mean_after < found.mean_before


def test_taking_apart_makes_no_step_and_can_be_asked_twice(session):
    """It only reads: the same numbers, at the same step, while nothing trains."""
    start(session)
    first, second = parts(session), parts(session)
    assert (first.frame.step, second.frame.step, second.frame.status) == (0, 0, "paused")
    np.testing.assert_array_equal(first.gradient, second.gradient)


def test_a_turned_dial_takes_part_in_the_parts(session):
    """What was turned by hand is what goes forward."""
    start(session)
    session.turn([13_001], [9.0])
    found = parts(session)
    assert found.lines[9].output > 0.9
    assert update(session).frame.dials[13_001] > 8.0


def test_the_image_is_the_one_that_is_looked_at(session):
    """The third image of the mini-batch, where one stepped to it."""
    start(session)
    for _ in range(2):
        ask(session, kind="train-control", action="step-example", speed=None, n_rows=0)
    found = parts(session)
    network, inputs, _ = coming(session)
    trace = network.forward(inputs[2:3])
    np.testing.assert_array_equal(found.frame.example_pixels, inputs[2])
    np.testing.assert_allclose(found.activations, np.concatenate([a[0] for a in trace.activations[1:]]), rtol=1e-5)


def test_after_the_end_there_is_no_step_to_make(session):
    """One sentence, and the dials stay."""
    start(session, epochs=1, n_train=20)
    for _ in range(2):
        update(session)
    session.trainer.finish_epoch()
    session.trainer.wait_until_idle(20.0)
    with pytest.raises(SettingsError, match="the training has ended after step 2"):
        update(session)
    with pytest.raises(SettingsError, match="there is no training on this page"):
        parts(page())
