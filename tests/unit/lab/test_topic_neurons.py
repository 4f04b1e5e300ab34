"""One neuron taken apart, held against the library called directly."""

import numpy as np
import pytest
from tests.lab import ask, page, pixels, shelf

from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight import contributions, extremes

STILL = {
    "kind": "transform",
    **dict.fromkeys(("shift_right", "shift_down", "degrees", "thicken", "noise"), 0.0),
    "scale": 1.0,
    "invert": False,
    "seed": 0,
}


@pytest.mark.parametrize("wrong", [[0.5] * 783, [], [1e300] * 784, [200.0] * 784])
def test_what_is_no_image_is_refused(wrong):
    """Whatever is asked about it."""
    for question in (STILL, {"kind": "contributions", "layer": 1, "neuron": 0, "n_terms": 5, "decimals": 2}):
        with pytest.raises((ShapeError, ValueRangeError)):
            ask(page(), **question, pixels=wrong)


def test_figures_of_a_sum_add_up():
    """Visibly: the figures that are shown add up to the figure of z."""
    question = {"kind": "contributions", "pixels": pixels(5), "layer": 2, "neuron": 3, "n_terms": 4, "decimals": 3}
    answer = ask(page(), **question)
    whole = [round(1000 * float(line.figure)) for line in answer.lines]
    assert sum(whole) == round(1000 * float(answer.z_figure))
    assert answer.z == contributions(shelf().first.network, np.float32(pixels(5)), layer=2, neuron=3).z
    np.testing.assert_allclose(answer.a, 1 / (1 + np.exp(-answer.z)), rtol=1e-12)


def test_extremes_come_with_their_pictures():
    """The same images as the library's, as bytes."""
    answer = ask(page(), kind="extremes", layer=1, neuron=7, count=4)
    found = extremes(shelf().first.network, shelf().data.test, layer=1, neuron=7, count=4)
    assert [each.index for each in answer.least] == found.least.tolist()
    np.testing.assert_array_equal(
        answer.most_pixels.reshape(4, 784), np.rint(shelf().data.test.inputs[found.most] * 255)
    )
