"""The page as a whole: it keeps to itself, follows the system, survives its server, and can be used by everybody."""

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
MODES = {
    "See": ("Network", "Dials", "Matrix", "Digits", "Challenges"),
    "Learn": ("Train", "Score", "Descent", "Landscape", "Gradient", "Backprop", "Race"),
    "Ask": ("Questions", "Knock out", "Shift", "Morph"),
}
STAGES = tuple(name for names in MODES.values() for name in names)
THEMES = ("light", "dark", "contrast", "video")
IN_EVERY_THEME = """async (themes) => {
  const found = {}, choice = document.querySelector(".theme-choice select");
  for (const theme of themes) {
    choice.value = theme;
    choice.dispatchEvent(new Event("change", {bubbles: true}));
    for (let k = 0; k < 2; k += 1) await new Promise(requestAnimationFrame);
    const rules = theme === themes[0] ? {} : {runOnly: ["color-contrast"]};
    const {violations} = await axe.run("#stage", {resultTypes: ["violations"], ...rules});
    found[theme] = violations.map(({id, nodes}) => [id, nodes.length, nodes[0].html.slice(0, 160)]);
  }
  return found;
}"""


@contextlib.contextmanager
def opened(browser, address, **options):
    """Open the page in a new profile; give it with the complaints of its console and its requests."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
    page, complaints, requests = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    yield page, complaints, requests
    context.close()


def ready(page):
    """Wait until there is a network on the page, and what the test images say to it."""
    page.get_by_role("region", name="Answer").get_by_text(re.compile("of 10,000 right|of [0-9,]+ right")).wait_for()


def go_to(page, name):
    """Open a view: those of one mode stand side by side as tabs."""
    mode = next(mode for mode, names in MODES.items() if name in names)
    page.get_by_role("button", name=mode, exact=True).click()
    page.get_by_role("tab", name=name, exact=True).click()


def test_the_key_leaves_the_address_bar_and_nothing_leaves_the_machine(browser, address):
    """A copied address gives nobody the key, and no other host learns that the page was opened."""
    with opened(browser, address) as (page, complaints, requests):
        ready(page)
        for name in STAGES:
            go_to(page, name)
        assert "token" not in page.url
        assert {urlsplit(url).netloc for url in requests} == {urlsplit(address).netloc}
        assert complaints == []


def test_a_profile_without_the_key_sees_nothing(browser, address):
    """Whoever finds the port still stands outside."""
    with opened(browser, address.partition("?")[0]) as (page, _, _):
        assert "open the address that `perceptible lab` printed" in page.inner_text("body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system(browser, address, scheme):
    """Light paper by day, dark by night: black is (0, 0, 0), white (255, 255, 255)."""
    with opened(browser, address, color_scheme=scheme) as (page, _, _):
        color = page.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness = sum(int(part) for part in color.removeprefix("rgb(").removesuffix(")").split(",")) / 3
        assert (brightness > 200) if scheme == "light" else (brightness < 40)


@pytest.mark.parametrize("name", STAGES)
def test_a_narrow_screen_needs_no_sideways_scrolling(browser, address, name):
    """320 pixels are a small telephone, and a large one at 400 % zoom."""
    with opened(browser, address, viewport={"width": 320, "height": 640}) as (page, _, _):
        ready(page)
        go_to(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_at_its_first_size_the_page_does_not_scroll(browser, address):
    """All of it is in sight at 1280 x 800."""
    with opened(browser, address) as (page, _, _):
        ready(page)
        assert page.evaluate("document.documentElement.scrollHeight") == 800


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there (python3 dev.py web)")
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_any_view(browser, address, theme):
    """Names, roles, contrast: what a program can check of being usable by everybody."""
    with checked(browser, address, theme) as page:
        found = {}
        for name in STAGES:
            go_to(page, name)
            found[name] = violations(page)
        assert found == {name: [] for name in STAGES}


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there (python3 dev.py web)")
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_what_opens_and_changes(browser, address, theme):
    """After drawing, from near, on the selection of each kind, with the help and each dialog open."""
    with checked(browser, address, theme) as page:
        found = {}
        for name, step in STEPS.items():
            step(page)
            found[name] = violations(page)
        assert found == {name: [] for name in STEPS}


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there (python3 dev.py web)")
def test_axe_finds_nothing_on_the_further_parts_of_views(browser, address):
    """Each part of a view, a run, a race and an answer; in the other themes only contrast can differ."""
    with checked(browser, address, THEMES[0]) as page:
        found = {}
        for view, names in PARTS.items():
            go_to(page, view)
            for name in names:
                page.get_by_role("tabpanel", name=view).get_by_role("button", name=name, exact=True).first.click()
                found[view, name] = violations_of_stage(page)
        for name, step in RUNS.items():
            step(page)
            found[name] = violations_of_stage(page)
        assert {where: which for where, which in found.items() if which} == {}
        assert len(found) == sum(map(len, PARTS.values())) + len(RUNS)


def violations_of_stage(page):
    """Return what axe complains of in the middle, by theme."""
    page.wait_for_timeout(100)
    return {theme: found for theme, found in page.evaluate(IN_EVERY_THEME, THEMES).items() if found}


def press(name, *, role="button", exact=False):
    """Return a step that presses what has this name."""
    return lambda page: page.get_by_role(role, name=name, exact=exact).first.click()


def draw_line(page):
    """Draw one stroke on the pad."""
    box = page.get_by_role("application", name=re.compile("^Pad")).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 - 20, box["y"] + 180, steps=8)
    page.mouse.up()


def open_menu(entry=None):
    """Return a step that opens the networks to choose from, and one of the dialogs behind them."""

    def step(page):
        page.keyboard.press("Escape")
        page.get_by_role("button", name=re.compile("^Network:")).click()
        if entry is not None:
            page.get_by_role("button", name=entry).click()

    return step


def open_help(page):
    """Close a dialog, and ask for help."""
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Help").click()


def knock_out(page):
    """Close the help, and knock out two neurons."""
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    for name in ("Knock out hidden 1, neuron 1", "Knock out hidden 1, neuron 2"):
        page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_timeout(500)


STEPS = {
    "a drawing": draw_line,
    "a weight": lambda page: page.get_by_role("application", name=re.compile("^weights of")).click(),
    "a pixel": lambda page: page.get_by_role("region", name="As the network sees it").get_by_role("img").click(),
    "an output": lambda page: page.get_by_role("button", name=re.compile("^output 3: ")).first.click(),
    "one neuron": press("One neuron"),
    "its arithmetic": press("Arithmetic"),
    "the menu of networks": open_menu(),
    "a random network": open_menu(re.compile("^New random network")),
    "training on": open_menu(re.compile("^Train")),
    "saving": open_menu(re.compile("^Save under a name")),
    "the help": open_help,
    "neurons knocked out": knock_out,
    "pixel values": press("Pixel values"),
}

PARTS = {
    "Dials": ("Paint",),
    "Digits": ("784 numbers", "Without hidden layers"),
    "Score": ("Mistakes", "Quiz", "Costs", "Ten squares"),
    "Descent": ("Two inputs", "Staircase"),
    "Landscape": ("Over a plane",),
    "Gradient": ("Three functions", "Steepest", "Predict, then nudge"),
    "Backprop": ("2 Three ways", "3 Passed back", "4 Chain rule", "5 Gradient", "6 Average"),
    "Race": ("Three ways down",),
    "Knock out": ("Connections into hidden 2",),
    "Morph": ("Change shape",),
}


def train_a_little(page):
    """Train on few images, to the end."""
    go_to(page, "Train")
    page.get_by_label("Training images").select_option("100")
    page.get_by_label("Epochs").fill("2")
    page.get_by_role("button", name="Start training").click()
    page.get_by_role("status").filter(has_text="All 2 epochs are done.").wait_for()


def race_a_little(page):
    """Let three runners run on few images."""
    go_to(page, "Race")
    page.get_by_role("button", name="Side by side").click()
    for _ in range(3):
        page.get_by_role("button", name="Remove runner 4").click()
    page.get_by_role("combobox", name="Images", exact=True).select_option("1000")
    page.get_by_role("button", name="Start the race").click()
    page.get_by_role("status").filter(has_text=re.compile("wins|are level")).wait_for()


def ask_a_question(page):
    """Have the quickest of the questions answered, and look at its numbers."""
    go_to(page, "Questions")
    page.get_by_role("navigation", name="Questions").get_by_role("button", name="Knock out").click()
    page.get_by_role("button", name="Run the experiment").click()
    page.get_by_role("heading", name="What came out").wait_for()
    page.get_by_text(re.compile("^The numbers: ")).first.click()


RUNS = {"a training": train_a_little, "a race": race_a_little, "an answer": ask_a_question}


@contextlib.contextmanager
def checked(browser, address, theme):
    """Open the page in a theme, with axe in it."""
    with opened(browser, address, bypass_csp=True, reduced_motion="reduce") as (page, _, _):
        ready(page)
        page.get_by_label("theme").select_option(theme)
        page.add_script_tag(path=AXE)
        yield page


def violations(page):
    """Return what axe complains of, with the first place of each."""
    page.wait_for_timeout(500)
    found = page.evaluate("axe.run()")["violations"]
    return [(each["id"], len(each["nodes"]), each["nodes"][0]["html"][:160]) for each in found]


def test_what_was_done_survives_a_reload(browser, address):
    """Drawing, view and selection are kept in this browser."""
    with opened(browser, address) as (page, _, _):
        ready(page)
        page.get_by_role("tab", name="Matrix").click()
        page.wait_for_timeout(600)
        page.reload()
        ready(page)
        assert page.get_by_role("tab", name="Matrix").get_attribute("aria-selected") == "true"


def test_a_page_survives_its_server(browser, tmp_path):
    """It says that the server went, goes on with what it has, and connects again when it is back."""
    with contextlib.ExitStack() as stack:
        server, where = stack.enter_context(served(tmp_path))
        page, _, _ = stack.enter_context(opened(browser, where))
        ready(page)
        server.kill()
        server.wait()
        page.get_by_text("The server does not answer.").wait_for()
        page.get_by_role("tab", name="Matrix").click()
        stack.enter_context(served(tmp_path))
        page.get_by_text("The server does not answer.").wait_for(state="detached", timeout=20_000)


@contextlib.contextmanager
def served(folder):
    """Run a server of its own, which keeps its port and key in this folder."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PERCEPTIBLE_STATE": str(folder)}
    command = [sys.executable, "-m", "perceptible", "lab", "--no-browser", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process, re.search(r"http://\S+", process.stdout.readline())[0]
        finally:  # else a test that fails would wait for it forever
            process.kill()
