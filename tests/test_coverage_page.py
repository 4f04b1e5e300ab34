"""The coverage page names only what is there, and is up to date."""

from __future__ import annotations

import importlib
import importlib.util
from contextlib import suppress
from functools import reduce
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
IDS = {
    *(f"S{n}" for n in range(1, 17)),
    *(f"L{n}" for n in range(1, 16)),
    *(f"Q{n}" for n in range(1, 13)),
    *(f"P{n}" for n in range(1, 9)),
}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Load the script that makes the page."""
    spec = importlib.util.spec_from_file_location("coverage_page", ROOT / "docs" / "scripts" / "coverage.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_its_rows_say(script):
    """A page that nobody made again would say what was true once."""
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == script.render(script.read_rows())


def test_every_row_of_the_lesson_is_listed(script):
    """What is missing from the list would never be missed."""
    assert set(script.read_rows()) == IDS


def test_every_function_named_exists(script):
    """A row that names a function is held by nothing where the function is gone."""
    for row in script.read_rows().values():
        for name in row.get("function", []):
            assert _find(name) is not None, name


def test_every_command_named_exists(script):
    """A row that names a command must be runnable as it stands."""
    from perceptible.cli import COMMANDS

    named = {line.split()[1] for row in script.read_rows().values() for line in row.get("command", [])}
    assert named <= set(COMMANDS)


def test_every_page_and_test_named_exists(script):
    """Files move; rows must move with them."""
    for row in script.read_rows().values():
        for name in (*row.get("page", []), *row.get("test", [])):
            path, _, test = name.partition("::")
            assert (ROOT / path).exists(), name
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8") if test else True, name


def _find(name: str) -> object:
    """Return what a dotted name below perceptible names: a module's object, or an attribute of a public one."""
    parts = name.split(".")
    for n in range(len(parts) - 1, 0, -1):
        with suppress(ImportError):
            return reduce(getattr, parts[n:], importlib.import_module(f"perceptible.{'.'.join(parts[:n])}"))
    return reduce(getattr, parts, importlib.import_module("perceptible"))
