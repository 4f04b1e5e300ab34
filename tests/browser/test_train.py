"""Training in a real browser: to a network that reads, back to its start and forward, with the library's numbers."""

import contextlib
import re

import numpy as np
import pytest
from playwright.sync_api import expect

import perceptible as pc

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # milliseconds; the training takes one second where nothing else runs
EPOCHS = 12
DIALS = """async () => {
  const kept = JSON.parse(localStorage.getItem("perceptible"));
  return kept.turned;
}"""


@contextlib.contextmanager
def training(browser, address, **options):
    """Open the settings of a training on a new page; in the end the console is clean."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.get_by_role("button", name="Learn").click()
    page.get_by_role("button", name="Start training").wait_for()
    yield page
    assert complaints == []
    context.close()


def start(page, epochs, seed):
    """Start the lesson's training."""
    page.get_by_label("Epochs").fill(str(epochs))
    page.get_by_label("Seed").fill(str(seed))
    page.get_by_role("button", name="Start training").click()


def dials(page, before):
    """Read all dials from what the page keeps of itself: those that are not as they were before."""
    page.wait_for_timeout(1000)
    now = before.copy()
    for index, value in page.evaluate(DIALS):
        now[index] = value
    return now


def state_of(page):
    """Read where the training stands."""
    return page.locator(".train-state").inner_text()


def test_the_lesson_s_network_is_trained_scrubbed_and_equals_the_library_s(browser, address, mnist):
    """From random to at least 93 % on the page; back to the start and forward; bit for bit the library's numbers."""
    seed = 3
    random = pc.Network.random((784, 16, 16, 10), rng=np.random.default_rng(seed).spawn(2)[0])
    first = np.asarray(random.parameters.to_vector())
    result = pc.fit(mnist, settings=pc.Settings(epochs=EPOCHS, batch_size=10, learning_rate=1.5), rng=seed)
    last, row = np.asarray(result.network.parameters.to_vector()), result.history.rows[-1]
    with training(browser, address) as page:
        start(page, EPOCHS, seed)
        page.get_by_role("status").filter(has_text=f"All {EPOCHS} epochs are done.").wait_for(timeout=PATIENCE)
        np.testing.assert_array_equal(dials(page, first), last)
        assert f"accuracy {row.test_accuracy:.2%}".replace("%", " %") in page.locator(".train-last").inner_text()
        assert row.test_accuracy >= 0.93
        machine = page.get_by_role("slider", name="Time machine")
        machine.fill("0")
        page.locator(".time-machine output").filter(has_text=re.compile("^step 0,")).wait_for()
        np.testing.assert_array_equal(dials(page, first), first)
        machine.fill(machine.get_attribute("max"))
        page.locator(".time-machine output").filter(has_text="the newest").wait_for()
        np.testing.assert_array_equal(dials(page, first), last)


def test_a_dial_that_is_turned_pauses_the_training_politely(browser, address):
    """Nobody's hand is taken from a dial: the training waits, and goes on from there."""
    with training(browser, address) as page:
        start(page, 1000, 0)
        page.get_by_role("button", name="Pause").wait_for()
        page.wait_for_timeout(300)
        page.get_by_role("slider", name=re.compile("bias of hidden 1", re.IGNORECASE)).press("ArrowRight")
        page.get_by_text("Paused, as a dial was turned.").first.wait_for()
        assert state_of(page).startswith("paused")
        page.wait_for_timeout(700)  # a frame may still be on its way
        standing = state_of(page)
        page.wait_for_timeout(300)
        assert state_of(page) == standing
        page.keyboard.press("g")
        page.locator(".train-state").filter(has_text="training").wait_for()


def test_settings_that_cannot_be_are_said_where_they_are(browser, address):
    """Half a sentence below the fields; the training does not begin."""
    with training(browser, address) as page:
        page.get_by_label("Hidden layers").fill("16-zebra")
        page.get_by_text("Write sizes from 1 to 512").wait_for()
        assert page.get_by_role("button", name="Start training").is_disabled()


def test_from_shuffled_labels_nothing_is_learned_that_is_true(browser, address):
    """Test images, which keep their labels, are read about as well as by guessing; the Python shuffles the same."""
    with training(browser, address) as page:
        page.locator("#train-recipe").select_option("tuned")
        page.locator("#train-images").select_option("100")
        page.locator("#train-labels").select_option("all shuffled")
        start(page, 100, 0)
        page.locator(".train-state").filter(has_text="done").wait_for(timeout=PATIENCE)
        last = page.get_by_text("All training labels shuffled.").inner_text()
        page.get_by_text("Python that does the same").click()
        code = page.locator(".train-code code").inner_text()
    assert float(re.search(r"accuracy ([\d.]+) %", last)[1]) < 20
    assert "shuffle_labels(data.train, 1.0, rng=1)" in code


def test_the_score_counts_what_the_library_counts(browser, address, mnist):
    """The cells of the matrix are the library's, and the pictures behind them are there."""
    judged = pc.evaluate(pc.pretrained("plain"), mnist.test)
    with training(browser, address) as page:
        page.get_by_role("tab", name="Score").click()
        count = int(judged.confusion[4, 9])
        page.get_by_role("button", name=f"{count} images of 4 answered with 9", exact=True).click()
        page.get_by_role("heading", name=f"{count} times 4, answered with 9").wait_for()
        page.wait_for_timeout(500)
        assert page.locator(".cell-images li").count() == min(24, count)
        page.get_by_role("button", name="Costs", exact=True).click()
        page.get_by_text(f"The average over 10,000 images is {judged.cost:.3g}").wait_for()


def test_other_data_are_chosen_and_survive_a_reload(browser, address):
    """The built-in digits take the place of MNIST; data that are not there change nothing, and say how to get them."""
    with training(browser, address) as page:
        choice = page.get_by_role("combobox", name="Data")
        before = choice.input_value()
        choice.select_option("kmnist")
        page.get_by_text("KMNIST does not lie on this computer. Fetch it: perceptible data get kmnist").wait_for()
        assert choice.input_value() == before
        choice.select_option("synthetic")
        expect(choice).to_have_value("synthetic", timeout=PATIENCE)
        expect(choice).to_be_enabled(timeout=PATIENCE)
        page.reload()
        expect(page.get_by_role("combobox", name="Data")).to_have_value("synthetic", timeout=PATIENCE)
