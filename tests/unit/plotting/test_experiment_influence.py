"""The figure of the experiment on influence."""

from dataclasses import replace

import numpy as np
import pytest

from perceptible.experiments.influence_checked import Checked, Taught
from perceptible.experiments.influence_result import InfluenceResult
from perceptible.plotting.experiments.influence import draw_influence

GRAY = "80" * 36


@pytest.fixture
def result():
    """Return one kind of network, two images of 6 x 6 pixels, eight groups."""
    foretold = np.array([[7.0, 6, 5, 4, 3, 2, 1, 0], [0, 1, 2, 7, 6, 5, 4, 3]])
    tables = dict.fromkeys(("foretold", "by one path", "by likeness", "measured"), foretold)
    kinds = ("helped", "hurt", "middle") * 2 + ("random",) * 2
    checked = Checked("the lesson's", 0, kinds, 0.9, tables, np.stack([foretold, foretold]))
    few = ((GRAY, 1),) * 5
    taught = (Taught(GRAY, 0, 1, few, few), Taught(GRAY, 1, 1, few, few))
    return InfluenceResult((checked,), {"the lesson's": taught}, 100, (4, 5), ("a", "b"), (6, 6), (0,))


def test_every_image_is_shown_with_what_helped_and_hurt_it(result):
    """Two rows of one and twice five, and what was read in place of the right class."""
    figure = draw_influence(result, source="few")["influence"]
    assert sum(len(axes.images) for axes in figure.axes) == 2 * (1 + 10)
    assert "a, read b" in [text.get_text() for text in figure.texts]


def test_dots_are_ranks_and_the_images_own_groups_stand_out(result):
    """Two images, eight groups: one helped and one hurt of each its own, twelve others."""
    lines = draw_influence(replace(result, image_shape=None), theme="dark")["influence"].axes[-1].lines
    assert [len(line.get_xdata()) for line in lines] == [12, 2, 2]
    np.testing.assert_allclose(lines[1].get_xdata(), [1.0, 1.0])  # the highest of each row: places 0 and 3
    np.testing.assert_allclose(lines[1].get_xdata(), lines[1].get_ydata())
