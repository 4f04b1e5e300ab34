"""Networks taught true labels and shuffled ones."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perceptible as pc
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.memory import MemorySettings
from perceptible.experiments.memory_result import Curve, MemoryResult, Taught

MEMORY = EXPERIMENTS["memory"]
SETTINGS = MemorySettings(
    networks=((64,), (2,)), shares=(0.0, 0.5, 1.0), n_images=100, n_test=50, epochs=80, batch_size=5, seeds=(0, 1)
)


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=500)


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = MEMORY.jobs(SETTINGS, digits)
    return MEMORY.combine(SETTINGS, digits, jobs, [MEMORY.run(job, digits) for job in jobs])


def made(share, *curves):
    """Return curves of one network: steps, and the share of images known at each."""
    none = (None,) * 9
    found = tuple(Curve(steps, known, none[: len(steps)], known, known[-1]) for steps, known in curves)
    return Taught((4,), share, 100, found)


def test_shuffled_labels_are_learned_too_but_test_at_chance(result):
    """The planted truth: there is nothing to know about other images. 500 images: chance is 10 +- 1.3 %."""
    true, _, shuffled = result.main
    assert true.n_fitted == shuffled.n_fitted == 2
    assert 0.03 < shuffled.tested.low <= shuffled.tested.high < 0.17
    assert true.tested.low > 0.5


def test_true_labels_take_fewer_steps(result):
    """The claim of the lesson, for every seed."""
    true, _, shuffled = result.main
    for first, last in zip(true.curves, shuffled.curves, strict=True):
        assert first.reached(1.0) < last.reached(1.0)


def test_true_labels_show_through_false_ones_on_the_way(result):
    """Half of the labels say enough; in the end the false ones are known by heart, so none is answered truly."""
    half = result.main[1]
    assert half.seen_through.low > 0.3
    assert all(curve.true[-1] == 0 for curve in half.curves)


def test_two_neurons_do_not_know_all(result):
    """That is told, not left out."""
    last = result.taught[-1]
    assert (last.hidden, last.share, last.n_fitted) == ((2,), 1.0, 0)
    assert any("A network of 1 x 2 hidden neurons knows" in finding for finding in result.findings)


def test_the_same_job_gives_the_same_answer(digits):
    """A killed run goes on as if nothing had happened."""
    job = replace(MEMORY.jobs(SETTINGS, digits)[0], epochs=2)
    assert MEMORY.run(job, digits) == MEMORY.run(job, digits)


def test_halfway_is_one_half_for_a_straight_line_and_more_for_a_fast_one():
    """By hand: at step 50 of 100 the first has risen 0.4 of 0.8, the second 0.72 of 0.8."""
    slow = Curve((0, 50, 100), (0.1, 0.5, 0.9), (None,) * 3, (0.1,) * 3, 0.1)
    fast = Curve((0, 50, 100), (0.1, 0.82, 0.9), (None,) * 3, (0.1,) * 3, 0.1)
    assert (slow.halfway, fast.halfway) == (pytest.approx(0.5), pytest.approx(0.9))
    assert Curve((0, 10), (0.1, 0.3), (None,) * 2, (0.1,) * 2, 0.1).halfway is None


def test_ratios_are_taken_seed_by_seed():
    """400 / 100 and 300 / 150: 4 and 2 times as many steps."""
    true = made(0.0, ((0, 100), (0.1, 1.0)), ((0, 150), (0.1, 1.0)))
    shuffled = made(1.0, ((0, 400), (0.1, 1.0)), ((0, 300), (0.1, 1.0)))
    result = MemoryResult((true, shuffled), 1_000, 10, 50, 10, (0, 1))
    assert "with shuffled ones after 350 steps (300 to 400), 3.0 times (2.0 to 4.0) as many" in result.findings[0]


def test_what_was_not_learned_is_not_counted_as_learned():
    """One of two seeds stays behind."""
    true = made(0.0, ((0, 100), (0.1, 1.0)), ((0, 150), (0.1, 1.0)))
    shuffled = made(1.0, ((0, 400), (0.1, 1.0)), ((0, 500), (0.1, 0.4)))
    result = MemoryResult((true, shuffled), 1_000, 10, 50, 10, (0, 1))
    assert "more steps than it was given by 1 of 2 networks" in result.findings[0]
    assert result.tables[0].rows[1][-2:] == (None, "1 of 2")


def test_the_best_on_the_way_and_the_end_are_of_the_same_images():
    """Half shuffled: 0.6 at best and 0.5 in the end of the test images of the curve, though of all it reads 0.8."""
    given, true, test = (0.1, 0.5, 1.0), (0.1, 0.4, 0.0), (0.1, 0.6, 0.5)
    ends = [made(share, ((0, 10), (0.1, 1.0))) for share in (0.0, 1.0)]
    half = Taught(ends[0].hidden, 0.5, 100, (Curve((0, 10, 20), given, true, test, 0.8),))
    result = MemoryResult((ends[0], half, ends[1]), 1_000, 10, 50, 10, (0,))
    assert any("test accuracy is 60.0 % at its best and 50.0 % in the end" in one for one in result.findings)


@given(
    reached=st.lists(
        st.tuples(*[st.lists(st.floats(0, 1), min_size=1, max_size=4).map(sorted)] * 2), min_size=1, max_size=3
    )
)
def test_whatever_is_learned_there_are_true_sentences(reached):
    """At once, never, or by some of the seeds: no ratio of nothing, and as many times only where all came to it."""
    true, shuffled = (
        made(share, *[(tuple(range(0, 10 * len(curve), 10)), tuple(curve)) for curve in curves])
        for share, curves in zip((0.0, 1.0), zip(*reached, strict=True), strict=True)
    )
    result = MemoryResult((true, shuffled), 1_000, 10, 50, 10, tuple(range(len(reached))))
    told = " ".join(result.findings)
    assert "nan" not in told
    know = all(curve[-1] == 1 > curve[0] for pair in reached for curve in pair)
    assert ("as many, by a network" in told) == know


def test_the_end_is_measured_with_all_test_images(digits):
    """All 500 of them, where the curve has 500 too, and where it has 50."""
    job = replace(MEMORY.jobs(SETTINGS, digits)[0], epochs=4)
    few, every = (MEMORY.run(replace(job, n_test=n_test), digits) for n_test in (50, 500))
    assert few["end"] == every["end"] == every["test"][-1]
