"""The network view, its three distances, the matrix and the answer in a real browser, compared with the library."""

import contextlib
import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

import perceptible as pc

pytestmark = pytest.mark.browser

OPENED = {
    "kind": "random", "hidden": [16, 16], "activation": "sigmoid", "output": "sigmoid",
    "cost": "squared-error", "start": "normal", "seed": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def network():
    """Return the network that the page opens: 784-16-16-10 from seed 0."""
    return pc.Network.random((784, 16, 16, 10), rng=0)


@pytest.fixture(scope="module")
def data():
    """Return what the lab shows when nobody says otherwise."""
    return pc.load_data()


@contextlib.contextmanager
def opened(browser, address, data, **changes):
    """Open the page as somebody left it: a random network, the first test image; `changes` of that."""
    state = {
        "version": 1, "openedBy": OPENED, "turned": [], "pixels": data.test.inputs[0].tolist(),
        "origin": {"kind": "test", "index": 0, "label": int(data.test.labels[0])},
        "selection": {"kind": "neuron", "layer": 1, "neuron": 6}, "stage": "network", "zoom": 0, "theme": "dark",
    } | changes  # fmt: skip
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(f"localStorage.setItem('perceptible', {json.dumps(json.dumps(state))})")
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.get_by_role("region", name="Answer").wait_for()
    yield page
    context.close()
    assert complaints == []


def number(text):
    """Return the last number in a text of the page, which writes a true minus."""
    return float(re.findall(r"-?[\d.]+(?:e-?\d+)?", text.replace("\N{MINUS SIGN}", "-").replace(",", ""))[-1])


def neuron(page, name):
    """Return the button on a neuron, whatever its value."""
    return page.get_by_role("button", name=re.compile(f"^{name}[:,] "))


def test_every_activation_on_the_page_is_the_librarys(browser, address, data, network):
    """The page computes in float64 and shows three digits, so they agree to half a unit of the third."""
    trace = network.forward(data.test.inputs[:1])
    expected = np.concatenate([activations[0] for activations in trace.activations[1:]])
    with opened(browser, address, data) as page:
        rows = page.get_by_role("table", name="All activations").get_by_role("row")
        rows.nth(42).wait_for(state="attached")
        shown = [number(row.split("\t")[-2]) for row in rows.all_inner_texts()[1:]]
        np.testing.assert_allclose(shown, expected, rtol=6e-3, atol=1e-4)


def test_a_pixel_that_is_pointed_at_lights_its_sixteen_connections(browser, address, data, network):
    """Pixel 406 is row 15, column 15, since 14 x 28 + 14 = 406."""
    best = network.weights[0][:, 406][np.argmax(np.abs(network.weights[0][:, 406]))]
    with opened(browser, address, data) as page:
        image, canvas = page.get_by_role("slider", name="The image, layer 0"), page.locator(".diagram > canvas")
        before = canvas.evaluate("canvas => canvas.toDataURL()")
        box = image.bounding_box()
        page.mouse.move(box["x"] + box["width"] * 14.5 / 28, box["y"] + box["height"] * 14.5 / 28)
        readout = page.get_by_text("16 connections").first.inner_text()
        page.wait_for_timeout(100)
        assert readout.startswith("row 15, column 15 holds")
        assert f"strongest {best:+.2f}".replace("-", "\N{MINUS SIGN}") in readout
        assert canvas.evaluate("canvas => canvas.toDataURL()") != before


def test_slow_propagation_lights_one_layer_after_the_other_and_back(browser, address, data):
    """What the picture has not reached is empty, and there is no answer yet."""
    with opened(browser, address, data) as page:
        page.get_by_role("button", name="Back to the image").click()
        assert neuron(page, "hidden 1, neuron 7").get_attribute("aria-label").endswith("not lit yet")
        page.get_by_text("The picture has not reached the outputs yet.").wait_for()
        page.keyboard.press(".")
        assert "not lit" not in neuron(page, "hidden 1, neuron 7").get_attribute("aria-label")
        assert "not lit" in neuron(page, "hidden 2, neuron 7").get_attribute("aria-label")
        page.keyboard.press(",")
        assert "not lit" in neuron(page, "hidden 1, neuron 7").get_attribute("aria-label")
        page.get_by_role("button", name="Instant").click()
        assert "not lit" not in neuron(page, "output 9").get_attribute("aria-label")


def test_enter_goes_nearer_and_escape_goes_back(browser, address, data):
    """Three distances to one neuron, by keys alone."""
    with opened(browser, address, data) as page:
        chosen = page.get_by_role("group", name="How near").locator("[aria-pressed=true]")
        neuron(page, "hidden 1, neuron 7").focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(100)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="hidden 1, neuron 8").first.wait_for()
        assert chosen.inner_text() == "One neuron"
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="hidden 1, neuron 8, written out").wait_for()
        assert chosen.inner_text() == "Arithmetic"
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        assert chosen.inner_text() == "Network"


