"""The figures of knocking out, changing and morphing hold what was measured."""

from dataclasses import replace

import numpy as np
import pytest

from perceptible.experiments.knock_out import KnockOutResult, Silenced
from perceptible.experiments.morph_result import Example, Flips, MorphResult
from perceptible.experiments.shift import Curve, ShiftResult
from perceptible.experiments.spread import over_seeds
from perceptible.plotting.experiments import FIGURES

ONE = over_seeds([0.5])


@pytest.fixture
def knocked():
    """Return a small result: three neurons, two connections."""
    changes = ((-0.5, 0.1), (0.0, 0.0), (0.0, 0.1))
    names = tuple(f"hidden 1, neuron {k}" for k in (2, 1, 3))
    neurons = Silenced("neurons of hidden 1", "zero", 3, ((0.5, 0.8, 0.9), (0.6, 0.7, 0.9)), changes, names)
    held = Silenced("neurons of hidden 1", "mean", 3, ((0.7, 0.8, 0.9), (0.6, 0.7, 0.9)), changes, names)
    wires = Silenced("connections into the outputs", "zero", 2, ((0.8, 0.9), (0.85, 0.9)), (), ())
    return KnockOutResult("lesson", over_seeds([0.9, 0.92]), (neurons, held, wires), ("0", "1"), (0, 1))


def words_of(figure):
    """Return all that is written on a figure."""
    return " | ".join(text.get_text() for text in [*figure.texts, *(t for axes in figure.axes for t in axes.texts)])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_of_every_network_is_a_dot(knocked, theme):
    """6, 6 and 4 of them; the finding stands on top."""
    figures = FIGURES["knock-out"](knocked, source="made", theme=theme)
    lines = [line for axes in figures["knock-out"].axes for line in axes.lines if line.get_marker() == "o"]
    assert [len(line.get_xdata()) for line in lines] == [6, 6, 4]
    assert figures["knock-out"].get_label() == knocked.findings[0]


def test_of_very_many_parts_the_worst_are_all_drawn_and_the_others_thinned_out(knocked):
    """Of 4,000 connections the 500 that matter most, and the one that matters least; the line below says so."""
    left = tuple(np.linspace(0.3, 0.9, 4_000).tolist())
    wires = replace(knocked.kinds[2], n_parts=4_000, accuracies=(left,))
    figure = FIGURES["knock-out"](replace(knocked, kinds=(wires, knocked.kinds[0])), source="made")["knock-out"]
    dots = next(line for axes in figure.axes for line in axes.lines if line.get_marker() == "o").get_xdata()
    assert len(dots) == 2_000
    assert {*left[:500], left[-1]} <= set(dots)
    assert "of more than 2,000 the lowest 500 and some of the others" in words_of(figure).replace("\n", " ")


def test_the_picture_of_digits_names_the_neuron_that_held_most(knocked):
    """And writes changes in points."""
    figure = FIGURES["knock-out"](knocked)["knock-out-digits"]
    assert figure.get_label() == "Without hidden 1, neuron 2, 50 % of all images of 0 are no longer read right"
    assert "\N{MINUS SIGN}50" in words_of(figure)


def test_every_curve_is_drawn_at_its_medians():
    """Two recipes, one change."""
    curves = tuple(
        Curve(recipe, "right", (-1.0, 0.0, 1.0), tuple(over_seeds([share, share + 0.1]) for share in shares))
        for recipe, shares in (("lesson", (0.1, 0.8, 0.2)), ("robust", (0.7, 0.8, 0.6)))
    )
    result = ShiftResult(curves, (("lesson", ONE, ONE),), 10, (0, 1))
    figure = FIGURES["shift"](result, theme="dark")["shift"]
    drawn = [line.get_ydata() for axes in figure.axes for line in axes.lines if len(line.get_xdata()) == 3]
    np.testing.assert_allclose(drawn, [[0.15, 0.85, 0.25], [0.75, 0.85, 0.65]])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_morph_shows_its_images_its_flip_and_its_neurons(theme):
    """The title says where it flips; a bar for each neuron, the strongest first."""
    rng = np.random.default_rng(0)
    example = Example(
        images=tuple(map(tuple, rng.random((9, 16)))),
        shape=(4, 4),
        outputs=tuple(map(tuple, rng.random((51, 3)))),
        flips=((0.25, 0, 2),),
        contributions=(0.5, 2.0, -0.5),
        change=2.0,
    )
    flips = Flips("lesson", "pixels", ONE, ONE, ONE, ONE, ONE, (0.2, 0.3), (0.4, 0.6))
    figures = FIGURES["morph"](MorphResult((flips,), example, 2, ("0", "1", "2"), (0,)), theme=theme)
    figure = figures["morph-example"]
    assert figure.get_label() == "At 25.0 % of the way the answer flips from 0 to 2"
    assert [patch.get_height() for patch in figure.axes[-1].patches] == [2.0, 0.5, -0.5]
    assert len(figure.axes[0].images) == 9
    assert figures["morph"].axes[1].patches[4].get_height() == 0.5
