"""The calls of one panel, and what must be there before them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["Body", "body", "place"]


@dataclass(frozen=True)
class Body:
    """The calls of one panel.

    Parameters
    ----------
    needs : frozenset of str
        Which of "data", "network", "before" (also the network before any dial was turned) and "image" must be there.
    imports : tuple of str
        Whole lines.
    lines : tuple of str
        Whole lines, the last of them printing what the panel shows.
    """

    needs: frozenset[str]
    imports: tuple[str, ...]
    lines: tuple[str, ...]


def body(needs: str, lines: str, *imports: str) -> Body:
    """Return a body: the names that it needs, its lines as one text, and the imports of its calls."""
    return Body(frozenset(needs.split()), imports, tuple(lines.strip("\n").split("\n")))


def place(ask: PythonAsk) -> str:
    """Write which neuron is meant, as the library's functions want it."""
    return f"layer={ask.layer}, neuron={ask.neuron}"
