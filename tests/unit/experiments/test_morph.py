"""Pairs of digits turned into each other: the flips of the experiment."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

import perceptible as pc
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.morph import MorphSettings, _flips, _told, neurons_for_half, read_pairs
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


def test_a_blend_on_which_no_answer_flips_is_left_out(digits):
    """There is nothing to take the median of."""
    jobs = MORPH.jobs(SETTINGS, digits)
    told = {"at": 0.5, "confidence": 0.6, "third": False, "neurons": 2}
    example = {"images": [], "shape": (28, 28), "outputs": [], "flips": [], "contributions": [], "change": 0.0}
    answers = [{"example": example, "pixels": [told], "shapes": shapes} for shapes in ([], [])]
    assert [each.by for each in MORPH.combine(SETTINGS, digits, jobs, answers).flips] == ["pixels"]
    answers[1]["shapes"] = [told]
    assert [each.first.n for each in MORPH.combine(SETTINGS, digits, jobs, answers).flips] == [2, 1]


def test_flips_are_summed_up_by_hand():
    """Three pairs of one seed: two with all outputs below 0.5, one by way of a third answer."""
    pairs = [
        {"at": at, "confidence": confidence, "third": third, "neurons": neurons}
        for at, confidence, third, neurons in ((0.2, 0.4, True, 1), (0.6, 0.3, False, 5), (0.4, 0.9, False, 2))
    ]
    each = _flips("lesson", "pixels", [pairs])
    assert (each.first.median, each.confidence.median, each.neurons.median) == (0.4, 0.4, 2.0)
    assert (each.unsure.median, each.third.median) == (pytest.approx(2 / 3), pytest.approx(1 / 3))


@pytest.mark.parametrize(
    ("answers", "third"), [([0, 1], False), ([0, 2, 1], True), ([0, 1, 0, 1], False), ([0, 1, 2, 1], True)]
)
def test_a_third_answer_is_neither_the_first_nor_the_last(answers, third):
    """And the first flip is what is told, wherever others lie."""
    nothing = np.zeros(2)
    flips = tuple(
        Flip(0.1 * place, before, after, 0.5, nothing, -2.0, 0.0, (nothing, np.array([2.0, 0.0])))
        for place, (before, after) in enumerate(pairwise(answers), start=1)
    )
    told = _told(SimpleNamespace(flips=flips))
    assert (told["third"], told["at"], told["neurons"]) == (third, 0.1, 1)
