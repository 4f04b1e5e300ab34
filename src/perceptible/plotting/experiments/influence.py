"""Influence: images with those that helped and hurt them most, and forecasts against what training again showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from perceptible.arrays import FloatArray
from perceptible.experiments.influence_checked import Checked, Taught
from perceptible.experiments.influence_result import InfluenceResult
from perceptible.plotting.pictures import outline, picture_shape, show_grey
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting
from perceptible.plotting.words import shortened

__all__ = ["draw_influence"]

N_ROWS, N_SIDE = 4, 5  # images asked about; training images on each side
CELL, GAP, LABEL, APART = 56, 4, 20, 40
FIRST = 72  # room for the image that is asked about
HEAD, BETWEEN, CAPTION, AXIS = 28, 28, 64, 52
DOT = 4
LARGEST = 255
N_KINDS = 3  # of groups for each image, before the random ones


def draw_influence(result: InfluenceResult, *, source: str = "", theme: str = "light") -> Mapping[str, Figure]:
    """Draw what taught a network its answers, and how far that holds when it learns without.

    Parameters
    ----------
    result : InfluenceResult
        From the experiment.
    source : str, optional
        Data, number of images and seeds, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    mapping of Figure
        One, "influence": images of the first seed with what helped and hurt them most, where inputs are pictures;
        below, for each kind of network, the order of the groups by forecast and by measurement.
    """
    name = _told(result)
    taught = _chosen(result.shown[name])
    shape = picture_shape(len(taught[0].image) // 2, result.image_shape)
    rows = len(taught) if shape is not None else 0
    with painting(theme) as look:
        wide = (BODY - BETWEEN * 2 * (len(result.networks) - 1)) / len(result.networks) - 24
        top = HEAD + rows * (CELL + LABEL + GAP) + BETWEEN if rows else 0
        sheet = new_sheet(look, _title(result), _note(result, source), top + CAPTION + wide + AXIS)
        if shape is not None:
            _pictures(sheet, result, taught, shape)
        for place, kind in enumerate(result.networks):
            _scatter(sheet, result, kind, (24 + place * (wide + 24 + 2 * BETWEEN), top, wide))
    return {"influence": sheet.figure}


def _told(result: InfluenceResult) -> str:
    """Return the kind of network whose images are shown: the last."""
    return result.networks[-1]


def _title(result: InfluenceResult) -> str:
    """Return the finding."""
    said = [f"{result.agreement(name, 'foretold').median:.2f} for {_words(name)}" for name in result.networks]
    return (
        f"Forecasts of what an image teaches agree with training without it by a rank correlation of {', '.join(said)}"
    )


def _words(name: str) -> str:
    """Return a kind of network within a sentence."""
    return f"{name} network" if name.startswith("the ") else name


def _note(result: InfluenceResult, source: str) -> str:
    """Say what is shown."""
    trainings, size = result.trainings
    return (
        f"{result.n_images:,} training images, of which {size} are left out at a time; {trainings} trainings with and "
        f"without. Images: {_words(_told(result))}, first seed. {source}"
    )


def _chosen(taught: Sequence[Taught]) -> Sequence[Taught]:
    """Return a few images: as many that were answered wrong as right, where there are so many."""
    wrong = [one for one in taught if one.answer != one.label][: N_ROWS // 2]
    return [*wrong, *[one for one in taught if one.answer == one.label][: N_ROWS - len(wrong)]]


def _pictures(sheet: Sheet, result: InfluenceResult, taught: Sequence[Taught], shape: tuple[int, int]) -> None:
    """Draw a row for each image that is asked about."""
    names, look = result.class_names, sheet.look
    sides = (
        ("helped most", FIRST + APART, look.positive[-1]),
        ("hurt most", FIRST + 2 * APART + 5 * (CELL + GAP), look.negative[-1]),
    )
    sheet.write(0, SMALL, "asked about", weight="bold")
    for words, left, color in sides:
        sheet.write(left, SMALL, words, weight="bold", color=color)
    for row, one in enumerate(taught):
        top = HEAD + row * (CELL + LABEL + GAP)
        said = names[one.label] if one.answer == one.label else f"{names[one.label]}, read {names[one.answer]}"
        _picture(sheet, (0, top), one.image, said, shape)
        for (_, left, _color), images in zip(sides, (one.helped, one.hurt), strict=True):
            for place, (image, label) in enumerate(images[:N_SIDE]):
                _picture(sheet, (left + place * (CELL + GAP), top), image, names[label], shape)


def _picture(sheet: Sheet, corner: tuple[float, float], image: str, name: str, shape: tuple[int, int]) -> None:
    """Draw one image with its name below."""
    left, top = corner
    box = (left, top, CELL, CELL * shape[0] / shape[1])
    show_grey(sheet, box, np.frombuffer(bytes.fromhex(image), np.uint8).reshape(shape).astype(np.float64) / LARGEST)
    outline(sheet, box)
    room = FIRST + APART - 8 if "," in name else CELL
    sheet.write(left, top + CELL + SMALL + 2, shortened(name, room, SMALL), color=sheet.look.quiet)


def _scatter(sheet: Sheet, result: InfluenceResult, name: str, place: tuple[float, float, float]) -> None:
    """Draw every group of every image: its rank by forecast, and by what training without it showed."""
    left, top, wide = place
    sheet.write(left - 24, top + SMALL, _words(name).capitalize(), weight="bold")
    halves = result.repeats(name).median
    sheet.write(
        left - 24,
        top + 2 * SMALL + 5,
        f"rank correlation {result.agreement(name, 'foretold').median:.2f};",
        color=sheet.look.quiet,
    )
    sheet.write(left - 24, top + 3 * SMALL + 10, f"halves of retrainings {halves:.2f}", color=sheet.look.quiet)
    axes = sheet.axes((left, top + CAPTION - 8, wide, wide))
    points = [_points(one) for one in result.of(name)]
    look = sheet.look
    for kind, color in (("other", look.quiet), ("helped", look.positive[-1]), ("hurt", look.negative[-1])):
        x, y = np.concatenate([one[kind] for one in points]).T
        axes.plot(x, y, "o", color=color, markersize=DOT * UNIT, alpha=0.6, markeredgewidth=0)
    axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03), xticks=[0, 1], yticks=[0, 1])
    axes.set(xticklabels=[], yticklabels=[], ylabel="rank by training without it")
    low = top + CAPTION + wide + 8
    sheet.write(left, low, "hurts most", color=look.quiet)
    sheet.write(left + wide, low, "helps most", color=look.quiet, ha="right")
    sheet.write(left + wide / 2, low + SMALL + 6, "rank by forecast", color=look.quiet, ha="center")


def _points(one: Checked) -> Mapping[str, FloatArray]:
    """Return the ranks, from 0 to 1, of every group: of those that helped or hurt the image itself, and of others."""
    found: dict[str, list[tuple[float, float]]] = {"other": [], "helped": [], "hurt": []}
    for image, (foretold, measured) in enumerate(zip(one.tables["foretold"], one.tables["measured"], strict=True)):
        first, second = (np.argsort(np.argsort(values)) / max(1, len(values) - 1) for values in (foretold, measured))
        own = {one.kinds.index(kind) + image * N_KINDS: kind for kind in ("helped", "hurt")}
        for place in range(len(one.kinds)):
            found[own.get(place, "other")].append((first[place], second[place]))
    return {kind: np.array(points, np.float64).reshape(-1, 2) for kind, points in found.items()}
