"""The whole of the lesson's second part without a pointer: every step a key, what it does read from the page."""

import re

import pytest
from tests.browser.code import numbers
from tests.browser.pad import opened
from tests.browser.test_keyboard import leave, named, press, tab_to

pytestmark = pytest.mark.browser

PATIENCE = 90_000  # milliseconds
MOST_TABS = 300


@pytest.fixture(scope="module")
def page(browser, address):
    """Open the page as somebody does who comes for the first time, and go to Learn by its key."""
    with opened(browser, address) as page:
        page.get_by_role("heading", name="Test image 0").wait_for()
        press(page, "m")
        page.get_by_role("button", name="Start training").wait_for()
        yield page


def go_to(page, number, name):
    """Go to a view by its number, and into it."""
    leave(page)
    press(page, str(number))
    page.locator("[role=tab][aria-selected=true]").filter(has_text=name).wait_for()


def enter(page, name, *keys):
    """Go by Tab to what has this name, and press a key there, else Enter."""
    tab_to(page, name, most=MOST_TABS)
    press(page, *(keys or ("Enter",)))


def write(page, name, text):
    """Go by Tab to a field of this name, and write over what is there."""
    tab_to(page, name, most=MOST_TABS)
    press(page, "Control+a")
    page.keyboard.type(text)


def state(page):
    """Read where the training stands."""
    return page.locator(".train-state").inner_text()


def status(page, words):
    """Wait until the page says this to everybody."""
    page.get_by_role("status").filter(has_text=re.compile(words)).first.wait_for(timeout=PATIENCE)


def test_a_training_is_begun_paused_and_stepped(page):
    """Settings typed, Enter begins it; g pauses and goes on; s makes a step, q a part of one."""
    leave(page)
    write(page, "Epochs", "1000")
    press(page, "Enter")
    page.locator(".train-state").filter(has_text="training").wait_for()
    leave(page)
    press(page, "g")
    page.locator(".train-state").filter(has_text="paused").wait_for()
    page.wait_for_timeout(500)  # a frame may still be on its way
    before = numbers(state(page))[2]
    press(page, "s")
    page.locator(".train-state").filter(has_text=f"step {before + 1:,.0f}").wait_for()
    for part in ("forward", "cost", "backward", "update"):
        press(page, "q")
        page.locator("[aria-current=step]").filter(has_text=re.compile(part, re.IGNORECASE)).wait_for()
    page.locator(".train-state").filter(has_text=f"step {before + 2:,.0f}").wait_for()
    enter(page, "Put it together")


def test_a_run_is_scrubbed_and_branched(page):
    """Home goes to its start, arrows to the moments after; a new course begins there."""
    leave(page)
    tab_to(page, "Time machine", most=MOST_TABS)
    press(page, "Home")
    moment = page.locator(".time-machine output")
    moment.filter(has_text=re.compile("^step 0,")).wait_for()
    press(page, "ArrowRight", "ArrowRight")
    moment.filter(has_not_text=re.compile("^step 0,")).wait_for()
    page.wait_for_timeout(500)
    at = numbers(moment.inner_text())[0]
    write(page, "with learning rate", "0.5")
    enter(page, "Go on from here")
    page.locator(".train-state").filter(has_text=f"step {at:,.0f}").filter(has_text="learning rate 0.5").wait_for()


def test_costs_are_read_and_their_tail_is_opened(page):
    """The ten squares, the bars one after the other, and the image that costs most."""
    go_to(page, 2, "Score")
    enter(page, "Ten squares")
    page.get_by_role("button", name="square for output 0").wait_for(timeout=PATIENCE)
    tab_to(page, "square for output 0")
    page.get_by_role("tooltip").wait_for()
    enter(page, "Costs")
    page.get_by_role("img", name="Histogram of costs").wait_for(timeout=PATIENCE)
    enter(page, "Histogram of costs", "ArrowRight", "ArrowRight")
    assert re.search(r"\d", page.locator(".histogram figcaption").inner_text())
    name = tab_to(page, "test image ")
    press(page, "Enter")
    number = int(numbers(name)[0])
    page.get_by_role("heading", name=f"Test image {number}: ").wait_for()


