"""What breaks an answer: parts knocked out, images changed, one turned into another; on the page as in the library."""

import re

import numpy as np
import pytest
from tests.browser.code import code_of, numbers, open_strip, printed_by
from tests.browser.pad import opened

import perceptible as pc
from perceptible.insight.knock_out import connections_of, knock_out, neurons_of
from perceptible.insight.morph import morph
from perceptible.insight.robustness import robustness

pytestmark = pytest.mark.browser
PATIENCE = 90_000  # milliseconds; seconds where nothing else runs


@pytest.fixture(scope="module")
def network():
    """Return the network that the page opens."""
    return pc.pretrained("plain")


@pytest.fixture
def page(browser, address):
    """Open the page, at what it may be asked."""
    with opened(browser, address) as page:
        page.get_by_role("region", name="Answer").get_by_text(re.compile("right")).first.wait_for()
        page.get_by_role("button", name="Ask", exact=True).click()
        yield page


def view(page, name):
    """Go to a view."""
    page.get_by_role("tab", name=name, exact=True).click()


def row_of(page, name):
    """Return the line of a part."""
    return page.get_by_role("row").filter(has=page.get_by_role("button", name=name, exact=True))


def test_neurons_are_ranked_by_what_breaks(page, network, mnist):
    """In the library's order, with its shares; a choice shows every digit, and the inspector follows."""
    found = knock_out(network, mnist.test, neurons_of(network))
    view(page, "Knock out")
    page.get_by_text("Silenced all 32").wait_for(timeout=PATIENCE)
    rows = page.get_by_role("row").all()[1:]
    for row, place in zip(rows, found.order[:5], strict=False):
        part = found.parts[place]
        assert f"hidden {part.layer}, neuron {part.neuron + 1}" in row.inner_text()
        assert f"{100 * found.accuracies[place]:.2f} %" in row.inner_text()
    worst = found.parts[found.order[0]]
    name = f"hidden {worst.layer}, neuron {worst.neuron + 1}"
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("heading", name=name).wait_for()
    digits = page.get_by_role("region", name=re.compile("^Without hidden")).get_by_role("listitem").all_inner_texts()
    shown = [numbers(text)[1] for text in digits]
    assert shown == pytest.approx((100 * found.changes_by_class[found.order[0]]).tolist(), abs=0.051)


def test_a_neuron_knocked_out_for_real_scores_what_was_said_and_comes_back(page, network, mnist):
    """The test images of the page are then read as the list has said."""
    found = knock_out(network, mnist.test, neurons_of(network))
    worst = found.parts[found.order[0]]
    view(page, "Knock out")
    page.get_by_text("Silenced all 32").wait_for(timeout=PATIENCE)
    page.get_by_role("button", name=f"Knock out hidden {worst.layer}, neuron {worst.neuron + 1} for real").click()
    right = int(found.right[found.order[0]].sum())
    page.get_by_role("region", name="Answer").get_by_text(f"{right:,} of 10,000 right").wait_for(timeout=PATIENCE)
    page.keyboard.press("Control+z")
    page.get_by_role("region", name="Answer").get_by_text("9,705 of 10,000 right").wait_for(timeout=PATIENCE)


def test_connections_are_ranked_too(page, network, mnist):
    """160 into the outputs; the first line is the library's."""
    found = knock_out(network, mnist.test, connections_of(network, 3))
    view(page, "Knock out")
    page.get_by_role("button", name="Connections into output").click()
    page.get_by_text("Silenced all 160").wait_for(timeout=PATIENCE)
    part, share = found.parts[found.order[0]], found.accuracies[found.order[0]]
    first = page.get_by_role("row").nth(1).inner_text()
    assert f"neuron {part.previous + 1}" in first
    assert f"{100 * share:.2f} %" in first


def test_a_slider_changes_the_image_and_reads_the_curve(page, network, mnist):
    """Two pixels to the right: the page's image is moved so, and the share of the first 1,000 is the library's."""
    split = mnist.test.take(np.arange(1000))
    share = robustness({"it": network}, split, "right", (2.0,))["it"].accuracies[0]
    view(page, "Shift")
    chart = page.get_by_role("figure").filter(has_text="Shift to the right")
    chart.get_by_role("slider").fill("2")
    chart.get_by_text(f"{100 * share:.1f} % read").wait_for(timeout=PATIENCE)
    page.get_by_role("heading", name=re.compile("a 7, chang")).wait_for()
    page.get_by_role("button", name="Image as it was").click()
    page.get_by_role("heading", name="Test image 0: a 7", exact=True).wait_for()


def test_the_flip_and_its_neurons_are_the_library_s(page, network, mnist):
    """From test image 0, a 7, to test image 1, a 2; the strongest neuron stands first and is selected by a click."""
    (flip,) = morph(network, mnist.test.inputs[0], mnist.test.inputs[1], n_steps=50).flips
    view(page, "Morph")
    page.get_by_role("button", name=f"7 to 2 at {100 * flip.share:.1f} %").click(timeout=PATIENCE)
    page.get_by_text(f"There both outputs are {flip.confidence:.2f}.").wait_for()
    strongest = int(np.abs(flip.contributions[2]).argmax())
    first = page.get_by_role("listitem").filter(has_text=f"hidden 2, neuron {strongest + 1}")
    assert numbers(first.inner_text())[-1] == pytest.approx(flip.contributions[2][strongest], abs=0.0051)
    first.get_by_role("button").click()
    page.get_by_role("heading", name=f"hidden 2, neuron {strongest + 1}").wait_for()


def test_the_slider_of_the_morph_shows_what_the_network_answers(page, network, mnist):
    """At the end of the way it is the test image; shown to the network, it is the page's image."""
    view(page, "Morph")
    page.get_by_role("slider", name="How much of the way").fill("1")
    outputs = np.sort(network.outputs(mnist.test.inputs[1:2])[0])
    page.get_by_text(f"100 %: answer 2, {outputs[-1]:.2f}").wait_for(timeout=PATIENCE)
    page.get_by_role("button", name="Show this image to the network").click()
    page.get_by_text("The answer stays the same on the whole way.").wait_for(timeout=PATIENCE)


def test_the_python_of_the_morph_prints_its_flip(page, network, mnist):
    """Copied and run."""
    (flip,) = morph(network, mnist.test.inputs[0], mnist.test.inputs[1], n_steps=50).flips
    view(page, "Morph")
    page.get_by_role("heading", name="Morph").wait_for()
    open_strip(page)
    page.get_by_role("heading", name="Morph").hover()
    assert numbers(printed_by(code_of(page, "morph")))[0] == pytest.approx(flip.share, abs=1e-6)
