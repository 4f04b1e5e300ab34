"""Networks side by side: what each reads, of digits as they are and changed, and what it says to what is no digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from perceptible.errors import ValueRangeError
from perceptible.evaluation import Portrait, SideBySide
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, Theme, painting
from perceptible.plotting.words import number, percent, plural, shortened

__all__ = ["MOST_NETWORKS", "draw_side_by_side"]

MOST_NETWORKS = 6
LEFT = 128  # room for the names of the rows
CELL = 62  # room for a number, one a network
LEGEND, ROW, CAPTION, AXIS, GAP = 20, 20, 24, 20, 20
MARK, NAME = 20, 272  # room for a mark, and for the name beside it
DOT = 8  # pixels
SHAPES = ("o", "s", "^", "D", "v", "P")


@dataclass(frozen=True)
class Panel:
    """One scale with a row for each thing that is measured.

    Parameters
    ----------
    words : str
        What is measured.
    rows : tuple of (name, one value a network)
        From above to below.
    is_share : bool
        Whether the values are shares, written as per cent.
    """

    words: str
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    is_share: bool = True

    @property
    def height(self) -> float:
        """Return how high it is in pixels, with its words and its axis."""
        return CAPTION + ROW * len(self.rows) + AXIS


def draw_side_by_side(compared: SideBySide, *, source: str = "", theme: str = "light") -> Figure:
    """Draw networks side by side.

    Parameters
    ----------
    compared : SideBySide
        From `side_by_side`, of at most 6 networks.
    source : str, optional
        Data, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        A mark of its own shape for each network, on three scales: the share of the digits that is read, as they are
        and changed; the share of images that are no digit answered with an output above 0.5; and how well the
        largest output tells these from digits. Where images have not 28 x 28 pixels, the first alone.

    Raises
    ------
    ValueRangeError
        If there are more than 6 networks.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> import perceptible as pc
    >>> from perceptible.evaluation import side_by_side
    >>> digits = pc.load_data("synthetic", n_train=1, n_test=1000)
    >>> network = pc.Network.random((784, 10), start="zeros", rng=0)  # always answers 0
    >>> draw_side_by_side(side_by_side({"zero": network}, digits.test, n_non_digits=10)).get_label()
    'zero reads 10.0 % of 1,000 images'
    """
    portraits = compared.portraits
    if len(portraits) > MOST_NETWORKS:
        msg = f"there are {len(portraits)} networks, expected at most {MOST_NETWORKS}. Draw fewer at a time."
        raise ValueRangeError(msg)
    panels = _panels(portraits)
    height = LEGEND * len(portraits) + sum(GAP + panel.height for panel in panels)
    with painting(theme) as look:
        sheet = new_sheet(look, _finding(compared), source, height)
        _write_legend(sheet, portraits)
        top: float = LEGEND * len(portraits)
        for panel in panels:
            _draw_panel(sheet, top + GAP, panel)
            top += GAP + panel.height
    return sheet.figure


def _panels(portraits: Sequence[Portrait]) -> list[Panel]:
    """Return what there is to be drawn."""
    as_they_are = ("as they are", tuple(one.evaluation.accuracy for one in portraits))
    changed = [(change, tuple(one.changed[change] for one in portraits)) for change in portraits[0].changed]
    panels = [Panel("digits: share that is read", (as_they_are, *changed))]
    kinds = list(zip(*(one.non_digits for one in portraits), strict=True))
    if kinds:
        sure = tuple((each[0].kind, tuple(one.shares[0] for one in each)) for each in kinds)
        areas = tuple((each[0].kind, tuple(one.auroc for one in each)) for each in kinds)
        panels.append(Panel("no digit: share answered above 0.5", sure))
        panels.append(Panel("no digit: how often a digit has the larger output (AUROC)", areas, is_share=False))
    return panels


def _finding(compared: SideBySide) -> str:
    """Say which reads the least and the most."""
    ends = sorted(compared.portraits, key=lambda one: one.evaluation.accuracy)
    images = plural(compared.n_images, "image")
    if len(ends) == 1:
        return f"{ends[0].name} reads {percent(ends[0].evaluation.accuracy)} of {images}"
    low, high = (f"{percent(one.evaluation.accuracy)} ({one.name})" for one in (ends[0], ends[-1]))
    return f"Of {images} {low} to {high} are read"


def _write_legend(sheet: Sheet, portraits: Sequence[Portrait]) -> None:
    """Write mark and name of each network, and what describes it."""
    axes = sheet.axes((0, 0, MARK, LEGEND * len(portraits)))
    axes.set(xlim=(0, 1), ylim=(len(portraits) - 0.5, -0.5))
    axes.set_axis_off()
    for place, one in enumerate(portraits):
        _mark(axes, (0.3, place), place, sheet.look)
        found, top = one.evaluation, LEGEND * (place + 0.5)
        low, high = found.interval
        sheet.write(MARK, top, shortened(one.name, NAME - MARK - 12, SMALL), va="center_baseline")
        words = (
            f"{percent(found.accuracy)} ({percent(low).removesuffix(' %')} to {percent(high)}), "
            f"{one.network.n_parameters:,} parameters, calibration error {number(found.calibration.error, 3)}"
        )
        sheet.write(NAME, top, shortened(words, BODY - NAME, SMALL), va="center_baseline", color=sheet.look.quiet)


def _draw_panel(sheet: Sheet, top: float, panel: Panel) -> None:
    """Draw one scale, the names of its rows to the left and its numbers to the right."""
    look, n_networks = sheet.look, len(panel.rows[0][1])
    right = BODY - CELL * n_networks - 8
    sheet.write(0, top + SMALL - 2, panel.words, color=look.quiet)
    axes = sheet.axes((LEFT, top + CAPTION, right - LEFT, ROW * len(panel.rows)))
    heads = sheet.axes((right + 8, top, CELL * n_networks, CAPTION))
    heads.set(xlim=(0, n_networks), ylim=(0, 1))
    heads.set_axis_off()
    for place in range(n_networks):
        _mark(heads, (place + 1 - 0.25, 0.6), place, look)
    for row, (name, values) in enumerate(panel.rows):
        middle = top + CAPTION + ROW * (row + 0.5)
        sheet.write(LEFT - 12, middle, name, ha="right", va="center_baseline")
        axes.plot([min(values), max(values)], [row, row], color=look.line, linewidth=1.5 * UNIT)
        for place, value in enumerate(values):
            _mark(axes, (value, row), place, look)
            words = percent(value) if panel.is_share else number(value, 3)
            sheet.write(right + 8 + CELL * (place + 1), middle, words, ha="right", va="center_baseline")
    _set_scale(axes, panel)


def _set_scale(axes: Axes, panel: Panel) -> None:
    """Give the rows one scale that holds all values."""
    values = [value for _, row in panel.rows for value in row]
    low, high = min(values), max(values)
    room = max(0.01, 0.04 * (high - low))
    axes.set(xlim=(low - room, high + room), ylim=(len(panel.rows) - 0.5, -0.5))
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    if panel.is_share:
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
    axes.grid(axis="x", linewidth=UNIT)
    axes.set_axisbelow(True)


def _mark(axes: Axes, at: tuple[float, float], place: int, look: Theme) -> None:
    """Draw the mark of a network: a shape of its own, and by turns full and empty."""
    color = (look.ink, look.positive[-1], look.negative[-1])[place % 3]
    (mark,) = axes.plot([at[0]], [at[1]], SHAPES[place], color=color, markersize=DOT * UNIT, clip_on=False)
    mark.set(markeredgewidth=1.5 * UNIT, markerfacecolor=color if place % 2 == 0 else look.paper)
