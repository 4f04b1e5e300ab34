"""The landscape in a real browser: its values are the library's cost at the same points, and dials follow the curve."""

import contextlib
import re

import numpy as np
import pytest

import perceptible as pc
from perceptible.insight.cuts import random_cut, steepest_cut
from perceptible.insight.landscape import cost_at

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # milliseconds
ROWS = "rows => rows.map(row => [...row.cells].map(cell => Number(cell.textContent)))"


@contextlib.contextmanager
def landscape(browser, address, **options):
    """Open the landscape on a new page; in the end the console is clean."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.get_by_role("button", name="Learn", exact=True).click()
    page.get_by_role("tab", name="Landscape").click()
    whole(page)
    yield page
    assert complaints == []
    context.close()


def whole(page):
    """Wait until every point is measured."""
    page.get_by_role("status").filter(has_text="points measured over").wait_for(timeout=PATIENCE)


def find(page, words):
    """Choose a dial by its name."""
    page.get_by_label("Find a dial").fill(words)
    page.get_by_label("Find a dial").press("Enter")
    page.get_by_role("img", name=re.compile("The cost along the")).wait_for()
    page.wait_for_timeout(500)
    whole(page)


def with_dial(network, dial, value):
    """Return the network with one dial turned."""
    dials = np.array(network.parameters.to_vector())
    dials[dial] = value
    return network.with_parameters(network.parameters.from_vector(dials))


def test_the_curve_is_the_library_s_cost_at_the_same_values(browser, address, mnist):
    """Each of 201 points, read from the page, is what `pc.evaluate` says of the network with that dial, to the bit."""
    network = pc.pretrained("plain")
    with landscape(browser, address) as page:
        find(page, "hidden 2, neuron 3, bias")
        assert page.get_by_role("heading", name="bias of hidden 2, neuron 3").first.is_visible()
        rows = page.get_by_role("table", name="Cost along the dial").locator("tbody tr").evaluate_all(ROWS)
    dial = 784 * 16 + 16 + 16 * 16 + 2
    assert len(rows) == 201
    for value, cost in rows[::10]:
        assert pc.evaluate(with_dial(network, dial, value), mnist.test).cost == cost


def test_a_plane_is_the_library_s_cost_at_the_same_points(browser, address, mnist):
    """Every point of both planes is that of the cuts that the library lays with the same seed."""
    network = pc.pretrained("plain")
    few = mnist.test.take(np.arange(1000))
    with landscape(browser, address) as page:
        page.get_by_label("Averaged over").select_option(label="the first 1,000 test images")
        page.get_by_role("button", name="Over a plane").click()
        for name, cut in (
            ("downhill and across", steepest_cut(network, few, rng=0)),
            ("two random directions", random_cut(network, rng=0)),
        ):
            page.get_by_role("button", name=name).click()
            page.get_by_role("table", name=f"Cost over the plane, {name}").wait_for(state="attached", timeout=PATIENCE)
            rows = page.get_by_role("table", name=f"Cost over the plane, {name}").locator("tbody tr").evaluate_all(ROWS)
            assert len(rows) == 33 * 33
            for x, y, cost in rows[::97]:
                assert cost_at(network, cut.dials(x, y), few) == cost


def test_the_dial_follows_the_curve_and_one_undo_brings_it_back(browser, address, mnist):
    """The slider turns the page's real dial; score and cost are those of the library, and the view says so."""
    network = pc.pretrained("plain")
    with landscape(browser, address) as page:
        find(page, "hidden 2, neuron 3, bias")
        before = page.locator(".along-figures").inner_text()
        page.get_by_role("slider", name=re.compile("Turn the bias of hidden 2, neuron 3")).fill("150")
        dial, value = 784 * 16 + 16 + 16 * 16 + 2, network.biases[1][2] + np.float64(4)
        expected = pc.evaluate(with_dial(network, dial, value), mnist.test)
        page.get_by_text(f"{expected.accuracy:.2%}".replace("%", " %") + " of the test images right").wait_for()
        assert f"{expected.cost:.3g}" in page.locator(".along-figures").inner_text()
        page.keyboard.press("Control+z")
        page.wait_for_timeout(700)
        assert page.locator(".along-figures").inner_text() == before


def test_the_path_of_a_training_is_drawn_with_the_share_that_is_seen(browser, address):
    """Without a training there is a way to Train; after it, the honesty meter, and the network can be moved there."""
    with landscape(browser, address) as page:
        page.get_by_role("button", name="Over a plane").click()
        page.get_by_role("button", name="along the training").click()
        page.get_by_role("button", name="Go to Train").click()
        page.get_by_label("Epochs").fill("2")
        page.get_by_role("button", name="Start training").click()
        page.get_by_role("status").filter(has_text="All 2 epochs are done.").wait_for(timeout=PATIENCE)
        page.get_by_role("tab", name="Landscape").click()
        whole(page)
        share = float(re.search(r"contains ([\d.]+) % of the training", page.locator(".over-share").inner_text())[1])
        assert 50 < share <= 100
        page.get_by_role("img", name=re.compile("Map of the cost")).press("ArrowRight")
        said = re.search(r"cost ([\d.]+)", page.locator(".over-readout").inner_text())[1]
        page.get_by_role("button", name="Move the network here").click()
        page.wait_for_timeout(1500)
        page.get_by_role("button", name="Along one dial").click()
        page.wait_for_timeout(1500)
        whole(page)
        assert said in page.locator(".along-figures").inner_text()


@pytest.mark.parametrize(
    ("words", "said"), [("zebra", "“zebra” finds no dial"), ("hidden 9", "“hidden 9” finds no dial")]
)
def test_words_that_find_no_dial_are_answered_at_their_place(browser, address, words, said):
    """One sentence, and the curve stays."""
    with landscape(browser, address) as page:
        page.get_by_label("Find a dial").fill(words)
        page.get_by_label("Find a dial").press("Enter")
        page.get_by_text(said).wait_for()
        assert page.get_by_role("img", name=re.compile("The cost along the")).is_visible()
