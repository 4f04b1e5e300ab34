"""Curves: cost and accuracy by epoch, of one training or of several with their median and range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.arrays import FloatArray
from perceptible.errors import ValueRangeError
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.words import number, percent, plural
from perceptible.training.history import History

__all__ = ["draw_curves"]

# What is measured on which images, the ones that matter most first.
SPLITS = {"test": "test", "validation": "validation", "train": "training"}
LEFT, RIGHT = 48, BODY - 152  # room for the numbers of the axis, and for the words beside the ends of the lines
CAPTION, HEIGHT, GAP = 24, 190, 40
TICK = 18  # from the axis to the baseline of its numbers
LABEL, ROW = 17, 16  # the least distance of two labels, and of two lines of one label
MARK_ALONE = 8  # epochs; shorter curves show each epoch as a dot
BAND = 0.22  # opacity of the range


@dataclass(frozen=True, eq=False)
class Curve:
    """One measurement over the epochs, of every training: (n_trainings, n_epochs)."""

    split: str
    values: FloatArray

    @property
    def median(self) -> FloatArray:
        """Return the median over the trainings, (n_epochs,)."""
        return np.asarray(np.median(self.values, axis=0))


def draw_curves(history: History | Sequence[History], *, source: str = "", theme: str = "light") -> Figure:
    """Draw accuracy and cost by epoch.

    Parameters
    ----------
    history : History or sequence of History
        Of one training, or of several (such as the same recipe from ten seeds), of which median and range are drawn
        over the epochs that all of them have.
    source : str, optional
        Recipe, data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        Training accuracy and cost are averaged over the epoch while the network changed; those of test and
        validation images are measured after it.

    Raises
    ------
    ValueRangeError
        If there is no history, or one without an epoch.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> from perceptible.training import EpochRow
    >>> row = EpochRow(epoch=1, step=6000, learning_rate=1.5, train_cost=0.4, train_accuracy=0.75)
    >>> draw_curves(History((row,))).get_label()
    'After 1 epoch 75.0 % of the training images are right, at a cost of 0.400'
    """
    histories = [history] if isinstance(history, History) else list(history)
    n_epochs = min((len(each) for each in histories), default=0)
    if n_epochs == 0:
        msg = (
            f"the shortest of {plural(len(histories), 'history')} has 0 epochs, expected at least one. "
            "Train for an epoch first."
        )
        raise ValueRangeError(msg)
    accuracies, costs = (_curves(histories, what, n_epochs) for what in ("accuracy", "cost"))
    with painting(theme) as look:
        sheet = new_sheet(look, _finding(accuracies[0], costs[0]), source, 2 * (CAPTION + HEIGHT + GAP) - CAPTION)
        _draw_panel(sheet, 0, accuracies, "accuracy, share of the images that are right")
        _draw_panel(sheet, CAPTION + HEIGHT + GAP, costs, "cost, average over the images")
    return sheet.figure


def _curves(histories: Sequence[History], what: str, n_epochs: int) -> list[Curve]:
    """Collect one measurement of every training, for each kind of images on which all of them have it."""
    curves = []
    for split in SPLITS:
        columns = [each.columns[f"{split}_{what}"][:n_epochs] for each in histories]
        if all(value is not None for column in columns for value in column):
            curves.append(Curve(split, np.array(columns, np.float64)))
    return curves


def _finding(accuracy: Curve, cost: Curve) -> str:
    """Say what came out in the end, on the images that matter most."""
    n_trainings, n_epochs = accuracy.values.shape
    end, images = accuracy.values[:, -1], f"of the {SPLITS[accuracy.split]} images"
    after = f"after {plural(n_epochs, 'epoch')}"
    if n_trainings == 1:
        right = f"{after.capitalize()} {percent(float(end[0]))} {images} are right"
        return f"{right}, at a cost of {number(float(cost.values[0, -1]))}"
    middle, low, high = (percent(float(value)) for value in (np.median(end), end.min(), end.max()))
    return f"{n_trainings} trainings: {low.removesuffix(' %')} to {high} {images} are right {after}, median {middle}"


def _draw_panel(sheet: Sheet, top: float, curves: Sequence[Curve], words: str) -> None:
    """Draw the curves of one measurement with their names at their ends."""
    look, is_share = sheet.look, words.startswith("accuracy")
    sheet.write(0, top + SMALL - 2, words, color=look.quiet)
    axes = sheet.axes((LEFT, top + CAPTION, RIGHT - LEFT, HEIGHT))
    for curve in reversed(curves):
        _draw_curve(axes, curve, look)
    n_epochs = curves[0].values.shape[1]
    axes.set_xlim(min(1, n_epochs - 1), n_epochs)
    axes.margins(y=0.08)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True, min_n_ticks=1))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    if is_share:
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
    else:
        axes.set_ylim(bottom=0)
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
    sheet.write(RIGHT + 12, top + CAPTION + HEIGHT + TICK, "epoch", color=look.quiet)
    _write_labels(sheet, axes, top + CAPTION, curves, is_share=is_share)


def _draw_curve(axes: Axes, curve: Curve, look: Theme) -> None:
    """Draw the median and, of several trainings, the range around it."""
    color, width, dashes = _style(curve.split, look)
    n_trainings, n_epochs = curve.values.shape
    epochs = np.arange(1, n_epochs + 1)
    if n_trainings > 1:
        low, high = curve.values.min(axis=0), curve.values.max(axis=0)
        axes.fill_between(epochs, low, high, color=color, alpha=BAND, linewidth=0)
    (line,) = axes.plot(epochs, curve.median, color=color, linewidth=width * UNIT, linestyle=dashes)
    line.set(marker="o" if n_epochs <= MARK_ALONE else "", markersize=6 * UNIT, clip_on=False)
    line.set_label(SPLITS[curve.split])


def _style(split: str, look: Theme) -> tuple[str, float, str]:
    """Return color, width in pixels and dashes of the line of a kind of images."""
    return {"test": (look.ink, 2.5, "-"), "validation": (look.ink, 1.5, "--"), "train": (look.quiet, 1.5, "-")}[split]


def _write_labels(sheet: Sheet, axes: Axes, top: float, curves: Sequence[Curve], *, is_share: bool) -> None:
    """Write beside the end of each curve its name and last value, and the range below them, without overlaps."""
    low, high = axes.get_ylim()
    has_range = len(curves[0].values) > 1
    least = LABEL + ROW * has_range
    ends = sorted(curves, key=lambda curve: -curve.median[-1])
    wanted = [top + HEIGHT * (high - float(curve.median[-1])) / (high - low) for curve in ends]
    for curve, place in zip(ends, _apart(wanted, least, top + HEIGHT + LABEL / 2), strict=True):
        color, _, _ = _style(curve.split, sheet.look)
        last, lowest, highest = (
            _value(float(value), is_share=is_share)
            for value in (curve.median[-1], curve.values[:, -1].min(), curve.values[:, -1].max())
        )
        sheet.write(RIGHT + 12, place + 5, f"{SPLITS[curve.split]} {last}", color=color)
        if has_range:
            sheet.write(
                RIGHT + 12, place + 5 + ROW, f"{lowest.removesuffix(' %')} to {highest}", color=sheet.look.quiet
            )


def _apart(places: Sequence[float], least: float, lowest: float) -> list[float]:
    """Move places, sorted downwards, as little as keeps them this far apart and above the lowest."""
    moved = list(places)
    for index in range(1, len(moved)):
        moved[index] = max(moved[index], moved[index - 1] + least)
    shift = (sum(moved) - sum(places)) / len(places)  # half up, half down
    shift = max(shift, moved[-1] + least - lowest)
    return [place - shift for place in moved]


def _value(value: float, *, is_share: bool) -> str:
    """Write a share as per cent, a cost in three digits."""
    return percent(value) if is_share else number(value)
