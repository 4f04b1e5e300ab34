"""Neurons and connections knocked out in trained networks: the numbers of the experiment."""

from dataclasses import replace

import numpy as np
import pytest

import perceptible as pc
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.knock_out import KnockOutSettings, Silenced
from perceptible.training import recipe_named

KNOCK_OUT = EXPERIMENTS["knock-out"]
SETTINGS = KnockOutSettings(epochs=15, n_images=50, seeds=(3, 4))


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=60)


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = KNOCK_OUT.jobs(SETTINGS, digits)
    return KNOCK_OUT.combine(SETTINGS, digits, jobs, [KNOCK_OUT.run(job, digits) for job in jobs])


def test_what_is_left_without_the_worst_neuron_equals_a_loop(digits, result):
    """Trained again; each neuron of hidden 1 silenced by its weights, and asked image by image."""
    settings = replace(recipe_named("lesson").settings, epochs=15)
    split = digits.test.take(np.arange(50))
    lowest = []
    for seed in SETTINGS.seeds:
        network = pc.fit(digits, settings=settings, rng=seed).network
        left = []
        for neuron in range(16):
            weights = [np.array(array) for array in network.weights]
            weights[1][:, neuron] = 0
            changed = network.with_parameters(type(network.parameters)(tuple(weights), network.biases))
            left.append(pc.evaluate(changed, split).accuracy)
        lowest.append(min(left))
    worst = result.of("neurons of hidden 1").worst
    assert (worst.low, worst.high) == pytest.approx((min(lowest), max(lowest)))


def test_every_part_of_every_seed_is_there(result):
    """16 neurons twice, at 0 and at the mean; 256 and 160 connections."""
    assert [(kind.n_parts, len(kind.accuracies)) for kind in result.kinds] == [(16, 2)] * 4 + [(256, 2), (160, 2)]
    assert all(list(each) == sorted(each) for kind in result.kinds for each in kind.accuracies)


def test_connections_from_the_inputs_are_silenced_where_asked(digits):
    """784 x 16 of them."""
    settings = replace(SETTINGS, first_weights=True, epochs=1, n_images=5, seeds=(0,))
    (job,) = KNOCK_OUT.jobs(settings, digits)
    kinds = KNOCK_OUT.run(job, digits)["kinds"]
    assert [len(kind["accuracies"]) for kind in kinds if "connections" in kind["name"]] == [12_544, 256, 160]


def test_findings_and_tables_say_what_was_measured(result):
    """The first finding holds the range of the table; a row for each neuron of the first network."""
    first = result.kinds[0]
    assert f"{100 * first.lowest:.1f} to {100 * first.highest:.1f} %" in result.findings[0]
    assert len(result.tables[1].rows) == 32
    assert result.tables[0].rows[0][3:5] == (first.lowest, first.highest)


def test_middle_and_ends_are_counted_by_hand():
    """Two seeds with three parts each, the lowest first."""
    left = ((0.1, 0.7, 0.9), (0.2, 0.5, 0.8))
    one = Silenced("neurons of hidden 1", "zero", 3, left, (), ())
    assert (one.worst.low, one.worst.high, one.lowest, one.highest) == (0.1, 0.2, 0.1, 0.9)
    assert (one.middle.low, one.middle.high) == (0.5, 0.7)
