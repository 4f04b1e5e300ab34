"""One neuron, and the waterfall of its sum."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from perceptible.insight import break_down, contributions, response
from perceptible.network import Network
from perceptible.plotting import draw_neuron

MINUS = "\N{MINUS SIGN}"


@pytest.fixture(scope="module")
def figure(network, images):
    """Return the figure of hidden 1, neuron 5, on the fourth image."""
    return draw_neuron(network, images.inputs[3], layer=1, neuron=4)


@pytest.fixture(scope="module")
def parts(network, images):
    """Return what that neuron's sum is made of."""
    return contributions(network, images.inputs[3], layer=1, neuron=4)


def _bars(figure):
    """Return the bars of the waterfall, the sum last."""
    return [patch for patch in figure.axes[2].patches if isinstance(patch, Rectangle)]


def test_weights_image_and_products_stand_side_by_side(figure, parts, images):
    """The same numbers as the library's, as pictures."""
    shown = [np.asarray(image.get_array()) for image in figure.axes[0].images if image.get_array().shape == (28, 28)]
    expected = (parts.weights, images.inputs[3], parts.terms)
    for picture, values in zip(shown, expected, strict=True):
        np.testing.assert_array_equal(picture.ravel(), values)


def test_the_bars_add_up_to_z(figure, parts):
    """Each begins where the one above it ended, and the last ends at z."""
    *bars, total = _bars(figure)
    ends = [bar.get_x() + bar.get_width() for bar in bars]
    np.testing.assert_allclose([bar.get_x() for bar in bars], [0, *ends[:-1]], rtol=0, atol=1e-9)
    assert ends[-1] == pytest.approx(parts.z, abs=1e-9)
    assert (total.get_x(), total.get_width()) == (0, parts.z)


def test_the_figures_add_up_to_the_last(figure):
    """The column at the right, added up by hand, gives the number under the rule."""
    right = max(text.get_position()[0] for text in figure.texts)
    column = [text.get_text() for text in figure.texts if text.get_position()[0] == right]
    *figures, total = (Decimal(text.replace(MINUS, "-")) for text in column if text != "adds")
    assert sum(figures, Decimal(0)) == total
    assert len(figures) == len(_bars(figure)) - 1


def test_terms_are_named_by_row_and_column(figure, parts, texts):
    """The largest term: its pixel, counted from 1, its weight and its pixel's value."""
    index = next(line.indices[0] for line in break_down(parts).lines if line.kind == "term")
    row, column = divmod(index, 28)
    written = texts(figure)
    assert f"row {row + 1}, column {column + 1}" in written
    assert f"{parts.weights[index]:.3f} × {parts.activations[index]:.3f}" in written


def test_black_pixels_are_counted(figure, parts, texts):
    """They add nothing; the figure says how many they are."""
    assert f"{np.sum(parts.terms == 0)} of 784 terms are exactly 0 and have no line." in texts(figure)


def test_the_dot_is_on_the_curve(figure, network, images):
    """The curve is the library's, and so is the place of the neuron on it."""
    curve, dot = (figure.axes[1].lines[place] for place in (1, 3))
    expected = response(network, images.inputs[3], np.asarray(curve.get_xdata()), layer=1, neuron=4)
    np.testing.assert_array_equal(curve.get_ydata(), expected.curve_a)
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == (expected.z, expected.a)


def test_the_finding_is_the_sum_and_the_activation(figure, parts):
    """With the sigmoid worked out here: 1 / (1 + e^-z)."""
    expected = f"turns the sum {parts.z:.2f} into the activation {1 / (1 + np.exp(-parts.z)):.3f}"
    assert figure.get_label() == f"Hidden 1, neuron 5 {expected}".replace("-", MINUS)


def test_hidden_activations_are_strips(network, images, texts):
    """Sixteen numbers are no picture; lines name the neurons that they come from."""
    figure = draw_neuron(network, images.inputs[3], layer=3, neuron=7)
    hidden = network.forward(images.inputs[3][None]).activations[2]
    strips = [image.get_array() for image in figure.axes[0].images if image.get_array().shape == (1, 16)]
    np.testing.assert_allclose(strips[1], hidden, rtol=1e-6)
    assert any(text.startswith("hidden 2, neuron ") for text in texts(figure))


def test_small_terms_get_more_decimals(texts):
    """A neuron whose numbers are thousandths would otherwise be a column of zeros."""
    tiny = Network.random((4, 2), rng=0)
    tiny = tiny.with_parameters(tiny.parameters.map(lambda array: array / 1000))
    written = texts(draw_neuron(tiny, np.ones(4, np.float32)))
    weight = float(tiny.weights[0][0].max())
    assert f"+{weight:.5f}" in written or f"+{weight:.4f}" in written
