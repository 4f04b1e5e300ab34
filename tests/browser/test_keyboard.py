"""The whole of the lesson's first part without a pointer: every step a key, what it does read from the page."""

import contextlib
import re

import pytest
from playwright.sync_api import TimeoutError  # noqa: A004  # the browser's, not the one of Python
from tests.browser.code import numbers
from tests.browser.pad import kept_strokes, opened

pytestmark = pytest.mark.browser

FORWARD, BACK = ".", ","
SOON = 5_000  # milliseconds
NAME_OF = """at => {
  const other = document.getElementById(at.getAttribute('aria-labelledby') ?? '')?.textContent;
  return (at.ariaLabel ?? other ?? at.labels?.[0]?.innerText ?? at.textContent ?? '').trim();
}"""
IS_THERE = f"""name => [...document.querySelectorAll('a[href], button, input, select, summary, textarea, [tabindex]')]
  .some((at) => ({NAME_OF})(at).startsWith(name))"""


@pytest.fixture(scope="module")
def page(browser, address):
    """Open the page as somebody does who comes for the first time."""
    with opened(browser, address) as page:
        page.get_by_role("heading", name="Test image 0").wait_for()
        yield page


def press(page, *keys):
    """Press keys one after the other, wherever the focus is."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, name, *, most=60, back=False):
    """Press Tab until something of this name, or a beginning of it, has the focus; return its name."""
    with contextlib.suppress(TimeoutError):  # a view may still be on its way, and some names come with the focus only
        page.wait_for_function(IS_THERE, arg=name, timeout=SOON)
    for _ in range(most):
        press(page, "Shift+Tab" if back else "Tab")
        focused = named(page)
        if focused.startswith(name):
            return focused
    msg = f"{most} times Tab do not lead to {name!r}; the last is {named(page)!r}"
    raise AssertionError(msg)


def named(page):
    """Return the name of what has the focus."""
    return page.evaluate(f"() => ({NAME_OF})(document.activeElement)")


def chosen_distance(page):
    """Return how near the network is seen."""
    return page.get_by_role("group", name="How near").locator("[aria-pressed=true]").inner_text()


def leave(page):
    """Take the focus to the page itself, as a person does with Escape or by tabbing out."""
    page.evaluate("document.activeElement.blur()")


def test_a_digit_is_drawn_and_read(page):
    """An upright stroke of twenty pixels is a 1; the answer is announced."""
    press(page, "d", "Delete", *["ArrowUp"] * 9, "Space", *["ArrowDown"] * 19, "Space")
    assert len(kept_strokes(page, 1)) == 1
    page.get_by_role("region", name="Answer").get_by_label("The network reads 1").wait_for()
    page.get_by_role("status").filter(has_text=re.compile(r"reads?:? 1|1\b")).first.wait_for(state="attached")


def test_the_propagation_goes_step_by_step(page):
    """Forward from the image to the outputs, back, and at once."""
    leave(page)
    dots = page.get_by_role("group", name=re.compile("[Pp]ropagation")).get_by_role("img")
    press(page, FORWARD)
    begin = dots.get_attribute("aria-label")
    page.get_by_text("The picture has not reached the outputs yet.").wait_for()
    press(page, FORWARD, FORWARD, FORWARD)
    end = dots.get_attribute("aria-label")
    press(page, BACK)
    page.get_by_text("The picture has not reached the outputs yet.").wait_for()
    assert len({begin, end, dots.get_attribute("aria-label")}) == 3
    press(page, "i")
    page.get_by_label("The network reads 1").wait_for()


def test_a_neuron_is_reached_and_seen_from_near(page):
    """By Tab to the diagram, by arrows to the neuron, by Enter nearer twice, by Escape back."""
    leave(page)
    press(page, "1")
    tab_to(page, "hidden 1, neuron 1")
    press(page, "ArrowDown", "ArrowDown")
    page.wait_for_timeout(100)
    press(page, "Enter")
    assert chosen_distance(page) == "One neuron"
    page.wait_for_timeout(300)
    press(page, "Enter")
    page.get_by_role("heading", name="hidden 1, neuron 3, written out").wait_for()
    assert chosen_distance(page) == "Arithmetic"
    press(page, "Escape", "Escape")
    assert chosen_distance(page) == "Network"
    page.get_by_role("complementary", name="Inspector").get_by_role("heading", name="hidden 1, neuron 3").wait_for()


def test_its_bias_is_turned_and_turned_back(page):
    """Typed and by arrows; Control and z takes both back."""
    field = page.get_by_label("value of the bias of hidden 1, neuron 3")
    before = field.input_value()
    tab_to(page, "value of the bias of hidden 1, neuron 3")
    press(page, "Control+a")
    page.keyboard.type("-3.5")
    press(page, "Enter", "ArrowUp")
    assert numbers(field.input_value()) == [-3.4]
    leave(page)
    press(page, "Control+z", "Control+z")
    assert field.input_value() == before


def test_a_dial_is_found_on_the_wall_and_turned(page):
    """Slash searches, Enter goes there, the wall turns it by plus and brings it back."""
    press(page, "/")
    page.keyboard.type("output 3, bias")
    press(page, "Enter")
    tab_to(page, "Wall of 13,002 dials")
    wall = page.get_by_role("slider", name=re.compile("^Wall of"))
    before = float(wall.get_attribute("aria-valuenow"))
    assert "output 3" in wall.get_attribute("aria-valuetext")
    press(page, "+", "+")
    assert float(wall.get_attribute("aria-valuenow")) > before
    press(page, "Enter")
    page.wait_for_timeout(100)
    page.keyboard.type("1.25")
    press(page, "Enter")
    assert float(wall.get_attribute("aria-valuenow")) == 1.25
    tab_to(page, "Wall of 13,002 dials", back=True)
    press(page, "Backspace")
    assert float(wall.get_attribute("aria-valuenow")) == pytest.approx(before, abs=1e-6)


def test_a_weight_is_painted_and_a_neuron_knocked_out(page):
    """The brush moves by arrows and paints by space; a neuron is knocked out by Enter; both are taken back."""
    leave(page)
    press(page, "t")
    tab_to(page, "Weights of")
    press(page, "Space")
    page.get_by_role("button", name=re.compile("^Undo: painted")).wait_for()
    leave(page)
    press(page, "k")
    tab_to(page, "Knock out hidden 1, neuron 1", most=80)
    press(page, "Enter")
    page.get_by_role("button", name=re.compile("^Undo: knocked out")).wait_for()
    leave(page)
    press(page, "Control+z", "Control+z")
    assert page.locator(".turned-count").inner_text() == "as opened"


def test_the_rows_of_the_matrix_are_walked(page):
    """Each row is a neuron, which the inspector then explains."""
    leave(page)
    press(page, "3")
    page.get_by_role("button", name=re.compile("^row 0")).first.wait_for()
    tab_to(page, "row ")
    press(page, "ArrowDown")
    where = int(numbers(named(page))[0])
    page.get_by_role("complementary", name="Inspector").get_by_role(
        "heading", name=re.compile(f", neuron {where + 1}$")
    ).wait_for()


def test_digits_and_challenges_are_reached(page):
    """By their numbers; their choices by Tab and Enter."""
    leave(page)
    press(page, "4")
    tab_to(page, "784 numbers")
    press(page, "Enter")
    page.get_by_role("heading", name=re.compile("The image is 784 numbers")).wait_for()
    leave(page)
    press(page, "5")
    tab_to(page, "Begin", most=80)
    press(page, "Enter")
    page.get_by_role("heading", name="13,002 dials").wait_for()


def test_a_test_image_is_chosen(page):
    """By keys for the next one and the one before, and from the list."""
    leave(page)
    press(page, "n")
    page.get_by_role("heading", name="Test image 0: a 7").wait_for()
    press(page, "n")
    page.get_by_role("heading", name="Test image 1: a 2").wait_for()
    press(page, "b")
    page.get_by_role("heading", name="Test image 0: a 7").wait_for()
    press(page, "d")
    tab_to(page, "test image 2")
    press(page, "Enter")
    page.get_by_role("heading", name="Test image 2: a 1").wait_for()


def test_pixels_are_read_and_changed(page):
    """Values opens as a grid, arrows walk it, a digit changes a pixel, Escape closes it."""
    leave(page)
    press(page, "v")
    page.wait_for_timeout(100)
    before = named(page)
    press(page, "ArrowRight", "5")
    assert named(page) != before
    assert named(page).endswith("0.5")
    press(page, "Escape")
    page.get_by_role("heading", name="Test image 2: a 1, changed by hand").or_(
        page.get_by_role("heading", name=re.compile("^Test image 2: a 1, "))
    ).first.wait_for()


def test_another_network_is_opened(page):
    """The list of networks by a key, its entries by arrows and Enter."""
    leave(page)
    press(page, "o")
    page.get_by_role("dialog", name=re.compile("[Nn]etworks")).wait_for()
    for _ in range(20):
        if named(page).startswith("by hand"):
            break
        press(page, "ArrowDown")
    press(page, "Enter")
    page.get_by_role("banner").get_by_role("button", name=re.compile("by hand")).wait_for()


def test_the_help_opens_and_closes(page):
    """And the focus comes back to where it was."""
    leave(page)
    press(page, "?")
    page.get_by_role("dialog", name="What am I looking at?").wait_for()
    press(page, "Escape")
    page.get_by_role("dialog", name="What am I looking at?").wait_for(state="hidden")


def test_the_python_is_opened_and_read(page):
    """Its lines are those of the panel that was focused last."""
    leave(page)
    press(page, "2", "y")
    page.get_by_role("region", name="Python that computes what is shown").filter(has_text="pc.hand_built()").wait_for()
