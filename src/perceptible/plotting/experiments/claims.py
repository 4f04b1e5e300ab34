"""Claims: a table of what the lesson says, with a verdict, and every measured number on its scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from perceptible.experiments.claims_result import ClaimsResult, counted
from perceptible.experiments.claims_verdict import Claim
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, TEXT, TINY, UNIT, Theme, painting
from perceptible.plotting.words import wrapped

__all__ = ["draw_claims"]

MARKS = {"holds": "✓", "does not hold": "✗", "depends": "±", "open": "?"}
VERDICT, WORDS, CHART, NUMBER = 0, 144, 440, 612  # where the columns begin
MARK = 24
CHART_WIDTH, BAND = 148, 18
LINE, GAP = 18, 20  # from line to line, and between two claims
DOT = 6
NO_LABEL_WITHIN = 34  # pixels between two numbers at the ends of a band, below which one is left out


@dataclass(frozen=True, eq=False)
class Row:
    """A claim with its words broken into lines."""

    claim: Claim
    words: Sequence[str]
    needs: Sequence[str]

    @property
    def height(self) -> float:
        """Return how much room it takes."""
        return LINE * max(3, len(self.words) + len(self.needs)) + GAP


def draw_claims(result: ClaimsResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw the claims as tables, one for each part of the lesson.

    Parameters
    ----------
    result : ClaimsResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        By part, such as "structure": for each claim its verdict as mark and word, for which numbers it counts as true,
        a dot for each measured number beside these, and the median with its range.
    """
    figures = {}
    with painting(theme) as look:
        for group in dict.fromkeys(claim.group for claim in result.claims):
            rows = [_row(claim) for claim in result.claims if claim.group == group]
            title = f"{group[0].upper()}{group[1:]}: {counted([row.claim for row in rows])}"
            note = f"Blue: where a claim counts as true. A dot for each network. {source}"
            sheet = new_sheet(look, title, note.strip(), sum(row.height for row in rows))
            top = 0.0
            for row in rows:
                _draw(sheet, row, top)
                top += row.height
            figures[group.replace(" ", "-")] = sheet.figure
    return figures


def _row(claim: Claim) -> Row:
    """Break the words of a claim into lines."""
    width = CHART - WORDS - 20
    return Row(claim, wrapped(claim.words, width, SMALL), wrapped(f"True if: {claim.region.words}.", width, SMALL))


def _draw(sheet: Sheet, row: Row, top: float) -> None:
    """Draw one claim."""
    look, claim = sheet.look, row.claim
    sheet.page.plot([0, BODY], [top, top], color=look.line, linewidth=UNIT)
    first = top + GAP / 2 + SMALL
    color = _color(look, claim.verdict)
    sheet.write(VERDICT, first, MARKS[claim.verdict], size=TEXT * UNIT, weight="bold", color=color)
    sheet.write(VERDICT + MARK, first, claim.verdict, weight="bold", color=color)
    for place, line in enumerate([*row.words, *row.needs]):
        sheet.write(WORDS, first + LINE * place, line, color=look.ink if place < len(row.words) else look.quiet)
    if claim.n_seeds and claim.over is not None:
        _chart(sheet, claim, top + GAP / 2)
    middle, _, ends = claim.number.partition(" (")
    for place, line in enumerate(wrapped(middle, BODY - NUMBER, SMALL, "bold")):
        sheet.write(NUMBER, first + LINE * place, line, weight="bold")
    if ends:
        sheet.write(NUMBER, first + LINE, ends.removesuffix(")"), color=look.quiet)


def _chart(sheet: Sheet, claim: Claim, top: float) -> None:
    """Draw the measured numbers beside those for which the claim counts as true."""
    look, page, region = sheet.look, sheet.page, claim.region
    low, high = claim.scale
    middle = top + BAND / 2
    ends = [_place(claim, low if region.low is None else region.low)]
    ends += [_place(claim, high if region.high is None else region.high)]
    page.add_patch(Rectangle((CHART, top), CHART_WIDTH, BAND, color=look.panel, linewidth=0))
    page.add_patch(Rectangle((ends[0], top), max(2.0, ends[1] - ends[0]), BAND, color=look.positive[1], linewidth=0))
    places = [_place(claim, value) for value in claim.measured.values]
    page.plot([min(places), max(places)], [middle, middle], color=look.ink, linewidth=1.5 * UNIT)
    points = page.plot(places, [middle] * len(places), "o", color=look.ink, markersize=DOT * UNIT)[0]
    points.set(markeredgecolor=look.paper, markeredgewidth=UNIT)
    marked = [(ends[0], region.low), (ends[1], region.high)]
    if None not in (region.low, region.high) and ends[1] - ends[0] < NO_LABEL_WITHIN:
        marked = marked[1:]
    for place, value in marked:
        if value is not None:
            words = f"{value * claim.factor:g}".replace("-", "−")
            sheet.write(place, top + BAND + TINY + 2, words, size=TINY * UNIT, ha="center", color=look.quiet)


def _place(claim: Claim, value: float) -> float:
    """Return where a number is on the chart; one beyond an end is at that end."""
    low, high = claim.scale
    return CHART + CHART_WIDTH * min(1.0, max(0.0, (value - low) / (high - low)))


def _color(look: Theme, verdict: str) -> str:
    """Return the color of a verdict, which mark and word say as well."""
    colors = {"holds": look.positive[-1], "does not hold": look.wrong, "depends": look.negative[-1]}
    return colors.get(verdict, look.quiet)
