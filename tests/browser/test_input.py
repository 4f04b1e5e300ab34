"""The input panel in a real browser: what is drawn, found, changed or brought along is what the library makes."""

import io
import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.pad import answers, draw, kept_origin, kept_strokes, opened, pad, pixels

import perceptible as pc
from perceptible.cli.datasets import open_data
from perceptible.data import prepare_picture, prepare_strokes, shift
from perceptible.data.strokes import DOT_SPACING, FIELD, ink, pen_dots
from perceptible.lab.networks import FIRST

pytestmark = pytest.mark.browser

THICKNESS = 2.35
SEVEN = [[(8, 5), (14, 5), (20, 5), (16, 15), (12, 24)], [(9, 14), (15, 13.5), (20, 13)]]
PASTE = """([bytes, name]) => {
  const files = new DataTransfer();
  files.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def network():
    """Return the network with which the lab begins."""
    return pc.pretrained(FIRST)


@pytest.fixture(scope="module")
def test_split():
    """Return the test images of the lab."""
    return open_data(None, offline=True).test


def test_a_drawing_is_prepared_and_read_as_by_the_library(browser, address, network):
    """The page computes both in float64, as the library does: outputs agree to 1e-6."""
    with opened(browser, address) as page:
        draw(page, SEVEN)
        strokes = kept_strokes(page, 2)
        inputs = prepare_strokes(strokes).inputs
        digit, output, _ = answers(page)
        assert np.abs(strokes[0] - np.array(SEVEN[0])).max() < 0.01
        assert np.abs(pixels(page) - inputs).max() < 1e-6
        assert (digit, output) == (
            network.predict(inputs[None])[0],
            pytest.approx(brightest(network, inputs), abs=1e-6),
        )


def test_a_digit_can_be_drawn_by_keys_alone(browser, address):
    """The cursor begins in row 14, column 14: eight up, pen down, sixteen down, pen up; its places are said."""
    with opened(browser, address) as page:
        page.keyboard.press("d")
        for key in ["ArrowUp"] * 8 + ["Space"] + ["ArrowDown"] * 16 + ["ArrowRight", "Enter"]:
            page.keyboard.press(key)
        drawn = [[13.5, row + 0.5] for row in range(5, 22)] + [[14.5, 21.5]]
        assert kept_strokes(page, 1)[0].tolist() == drawn
        expect(page.get_by_text("row 22, column 15, pen up")).to_have_count(1)
        assert np.abs(pixels(page) - prepare_strokes([np.array(drawn)]).inputs).max() < 1e-6


def test_strokes_are_erased_whole_and_come_back(browser, address):
    """The eraser crosses the bar of the seven alone; undo brings it back, Delete takes all, undo brings all back."""
    with opened(browser, address) as page:
        draw(page, SEVEN)
        page.get_by_role("button", name="Eraser").click()
        draw(page, [[(8, 10), (9.5, 18)]])
        assert len(kept_strokes(page, 1)[0]) == 5
        page.get_by_role("button", name="Undo", exact=True).click()
        assert len(kept_strokes(page, 2)) == 2
        page.keyboard.press("Delete")
        assert kept_strokes(page, 0) == []
        page.keyboard.press("Backspace")
        assert len(kept_strokes(page, 2)) == 2


def test_without_preparation_strokes_are_inked_where_they_were_drawn(browser, address):
    """The same dots on the 28 x 28 field, neither scaled nor moved."""
    with opened(browser, address) as page:
        draw(page, SEVEN)
        page.get_by_label("Prepare as MNIST was").uncheck()
        dots = pen_dots(kept_strokes(page, 2), DOT_SPACING * THICKNESS)[None]
        inked = ink(dots, np.full(dots.shape[:2], THICKNESS / 2), box=FIELD)[0].ravel()
        assert np.abs(pixels(page) - inked).max() < 1e-6
        assert kept_origin(page)["prepared"] is False


def test_the_mistakes_among_the_test_images_are_found(browser, address, network, test_split):
    """Listed in order, each with what it is read as; a click shows exactly the library's numbers, a key the next."""
    with opened(browser, address) as page:
        page.get_by_label("only mistakes").check()
        wrong = np.flatnonzero(network.predict(test_split.inputs) != test_split.labels)
        page.get_by_text(re.compile(f"of {len(wrong):,}$")).wait_for()
        page.get_by_role("button", name=re.compile(f"^test image {wrong[0]}: .* wrong, output")).click()
        page.get_by_role("heading", name=f"Test image {wrong[0]}: a {test_split.labels[wrong[0]]}").wait_for()
        assert (pixels(page) == test_split.inputs[wrong[0]]).all()
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        page.get_by_role("heading", name=f"Test image {wrong[1]}:").wait_for()


