"""Where many starts end."""

from dataclasses import replace

import numpy as np
import pytest

import perceptible as pc
from perceptible.evaluation import evaluate
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.minima import LESSON, Kind, MinimaSettings, StartsOfKind
from perceptible.experiments.minima_result import Ends, Line, correlation
from perceptible.rng import as_generator
from perceptible.training import Settings, fit, recipe_named

MINIMA = EXPERIMENTS["minima"]
SETTINGS = MinimaSettings(
    kinds=(replace(LESSON, epochs=2), Kind(hidden=(8,), epochs=3)),
    n_images=150,
    n_at_once=3,
    n_pairs=2,
    n_on_line=100,
    seeds=(0, 1, 2, 3, 4),
)


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=60)


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = MINIMA.jobs(SETTINGS, digits)
    return MINIMA.combine(SETTINGS, digits, jobs, [MINIMA.run(job, digits) for job in jobs])


def test_each_start_is_trained_as_the_library_trains(digits, result):
    """The lesson's recipe from seed 2, by hand."""
    start_rng, order_rng = as_generator(2).spawn(2)
    start = recipe_named("lesson").network(digits, start_rng)
    settings = Settings(epochs=2, batch_size=10, learning_rate=1.5)
    network = fit(digits.first(150), network=start, settings=settings, rng=order_rng).network
    assert result.ends[0].test_costs[2] == evaluate(network, digits.test).cost
    assert result.ends[0].train_accuracies[2] == evaluate(network, digits.first(150).train).accuracy


def test_more_seeds_leave_the_pieces_as_they_are(digits):
    """So that a run with 100 starts is the beginning of one with 1,000."""
    more = MINIMA.jobs(replace(SETTINGS, seeds=tuple(range(9))), digits)
    few = MINIMA.jobs(replace(SETTINGS, seeds=tuple(range(6))), digits)
    assert set(few) <= set(more)
    assert [job.seeds for job in few if isinstance(job, StartsOfKind)][:2] == [(0, 1, 2), (3, 4, 5)]


def test_lines_begin_and_end_at_the_networks(result):
    """Both ways, since matched neurons change nothing about a network."""
    for one in result.ends:
        for line in one.lines:
            assert line.straight[0] == line.matched[0]
            assert line.straight[-1] == pytest.approx(line.matched[-1], rel=1e-4)  # sums in another order
            assert line.apart_matched <= line.apart


def test_a_barrier_is_what_rises_above_the_line_between_the_ends():
    """By hand: at the middle 5 where the line is at 2, and 2 where it is at 2."""
    line = Line((1.0, 5.0, 3.0), (1.0, 2.0, 3.0), 1.0, 1.0, 1.0)
    assert line.barriers == (3.0, 0.0)


def test_poor_ends_and_spread_are_counted():
    """By hand: of 1, 1, 1 and 2 one is a tenth above the median; deviation sqrt(3)/4 of 5/4."""
    ends = Ends((4, 2, 2), 20, "cross-entropy", (1.0,) * 4, (1.0, 1.0, 1.0, 2.0), (0.5,) * 4, (0.5,) * 4, ())
    assert ends.poor == 0.25
    assert ends.spread("test") == pytest.approx(np.sqrt(3) / 5)
    assert ends.correlation is None  # four are too few


def test_intervals_of_correlations_are_those_of_the_books():
    """Fisher (1921): r = 0.5 from 28 pairs lies within tanh(0.5493 +- 0.39199)."""
    x = np.arange(28.0) - 13.5
    noise = np.random.default_rng(0).normal(size=28)
    noise -= noise.mean() + (noise @ x) / (x @ x) * x  # at a right angle to x
    y = 0.5 * x / np.linalg.norm(x) + np.sqrt(0.75) * noise / np.linalg.norm(noise)
    assert correlation(tuple(x), tuple(y)) == pytest.approx((0.5, 0.1560, 0.7358), abs=1e-4)


def test_every_start_has_its_row(result):
    """Two kinds, five seeds."""
    kinds, starts = result.tables
    assert len(kinds.rows) == 2
    assert [row[:2] for row in starts.rows[4:6]] == [("784-16-16-10", 4), ("100-8-10", 0)]


def test_tables_of_numbers_can_be_learned_too(digits):
    """What is no image is not made smaller."""
    table = replace(digits, image_shape=None)
    job = StartsOfKind(Kind(hidden=(4,), epochs=1), 100, (0,))
    assert MINIMA.run(job, table)["sizes"] == (784, 4, 10)


def test_every_row_is_of_its_own_seed(digits):
    """Seeds in any order, in blocks of three: 0 and 1 are trained together, and told in their places."""
    settings = replace(SETTINGS, kinds=SETTINGS.kinds[1:], seeds=(0, 4, 1))
    jobs = MINIMA.jobs(settings, digits)
    found = MINIMA.combine(settings, digits, jobs, [MINIMA.run(job, digits) for job in jobs])
    alone = MINIMA.run(StartsOfKind(settings.kinds[0], 150, (4,)), digits)
    assert [row[1] for row in found.tables[1].rows] == [0, 4, 1]
    assert found.tables[1].rows[1][2] == alone["train_costs"][0]
    assert found.ends[0].train_costs[1] == alone["train_costs"][0]


def test_as_many_images_are_told_as_there_were(digits, result):
    """150 were asked for; of 1,000 asked for there are 200."""
    settings = replace(SETTINGS, kinds=(Kind(hidden=(2,), epochs=1),), n_images=1_000, n_pairs=0, seeds=(0,))
    jobs = MINIMA.jobs(settings, digits)
    found = MINIMA.combine(settings, digits, jobs, [MINIMA.run(job, digits) for job in jobs])
    assert (result.n_images, found.n_images) == (150, 200)


def test_a_cost_of_nothing_does_not_vary():
    """All right and sure: 0 of 0."""
    ends = Ends((4, 2, 2), 20, "cross-entropy", (0.0,) * 2, (0.0,) * 2, (1.0,) * 2, (1.0,) * 2, ())
    assert (ends.spread("test"), ends.poor) == (0.0, 0.0)


def test_distances_are_those_of_the_networks(digits, result):
    """Seeds 0 and 1 trained again by hand, and the same dials with the neurons of the second in every order."""
    ends = []
    for seed in (0, 1):
        start_rng, order_rng = as_generator(seed).spawn(2)
        start = recipe_named("lesson").network(digits, start_rng)
        settings = Settings(epochs=2, batch_size=10, learning_rate=1.5)
        ends.append((start, fit(digits.first(150), network=start, settings=settings, rng=order_rng).network))
    (start, first), (_, second) = ((one.parameters.to_vector().astype(float) for one in pair) for pair in ends)
    line = result.ends[0].lines[0]
    assert line.from_start == pytest.approx(np.linalg.norm(first - start), rel=1e-6)
    assert line.apart == pytest.approx(np.linalg.norm(first - second), rel=1e-6)
    assert all(one.apart_matched < one.apart for end in result.ends for one in end.lines)


def test_matched_and_straight_are_not_confused():
    """By hand: barriers of 3 and 0, distances of 8 and 4 where the first went 2 from its start."""
    line = Line((1.0, 5.0, 3.0), (1.0, 2.0, 3.0), 8.0, 4.0, 2.0)
    ends = Ends((4, 2, 2), 20, "cross-entropy", (1.0,), (1.0,), (0.5,), (0.5,), (line,))
    assert (ends.barrier(matched=False).median, ends.barrier(matched=True).median) == (3.0, 0.0)
    assert (ends.apart(matched=False).median, ends.apart(matched=True).median) == (4.0, 2.0)
