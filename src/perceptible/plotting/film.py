"""Films: a training, or a ball that rolls down a formula, picture by picture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from PIL import Image

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset
from perceptible.errors import ShapeError
from perceptible.evaluation import evaluate
from perceptible.insight.formulas import Formula
from perceptible.insight.rolling import Roll
from perceptible.network import Network
from perceptible.plotting.pictures import picture_shape, show_signed
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting
from perceptible.plotting.words import number, percent, plural
from perceptible.training.recording import Moment, Recording

__all__ = ["Scene", "film_moments", "roll_frames", "training_frames"]

DPI = 100  # a dot a pixel: films are 800 wide
MOST_PICTURES = 16
SIDE, GAP, CAPTION, COLUMNS = 78, 8, 20, 4
WALL = COLUMNS * (SIDE + GAP)
HEIGHT, AXIS = 150, 44
LEFT = WALL + 60
STATUS = 26
HILL = 360  # height of a formula's picture
CURVE_POINTS, PLANE_POINTS = 400, 120


@dataclass(frozen=True)
class Scene:
    """One moment of a film of a training, measured.

    Parameters
    ----------
    step, epoch : int
        Where the training stands.
    accuracy, cost : float
        On the test images.
    """

    step: int
    epoch: int
    accuracy: float
    cost: float


def film_moments(recording: Recording, n_frames: int) -> list[Moment]:
    """Return the moments that a film shows: close together at first, where most happens, first and last among them.

    Examples
    --------
    >>> start = Network.random((2, 1), rng=0)
    >>> moments = [Moment(step, 0, start.parameters.to_vector()) for step in range(101)]
    >>> [moment.step for moment in film_moments(Recording.of(start, moments), 5)]
    [0, 6, 25, 56, 100]
    """
    first, last = recording.steps[0], recording.steps[-1]
    places = np.linspace(0, 1, n_frames) ** 2
    wanted = [recording.at(int(first + place * (last - first))) for place in places]
    return list({moment.step: moment for moment in wanted}.values())


def training_frames(
    recording: Recording, data: Dataset, *, n_frames: int = 60, source: str = "", theme: str = "light"
) -> Iterator[Image.Image]:
    """Yield the pictures of a film of a training: its weights, and what it makes of the test images.

    Parameters
    ----------
    recording : Recording
        Of the training.
    data : Dataset
        Its test images are measured at every picture.
    n_frames : int, optional
        At most so many pictures, at least 2.
    source : str, optional
        Network, data and seed, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Yields
    ------
    Image
        800 pixels wide. All pictures of weights share one scale; at their size a dash on each negative cell would be
        smaller than a pixel, so that color alone tells the sign here.

    Raises
    ------
    ShapeError
        If the inputs of the network are no image.
    UnknownNameError
        If there is no such theme.
    """
    shape = picture_shape(recording.start.sizes[0])
    if shape is None:
        msg = f"the network has {recording.start.sizes[0]} inputs, expected a square image. Only those can be filmed."
        raise ShapeError(msg)
    moments = film_moments(recording, max(2, n_frames))
    weights = [_weights(recording, moment) for moment in moments]
    norm = signed_norm(max(float(np.abs(each).max()) for each in weights))
    scenes: list[Scene] = []
    for moment, pictures in zip(moments, weights, strict=True):
        scenes.append(_scene(recording, moment, data))
        with painting(theme) as look:
            title = f"A training of {plural(moments[-1].step, 'step')}: what {plural(len(pictures), 'neuron')} look for"
            rows = -(-len(pictures) // COLUMNS)
            height = STATUS + max(rows * (SIDE + CAPTION + GAP), 2 * (HEIGHT + AXIS + CAPTION))
            sheet = new_sheet(look, title, source, height)
            for place, picture in enumerate(pictures):
                left, top = place % COLUMNS * (SIDE + GAP), STATUS + place // COLUMNS * (SIDE + CAPTION + GAP)
                show_signed(sheet, (left, top, SIDE, SIDE), picture.reshape(shape), norm, with_dashes=False)
                sheet.write(left, top + SIDE + SMALL + 1, f"neuron {place + 1}", color=look.quiet)
            _draw_status(sheet, scenes, moments[-1].step, len(data.test))
            yield _picture(sheet.figure)


def roll_frames(
    formula: Formula, rolled: Roll, *, learning_rate: float, n_frames: int = 60, theme: str = "light"
) -> Iterator[Image.Image]:
    """Yield the pictures of a film of a ball that rolls down a formula of one or two variables.

    Parameters
    ----------
    formula : Formula
        What it rolls on.
    rolled : Roll
        Where it went; from `roll`.
    learning_rate : float
        With which.
    n_frames : int, optional
        At most so many pictures, at least 2.
    theme : str, optional
        "light" or "dark".

    Yields
    ------
    Image
        800 pixels wide: the curve with the slope at the ball, or the contours with the path.

    Raises
    ------
    UnknownNameError
        If there is no such theme.
    """
    n_steps = len(rolled.points)
    shown = sorted({round(place) for place in np.linspace(0, n_steps - 1, max(2, n_frames))})
    lows, highs = _bounds(rolled.points)
    for last in shown:
        with painting(theme) as look:
            sheet = new_sheet(look, _roll_finding(formula, rolled), f"learning rate {learning_rate:g}", HILL + AXIS)
            axes = sheet.axes((48, STATUS, BODY - 48, HILL - STATUS))
            axes.set_xlim(lows[0], highs[0])
            draw = _draw_curve if len(formula.variables) == 1 else _draw_contours
            draw(axes, sheet, formula, rolled, last)
            place = ", ".join(
                f"{name} {number(float(value), 4)}"
                for name, value in zip(formula.variables, rolled.points[last], strict=True)
            )
            sheet.write(0, SMALL, f"step {last}: {place}, height {number(float(rolled.values[last]), 4)}")
            yield _picture(sheet.figure)


def _weights(recording: Recording, moment: Moment) -> FloatArray:
    """Return the weights of the first neurons at a moment."""
    start = recording.start.parameters
    return np.asarray(start.from_vector(moment.dials).weights[0])[:MOST_PICTURES]


def _scene(recording: Recording, moment: Moment, data: Dataset) -> Scene:
    """Measure a moment on the test images."""
    network: Network = recording.start.with_parameters(recording.start.parameters.from_vector(moment.dials))
    found = evaluate(network, data.test)
    return Scene(moment.step, moment.epoch, found.accuracy, found.cost)


def _draw_status(sheet: Sheet, scenes: Sequence[Scene], last: int, n_test: int) -> None:
    """Write where the training stands, and draw its curves so far."""
    now, look = scenes[-1], sheet.look
    read = f"{percent(now.accuracy)} of {plural(n_test, 'test image')}"
    sheet.write(0, SMALL, f"step {now.step:,}, epoch {now.epoch}: {read}, cost {number(now.cost)}")
    steps = [scene.step for scene in scenes]
    panels = (
        ("accuracy on test images", [scene.accuracy for scene in scenes]),
        ("cost", [scene.cost for scene in scenes]),
    )
    for row, (name, values) in enumerate(panels):
        top = STATUS + row * (HEIGHT + AXIS + CAPTION)
        sheet.write(LEFT, top + SMALL, name, color=look.quiet)
        axes = sheet.axes((LEFT, top + CAPTION, BODY - LEFT, HEIGHT))
        axes.plot(steps, values, color=look.ink, linewidth=2.5 * UNIT)
        axes.plot(steps[-1:], values[-1:], "o", color=look.selection, markeredgecolor=look.ink, clip_on=False)
        axes.set_xlim(0, last)
        axes.set_ylim(0, 1 if row == 0 else max(scene.cost for scene in scenes) * 1.05)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.xaxis.set_major_locator(MaxNLocator(nbins=4))
        if row == 0:
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g} %"))
        axes.grid(axis="y", linewidth=UNIT)
        axes.set_axisbelow(True)


def _draw_curve(axes: Axes, sheet: Sheet, formula: Formula, rolled: Roll, last: int) -> None:
    """Draw a formula of one variable with the ball, where it was, and the slope under it."""
    look = sheet.look
    low, high = axes.get_xlim()
    x = np.linspace(low, high, CURVE_POINTS)
    heights = formula.at(x[None])[0]
    axes.plot(x, np.where(np.isfinite(heights), heights, np.nan), color=look.ink, linewidth=2 * UNIT)
    bottom, top = axes.get_ylim()
    points, values = rolled.points[: last + 1, 0], rolled.values[: last + 1]
    axes.plot(points, values, "o", color=look.quiet, markersize=5 * UNIT)
    ends = np.array([-1, 1]) * (high - low) / 12
    tangent = values[-1] + rolled.slopes[last, 0] * ends
    axes.plot(points[-1] + ends, tangent, color=look.positive[-1], linewidth=2 * UNIT, linestyle=(0, (4, 2)))
    axes.plot(points[-1:], values[-1:], "o", color=look.selection, markeredgecolor=look.ink, markersize=14 * UNIT)
    axes.set_ylim(bottom, top)


def _draw_contours(axes: Axes, sheet: Sheet, formula: Formula, rolled: Roll, last: int) -> None:
    """Draw the contours of a formula of two variables with the ball, its path, and the way downhill."""
    look = sheet.look
    lows, highs = _bounds(rolled.points)
    x, y = (np.linspace(lows[k], highs[k], PLANE_POINTS) for k in range(2))
    heights = formula.at(np.stack(np.meshgrid(x, y)))[0]
    known = np.where(np.isfinite(heights), heights, np.nan)
    axes.contour(x, y, known, levels=14, colors=look.quiet, linewidths=UNIT)
    across, up = rolled.points[: last + 1].T
    axes.plot(across, up, color=look.positive[-1], linewidth=2 * UNIT, marker="o", markersize=4 * UNIT)
    axes.plot(across[-1:], up[-1:], "o", color=look.selection, markeredgecolor=look.ink, markersize=14 * UNIT)
    axes.set_ylim(lows[1], highs[1])


def _bounds(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the lower and upper bounds of a picture that holds a path with room around it."""
    near = points[np.isfinite(points).all(axis=1)]
    lows, highs = near.min(axis=0), near.max(axis=0)
    middles, reach = (lows + highs) / 2, np.maximum(0.75 * (highs - lows), 1.0)
    return middles - reach, middles + reach


def _roll_finding(formula: Formula, rolled: Roll) -> str:
    """Say where the ball went."""
    ends = {"flat": "comes to rest", "diverged": "flies away", "steps": "is still rolling"}
    n_steps = plural(len(rolled.points) - 1, "step")
    height = number(float(rolled.values[-1]), 4)
    at = "" if rolled.end == "diverged" else f" at height {height}"
    return f"On {formula.text} the ball {ends[rolled.end]}{at} after {n_steps}"


def _picture(figure: Figure) -> Image.Image:
    """Return a figure as an image with a dot a pixel."""
    file = io.BytesIO()
    figure.savefig(file, format="rgba", dpi=DPI, facecolor=figure.get_facecolor())
    wide, high = (int(inches * DPI) for inches in figure.get_size_inches())
    return Image.frombytes("RGBA", (wide, high), file.getvalue()).convert("RGB")
