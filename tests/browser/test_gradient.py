"""The gradient on the page: its numbers are the library's, and what it predicts comes true before one's eyes."""

import re

import numpy as np
import pytest
from tests.browser.code import code_of, numbers, open_strip, printed_by
from tests.browser.pad import asked_in_full, opened

import perceptible as pc
from perceptible.insight.importance import importance, place_of
from perceptible.insight.nudge import nudge

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # milliseconds; 60,000 images take a second where nothing else runs
TURNED = 'JSON.parse(localStorage.getItem("perceptible")).turned'


@pytest.fixture(scope="module")
def network():
    """Return the network that the page opens."""
    return pc.pretrained("plain")


@pytest.fixture(scope="module")
def found(network, mnist):
    """Return its gradient over all training images, by the library."""
    return importance(network, mnist.train)


@pytest.fixture(scope="module")
def page(browser, address):
    """Open the view of the gradient, and wait until it is that over all images; tests leave it so."""
    with opened(browser, address) as page:
        page.get_by_role("button", name="Learn", exact=True).click()
        page.get_by_role("tab", name="Gradient", exact=True).click()
        page.get_by_text(re.compile("^Over all 60,000 training images")).wait_for(timeout=PATIENCE)
        yield page


def view(page, name):
    """See this of the gradient."""
    page.get_by_role("group", name="What to see of the gradient").get_by_role("button", name=name, exact=True).click()


def measured(page):
    """Nudge; return what is predicted, what is measured, and their ratio, in full."""
    page.get_by_role("button", name="Nudge", exact=True).click()
    outcome = page.get_by_role("status").filter(has_text=re.compile("The prediction is|The slope is 0"))
    outcome.wait_for(timeout=PATIENCE)
    names = ("predicted change of the cost", "measured change of the cost", "measured over predicted")
    return [asked_in_full(page, outcome.get_by_role("button", name=re.compile(f"^{name}"))) for name in names]


def test_cost_length_and_flat_dials_are_the_library_s(page, found):
    """Over all 60,000 training images, in full; 67 pixels without ink times 16 neurons."""
    status = page.get_by_role("status").filter(has_text="Over all 60,000")
    length = asked_in_full(page, status.get_by_role("button", name=re.compile("^length of the gradient")))
    assert length == pytest.approx(found.length, rel=1e-12)
    assert found.n_silent == 67 * 16
    assert "1,072 slopes exactly 0" in status.inner_text()


def test_arrow_keys_walk_over_dials_and_their_wishes(page, network, found):
    """What the readout says of a dial: its slope, the other way as its wish, and its rank."""
    view(page, "Beside the dials")
    page.get_by_role("application", name=re.compile("each beside the picture of its wishes")).focus()
    for key in ("ArrowDown", *["ArrowDown"] * 14, *["ArrowRight"] * 14):
        page.keyboard.press(key)
    dial = 14 * 28 + 14
    assert place_of(network, dial).words((28, 28)) == "hidden 1, neuron 1 from row 15, column 15"
    text = page.locator("#gradient-readout").inner_text()
    assert "row 15, column 15" in text
    assert numbers(text.split("slope")[1])[0] == pytest.approx(found.slopes[dial], rel=0.006)
    assert ("turn down" in text) == (found.slopes[dial] > 0)
    rank = found.order.tolist().index(dial) + 1
    assert f"rank {rank:,} of 13,002" in text


def test_the_ranked_list_is_the_library_s_and_selects_dials(page, found):
    """The same slopes in the same order; the inspector follows the chosen one."""
    view(page, "Steepest")
    rows = page.get_by_role("table").filter(has_text="so far").get_by_role("row").all()[1:]
    for row, each in zip(rows, found.top(10), strict=True):
        assert each.place.words((28, 28)) in row.inner_text()
        slope = row.get_by_role("button", name=re.compile("^slope of"))
        assert asked_in_full(page, slope) == pytest.approx(each.slope, rel=1e-9)
    rows[0].get_by_role("button", name=re.compile("bias$")).first.click()
    page.get_by_role("heading", name="bias of hidden 1, neuron 4").wait_for()


