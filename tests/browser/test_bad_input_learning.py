"""Bad input while a network learns: said in one sentence where it happened, and nothing is lost."""

import contextlib
import os
import random
import re
import time
from pathlib import Path

import pytest
from tests.browser.pad import opened
from tests.browser.test_page import served

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds
SEED = 20
N_PRESSES = 40
MOST_THREADS = 3  # that may come and go by themselves in the server: those that answer
TASKS = Path("/proc")


@contextlib.contextmanager
def learning(browser, address, **options):
    """Open the settings of a training on a new page."""
    with opened(browser, address, **options) as page:
        page.get_by_role("button", name="Learn", exact=True).click()
        page.get_by_role("button", name="Start training").wait_for()
        yield page


def start(page, **fields):
    """Start a training with these settings, named as on the page."""
    for name, value in fields.items():
        page.get_by_label(name.replace("_", " ").capitalize(), exact=True).fill(str(value))
    page.get_by_role("button", name="Start training").click()


def state(page, words):
    """Wait until the training stands so."""
    page.locator(".train-state").filter(has_text=re.compile(words)).wait_for(timeout=PATIENCE)


def numbers_on(page):
    """Read how the network on the page reads the test images."""
    return page.locator(".answer-score").inner_text()


def test_a_rate_that_diverges_is_explained_and_rewound(browser, address):
    """A thousand times too large; the page says why, offers the way back, and trains on from there more slowly."""
    with learning(browser, address) as page:
        page.get_by_role("combobox", name="Activation").select_option("identity")
        page.get_by_role("combobox", name="Outputs").select_option("identity")
        start(page, learning_rate=5)
        state(page, "diverged")
        said = page.get_by_role("alert").filter(has_text=re.compile("rate", re.IGNORECASE)).first.inner_text()
        assert said.count(".") <= 3
        page.get_by_role("button", name=re.compile("^Back to step")).click()
        page.locator(".train-state").filter(has_not_text="diverged").wait_for()
        assert "NaN" not in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("Learning rate", "-1"),
        ("Learning rate", ""),
        ("Learning rate", "1e9"),
        ("Epochs", "0"),
        ("Epochs", "2.5"),
        ("Images in a step", "0"),
        ("Images in a step", "60001"),
        ("Seed", "-1"),
    ],
)
def test_impossible_settings_begin_nothing(browser, address, field, text):
    """The browser says at the field which numbers can be; no training begins."""
    with learning(browser, address) as page:
        page.get_by_label(field, exact=True).fill(text)
        page.get_by_role("button", name="Start training").click()
        page.wait_for_timeout(300)
        assert page.get_by_role("button", name="Start training").is_visible()
        assert page.get_by_label(field, exact=True).evaluate("field => field.validationMessage") != ""


@pytest.mark.parametrize("text", ["NaN", "-inf", "zebra"])
def test_what_is_no_number_cannot_be_typed_as_one(browser, address, text):
    """Typed by keys into the learning rate; whatever the browser makes of it, no training begins."""
    with learning(browser, address) as page:
        field = page.get_by_label("Learning rate", exact=True)
        field.focus()
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        assert page.get_by_role("button", name="Start training").is_visible()


@pytest.mark.parametrize(
    ("view", "formula", "said"),
    [
        ("One input", "__import__('os')", "not known|cannot"),
        ("One input", "x**", "cannot be read"),
        ("One input", "(" * 200 + "x" + ")" * 200, "cannot|deep|long|letters"),
        ("Two inputs", "z", "not known"),
    ],
)
def test_a_formula_that_cannot_be_drawn_is_answered_at_its_field(browser, address, view, formula, said):
    """A sentence there; the last curve stays, and a right formula is drawn after it."""
    with learning(browser, address) as page:
        page.get_by_role("tab", name="Descent", exact=True).click()
        page.get_by_role("button", name=view, exact=True).click()
        page.get_by_role("textbox", name="C(x").fill(formula)
        page.locator(".formula-problem").filter(has_text=re.compile(said)).wait_for()
        page.get_by_role("textbox", name="C(x").fill("x**2")
        page.get_by_role("img", name=re.compile(r"= x\*\*2")).first.wait_for()


