"""Plain values out of a file, each taken by name and checked for its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from perceptible.checkpoints.format import Contents, damaged
from perceptible.errors import FormatError
from perceptible.files import json_object

__all__ = ["Fields", "fields_of"]

# float64, in which the history is kept, holds every whole number up to here.
LARGEST_WHOLE = 2**53


@dataclass(frozen=True)
class Fields:
    """Named values, of which each is refused when it is asked for and of another kind than it should be."""

    path: str
    place: str
    values: Mapping[str, object]

    def whole(self, name: str, *, end: int = LARGEST_WHOLE) -> int:
        """Return a whole number from 0 to below `end`."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < end:
            raise self._wrong(name, "a whole number of at least 0")
        return value

    def number(self, name: str) -> float:
        """Return a number, which may be NaN or infinite."""
        value = self.values.get(name)
        if not isinstance(value, float):
            raise self._wrong(name, "a number with a point")
        return value

    def flag(self, name: str) -> bool:
        """Return yes or no."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def text(self, name: str) -> str:
        """Return a text that can be printed."""
        value = self.values.get(name)
        if not isinstance(value, str) or not _is_unicode(value):
            raise self._wrong(name, "a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.values.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) and _is_unicode(item) for item in value):
            raise self._wrong(name, "a list of texts")
        return tuple(value)

    def wholes(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers from 1."""
        value = self.values.get(name)
        if not isinstance(value, list) or not all(type(item) is int and 0 < item < LARGEST_WHOLE for item in value):
            raise self._wrong(name, "a list of whole numbers above 0")
        return tuple(value)

    def group(self, name: str) -> Fields:
        """Return values that belong together."""
        value = self.values.get(name)
        if not isinstance(value, dict):
            raise self._wrong(name, "an object")
        return Fields(self.path, f"{self.place}.{name}", value)

    def is_none(self, name: str) -> bool:
        """Tell whether a value is there and is none."""
        return name in self.values and self.values[name] is None

    def _wrong(self, name: str, expected: str) -> FormatError:
        """Say which value is wrong."""
        found = repr(self.values[name]) if name in self.values else "missing"
        shown = found if len(found) <= 60 else f"{found[:57]}..."
        return damaged(self.path, f"{self.place}.{name} is {shown}, expected {expected}")


def fields_of(contents: Contents, word: str) -> Fields:
    """Return the values that the metadata of a file hold as JSON under a name."""
    text = contents.words.get(word)
    if text is None:
        raise damaged(contents.path, f"its metadata lack {word!r}")
    return Fields(contents.path, word, json_object(text, f"{word!r} in the metadata of {contents.path}"))


def _is_unicode(text: str) -> bool:
    """Tell whether a text can be written anywhere: JSON can name half a character."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
