"""A step taken apart on the page: where one is, its numbers, and the dials that the library comes to."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.test_page import AXE, THEMES, checked, violations
from tests.browser.test_train import dials, training

import perceptible as pc

pytestmark = pytest.mark.browser
SEED = 3


def begin(page):
    """Start the lesson's training and stop it, before or after some steps."""
    page.get_by_label("Seed").fill(str(SEED))
    page.get_by_label("Epochs").fill("1000")
    page.get_by_role("button", name="Start training").click()
    page.get_by_role("button", name="Pause").click()
    page.locator(".train-state").filter(has_text="paused").wait_for()
    page.get_by_role("slider", name="Time machine").fill("0")
    page.locator(".time-machine output").filter(has_text=re.compile("^step 0,")).wait_for()
    page.get_by_role("button", name="Go on from here").click()
    page.locator(".train-state").filter(has_text=re.compile("step 0\\b")).wait_for()


def press_part(page, name):
    """Go on by a part, with its key; return what is said of it."""
    page.keyboard.press("q")
    page.locator(".parts-where [aria-current=step]").filter(has_text=name).wait_for()
    return page.locator(".part-say [role=status]").inner_text()


def coming(mnist, epoch_step):
    """Return the network before a step and the mini-batch of that step, with the library alone."""
    network_rng, train_rng = np.random.default_rng(SEED).spawn(2)
    network = pc.Network.random((784, 16, 16, 10), rng=network_rng)
    settings = pc.Settings(epochs=1000, batch_size=10, learning_rate=1.5)
    for event in pc.train(network, mnist, settings, rng=train_rng, every=1):
        state = event.state
        if state.step == epoch_step:
            break
    order = pc.rng.derived(state.seed, 0).permutation(60_000)[10 * epoch_step : 10 * epoch_step + 10]
    return state.network, mnist.train.inputs[order], mnist.train.targets[order]


def test_the_four_parts_say_the_library_s_numbers_and_make_its_step(browser, address, mnist):
    """Forward, cost, backward, update, twice around; then the dials are those of two steps, bit for bit."""
    network, inputs, targets = coming(mnist, 0)
    back = pc.backpropagate(network, inputs, targets)
    with training(browser, address) as page:
        begin(page)
        assert f"with {back.trace.outputs[0].max():.3g}." in press_part(page, "forward")
        assert f"add up to {back.costs[0]:.3g}." in press_part(page, "cost")
        norm = np.sqrt((back.gradient.to_vector().astype(np.float64) ** 2).sum())
        assert f"the gradient is {norm:.3g} long" in press_part(page, "backward")
        page.locator(".train-state").filter(has_text=re.compile("step 0\\b")).wait_for()
        after, _, _ = coming(mnist, 1)
        now = pc.backpropagate(after, inputs, targets).costs.mean(dtype=np.float64)
        assert f"The same images cost {now:.3g} now" in press_part(page, "update")
        page.locator(".train-state").filter(has_text=re.compile("step 1\\b")).wait_for()
        for name in ("forward", "cost", "backward", "update"):
            press_part(page, name)
        first = np.asarray(network.parameters.to_vector())
        last, _, _ = coming(mnist, 2)
        np.testing.assert_array_equal(dials(page, first), last.parameters.to_vector())


def test_a_step_is_put_together_again(browser, address):
    """The image from before comes back, and so do the pictures of the weights; a whole step ends the parts, too."""
    with training(browser, address) as page:
        begin(page)
        before = page.locator(".input h2").first.inner_text()
        press_part(page, "forward")
        assert page.locator(".input h2").first.inner_text().startswith("training image")
        page.get_by_role("button", name="Put it together").click()
        assert page.locator(".input h2").first.inner_text() == before
        press_part(page, "forward")
        page.keyboard.press("s")
        page.locator(".train-state").filter(has_text=re.compile("step 1\\b")).wait_for()
        expect(page.locator(".parts")).to_have_count(0)


def test_labels_in_dispute_are_marked_and_found(browser, address, mnist):
    """The filter shows them all, with what ten networks read, and what the page's own network does."""
    from perceptible.insight.disputed import known_disputes

    found = known_disputes(mnist).found
    answers = pc.pretrained("plain").predict(mnist.test.inputs[[each.index for each in found]])
    same = sum(int(answer) == each.answer for answer, each in zip(answers, found, strict=True))
    with training(browser, address) as page:
        page.get_by_role("tab", name="Score").click()
        page.get_by_role("button", name="Mistakes").click()
        page.get_by_label(f"Only the {len(found)} labels in dispute").check()
        page.get_by_text(f"the network on the page reads {same} as they do").wait_for()
        expect(page.locator(".score-images li")).to_have_count(len(found))
        first = found[0]
        page.get_by_role("button", name=re.compile(f"^test image {first.index}, .*all read {first.answer}$")).wait_for()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there (python3 dev.py web)")
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_the_parts_of_a_step(browser, address, theme):
    """Names, roles and contrast of each part, of a training that diverged, and of the labels in dispute."""
    found = {}
    with checked(browser, address, theme) as page:
        page.get_by_role("button", name="Learn", exact=True).click()
        begin(page)
        for name in ("forward", "cost", "backward", "update"):
            press_part(page, name)
            found[name] = violations(page)
        page.get_by_role("tab", name="Score").click()
        page.get_by_role("button", name="Mistakes").click()
        page.get_by_label(re.compile("Only the")).check()
        found["disputed"] = violations(page)
    assert found == {name: [] for name in found}


def test_a_training_that_diverged_says_what_rewinding_does_and_bursts_no_panel(browser, address):
    """The button names the step and the learning rate, which can be chosen; huge numbers stay short."""
    with training(browser, address) as page:
        page.get_by_role("combobox", name="Activation").select_option("relu")
        page.get_by_role("combobox", name="Outputs").select_option("identity")
        page.get_by_label("Learning rate").fill("0.4")
        page.get_by_role("button", name="Start training").click()
        page.get_by_text("the cost was no number any more").wait_for()
        page.get_by_role("button", name=re.compile("^Back to step [0-9,]+, and on with learning rate 0.1$")).wait_for()
        page.get_by_label("with learning rate").fill("0.001")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = page.evaluate(WIDE)
        assert wide == []
        page.get_by_role("button", name=re.compile("learning rate 0.001$")).click()
        page.locator(".train-state").filter(has_text="learning rate 0.001").wait_for()


WIDE = """() => [...document.querySelectorAll("body *")].filter((element) =>
  element instanceof HTMLElement && getComputedStyle(element).textOverflow !== "ellipsis" &&
  element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && element.children.length === 0 &&
  getComputedStyle(element).display !== "inline" && !element.matches(".hidden-visually, .hidden-visually *, option"))
  .map((element) => element.outerHTML.slice(0, 120))"""
