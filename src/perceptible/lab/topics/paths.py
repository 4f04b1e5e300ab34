"""Three ways down from one start: all images a step, a mini-batch a step, one image a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.errors import SettingsError
from perceptible.insight.landscape import cost_at
from perceptible.lab.descending import N_POINTS, Descending, Terrain, Way
from perceptible.lab.networks import random_network
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic
from perceptible.network import Network

__all__ = ["SIZES", "TOPICS", "PathFrame", "PathsAsk", "PathsFrame", "PathsFrameAsk", "PathsStopAsk", "start_of"]

HIDDEN = (16, 16)
SIZES = ("all", 100, 1)
FEWEST_IMAGES, MOST_IMAGES = 200, 5_000
MOST_EPOCHS = 60
LARGEST_RATE = 1e3
MOST_DIALS = 120_000  # a path keeps some sixty copies of them


@dataclass(frozen=True)
class PathsAsk:
    """Go down with full batches, mini-batches of 100 and single examples; `rates` are theirs, in that order."""

    kind: Literal["paths"]
    start: Literal["fresh", "own"]
    seed: int
    n_train: int
    epochs: int
    rates: tuple[float, float, float]


@dataclass(frozen=True)
class PathsFrameAsk:
    """Ask how far they are, as soon as that is newer than number `since`."""

    kind: Literal["paths-frame"]
    since: int


@dataclass(frozen=True)
class PathsStopAsk:
    """Stop; what was reached stays."""

    kind: Literal["paths-stop"]


@dataclass(frozen=True)
class PathFrame:
    """One way down, moment by moment; `points` on the plane, right and up by turns, once that is known.

    `noise_start` and `noise_end` say how many times longer than the slope the noise of a step is.
    """

    name: str
    batch_size: int
    learning_rate: float
    n_steps: int
    n_images: Floats
    seconds: Floats
    costs: Floats
    detour: float
    noise_start: float | None
    noise_end: float | None
    points: Floats
    share: float | None


@dataclass(frozen=True)
class PathsFrame:
    """How far they are; `costs` over the plane row by row, no number where it is not measured."""

    number: int
    status: Literal["working", "finished", "stopped", "none"]
    sentence: str
    n_train: int
    epochs: int
    start_cost: float
    paths: tuple[PathFrame, ...]
    n_points: int
    across: Floats
    up: Floats
    costs: Floats
    n_measured: int
    share: float | None


def start(session: Session, ask: PathsAsk) -> PathsFrame:
    """Begin."""
    _check(ask, len(session.data.train))
    network = start_of(session, ask)
    data = session.data.first(ask.n_train)
    sizes = (ask.n_train, SIZES[1], SIZES[2])
    rates = {int(size): rate for size, rate in zip(sizes, ask.rates, strict=True)}
    session.employ(Descending(network, data, rates, epochs=ask.epochs, seed=ask.seed))
    return _frame(session.employed(Descending))


def start_of(session: Session, ask: PathsAsk) -> Network:
    """Return the network that the paths begin from.

    Raises
    ------
    SettingsError
        If the one on the page has too many dials to keep a path of.
    """
    if ask.start == "own":
        if session.network.n_parameters > MOST_DIALS:
            msg = (
                f"the network on the page has {session.network.n_parameters:,} dials, expected at most {MOST_DIALS:,} "
                "for three paths. Start from a new random one."
            )
            raise SettingsError(msg)
        return session.network
    kind = {"activation": "sigmoid", "output": "sigmoid", "cost": "squared-error", "start": "normal"}
    return random_network(session.data, HIDDEN, seed=ask.seed, for_training=False, **kind).network


def is_new(session: Session, ask: PathsFrameAsk) -> bool:
    """Tell whether there is something newer than the page has."""
    descending = session.employed(Descending)
    return descending is None or descending.number > ask.since


def frame(session: Session, _ask: PathsFrameAsk) -> PathsFrame:
    """Tell how far they are."""
    return _frame(session.employed(Descending))


def stop(session: Session, _ask: PathsStopAsk) -> PathsFrame:
    """Stop."""
    descending = session.employed(Descending)
    if descending is not None:
        descending.close()
    return _frame(descending)


def _check(ask: PathsAsk, n_train: int) -> None:
    """Refuse what takes too long, and rates at which nothing can be seen."""
    most = min(MOST_IMAGES, n_train)
    if not FEWEST_IMAGES <= ask.n_train <= most:
        msg = f"training images: {ask.n_train:,}, expected {FEWEST_IMAGES} to {most:,}, to take seconds. Change them."
        raise SettingsError(msg)
    if not 1 <= ask.epochs <= MOST_EPOCHS:
        msg = f"epochs: {ask.epochs}, expected 1 to {MOST_EPOCHS}, to take seconds. Change them."
        raise SettingsError(msg)
    if not 0 <= ask.seed < 2**32:
        msg = f"the seed is {ask.seed}, expected 0 to {2**32 - 1}. Choose another."
        raise SettingsError(msg)
    wrong = [rate for rate in ask.rates if not 0 < rate <= LARGEST_RATE]
    if wrong:
        msg = f"a learning rate is {wrong[0]:g}, expected more than 0 and at most {LARGEST_RATE:g}. Change it."
        raise SettingsError(msg)


def _frame(descending: Descending | None) -> PathsFrame:
    """Describe how far they are."""
    none = np.zeros(0, np.float32)
    if descending is None:
        return PathsFrame(0, "none", "", 0, 0, 0.0, (), N_POINTS, none, none, none, 0, None)
    number, status, terrain, ways = descending.number, descending.status, descending.terrain, descending.ways
    across, up = (none, none) if terrain is None else terrain.steps
    return PathsFrame(
        number=number,
        status=status,
        sentence=descending.sentence,
        n_train=len(descending.data.train),
        epochs=descending.epochs,
        start_cost=_start_cost(descending),
        paths=tuple(_path(way, terrain, place) for place, way in enumerate(ways)),
        n_points=N_POINTS,
        across=np.asarray(across, np.float32),
        up=np.asarray(up, np.float32),
        costs=none if terrain is None else np.asarray(terrain.costs, np.float32).ravel(),
        n_measured=descending.n_measured,
        share=None if terrain is None else terrain.share,
    )


def _start_cost(descending: Descending) -> float:
    """Return the average cost at the start."""
    if descending.ways:
        return float(descending.ways[0].path.costs[0])
    network = descending.network
    return cost_at(network, np.asarray(network.parameters.to_vector()), descending.data.train)


def _path(way: Way, terrain: Terrain | None, place: int) -> PathFrame:
    """Describe one way down."""
    path = way.path
    seen = None if terrain is None else terrain.seen[place]
    return PathFrame(
        name=path.name,
        batch_size=path.settings.batch_size,
        learning_rate=path.settings.learning_rate,
        n_steps=path.recording.steps[-1],
        n_images=np.array(path.n_images, np.float32),
        seconds=np.asarray(way.seconds, np.float32),
        costs=np.asarray(path.costs, np.float32),
        detour=path.detour,
        noise_start=_finite(way.start.ratio),
        noise_end=_finite(way.end.ratio),
        points=np.zeros(0, np.float32) if seen is None else np.asarray(seen.points, np.float32).ravel(),
        share=None if seen is None else seen.share,
    )


def _finite(value: float) -> float | None:
    """Return a number that JSON knows."""
    return value if np.isfinite(value) else None


TOPICS = (
    Topic(PathsAsk, PathsFrame, start),
    Topic(PathsFrameAsk, PathsFrame, frame, is_due=is_new),
    Topic(PathsStopAsk, PathsFrame, stop),
)