def test_a_pixel_is_changed_by_a_digit_and_by_typing(browser, address, network):
    """7 is 0.7; the field takes any number from 0 to 1 and refuses others; the answer follows."""
    with opened(browser, address) as page:
        draw(page, SEVEN)
        expected = pixels(page)
        page.get_by_role("gridcell", name=re.compile("^row 15, column 15:")).click()
        page.keyboard.press("7")
        page.keyboard.press("ArrowLeft")
        field = page.get_by_role("spinbutton", name="Value at row 15, column 14")
        field.fill("0.123")
        field.press("Enter")
        expected[[14 * 28 + 14, 14 * 28 + 13]] = 0.7, 0.123
        assert np.abs(pixels(page) - expected).max() < 1e-6
        assert answers(page)[1] == pytest.approx(brightest(network, expected), abs=1e-6)


def test_a_number_that_is_no_pixel_is_refused(browser, address):
    """A sentence says what a pixel takes, and the pixel stays as it is."""
    with opened(browser, address) as page:
        draw(page, SEVEN)
        before = pixels(page)
        page.get_by_role("spinbutton", name=re.compile("^Value at")).fill("3")
        page.keyboard.press("Enter")
        page.get_by_text("A pixel takes a number from 0 to 1.").wait_for()
        assert (pixels(page) == before).all()


def test_a_pasted_picture_is_prepared_by_the_library(browser, address):
    """Dark ink on light paper, 60 x 40 pixels."""
    picture = _png()
    with opened(browser, address) as page:
        page.evaluate(PASTE, [list(picture), "stroke.png"])
        page.get_by_role("heading", name="stroke.png").wait_for()
        assert np.abs(pixels(page) - prepare_picture(picture).inputs).max() < 1e-6
        page.get_by_role("tab", name="Picture").click()
        expect(page.get_by_role("list", name="Steps of the preparation").get_by_role("listitem")).to_have_count(5)


def test_what_is_no_picture_is_refused_in_a_sentence(browser, address):
    """The browser says it is a PNG; it is not, and the page goes on with the image that it had."""
    with opened(browser, address, refused=1) as page:
        draw(page, SEVEN)
        with page.expect_response("**/api/picture") as answered:
            page.evaluate(PASTE, [list(b"no picture"), "broken.png"])
        message = json.loads(answered.value.body())["error"]["message"]
        page.get_by_role("alert").get_by_text(message).wait_for()
        assert kept_origin(page)["kind"] == "drawing"


def test_sliders_change_the_image_as_it_was(browser, address):
    """Two pixels to the right and three down, whatever came before on the way there; reset brings the drawing back."""
    with opened(browser, address) as page:
        draw(page, SEVEN)
        before = pixels(page)
        page.keyboard.press("Escape")
        page.get_by_role("tab", name="Change").click()
        page.get_by_role("slider", name="right").fill("2")
        page.get_by_role("slider", name="down").fill("3")
        page.get_by_role("heading", name="Your drawing, changed").wait_for()
        page.wait_for_timeout(400)
        assert np.abs(pixels(page) - shift(before[None], 2, 3)[0]).max() < 1e-6
        page.get_by_role("button", name="Reset").click()
        assert len(kept_strokes(page, 2)) == 2


def test_the_pad_is_reached_and_named(browser, address):
    """A screen reader says what it is and how to draw with keys."""
    with opened(browser, address) as page:
        page.keyboard.press("d")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "application"
        described = page.evaluate(
            "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText"
        )
        assert "arrows move" in described
        expect(pad(page)).to_have_count(1)


def brightest(network, inputs):
    """Return the largest output, in float64 from the float32 dials as the page computes it."""
    return network.outputs(inputs[None].astype(np.float64)).max()


def _png():
    """Return a picture of one upright stroke."""
    from PIL import Image

    sheet = np.full((60, 40), 230, np.uint8)
    sheet[10:50, 18:22] = 40
    file = io.BytesIO()
    Image.fromarray(sheet).save(file, format="PNG")
    return file.getvalue()
