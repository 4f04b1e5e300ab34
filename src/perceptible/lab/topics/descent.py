"""Descent: formulas that people type, and balls that roll on them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import PerceptibleError, ShapeError, ValueRangeError
from perceptible.insight.flat_places import FlatPlace, flat_places
from perceptible.insight.formulas import Formula, parse_formula
from perceptible.insight.rolling import Roll, roll
from perceptible.insight.written_places import written_places
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic

__all__ = [
    "TOPICS",
    "Ball",
    "Curve",
    "CurveAsk",
    "Gap",
    "RollAsk",
    "Rolled",
    "Surface",
    "SurfaceAsk",
]

N_CURVE = 601
N_SURFACE = 61
MOST_BALLS = 8
MOST_STEPS = 1_000
FARTHEST = 1e6


@dataclass(frozen=True)
class CurveAsk:
    """Ask for the curve of a formula of x between two ends."""

    kind: Literal["curve"]
    formula: str
    low: float
    high: float


@dataclass(frozen=True)
class Gap:
    """A stretch in which a formula has no value."""

    low: float
    high: float


@dataclass(frozen=True)
class Curve:
    """Values and slopes at even distances, where the slope is 0, and where there is no value.

    `problem` says in a sentence why there is no curve; it is empty where there is one. `written` are the places with
    slope 0 in closed form, null where there is none.
    """

    formula: str
    low: float
    high: float
    problem: str
    values: Floats
    slopes: Floats
    gaps: tuple[Gap, ...]
    flat: tuple[FlatPlace, ...]
    written: tuple[FlatPlace, ...] | None


@dataclass(frozen=True)
class SurfaceAsk:
    """Ask for the surface of a formula of x and y, over a square about the origin."""

    kind: Literal["surface"]
    formula: str
    reach: float


@dataclass(frozen=True)
class Surface:
    """Values on a table of places: row by row from the lowest y, each from the lowest x; NaN where there is none."""

    formula: str
    reach: float
    problem: str
    n: int
    values: Floats
    n_undefined: int


@dataclass(frozen=True)
class RollAsk:
    """Ask where balls roll: one start for each, of one coordinate or two."""

    kind: Literal["roll"]
    formula: str
    starts: tuple[tuple[float, ...], ...]
    learning_rate: float
    n_steps: int


@dataclass(frozen=True)
class Ball:
    """Where one ball went: `points` and `slopes` coordinate by coordinate, place by place; null beyond all numbers.

    `end` is "flat", "diverged" or "steps", as `perceptible.insight.rolling` has it.
    """

    points: tuple[float | None, ...]
    values: tuple[float | None, ...]
    slopes: tuple[float | None, ...]
    end: str


@dataclass(frozen=True)
class Rolled:
    """The ways of all balls; `problem` says in a sentence why there are none."""

    formula: str
    learning_rate: float
    problem: str
    balls: tuple[Ball, ...]


def draw_curve(_session: Session, ask: CurveAsk) -> Curve:
    """Sample a formula of x."""
    nothing = np.zeros(0, np.float32)
    try:
        formula = parse_formula(ask.formula)
        _check_reach(max(abs(ask.low), abs(ask.high)))
        flat = flat_places(formula, ask.low, ask.high)
        written = written_places(formula)
    except PerceptibleError as error:
        return Curve(ask.formula, ask.low, ask.high, str(error), nothing, nothing, (), (), None)
    xs = np.linspace(ask.low, ask.high, N_CURVE)
    values, (slopes,) = formula.at(xs[None])
    return Curve(
        formula=ask.formula,
        low=ask.low,
        high=ask.high,
        problem="",
        values=_drawn(values),
        slopes=_drawn(slopes),
        gaps=_gaps(xs, values),
        flat=flat,
        written=written,
    )


def draw_surface(_session: Session, ask: SurfaceAsk) -> Surface:
    """Sample a formula of x and y."""
    try:
        formula = parse_formula(ask.formula, ("x", "y"))
        _check_reach(ask.reach)
    except PerceptibleError as error:
        return Surface(ask.formula, ask.reach, str(error), 0, np.zeros(0, np.float32), 0)
    line = np.linspace(-ask.reach, ask.reach, N_SURFACE)
    values, _ = formula.at(np.stack(np.meshgrid(line, line)))
    n_undefined = int((~np.isfinite(values)).sum())
    return Surface(ask.formula, ask.reach, "", N_SURFACE, _drawn(values).ravel(), n_undefined)


def roll_balls(_session: Session, ask: RollAsk) -> Rolled:
    """Let every ball roll."""
    try:
        if len(ask.starts) > MOST_BALLS or ask.n_steps > MOST_STEPS:
            msg = f"there are {len(ask.starts)} balls and {ask.n_steps} steps, expected at most {MOST_BALLS} balls and "
            raise ValueRangeError(msg + f"{MOST_STEPS} steps. Take fewer.")
        formula = parse_formula(ask.formula, ("x", "y")[: _n_coordinates(ask)])
        balls = tuple(_ball(formula, start, ask) for start in ask.starts)
    except PerceptibleError as error:
        return Rolled(ask.formula, ask.learning_rate, str(error), ())
    return Rolled(ask.formula, ask.learning_rate, "", balls)


def _check_reach(reach: float) -> None:
    """Refuse axes that go nowhere, or beyond what can be drawn."""
    if not 0 < reach <= FARTHEST:
        msg = f"the picture reaches to {reach}, expected a number above 0 and at most {FARTHEST:.0f}."
        raise ValueRangeError(msg)


def _n_coordinates(ask: RollAsk) -> int:
    """Return how many coordinates the starts have: as many each, one or two, and finite."""
    lengths = {len(start) for start in ask.starts} or {1}
    if not (len(lengths) == 1 and lengths <= {1, 2}):
        msg = f"the starts have {sorted(lengths)} coordinates, expected one each, or two each. Give x, or x and y."
        raise ShapeError(msg)
    return lengths.pop()


def _ball(formula: Formula, start: tuple[float, ...], ask: RollAsk) -> Ball:
    """Roll one ball."""
    found: Roll = roll(formula, start, learning_rate=ask.learning_rate, n_steps=ask.n_steps)
    return Ball(_nullable(found.points), _nullable(found.values), _nullable(found.slopes), found.end)


def _gaps(xs: FloatArray, values: FloatArray) -> tuple[Gap, ...]:
    """Return the stretches without a value, from the first place without to the last."""
    lacks = np.concatenate([[False], ~np.isfinite(values), [False]])
    ends = np.flatnonzero(lacks[1:] != lacks[:-1]).reshape(-1, 2)
    return tuple(Gap(float(xs[first]), float(xs[last - 1])) for first, last in ends)


def _drawn(values: FloatArray) -> Floats:
    """Return numbers for drawing, in float32: NaN where there is none."""
    with np.errstate(over="ignore"):
        small = values.astype(np.float32)
    return np.where(np.isfinite(small), small, np.float32(np.nan))


def _nullable(values: FloatArray) -> tuple[float | None, ...]:
    """Return all numbers in one row, null for those beyond all numbers."""
    return tuple(value if math.isfinite(value) else None for value in values.ravel().tolist())


TOPICS = (
    Topic(CurveAsk, Curve, draw_curve),
    Topic(SurfaceAsk, Surface, draw_surface),
    Topic(RollAsk, Rolled, roll_balls),
)
