"""The cost written out, counted and confused, held against hand arithmetic and the library called directly."""

import numpy as np
import pytest
from tests.lab import ask, page, pixels, shelf

import perceptible as pc
from perceptible.errors import ShapeError, ValueRangeError


def test_the_ten_squares_are_those_of_the_outputs():
    """Each is the output less what it should have been, squared; they add up to the library's cost of the image."""
    split = shelf().data.test
    table = ask(page(), kind="cost-table", pixels=pixels(3), label=int(split.labels[3]))
    outputs = shelf().first.network.outputs(split.inputs[3:4])[0]
    squares = [(a - (k == split.labels[3])) ** 2 for k, a in enumerate(outputs.tolist())]
    assert [line.square for line in table.lines] == pytest.approx(squares, abs=1e-6)
    cost = pytest.approx(pc.evaluate(shelf().first.network, split).costs[3], rel=1e-5)  # float32
    assert (table.cost, table.sum_of_squares) == (cost, cost)


@pytest.mark.parametrize(
    ("image", "label", "error", "message"),
    [
        ([0.0] * 3, 1, ShapeError, "784"),
        ([0.0] * 784, 10, ValueRangeError, "no class 10, expected 0 to 9"),
        ([0.0] * 784, -1, ValueRangeError, "no class -1"),
    ],
)
def test_impossible_images_and_classes_have_no_cost(image, label, error, message):
    """One sentence says what is wrong."""
    with pytest.raises(error, match=message):
        ask(page(), kind="cost-table", pixels=image, label=label)


@pytest.mark.parametrize("split", ["test", "train"])
def test_the_histogram_counts_every_image_once(split):
    """Counts are NumPy's over the library's costs, and the average is the library's."""
    found = ask(page(), kind="cost-histogram", split=split)
    judged = pc.evaluate(shelf().first.network, shelf().data.split(split))
    edges = np.array(found.edges)
    last = len(found.counts) - 1
    bins = np.clip(np.searchsorted(edges, judged.costs.astype(np.float64), side="right") - 1, 0, last)
    assert list(found.counts) == np.bincount(bins, minlength=last + 1).tolist()
    assert found.mean == judged.cost
    assert list(found.costs) == sorted(judged.costs.tolist(), reverse=True)[: len(found.costs)]


def test_the_confusion_is_the_library_s_and_its_cells_can_be_opened():
    """What a cell counts is what browsing with its digit and its answer finds."""
    session = page()
    found = ask(session, kind="confusion")
    judged = pc.evaluate(shelf().first.network, shelf().data.test)
    assert list(found.counts) == judged.confusion.ravel().tolist()
    cell = {"label": 3, "guess": 5, "wrong": False, "order": "confident", "start": 0, "count": 24}
    assert ask(session, kind="browse", split="test", **cell).n_found == judged.confusion[3, 5]
    assert (found.accuracy, found.low, found.high) == (judged.accuracy, *judged.interval)
