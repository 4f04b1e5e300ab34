"""Nothing is staged: one weight turned at random, and every panel that depends on it shows the library's value."""

import os
import re

import numpy as np
import pytest
from tests.browser.code import numbers
from tests.browser.pad import asked_in_full, draw, opened, pixels, recorded

import perceptible as pc
from perceptible.data import prepare_strokes
from perceptible.insight import contributions, response
from perceptible.lab.networks import FIRST

pytestmark = pytest.mark.browser

SEED = int(os.environ.get("PERCEPTIBLE_TEST_SEED", "0"))
THREE_DIGITS = 0.006
THREE = [[(8, 6), (14, 4), (19, 7), (17, 11), (13, 13), (18, 15), (19, 20), (14, 23), (8, 21)]]


@pytest.fixture(scope="module")
def place(mnist):
    """Return the weight to turn, and to what: its pixel is lit in the first test image."""
    rng = np.random.default_rng(SEED)
    lit = np.flatnonzero(mnist.test.inputs[0] > 0.5)
    return int(rng.integers(16)), int(rng.choice(lit)), round(float(rng.uniform(2, 6)), 3)


@pytest.fixture(scope="module")
def turned(place):
    """Return the network with that weight, as the library turns it."""
    network, (neuron, pixel, value) = pc.pretrained(FIRST), place
    weights = [np.array(each) for each in network.weights]
    weights[0][neuron, pixel] = np.float32(value)
    return network.with_parameters(pc.Parameters(tuple(weights), network.biases))


@pytest.fixture(scope="module")
def page(browser, address, place):
    """Turn it on the page: found by its name on the wall, its value typed."""
    neuron, pixel, value = place
    with opened(browser, address) as page:
        page.get_by_role("heading", name="Test image 0").wait_for()
        page.keyboard.press("/")
        page.keyboard.type(f"hidden 1, neuron {neuron + 1}, row {pixel // 28 + 1}, column {pixel % 28 + 1}")
        page.keyboard.press("Enter")
        field = page.get_by_role("textbox", name=re.compile("^Value of the weight from"))
        field.fill(str(value))
        field.press("Enter")
        page.get_by_role("button", name="Undo: turned the weight").wait_for()
        page.locator(".verdict[aria-busy=false]").wait_for()
        yield page


def figure(text):
    """Return the figure of a line of the sum: it stands on a line of its own in what is read out."""
    return next(numbers(line)[0] for line in text.split("\n") if re.fullmatch(r"[+\N{MINUS SIGN}]?\d+\.\d\d", line))


