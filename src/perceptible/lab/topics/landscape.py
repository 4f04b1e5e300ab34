"""The true landscape: lines and planes through the network of a page, and the cost wherever the page asks for it.

A page asks for a cut first, and then for the cost at as many of its points as it likes, in any order. The cut stays
where it is while the page's network goes on.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Split
from perceptible.errors import SettingsError, ShapeError
from perceptible.gradients import gradient
from perceptible.insight.cuts import Cut, dial_cut, path_cut, random_cut, steepest_cut
from perceptible.insight.directions import FEWEST_POINTS, project
from perceptible.insight.landscape import cost_at
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic
from perceptible.network import Network

__all__ = [
    "TOPICS",
    "Landscape",
    "LandscapeAsk",
    "LandscapeCosts",
    "LandscapeCostsAsk",
    "LandscapeDials",
    "LandscapeDialsAsk",
    "LandscapeSlope",
    "LandscapeSlopeAsk",
]

MOST_KEPT = 2  # cuts of a page: a line and a plane
LONGEST = 0.05  # seconds for one piece of costs: what else the page asks must not wait longer
MOST_MOMENTS = 120  # of a path: more are not seen


@dataclass(frozen=True)
class LandscapeAsk:
    """Ask for a line along a dial, or a plane; where no dial is given, along the steepest."""

    kind: Literal["landscape"]
    of: Literal["dial", "gradient", "random", "path"]
    dial: int | None
    split: Literal["test", "train"]
    n_images: int
    seed: int


@dataclass(frozen=True)
class LandscapeCostsAsk:
    """Ask for the cost at points of a cut: steps along its axes; `y` stays empty on a line."""

    kind: Literal["landscape-costs"]
    number: int
    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True)
class LandscapeSlopeAsk:
    """Ask how steep the cost is along a line, so many steps from its middle."""

    kind: Literal["landscape-slope"]
    number: int
    x: float


@dataclass(frozen=True)
class LandscapeDialsAsk:
    """Ask for the dials at a point of a plane, to go there."""

    kind: Literal["landscape-dials"]
    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Landscape:
    """A cut through the network as it was then.

    `dial`, `value` and `slope` are those of a line. `path` holds a training's moments on a plane, right and up by
    turns; `share` says how much of its movement the plane contains, and is null where there is no training.
    """

    number: int
    of: str
    dial: int
    value: float
    slope: float
    n_images: int
    cost: float | None
    low: tuple[float, ...]
    high: tuple[float, ...]
    dials: Floats
    path: tuple[float, ...]
    path_steps: tuple[int, ...]
    share: float | None


@dataclass(frozen=True)
class LandscapeCosts:
    """The cost at the first of the points, as many as there was time for; null where it is no number."""

    number: int
    costs: tuple[float | None, ...]


@dataclass(frozen=True)
class LandscapeSlope:
    """The gradient's component along a line, at `x`: cost per step; null where it is no number."""

    x: float
    slope: float | None


@dataclass(frozen=True)
class LandscapeDials:
    """All dials at a point."""

    dials: Floats


@dataclass(eq=False)
class _Kept:
    """What is kept for a page."""

    cuts: dict[int, tuple[Cut, Split]] = field(default_factory=dict)
    n_cuts: int = 0
    slopes: tuple[Network, Split, FloatArray] | None = None
    splits: dict[tuple[str, int], Split] = field(default_factory=dict)


_PAGES: WeakKeyDictionary[Session, _Kept] = WeakKeyDictionary()


def cut(session: Session, ask: LandscapeAsk) -> Landscape:
    """Lay a line or a plane through the network as it is."""
    kept = _PAGES.setdefault(session, _Kept())
    split = _split(session, kept, ask)
    dial, slope = _dial(session, kept, split, ask) if ask.of == "dial" else (-1, 0.0)
    found = _cut(session, split, ask, dial)
    kept.n_cuts += 1
    kept.cuts[kept.n_cuts] = (found, split)
    while len(kept.cuts) > MOST_KEPT:
        del kept.cuts[min(kept.cuts)]
    dials = np.asarray(found.network.parameters.to_vector(), np.float32)
    points, steps, share = _seen_path(session, found)
    return Landscape(
        number=kept.n_cuts,
        of=ask.of,
        dial=dial,
        value=float(dials[dial]) if dial >= 0 else 0.0,
        slope=slope,
        n_images=len(split),
        cost=cost_at(found.network, dials, split),
        low=tuple(found.low.tolist()),
        high=tuple(found.high.tolist()),
        dials=dials,
        path=points,
        path_steps=steps,
        share=share,
    )


def costs(session: Session, ask: LandscapeCostsAsk) -> LandscapeCosts:
    """Measure the cost at points, one after the other, until the time is over."""
    found, split = _kept_cut(session, ask.number)
    axes = (ask.x, ask.y) if len(found.directions) > 1 else (ask.x,)
    if any(len(axis) != len(ask.x) for axis in axes):
        msg = f"there are {len(ask.x)} steps to the right and {len(ask.y)} up, expected as many. Give both for each."
        raise ShapeError(msg)
    end = time.monotonic() + LONGEST
    measured: list[float] = []
    for steps in zip(*axes, strict=True):
        measured.append(cost_at(found.network, found.dials(*steps), split))
        if time.monotonic() > end:
            break
    return LandscapeCosts(ask.number, tuple(measured))


