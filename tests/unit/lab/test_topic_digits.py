"""Distances between digits, held against the library called directly."""

import numpy as np
from tests.lab import ask, page, pixels, shelf

from perceptible.insight import misleading_pairs, neighbors, read_with
from perceptible.lab.readings import readings_of


def test_misleading_pairs_come_with_three_pictures_each():
    """The image, the nearest of another digit, the nearest of its own."""
    answer = ask(page(), kind="misleading", label=3, count=2)
    expected = misleading_pairs(shelf().data.test, 3, most=2)
    assert [(pair.index, pair.other, pair.own) for pair in answer.pairs] == [
        (pair.index, pair.other, pair.own) for pair in expected
    ]
    assert len(answer.pixels) == 3 * 784 * len(expected)


def test_neighbors_come_with_their_pictures():
    """The image itself, the nearest of its own digit and of others."""
    answer = ask(page(), kind="distances", index=9, count=3)
    found = neighbors(shelf().data.test, 9, count=3)
    assert [each.index for each in answer.own] == found.own.tolist()
    assert [each.distance for each in answer.other] == found.other_distances.tolist()
    np.testing.assert_array_equal(answer.pixels, np.rint(np.array(pixels(9)) * 255))


def test_baselines_are_measured_once_for_all_pages():
    """The table holds what `read_with` measures, and a second page does not wait for it."""
    rows = ask(page(), kind="baselines").rows
    measured = read_with("mean images", shelf().data)
    assert [row.name for row in rows] == ["rules", "mean images", "logistic regression", "nearest neighbor"]
    assert (rows[1].n_correct, rows[1].accuracy) == (measured.n_correct, measured.accuracy)
    assert readings_of(shelf().data) is readings_of(shelf().data)
