"""Pictures of numbers and their legends."""

from __future__ import annotations

import numpy as np
import pytest

from perceptible.plotting.pictures import (
    activation_legend,
    activation_norm,
    is_signed,
    picture_shape,
    show_activations,
    show_signed,
    signed_legend,
    write_numbers,
)
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import new_sheet
from perceptible.plotting.theme import painting

VALUES = np.array([[-1.0, 0.0, 2.0], [0.5, -2.0, -0.1]])


@pytest.fixture
def sheet():
    """Return an empty sheet."""
    with painting("light") as look:
        return new_sheet(look, "A finding", "", 200)


def test_pictures_hold_the_numbers_themselves(sheet):
    """The color map makes the colors, so the numbers can be read back."""
    image = show_signed(sheet, (0, 0, 60, 40), VALUES, signed_norm(2.0))
    np.testing.assert_array_equal(image.get_array(), VALUES)
    assert image.get_extent() == [0, 60, 40, 0]


def test_a_dash_marks_the_negative_cells_and_no_others(sheet):
    """Who cannot tell blue from orange can tell a dash from none."""
    show_signed(sheet, (0, 0, 60, 40), VALUES, signed_norm(2.0))
    marks = np.asarray(sheet.page.images[1].get_array())[..., 3]  # opacity, in 24 x 24 dots a cell
    cells = marks.reshape(2, 24, 3, 24).max(axis=(1, 3))
    np.testing.assert_array_equal(cells > 0, VALUES < 0)


def test_larger_negatives_have_stronger_dashes(sheet):
    """The opacity is half the root of the share of the limit: 0.5 sqrt(1/2), and 0.5 sqrt(1) for the largest."""
    show_signed(sheet, (0, 0, 60, 40), VALUES, signed_norm(2.0))
    marks = np.asarray(sheet.page.images[1].get_array())[..., 3]
    assert marks[:24, :24].max() == round(255 * 0.5 * np.sqrt(0.5))
    assert marks[24:, 24:48].max() == round(255 * 0.5)


def test_numbers_stand_on_their_cells(sheet):
    """Each in the middle of its cell, to one decimal, with a true minus."""
    image = show_signed(sheet, (0, 0, 60, 40), VALUES, signed_norm(2.0), with_dashes=False)
    write_numbers(sheet, (0, 0, 60, 40), VALUES, image.to_rgba(VALUES))
    texts = {text.get_position(): text.get_text() for text in sheet.page.texts}
    assert texts[(10, 10)] == "\N{MINUS SIGN}1.0"
    assert texts[(50, 10)] == "2.0"


def test_activations_are_grey_from_0_to_1():
    """Where they fit, the scale is always the same, so that two pictures can be compared."""
    norm = activation_norm([np.array([0.2, 0.3]), np.array([0.0])])
    assert (norm.vmin, norm.vmax) == (0, 1)


def test_large_activations_widen_the_scale():
    """ReLU goes beyond 1; tanh below 0, and then activations are signed numbers."""
    assert activation_norm([np.array([0.0, 7.0])]).vmax == 7
    norm = activation_norm([np.array([-0.5, 0.25])])
    assert (norm.vmin, norm.vmax) == (-1, 1)
    assert is_signed(norm)


def test_signed_activations_have_dashes_too(sheet):
    """The mark of negatives does not depend on what the number is."""
    show_activations(sheet, (0, 0, 60, 40), VALUES, activation_norm([VALUES]))
    assert len(sheet.page.images) == 2


@pytest.mark.parametrize(
    ("n_inputs", "expected"), [(784, (28, 28)), (100, (10, 10)), (25, (5, 5)), (16, None), (783, None), (4, None)]
)
def test_square_inputs_are_pictures(n_inputs, expected):
    """Fewer than 5 x 5 numbers are a list rather than a picture."""
    assert picture_shape(n_inputs) == expected


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        # half of the blue is at 3.28 for linear, 6.56 * 0.5^(1/0.3) = 0.65, 6.56 * (sqrt(101) - 1) / 100 = 0.59
        ("linear", ["-6.56", "-3", "0", "+3", "+6.56"]),
        ("gamma", ["-6.56", "-0.7", "0", "+0.7", "+6.56"]),
        ("log", ["-6.56", "-0.6", "0", "+0.6", "+6.56"]),
    ],
)
def test_legends_say_what_a_color_means(sheet, scale, expected):
    """Both ends, 0, and a round number near the middle of each side, wherever the scale puts it."""
    signed_legend(sheet, (0, 0, 360), signed_norm(6.56, scale), "weight")
    texts = sorted(sheet.figure.texts[2:], key=lambda text: text.get_position()[0])
    written = [text.get_text().replace("\N{MINUS SIGN}", "-") for text in texts]
    assert [text for text in written if text != "weight"] == expected


def test_legends_of_own_scales_have_no_numbers(sheet):
    """A number would be true of one picture only."""
    signed_legend(sheet, (0, 0, 360), signed_norm(6.56), "weight", own=True)
    assert {text.get_text() for text in sheet.figure.texts} >= {"\N{MINUS SIGN}largest", "0", "+largest"}


def test_legends_of_activations_reach_as_far_as_they(sheet):
    """Also where ReLU goes beyond 1."""
    activation_legend(sheet, (0, 0, 100), activation_norm([np.array([12.34])]), "activation")
    assert {text.get_text() for text in sheet.figure.texts} >= {"0", "12.3"}
