"""Descent in a real browser: what is typed, clicked and stepped there is what the library computes."""

import contextlib
import re

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.code import code_of, numbers, open_strip, printed_by

import perceptible as pc
from perceptible.insight.formulas import parse_formula
from perceptible.insight.rolling import roll
from perceptible.insight.staircase import roll_dial, stairs_along_dial, with_steps

pytestmark = pytest.mark.browser
REST = 500  # milliseconds, until what was typed is answered


@contextlib.contextmanager
def descending(browser, address, view, **options):
    """Open a view of descent on a new page; in the end the console is clean."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.get_by_role("button", name="Learn", exact=True).click()
    page.get_by_role("tab", name="Descent", exact=True).click()
    page.get_by_role("button", name=view, exact=True).click()
    page.get_by_role("button", name="Step", exact=True).wait_for()
    yield page
    assert complaints == []
    context.close()


def type_formula(page, text):
    """Type a formula of x, and wait for its curve."""
    page.get_by_role("textbox", name="C(x) =").fill(text)
    page.wait_for_timeout(REST)


def step(page, times=1):
    """Press Step so many times."""
    for _ in range(times):
        page.get_by_role("button", name="Step", exact=True).click()


def said(page):
    """Read what the page says of the chosen ball."""
    return page.locator(".descent-verdict").inner_text()


def test_the_numbers_of_a_step_are_the_library_s(browser, address):
    """The place, the height, the slope, the step and the new place, after three steps from a typed start."""
    with descending(browser, address, "One input") as page:
        page.get_by_label("start x").fill("-0.7")
        page.get_by_label("learning rate, typed").fill("0.04")
        page.wait_for_timeout(REST)
        step(page, 3)
        found = roll(parse_formula("x**4 - 3*x**2 + x"), [-0.7], learning_rate=0.04, n_steps=4)
        x, new = found.points[3, 0], found.points[4, 0]
        shown = [numbers(cell)[-1] for cell in page.locator(".descent-numbers dd").all_inner_texts()]
        assert shown == pytest.approx([x, found.values[3], found.slopes[3, 0], new - x, new], abs=6e-5)


def test_other_starts_roll_into_other_valleys(browser, address):
    """Of x^4 - 3 x^2 + x, as far as their slopes lead them."""
    with descending(browser, address, "One input") as page:
        page.get_by_label("Steps in a second").select_option("30")
        page.get_by_role("button", name="Roll", exact=True).click()
        page.get_by_role("button", name="Step", exact=True).and_(page.locator(":disabled")).wait_for(timeout=20_000)
        ends = []
        for name in ("ball 1", "ball 3"):
            page.get_by_role("button", name=name, exact=True).click()
            ends.append(numbers(page.locator(".descent-numbers dd").first.inner_text())[0])
        assert ends == pytest.approx([-1.3008, 1.1309], abs=1e-4)  # roots of 4 x^3 - 6 x + 1


def test_too_large_a_rate_diverges_and_the_page_says_why(browser, address):
    """On x^2 a rate of 1.1 multiplies x by -1.2 with every step."""
    with descending(browser, address, "One input") as page:
        type_formula(page, "x**2")
        page.get_by_label("learning rate, typed").fill("1.1")
        page.wait_for_timeout(REST)
        assert "leaps over the valley and lands higher" in said(page)


def test_where_the_slope_is_0_a_ball_stays_even_on_a_top(browser, address):
    """The minimum of -x^2 is nowhere, its top at 0; the page writes that down."""
    with descending(browser, address, "One input") as page:
        type_formula(page, "-x**2")
        page.get_by_label("start x").fill("0")
        page.wait_for_timeout(REST)
        assert "slope is exactly 0 here" in said(page)
        assert re.search(r"gives\s+x = 0, a top", page.locator(".descent-flat").inner_text())


def test_the_written_minimum_is_what_the_ball_finds(browser, address):
    """x^2 - 3 x has it at 3/2; half of the slope leads there in one step."""
    with descending(browser, address, "One input") as page:
        type_formula(page, "x**2 - 3*x")
        page.get_by_label("learning rate, typed").fill("0.5")
        page.wait_for_timeout(REST)
        step(page)
        text = page.locator(".descent-flat").inner_text()
        assert "x = 3/2" in text
        assert "Ball found 1.500000; x = 3/2 is the same number." in text


@pytest.mark.parametrize(
    ("typed", "sentence"), [("x**2 +* 1", "cannot be read"), ("y", "not known"), ("", "0 letters")]
)
def test_what_cannot_be_read_is_said_there_and_the_last_curve_stays(browser, address, typed, sentence):
    """One sentence, below the field."""
    with descending(browser, address, "One input") as page:
        before = page.locator(".formula-curve").get_attribute("d")
        type_formula(page, typed)
        problem = page.locator("#formula-problem").inner_text()
        assert sentence in problem
        assert "Still shown: x**4 - 3*x**2 + x" in problem
        assert page.locator(".formula-curve").get_attribute("d") == before


def test_a_formula_without_values_somewhere_has_a_gap(browser, address):
    """log(x) has none left of 0."""
    with descending(browser, address, "One input") as page:
        type_formula(page, "log(x)")
        assert "There is no value from x = \N{MINUS SIGN}2.2 to 0" in page.locator(".descent-flat").inner_text()
        expect(page.locator(".gap")).to_have_count(1)


def test_balls_are_placed_by_clicks_and_by_keys(browser, address):
    """A click puts one there; arrow keys move its start; Delete takes it away."""
    with descending(browser, address, "One input") as page:
        chart = page.get_by_role("img", name=re.compile(r"^Curve of C\(x\)"))
        chart.click(position={"x": 150, "y": 40})
        page.get_by_role("button", name="ball 4", exact=True).wait_for()
        start = float(page.get_by_label("start x").input_value())
        chart.focus()
        page.keyboard.press("ArrowRight")
        assert float(page.get_by_label("start x").input_value()) == pytest.approx(start + 0.02 * 2.2, abs=0.011)
        page.keyboard.press("Delete")
        expect(page.get_by_role("button", name="ball 4", exact=True)).to_have_count(0)


def test_the_lesson_s_gradient_is_3_1(browser, address):
    """3/2 x^2 + 1/2 y^2 at (1, 1): x matters three times as much; the length is the square root of 10."""
    with descending(browser, address, "Two inputs") as page:
        words = page.locator(".gradient-words").inner_text()
        assert "(3.000, 1.000)" in words
        assert "x matters 3 times as much as y." in words
        assert f"length {np.sqrt(10):.3f}" in words
        step(page, 2)
        row = numbers(page.get_by_role("row", name=re.compile("^x ")).inner_text())
        assert row[0] == pytest.approx(1 * 0.7 * 0.7, abs=6e-5)  # each step leaves 1 - 0.1 * 3 of x


def test_the_surface_turns_by_keys_and_by_dragging(browser, address):
    """Its name says how it stands."""
    with descending(browser, address, "Two inputs") as page:
        surface = page.get_by_role("img", name=re.compile("^Surface of"))
        surface.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowUp")
        assert "turned by 36 and tilted by 38" in surface.get_attribute("aria-label")
        box = surface.bounding_box()
        page.mouse.move(box["x"] + 100, box["y"] + 100)
        page.mouse.down()
        page.mouse.move(box["x"] + 150, box["y"] + 100, steps=5)
        page.mouse.up()
        assert "turned by 66 and tilted by 38" in surface.get_attribute("aria-label")


def test_the_staircase_is_that_of_the_network_and_descent_is_stuck_on_it(browser, address, mnist):
    """The page's network, its first ten test images, the dial that the page names: the library's numbers."""
    with descending(browser, address, "Staircase") as page:
        step(page, 5)
        name = page.locator(".descent-view > p").first.inner_text()
        row, column = (int(number) for number in re.search(r"row (\d+), column (\d+)", name).groups())
        network, few, dial = pc.pretrained("plain"), mnist.test.take(np.arange(10)), (row - 1) * 28 + column - 1
        ways = [roll_dial(kind, few, dial, learning_rate=100, n_steps=5) for kind in (network, with_steps(network))]
        for line, way in zip(("sigmoid", "off or on"), ways, strict=True):
            cells = page.get_by_role("row", name=re.compile(f"^{line}")).get_by_role("cell").all_inner_texts()
            shown = [numbers(cell)[0] for cell in cells[:3]]
            assert shown == pytest.approx([way.places[5], way.costs[5], way.slopes[5]], rel=6e-3, abs=6e-6)
        title = page.get_by_role("img", name=re.compile("^Cost along the dial with steps")).get_attribute("aria-label")
        n_stairs, low, high = numbers(title)
        stairs = stairs_along_dial(network, few, dial, -60.0, 60.0)
        assert 1 < n_stairs <= len(stairs.costs) <= 11  # at most a jump for each image
        assert stairs.costs.min() * 0.99 <= low < high <= stairs.costs.max() * 1.01


def test_the_python_of_the_balls_gives_where_they_end(browser, address):
    """The strip's lines, copied and run, print the end of each."""
    with descending(browser, address, "One input") as page:
        open_strip(page)
        type_formula(page, "x**2 - 3*x")
        page.get_by_role("textbox", name="C(x) =").press("End")
        printed = printed_by(code_of(page, "rolling"))
        assert printed.count("[1.5") + printed.count("[1.49999") == 3


def test_a_telephone_does_not_scroll_sideways(browser, address):
    """390 pixels, in each of the three views."""
    for view in ("One input", "Two inputs", "Staircase"):
        with descending(browser, address, view, viewport={"width": 390, "height": 844}) as page:
            page.wait_for_timeout(REST)
            assert page.evaluate("document.documentElement.scrollWidth") == 390
            assert page.evaluate(
                "document.querySelector('.descent').scrollWidth <= document.querySelector('.descent').clientWidth"
            )
