"""Networks asked about changed images: the curves of the experiment."""

from dataclasses import replace

import numpy as np
import pytest

import perceptible as pc
from perceptible.data.transforms import shift
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.shift import Curve, ShiftResult, ShiftSettings
from perceptible.experiments.spread import over_seeds
from perceptible.training import recipe_named

SHIFT = EXPERIMENTS["shift"]
SETTINGS = ShiftSettings(recipes=("lesson", "plain"), epochs=10, n_images=40, every=4, seeds=(3, 4))


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=60)


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = SHIFT.jobs(SETTINGS, digits)
    return SHIFT.combine(SETTINGS, digits, jobs, [SHIFT.run(job, digits) for job in jobs])


def test_digits_moved_by_two_pixels_are_counted_in_four_directions(digits, result):
    """Trained again and counted one by one, for both seeds."""
    settings, inputs = replace(recipe_named("lesson").settings, epochs=10), digits.test.inputs[:40]
    shares = []
    for seed in SETTINGS.seeds:
        network = pc.fit(digits, settings=settings, rng=seed).network
        right = sum(
            int(np.sum(network.predict(shift(inputs, dx, dy)) == digits.test.labels[:40]))
            for dx, dy in ((2, 0), (-2, 0), (0, 2), (0, -2))
        )
        shares.append(right / 160)
    name, _, moved = result.moved[0]
    assert name == "lesson"
    assert (moved.low, moved.high) == pytest.approx((min(shares), max(shares)))


def test_every_change_has_a_curve_for_each_recipe(result):
    """Seven changes, two recipes."""
    assert len(result.curves) == 14
    assert all(curve.amounts == tuple(sorted(curve.amounts)) for curve in result.curves)
    assert {over.n for curve in result.curves for over in curve.accuracies} == {2}


def test_half_is_the_nearest_amount_on_each_side_that_is_worse():
    """By hand: below half at -4 and 6, not at -2 or 2."""
    accuracies = tuple(over_seeds([share]) for share in (0.3, 0.6, 0.9, 0.7, 0.4))
    assert Curve("it", "right", (-4.0, -2.0, 0.0, 2.0, 6.0), accuracies).half == (-4.0, 6.0)
    assert Curve("it", "right", (0.0, 2.0), accuracies[2:4]).half == (None, None)


def test_tables_without_a_picture_keep_what_makes_sense():
    """Numbers that are no picture are inverted and made noisy, and nothing is moved."""
    rng = np.random.default_rng(0)
    split = pc.Split(rng.random((40, 6)).astype(np.float32), rng.integers(0, 2, 40), n_classes=2)
    data = pc.Dataset("made", split, split, ("a", "b"), None, "made here", "none")
    settings = replace(SETTINGS, epochs=1, recipes=("lesson",), seeds=(0,))
    found = SHIFT.combine(settings, data, SHIFT.jobs(settings, data), [SHIFT.run(SHIFT.jobs(settings, data)[0], data)])
    assert [curve.sweep for curve in found.curves] == ["inversion", "noise"]
    assert found.moved == ()
    assert len(found.findings) == 2


def test_findings_and_tables_say_what_was_measured(result):
    """The first finding is about the first recipe; each point has a row."""
    assert result.findings[0].startswith("Images moved by 2 pixels: the lesson network reads")
    assert len(result.tables[0].rows) == sum(len(curve.amounts) for curve in result.curves)


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ((0.3, 0.6, 0.9, 0.7, 0.4), "from −4 down and from 4 up"),
        ((0.3, 0.4, 0.9, 0.4, 0.3), "from −2 down and from 2 up"),
        ((0.3, 0.6, 0.9, 0.4, 0.7), "from −4 down and first at 2 going up"),
        ((0.6, 0.4, 0.9, 0.7, 0.5), "first at −2 going down"),
        ((0.6, 0.6, 0.9, 0.7, 0.5), "nowhere"),
        ((0.1, 0.1, 0.4, 0.2, 0.1), "everywhere"),
    ],
)
def test_where_fewer_than_half_are_read_is_said_as_it_is(shares, told):
    """A 6 turned by half a turn may be read again as something: no "from here on" where that is not so."""
    curve = Curve("it", "right", (-4.0, -2.0, 0.0, 2.0, 4.0), tuple(over_seeds([share]) for share in shares))
    assert ShiftResult((curve,), (), 10, (0,)).findings == (f"Right: fewer than half are read {told} by it.",)


def test_as_many_images_are_told_as_there_were(digits, result):
    """40 of 60 here; where 500 were asked for, all 60."""
    jobs = SHIFT.jobs(SETTINGS, digits)
    answers = [{"curves": [["lesson", "right", [0.0], [0.5]]] * 1, "moved": {"lesson": 0.5}}] * len(jobs)
    settings = replace(SETTINGS, n_images=500, recipes=("lesson",))
    assert (result.n_images, SHIFT.combine(settings, digits, jobs, answers).n_images) == (40, 60)
