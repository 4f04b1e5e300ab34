"""Environment variables: each read in one place, and empty ones count as not set."""

from pathlib import Path

import pytest

from perceptible.environment import cache_folder, data_folder, is_debugging, is_offline


def test_data_lie_where_the_variable_says(monkeypatch):
    """A leading ~ is the user's home."""
    monkeypatch.setenv("PERCEPTIBLE_DATA", "/some/where")
    assert data_folder() == Path("/some/where")
    monkeypatch.setenv("PERCEPTIBLE_DATA", "~/digits")
    assert data_folder() == Path.home() / "digits"


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_variable_names_no_folder(monkeypatch, text):
    """Path("") would be the folder one happens to stand in."""
    monkeypatch.setenv("PERCEPTIBLE_DATA", text)
    assert data_folder() is None


def test_no_variable_names_no_folder(monkeypatch):
    """The search then goes on in the cache."""
    monkeypatch.delenv("PERCEPTIBLE_DATA", raising=False)
    assert data_folder() is None


def test_the_cache_lies_where_the_variable_says(monkeypatch):
    """Where the home folder is small, or must stay clean."""
    monkeypatch.setenv("PERCEPTIBLE_CACHE", "/some/cache")
    assert cache_folder() == Path("/some/cache")


@pytest.mark.parametrize("text", [None, "", " "])
def test_the_cache_is_otherwise_a_folder_of_our_own(monkeypatch, text):
    """In the user's cache, under the name of the package."""
    if text is None:
        monkeypatch.delenv("PERCEPTIBLE_CACHE")
    else:
        monkeypatch.setenv("PERCEPTIBLE_CACHE", text)
    assert cache_folder().is_absolute()
    assert "perceptible" in cache_folder().parts


@pytest.mark.parametrize(
    ("variable", "answer"), [("PERCEPTIBLE_OFFLINE", is_offline), ("PERCEPTIBLE_DEBUG", is_debugging)]
)
@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", True), ("true", True), ("YES", True), (" on ", True), ("0", False), ("no", False), ("", False)],
)
def test_switches_take_the_usual_words(monkeypatch, variable, answer, text, expected):
    """What is none of 1, true, yes and on is off."""
    monkeypatch.setenv(variable, text)
    assert answer() is expected


@pytest.mark.parametrize(
    ("variable", "answer"), [("PERCEPTIBLE_OFFLINE", is_offline), ("PERCEPTIBLE_DEBUG", is_debugging)]
)
def test_switches_are_off_where_they_are_not_set(monkeypatch, variable, answer):
    """Online, and without tracebacks."""
    monkeypatch.delenv(variable, raising=False)
    assert answer() is False
