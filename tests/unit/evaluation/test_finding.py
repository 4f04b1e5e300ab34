"""Images found by label, answer, confidence and cost, against plain loops."""

import numpy as np
import pytest
from tests.tiny import network, split

from perceptible.errors import UnknownNameError
from perceptible.evaluation import ORDERS, evaluate, find_images


@pytest.fixture
def judged():
    """Judge a random network on thirty images."""
    return evaluate(network(), split(30))


def test_filters_are_those_of_a_loop(judged):
    """Each condition by itself, and all together."""
    pairs = list(zip(judged.labels, judged.answers, strict=True))
    assert find_images(judged, label=1).tolist() == [i for i, (label, _) in enumerate(pairs) if label == 1]
    assert find_images(judged, answer=2).tolist() == [i for i, (_, answer) in enumerate(pairs) if answer == 2]
    expected = [i for i, (label, answer) in enumerate(pairs) if label == 1 != answer]
    assert find_images(judged, label=1, wrong=True).tolist() == expected


@pytest.mark.parametrize(
    ("order", "numbers", "sign"),
    [("confident", "confidences", -1), ("unsure", "confidences", 1), ("cost", "costs", -1)],
)
def test_orders_are_those_of_sorting(judged, order, numbers, sign):
    """Python's own sort keeps equal ones in their order, too."""
    values = sign * getattr(judged, numbers)
    assert find_images(judged, order=order).tolist() == sorted(range(30), key=lambda index: values[index])


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_holds_every_image(judged, order):
    """Nothing is lost by sorting."""
    np.testing.assert_array_equal(np.sort(find_images(judged, order=order)), np.arange(30))


def test_unknown_orders_are_named(judged):
    """With those that there are."""
    with pytest.raises(UnknownNameError, match="order 'random' is not known, expected one of: index"):
        find_images(judged, order="random")
