"""Drawing: rows of pictures, one for each network and way, beside the mean images and what lies nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from perceptible.experiments.drawing_result import DrawingResult, Drawings
from perceptible.plotting.pictures import outline, picture_shape, show_grey
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.words import fitting

__all__ = ["draw_drawing"]

NAMES, GAP = 184, 4
HEAD, LINE, BETWEEN = 24, 17, 14
MOST_COLUMNS = 10
LARGEST = 255
NOTE = (
    "In per cent: read as meant, by itself and by lesson networks of other seeds. The first seed's pictures are shown,"
)
HIDDEN = (
    "In per cent: neurons fired more than by any of some training images; correlation: with the image that comes "
    "closest to it. The first seed's pictures are shown,"
)
BRIGHT = "each as bright as its brightest pixel allows."


@dataclass(frozen=True)
class Row:
    """Pictures side by side, with words before them."""

    name: str
    said: tuple[str, ...]
    pictures: Sequence[str]
    is_apart: bool = False


def draw_drawing(result: DrawingResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw what the networks drew.

    Parameters
    ----------
    result : DrawingResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        "drawing": a picture of each class, for each network and way, of the first seed; "neurons": what hidden
        neurons of the first and the last network want to see. Empty where the inputs are no pictures.
    """
    n_inputs = len(result.means[0]) // 2
    shape = picture_shape(n_inputs, result.image_shape)
    if shape is None:
        return {}
    names = result.class_names
    neurons = [str(number) for number in range(1, MOST_COLUMNS + 1)]
    with painting(theme) as look:
        return {
            "drawing": _sheet(look, (_title(result), f"{NOTE} {BRIGHT} {source}"), _rows(result), names, shape),
            "neurons": _sheet(
                look, (_hidden_title(result), f"{HIDDEN} {BRIGHT} {source}"), _hidden_rows(result), neurons, shape
            ),
        }


def _title(result: DrawingResult) -> str:
    """Return the finding about classes."""
    first, last = (result.of(name, "careful").measures["likeness"] for name in (result.artists[0], result.artists[-1]))
    end = f", those of the {result.artists[-1]} one by {last.words('.2f')}" if len(result.artists) > 1 else ""
    return (
        f"Drawn with care, pictures of the {result.artists[0]} network correlate with the mean images by "
        f"{first.words('.2f')}{end}"
    )


def _hidden_title(result: DrawingResult) -> str:
    """Return the finding about hidden neurons."""
    one = result.neurons[0]
    return (
        f"Pictures drawn for hidden neurons fire {100 * one.above.median:.0f} % of those in the {one.artist} network's "
        f"first layer more than any of {result.n_compared:,} training images does"
    )


def _rows(result: DrawingResult) -> list[Row]:
    """Return the mean images, and what each network drew, plainly and with care."""
    rows = [Row("mean images", ("of each class,", "training images"), result.means)]
    for name in result.artists:
        for way in ("plain", "careful"):
            one = result.of(name, way)
            rows.append(Row(f"{name}, {way}", _said(one), one.pictures, is_apart=way == "plain"))
        near = result.of(name, "careful")
        images = [result.images[index] for index in near.nearest]
        away = f"distance {near.measures['distance'].median:.1f}; of test"
        other = f"images {result.of(name, 'test images').measures['distance'].median:.1f}"
        rows.append(Row("nearest to these", (away, other), images))
    return rows


def _said(one: Drawings) -> tuple[str, ...]:
    """Say how a row is read."""
    own, read, like = (one.measures[key].median for key in ("own", "read by lesson", "likeness"))
    return f"itself {100 * own:.0f} %, others {100 * read:.0f} %", f"correlation {like:.2f}"


def _hidden_rows(result: DrawingResult) -> list[Row]:
    """Return what hidden neurons of the first and the last network want to see."""
    ends = {result.artists[0]: 0, result.artists[-1]: 1}
    chosen = [one for one in result.neurons if one.artist in ends]
    chosen.sort(key=lambda one: (ends[one.artist], one.layer, one.way != "plain"))
    return [
        Row(
            f"{one.artist}, layer {one.layer}",
            (f"{one.way}: {100 * one.above.median:.0f} %", f"correlation {one.likeness.median:.2f}"),
            one.pictures,
            is_apart=one.way == "plain" and place > 0,
        )
        for place, one in enumerate(chosen)
    ]


def _sheet(
    look: Theme, words: tuple[str, str], rows: Sequence[Row], names: Sequence[str], shape: tuple[int, int]
) -> Figure:
    """Draw the rows, and the names of the columns above them."""
    columns = min(MOST_COLUMNS, len(names))
    wide = (BODY - NAMES - GAP * (MOST_COLUMNS - 1)) / MOST_COLUMNS
    high = wide * shape[0] / shape[1]
    apart = sum(row.is_apart for row in rows)
    sheet = new_sheet(look, *words, HEAD + len(rows) * (high + GAP) + BETWEEN * apart)
    shown, size = fitting(names[:columns], wide, (SMALL, SMALL - 2))
    for place, name in enumerate(shown):
        sheet.write(NAMES + place * (wide + GAP) + wide / 2, SMALL, name, ha="center", size=size * UNIT)
    top = float(HEAD)
    for row in rows:
        top += BETWEEN * row.is_apart
        _draw(sheet, row, top, (wide, high), shape)
        top += high + GAP
    return sheet.figure


def _draw(sheet: Sheet, row: Row, top: float, size: tuple[float, float], shape: tuple[int, int]) -> None:
    """Draw one row: its words, and its pictures in thin frames."""
    wide, high = size
    sheet.write(0, top + SMALL, row.name, weight="bold")
    for line, words in enumerate(row.said, start=1):
        sheet.write(0, top + SMALL + LINE * line, words, color=sheet.look.quiet)
    for place, picture in enumerate(row.pictures[:MOST_COLUMNS]):
        box = (NAMES + place * (wide + GAP), top, wide, high)
        pixels = np.frombuffer(bytes.fromhex(picture), np.uint8).astype(np.float64) / LARGEST
        show_grey(sheet, box, pixels.reshape(shape))
        outline(sheet, box)
