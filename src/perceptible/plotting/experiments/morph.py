"""Morph: one pair of digits in full, and where the flips of many pairs lie."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure

from perceptible.experiments.morph_result import Example, Flips, MorphResult
from perceptible.plotting.pictures import outline, show_grey
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting
from perceptible.plotting.words import percent, signed

__all__ = ["draw_morph"]

LEFT, NAMED = 44, 92
PICTURES, CHART, AXIS, BARS, GAP, HEAD = 72, 200, 48, 120, 48, 28
N_BINS = 20
ROW = 136
FIRST_NAMED = 0.25  # outputs that never get so bright are drawn, and not named
APART = 17
MOST_NUMBERED = 32  # neurons whose numbers have room side by side


def draw_morph(result: MorphResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw one pair of digits on its way, and where the flips of all pairs lie.

    Parameters
    ----------
    result : MorphResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        "morph", histograms of the first flips and of how bright the outputs are there, and "morph-example".
    """
    with painting(theme) as look:
        sheet = new_sheet(look, result.findings[0], source, len(result.flips) * (HEAD + ROW + AXIS))
        most = max(float(_counts(each.places).max()) for each in result.flips)
        surest = max(float(_counts(each.confidences).max()) for each in result.flips)
        for place, each in enumerate(result.flips):
            _draw_flips(sheet, each, place * (HEAD + ROW + AXIS), (most, surest))
        example = _draw_example(result, source, theme)
    return {"morph": sheet.figure, "morph-example": example}


def _counts(values: tuple[float, ...]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the share of values in each of 20 parts from 0 to 1."""
    return np.histogram(np.clip(values, 0, 1), bins=N_BINS, range=(0, 1))[0] / max(1, len(values))


def _draw_flips(sheet: Sheet, each: Flips, top: float, most: tuple[float, float]) -> None:
    """Draw the two histograms of one recipe and blend."""
    look, wide = sheet.look, (BODY - GAP) / 2
    sheet.write(0, top + SMALL - 2, f"{each.recipe}, by {each.by}", weight="bold")
    parts = (
        ("place of the first flip on the way", each.places, most[0]),
        ("brightest output at the flip", each.confidences, most[1]),
    )
    for place, (words, values, highest) in enumerate(parts):
        left = place * (wide + GAP)
        axes = sheet.axes((left, top + HEAD, wide, ROW - 16))
        edges = np.linspace(0, 1, N_BINS + 1)
        axes.bar(edges[:-1], _counts(values), width=0.9 / N_BINS, align="edge", color=look.quiet)
        median = float(np.median(values))
        axes.axvline(median, color=look.ink, linewidth=1.5 * UNIT)
        axes.set(xlim=(0, 1), ylim=(0, 1.1 * highest), yticks=[], xticks=[0, 0.25, 0.5, 0.75, 1])
        axes.spines["left"].set_visible(False)
        axes.set_xticklabels(
            ["0", "25 %", "50 %", "75 %", "100 %"] if place == 0 else ["0", "0.25", "0.5", "0.75", "1"]
        )
        sheet.write(left, top + HEAD + ROW + 20, words, color=look.quiet)
        figure = f"median {percent(median) if place == 0 else f'{median:.2f}'}"
        sheet.write(left + wide, top + SMALL - 2, figure, ha="right")


def _draw_example(result: MorphResult, source: str, theme: str) -> Figure:
    """Draw images, outputs and the neurons that did it, of one pair."""
    example, names = result.example, result.class_names
    share, before, after = example.flips[0]
    with painting(theme) as look:
        title = f"At {percent(share)} of the way the answer flips from {names[before]} to {names[after]}"
        recipe = result.flips[0].recipe
        note = f"A test image fading into another, read by the {recipe} network of seed {result.seeds[0]}. {source}"
        sheet = new_sheet(look, title, note, PICTURES + GAP + CHART + AXIS + HEAD + BARS + 24)
        _draw_pictures(sheet, example)
        _draw_outputs(sheet, example, names, PICTURES + GAP)
        _draw_neurons(sheet, example, (names[before], names[after]), PICTURES + GAP + CHART + AXIS)
    return sheet.figure


def _draw_pictures(sheet: Sheet, example: Example) -> None:
    """Draw images on the way, each above its place."""
    wide, n_images = BODY - LEFT - NAMED, len(example.images)
    side = min(PICTURES, wide / n_images - 6)
    for place, image in enumerate(example.images):
        middle = LEFT + wide * place / (n_images - 1)
        box = (middle - side / 2, PICTURES - side, side, side)
        show_grey(sheet, box, np.array(image).reshape(example.shape))
        outline(sheet, box)


def _draw_outputs(sheet: Sheet, example: Example, names: tuple[str, ...], top: float) -> None:
    """Draw the outputs along the way, those that matter in ink, and a line at each flip."""
    look, outputs = sheet.look, np.array(example.outputs)
    wide, shares = BODY - LEFT - NAMED, np.linspace(0, 1, len(outputs))
    axes = sheet.axes((LEFT, top, wide, CHART))
    answers = {answer for _, *both in example.flips for answer in both}
    for share, *_ in example.flips:
        axes.axvline(share, color=look.selection, linewidth=3 * UNIT)
    colors = iter([look.negative[-1], look.positive[-1], look.ink, look.wrong] * len(names))
    ends = []
    for label in sorted(range(len(names)), key=lambda label: (label not in answers, label)):
        color = next(colors) if label in answers else look.line
        axes.plot(
            shares, outputs[:, label], color=color, linewidth=(2 if label in answers else 1) * UNIT, clip_on=False
        )
        if label in answers or outputs[:, label].max() > FIRST_NAMED:
            ends.append((float(outputs[-1, label]), label, color if label in answers else look.quiet))
    low = top - APART
    for last, label, color in sorted(ends, reverse=True):
        low = max(low + APART, top + CHART * (1 - last) + 4)
        sheet.write(BODY - NAMED + 12, low, f"output {names[label]}", color=color)
    axes.set(
        xlim=(0, 1), ylim=(0, 1), yticks=[0, 0.5, 1], yticklabels=["0", "0.5", "1"], xticks=[0, 0.25, 0.5, 0.75, 1]
    )
    axes.set_xticklabels(["0", "25 %", "50 %", "75 %", "100 %"])
    axes.grid(axis="y", linewidth=UNIT)
    axes.set_axisbelow(True)
    sheet.write(LEFT, top + CHART + AXIS - 8, "way from the first image to the last; yellow: flips", color=look.quiet)


def _draw_neurons(sheet: Sheet, example: Example, names: tuple[str, str], top: float) -> None:
    """Draw what each neuron of the last hidden layer added to the margin, the strongest first."""
    look, added = sheet.look, np.array(example.contributions)
    order = np.argsort(-added, kind="stable")
    before, after = names
    margin = f"z of {after} minus z of {before}, in all {signed(example.change)}"
    words = f"neurons of the last hidden layer: what each added to {margin}"
    sheet.write(0, top + SMALL, words, weight="bold")
    axes = sheet.axes((LEFT, top + HEAD + 8, BODY - LEFT, BARS - 24))
    colors = [look.sign_color(value) for value in added[order]]
    axes.bar(np.arange(len(added)), added[order], color=colors, width=0.7)
    axes.axhline(0, color=look.line, linewidth=UNIT)
    few = len(added) <= MOST_NUMBERED
    axes.set(xlim=(-0.6, len(added) - 0.4), xticks=np.arange(len(added)) if few else [])
    if few:
        axes.set_xticklabels([str(index + 1) for index in order])
    axes.spines["bottom"].set_visible(False)
