"""Test images traced into pen strokes and drawn again on the page: page and library agree on every one."""

import numpy as np
import pytest
from tests.browser.pad import answers, draw, opened, recorded
from tests.tracing import trace

import perceptible as pc
from perceptible.data import prepare_strokes
from perceptible.lab.networks import FIRST

pytestmark = [pytest.mark.browser, pytest.mark.slow]

N_IMAGES = 200


def test_page_and_library_agree_on_two_hundred_drawings(browser, address, mnist):
    """The digit, its output and its lead over the next, each to 1e-6, from the strokes that the pad recorded."""
    network = pc.pretrained(FIRST)
    with opened(browser, address) as page:
        page.get_by_role("tab", name="Challenges").click()  # no diagram to paint at each of the ten thousand moves
        for pixels in mnist.test.inputs[:N_IMAGES]:
            page.keyboard.press("Delete")
            strokes = trace(pixels)
            draw(page, strokes)
            inputs = prepare_strokes(recorded(page, strokes)).inputs
            outputs = network.outputs(inputs[None].astype(np.float64))[0]
            second, first = np.sort(outputs)[-2:]
            assert answers(page) == pytest.approx((outputs.argmax(), first, first - second), abs=1e-6)
