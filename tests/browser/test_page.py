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
        yield process, re.search(r"http://\S+", process.stdout.readline())[0]
        process.kill()