def test_a_cell_of_the_matrix_is_reached(page):
    """One stop of Tab, then arrows from cell to cell, and the images behind it."""
    go_to(page, 2, "Score")
    tab_to(page, "What for what", most=MOST_TABS)
    press(page, "Enter")
    page.locator(".confusion-table").wait_for(timeout=PATIENCE)
    page.wait_for_timeout(300)
    tab_to(page, "Ten squares")
    press(page, "Tab")
    row, column = (int(number) for number in re.search(r"of (\d) answered with (\d)", named(page)).groups())
    press(page, "ArrowDown" if row < 9 else "ArrowUp")
    row += 1 if row < 9 else -1
    assert f"of {row} answered with {column}" in named(page)
    page.get_by_role("heading", name=re.compile(f"times {row}, answered with {column}")).wait_for()


def test_the_quiz_is_answered(page):
    """A digit is chosen, the verdict is said, and the next image comes."""
    go_to(page, 2, "Score")
    tab_to(page, "Quiz", back=True)
    press(page, "Enter")
    page.get_by_role("img", name="an image that the network answered wrongly").wait_for(timeout=PATIENCE)
    enter(page, "I read 3")
    assert page.locator(".quiz-verdict").inner_text() != ""
    enter(page, "Next")
    assert page.locator(".quiz-verdict").inner_text() == ""


def test_a_ball_is_placed_and_rolled(page):
    """A formula typed, a ball moved by arrows, one added, the rate changed, and all of them rolled."""
    go_to(page, 3, "Descent")
    page.get_by_role("img", name=re.compile("^Curve of C")).wait_for(timeout=PATIENCE)
    write(page, "C(x) =", "x**2")
    page.get_by_role("img", name=re.compile(r"^Curve of C\(x\) = x\*\*2")).wait_for()
    tab_to(page, "Curve of")
    start = page.get_by_label("start x")
    before = float(start.input_value())
    press(page, "ArrowRight")
    assert float(start.input_value()) > before
    press(page, "Enter")
    page.get_by_role("button", name="ball 4").wait_for()
    press(page, "Delete")
    page.get_by_role("button", name="ball 4").wait_for(state="detached")
    rate = page.get_by_label("learning rate, typed")
    first = float(rate.input_value())
    enter(page, "learning rate \N{GREEK SMALL LETTER ETA}", "ArrowRight", "ArrowRight")
    assert float(rate.input_value()) > first
    page.wait_for_timeout(500)
    leave(page)
    enter(page, "Roll")
    page.locator(".step-number").filter(has_text=re.compile("[1-9]")).wait_for()


def test_the_surface_is_turned_and_the_stairs_are_stepped(page):
    """Of two inputs by arrows; on the staircase the ball of the smooth curve moves, the other stays."""
    leave(page)
    enter(page, "Two inputs")
    surface = page.get_by_role("img", name=re.compile("^Surface of"))
    surface.wait_for()
    before = surface.get_attribute("aria-label")
    enter(page, "Surface of", "ArrowRight")
    page.wait_for_timeout(100)
    assert surface.get_attribute("aria-label") != before
    leave(page)
    enter(page, "Staircase")
    page.get_by_role("img", name=re.compile("^Cost along the dial with steps")).wait_for(timeout=PATIENCE)
    enter(page, "Step")
    row = page.get_by_role("row", name=re.compile("^off or on")).get_by_role("cell").all_inner_texts()
    assert numbers(row[2]) == [0]


def test_the_landscape_is_read_and_turned(page):
    """A dial is found by its name, a point of the curve read, the dial turned there, and undone."""
    go_to(page, 4, "Landscape")
    page.get_by_role("status").filter(has_text="points measured over").wait_for(timeout=PATIENCE)
    write(page, "Find a dial", "hidden 2, neuron 3, bias")
    press(page, "Enter")
    page.get_by_role("heading", name="bias of hidden 2, neuron 3").first.wait_for()
    page.wait_for_timeout(500)
    page.get_by_role("status").filter(has_text="points measured over").wait_for(timeout=PATIENCE)
    dial = page.locator(".along-figures dd").first
    before = dial.inner_text()
    enter(page, "The cost along", "ArrowRight", "ArrowRight")
    assert numbers(page.locator(".along-chart figcaption").inner_text())
    press(page, "Enter")
    page.locator(".along-figures dd").first.filter(has_not_text=before).wait_for()
    enter(page, "Turn the bias", "ArrowRight")
    leave(page)
    press(page, "Control+z", "Control+z")
    page.locator(".along-figures dd").first.filter(has_text=before).wait_for()


