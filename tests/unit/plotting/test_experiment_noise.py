"""The figures of noise: bars and detection curves, and what is written beside them."""

import numpy as np
import pytest

from perceptible.experiments.noise_result import KNOWN, REFUSED, UNTRAINED_AT_0, Kind, NoiseResult
from perceptible.experiments.spread import over_seeds
from perceptible.plotting.experiments.noise import draw_noise
from perceptible.plotting.saving import render


def kind(recipe, name, sure, refused):
    """Return made-up answers to one kind of image."""
    sure, known = over_seeds(sure), over_seeds([0.5, 0.5])
    curve = tuple(over_seeds([share]) for share in refused)
    return Kind(recipe, name, sure, known, known, ("5", "5"), known, (0,) * 20, curve)


@pytest.fixture(scope="module")
def result():
    """Return two recipes: one that cannot tell noise from digits, and one that always can."""
    blind, sees = REFUSED, (1.0,) * len(REFUSED)
    kinds = [kind("lesson", name, [0.2, 0.4], blind) for name in (KNOWN, "uniform", "fashion-mnist", UNTRAINED_AT_0)]
    kinds += [kind("honest", name, [0.0, 0.0], sees) for name in (KNOWN, "uniform", "fashion-mnist", UNTRAINED_AT_0)]
    return NoiseResult(tuple(kinds), 10, (0, 1))


def test_nothing_is_written_once_and_without_a_range(result, texts):
    """What no seed is ever sure of is 0 %, not 0.0 to 0.0 %; what differs has its range."""
    written = texts(draw_noise(result)["noise"])
    assert written.count("0 %") == 4
    assert written.count("20.0 to 40.0 %") == 4
    assert not any("0.0 to 0.0" in text for text in written)


def test_the_row_of_silenced_weights_says_what_it_is_asked(result, texts):
    """It is uniform noise, and a network with these weights at 0."""
    assert UNTRAINED_AT_0 in texts(draw_noise(result)["noise"])
    assert UNTRAINED_AT_0.startswith("uniform")


def test_detection_curves_are_those_that_were_measured(result):
    """For each kind a panel: chance on the diagonal, the network that sees it at 1."""
    panels = [axes for axes in draw_noise(result)["detection"].axes if len(axes.lines) == 3]
    assert len(panels) == 3
    for axes in panels:
        _, blind, sees = (np.asarray(line.get_ydata()) for line in axes.lines)
        np.testing.assert_allclose(blind, REFUSED)
        np.testing.assert_allclose(sees, 1)


def test_other_data_sets_are_called_by_what_they_show(result, texts):
    """Clothes, not the name of a file."""
    figures = draw_noise(result, theme="dark")
    assert all("clothes" in texts(figure) for figure in figures.values())
    assert all(b"<svg" in render(figure, ".svg") for figure in figures.values())
