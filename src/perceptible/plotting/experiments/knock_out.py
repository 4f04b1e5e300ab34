"""Knock-out: what is left without each neuron and connection, and which digits each neuron held."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from perceptible.arrays import FloatArray
from perceptible.experiments.knock_out import KnockOutResult, Silenced
from perceptible.plotting.pictures import show_signed, signed_legend
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, TINY, UNIT, painting, readable_on
from perceptible.plotting.words import number, percent

__all__ = ["draw_knock_out"]

NAMES, NUMBERS, ROW, AXIS = 216, 144, 44, 56
DOT, FAINT, BAND = 4, 0.35, 0.4
MOST_DOTS, LOWEST = 2_000, 500  # in a row; of more than these the lowest are all drawn, the others thinned out
ROOM = 0.01  # beyond the outermost dots
LABELS, CELL, HIGH, HEAD, GAP = 168, 44, 22, 28, 24
MOST_SHOWN = 40  # neurons in the picture of digits
LEGEND = 72
MANY = 0.1  # from here on a number each five percentage points is enough
POINT = 0.005  # half a percentage point: smaller changes have no number


def draw_knock_out(result: KnockOutResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw what is left when neurons and connections are silenced.

    Parameters
    ----------
    result : KnockOutResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        "knock-out", a dot for each part of every network, and "knock-out-digits", which digits each neuron of the
        first network held.
    """
    with painting(theme) as look:
        note = f"Each dot is one part, silenced{_of_many(result)}. {source}"
        sheet = new_sheet(look, result.findings[0], note, _height(result))
        _draw(sheet, result)
        digits = _draw_digits(result, source, theme)
    return {"knock-out": sheet.figure, "knock-out-digits": digits}


def _of_many(result: KnockOutResult) -> str:
    """Say what is drawn of more dots than can be told apart, where there are so many."""
    most = max(kind.n_parts * len(kind.accuracies) for kind in result.kinds)
    return f"; of more than {MOST_DOTS:,} the lowest {LOWEST} and some of the others" if most > MOST_DOTS else ""


def _dots(kind: Silenced) -> FloatArray:
    """Return what is left without each part; without too many, the lowest first and then at equal ranks."""
    values = np.concatenate([np.array(each) for each in kind.accuracies])
    if len(values) <= MOST_DOTS:
        return values
    ranked = np.sort(values)
    places = np.linspace(LOWEST, len(ranked) - 1, MOST_DOTS - LOWEST).astype(np.int64)
    thinned: FloatArray = np.concatenate([ranked[:LOWEST], ranked[places]])
    return thinned


def _height(result: KnockOutResult) -> float:
    """Return how high the rows of all kinds are."""
    return len(result.kinds) * ROW + AXIS


def _draw(sheet: Sheet, result: KnockOutResult) -> None:
    """Draw a row of dots for each kind, over one axis of accuracy."""
    look, kinds = sheet.look, result.kinds
    axes = sheet.axes((NAMES, 0, BODY - NAMES - NUMBERS, len(kinds) * ROW))
    low = min(kind.lowest for kind in kinds) - ROOM
    high = max([result.before.high, *(kind.highest for kind in kinds)]) + ROOM
    whole = result.before.low, max(result.before.high, result.before.low + 1e-4)
    axes.axvspan(*whole, color=look.selection, alpha=BAND, linewidth=0)
    for place, kind in enumerate(kinds):
        middle = ROW * (place + 0.5)
        sheet.write(0, middle - 8, kind.name, va="center_baseline")
        held = "weight 0" if not kind.is_neurons else f"held at {kind.hold if kind.hold != 'zero' else '0'}"
        sheet.write(0, middle + 9, f"{kind.n_parts:,}, {held}", va="center_baseline", color=look.quiet)
        sheet.write(BODY, middle - 8, percent(kind.worst.median), ha="right", va="center_baseline")
        sheet.write(BODY, middle + 9, "without the worst", ha="right", va="center_baseline", color=look.quiet)
        values = _dots(kind)
        # Side by side where many would lie on one spot: a fixed pattern, so that the figure is always the same.
        offsets = place + 0.28 * np.sin(np.arange(len(values)) * 2.4)
        color = look.ink if kind.hold == "zero" else look.quiet
        axes.plot(values, offsets, "o", color=color, alpha=FAINT, markersize=DOT * UNIT, markeredgewidth=0)
    axes.set(xlim=(low, high), ylim=(len(kinds) - 0.5, -0.5), yticks=[])
    axes.xaxis.set_major_locator(MultipleLocator(0.05 if high - low > MANY else 0.01))
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", linewidth=UNIT)
    axes.set_axisbelow(True)
    sheet.write(NAMES, len(kinds) * ROW + AXIS - 8, "accuracy that is left; yellow: nothing silenced", color=look.quiet)


