"""The page is small, and names whose work is part of it."""

import pytest

from perceptible.lab.routes import PAGE

LARGEST = 400_000  # bytes


@pytest.fixture(scope="module", autouse=True)
def built():
    """Skip where the page is not built."""
    if not (PAGE / "index.html").is_file():
        pytest.skip("the page is not built (python3 dev.py web)")


def test_the_page_has_less_than_four_hundred_kilobytes():
    """Before any compression; it comes from the same machine."""
    assert sum((PAGE / name).stat().st_size for name in ("app.js", "app.css", "index.html")) < LARGEST


@pytest.mark.parametrize("name", ["preact", "@preact/signals"])
def test_the_licenses_of_its_packages_come_with_it(name):
    """Both are under the MIT license, which asks for its text."""
    licenses = (PAGE / "THIRD_PARTY.txt").read_text(encoding="utf-8")
    text = licenses.partition(f"{name} ")[2]
    assert text
    assert "Permission is hereby granted" in text
