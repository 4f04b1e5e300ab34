"""The page is small, and names whose work is part of it."""

import re

import pytest

from perceptible.lab.routes import PAGE

LARGEST_FIRST, LARGEST = 400_000, 700_000  # bytes


@pytest.fixture(scope="module", autouse=True)
def built():
    """Skip where the page is not built."""
    if not (PAGE / "index.html").is_file():
        pytest.skip("the page is not built (python3 dev.py web)")


def first_files():
    """Return the names of the files that come before anything can be seen: the page, and what it imports at once."""
    found, wanted = set(), ["app.js"]
    while wanted:
        name = wanted.pop()
        found.add(name)
        parts = re.findall(r'(?:from|import)"\./([^"]+)"', (PAGE / name).read_text(encoding="utf-8"))
        wanted += [part for part in parts if part not in found]
    return found | {"app.css", "index.html"}


def test_the_page_opens_with_less_than_four_hundred_kilobytes():
    """Before any compression; the views of learning and asking are fetched when the first ones stand there."""
    assert "app.js" in first_files()
    assert sum((PAGE / name).stat().st_size for name in first_files()) < LARGEST_FIRST


def test_all_of_the_page_is_small():
    """It comes from the same machine, and yet."""
    assert sum(path.stat().st_size for path in PAGE.iterdir() if path.suffix in {".js", ".css", ".html"}) < LARGEST


@pytest.mark.parametrize("name", ["preact", "@preact/signals"])
def test_the_licenses_of_its_packages_come_with_it(name):
    """Both are under the MIT license, which asks for its text."""
    licenses = (PAGE / "THIRD_PARTY.txt").read_text(encoding="utf-8")
    text = licenses.partition(f"{name} ")[2]
    assert text
    assert "Permission is hereby granted" in text
