"""The landscape of a page, held against the library called directly."""

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import SettingsError, ShapeError, ValueRangeError
from perceptible.insight.directions import dial_direction, project
from perceptible.insight.landscape import cost_along
from perceptible.lab.topics import landscape as topic

LINE = {"kind": "landscape", "of": "dial", "dial": 300, "split": "test", "n_images": 10_000, "seed": 0}
TRAIN = {
    "kind": "train-start",
    "recipe": "lesson",
    "epochs": 2,
    "batch_size": 10,
    "learning_rate": 1.0,
    "optimizer": "descent",
    "schedule": "constant",
    "augmentation": "none",
    "n_train": 400,
    "shuffled": 0.0,
    "seed": 0,
}


@pytest.fixture
def patient(monkeypatch):
    """Measure all points of an ask in one piece, however busy the machine is."""
    monkeypatch.setattr(topic, "LONGEST", 60.0)


def network():
    """Return the first network of the shelf."""
    return shelf().first.network


def split():
    """Return the test images."""
    return shelf().data.test


def costs(session, cut, x, y=()):
    """Ask for the cost at points."""
    return ask(session, kind="landscape-costs", number=cut.number, x=list(x), y=list(y)).costs


@pytest.mark.usefixtures("patient")
def test_the_cost_along_a_dial_is_that_of_the_network_there():
    """To the bit: it is asked of the library, value by value."""
    session, steps = page(), np.linspace(-3, 3, 7)
    cut = ask(session, **LINE)
    expected = cost_along(network(), split(), dial_direction(network(), 300), steps).costs
    assert list(costs(session, cut, steps)) == expected.tolist()
    assert cut.cost == pc.evaluate(network(), split()).cost


def test_the_slope_is_the_gradient_s_and_the_steepest_dial_has_the_largest():
    """The tangent that the page draws."""
    slopes = pc.gradient(network(), split().inputs, split().targets).to_vector()
    session = page()
    assert ask(session, **LINE).slope == pytest.approx(slopes[300])
    steepest = ask(session, **(LINE | {"dial": None}))
    assert steepest.dial == np.abs(slopes).argmax()


def test_the_slope_elsewhere_is_that_of_the_network_there():
    """After the dial was dragged along."""
    session = page()
    cut = ask(session, **LINE)
    moved = np.array(network().parameters.to_vector())
    moved[300] += 2
    there = network().with_parameters(network().parameters.from_vector(moved))
    expected = pc.gradient(there, split().inputs, split().targets).to_vector()[300]
    assert ask(session, kind="landscape-slope", number=cut.number, x=2.0).slope == pytest.approx(
        float(expected), rel=1e-5
    )


def test_the_dials_at_a_point_of_a_plane_cost_what_the_point_says():
    """To go there is to have that cost."""
    session = page()
    cut = ask(session, **(LINE | {"of": "random", "seed": 7}))
    dials = ask(session, kind="landscape-dials", number=cut.number, x=0.3, y=-0.2).dials
    there = network().with_parameters(network().parameters.from_vector(dials))
    assert costs(session, cut, [0.3], [-0.2])[0] == pc.evaluate(there, split()).cost


def test_a_cut_stays_where_it_is_while_dials_turn():
    """Whoever turns a dial looks at the same landscape from another place."""
    session = page()
    cut = ask(session, **LINE)
    before = costs(session, cut, [1.0])
    ask(session, kind="turn", indices=[5, 300], values=[9.0, 9.0])
    assert costs(session, cut, [1.0]) == before
    assert ask(session, **LINE).value == 9.0


def test_the_cost_may_be_averaged_over_fewer_images_of_either_half():
    """The first so many."""
    session = page()
    found = ask(session, **(LINE | {"split": "train", "n_images": 50}))
    few = shelf().data.train.take(np.arange(50))
    assert (found.n_images, found.cost) == (50, pc.evaluate(network(), few).cost)


def test_the_path_of_a_training_lies_on_its_plane_with_the_share_that_the_library_finds():
    """Every moment that the page keeps, projected by hand as well."""
    session = page()
    ask(session, **TRAIN)
    for _ in range(2):
        ask(session, kind="train-control", action="step-epoch", speed=None, n_rows=0)
        session.trainer.wait_until_idle(20)
    session.follow()  # as before every answer
    cut = ask(session, **(LINE | {"of": "path"}))
    path = np.stack([state.current.to_vector() for state in session.trainer.moments.states]).astype(np.float64)
    movement = path - path[-1]
    values = np.linalg.svd(movement, compute_uv=False) ** 2
    assert cut.share == pytest.approx(values[:2].sum() / values.sum(), rel=1e-6)
    assert list(cut.path_steps) == session.trainer.moments.steps
    random = ask(session, **(LINE | {"of": "random"}))
    laid = topic._PAGES[session].cuts[random.number][0]
    assert random.share == pytest.approx(project(path, path[-1], laid.directions).share)
    session.close()


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"dial": 13_002}, ValueRangeError, "no dial 13002, expected 0 to 13001"),
        ({"n_images": 0}, SettingsError, "n_images is 0, expected at least 1"),
        ({"of": "random", "seed": -1}, SettingsError, "seed is -1, expected a whole number of at least 0"),
        ({"of": "path"}, SettingsError, "the training has 0 moments so far, expected at least 3. Train a little first"),
    ],
)
def test_impossible_cuts_are_refused(change, error, message):
    """One sentence says what is wrong."""
    with pytest.raises(error, match=message):
        ask(page(), **(LINE | change))


def test_points_of_no_cut_and_half_points_are_refused():
    """Only the newest two cuts are kept."""
    session = page()
    for _ in range(3):
        cut = ask(session, **(LINE | {"of": "random"}))
    with pytest.raises(SettingsError, match=r"no cut 1 any more, expected one of the newest 2. Ask for it again"):
        ask(session, kind="landscape-costs", number=1, x=[0.0], y=[0.0])
    with pytest.raises(ShapeError, match="2 steps to the right and 1 up"):
        ask(session, kind="landscape-costs", number=cut.number, x=[0.0, 1.0], y=[0.0])
    with pytest.raises(SettingsError, match=r"beyond what float32 holds. Choose one nearer"):
        ask(session, kind="landscape-dials", number=cut.number, x=1e60, y=0.0)
