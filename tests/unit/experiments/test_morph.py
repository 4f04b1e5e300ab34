"""Pairs of digits turned into each other: the flips of the experiment."""

from dataclasses import replace

import numpy as np
import pytest

import perceptible as pc
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.morph import MorphSettings, neurons_for_half, read_pairs
from perceptible.insight.morph import Flip, morph
from perceptible.training import recipe_named

MORPH = EXPERIMENTS["morph"]
SETTINGS = MorphSettings(recipes=("lesson",), epochs=30, n_pairs=5, seeds=(3, 4))


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=300, n_test=60)


@pytest.fixture(scope="module")
def network(digits):
    """Return the network of the first seed."""
    return pc.fit(digits, settings=replace(recipe_named("lesson").settings, epochs=30), rng=3).network


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = MORPH.jobs(SETTINGS, digits)
    return MORPH.combine(SETTINGS, digits, jobs, [MORPH.run(job, digits) for job in jobs])


def test_the_first_flips_are_those_of_its_pairs(digits, network, result):
    """Turned into each other again."""
    pairs = read_pairs(network, digits.test, 5, 3)
    shares = [morph(network, digits.test.inputs[a], digits.test.inputs[b], n_steps=50).flips[0].share for a, b in pairs]
    assert list(result.of("lesson", "pixels").places[:5]) == pytest.approx(shares)


def test_pairs_are_of_two_classes_and_read_right(digits, network):
    """The same from the same seed."""
    pairs = read_pairs(network, digits.test, 20, 7)
    labels = digits.test.labels
    assert all(labels[one] != labels[other] for one, other in pairs)
    assert all(
        network.predict(digits.test.inputs[list(pair)]).tolist() == labels[list(pair)].tolist() for pair in pairs
    )
    assert pairs == read_pairs(network, digits.test, 20, 7)


def test_a_network_that_reads_one_class_alone_has_no_pairs(digits):
    """All weights 0: it answers 0 to everything."""
    with pytest.raises(pc.PerceptibleError, match=r"fewer than two classes.*Train it for longer"):
        read_pairs(pc.Network.random((784, 10), start="zeros"), digits.test, 1, 0)


@pytest.mark.parametrize(("pushed", "n"), [([5.0, 1, 1, -1], 1), ([2.0, 2, 2, 2], 2), ([3.0, 2, 1.5, -1], 1)])
def test_neurons_for_half_are_counted_from_the_strongest(pushed, n):
    """By hand: 5 of 6; 2 + 2 of 8; 3 of 5.5."""
    nothing = np.zeros(2)
    flip = Flip(0.5, 0, 1, 0.0, nothing, -sum(pushed), 0.0, (nothing, np.array(pushed)))
    assert neurons_for_half(flip) == n


def test_the_example_is_whole(result):
    """Nine images, 51 places, ten outputs, 16 neurons that add up."""
    example = result.example
    assert (len(example.images), len(example.outputs), len(example.outputs[0])) == (9, 51, 10)
    assert sum(example.contributions) == pytest.approx(example.change, abs=1e-6)
    assert len(example.contributions) == 16


def test_findings_and_tables_say_what_was_measured(result):
    """Two sentences for each blend, one row."""
    assert len(result.findings) == 4
    assert [row[:2] for row in result.tables[0].rows] == [("lesson", "pixels"), ("lesson", "shapes")]
    assert f"{100 * result.flips[0].first.median:.0f} %" in result.findings[0]
