"""Hope: weight pictures of many kinds of training in rows, and how far they are edges, loops or smooth."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from perceptible.experiments.hope_result import MEASURES, HopeResult, Pictures, as_said, from_text
from perceptible.plotting.pictures import outline, show_signed, signed_legend
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, TINY, UNIT, painting
from perceptible.plotting.words import percent

__all__ = ["draw_hope"]

PER_ROW, GAP, ROW_GAP = 16, 3, 14
SIDE = (BODY - (PER_ROW - 1) * GAP) // PER_ROW
NAME, NUMBERS, DIGITS = 20, 20, 16  # lines above and below the pictures
LEGEND = 76
# The second figure: a panel for each measure beside the names.
WHAT, BAR, HEAD, AXIS, BETWEEN = 164, 26, 24, 56, 28
PANEL_WORDS = {
    "edges": "best match with an edge",
    "loops": "best match with a ring",
    "smoothness": "neighbors alike (Moran's I)",
}
# For each kind what it is called beside its dot, and above its pictures.
NAMES = {
    "start": ("before training", "Before training: the random start"),
    "trained": ("trained", "Trained as the lesson does"),
    "added": ("added by training", "What training added to the start: the second row less the first"),
    "hand-built": ("built by hand", "Built by hand to look for strokes, never trained"),
    "smooth": ("for smooth weights", "Trained with a penalty on rough pictures"),
    "local": ("with local fields", "Trained with local fields: each neuron sees a patch"),
    "sparse": ("for few weights", "Trained with a penalty on many weights"),
    "shuffled": ("on shuffled pixels", "Trained on images with shuffled pixels, all in the same way"),
    "restored": ("these in order", "The same pictures, their pixels put back in order"),
}
MOST_DIGITS, LARGEST_DIGIT = 6, 9  # what is written below a picture one by one


def draw_hope(result: HopeResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw the weight pictures of every kind, and what was measured of them.

    Parameters
    ----------
    result : HopeResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        "hope": the pictures of the first seed in rows, with their numbers and those of shuffled pixels.
        "hope-measures": the numbers of all seeds, with the ranges.
    """
    with painting(theme) as look:
        heights = [_height(pictures) for pictures in result.pictures]
        sheet = new_sheet(look, result.findings[0], source, sum(heights) + LEGEND)
        top = 0.0
        for pictures, height in zip(result.pictures, heights, strict=True):
            _draw_row(sheet, result, pictures, top)
            top += height
        words = "Empty: pixels without ink in all training images, or outside the field. Below: classes it fires for."
        sheet.write(0, top + SMALL - 2, words, color=look.quiet)
        scale = "weight of each pixel, each picture on its own scale"
        signed_legend(sheet, (0, top + NAME, BODY / 2), signed_norm(1.0, "linear"), scale, own=True)
        measures = _draw_measures(result, source, theme)
    return {"hope": sheet.figure, "hope-measures": measures}


def _height(pictures: Pictures) -> float:
    """Return how high the row of a kind is."""
    lines = -(-len(pictures.examples) // PER_ROW)
    return NAME + NUMBERS + lines * (SIDE + DIGITS) + ROW_GAP


def _draw_row(sheet: Sheet, result: HopeResult, pictures: Pictures, top: float) -> None:
    """Draw the pictures of one kind, with its name and numbers above."""
    sheet.write(0, top + SMALL, NAMES[pictures.kind][1], weight="bold")
    if pictures.accuracy is not None:
        sheet.write(BODY, top + SMALL, f"reads {percent(pictures.accuracy.median)}", ha="right")
    numbers = [
        as_said(f"{name} {one.value.median:.2f} (shuffled {one.null.median:.2f})")
        for name, one in zip(MEASURES, pictures.measures, strict=True)
    ]
    sheet.write(0, top + NAME + SMALL - 2, "    ".join(numbers), color=sheet.look.quiet)
    for number, text in enumerate(pictures.examples):
        line, place = divmod(number, PER_ROW)
        left, upper = place * (SIDE + GAP), top + NAME + NUMBERS + line * (SIDE + DIGITS)
        picture = from_text(text).reshape(result.image_shape)
        box = (left, upper, SIDE, SIDE)
        show_signed(sheet, box, picture, signed_norm(1.0, "linear"), with_dashes=False)
        outline(sheet, box)
        if pictures.digits:
            style = {"size": TINY * UNIT, "color": sheet.look.quiet, "ha": "center"}
            told = _fires(pictures.digits[number], result.n_classes)
            sheet.write(left + SIDE / 2, upper + SIDE + TINY + 1, told, **style)


def _fires(classes: tuple[int, ...], n_classes: int) -> str:
    """Say for which classes a neuron fires, or for how many."""
    if len(classes) == n_classes:
        return "all"
    if max(classes, default=0) > LARGEST_DIGIT or len(classes) > MOST_DIGITS:
        return f"{len(classes)} of {n_classes}"
    return "".join(map(str, classes)) if classes else "none"


def _draw_measures(result: HopeResult, source: str, theme: str) -> Figure:
    """Draw a dot for each kind and measure, its range, and where shuffled pictures lie."""
    with painting(theme) as look:
        high = HEAD + BAR * len(result.pictures) + AXIS
        sheet = new_sheet(look, result.findings[1], source, high)
        width = (BODY - WHAT - 2 * BETWEEN) / 3
        for number, pictures in enumerate(result.pictures):
            sheet.write(0, HEAD + BAR * (number + 0.5), NAMES[pictures.kind][0], va="center_baseline")
        for number, measure in enumerate(MEASURES):
            _draw_panel(sheet, result, measure, (WHAT + number * (width + BETWEEN), width))
        sheet.write(0, high - 4, "● median and range over the seeds    │ the same weights shuffled", color=look.quiet)
    return sheet.figure


def _draw_panel(sheet: Sheet, result: HopeResult, measure: str, place: tuple[float, float]) -> None:
    """Draw one measure of all kinds."""
    look, (left, width), n_kinds = sheet.look, place, len(result.pictures)
    sheet.write(left, SMALL - 2, PANEL_WORDS[measure], weight="bold", size=(SMALL - 1) * UNIT)
    axes = sheet.axes((left, HEAD, width, BAR * n_kinds))
    for number, pictures in enumerate(result.pictures):
        one = pictures.of(measure)
        axes.plot([one.null.median] * 2, [number - 0.34, number + 0.34], color=look.quiet, linewidth=1.5 * UNIT)
        axes.plot([one.value.low, one.value.high], [number] * 2, color=look.ink, linewidth=1.5 * UNIT)
        axes.plot([one.value.median], [number], color=look.positive[-1], marker="o", markersize=7 * UNIT, clip_on=False)
    axes.set(xlim=(-0.05, 1), ylim=(n_kinds - 0.5, -0.5), yticks=[], xticks=[0, 0.5, 1], xticklabels=["0", "0.5", "1"])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", linewidth=UNIT)
    axes.set_axisbelow(True)
