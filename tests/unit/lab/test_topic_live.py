"""Training live: the same numbers as the library's, paused, turned, gone back in or not."""

import time
from dataclasses import replace

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import SettingsError, UnknownNameError
from perceptible.insight.shuffled import shuffle_labels
from perceptible.lab.moments import Moments, n_bytes
from perceptible.lab.trainer import Trainer

START = {"hidden": [16, 16], "activation": "sigmoid", "output": "sigmoid", "cost": "squared-error", "start": "normal"}
HOW = {"recipe": "lesson", "epochs": 2, "batch_size": 10, "learning_rate": 1.5, "optimizer": "descent"}
MORE = {"schedule": "constant", "augmentation": "none", "n_train": 60_000, "shuffled": 0.0}
PATIENCE = 20.0  # seconds; a tenth of one is what it takes


@pytest.fixture
def session():
    """Give a page with a random network, as training begins with; its training ends with the test."""
    session = page()
    ask(session, kind="random", **START, seed=7, for_training=True)
    yield session
    session.close()


def start(session, **changes):
    """Start a training, paused."""
    return ask(session, kind="train-start", **{**HOW, **MORE, "seed": 7, **changes})


def control(session, action, speed=None):
    """Do something with it, as the page does: with the dials that it was given last."""
    session.follow()
    return ask(session, kind="train-control", action=action, speed=speed, n_rows=0)


def ended(session, number=0):
    """Play to the end of what was asked for, and return the last frame."""
    deadline = time.monotonic() + PATIENCE
    frame = ask(session, kind="train-frame", since=number, n_rows=0)
    while frame.status == "playing" and time.monotonic() < deadline:
        time.sleep(0.005)
        frame = ask(session, kind="train-frame", since=number, n_rows=0)
    session.follow()
    return frame


def library(**settings):
    """Train with the library alone."""
    return pc.fit(shelf().data, settings=pc.Settings(epochs=2, batch_size=10, learning_rate=1.5, **settings), rng=7)


def vector(network):
    """Return all dials in one row."""
    return np.asarray(network.parameters.to_vector())


def test_training_flat_out_gives_the_library_s_numbers_bit_for_bit(session):
    """Nothing is staged: dials, costs and accuracies are those of pc.fit with the same seed."""
    start(session)
    control(session, "play")
    frame, result = ended(session), library()
    np.testing.assert_array_equal(frame.dials, vector(result.network))
    assert [row.test_cost for row in frame.rows] == result.history.columns["test_cost"]
    assert [row.train_accuracy for row in frame.rows] == result.history.columns["train_accuracy"]


@pytest.mark.parametrize("how", [{"optimizer": "adamw", "learning_rate": 0.01}, {"augmentation": "slight"}])
def test_steps_pauses_and_slow_motion_change_no_number(session, how):
    """However one dawdles on the way, one comes to where the library comes."""
    start(session, **how)
    for action in ("step-batch", "step-batch", "step-epoch"):
        control(session, action)
        ended(session)
    control(session, "play", 100.0)
    control(session, "pause")
    control(session, "play")
    frame = ended(session)
    own = {"optimizer": "adamw", "learning_rate": 0.01} if "optimizer" in how else {}
    changes = pc.Augmentation(shift=0.5, rotate=4, scale=0.04) if "augmentation" in how else None
    settings = pc.Settings(**{"epochs": 2, "batch_size": 10, "learning_rate": 1.5, **own, "augmentation": changes})
    np.testing.assert_array_equal(frame.dials, vector(pc.fit(shelf().data, settings=settings, rng=7).network))


def test_the_code_of_a_training_gives_its_network(session):
    """Whoever copies the Python trains the same network."""
    from tests.lab import run

    code = start(session, n_train=100).code
    control(session, "play")
    frame = ended(session)
    np.testing.assert_array_equal(frame.dials, vector(run(code)["result"].network))


def test_shuffled_labels_are_learned_and_true_ones_are_tested(session):
    """Bit for bit the library's, from labels that the seed after that of the training shuffles."""
    from tests.lab import run

    code = start(session, n_train=100, shuffled=1.0).code
    control(session, "play")
    frame, some = ended(session), shelf().data.first(100)
    told = replace(some, train=shuffle_labels(some.train, 1.0, rng=8))
    result = pc.fit(told, settings=pc.Settings(epochs=2, batch_size=10, learning_rate=1.5), rng=7)
    np.testing.assert_array_equal(frame.dials, vector(result.network))
    assert frame.rows[-1].test_accuracy == pc.evaluate(result.network, shelf().data.test).accuracy
    np.testing.assert_array_equal(frame.dials, vector(run(code)["result"].network))