def test_a_nudge_is_guessed_first_then_predicted_then_measured(page, network, mnist, found):
    """Without a guess there is no answer; then both numbers are the library's, to the last digits of float64."""
    view(page, "Steepest")
    page.get_by_role("button", name=re.compile("^hidden 1, neuron 4, bias")).click()
    view(page, "Predict, then nudge")
    assert page.get_by_role("button", name="Nudge", exact=True).is_disabled()
    page.get_by_label("how far the dial is turned").fill("0.001")
    page.get_by_role("button", name="C goes up").click()
    predicted, change, ratio = measured(page)
    expected = nudge(network, mnist.train, np.array([found.top(1)[0].place.dial]), np.array([0.001]))
    assert (predicted, change) == pytest.approx((expected.predicted, expected.measured), rel=1e-9)
    assert ratio == pytest.approx(expected.measured / expected.predicted, rel=1e-9)
    assert abs(ratio - 1) < 0.01
    assert "As you said: the cost went up." in page.locator(".nudge-verdict").inner_text()


def test_a_step_down_the_whole_gradient_is_taken_and_taken_back(page, network, mnist, found):
    """All 13,002 dials turn by minus the learning rate times their slopes, and the cost falls as was measured."""
    view(page, "Predict, then nudge")
    page.get_by_role("button", name="All 13,002, down the gradient").click()
    page.get_by_label("learning rate of the step").fill("0.5")
    page.get_by_label("or by").fill("-0.0001")
    predicted, change, _ = measured(page)
    assert predicted == pytest.approx(-0.5 * found.length**2, rel=1e-9)
    assert change == pytest.approx(
        nudge(network, mnist.train, np.arange(13_002), -0.5 * found.slopes).measured, rel=1e-9
    )
    page.get_by_role("button", name="Take this step").click()
    page.wait_for_timeout(1000)
    row = np.array(network.parameters.to_vector())
    for index, value in page.evaluate(TURNED):
        row[index] = value
    expected = network.parameters.to_vector() - (0.5 * found.slopes)
    np.testing.assert_allclose(row, expected, rtol=2e-7, atol=1e-9)
    page.keyboard.press("Control+z")
    page.wait_for_timeout(1000)
    assert page.evaluate(TURNED) == []


def test_a_step_that_is_none_is_said_in_one_sentence(page):
    """Beside the field; nothing is asked."""
    view(page, "Predict, then nudge")
    page.get_by_role("button", name="One dial").click()
    page.get_by_role("button", name="Random", exact=True).click()
    page.get_by_role("button", name="stays", exact=True).click()
    for text in ("zebra", "0", "1e9", ""):
        page.get_by_label("how far the dial is turned").fill(text)
        page.get_by_text("Write a number from \N{MINUS SIGN}1,000,000 to 1,000,000, other than 0.").wait_for()
        assert page.get_by_role("button", name="Nudge", exact=True).is_disabled()


def test_fewer_images_have_another_gradient(page, network, mnist):
    """And the page says of how many it is."""
    page.get_by_role("combobox", name="over which training images").select_option("1000")
    status = page.get_by_role("status").filter(has_text="Over 1,000 of 60,000 training images")
    status.wait_for(timeout=PATIENCE)
    length = asked_in_full(page, status.get_by_role("button", name=re.compile("^length of the gradient")))
    assert length == pytest.approx(importance(network, mnist.first(1000).train).length, rel=1e-12)
    page.get_by_role("combobox", name="over which training images").select_option("0")
    page.get_by_text(re.compile("^Over all 60,000 training images")).wait_for(timeout=PATIENCE)


def test_the_three_functions_say_what_goes_in_and_comes_out(page, network, mnist, found):
    """784 to 10, 13,002 to 1, 13,002 to 13,002, with the numbers of the network and image on the page."""
    view(page, "Three functions")
    for name in ("Network: 784 → 10", "Cost: 13,002 → 1", "Gradient: 13,002 → 13,002"):
        page.get_by_role("article", name=name).wait_for()
    outputs = network.outputs(mnist.test.inputs[:1])[0]
    seven = page.get_by_role("article", name="Network: 784 → 10").get_by_role("button", name="output 7")
    assert asked_in_full(page, seven) == pytest.approx(outputs[7], abs=1e-6)
    last = page.get_by_role("article", name=re.compile("^Gradient")).inner_text().split("the last: ")[1]
    assert numbers(last)[:3] == pytest.approx(found.slopes[-3:].tolist(), rel=0.006)


def test_the_python_of_a_nudge_prints_its_numbers(page):
    """Copied and run, the lines predict and measure the same."""
    view(page, "Predict, then nudge")
    page.get_by_role("button", name="One dial").click()
    page.get_by_role("button", name="Steepest", exact=True).last.click()
    page.get_by_label("how far the dial is turned").fill("0.25")
    page.get_by_role("button", name="C goes up").click()
    predicted, change, _ = measured(page)
    open_strip(page)
    page.get_by_role("heading", name="Your guess").hover()
    assert numbers(printed_by(code_of(page, "nudge"))) == pytest.approx([predicted, change], rel=1e-9)
