"""Your own pictures and drawings, prepared as MNIST was: ink in a box of 20 x 20 pixels, centered by its mass."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.paper import InkColor, find_ink, ink_color, ink_depth, paper_light
from perceptible.data.pictures import Picture, read_picture
from perceptible.data.resampling import area_resize
from perceptible.data.specks import largest_around
from perceptible.data.strokes import (
    BOX,
    DOT_SPACING,
    FIELD,
    Stroke,
    center_by_mass,
    fit_to_box,
    ink,
    pen_dots,
    unit_strokes,
)
from perceptible.data.transforms import spread
from perceptible.errors import FormatError, SettingsError, ValueRangeError

__all__ = ["Prepared", "prepare_picture", "prepare_strokes"]

EDGE = 0.3  # of full ink: fainter pixels do not widen the box
# Pixels. Of twice the ink over the length of its edge, over MNIST's training images: the median, and what 95 % exceed.
THICKNESS, THINNEST = 2.35, 1.6
SLACK = 0.3  # of a pixel by which the shorter side may be squeezed
THICKNESS_LIMITS = (0.5, 10.0)


@dataclass(frozen=True, eq=False)
class Prepared:
    """A picture or a drawing, prepared for a network, with every step on the way.

    Parameters
    ----------
    inputs : float32 array of shape (784,)
        What the network reads: 0 black to 1 white ink, unrolled row by row. Read-only.
    pictures : mapping of str to float arrays of shape (height, width)
        The steps in order: ``"gray"`` (the picture as read), ``"paper"`` (its light without the ink), ``"ink"``,
        ``"box"`` (the ink alone, its longer side 20 pixels), ``"centered"`` (28 x 28). Drawings have the last two.
    ink_color : {"dark", "light"}
        Whether the ink was darker or lighter than the paper.
    """

    inputs: FloatArray
    pictures: Mapping[str, FloatArray]
    ink_color: InkColor = "dark"

    def __post_init__(self) -> None:
        """Mark every array read-only."""
        frozen(self.inputs)
        for picture in self.pictures.values():
            frozen(picture)
        object.__setattr__(self, "pictures", MappingProxyType(dict(self.pictures)))


def prepare_picture(
    picture: Picture,
    *,
    color: Literal["auto", "dark", "light"] = "auto",
    even_light: bool = True,
    clean: bool = True,
    thicken: bool = True,
) -> Prepared:
    """Prepare a picture of one handwritten digit as MNIST was prepared.

    Parameters
    ----------
    picture : path, bytes, Pillow image, or array of shape (height, width) or (height, width, 1 to 4)
        A photograph, scan or drawing of any size, dark on light or light on dark; see `read_picture`.
    color : {"auto", "dark", "light"}, default "auto"
        Whether the ink is darker or lighter than the paper; by default as what stands out from it.
    even_light : bool, default True
        Divide the light on the paper away. Otherwise the paper is taken to be as light everywhere.
    clean : bool, default True
        Blur noise away, and leave out specks and what reaches in from the edge.
    thicken : bool, default True
        Thicken strokes that would become thinner than 1.6 pixels to that, as MNIST has few thinner ones. This is
        no step of MNIST's own preparation.

    Returns
    -------
    Prepared
        The inputs and every step. Nothing is recognized or straightened: a tilted digit stays tilted, and of several
        digits one image is made.

    Raises
    ------
    DataError
        If there is no such file.
    FormatError
        If it is no picture, damaged, too large, or nothing in it stands out from its paper.
    DtypeError, ShapeError, ValueRangeError
        If an array is no picture.
    SettingsError
        If `color` is not one of the three.

    Examples
    --------
    >>> sheet = np.full((60, 40), 230, np.uint8)
    >>> sheet[10:50, 18:22] = 40
    >>> prepared = prepare_picture(sheet)
    >>> prepared.ink_color, prepared.pictures["box"].shape, prepared.inputs.shape
    ('dark', (20, 2), (784,))
    """
    if color not in {"auto", "dark", "light"}:
        msg = f"color is {color!r}, expected 'auto', 'dark' or 'light'. Leave it out to have it found."
        raise SettingsError(msg)
    gray = read_picture(picture)
    paper = paper_light(gray) if even_light else np.full(gray.shape, np.median(gray))
    found_color = ink_color(gray, paper) if color == "auto" else color
    found = find_ink(ink_depth(gray, paper, found_color), clean=clean)
    if found is None or not (found > EDGE).any():
        name = str(picture) if isinstance(picture, (str, Path)) else "picture"
        msg = f"{name} has no ink: nothing stands out from its paper. Write larger or darker, and fill the picture."
        raise FormatError(msg)
    box = _boxed(found, thicken=thicken)
    return _centered({"gray": gray, "paper": paper, "ink": found}, box, found_color)


def prepare_strokes(strokes: Sequence[Stroke], *, thickness: float = THICKNESS) -> Prepared:
    """Prepare a drawing, given as the places where the pen went, as MNIST was prepared.

    Parameters
    ----------
    strokes : sequence of float arrays of shape (n_points, 2)
        One array for each stroke, x to the right and y down, in any units. One point is a dot.
    thickness : float, default 2.35
        How thick to ink the strokes, in pixels of the 20-pixel box: from 0.1 to 10. The default is MNIST's median.

    Returns
    -------
    Prepared
        The inputs and the last two steps, computed in float64.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If there is no point at all, a stroke is no such array, or a number is outside its range.

    Examples
    --------
    >>> prepared = prepare_strokes([np.array([[30.0, 10.0], [30.0, 90.0]])])
    >>> prepared.pictures["centered"].shape, bool(prepared.inputs.max() == 1)
    ((28, 28), True)
    """
    lowest, highest = THICKNESS_LIMITS
    if not (isinstance(thickness, (int, float)) and lowest <= thickness <= highest):
        msg = (
            f"thickness is {thickness!r}, expected {lowest:g} to {highest:g} pixels. "
            f"Leave it out for {THICKNESS}, as MNIST's strokes have."
        )
        raise ValueRangeError(msg)
    unit = unit_strokes(strokes)
    dots = pen_dots(unit, DOT_SPACING * thickness / BOX)[None]
    radii = np.full(dots.shape[:2], thickness / 2)
    return _centered({}, ink(fit_to_box(dots, radii), radii)[0], "dark")


def _boxed(found: FloatArray, *, thicken: bool) -> FloatArray:
    """Cut out the ink and scale it so that its longer side is 20 pixels; strokes may be thickened before."""
    cut = _cut_out(found)
    if thicken:
        scale = BOX / max(cut.shape)
        missing = (THINNEST - scale * _thickness(cut)) / 2
        if missing > 0:
            cut = _cut_out(_thickened(cut, missing / scale))
    scale = BOX / max(cut.shape)
    shape = [max(1, math.ceil(length * scale - SLACK)) for length in cut.shape]
    margins = [max(0, round(new / scale) - old) for new, old in zip(shape, cut.shape, strict=True)]
    padded = np.pad(cut, [(margin // 2, margin - margin // 2) for margin in margins])
    return area_resize(padded, (shape[0], shape[1]))


def _cut_out(found: FloatArray) -> FloatArray:
    """Return the smallest rectangle that holds all ink."""
    rows, columns = (np.flatnonzero((found > EDGE).any(axis=axis)) for axis in (1, 0))
    return found[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _thickness(cut: FloatArray) -> float:
    """Estimate how thick strokes are, in pixels: a long stroke has two edges, so twice its area over their length."""
    padded = np.pad(cut, 1)
    down, across = np.diff(padded, axis=0)[:, 1:], np.diff(padded, axis=1)[1:, :]
    edges = float(np.hypot(down, across).sum())
    return 2 * float(cut.sum()) / edges


def _thickened(cut: FloatArray, pixels: float) -> FloatArray:
    """Let ink grow by so many pixels on each side, about alike in all directions."""
    whole, part = divmod(pixels, 1)
    images = np.pad(cut, int(whole) + 1)[None]
    for step in range(int(whole)):
        # by turns to a cross and to a square of neighbors: together nearly round
        images = spread(images, 1.0) if step % 2 else largest_around(images[0])[None]
    thick: FloatArray = spread(images, part)[0]
    return thick


def _centered(steps: dict[str, FloatArray], box: FloatArray, color: InkColor) -> Prepared:
    """Put the box into the field and make the result."""
    centered = center_by_mass(box[None])[0]
    inputs = centered.astype(np.float32).reshape(FIELD * FIELD)
    return Prepared(inputs, {**steps, "box": box, "centered": centered}, color)
