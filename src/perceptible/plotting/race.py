"""Race: the accuracy of several ways to train, by epoch, in small multiples on one scale."""

from __future__ import annotations

from math import floor

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.insight.race import Race, Runner
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import LARGE, SMALL, UNIT, painting
from perceptible.plotting.words import number, percent, plural, shortened

__all__ = ["draw_race"]

COLUMNS, LEFT, GAP = 3, 44, 24
FAINT = 0.4  # opacity of the others
CAPTION, HEIGHT, AXIS = 44, 150, 40


def draw_race(found: Race, *, source: str = "", theme: str = "light") -> Figure:
    """Draw a race: for each runner its accuracy on the test images by epoch, from every seed.

    Parameters
    ----------
    found : Race
        From `race`.
    source : str, optional
        Network, data and number of images, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        A panel for each runner, with its rank, its median and its range; the other runners in faint lines behind it.

    Raises
    ------
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> import perceptible as pc
    >>> from perceptible.insight.race import race
    >>> digits = pc.load_data("synthetic", n_train=300, n_test=100)
    >>> alone = race({"plain": pc.Settings(epochs=1)}, digits, seeds=[0])
    >>> draw_race(alone).get_label().startswith("plain ran alone: ")
    True
    """
    rows = -(-len(found.runners) // COLUMNS)
    width = (BODY - COLUMNS * LEFT - (COLUMNS - 1) * GAP) / COLUMNS
    with painting(theme) as look:
        height = rows * (CAPTION + HEIGHT + AXIS)
        sheet = new_sheet(look, _finding(found), source, height + SMALL)
        words = "accuracy on the test images by epoch, a line for each seed; faint: the others"
        sheet.write(LEFT, height + SMALL - 2, words, color=look.quiet)
        ranks = {runner.name: rank for rank, runner in enumerate(found.ranking, start=1)}
        for place, runner in enumerate(found.runners):
            left = place % COLUMNS * (LEFT + width + GAP) + LEFT
            top = place // COLUMNS * (CAPTION + HEIGHT + AXIS)
            _draw_panel(sheet, (left, top, width), found, runner)
            _write_name(sheet, (left, top, width), runner, ranks[runner.name])
    return sheet.figure


def _finding(found: Race) -> str:
    """Name the winner, its margin, and whether seeds could have decided otherwise."""
    first, seeds = found.winner, plural(len(found.seeds), "seed")
    low, high = (percent(end) for end in first.spread)
    ends = f"{percent(first.median)} of the test images, {low.removesuffix(' %')} to {high} over {seeds}"
    if len(found.runners) == 1:
        return f"{first.name} ran alone: {ends}"
    margin = f"{number(100 * found.margin, 1)} points ahead"
    sure = "from any seed" if found.is_clear else "but seeds overlap"
    return f"{first.name} wins: {ends}; {margin}, {sure}"


def _draw_panel(sheet: Sheet, place: tuple[float, float, float], found: Race, runner: Runner) -> None:
    """Draw the curves of one runner over the faint ones of the others."""
    (left, top, width), look = place, sheet.look
    axes = sheet.axes((left, top + CAPTION, width, HEIGHT))
    lengths, lowest = [1], [1.0]
    for each in (*(other for other in found.runners if other is not runner), runner):
        is_own = each is runner
        for result in each.results:
            columns = result.history.columns
            values = [value for value in columns["test_accuracy"] if value is not None]
            color, wide = (look.positive[-1], 1.8) if is_own else (look.quiet, 0.8)
            axes.plot(
                range(1, len(values) + 1), values, color=color, linewidth=wide * UNIT, alpha=1 if is_own else FAINT
            )
            lengths.append(len(values))
            lowest += values
    longest = max(lengths)
    axes.set_xlim(min(1, longest - 1), longest)
    axes.set_ylim(floor(10 * min(lowest)) / 10, 1.02)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True, min_n_ticks=1))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)


def _write_name(sheet: Sheet, place: tuple[float, float, float], runner: Runner, rank: int) -> None:
    """Write rank and name, and below them median and range."""
    (left, top, width), look = place, sheet.look
    name = shortened(f"{rank}. {runner.name}", width, SMALL + 2, "bold")
    style = {"weight": "bold"} if rank == 1 else {}
    sheet.write(left, top + LARGE - 2, name, **style)
    low, high = (percent(end) for end in runner.spread)
    words = f"{percent(runner.median)}, {low.removesuffix(' %')} to {high}"
    if runner.n_diverged:
        words = f"{words}; {runner.n_diverged} diverged"
    color = look.wrong if runner.n_diverged else look.quiet
    sheet.write(left, top + LARGE + 16, shortened(words, width + GAP, SMALL), color=color)