@pytest.fixture
def neuron_page(page, place):
    """Look at the neuron of that weight, in the network."""
    page.get_by_role("tab", name="Network").click()
    page.get_by_role("button", name=re.compile(f"^hidden 1, neuron {place[0] + 1}[:,] ")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("complementary", name="Inspector").get_by_role("heading", name=f"hidden 1, neuron {place[0] + 1}")
    page.keyboard.press("Escape")
    return page


def test_the_neuron_of_the_weight(neuron_page, turned, mnist, place):
    """Its z and a in the inspector: z to 1e-5, of which all digits are shown."""
    found = response(turned, mnist.test.inputs[0], np.empty(0), layer=1, neuron=place[0])
    inspector = neuron_page.get_by_role("complementary", name="Inspector")
    name = f"hidden 1, neuron {place[0] + 1}"
    z = asked_in_full(neuron_page, inspector.get_by_role("button", name=f"weighted sum z, {name}").first)
    a = asked_in_full(neuron_page, inspector.get_by_role("button", name=re.compile(f"^activation.*{name}")).first)
    assert (z, a) == (pytest.approx(found.z, abs=1e-5), pytest.approx(found.a, abs=1e-6))


def test_the_figures_of_its_sum(neuron_page, turned, mnist, place):
    """The weight is in a line of its own, and the figures add up to that of z."""
    neuron, pixel, value = place
    parts = contributions(turned, mnist.test.inputs[0], layer=1, neuron=neuron)
    rows = neuron_page.get_by_role("region", name="How z adds up").get_by_role("listitem")
    own = rows.get_by_role("button", name=re.compile(f"row {pixel // 28 + 1}, column {pixel % 28 + 1}: "))
    product = np.float64(np.float32(value)) * np.float64(mnist.test.inputs[0][pixel])
    assert figure(own.inner_text()) == pytest.approx(product, abs=0.011)
    figures = [round(100 * figure(text)) for text in rows.all_inner_texts()]
    assert sum(figures[:-1]) == figures[-1] == round(100 * parts.z)


def test_every_activation(page, turned, mnist):
    """All 42 of them, in the table of the diagram, and all z."""
    page.get_by_role("tab", name="Network").click()
    trace = turned.forward(mnist.test.inputs[:1])
    rows = page.get_by_role("table", name="All activations").get_by_role("row")
    rows.nth(42).wait_for(state="attached")
    shown = np.array([[numbers(part)[0] for part in row.split("\t")[-2:]] for row in rows.all_inner_texts()[1:]])
    activations, sums = (
        np.concatenate([each[0] for each in part]) for part in (trace.activations[1:], trace.pre_activations)
    )
    np.testing.assert_allclose(shown[:, 0], activations, rtol=THREE_DIGITS, atol=1e-4)
    np.testing.assert_allclose(shown[:, 1], sums, rtol=THREE_DIGITS, atol=1e-3)


def test_winner_runner_up_margin_and_cost(page, turned, mnist):
    """The answer, all digits of it."""
    outputs = turned.outputs(mnist.test.inputs[:1].astype(np.float64))[0]
    second, first = np.argsort(outputs)[-2:]
    answer = page.get_by_role("region", name="Answer")
    assert answer.get_by_label(re.compile("^The network reads")).inner_text() == str(first)
    shown = [
        asked_in_full(page, answer.get_by_role("button", name=re.compile(f"^{name} ")))
        for name in (f"output {first}", f"output {second}", "margin", "cost of this image")
    ]
    cost = float(np.sum((outputs - mnist.test.targets[0]) ** 2))
    assert shown == pytest.approx([outputs[first], outputs[second], outputs[first] - outputs[second], cost], abs=1e-6)


def test_the_score_on_all_test_images(page, turned, mnist):
    """How many are right, what they cost, and how many answers changed."""
    now, before = pc.evaluate(turned, mnist.test), pc.evaluate(pc.pretrained(FIRST), mnist.test)
    answer = page.get_by_role("region", name="Answer")
    assert f"{now.n_correct:,} of {now.n_images:,} right" in answer.inner_text()
    assert asked_in_full(page, answer.get_by_role("button", name=re.compile("^mean cost "))) == pytest.approx(now.cost)
    page.get_by_role("tab", name="Dials").click()
    n_changed = int((now.answers != before.answers).sum())
    assert f"{n_changed:,}" in page.locator(".verdict-changed").inner_text()


def test_the_row_of_the_matrix(page, turned, mnist, place):
    """Bias, z and a of the neuron's row."""
    page.get_by_role("tab", name="Matrix").click()
    page.get_by_role("combobox", name="Layer").select_option("1")
    row = page.get_by_role("button", name=re.compile(f"^row {place[0]} of W, hidden 1, neuron {place[0] + 1}"))
    trace = turned.forward(mnist.test.inputs[:1])
    expected = [turned.biases[0], trace.pre_activations[0][0], trace.activations[1][0]]
    shown = numbers(row.get_attribute("aria-label"))[-3:]
    np.testing.assert_allclose(shown, [each[place[0]] for each in expected], rtol=THREE_DIGITS, atol=1e-4)


def test_the_wall(page, place):
    """One dial is turned, and its cell says to what."""
    page.get_by_role("tab", name="Dials").click()
    page.get_by_role("button", name="Wall").click()
    field = page.get_by_role("searchbox", name="Find dials")
    field.fill("turned")
    field.press("Enter")
    assert page.locator(".found").inner_text() == "1 of 13,002"
    field.fill("")
    wall = page.get_by_role("slider", name=re.compile("^Wall of"))
    assert np.float32(wall.get_attribute("aria-valuenow")) == np.float32(place[2])
    assert f"hidden 1, neuron {place[0] + 1}" in wall.get_attribute("aria-valuetext")


def test_the_images_that_fire_it(neuron_page, turned, mnist, place):
    """The strongest of all test images, and the mean."""
    a = turned.forward(mnist.test.inputs).activations[1][:, place[0]]
    region = neuron_page.get_by_role("region", name="Test images that it fires for")
    mean = region.get_by_role("button", name=re.compile(f"^mean, hidden 1, neuron {place[0] + 1} "))
    assert asked_in_full(neuron_page, mean) == pytest.approx(float(a.mean()), abs=1e-5)
    first = region.get_by_role("listitem").first.get_by_role("button").get_attribute("aria-label")
    assert a[int(numbers(first)[0])] == pytest.approx(a.max(), abs=1e-6)


def test_a_drawing_is_read_by_the_turned_network(page, turned):
    """The last of them, since it changes the image: all ten outputs from the strokes that the pad recorded."""
    draw(page, THREE)
    inputs = prepare_strokes(recorded(page, [np.array(stroke, float) for stroke in THREE])).inputs
    outputs = turned.outputs(inputs[None].astype(np.float64))[0]
    answer = page.get_by_role("region", name="Answer")
    second, first = np.argsort(outputs)[-2:]
    for digit in (first, second):
        button = answer.get_by_role("button", name=re.compile(f"^output {digit} "))
        assert asked_in_full(page, button) == pytest.approx(outputs[digit], abs=1e-6)
    assert np.abs(pixels(page) - inputs).max() < 1e-6
    page.keyboard.press("Escape")
