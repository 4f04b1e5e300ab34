"""Networks side by side, as a figure."""

from __future__ import annotations

import pytest
from tests.unit.evaluation.planted import answering_network, numbered_split

import perceptible as pc
from perceptible.data import NON_DIGITS
from perceptible.errors import UnknownNameError, ValueRangeError
from perceptible.evaluation import CHANGES, side_by_side
from perceptible.plotting import draw_side_by_side
from perceptible.plotting.side_by_side import MOST_NETWORKS
from perceptible.plotting.theme import relative_luminance

PLANTED = {"better": answering_network([0, 1, 1, 1], 2), "worse": answering_network([0, 0, 0, 1], 2)}


@pytest.fixture(scope="module")
def compared(images):
    """Return as many networks as fit."""
    networks = {f"seed {seed}": pc.Network.random((784, 10), rng=seed) for seed in range(MOST_NETWORKS)}
    return side_by_side(networks, images, n_non_digits=10)


def test_every_number_is_drawn(compared):
    """On each scale a mark for each network and row, where its value is; a line between the ends first."""
    _, _, axes, *_ = draw_side_by_side(compared).axes
    marks = [line.get_xdata()[0] for line in axes.lines if line.get_marker() != "None"]
    first = [portrait.evaluation.accuracy for portrait in compared.portraits]
    assert len(marks) == MOST_NETWORKS * (1 + len(CHANGES))
    assert marks[:MOST_NETWORKS] == first


def test_numbers_and_names_are_written(compared, texts):
    """Every network, every change, every kind of image that is no digit."""
    found = texts(draw_side_by_side(compared, source="made for a test"))
    assert {*CHANGES, *NON_DIGITS, *(f"seed {seed}" for seed in range(MOST_NETWORKS))} <= set(found)
    assert f"{compared.portraits[0].non_digits[0].auroc:.3f}" in found
    assert "made for a test" in found


def test_the_finding_goes_from_the_least_to_the_most():
    """Whatever the order in which they are given; 4 of 4 and 2 of 4, for the labels 0 1 1 1."""
    compared = side_by_side(PLANTED, numbered_split([0, 1, 1, 1], 2))
    assert draw_side_by_side(compared).get_label() == "Of 4 images 50.0 % (worse) to 100.0 % (better) are read"


def test_images_that_are_no_pictures_have_one_scale(texts):
    """Nothing is said of changes and of noise."""
    figure = draw_side_by_side(side_by_side(PLANTED, numbered_split([0, 1, 1, 1], 2)))
    assert "as they are" in texts(figure)
    assert not set(texts(figure)) & {*CHANGES, *NON_DIGITS}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_can_be_drawn(compared, theme):
    """In their own colors."""
    figure = draw_side_by_side(compared, theme=theme)
    assert (relative_luminance(figure.get_facecolor()) > 0.5) is (theme == "light")


def test_too_many_networks_are_refused(compared, images):
    """There are no more marks that can be told apart."""
    networks = {str(seed): pc.Network.random((784, 10), rng=seed) for seed in range(MOST_NETWORKS + 1)}
    many = side_by_side(networks, images, n_non_digits=1)
    with pytest.raises(ValueRangeError, match=r"there are 7 networks, expected at most 6. Draw fewer at a time"):
        draw_side_by_side(many)
    with pytest.raises(UnknownNameError, match=r"theme 'drak' is not known"):
        draw_side_by_side(compared, theme="drak")
