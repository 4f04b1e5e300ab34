"""What depth does to learning."""

from dataclasses import replace

import numpy as np
import pytest

import perceptible as pc
from perceptible.experiments import EXPERIMENTS, depth
from perceptible.experiments.depth import VARIANTS, DepthSettings
from perceptible.experiments.depth_result import Deep, DepthResult, Layers
from perceptible.experiments.spread import over_seeds
from perceptible.insight.saturation import slopes_by_layer
from perceptible.network import Network
from perceptible.rng import derived

DEPTH = EXPERIMENTS["depth"]
SETTINGS = DepthSettings(
    variants=("sigmoid", "ReLU"), depths=(1, 8), rates=(0.0, 0.3), steps=240, batch_size=10, n_images=150, seeds=(3, 4)
)


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=60)


@pytest.fixture(scope="module")
def answers(digits):
    """Return what the jobs said."""
    return [DEPTH.run(job, digits) for job in DEPTH.jobs(SETTINGS, digits)]


@pytest.fixture(scope="module")
def result(digits, answers):
    """Return what the experiment came to."""
    return DEPTH.combine(SETTINGS, digits, DEPTH.jobs(SETTINGS, digits), answers)


def test_slopes_of_deep_sigmoids_vanish_and_those_of_relu_do_not(result):
    """The planted truth: seven factors below 1/4 against factors near 1."""
    assert result.of("sigmoid")[-1].before.vanishing > 100
    assert 0.01 < result.of("ReLU")[-1].before.vanishing < 100


def test_a_rate_of_zero_leaves_the_network_as_it_was(answers):
    """Nothing is learned, so slopes and saturation are those of the start."""
    for answer in answers:
        assert answer["rates"][0]["slopes"] == answer["start"]["slopes"]
        assert answer["rates"][0]["saturated"] == answer["start"]["saturated"]


def test_the_better_rate_is_the_one_that_learns(result):
    """On images held out a shallow network that learned beats one that did not."""
    shallow = result.of("ReLU")[0]
    assert shallow.rate == 0.3
    assert shallow.accuracy.low > 0.3  # of ten classes
    assert len(shallow.reached) == 2


def test_the_start_is_that_of_the_activation(digits, answers):
    """Built again by its published rule, from the same seed: the same slopes."""
    job = DEPTH.jobs(SETTINGS, digits)[-1]
    activation, start = VARIANTS[job.variant]
    sizes = (784, *(16,) * 8, 10)
    rng = derived(job.seed, job.depth)
    network = Network.random(sizes, activation=activation, output="softmax", cost="cross-entropy", start=start, rng=rng)
    seen = digits.train.take(np.arange(150))
    assert answers[-1]["start"]["slopes"] == slopes_by_layer(network, seen).tolist()


def test_a_network_that_diverges_counts_as_it_was_last_measured(digits):
    """A rate far too large gives no numbers; the job still ends, with those from before."""
    settings = replace(SETTINGS, variants=("ReLU",), depths=(2,), rates=(1e4,), seeds=(0,))
    (job,) = DEPTH.jobs(settings, digits)
    answer = DEPTH.run(job, digits)
    assert 0 <= answer["rates"][0]["test"] <= 1
    assert np.isfinite(answer["rates"][0]["slopes"]).all()


def test_steps_are_known_only_where_every_seed_came_to_it():
    """One that never came to 90 % makes the median unknown."""
    look = Layers((over_seeds([1.0]),) * 2, (over_seeds([0.0]),))
    one = Deep("ReLU", 1, 0.1, over_seeds([0.9, 0.8]), (10, None), look, look)
    assert one.steps is None
    assert one.n_reached == 1
    assert replace(one, reached=(10, 30)).steps == over_seeds([10, 30])


def test_findings_and_tables_say_what_was_measured(result):
    """The first finding names the accuracies of the deepest; every layer has its row."""
    assert f"{100 * result.of('sigmoid')[-1].accuracy.median:.1f} %" in result.findings[0]
    assert len(result.tables[0].rows) == 2 * 2
    assert len(result.tables[1].rows) == 2 * 2 * (2 + 9)  # two kinds, start and end, of 2 and of 9 layers


@pytest.mark.parametrize(
    ("slopes", "told"),
    [
        ([1.0, 4.0, 1.0], "the cost is 4 times as steep as in one of the first."),
        ([4.0, 1.0, 1.0], "the cost is 1/4 as steep as in one of the first."),
        ([0.0, 1.0, 1.0], "the cost has no slope at all in the weights of the first hidden layer."),
        ([1.0, 0.0, 1.0], "the cost has no slope at all in the weights of the last hidden layer."),
        ([0.0, 0.0, 0.0], "the cost is 1 times as steep as in one of the first."),
    ],
)
def test_slopes_are_told_whatever_they_are(slopes, told):
    """Silent networks have none anywhere."""
    look = Layers(tuple(over_seeds([slope]) for slope in slopes), (over_seeds([0.0]),) * 2)
    one = Deep("ReLU", 2, 0.1, over_seeds([0.9]), (None,), look, look)
    result = DepthResult((one,), 16, (500, 20, 100), (0.1,), 10, (0,))
    assert any(finding.endswith(told) for finding in result.findings)


def test_one_of_anything_is_told_as_one():
    """One hidden layer, and one network that came to 90 %."""
    look = Layers((over_seeds([1.0]),) * 2, (over_seeds([0.0]),))
    one = Deep("ReLU", 1, 0.1, over_seeds([0.9, 0.8]), (10, None), look, look)
    told = DepthResult((one,), 16, (500, 20, 100), (0.1,), 10, (0, 1)).findings
    assert told[0].startswith("With 1 hidden layer, after 500 steps")
    assert "(1 network did)" in told[1]


def test_rates_are_chosen_by_images_that_are_neither_taught_nor_tested(answers, digits):
    """Of two rates the one that is best held out is taken, though the other reads more test images."""
    planted = [
        {"start": answer["start"], "rates": [{**rate, "held out": held, "test": test} for rate, held, test in planned]}
        for answer in answers
        for planned in [zip(answer["rates"], (0.6, 0.5), (0.1, 0.9), strict=True)]
    ]
    found = DEPTH.combine(SETTINGS, digits, DEPTH.jobs(SETTINGS, digits), planted)
    assert {(one.rate, one.accuracy.median) for one in found.deep} == {(0.0, 0.1)}
    taught, held = depth._held_out(digits.train, 150)
    assert (len(taught), len(held)) == (150, 40)
    np.testing.assert_array_equal(held.inputs, digits.train.inputs[150:190])


def test_the_first_step_that_reads_enough_is_told(digits, monkeypatch):
    """Half of the images held out is enough here: the same training again, and asked at the same moments."""
    monkeypatch.setattr("perceptible.experiments.depth.GOAL", 0.5)
    (job,) = DEPTH.jobs(replace(SETTINGS, variants=("ReLU",), depths=(1,), rates=(0.3,), seeds=(3,)), digits)
    reached = DEPTH.run(job, digits)["rates"][0]["reached"]
    taught, held = depth._held_out(digits.train, 150)
    start = Network.random(
        (784, 16, 10), activation="relu", output="softmax", cost="cross-entropy", start="he", rng=derived(3, 1)
    )
    settings = pc.Settings(epochs=16, batch_size=10, learning_rate=0.3)
    events = pc.train(start, replace(digits, train=taught), settings, rng=derived(3, 1, 1), every=4)
    states = [event.state for event in events]
    right = [state.step for state in states if (state.network.predict(held.inputs) == held.labels).mean() >= 0.5]
    assert reached == right[0] > 0
