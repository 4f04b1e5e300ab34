"""Race: the page's numbers are those of the library's race, and nothing works on once it is stopped or left."""

import threading
import time

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import SettingsError, UnknownNameError
from perceptible.insight.race import race
from perceptible.lab.racing import NAME, Racing
from perceptible.training import Recipe

RUNNER = {
    "hidden": [16, 16],
    "activation": "sigmoid",
    "start": "normal",
    "optimizer": "descent",
    "learning_rate": 1.5,
    "batch_size": 10,
}
RATES = {"rate 0.1": 0.1, "rate 1.5": 1.5, "rate 4": 4.0}
HOW = {"cost": "squared-error", "epochs": 3, "n_train": 400, "seed": 5, "n_seeds": 2}
PATIENCE = 20.0  # seconds; a fraction of one is what it takes


@pytest.fixture
def session():
    """Give a page; what works for it ends with the test."""
    session = page()
    yield session
    session.leave()


def begin(session, names=RATES, **changes):
    """Begin a race of several rates."""
    entries = [{**RUNNER, "name": name, "learning_rate": rate} for name, rate in names.items()]
    return ask(session, kind="race-start", **{"entries": entries, **HOW, **changes})


def ended(session):
    """Wait for the end, and return the last frame."""
    session.employed(Racing).wait(PATIENCE)
    return ask(session, kind="race-frame", since=0)


def threads():
    """Return the threads of all races."""
    return [thread for thread in threading.enumerate() if thread.name == NAME]


def test_the_race_of_the_page_is_that_of_the_library(session):
    """The same winner, ranking, margin and figures, to the last bit."""
    begin(session)
    frame = ended(session)
    entries = {name: pc.Settings(epochs=3, learning_rate=rate) for name, rate in RATES.items()}
    expected = race(entries, shelf().data, seeds=(5, 6))
    assert [frame.runners[place].name for place in frame.ranking] == [runner.name for runner in expected.ranking]
    assert (frame.margin, frame.is_clear) == (expected.margin, expected.is_clear)
    assert [[lane.accuracy for lane in each.lanes] for each in frame.runners] == [
        each.accuracies.tolist() for each in expected.runners
    ]


def test_curves_begin_at_the_start_and_end_where_the_history_ends(session):
    """Epoch, cost and accuracy of the test images, by turns; the first are those of the untrained network."""
    begin(session, {"alone": 1.5}, n_seeds=1)
    tested = ended(session).runners[0].lanes[0].tested.reshape(-1, 3)
    result = pc.fit(shelf().data, settings=pc.Settings(epochs=3), rng=5)
    start = pc.Network.random((784, 16, 16, 10), rng=np.random.default_rng(5).spawn(2)[0])
    judged = pc.evaluate(start, shelf().data.test)
    np.testing.assert_array_equal(tested[0], np.float32([0, judged.cost, judged.accuracy]))
    np.testing.assert_array_equal(tested[1:, 1], np.float32(result.history.columns["test_cost"]))


def test_the_network_of_a_runner_is_the_one_that_fit_trains(session):
    """Clicking a runner opens what was trained, not something like it."""
    begin(session)
    ended(session)
    dials = ask(session, kind="race-network", runner=1, place=1).dials
    result = pc.fit(shelf().data, settings=pc.Settings(epochs=3), rng=6)
    np.testing.assert_array_equal(dials, result.network.parameters.to_vector())


def test_a_runner_that_diverges_is_said_to(session):
    """Without bounds on activations a huge step is the end; the others go on."""
    entries = [
        {**RUNNER, "name": "mad", "activation": "identity", "learning_rate": 1e6},
        {**RUNNER, "name": "sane"},
    ]
    ask(session, kind="race-start", **{**HOW, "entries": entries, "cost": "cross-entropy"})
    frame = ended(session)
    mad, sane = frame.runners
    assert (mad.n_diverged, mad.lanes[0].status, mad.median) == (2, "diverged", 0.0)
    assert (sane.n_diverged, frame.ranking) == (0, (1, 0))


