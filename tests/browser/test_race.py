"""A race and three ways down, in a real browser: the figures of the page are those of the library called directly."""

import contextlib
import re

import numpy as np
import pytest
from tests.browser.code import code_of, numbers, open_strip, printed_by

import perceptible as pc
from perceptible.insight.paths import descent_paths
from perceptible.insight.race import race
from perceptible.insight.step_noise import step_noise

pytestmark = pytest.mark.browser
PATIENCE = 90_000  # milliseconds; a race takes two seconds where nothing else runs
SEED = 4


@contextlib.contextmanager
def racing(browser, address, **options):
    """Open the race on a new page; in the end the console is clean."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.get_by_role("button", name="Learn").click()
    page.get_by_role("tab", name="Race").click()
    yield page
    assert complaints == []
    context.close()


def enter_three(page):
    """Leave three rates of the six, on few images."""
    for _ in range(3):
        page.get_by_role("button", name="Remove runner 4").click()
    page.get_by_role("combobox", name="Images", exact=True).select_option("1000")
    page.get_by_label("First seed").fill(str(SEED))


def finish(page):
    """Run it to the end."""
    page.get_by_role("button", name="Start the race").click()
    page.get_by_role("status").filter(has_text=re.compile("wins|are level")).wait_for(timeout=PATIENCE)


@pytest.fixture(scope="module")
def expected(mnist):
    """Run the same race with the library alone."""
    entries = {f"rate {rate}": pc.Settings(epochs=5, learning_rate=rate) for rate in (0.05, 0.5, 1.5)}
    return race(entries, mnist.first(1000), seeds=range(SEED, SEED + 3))


def test_the_race_of_the_page_has_the_library_s_winner_and_figures(browser, address, expected):
    """Winner, margin, and for each runner place, median and range."""
    with racing(browser, address) as page:
        enter_three(page)
        finish(page)
        verdict = page.locator(".race-verdict").inner_text()
        assert verdict.startswith(f"{expected.winner.name} wins: {100 * expected.winner.median:.1f} %")
        assert numbers(verdict)[2] == pytest.approx(100 * expected.margin, rel=5e-3)
        rows = page.get_by_role("table", name="How the race stands").get_by_role("row").all_inner_texts()[1:]
        for rank, (row, runner) in enumerate(zip(rows, expected.ranking, strict=True), start=1):
            figures = [f"{100 * value:.2f} %" for value in (runner.median, *runner.spread)]
            assert [cell.strip() for cell in row.split("\t")] == [str(rank), runner.name, *figures, "0"]


def test_a_runner_s_network_opens_on_the_page_and_undo_gives_its_start(browser, address, expected, mnist):
    """Its score is that of the network that the library trained, then that of the random one."""
    n_right = round(expected.winner.accuracies[0] * 10_000)
    start = pc.Network.random((784, 16, 16, 10), rng=np.random.default_rng(SEED).spawn(2)[0])
    n_before = round(pc.evaluate(start, mnist.test).accuracy * 10_000)
    with racing(browser, address) as page:
        enter_three(page)
        finish(page)
        page.get_by_role("button", name=f"Open the network of {expected.winner.name}, seed {SEED}").click()
        page.get_by_text(f"{n_right:,} of 10,000 right").wait_for()
        page.keyboard.press("Control+z")
        page.get_by_text(f"{n_before:,} of 10,000 right").wait_for()


def test_the_python_of_the_race_gives_its_figures(browser, address, expected):
    """Copied and run, it prints what the page shows."""
    with racing(browser, address) as page:
        enter_three(page)
        finish(page)
        page.locator(".race-panels").hover()
        page.wait_for_timeout(500)
        open_strip(page)
        printed = printed_by(code_of(page, "race"))
    assert printed.splitlines()[0].startswith(f"{expected.winner.name} {expected.winner.median}")


def test_impossible_runners_are_said_where_they_are(browser, address):
    """No runner, ten of them, a rate that is no number, a seed that is none: a sentence, and no race."""
    with racing(browser, address) as page:
        begin = page.get_by_role("button", name="Start the race")
        page.get_by_label("Rate of runner 2").fill("NaN")
        page.get_by_text("Runner 2: the learning rate is a number from 0").wait_for()
        assert begin.is_disabled()
        assert page.get_by_label("Rate of runner 2").get_attribute("aria-invalid") == "true"
        page.get_by_label("Rate of runner 2").fill("0.5")
        page.get_by_label("Images a step of runner 6").fill("2.5")
        page.get_by_text("Runner 6: a step looks at 1 to 10,000 images").wait_for()
        for _ in range(6):
            page.get_by_role("button", name="Remove runner 1").click()
        page.get_by_text("Nobody is entered").wait_for()
        assert begin.is_disabled()
        for _ in range(9):
            page.get_by_role("button", name="Add a runner").click()
        page.get_by_text("Nine runners at most.").wait_for()
        assert page.get_by_role("button", name="Add a runner").is_disabled()
        page.get_by_label("First seed").fill("-1")
        page.get_by_text("The seed is a whole number").wait_for()


def test_who_leaves_stops_the_race_and_finds_what_was_reached(browser, address):
    """Nothing runs on where nobody looks."""
    with racing(browser, address) as page:
        page.get_by_label("Epochs").fill("100")
        page.get_by_role("button", name="Start the race").click()
        page.get_by_text("leads with").wait_for(timeout=PATIENCE)
        page.get_by_role("tab", name="Score").click()
        page.get_by_role("tab", name="Race").click()
        page.get_by_text("Stopped: what was reached stays.").wait_for()
        page.get_by_role("button", name="Other seeds").wait_for()


def test_three_ways_down_have_the_library_s_figures(browser, address, mnist):
    """Steps, cost, noise, detour and share of the plane, as the library gives them for the same start."""
    data = mnist.first(1000)
    start = pc.Network.random((784, 16, 16, 10), rng=SEED)
    paths = descent_paths(start, data, epochs=10, rng=SEED)
    with racing(browser, address) as page:
        page.get_by_role("button", name="Three ways down").click()
        page.get_by_label("Seed").fill(str(SEED))
        page.get_by_label("Epochs").fill("10")
        page.get_by_role("button", name="Go down").click()
        page.get_by_text("Each point is the true cost of 1,000 training images.").wait_for(timeout=PATIENCE)
        assert f"{100 * paths.plane[1].sum():.1f} % of movement" in page.locator(".terrain figcaption").inner_text()
        rows = page.get_by_role("table", name="The three ways in numbers").get_by_role("row").all_inner_texts()[1:]
    for row, path in zip(rows, paths.paths, strict=True):
        name, steps, cost, noise, *_, detour, _ = row.split("\t")
        assert (name.strip(), numbers(steps)) == (path.name, [path.recording.steps[-1]])
        expected = path.costs[-1], step_noise(start, data.train, path.settings.batch_size).ratio, path.detour
        found = [numbers(text)[0] for text in (cost, noise, detour)]
        np.testing.assert_allclose(found, expected, rtol=5e-3, atol=1e-9)


def test_a_rate_with_which_nobody_gets_down_is_said(browser, address):
    """At its place, and nobody goes."""
    with racing(browser, address) as page:
        page.get_by_role("button", name="Three ways down").click()
        page.get_by_label("Rate, 100").fill("-3")
        page.get_by_text("A learning rate is a number above 0").wait_for()
        assert page.get_by_role("button", name="Go down").is_disabled()