def _draw_digits(result: KnockOutResult, source: str, theme: str) -> Figure:
    """Draw, for each neuron of the first network, how much less of each class is read without it."""
    kinds = [kind for kind in result.kinds if kind.is_neurons and kind.hold == "zero"]
    with painting(theme) as look:
        shown = [min(kind.n_parts, MOST_SHOWN) for kind in kinds]
        height = sum(HEAD + n * HIGH + GAP for n in shown) + LEGEND
        note = f"Change of the share read right, in percentage points, when one neuron is held at 0. {source}"
        title = _lost_most(kinds, result.class_names)
        sheet = new_sheet(look, title, note, height)
        norm = signed_norm(max(float(np.abs(np.array(each.changes_by_class)).max()) for each in kinds))
        top = 0.0
        for each, n_shown in zip(kinds, shown, strict=True):
            _draw_table(sheet, top, each, result.class_names, norm)
            top += HEAD + n_shown * HIGH + GAP
        signed_legend(sheet, (LABELS, top, 440), norm, "change of the share read right")
    return sheet.figure


def _lost_most(kinds: list[Silenced], class_names: tuple[str, ...]) -> str:
    """Say which neuron held most of a class."""
    found = [
        (change, name, class_names[column])
        for kind in kinds
        for name, changes in zip(kind.names, kind.changes_by_class, strict=True)
        for column, change in enumerate(changes)
    ]
    change, name, label = min(found)
    if change >= 0:
        return "No class loses images without any one neuron"
    return f"Without {name}, {100 * -change:.0f} % of all images of {label} are no longer read right"


def _draw_table(sheet: Sheet, top: float, kind: Silenced, class_names: tuple[str, ...], norm: Normalize) -> None:
    """Draw the neurons of one layer, the one that matters most on top."""
    look, cell = sheet.look, min(CELL, (BODY - LABELS - 96) / len(class_names))
    changes = np.array(kind.changes_by_class)[:MOST_SHOWN]
    n_shown = len(changes)
    box = (LABELS, top + HEAD, cell * len(class_names), HIGH * n_shown)
    picture = show_signed(sheet, box, changes, norm, with_dashes=False)
    sheet.write(LABELS + box[2] + 16, top + SMALL, "left", color=look.quiet)
    for column, name in enumerate(class_names):
        sheet.write(LABELS + (column + 0.5) * cell, top + SMALL, name, ha="center", color=look.quiet)
    for row in range(n_shown):
        middle = top + HEAD + (row + 0.5) * HIGH
        sheet.write(0, middle, kind.names[row], va="center_baseline")
        sheet.write(LABELS + box[2] + 16, middle, percent(kind.accuracies[0][row]), va="center_baseline")
        for column, change in enumerate(changes[row]):
            if abs(change) >= POINT:
                text = sheet.page.text(box[0] + (column + 0.5) * cell, middle, number(100 * change, 0))
                text.set(ha="center", va="center_baseline", size=(TINY + 1) * UNIT)
                text.set_color(readable_on(tuple(picture.to_rgba(change))))
