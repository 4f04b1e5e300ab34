"""The confusion matrix: which digits are read as which."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from perceptible.arrays import IntArray
from perceptible.evaluation import ClassScore, Evaluation
from perceptible.plotting.sheet import Sheet, new_sheet
from perceptible.plotting.theme import SMALL, TEXT, TINY, UNIT, Theme, painting, readable_on
from perceptible.plotting.words import fitting, names_of, percent, plural

__all__ = ["draw_confusion"]

LEFT, TOP, FOOT = 88, 48, 24  # room for the names of labels and answers, and for the legend
LARGEST_CELL, WIDTH = 52, 520
SCORES = 16  # from the cells to the share that is right
LEGEND = "number of images; framed: right; colored: mistakes, stronger where there are more"
ROOM_FOR_COUNT, ROOM_FOR_NAME = 24, 14


def draw_confusion(
    evaluation: Evaluation,
    *,
    what: str = "image",
    class_names: Sequence[str] | None = None,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw how many images of each label got each answer, with the mistakes in color.

    Parameters
    ----------
    evaluation : Evaluation
        What a network made of the images; from `evaluate`.
    what : str, optional
        What each of them is, such as "test image".
    class_names : sequence of str, optional
        What people call class 0, class 1, and so on; without it their numbers.
    source : str, optional
        Network, data and seed, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        A row for each label, a column for each answer; the diagonal is what was right.

    Raises
    ------
    SettingsError
        If there are not as many names as classes.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> outputs = np.array([[0.9, 0.1], [0.2, 0.8], [0.7, 0.4]])
    >>> draw_confusion(Evaluation(outputs, np.array([0, 1, 1]), np.zeros(3))).get_label()
    '2 of 3 images right (66.7 %); most often 1 is read as 0 (1 time)'
    """
    counts, n_classes = evaluation.confusion, evaluation.n_classes
    names = names_of(n_classes, class_names)
    cell = min(LARGEST_CELL, WIDTH // n_classes)
    with painting(theme) as look:
        sheet = new_sheet(look, _finding(evaluation, what, names), source, TOP + n_classes * cell + FOOT)
        _draw_cells(sheet.axes((LEFT, TOP, n_classes * cell, n_classes * cell)), counts, cell, look)
        _write_names(sheet, names, cell)
        sheet.write(LEFT, TOP + n_classes * cell + FOOT, LEGEND, color=look.quiet)
        if cell >= ROOM_FOR_NAME:
            _write_scores(sheet, evaluation.per_class, cell)
    return sheet.figure


def _finding(evaluation: Evaluation, what: str, names: Sequence[str]) -> str:
    """Say how many images were right, and which mistake is the most frequent."""
    right = f"{evaluation.n_correct:,} of {plural(evaluation.n_images, what)} right ({percent(evaluation.accuracy)})"
    mistakes = _mistakes(evaluation.confusion)
    label, answer = divmod(int(mistakes.argmax()), len(mistakes))
    most = int(mistakes[label, answer])
    if most == 0:
        return right
    return f"{right}; most often {names[label]} is read as {names[answer]} ({plural(most, 'time')})"


def _mistakes(counts: IntArray) -> IntArray:
    """Return the counts without those that are right."""
    return counts * (1 - np.eye(len(counts), dtype=counts.dtype))


def _draw_cells(axes: Axes, counts: IntArray, cell: float, look: Theme) -> None:
    """Draw the counts, mistakes in color, what is right in bold within a frame."""
    mistakes = _mistakes(counts)
    norm = Normalize(0, max(1, int(mistakes.max())))
    axes.set_axis_off()
    image = axes.imshow(mistakes, cmap=look.mistake_map, norm=norm, aspect="auto")
    colors = image.to_rgba(mistakes)
    for index in range(len(counts)):
        frame = Rectangle((index - 0.5, index - 0.5), 1, 1, fill=False, edgecolor=look.quiet, linewidth=UNIT)
        axes.add_patch(frame)
    if cell < ROOM_FOR_COUNT:
        return
    size = min(SMALL, 0.3 * cell) * UNIT
    for (label, answer), count in np.ndenumerate(counts):
        color = readable_on(tuple(colors[label, answer])) if count else look.quiet
        weight = "bold" if label == answer else "normal"
        text = f"{count:,}" if count else "·"
        axes.text(answer, label, text, size=size, color=color, weight=weight, ha="center", va="center_baseline")


def _write_names(sheet: Sheet, names: Sequence[str], cell: float) -> None:
    """Write the classes on both sides, and which side is which."""
    quiet = {"color": sheet.look.quiet}
    sheet.write(LEFT, SMALL - 2, "answer of the network", **quiet)
    sheet.write(LEFT - 12, TOP - 10, "label", ha="right", **quiet)
    if cell < ROOM_FOR_NAME:
        return
    sizes = (TEXT, SMALL, TINY) if cell >= ROOM_FOR_COUNT else (TINY,)
    answers, answer_size = fitting(names, cell, sizes)
    labels, label_size = fitting(names, LEFT - 12, sizes)
    for index in range(len(names)):
        middle = (index + 0.5) * cell
        sheet.write(LEFT + middle, TOP - 10, answers[index], size=answer_size * UNIT, ha="center")
        style = {"size": label_size * UNIT, "ha": "right", "va": "center_baseline"}
        sheet.write(LEFT - 12, TOP + middle, labels[index], **style)


def _write_scores(sheet: Sheet, scores: Sequence[ClassScore], cell: float) -> None:
    """Write beside each row the share of the images of this label that were right."""
    left = LEFT + len(scores) * cell + SCORES
    sheet.write(left, TOP - 10, "right", color=sheet.look.quiet)
    for score in scores:
        if score.recall is None:
            continue
        middle = TOP + (score.label + 0.5) * cell
        sheet.write(left, middle, f"{percent(score.recall)} of {score.n_images:,}", va="center_baseline")
