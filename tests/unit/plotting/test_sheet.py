"""Figures laid out in pixels."""

from __future__ import annotations

import pytest

from perceptible.plotting.sheet import new_sheet
from perceptible.plotting.theme import painting


@pytest.fixture
def sheet():
    """Return a sheet whose content is 100 pixels high."""
    with painting("light") as look:
        return new_sheet(look, "A finding", "its source", 100)


def test_a_sheet_is_800_pixels_wide(sheet):
    """Eight inches at 100 pixels: the width for which the type is made."""
    assert sheet.figure.get_figwidth() == 8


def test_places_are_pixels_from_the_upper_left_corner(sheet):
    """Axes at (10, 20) of 30 x 40 pixels cover just that, measured in the 200 dots an inch of the file."""
    box = sheet.axes((10, 20, 30, 40)).get_window_extent()
    assert (box.width, box.height) == pytest.approx((60, 80))
    assert box.x0 == pytest.approx(2 * (24 + 10))  # after the margin of 24 pixels
    assert box.y1 == pytest.approx(2 * (sheet.figure.get_figheight() * 100 - sheet.top - 20))


def test_the_page_has_the_same_units(sheet):
    """What is drawn on the page at (10, 20) is where axes at (10, 20) begin."""
    corner = sheet.axes((10, 20, 30, 40)).get_window_extent()
    assert sheet.page.transData.transform((10, 20)) == pytest.approx((corner.x0, corner.y1))


def test_long_findings_make_the_sheet_higher():
    """A title of three lines pushes the content down instead of covering it."""
    with painting("light") as look:
        short, long = (new_sheet(look, "word " * count, "", 100) for count in (2, 40))
    assert long.top > short.top + 40
    assert long.figure.get_figheight() > short.figure.get_figheight()


def test_the_finding_names_the_figure(sheet):
    """Files keep it for those who cannot see the picture."""
    assert sheet.figure.get_label() == "A finding"
