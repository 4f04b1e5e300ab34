"""The strip with the Python: opened, read, and run as by a person who copied its lines."""

from __future__ import annotations

import contextlib
import io
import re

from playwright.sync_api import Page
from tests.lab import run

NUMBER = r"-?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?"
MINUS = "\N{MINUS SIGN}"
RESTS = 700  # milliseconds, until lines that are on their way have replaced those of a moment ago


def open_strip(page: Page) -> None:
    """Open the strip."""
    page.get_by_role("button", name="Show me the Python").click()
    page.get_by_role("region", name="Python that computes what is shown").wait_for()


def code_of(page: Page, panel: str) -> str:
    """Return the lines of the strip, which must be those of this panel."""
    page.wait_for_timeout(RESTS)
    chosen = page.get_by_role("combobox", name="of which panel").input_value()
    assert chosen == panel
    return page.get_by_role("region", name="Python that computes what is shown").inner_text()


def printed_by(code: str) -> str:
    """Run the lines and return what they print."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        run(code)
    return printed.getvalue()


def numbers(text: str) -> list[float]:
    """Return all numbers in a text, of Python's or of the page's, which writes a true minus and commas."""
    found = re.findall(NUMBER, text.replace(MINUS, "-").replace(",", ""))
    return [float(number) for number in found]
