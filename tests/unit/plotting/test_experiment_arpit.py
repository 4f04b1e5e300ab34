"""The figures of the experiment after Arpit et al."""

import numpy as np
import pytest

from perceptible.experiments.arpit import ArpitResult, ArpitSettings
from perceptible.experiments.arpit_kinds import INPUTS, KINDS, LABELS
from perceptible.experiments.arpit_noisy import Noisy
from perceptible.experiments.arpit_starts import Starts
from perceptible.experiments.arpit_unrolled import Unrolling
from perceptible.experiments.spread import Over
from perceptible.plotting.experiments.arpit import draw_arpit


@pytest.fixture(scope="module")
def figures():
    """Return the figures of a made result."""
    starts = tuple(Starts(kind, (1.0, 0.5, 0.0), (0.6, 0.5, 0.4), 10) for kind in KINDS)
    table = ((2.0, 1.0), (0.5, -1.0))
    unrolled = tuple(
        Unrolling(kind, (0, 10), ((0.2, 0.1 * place),), table, Over(1, 1, 1, 1)) for place, kind in enumerate(KINDS, 1)
    )
    share = Over(0.5, 0.4, 0.6, 2)
    noisy = tuple(
        Noisy(kind, level, (1, 10), (share,) * 2, (share,) * 2, (share,) * 2)
        for kind, level in ((LABELS, 0.0), (LABELS, 0.8), (INPUTS, 0.8))
    )
    return draw_arpit(ArpitResult(starts, unrolled, noisy, ArpitSettings()), source="few")


def test_there_is_a_figure_for_each_of_the_papers(figures):
    """Figures 1, 3, 4 and 7."""
    assert list(figures) == ["arpit-starts", "arpit-gini", "arpit-classes", "arpit-noisy"]


def test_rates_are_drawn_beside_those_of_a_binomial(figures):
    """Two lines for each kind of data."""
    lines = figures["arpit-starts"].axes[1].lines
    assert [list(line.get_ydata()) for line in lines] == [[1.0, 0.5, 0.0], [0.6, 0.5, 0.4]] * 3


def test_coefficients_are_drawn_over_the_steps(figures):
    """A line for each seed."""
    lines = figures["arpit-gini"].axes[1].lines
    assert [list(line.get_ydata()) for line in lines] == [pytest.approx([0.2, last]) for last in (0.1, 0.2, 0.3)]


def test_classes_are_drawn_by_powers(figures):
    """Logarithms; what was not measured is as dark as the least."""
    shown = figures["arpit-classes"].axes[1].images[0]
    np.testing.assert_allclose(shown.get_array()[0], np.log([2.0, 1.0]))
    assert shown.get_clim() == pytest.approx((np.log(0.5), np.log(2.0)))


def test_noise_of_both_kinds_is_beside_none(figures):
    """Four panels: two lines for each share in the left ones, one in the right ones."""
    assert [len(axes.lines) for axes in figures["arpit-noisy"].axes[1:]] == [4, 2, 4, 2]
