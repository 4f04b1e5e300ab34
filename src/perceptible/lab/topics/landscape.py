"""Landscape."""

from __future__ import annotations

from perceptible.lab.shapes import Topic

__all__ = ["TOPICS"]

TOPICS: tuple[Topic, ...] = ()
