"""A sheet: a matplotlib figure laid out in pixels, 800 wide, with its finding on top."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from perceptible.plotting.theme import LARGE, SMALL, UNIT, Theme
from perceptible.plotting.words import wrapped

__all__ = ["BODY", "PIXELS_PER_INCH", "Box", "Sheet", "new_sheet"]

WIDTH, MARGIN = 800, 24
BODY = WIDTH - 2 * MARGIN  # what is left for the content
TITLE_LINE, NOTE_LINE = 24, 18  # from one line to the next
GAP = 16  # between the words on top and the content
PIXELS_PER_INCH = 100


Box = tuple[float, float, float, float]  # left, top, width and height in pixels


@dataclass(frozen=True, eq=False)
class Sheet:
    """A figure with a place for content; places are pixels from the upper left corner of that.

    Parameters
    ----------
    figure : Figure
        What is drawn on.
    look : Theme
        Its colors.
    top : float
        Where the content begins, in pixels from the upper edge of the figure.
    page : Axes
        All of the content, in pixels; pictures are shown on it, since axes of their own would take ten times as long.
    """

    figure: Figure
    look: Theme
    top: float
    page: Axes

    def axes(self, box: Box) -> Axes:
        """Add axes in this box."""
        return _axes(self.figure, self.top, box)

    def write(self, left: float, top: float, text: str, **style: object) -> Text:
        """Write a text; its baseline is `top` unless the style says otherwise."""
        wide, high = _size(self.figure)
        style = {"size": SMALL * UNIT, "color": self.look.ink, **style}
        return self.figure.text((MARGIN + left) / wide, 1 - (self.top + top) / high, text, **style)  # type: ignore[arg-type]  # matplotlib names each style


def new_sheet(look: Theme, title: str, note: str, height: float) -> Sheet:
    """Make a sheet whose content is `height` pixels high, with the finding and its source written on top.

    The title is also kept as the figure's label, from which `save_figure` takes the text that stands for the picture.
    """
    titles = wrapped(title, BODY, LARGE, "bold")
    notes = wrapped(note, BODY, SMALL) if note else []
    top = MARGIN + TITLE_LINE * len(titles) + NOTE_LINE * len(notes) + GAP
    figure = Figure(figsize=(WIDTH / PIXELS_PER_INCH, (top + height + MARGIN) / PIXELS_PER_INCH))
    FigureCanvasAgg(figure)
    figure.set_label(title)
    page = _axes(figure, top, (0, 0, BODY, height))
    page.set_axis_off()
    page.set(xlim=(0, BODY), ylim=(height, 0))
    sheet = Sheet(figure, look, top, page)
    start = MARGIN - top
    for row, line in enumerate(titles):
        sheet.write(0, start + LARGE - 2 + TITLE_LINE * row, line, size=LARGE * UNIT, weight="bold")
    for row, line in enumerate(notes):
        place = start + TITLE_LINE * len(titles) + SMALL + NOTE_LINE * row
        sheet.write(0, place, line, color=look.quiet)
    return sheet


def _axes(figure: Figure, start: float, box: Box) -> Axes:
    """Add axes in a box of the content, which begins `start` pixels below the upper edge."""
    wide, high = _size(figure)
    left, top, width, height = box
    return figure.add_axes(
        (
            (MARGIN + left) / wide,
            1 - (start + top + height) / high,
            width / wide,
            height / high,
        )
    )


def _size(figure: Figure) -> tuple[float, float]:
    """Return width and height of a figure in pixels."""
    wide, high = figure.get_size_inches()
    return float(wide) * PIXELS_PER_INCH, float(high) * PIXELS_PER_INCH
