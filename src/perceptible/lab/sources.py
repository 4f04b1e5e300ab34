"""Where the image of the page comes from, as the page says it: a drawing, a test image, or its pixels one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["DrawnImage", "ListedImage", "NumberedImage"]


@dataclass(frozen=True)
class DrawnImage:
    """Pen strokes, x and y by turns, in pixels of the 28 x 28 field; prepared as MNIST was, or as drawn."""

    kind: Literal["drawing"]
    strokes: tuple[tuple[float, ...], ...]
    thickness: float
    prepared: bool


@dataclass(frozen=True)
class NumberedImage:
    """A test image."""

    kind: Literal["test"]
    index: int


@dataclass(frozen=True)
class ListedImage:
    """Any image, pixel by pixel: 0 black to 1 white ink."""

    kind: Literal["pixels"]
    pixels: tuple[float, ...]
