"""Backpropagation in a real browser: what the page shows, multiplied out, is the library's gradient."""

import contextlib
import re
from math import prod

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.code import MINUS, code_of, numbers, open_strip, printed_by

import perceptible as pc

pytestmark = pytest.mark.browser

LABEL = 7  # of test image 0
PLACES = [(3, 7, 4), (3, 2, 15), (3, 0, 0), (2, 0, 3), (2, 11, 8), (1, 5, 205), (1, 14, 350), (1, 0, 0)]
LINES = [".factor", ".product", ".component"]


@contextlib.contextmanager
def told(browser, address, **options):
    """Open the view on a new page; in the end the console is clean."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.get_by_role("button", name="Learn", exact=True).click()
    page.get_by_role("tab", name="Backprop").click()
    page.get_by_role("group", name=re.compile("^The network on the way back")).wait_for()
    yield page
    assert complaints == []
    context.close()


def step(page, name):
    """Go to a step."""
    page.get_by_role("group", name="Steps of backpropagation").get_by_role("button", name=name).click()


def settled(page):
    """Wait until the page has the newest answer."""
    page.wait_for_timeout(100)
    page.locator('.backprop[aria-busy="false"]').wait_for()


def written_out(page, layer, neuron, previous):
    """Choose a weight on the page; return factors, product and the gradient's component of it, then of the bias."""
    page.get_by_role("combobox", name="Neuron", exact=True).select_option(f"{layer} {neuron}")
    settled(page)
    page.get_by_role("combobox", name="its weight from").select_option(str(previous))
    settled(page)
    tables = page.locator(".digits-table").all()
    return [[values(table.locator(f"{line} td")) for line in LINES] for table in tables]


def values(cells):
    """Read numbers in full."""
    return [float(text.replace(MINUS, "-")) for text in cells.all_text_contents()]


def exact_gradient(image, label):
    """Return the library's gradient for one image, in float64."""
    network = pc.pretrained("plain")
    network = network.with_parameters(network.parameters.map(lambda array: np.asarray(array, np.float64)))
    return pc.gradient(network, image[None].astype(np.float64), np.eye(10)[[label]])


def test_the_numbers_of_the_page_multiply_to_the_library_s_gradient(browser, address, mnist):
    """Factors as the page shows them, for weights and biases of each layer; and what it calls product and component."""
    gradient = exact_gradient(mnist.test.inputs[0], LABEL)
    with told(browser, address) as page:
        step(page, "Chain rule")
        page.get_by_text("Every digit").click()
        for layer, neuron, previous in PLACES:
            weight, bias = written_out(page, layer, neuron, previous)
            expected = float(gradient.weights[layer - 1][neuron, previous]), float(gradient.biases[layer - 1][neuron])
            for (factors, product, component), true in zip((weight, bias), expected, strict=True):
                assert prod(factors) == product[0]
                assert [prod(factors), *component] == pytest.approx([true, true], rel=1e-12, abs=1e-300)


def test_what_a_hidden_neuron_is_asked_adds_up_from_the_lines_above(browser, address, mnist):
    """Weight times delta, line by line, as their titles have them in full; the sum is the first factor."""
    with told(browser, address) as page:
        step(page, "Chain rule")
        page.get_by_text("Every digit").click()
        (factors, _, _), _ = written_out(page, 2, 4, 0)
        cells = [
            float(cell.get_attribute("title").replace(MINUS, "-"))
            for cell in page.locator(".above-table tbody td").all()
        ]
        lines = np.reshape(cells, (10, 3))
        np.testing.assert_array_equal(lines[:, 0], pc.pretrained("plain").weights[2][:, 4].astype(np.float64))
        np.testing.assert_allclose(lines[:, 1], exact_gradient(mnist.test.inputs[0], LABEL).biases[2], rtol=1e-12)
        assert float(lines[:, 0] @ lines[:, 1]) == pytest.approx(factors[0], rel=1e-12)


def test_the_wishes_are_target_less_output(browser, address, mnist):
    """Ten outputs, ten targets, ten wishes, to the figures shown; another target gives other wishes."""
    outputs = pc.pretrained("plain").outputs(mnist.test.inputs[:1])[0]
    with told(browser, address) as page:
        for label in (LABEL, 3):
            page.get_by_role("combobox", name=re.compile("should be")).select_option(str(label))
            settled(page)
            rows = [numbers(text)[-1] for text in page.locator(".wishes-table tbody td:nth-child(4)").all_inner_texts()]
            np.testing.assert_allclose(rows, np.eye(10)[label] - outputs, atol=6e-5)