def test_one_seed_is_never_clear(session):
    """From a single seed nobody knows whether luck decided."""
    begin(session, n_seeds=1)
    frame = ended(session)
    assert frame.margin > 0
    assert not frame.is_clear


@pytest.mark.parametrize("way", ["stop", "leave", "again"])
def test_no_thread_works_on(session, way):
    """Stopped, left, or replaced by another race: the threads end, in a fraction of a second."""
    begin(session, epochs=100)
    mine = threads()
    assert mine
    if way == "stop":
        assert ask(session, kind="race-stop").status == "stopped"
    elif way == "leave":
        session.leave()
    else:
        begin(session, {"alone": 1.5}, epochs=1)
    deadline = time.monotonic() + PATIENCE
    for thread in mine:
        thread.join(max(0.0, deadline - time.monotonic()))
    assert not any(thread.is_alive() for thread in mine)


def test_what_was_reached_stays_when_a_race_is_stopped(session):
    """The curves up to there, and a standing as soon as all have measured something."""
    begin(session, epochs=100)
    deadline = time.monotonic() + PATIENCE
    while not ask(session, kind="race-frame", since=0).ranking and time.monotonic() < deadline:
        time.sleep(0.005)
    frame = ask(session, kind="race-stop")
    assert frame.status == "stopped"
    assert len(frame.ranking) == 3
    assert 0 < frame.progress < 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"entries": []}, "there are 0 entries and 2 seeds, expected 1 to 9 entries"),
        ({"entries": [{**RUNNER, "name": str(k)} for k in range(10)]}, "there are 10 entries"),
        ({"entries": [{**RUNNER, "name": "twin"}] * 2}, "2 runners have 1 names, expected as many"),
        ({"entries": [{**RUNNER, "name": "a", "learning_rate": -1}]}, "a: the learning rate is -1, expected 0 to"),
        ({"entries": [{**RUNNER, "name": "a", "batch_size": 401}]}, "looks at 401 images, expected 1 to 400"),
        ({"entries": [{**RUNNER, "name": "a", "hidden": [0]}]}, "a: hidden layers 0, expected up to 4 of 1 to 128"),
        ({"entries": [{**RUNNER, "name": ""}]}, "name has 0 letters, expected 1 to 60"),
        ({"epochs": 101}, "epochs: 101, expected 1 to 100"),
        ({"n_seeds": 0}, "seeds: 0, expected 1 to 5"),
        ({"n_train": 401}, "training images: 401, expected 1 to 400"),
    ],
)
def test_what_cannot_race_is_said_in_a_sentence(session, changes, message):
    """And nothing begins."""
    with pytest.raises(SettingsError, match=message):
        begin(session, **changes)
    assert session.employed(Racing) is None


def test_unknown_names_and_runners_are_said(session):
    """Those of the families, and one that does not run."""
    with pytest.raises(UnknownNameError, match="optimizer"):
        begin(session, entries=[{**RUNNER, "name": "a", "optimizer": "luck"}])
    with pytest.raises(SettingsError, match="there is no runner 0 from seed number 0, expected less than 0 and 0"):
        ask(session, kind="race-network", runner=0, place=0)


def test_before_any_race_there_is_none(session):
    """The page that asks is told so at once, and stopping nothing is no mistake."""
    assert ask(session, kind="race-frame", since=0).status == "none"
    assert ask(session, kind="race-stop").status == "none"


def test_recipes_of_entries_can_be_raced_by_the_library():
    """What the Python of the page gives."""
    recipe = Recipe(name="a", summary="x", hidden=(4,), settings=pc.Settings(epochs=1))
    assert race({"a": recipe}, shelf().data, seeds=[0]).winner.results[0].network.sizes == (784, 4, 10)
