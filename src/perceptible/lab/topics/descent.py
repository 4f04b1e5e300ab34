"""Descent: formulas that people type, balls that roll on them, and the staircase that a step activation makes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Split
from perceptible.errors import PerceptibleError, ShapeError, ValueRangeError
from perceptible.insight.flat_places import FlatPlace, flat_places
from perceptible.insight.formulas import Formula, parse_formula
from perceptible.insight.rolling import Roll, roll
from perceptible.insight.staircase import cost_along_dial, jumps_along_dial, roll_dial, stairs_along_dial, with_steps
from perceptible.insight.written_places import written_places
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic
from perceptible.network import Network

__all__ = [
    "TOPICS",
    "Ball",
    "Curve",
    "CurveAsk",
    "Gap",
    "RollAsk",
    "Rolled",
    "Staircase",
    "StaircaseAsk",
    "Surface",
    "SurfaceAsk",
]

N_CURVE = 601
N_SURFACE = 61
MOST_BALLS = 8
MOST_STEPS = 1_000
MOST_IMAGES = 200
N_SMOOTH = 121
SHARE_OF_JUMPS = 0.8
NARROWEST, WIDEST = 1.0, 60.0
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


@dataclass(frozen=True)
class StaircaseAsk:
    """Ask for the cost along a dial of a hidden neuron, with its own activation and with steps.

    `source` is where the weight comes from; -1 is the bias, null the weight that most ink flows through.
    """

    kind: Literal["staircase"]
    layer: int
    neuron: int
    source: int | None
    n_images: int
    learning_rate: float
    n_steps: int


@dataclass(frozen=True)
class Staircase:
    """Both curves over the first test images, and where descent with this dial alone goes on each.

    `edges` bound the stairs, one more than `stairs`. `problem` says in a sentence why there is nothing.
    """

    problem: str
    activation: str
    dial: int
    source: int
    n_images: int
    value: float
    places: tuple[float, ...]
    costs: tuple[float, ...]
    edges: tuple[float, ...]
    stairs: tuple[float, ...]
    ball_places: tuple[float, ...]
    ball_costs: tuple[float, ...]
    ball_slopes: tuple[float, ...]
    step_places: tuple[float, ...]
    step_costs: tuple[float, ...]
    step_slopes: tuple[float, ...]


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


def climb_stairs(session: Session, ask: StaircaseAsk) -> Staircase:
    """Measure the cost along a dial with the network's own activation, and with steps."""
    network, split = (
        session.network,
        session.data.test.take(np.arange(min(max(0, ask.n_images), len(session.data.test)))),
    )
    try:
        dial, source = _dial(network, split, ask)
        value = float(network.parameters.to_vector()[dial])
        places = value + _reach(network, split, dial) * np.linspace(-1, 1, N_SMOOTH)
        smooth = cost_along_dial(network, split, dial, places)
        stairs = stairs_along_dial(network, split, dial, float(places[0]), float(places[-1]))
        rolls = [
            roll_dial(kind, split, dial, learning_rate=ask.learning_rate, n_steps=ask.n_steps)
            for kind in (network, with_steps(network))
        ]
    except PerceptibleError as error:
        return Staircase(str(error), "", 0, 0, ask.n_images, 0.0, (), (), (), (), (), (), (), (), (), ())
    return Staircase(
        problem="",
        activation=network.activations[ask.layer - 1],
        dial=dial,
        source=source,
        n_images=len(split),
        value=value,
        places=_tuple(smooth.places),
        costs=_tuple(smooth.costs),
        edges=_tuple(stairs.edges),
        stairs=_tuple(stairs.costs),
        ball_places=_tuple(rolls[0].places),
        ball_costs=_tuple(rolls[0].costs),
        ball_slopes=_tuple(rolls[0].slopes),
        step_places=_tuple(rolls[1].places),
        step_costs=_tuple(rolls[1].costs),
        step_slopes=_tuple(rolls[1].slopes),
    )


TOPICS = (
    Topic(CurveAsk, Curve, draw_curve),
    Topic(SurfaceAsk, Surface, draw_surface),
    Topic(RollAsk, Rolled, roll_balls),
    Topic(StaircaseAsk, Staircase, climb_stairs),
)


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


def _dial(network: Network, split: Split, ask: StaircaseAsk) -> tuple[int, int]:
    """Return the place of the dial in the row of all, and where it comes from, -1 for the bias."""
    if not 1 <= ask.n_images <= MOST_IMAGES or not 0 <= ask.n_steps <= MOST_STEPS:
        msg = (
            f"there are {ask.n_images} images and {ask.n_steps} steps, expected 1 to {MOST_IMAGES} images and at most "
        )
        raise ValueRangeError(msg + f"{MOST_STEPS} steps. Take fewer.")
    n_hidden = len(network.layers) - 1
    if not 1 <= ask.layer <= n_hidden:
        msg = f"layer {ask.layer} is no hidden one, and only hidden neurons become steps. "
        raise ValueRangeError(
            msg + (f"Choose a neuron of hidden 1 to {n_hidden}." if n_hidden else "This network has none.")
        )
    n_neurons, n_inputs = network.weights[ask.layer - 1].shape
    source = _heaviest(network, split, ask) if ask.source is None else ask.source
    if not (0 <= ask.neuron < n_neurons and -1 <= source < n_inputs):
        msg = f"hidden {ask.layer} has no neuron {ask.neuron} with input {source}, expected one of {n_neurons}, "
        raise ValueRangeError(msg + f"and an input from 0 to {n_inputs - 1}, or -1 for the bias.")
    numbers = network.parameters.from_vector(np.arange(network.n_parameters, dtype=np.float64))
    kept = (
        numbers.biases[ask.layer - 1][ask.neuron] if source < 0 else numbers.weights[ask.layer - 1][ask.neuron, source]
    )
    return int(kept), source


def _heaviest(network: Network, split: Split, ask: StaircaseAsk) -> int:
    """Return the input of the layer that is lit most over the images."""
    return int(network.forward(split.inputs).activations[ask.layer - 1].mean(axis=0).argmax())


def _reach(network: Network, split: Split, dial: int) -> float:
    """Return how far to turn the dial either way, so that most of its jumps are seen."""
    jumps = jumps_along_dial(with_steps(network), split, dial)
    away = np.abs(jumps - float(network.parameters.to_vector()[dial]))
    far = float(np.quantile(away, SHARE_OF_JUMPS)) if len(away) else NARROWEST
    return min(max(NARROWEST, 1.1 * far), WIDEST)


def _drawn(values: FloatArray) -> Floats:
    """Return numbers for drawing, in float32: NaN where there is none."""
    with np.errstate(over="ignore"):
        small = values.astype(np.float32)
    return np.where(np.isfinite(small), small, np.float32(np.nan))


def _nullable(values: FloatArray) -> tuple[float | None, ...]:
    """Return all numbers in one row, null for those beyond all numbers."""
    return tuple(value if math.isfinite(value) else None for value in values.ravel().tolist())


def _tuple(values: FloatArray) -> tuple[float, ...]:
    """Return numbers as they are."""
    return tuple(values.tolist())