def test_what_is_passed_back_adds_up_row_by_row(browser, address):
    """Each cell in full by its name; the sum by its number."""
    with told(browser, address) as page:
        step(page, "Passed back")
        page.get_by_role("button", name="hidden 1", exact=True).click()
        page.get_by_role("columnheader", name="16", exact=True).wait_for()
        settled(page)
        unit = 10.0 ** float(
            page.locator("#passed-caption")
            .inner_text()
            .split("10")[1]
            .translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        )
        for row in page.locator(".passed-table tbody tr").all():
            cells = [
                cell.get_attribute("aria-label").split(" by ")[1]
                for cell in row.locator("td > button[aria-pressed]").all()
            ]
            shown = numbers(row.locator(".passed-sum").inner_text())[-1]
            assert sum(float(cell.replace(MINUS, "-")) for cell in cells) == pytest.approx(
                shown * unit, abs=0.51 * unit
            )


def test_the_steps_go_by_keys_and_a_neuron_is_chosen_with_arrows(browser, address):
    """Keyboard alone: forward, back, along the neurons; the inspector follows."""
    with told(browser, address) as page:
        steps = page.locator(".backprop-steps [aria-current=step]")
        for name in ("Three ways", "Passed back", "Passed back", "Chain rule", "Gradient", "Average", "Average"):
            page.keyboard.press("l")
            assert name in steps.inner_text()
        for _ in range(2):
            page.keyboard.press("j")
        assert "Chain rule" in steps.inner_text()
        page.locator(".backprop-node[tabindex='0']").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowUp")
        name = page.get_by_role("complementary", name="Inspector").get_by_role("heading").first.inner_text()
        assert re.fullmatch(r"hidden 2, neuron \d+", name)
        assert page.locator(".backprop-node:focus").get_attribute("aria-label").startswith(name)


def test_a_weight_of_the_gradient_picture_is_selected(browser, address):
    """Arrow keys and Enter, or a click: the inspector shows the weight, the next step its chain."""
    with told(browser, address) as page:
        step(page, "Gradient")
        page.get_by_role("combobox", name="Neuron", exact=True).select_option("1 4")
        settled(page)
        picture = page.get_by_role("application", name=re.compile("^slopes of all weights of hidden 1, neuron 5"))
        picture.focus()
        for key in ("ArrowDown", "ArrowRight", "Enter"):
            picture.press(key)
        page.get_by_role("complementary", name="Inspector").get_by_text("weights[0][4, 29]").wait_for()
        step(page, "Chain rule")
        assert page.get_by_role("combobox", name="its weight from").input_value() == "29"


def test_the_examples_are_averaged_and_held_against_all(browser, address, mnist):
    """The average over all 60,000 images is minus the library's gradient."""
    with told(browser, address) as page:
        step(page, "Chain rule")
        page.get_by_role("combobox", name="Neuron", exact=True).select_option("3 2")
        step(page, "Average")
        page.get_by_role("button", name="Average over all 60,000").click()
        page.get_by_role("heading", name="How far an average over few").wait_for(timeout=60_000)
        shown = page.locator(".examples-table tbody tr").first.locator("td").last.get_attribute("title")
        gradient = pc.gradient(pc.pretrained("plain"), mnist.train.inputs, mnist.train.targets)
        assert float(shown.replace(MINUS, "-")) == pytest.approx(-float(gradient.biases[2][2]), rel=1e-3)  # float32
        expect(page.get_by_role("row", name=re.compile("^the first 10,000"))).to_have_count(1)


def test_the_python_of_the_chain_prints_its_product(browser, address):
    """Copied and run."""
    with told(browser, address) as page:
        step(page, "Chain rule")
        page.get_by_text("Every digit").click()
        (_, product, _), _ = written_out(page, 2, 4, 3)
        open_strip(page)
        page.locator(".chain-step").hover()
        printed = printed_by(code_of(page, "chain"))
        assert numbers(printed.splitlines()[-1])[-1] == pytest.approx(product[0], rel=1e-12)


def test_a_drawing_without_a_label_is_given_one(browser, address):
    """Whoever draws says what it should be; the page says that it does not know."""
    with told(browser, address) as page:
        page.get_by_role("button", name="Clear").click()
        page.get_by_text("No label is known. You say: it should be").wait_for()
        page.get_by_role("combobox", name=re.compile("should be")).select_option("5")
        settled(page)
        assert page.locator(".wishes-table .own th").inner_text() == "5"