def test_the_figures_of_the_arithmetic_add_up_to_z(browser, address, data, network):
    """Each figure has three decimals; their sum is that of z exactly, and z is the library's."""
    z = network.forward(data.test.inputs[:1]).pre_activations[0][0, 6]
    with opened(browser, address, data, zoom=2) as page:
        table = page.locator(".sum-table")
        table.wait_for()
        figures = [round(1000 * number(text)) for text in table.locator("tbody tr td:last-child").all_inner_texts()]
        total = number(table.locator("tfoot td").first.inner_text())
        assert sum(figures) == round(1000 * total)
        assert total == pytest.approx(z, abs=6e-4)


def test_a_row_of_the_matrix_lights_its_neuron_and_its_line_of_python(browser, address, data, network):
    """Row 3 belongs to the neuron that people call the fourth."""
    z = network.forward(data.test.inputs[:1]).pre_activations[0][0, 3]
    with opened(browser, address, data, stage="matrix") as page:
        row = page.get_by_role("button", name=re.compile(r"^row 3 of W, hidden 1, neuron 4"))
        row.hover()
        page.get_by_text("a1[3] == sigmoid(W[3] @ a0 + b[3])").wait_for()
        shown = re.search(r"z = (\S+),", row.get_attribute("aria-label"))[1]
        assert number(shown) == pytest.approx(z, rel=6e-3)


def test_answer_and_score_are_the_librarys(browser, address, data, network):
    """The network's choice, what it costs, and how many of all test images are right."""
    outputs, judged = network.outputs(data.test.inputs[:1])[0], pc.evaluate(network, data.test)
    cost = float(np.sum((outputs - data.test.targets[0]) ** 2))
    with opened(browser, address, data) as page:
        answer = page.get_by_role("region", name="Answer")
        answer.get_by_text("mean cost").first.wait_for()
        assert answer.get_by_label("The network reads").inner_text() == data.class_names[int(np.argmax(outputs))]
        assert f"{judged.n_correct:,} of {judged.n_images:,} right" in answer.inner_text()
        assert number(answer.get_by_role("button", name="cost of this image").inner_text()) == pytest.approx(
            cost, abs=6e-5
        )


def test_a_new_random_network_can_be_made_on_the_page(browser, address, data):
    """784 x 8 + 8 + 8 x 10 + 10 = 6,370 dials."""
    with opened(browser, address, data) as page:
        page.get_by_role("button", name=re.compile("^Network: ")).click()
        page.get_by_role("button", name="New random network").click()
        page.get_by_label("Sizes of the hidden layers").fill("8")
        page.get_by_text("6,370 dials").wait_for()
        page.get_by_role("button", name="Open", exact=True).click()
        neuron(page, "hidden 1, neuron 9").wait_for(state="detached")
        expect(neuron(page, "hidden 1, neuron 8")).to_have_count(1)


def test_the_network_is_redrawn_within_a_frame(browser, address, data):
    """Moves of the pointer over the diagram; the work of each frame is timed in the page itself."""
    with opened(browser, address, data) as page:
        page.evaluate(
            "window.times = []; const ask = requestAnimationFrame;"
            " window.requestAnimationFrame = (run) => ask((now) => {"
            " const start = performance.now(); run(now); times.push(performance.now() - start); }); null"
        )
        box = page.locator(".diagram").bounding_box()
        for step in range(60):
            page.mouse.move(box["x"] + 20 + 6 * step, box["y"] + box["height"] * (0.3 + 0.4 * (step % 7) / 7))
        page.wait_for_timeout(100)
        assert np.percentile(page.evaluate("times"), 95) < 16


def test_a_random_network_is_trained_on_and_that_can_be_undone(browser, address, data, network):
    """One epoch from seed 0 gives what the library gives; undone, the network is as random as before."""
    settings = pc.Settings(epochs=1, learning_rate=1.5, batch_size=10)
    trained = pc.evaluate(pc.fit(data, network=network, settings=settings, rng=0).network, data.test)
    before = pc.evaluate(network, data.test)
    with opened(browser, address, data) as page:
        page.get_by_role("button", name=re.compile("^Network: ")).click()
        page.get_by_role("button", name="Train it on").click()
        page.get_by_role("button", name="Train", exact=True).click()
        page.get_by_text(f"{trained.n_correct:,} of {trained.n_images:,} right").wait_for()
        page.get_by_role("button", name="Undo: trained on for 1 epoch").click()
        page.get_by_text(f"{before.n_correct:,} of {before.n_images:,} right").wait_for()
