"""What a file says about itself: the data that were used, and anything else that was written down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from perceptible.checkpoints.fields import Fields, fields_of
from perceptible.checkpoints.format import Contents
from perceptible.data.dataset import Dataset
from perceptible.errors import DtypeError

__all__ = ["DataCard", "check_about", "read_about"]

ABOUT = "about"
SHOWN_DIGITS = 12


@dataclass(frozen=True)
class DataCard:
    """What is kept of a data set, so that another can be told from it.

    Parameters
    ----------
    name : str
        What it is called.
    fingerprint : str
        SHA-256 over its inputs and labels; empty where it is not known.
    n_train, n_test : int
        Numbers of images.
    """

    name: str
    fingerprint: str = ""
    n_train: int = 0
    n_test: int = 0

    @classmethod
    def of(cls, data: Dataset | DataCard) -> DataCard:
        """Return the card of a data set."""
        if isinstance(data, DataCard):
            return data
        return cls(data.name, data.fingerprint, len(data.train), len(data.test))

    @classmethod
    def read(cls, fields: Fields) -> DataCard:
        """Return the card that a file holds."""
        return cls(fields.text("name"), fields.text("fingerprint"), fields.whole("n_train"), fields.whole("n_test"))

    def is_same(self, other: DataCard) -> bool:
        """Tell whether both have the same values; by name where a fingerprint is not known."""
        same_counts = (self.n_train, self.n_test) == (other.n_train, other.n_test)
        if self.fingerprint and other.fingerprint:
            return same_counts and self.fingerprint == other.fingerprint
        return same_counts and self.name == other.name

    def __str__(self) -> str:
        """Describe the data in a few words."""
        mark = f", fingerprint {self.fingerprint[:SHOWN_DIGITS]}" if self.fingerprint else ""
        return f"{self.name} ({self.n_train:,} + {self.n_test:,} images{mark})"


def check_about(about: Mapping[str, str] | None) -> dict[str, str]:
    """Return what users wrote down as it goes into a file.

    Raises
    ------
    DtypeError
        If a name or a value is not text.
    """
    for name, value in (about or {}).items():
        if not isinstance(name, str) or not isinstance(value, str):
            msg = f"about has {name!r}: {value!r}, expected text for text. Write it as text: str({value!r})."
            raise DtypeError(msg)
    return {ABOUT: json.dumps(dict(about or {}))}


def read_about(contents: Contents) -> dict[str, str]:
    """Return what users wrote down, from a file."""
    fields = fields_of(contents, ABOUT)
    return {name: fields.text(name) for name in fields.values}