def test_a_plane_is_read_and_the_network_moved(page):
    """Arrows read its map and turn its surface."""
    leave(page)
    tab_to(page, "Over a plane", most=MOST_TABS)
    press(page, "Enter")
    page.get_by_role("status").filter(has_text="points measured over").wait_for(timeout=PATIENCE)
    enter(page, "Map of the cost", "ArrowRight", "ArrowUp")
    assert numbers(page.locator(".over-readout p").inner_text())
    enter(page, "The same as a surface", "ArrowLeft")
    enter(page, "Move the network here")
    page.get_by_role("button", name=re.compile("^Undo: ")).wait_for()
    leave(page)
    press(page, "Control+z")


def test_the_gradient_is_ranked_and_a_nudge_foretold(page):
    """The steepest dial is chosen, the guess is made, and the change measured; the pictures are walked."""
    go_to(page, 5, "Gradient")
    page.get_by_text(re.compile("^Over all 60,000 training images")).wait_for(timeout=PATIENCE)
    enter(page, "13,002 dials as pictures", "ArrowRight")
    leave(page)
    enter(page, "Steepest")
    tab_to(page, "slope of ")
    press(page, "Shift+Tab")
    dial = named(page)
    press(page, "Enter")
    assert page.get_by_role("button", name=dial, exact=True).first.get_attribute("aria-pressed") == "true"
    leave(page)
    enter(page, "Predict, then nudge")
    write(page, "how far the dial is turned", "0.01")
    enter(page, "stays")
    enter(page, "Nudge")
    status(page, "The prediction is|The slope is 0")


def test_all_steps_of_backpropagation_are_walked(page):
    """By l and j; the chain of a neuron is chosen by its list."""
    go_to(page, 6, "Backprop")
    page.get_by_role("button", name="1 Wishes").wait_for()
    page.locator(".backprop-says").wait_for(timeout=PATIENCE)
    leave(page)
    seen = []
    for _ in range(12):
        seen.append(page.locator(".backprop-steps [aria-current=step]").inner_text())
        if page.get_by_role("button", name="Next step").is_disabled():
            break
        press(page, "l")
        page.wait_for_timeout(150)
    assert sorted({text.split()[0] for text in seen}) == ["1", "2", "3", "4", "5", "6"]
    leave(page)
    enter(page, "4 Chain rule")
    page.locator(".chain-product").first.wait_for()
    page.get_by_role("combobox", name="Neuron", exact=True).wait_for()
    choice = page.get_by_role("combobox", name="Neuron", exact=True)
    before = choice.input_value()
    is_last = before == choice.locator("option").last.get_attribute("value")
    enter(page, "Neuron", "ArrowUp" if is_last else "ArrowDown")
    assert choice.input_value() != before


def test_a_race_is_run_and_stopped(page):
    """Begun by Enter in a field, stopped by its button; a chart is read by arrows."""
    go_to(page, 7, "Race")
    write(page, "Epochs", "50")
    press(page, "Enter")
    page.get_by_role("button", name="Stop").wait_for()
    leave(page)
    enter(page, "Stop")
    page.get_by_role("button", name="Other seeds").wait_for()
    tab_to(page, "Open the network of")
    press(page, "Tab", "ArrowLeft")
    page.locator(".race-panel .chart-at").first.wait_for(state="attached")


def test_three_ways_lead_down(page):
    """On 200 images, in a moment."""
    leave(page)
    enter(page, "Three ways down")
    write(page, "Epochs", "2")
    press(page, "Enter")
    page.get_by_role("img", name=re.compile("way|path|plane", re.IGNORECASE)).first.wait_for(timeout=PATIENCE)


def test_a_question_is_asked_and_stopped(page):
    """The key m leads to Ask; Enter runs the experiment, Enter stops it."""
    leave(page)
    press(page, "m")
    page.get_by_role("button", name="Run the experiment").wait_for()
    enter(page, "Memory")
    enter(page, "Run the experiment")
    stop = page.get_by_role("button", name="Stop", exact=True)
    stop.wait_for()
    page.wait_for_timeout(300)
    enter(page, "Stop")
    stop.wait_for(state="detached")