def test_one_looks_back_and_goes_on_from_there_as_if_nothing_had_been(session):
    """A moment holds all it takes: after going back and on, the end is the same."""
    first = start(session).frame
    control(session, "play")
    end = ended(session)
    back = ask(session, kind="train-moment", step=0)
    np.testing.assert_array_equal(back.dials, first.dials)
    np.testing.assert_array_equal(session.dials, first.dials)
    middle = ask(session, kind="train-moment", step=int(end.moments[len(end.moments) // 2]))
    assert ask(session, kind="train-branch", step=middle.step, learning_rate=None).step == middle.step
    control(session, "play")
    np.testing.assert_array_equal(ended(session).dials, end.dials)


def test_a_dial_that_is_turned_takes_part_in_the_training(session):
    """The training goes on from the turned dial, as the library does from a network with it."""
    start(session)
    session.turn([13_001], [3.0])
    control(session, "play")
    network = pc.Network.random((784, 16, 16, 10), rng=np.random.default_rng(7).spawn(2)[0])
    dials = vector(network).copy()
    dials[13_001] = 3.0
    turned = network.with_parameters(network.parameters.from_vector(dials))
    settings = pc.Settings(epochs=2, batch_size=10, learning_rate=1.5)
    expected = pc.fit(shelf().data, network=turned, settings=settings, rng=7).network
    np.testing.assert_array_equal(ended(session).dials, vector(expected))


def test_examples_are_stepped_through_before_the_step_that_they_lead_to(session):
    """Ten images, one after the other; the dials turn after the last."""
    frame = start(session).frame
    seen = [frame.example_index]
    for _ in range(9):
        frame = control(session, "step-example")
        seen.append(frame.example_index)
    assert (frame.step, frame.example, len(set(seen))) == (0, 9, 10)
    control(session, "step-example")
    frame = ended(session)
    assert (frame.step, frame.example) == (1, 0)
    np.testing.assert_array_equal(frame.example_pixels, shelf().data.train.inputs[frame.example_index])


def test_a_training_that_diverges_says_so_and_can_be_rewound(session):
    """The dials stay the last good ones, and a smaller learning rate goes on from before."""
    ask(session, kind="random", **{**START, "output": "identity", "activation": "relu"}, seed=7, for_training=True)
    start(session, learning_rate=1000.0)
    control(session, "play")
    frame = ended(session)
    assert frame.status == "diverged"
    assert "learning rate of 1000 the steps are too long" in frame.sentence
    assert np.isfinite(frame.dials).all()
    back = ask(session, kind="train-branch", step=0, learning_rate=1e-4)
    assert (back.status, back.step) == ("paused", 0)
    control(session, "play")
    assert ended(session).status == "finished"


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"epochs": 0}, SettingsError, "epochs is 0, expected 1 to 1000"),
        ({"epochs": 10**9}, SettingsError, "perceptible train"),
        ({"batch_size": 0}, SettingsError, "batch_size is 0, expected a whole number of at least 1"),
        ({"learning_rate": -1.0}, SettingsError, "the learning rate is -1, expected 0 to"),
        ({"learning_rate": 1e300}, SettingsError, "the learning rate is 1e\\+300"),
        ({"optimizer": "magic"}, UnknownNameError, "magic"),
        ({"schedule": "magic"}, UnknownNameError, "magic"),
        ({"augmentation": "magic"}, SettingsError, "augmentation is 'magic', expected recipe, none, slight, strong"),
        ({"recipe": "magic"}, UnknownNameError, "magic"),
        ({"n_train": 0}, ValueError, "n_train is 0, expected at least 1"),
        ({"shuffled": -0.1}, SettingsError, "share of shuffled labels is -0.1, expected 0 to 1. Write 1 to shuffle"),
        ({"shuffled": 1.5}, SettingsError, "share of shuffled labels is 1.5, expected 0 to 1"),
        ({"seed": -1}, ValueError, "rng is -1"),
    ],
)
def test_impossible_settings_start_nothing(session, changes, error, message):
    """One sentence says what is wrong; the training before goes on."""
    start(session)
    before = session.trainer
    with pytest.raises(error, match=message):
        start(session, **changes)
    assert session.trainer is before


def test_without_a_training_there_is_nothing_to_control(session):
    """Pausing and stopping in any order is no mistake of the server."""
    control(session, "stop")
    assert ask(session, kind="train-frame", since=0, n_rows=0).status == "none"
    with pytest.raises(SettingsError, match="there is no training on this page"):
        control(session, "pause")
    start(session)
    with pytest.raises(SettingsError, match="speed is -1 steps a second"):
        control(session, "play", -1.0)


@pytest.mark.parametrize("hidden", [(16, 16), (512, 512), (512,) * 8])
def test_a_recorded_run_stays_under_50_megabytes(hidden):
    """With all that AdamW remembers and the average, for the largest networks of the page, too."""
    from dataclasses import replace

    from perceptible.training.state import begin

    network = pc.Network.random((784, *hidden, 10), start="zeros", rng=0)
    first = begin(network, pc.Settings(optimizer="adamw", average=0.999), 0)
    moments = Moments(first)
    for step in range(1, 3000):
        moments.keep(replace(first, step=step))
    assert sum(map(n_bytes, moments.states)) <= 50e6
    assert n_bytes(first) == 4 * network.n_parameters * 4  # dials, two moments and the average, four bytes each
    assert moments.at(0) is first


def test_moments_stay_within_their_room():
    """However long a training is, what is kept of it fits, and begins with its beginning."""
    trainer = Trainer(shelf().first.network, shelf().data, pc.Settings())
    first = trainer.newest.state
    trainer.close()
    from dataclasses import replace

    moments = Moments(first, most_bytes=10 * n_bytes(first))
    for step in range(1, 1000):
        moments.keep(replace(first, step=step))
    steps = moments.steps
    assert len(steps) <= 10
    assert (steps[0], steps[-1] > 800) == (0, True)
    assert moments.at(steps[3] + 1).step == steps[3]
