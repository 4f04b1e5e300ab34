"""The input panel for the tests: drawing on its pad, and reading what the page makes of it."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Locator, Page

SIDE = 28
MOMENT = 350  # milliseconds: the page keeps its state after 300
TRIES = 10
NEAR = 0.05  # pixels
REFUSED = "Failed to load resource: the server responded with a status of 4"
KEPT = 'JSON.parse(localStorage.getItem("perceptible") ?? "{}").origin'
VALUES = 'cells => cells.map((cell) => Number(cell.ariaLabel.split(": ")[1].replace("\\u2212", "-")))'


@contextlib.contextmanager
def opened(browser: Browser, address: str, *, refused: int = 0, **options: Any) -> Iterator[Page]:
    """Open the page in a new profile; its console has no complaint but the browser's own of `refused` requests."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    pad(page).wait_for()
    yield page
    context.close()
    assert [text for text in complaints if not text.startswith(REFUSED)] == []
    assert len(complaints) == refused


def pad(page: Page) -> Locator:
    """Return the pad."""
    return page.get_by_role("application", name=re.compile("^Pad"))


def draw(page: Page, strokes: Sequence[Sequence[Sequence[float]]]) -> None:
    """Draw strokes with the mouse, points in pixels of the field; nothing may be scrolled meanwhile."""
    pad(page).scroll_into_view_if_needed()
    box = pad(page).bounding_box()
    for stroke in strokes:
        places = [(box["x"] + x / SIDE * box["width"], box["y"] + y / SIDE * box["height"]) for x, y in stroke]
        page.mouse.move(*places[0])
        page.mouse.down()
        for place in places[1:]:
            page.mouse.move(*place)
        page.mouse.up()


def kept_origin(page: Page, *, n_strokes: int | None = None) -> dict[str, Any]:
    """Return where the image comes from, as the page keeps it for a reload: a moment after the last change."""
    for _ in range(TRIES):
        page.wait_for_timeout(MOMENT)
        origin = json.loads(page.evaluate(f"JSON.stringify({KEPT} ?? {{}})"))
        if n_strokes is None or len(origin.get("strokes", [None] * (n_strokes + 1))) == n_strokes:
            return origin
    msg = f"the page keeps {origin}, expected {n_strokes} strokes"
    raise AssertionError(msg)


def kept_strokes(page: Page, n_strokes: int) -> list[np.ndarray]:
    """Return the strokes of the drawing on the page, each of shape (n_points, 2)."""
    strokes = kept_origin(page, n_strokes=n_strokes)["strokes"]
    return [np.array(stroke, np.float64).reshape(-1, 2) for stroke in strokes]


def recorded(page: Page, drawn: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return the strokes that the pad recorded of these: its hundredths of a pixel, once the page keeps them."""
    for _ in range(TRIES):
        kept = kept_strokes(page, len(drawn))
        if all(np.abs(one[[0, -1]] - other[[0, -1]]).max() < NEAR for one, other in zip(kept, drawn, strict=True)):
            return kept
    msg = f"the pad recorded {kept}, expected {drawn}"
    raise AssertionError(msg)


def pixels(page: Page) -> np.ndarray:
    """Return the 784 numbers of the page's table of pixel values."""
    if page.get_by_role("grid", name="784 pixel values").count() == 0:
        page.get_by_role("button", name="Pixel values").click()
    return np.array(page.get_by_role("gridcell", name=re.compile("^row ")).evaluate_all(VALUES), np.float32)


def asked_in_full(page: Page, number: Locator) -> float:
    """Return all digits of a number that answers when it is asked."""
    number.focus()
    text = page.get_by_role("tooltip").inner_text().split("\n")[1]
    page.keyboard.press("Escape")
    return float(text.replace("\u2212", "-"))


def answers(page: Page) -> tuple[int, float, float]:
    """Return the page's digit, its output and how far it lies above the next one, in full."""
    panel = page.get_by_role("region", name="Answer")
    digit = int(panel.get_by_label(re.compile("^The network reads")).inner_text())
    output = asked_in_full(page, panel.get_by_role("button", name=re.compile(f"^output {digit} ")))
    return digit, output, asked_in_full(page, panel.get_by_role("button", name=re.compile("^margin ")))