@pytest.mark.parametrize(
    ("view", "formula", "said"),
    [
        ("One input", "1/0", "There is no value from x"),
        ("One input", "9**9**9**9", "There is no value from x"),
        ("Two inputs", "log(-1 - x**2 - y**2)", "3,721 of 3,721 places have no value"),
    ],
)
def test_a_formula_without_any_value_is_said_to_have_none(browser, address, view, formula, said):
    """Below the empty picture; no name of it speaks of NaN."""
    with learning(browser, address) as page:
        page.get_by_role("tab", name="Descent", exact=True).click()
        page.get_by_role("button", name=view, exact=True).click()
        page.get_by_role("textbox", name="C(x").fill(formula)
        page.locator(".descent-view").filter(has_text=said).wait_for()
        names = page.locator(".descent [role=img]").evaluate_all("all => all.map((each) => each.ariaLabel).join()")
        assert "NaN" not in names


@pytest.mark.parametrize("formula", ["1/x", "log(x)", "exp(exp(exp(x)))", "sqrt(x)"])
def test_a_formula_that_is_infinite_somewhere_is_drawn_where_it_is_not(browser, address, formula):
    """The balls stop at the hole; nothing that is no number stands on the page."""
    with learning(browser, address) as page:
        page.get_by_role("tab", name="Descent", exact=True).click()
        page.get_by_role("textbox", name="C(x").fill(formula)
        page.get_by_role("img", name=f"= {formula}").first.wait_for()
        page.wait_for_timeout(600)  # until the balls have rolled, too
        for _ in range(12):
            if page.get_by_role("button", name="Step", exact=True).is_enabled():
                page.get_by_role("button", name="Step", exact=True).click()
        assert re.search(r"NaN|undefined", page.locator(".descent").inner_text()) is None


def test_presses_in_any_order_leave_a_page_that_trains(browser, address):
    """Forty of them, drawn with a seed: go, pause, step, part, scrub, branch, turn, undo, begin again."""
    with learning(browser, address) as page:
        start(page, epochs=200)
        drawn, done = random.Random(SEED), []
        for _ in range(N_PRESSES):
            done.append(drawn.choice(sorted(PRESSES)))
            PRESSES[done[-1]](page, drawn)
            page.wait_for_timeout(drawn.choice((0, 20, 120)))
        if page.get_by_role("button", name="Start training").count() == 0:
            page.get_by_role("button", name=re.compile("^New training")).click()
        start(page, epochs=1)
        page.get_by_role("status").filter(has_text="All 1 epochs are done.").or_(
            page.locator(".train-state").filter(has_text="done")
        ).first.wait_for(timeout=PATIENCE)
        assert "NaN" not in page.locator("main").inner_text()


def press_key(key):
    """Return what presses a key on the page itself."""

    def press(page, _):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)

    return press


def press_button(name):
    """Return what presses a button, where it is there and can be pressed now."""

    def press(page, _):
        button = page.get_by_role("button", name=re.compile(name)).first
        if button.count() > 0 and button.is_enabled():
            button.click(force=True)

    return press


def scrub(page, drawn):
    """Drag the time machine to any of its moments."""
    machine = page.get_by_role("slider", name="Time machine")
    if machine.count() > 0 and machine.is_enabled():
        machine.fill(str(drawn.randint(0, int(machine.get_attribute("max")))))


def turn(page, drawn):
    """Turn the selected dial."""
    page.get_by_role("slider", name=re.compile("bias of hidden 1")).press(drawn.choice(("ArrowLeft", "ArrowRight")))


