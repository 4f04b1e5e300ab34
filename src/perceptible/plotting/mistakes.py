"""Mistakes: the images that a network gets wrong, the most confident first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from perceptible.data.dataset import Split
from perceptible.errors import SettingsError
from perceptible.evaluation import Evaluation, Mistake
from perceptible.plotting.pictures import LEGEND_HEIGHT, RAMP_TOP, activation_legend, activation_norm, show_grey
from perceptible.plotting.sheet import Sheet, new_sheet
from perceptible.plotting.theme import SMALL, TEXT, TINY, UNIT, painting
from perceptible.plotting.walls import check_evaluated, image_shape
from perceptible.plotting.words import fitting, names_of, percent, plural, share, width_of

__all__ = ["draw_mistakes"]

COLUMNS = 6
SIDE, GAP = 112, 16
WORDS, LINE = 60, 18  # room below each image, and from one line to the next
MOST = 120


def draw_mistakes(
    evaluation: Evaluation,
    split: Split,
    *,
    n: int = 18,
    what: str = "image",
    class_names: Sequence[str] | None = None,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw the images that were answered wrongly, the most confident mistakes first.

    Parameters
    ----------
    evaluation : Evaluation
        What a network made of the images; from `evaluate`.
    split : Split
        The same images.
    n : int, optional
        How many to draw at most, from 1 to 120.
    what : str, optional
        What each of the images is, such as "test image".
    class_names : sequence of str, optional
        What people call class 0, class 1, and so on; without it their numbers.
    source : str, optional
        Network, data and seed, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        Under each image its label and its number, the answer and the output behind it.

    Raises
    ------
    MismatchError
        If the evaluation is not of these images.
    SettingsError
        If `n` is out of range, or there are not as many names as classes.
    ShapeError
        If the inputs are no images.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> split = Split(np.zeros((2, 784), np.float32), np.array([0, 1]), n_classes=2)
    >>> evaluation = Evaluation(np.array([[0.9, 0.1], [0.7, 0.4]]), split.labels, np.zeros(2))
    >>> draw_mistakes(evaluation, split).get_label()
    '1 of 2 images wrong (50.0 %); the surest mistake is a 1 read as 0 (0.700)'
    """
    check_evaluated(evaluation, split)
    if not 1 <= n <= MOST:
        msg = f"n is {n}, expected 1 to {MOST}. Draw fewer mistakes at a time."
        raise SettingsError(msg)
    shape, mistakes = image_shape(split), evaluation.mistakes[:n]
    names = names_of(evaluation.n_classes, class_names)
    rows = -(-len(mistakes) // COLUMNS)
    with painting(theme) as look:
        title = _finding(evaluation, what, names)
        sheet = new_sheet(look, title, source, rows * (SIDE + WORDS) + LEGEND_HEIGHT)
        for place, mistake in enumerate(mistakes):
            left, top = place % COLUMNS * (SIDE + GAP), place // COLUMNS * (SIDE + WORDS)
            show_grey(sheet, (left, top, SIDE, SIDE), split.inputs[mistake.index].reshape(shape))
            _write_words(sheet, (left, top + SIDE), mistake, names)
        below = rows * (SIDE + WORDS)
        activation_legend(sheet, (0, below, SIDE), activation_norm([np.zeros(1)]), "pixel")
        explained = "✗ what the network reads, and its output for it", "# the number of the image, counted from 0"
        for row, words in enumerate(explained if mistakes else ()):
            sheet.write(SIDE + GAP, below + RAMP_TOP + SMALL - 2 + 18 * row, words, color=look.quiet)
    return sheet.figure


def _finding(evaluation: Evaluation, what: str, names: Sequence[str]) -> str:
    """Say how many images were wrong, and which mistake the network was surest of."""
    n_wrong = evaluation.n_images - evaluation.n_correct
    if n_wrong == 0:
        return f"No mistakes: {plural(evaluation.n_images, what)}, all right"
    worst = evaluation.mistakes[0]
    return (
        f"{n_wrong:,} of {plural(evaluation.n_images, what)} wrong ({percent(n_wrong / evaluation.n_images)}); "
        f"the surest mistake is a {names[worst.label]} read as {names[worst.answer]} ({share(worst.confidence, 3)})"
    )


def _write_words(sheet: Sheet, corner: tuple[float, float], mistake: Mistake, names: Sequence[str]) -> None:
    """Write below an image what it is and what the network says, with how sure it is."""
    (left, top), look = corner, sheet.look
    label, answer = names[mistake.label], names[mistake.answer]
    rows = (
        (f"label {label}", label, f"#{mistake.index}", look.ink, look.quiet),
        (f"✗ {answer}", f"✗ {answer}", share(mistake.confidence, 3), look.wrong, look.wrong),
    )
    for row, (words, short, figure, color, figure_color) in enumerate(rows):
        down = top + TEXT + 3 + row * LINE
        room = SIDE - width_of(figure, SMALL) - 8
        (text,), size = fitting([words if width_of(words, SMALL) <= room else short], room, (SMALL, TINY))
        sheet.write(left, down, text, size=size * UNIT, color=color)
        sheet.write(left + SIDE, down, figure, ha="right", color=figure_color)
