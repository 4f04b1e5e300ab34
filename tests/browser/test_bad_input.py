"""Bad input on the page: a sentence says what and what to do, and the page goes on."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect
from tests.browser.pad import opened

import perceptible as pc

pytestmark = pytest.mark.browser

PASTE = """([bytes, name]) => {
  const files = new DataTransfer();
  files.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
}"""
PASTE_HUGE = PASTE.replace("new Uint8Array(bytes)", "new Uint8Array(3 * 1024 * 1024)")
KEPT = {
    "version": 1, "openedBy": {"kind": "open", "name": "plain"}, "turned": [], "pixels": [0] * 784,
    "origin": {"kind": "drawing", "strokes": [], "thickness": 2.35, "prepared": True},
    "selection": {"kind": "neuron", "layer": 1, "neuron": 6}, "stage": "network", "zoom": 0, "theme": "light",
}  # fmt: skip


@contextlib.contextmanager
def kept(browser, address, text):
    """Open the page as one that finds this text from an earlier visit; its console stays clean."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(f"localStorage.setItem('perceptible', {json.dumps(text)})")
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert complaints == []


def alert(page, words):
    """Wait for a sentence about what failed."""
    page.get_by_role("alert").filter(has_text=re.compile(words)).wait_for()


def is_alive(page):
    """Tell whether a network is on the page, with an answer and what the test images say."""
    page.get_by_text(re.compile("of 10,000 right")).wait_for()
    return page.get_by_label(re.compile("^The network reads")).count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "null",
        '{"version": 1}',
        json.dumps(KEPT | {"stage": "nowhere", "zoom": 9, "theme": 3, "selection": None}),
        json.dumps(KEPT | {"selection": {"kind": "weight", "layer": 9, "neuron": 999, "from": 99_999}}),
        json.dumps(KEPT | {"turned": [[13_001, 0.5], [99_999_999, 1], ["x", 2]], "origin": {"kind": "drawing"}}),
        json.dumps(KEPT | {"turned": [[13_001, 0.5], [99_999_999, 1]]}),
    ],
)
def test_whatever_was_kept_the_page_begins(browser, address, text):
    """Somebody or something changed what the browser keeps; nobody sees an empty page."""
    with kept(browser, address, text) as page:
        assert is_alive(page)


def test_a_kept_network_that_is_no_longer_there(browser, address):
    """The page says so and shows the first one."""
    with kept(browser, address, json.dumps(KEPT | {"openedBy": {"kind": "open", "name": "gone"}})) as page:
        alert(page, "gone")
        assert is_alive(page)
        page.get_by_role("banner").get_by_role("button", name=re.compile("plain")).wait_for()


def test_kept_sizes_that_no_network_has(browser, address):
    """A hidden layer of 10,000,000 neurons is refused in a sentence."""
    huge = {"kind": "random", "hidden": [10_000_000], "activation": "sigmoid", "output": "sigmoid"}
    huge |= {"cost": "squared-error", "start": "normal", "seed": 0}
    with kept(browser, address, json.dumps(KEPT | {"openedBy": huge})) as page:
        alert(page, "10000000|10,000,000")
        assert is_alive(page)


def test_a_huge_picture_is_not_even_sent(browser, address):
    """Three megabytes, where two are taken."""
    with opened(browser, address) as page:
        page.evaluate(PASTE_HUGE, [[], "huge.png"])
        alert(page, "more than 2 MB")
        assert is_alive(page)


def test_a_picture_without_ink_is_said_to_have_none(browser, address):
    """Paper alone, 40 x 40 pixels; the image from before stays."""
    from PIL import Image

    file = io.BytesIO()
    Image.new("L", (40, 40), 230).save(file, format="PNG")
    with opened(browser, address, refused=1) as page:
        page.get_by_role("heading", name="Test image 0").wait_for()
        page.evaluate(PASTE, [list(file.getvalue()), "paper.png"])
        alert(page, "ink|one color|even")
        expect(page.get_by_role("heading", name="Test image 0")).to_have_count(1)


@pytest.mark.parametrize("sizes", ["0", "16-", "1000", "-4", "sixteen", "1.5", "9 9 9 9 9 9 9 9 9"])
def test_impossible_sizes_cannot_be_opened(browser, address, sizes):
    """The dialog says which sizes there are, and its button waits."""
    with opened(browser, address) as page:
        page.keyboard.press("o")
        page.get_by_role("button", name="New random network").click()
        page.get_by_label("Sizes of the hidden layers").fill(sizes)
        page.get_by_role("status").filter(has_text=f"\N{LEFT DOUBLE QUOTATION MARK}{sizes}").wait_for()
        assert page.get_by_role("button", name="Open", exact=True).is_disabled()


def test_a_vanished_file_of_a_network_is_said(browser, tmp_path):
    """It was saved on the page and deleted behind its back; after a reload the page says so and goes on."""
    with contextlib.ExitStack() as stack:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PERCEPTIBLE_STATE": str(tmp_path)}
        command = [sys.executable, "-m", "perceptible", "lab", "--no-browser", "--quiet", "--port", "0"]
        server = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment))
        stack.callback(server.kill)
        page = stack.enter_context(opened(browser, re.search(r"http://\S+", server.stdout.readline())[0]))
        (tmp_path / "networks").mkdir(exist_ok=True)
        pc.save(pc.pretrained("plain"), tmp_path / "networks" / "mine.safetensors")
        page.reload()
        page.keyboard.press("o")
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^mine")).click()
        page.get_by_role("banner").get_by_role("button", name=re.compile("mine")).first.wait_for()
        page.wait_for_timeout(500)
        (tmp_path / "networks" / "mine.safetensors").unlink()
        page.reload()
        alert(page, "mine")
        assert is_alive(page)