def slope(session: Session, ask: LandscapeSlopeAsk) -> LandscapeSlope:
    """Ask the gradient at a point of a line."""
    found, split = _kept_cut(session, ask.number)
    steps = (ask.x, *[0.0] * (len(found.directions) - 1))
    there = found.network.with_parameters(found.network.parameters.from_vector(_rounded(found, steps)))
    with np.errstate(over="ignore", invalid="ignore"):  # far out the slope is no number, which is an answer too
        slopes = np.asarray(gradient(there, split.inputs, split.targets).to_vector(), np.float64)
    return LandscapeSlope(ask.x, float(slopes @ found.directions[0]))


def dials(session: Session, ask: LandscapeDialsAsk) -> LandscapeDials:
    """Return the dials at a point, rounded as `cost_at` rounds them."""
    found, _ = _kept_cut(session, ask.number)
    return LandscapeDials(_rounded(found, (ask.x, ask.y)[: len(found.directions)]))


def _rounded(found: Cut, steps: tuple[float, ...]) -> Floats:
    """Return the dials at a point as the page has dials, in float32."""
    with np.errstate(over="ignore"):
        rounded = np.asarray(found.dials(*steps), np.float32)
    if not np.isfinite(rounded).all():
        msg = "the point is so far out that dials are beyond what float32 holds. Choose one nearer to the network."
        raise SettingsError(msg)
    return rounded


def _split(session: Session, kept: _Kept, ask: LandscapeAsk) -> Split:
    """Return the first images of a half of the data; all of them where there are not more."""
    split = session.data.split(ask.split)
    if ask.n_images < 1:
        msg = f"n_images is {ask.n_images}, expected at least 1. Average the cost over 1,000 images, for example."
        raise SettingsError(msg)
    if ask.n_images >= len(split):
        return split
    key = (ask.split, ask.n_images)
    if key not in kept.splits:
        kept.splits = {key: split.take(np.arange(ask.n_images))}
    return kept.splits[key]


def _dial(session: Session, kept: _Kept, split: Split, ask: LandscapeAsk) -> tuple[int, float]:
    """Return which dial to turn, and the slope of the cost along it."""
    network = session.network
    if kept.slopes is None or kept.slopes[0] is not network or kept.slopes[1] is not split:
        found = gradient(network, split.inputs, split.targets).to_vector()
        kept.slopes = (network, split, np.asarray(found, np.float64))
    slopes = kept.slopes[2]
    dial = int(np.abs(slopes).argmax()) if ask.dial is None else ask.dial
    return dial, float(slopes[dial]) if 0 <= dial < len(slopes) else 0.0


def _cut(session: Session, split: Split, ask: LandscapeAsk, dial: int) -> Cut:
    """Lay the line or the plane."""
    if ask.seed < 0:
        msg = f"seed is {ask.seed}, expected a whole number of at least 0. Any such number will do."
        raise SettingsError(msg)
    if ask.of == "dial":
        return dial_cut(session.network, dial)
    if ask.of == "gradient":
        return steepest_cut(session.network, split, rng=ask.seed)
    if ask.of == "random":
        return random_cut(session.network, rng=ask.seed)
    path, _ = _path(session)
    if len(path) < FEWEST_POINTS:
        msg = f"the training has {len(path)} moments so far, expected at least {FEWEST_POINTS}. Train a little first."
        raise SettingsError(msg)
    return path_cut(session.network, path)


def _path(session: Session) -> tuple[FloatArray, tuple[int, ...]]:
    """Return the dials at moments of the page's training, and their steps; none where there is no training."""
    if session.trainer is None:
        return np.zeros((0, session.network.n_parameters)), ()
    states = session.trainer.moments.states
    chosen = np.unique(np.linspace(0, len(states) - 1, min(len(states), MOST_MOMENTS)).round().astype(int))
    rows = [np.asarray(states[k].current.to_vector(), np.float64) for k in chosen]
    return np.stack(rows), tuple(states[k].step for k in chosen)


def _seen_path(session: Session, found: Cut) -> tuple[tuple[float, ...], tuple[int, ...], float | None]:
    """Drop the path of the training onto a plane; return its points, its steps and the share that is seen."""
    path, steps = _path(session)
    if len(found.directions) < 2 or not len(path):  # a line
        return (), (), None
    seen = project(path, np.asarray(found.network.parameters.to_vector(), np.float64), found.directions)
    return tuple(seen.points.ravel().tolist()), steps, seen.share


def _kept_cut(session: Session, number: int) -> tuple[Cut, Split]:
    """Return a cut that the page asked for."""
    kept = _PAGES.get(session)
    if kept is None or number not in kept.cuts:
        msg = f"there is no cut {number} any more, expected one of the newest {MOST_KEPT}. Ask for it again."
        raise SettingsError(msg)
    return kept.cuts[number]


TOPICS = (
    Topic(LandscapeAsk, Landscape, cut),
    Topic(LandscapeCostsAsk, LandscapeCosts, costs),
    Topic(LandscapeSlopeAsk, LandscapeSlope, slope),
    Topic(LandscapeDialsAsk, LandscapeDials, dials),
)