PRESSES = {
    "go or pause": press_key("g"),
    "step": press_key("s"),
    "part": press_key("q"),
    "undo": press_key("Control+z"),
    "scrub": scrub,
    "turn": turn,
    "branch": press_button("^Go on from here"),
    "newest": press_button("^To the newest"),
    "settings": press_button("^New training"),
    "back to the run": press_button("^Back to the run"),
    "compare": press_button("^Compare"),
    "start": press_button("^Start training"),
}


@pytest.mark.skipif(not (TASKS / "self" / "task").is_dir(), reason="threads are counted in /proc, which Linux has")
def test_who_closes_the_page_ends_its_training(browser, tmp_path):
    """The server's threads end, and it rests; a second page works as the first did."""
    with served(tmp_path) as (server, where):
        with learning(browser, where) as page:
            page.wait_for_timeout(500)
            before = n_threads(server)
            start(page, epochs=1000)
            state(page, "training")
        time.sleep(2)
        used = seconds_of(server)
        time.sleep(1)
        assert seconds_of(server) - used < 0.5
        assert n_threads(server) <= before + MOST_THREADS
        with learning(browser, where) as page:
            start(page, epochs=1)
            state(page, "done")


def n_threads(server):
    """Count the threads of a process."""
    return len(list((TASKS / str(server.pid) / "task").iterdir()))


def seconds_of(server):
    """Return how long the processor worked for a process."""
    fields = (TASKS / str(server.pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_two_pages_train_apart(browser, address):
    """Each has its own network and course; what one does is not seen by the other."""
    with learning(browser, address) as one, learning(browser, address) as other:
        other.get_by_text(re.compile("of 10,000 right")).wait_for()
        still = numbers_on(other)
        start(one, epochs=1, seed=1)
        state(one, "done")
        assert numbers_on(other) == still
        start(other, epochs=2, seed=1)
        state(other, "done")
        assert "epoch 2 of 2" in other.locator(".train-state").inner_text()
        assert "epoch 1 of 1" in one.locator(".train-state").inner_text()


def test_a_reload_during_training_keeps_the_dials_and_says_where_they_are_from(browser, address):
    """The course is gone with the page that watched it; what it had learned is there."""
    with learning(browser, address) as page:
        start(page, epochs=1000)
        state(page, "epoch (?!1 of)")
        page.keyboard.press("g")
        state(page, "paused")
        page.wait_for_timeout(1500)
        right = re.search(r"[0-9,]+ of 10,000 right", numbers_on(page))[0]
        page.reload()
        page.get_by_text(right).wait_for(timeout=PATIENCE)
        page.get_by_role("button", name="Start training").wait_for()
        start(page, epochs=1)
        state(page, "done")


def test_a_server_that_dies_during_training_loses_nothing_that_was_learned(browser, tmp_path):
    """The page says so, keeps the dials, connects again by itself, and goes on from them."""
    with contextlib.ExitStack() as stack:
        server, where = stack.enter_context(served(tmp_path))
        page = stack.enter_context(tolerant(browser, where))
        page.get_by_role("button", name="Learn", exact=True).click()
        page.get_by_role("button", name="Start training").wait_for()
        start(page, epochs=1000)
        state(page, "epoch (?!1 of)")
        server.kill()
        server.wait()
        page.get_by_text("The server does not answer.").wait_for()
        stack.enter_context(served(tmp_path))
        page.get_by_text("The server does not answer.").wait_for(state="detached", timeout=PATIENCE)
        page.get_by_text("The server was away, and the training ended.").first.wait_for()
        page.get_by_text(re.compile("[89],[0-9]{3} of 10,000 right")).wait_for(timeout=PATIENCE)
        page.get_by_label("Network to train").select_option("own")
        start(page, epochs=1)
        state(page, "done")


@contextlib.contextmanager
def tolerant(browser, address):
    """Open the page where the connection is about to be lost: the browser itself complains of that."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert errors == []
