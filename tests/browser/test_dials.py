"""The dials in a real browser: found, turned, painted, knocked out and taken back; the numbers are the library's."""

import contextlib
import re

import numpy as np
import pytest

import perceptible as pc

pytestmark = pytest.mark.browser
SHOWN_DIGITS = 0.006  # three significant digits


@contextlib.contextmanager
def dials(browser, address, **options):
    """Open the wall of a new page with the first test image on it; in the end the console is clean."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.get_by_role("tab", name="Dials").click()
    page.get_by_role("heading", name="13,002 dials").wait_for()
    page.get_by_text("Test image 0").first.wait_for()
    settle(page)
    yield page
    assert complaints == []
    context.close()


def settle(page):
    """Wait until the score belongs to the dials as they are."""
    page.wait_for_timeout(150)
    page.locator(".verdict[aria-busy=false]").wait_for()


def accuracy_and_cost(page):
    """Read both from the page, in full."""
    settle(page)
    return tuple(
        in_full(page, page.locator(".verdict").get_by_role("button", name=name)) for name in ("accuracy", "cost")
    )


def in_full(page, number):
    """Ask a number for all of its digits."""
    number.focus()
    value = float(page.get_by_role("tooltip").locator(".tip-value").inner_text().replace("−", "-"))
    number.blur()
    return value


def turned(network, layer, neuron, source, value):
    """Return the network with one weight turned."""
    weights = [np.array(each) for each in network.weights]
    weights[layer - 1][neuron, source] = np.float32(value)
    return network.with_parameters(pc.Parameters(tuple(weights), network.biases))


def find(page, words):
    """Type words into the search, and select the first dial that they find."""
    field = page.get_by_role("searchbox", name="Find dials")
    field.fill(words)
    field.press("Enter")
    found = page.locator(".found").inner_text()
    field.fill("")
    return found


def type_value(page, value):
    """Type a value for the selected dial."""
    field = page.locator("#dial-value")
    field.fill(str(value))
    field.press("Enter")


def outputs(page):
    """Read the outputs from the table of all activations."""
    page.get_by_role("tab", name="Network").click()
    page.wait_for_timeout(600)
    rows = page.get_by_role("row").filter(has_text=re.compile("output")).all_inner_texts()
    page.get_by_role("tab", name="Dials").click()
    return np.array([float(row.split("\t")[2].replace("−", "-")) for row in rows])


def test_one_weight_turned_at_random_changes_what_the_library_says_it_changes(browser, address, mnist):
    """Nothing is staged: score, z and outputs are those of the library with that one weight."""
    rng = np.random.default_rng()
    lit = np.flatnonzero(mnist.test.inputs[0] > 0.5)
    neuron, pixel, value = int(rng.integers(16)), int(rng.choice(lit)), round(float(rng.uniform(2, 6)), 3)
    network = turned(pc.pretrained("plain"), 1, neuron, pixel, value)
    trace, judged = network.forward(mnist.test.inputs[:1]), pc.evaluate(network, mnist.test)
    with dials(browser, address) as page:
        find(page, f"hidden 1, neuron {neuron + 1}, row {pixel // 28 + 1}, column {pixel % 28 + 1}")
        type_value(page, value)
        assert accuracy_and_cost(page) == pytest.approx((judged.accuracy, judged.cost), rel=1e-6), (
            neuron,
            pixel,
            value,
        )
        np.testing.assert_allclose(outputs(page), trace.outputs[0], rtol=SHOWN_DIGITS, atol=1e-6)
        page.keyboard.press("t")
        z = in_full(page, page.get_by_role("button", name=f"z of hidden 1, neuron {neuron + 1}", exact=False).first)
        assert z == pytest.approx(float(trace.pre_activations[0][0, neuron]), abs=1e-4), (neuron, pixel, value)


def test_the_changed_answers_are_those_that_the_library_finds(browser, address, mnist):
    """Without hidden neuron 1 of the second layer, the first eight images with another answer are shown."""
    before = pc.pretrained("plain")
    weights = [np.array(each) for each in before.weights]
    weights[2][:, 0] = 0
    after = before.with_parameters(pc.Parameters(tuple(weights), before.biases))
    changed = np.flatnonzero(before.predict(mnist.test.inputs) != after.predict(mnist.test.inputs))
    with dials(browser, address) as page:
        page.keyboard.press("k")
        page.get_by_role("button", name="Knock out hidden 2, neuron 1", exact=True).click()
        assert accuracy_and_cost(page)[0] == pytest.approx(pc.evaluate(after, mnist.test).accuracy)
        images = page.get_by_role("button", name=re.compile("^test image .* was read as"))
        images.nth(7).wait_for()
        shown = [int(re.search(r"\d+", each.get_attribute("aria-label"))[0]) for each in images.all()]
        assert shown == changed[:8].tolist()
        page.get_by_role("button", name="Knock out hidden 2, neuron 1", exact=True).click()
        assert page.locator(".turned-count").inner_text() == "as opened"


def test_a_stroke_of_the_brush_is_one_turn_that_is_taken_back_to_the_last_digit(browser, address):
    """Paint, undo, redo: the score, and how many dials are turned, come back exactly."""
    with dials(browser, address) as page:
        start = accuracy_and_cost(page)
        page.keyboard.press("t")
        box = page.get_by_role("application", name=re.compile("as a picture. Arrows")).bounding_box()
        page.mouse.move(box["x"] + 60, box["y"] + 100)
        page.mouse.down()
        page.mouse.move(box["x"] + 260, box["y"] + 140, steps=15)
        page.mouse.up()
        painted, count = accuracy_and_cost(page), page.locator(".turned-count").inner_text()
        assert painted != start
        page.keyboard.press("Control+z")
        assert accuracy_and_cost(page) == start
        assert page.locator(".turned-count").inner_text() == "as opened"
        page.keyboard.press("Control+Shift+Z")
        assert (accuracy_and_cost(page), page.locator(".turned-count").inner_text()) == (painted, count)


def test_painted_weights_are_those_under_the_brush(browser, address, mnist):
    """By keys: from row 15, column 15 two cells to the right with a brush of 2 x 2: eight weights."""
    with dials(browser, address) as page:
        page.keyboard.press("t")
        page.get_by_role("application", name=re.compile("as a picture. Arrows")).focus()
        page.keyboard.down("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.up("Space")
        strength = float(page.locator(".brush-strength").inner_text().removeprefix("±"))
        network = pc.pretrained("plain")
        for row in (14, 15):
            for column in (14, 15, 16, 17):
                network = turned(network, 1, 0, 28 * row + column, strength)
        assert page.locator(".turned-count").inner_text() == "8 turned"
        judged = pc.evaluate(network, mnist.test)
        assert accuracy_and_cost(page) == pytest.approx((judged.accuracy, judged.cost), rel=1e-6)


def test_words_and_numbers_find_dials(browser, address):
    """67 pixels are black in all 60,000 training images: 67 x 16 dials were never trained."""
    weights = pc.pretrained("plain").parameters.to_vector()
    with dials(browser, address) as page:
        assert find(page, "hidden 1, neuron 7, row 9, column 14") == "1 of 13,002"
        assert page.locator(".dial-name").inner_text() == "weight from row 9, column 14 to hidden 1, neuron 7"
        assert find(page, "> 2") == f"{int((weights > 2).sum()):,} of 13,002"
        assert find(page, "never trained") == "1,072 of 13,002"
        page.get_by_role("searchbox", name="Find dials").fill("purple")
        page.get_by_text("finds nothing").wait_for()


def test_keys_walk_the_wall_and_turn_dials(browser, address):
    """Arrow, plus, zero, Backspace: no pointer is needed."""
    dial = pc.pretrained("plain").weights[0][0, 1]
    with dials(browser, address) as page:
        find(page, "hidden 1, neuron 1, row 1, column 1")
        wall = page.get_by_role("slider", name=re.compile("Wall of"))
        wall.focus()
        page.keyboard.press("ArrowRight")
        assert "row 1, column 2 to hidden 1, neuron 1" in wall.get_attribute("aria-valuetext")
        page.keyboard.press("+")
        assert float(wall.get_attribute("aria-valuenow")) == pytest.approx(dial + 0.1, abs=1e-5)
        page.keyboard.press("0")
        assert float(wall.get_attribute("aria-valuenow")) == 0
        page.keyboard.press("Backspace")
        assert page.locator(".turned-count").inner_text() == "as opened"


def test_a_dial_is_dragged_where_it_stands(browser, address):
    """Up makes it larger; the whole drag is one turn to undo."""
    with dials(browser, address) as page:
        wall = page.get_by_role("slider", name=re.compile("Wall of"))
        box = wall.bounding_box()
        page.mouse.move(box["x"] + 40, box["y"] + 60)
        page.mouse.down()
        before = float(wall.get_attribute("aria-valuenow"))
        page.mouse.move(box["x"] + 40, box["y"] - 40, steps=10)
        page.mouse.up()
        assert float(wall.get_attribute("aria-valuenow")) > before + 1
        page.keyboard.press("Control+z")
        assert float(wall.get_attribute("aria-valuenow")) == pytest.approx(before)
        assert page.locator(".turned-count").inner_text() == "as opened"


def test_the_hand_built_network_can_be_opened(browser, address, mnist):
    """It is one of the networks to choose from, and the page reads as well with it as the library."""
    accuracy = pc.evaluate(pc.hand_built(), mnist.test).accuracy
    with dials(browser, address) as page:
        page.get_by_role("banner").get_by_role("button", name=re.compile("plain")).first.click()
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^by hand")).click()
        page.locator(".verdict").get_by_text(f"{100 * accuracy:.2f} %").wait_for()


def test_an_edge_detector_solves_its_challenge(browser, address):
    """The lesson's own: rows 8 to 10 positive, rows 7 and 11 negative, columns 11 to 18; then the bias."""
    with dials(browser, address) as page:
        page.get_by_role("tab", name="Challenges").click()
        task = page.get_by_role("listitem").filter(has_text="Build an edge detector")
        task.get_by_role("button", name="Begin with an empty neuron").click()
        picture = page.get_by_role("application", name=re.compile("as a picture. Arrows"))
        page.get_by_role("combobox", name="Size").select_option("1")
        box = picture.bounding_box()
        cell = box["width"] / 28
        for row, kind in ((6, "negative"), (7, "positive"), (8, "positive"), (9, "positive"), (10, "negative")):
            page.get_by_role("radio", name=kind).check(force=True)
            page.mouse.move(box["x"] + 10.5 * cell, box["y"] + (row + 0.5) * cell)
            page.mouse.down()
            page.mouse.move(box["x"] + 17.5 * cell, box["y"] + (row + 0.5) * cell, steps=30)
            page.mouse.up()
        page.keyboard.press("w")
        find(page, "hidden 1, neuron 1, bias")
        type_value(page, -30)
        page.get_by_role("tab", name="Challenges").click()
        task.get_by_text("✓ solved").wait_for()
