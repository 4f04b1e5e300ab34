"""Three ways down: the page's paths, landscape and noise are the library's, and end when nobody looks."""

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import SettingsError
from perceptible.insight.directions import project
from perceptible.insight.landscape import cost_at
from perceptible.insight.paths import descent_paths
from perceptible.lab.descending import Descending

HOW = {"start": "fresh", "seed": 3, "n_train": 400, "epochs": 3, "rates": [5.0, 1.5, 0.05]}
PATIENCE = 60.0  # seconds; about one is what it takes


@pytest.fixture
def session():
    """Give a page; what works for it ends with the test."""
    session = page()
    yield session
    session.leave()


def ended(session, **changes):
    """Go down, and return the last frame."""
    ask(session, kind="paths", **{**HOW, **changes})
    session.employed(Descending).wait(PATIENCE)
    return ask(session, kind="paths-frame", since=0)


def test_paths_plane_and_costs_are_the_library_s(session):
    """One after the other in a thread, or all at once in a call: the same moments, costs and plane."""
    frame = ended(session)
    start = pc.Network.random((784, 16, 16, 10), rng=3)
    expected = descent_paths(start, shelf().data, epochs=3, rng=3)
    directions, shares = expected.plane
    assert frame.status == "finished"
    assert frame.share == pytest.approx(shares.sum(), rel=1e-12)
    for mine, theirs in zip(frame.paths, expected.paths, strict=True):
        np.testing.assert_array_equal(mine.costs, np.float32(theirs.costs))
        seen = project(theirs.recording.dials, np.float64(start.parameters.to_vector()), directions)
        np.testing.assert_allclose(mine.points, seen.points.ravel(), rtol=1e-6, atol=1e-6)
        assert (mine.n_steps, mine.detour) == (theirs.recording.steps[-1], theirs.detour)


def test_every_point_of_the_landscape_is_a_true_cost(session):
    """A point of the plane, measured once more."""
    frame = ended(session)
    start = pc.Network.random((784, 16, 16, 10), rng=3)
    directions, _ = descent_paths(start, shelf().data, epochs=3, rng=3).plane
    costs = frame.costs.reshape(frame.n_points, frame.n_points)
    row, column = 5, 20
    dials = np.float64(start.parameters.to_vector())
    dials = dials + frame.across[column] * directions[0] + frame.up[row] * directions[1]
    assert costs[row, column] == pytest.approx(cost_at(start, dials, shelf().data.train), rel=1e-5)
    assert np.isfinite(costs).all()


def test_all_ways_look_at_as_many_images_and_take_their_time(session):
    """3 epochs of 400 images: 3 steps, 12 steps, 1,200 steps."""
    frame = ended(session)
    assert [path.n_steps for path in frame.paths] == [3, 12, 1200]
    assert [path.n_images[-1] for path in frame.paths] == [1200, 1200, 1200]
    for path in frame.paths:
        assert path.seconds[0] == 0
        assert (np.diff(path.seconds) > 0).all()


def test_full_batches_have_no_noise_and_single_examples_most(session):
    """By the formula: batches of 100 of 400 have sqrt(300 / 399 / 100) of the noise of single ones."""
    full, mini, single = ended(session).paths
    assert full.noise_start == 0
    assert mini.noise_start == pytest.approx(single.noise_start * np.sqrt(300 / 399 / 100), rel=1e-6)


def test_the_network_on_the_page_can_be_the_start(session):
    """It is the page's own, which has learned already."""
    cost = pc.evaluate(shelf().first.network, shelf().data.train).cost
    assert ended(session, start="own", epochs=1).start_cost == pytest.approx(cost, rel=1e-6)


def test_stopping_ends_the_thread_and_keeps_what_was_reached(session):
    """At any moment."""
    ask(session, kind="paths", **{**HOW, "epochs": 60})
    thread = session.employed(Descending).thread
    assert ask(session, kind="paths-stop").status == "stopped"
    thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"n_train": 100}, "training images: 100, expected 200 to 400"),
        ({"epochs": 0}, "epochs: 0, expected 1 to 60"),
        ({"rates": [5.0, 0.0, 0.05]}, "a learning rate is 0, expected more than 0"),
        ({"rates": [5.0, 1e4, 0.05]}, "a learning rate is 10000, expected more than 0 and at most 1000"),
        ({"seed": -1}, "the seed is -1, expected 0"),
    ],
)
def test_what_cannot_be_gone_is_said_in_a_sentence(session, changes, message):
    """And nothing begins."""
    with pytest.raises(SettingsError, match=message):
        ask(session, kind="paths", **{**HOW, **changes})
    assert session.employed(Descending) is None


def test_before_any_path_there_is_none(session):
    """Stopping nothing is no mistake."""
    assert ask(session, kind="paths-frame", since=0).status == "none"
    assert ask(session, kind="paths-stop").status == "none"
