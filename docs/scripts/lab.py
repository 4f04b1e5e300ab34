"""Take the pictures of docs/lab.md and of the README from the page itself, in Chromium, light and dark.

Run ``python docs/scripts/lab.py --measure`` to take them anew (with PERCEPTIBLE_DATA or a download); with --check, or
without an option, it only says whether all of them are there and small.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = Path(__file__).parent.parent
FIGURES, TEXTS = DOCS / "figures", (DOCS / "lab.md", DOCS.parent / "README.md")
THEMES = ("light", "dark")
LARGEST = 150_000  # bytes
N_COLORS = 256
SETTLES = 1500  # milliseconds


def network(page: Page) -> None:
    """Show the whole network."""
    page.get_by_role("tab", name="Network").click()


def neuron(page: Page) -> None:
    """Show one neuron from near."""
    network(page)
    page.get_by_role("button", name="One neuron").click()


def dials(page: Page) -> None:
    """Show the wall, with the strongest weights first found."""
    page.get_by_role("tab", name="Dials").click()


def matrix(page: Page) -> None:
    """Show the first layer as a matrix."""
    page.get_by_role("tab", name="Matrix").click()


def digits(page: Page) -> None:
    """Show digits that are alike and far apart."""
    page.get_by_role("tab", name="Digits").click()


def python(page: Page) -> None:
    """Show the Python of the whole network: the panel that is pointed at."""
    network(page)
    page.get_by_role("button", name="Show me the Python").click()
    page.locator(".diagram").hover(position={"x": 8, "y": 8})


def learning(name: str, settle: int = 3000) -> Callable[[Page], None]:
    """Return what shows a view of learning."""

    def show(page: Page) -> None:
        page.get_by_role("button", name="Learn", exact=True).click()
        page.get_by_role("tab", name=name, exact=True).click()
        page.wait_for_timeout(settle)

    return show


def train(page: Page) -> None:
    """Show the lesson's training, some epochs on."""
    learning("Train")(page)
    page.get_by_role("button", name="Start training").click()
    page.wait_for_timeout(4000)


def questions(page: Page) -> None:
    """Show the questions."""
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("button", name="Run the experiment").wait_for()


VIEWS: dict[str, Callable[[Page], None]] = {
    "network": network,
    "neuron": neuron,
    "dials": dials,
    "matrix": matrix,
    "digits": digits,
    "python": python,
    "train": train,
    "descent": learning("Descent"),
    "landscape": learning("Landscape", 6000),
    "gradient": learning("Gradient", 6000),
    "backprop": learning("Backprop"),
    "race": learning("Race"),
    "questions": questions,
}


def path_of(view: str, theme: str) -> Path:
    """Return where a picture lies."""
    return FIGURES / f"lab-{view}-{theme}.png"


def measure() -> None:
    """Take all pictures, each from a new visit."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with _lab() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for view, show in VIEWS.items():
            for theme in THEMES:
                path_of(view, theme).write_bytes(_smaller(_picture(browser, address, theme, show)))
        browser.close()


@contextmanager
def _lab() -> Iterator[str]:
    """Serve the lab as for somebody who never used it."""
    with tempfile.TemporaryDirectory() as state:
        environment = os.environ | {"PERCEPTIBLE_STATE": state}
        command = [sys.executable, "-m", "perceptible", "lab", "--no-browser", "--quiet", "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
            line = server.stdout.readline() if server.stdout is not None else ""
            yield line[line.index("http") :].strip()
            server.kill()


def _picture(browser: Browser, address: str, theme: str, show: Callable[[Page], None]) -> bytes:
    """Open the page, show a view, and return it as PNG."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="dark" if theme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_role("heading", name="Test image 0: a 7").wait_for()  # of MNIST, not of the digits built in
    page.get_by_text(re.compile("of 10,000 right")).wait_for()
    show(page)
    page.wait_for_timeout(SETTLES)
    picture = page.screenshot()
    context.close()
    return picture


def _smaller(picture: bytes) -> bytes:
    """Return the picture with fewer colors, which is enough for a page of few colors."""
    from PIL import Image

    file = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(N_COLORS, kmeans=1, dither=Image.Dither.NONE).save(
        file, format="PNG", optimize=True
    )
    return file.getvalue()


def complaints() -> Iterator[str]:
    """Yield what is wrong with the pictures."""
    for path in (path_of(view, theme) for view in VIEWS for theme in THEMES):
        if not path.is_file():
            yield f"{path.name} is missing"
        elif path.stat().st_size > LARGEST:
            yield f"{path.name} has {path.stat().st_size:,} bytes, expected at most {LARGEST:,}"
    for text in TEXTS:
        for name in re.findall(r"figures/(lab-[^\s\"')>]+)", text.read_text(encoding="utf-8")):
            if not (FIGURES / name).is_file():
                yield f"{text.name} shows {name}, which is missing"


def main() -> int:
    """Take the pictures if asked to, and say what is wrong with them."""
    if "--measure" in sys.argv:
        measure()
    found = list(complaints())
    for complaint in found:
        print(f"{complaint}: run python docs/scripts/lab.py --measure", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
