"""Race: up to nine ways to train, side by side from the same seeds, and who wins by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from perceptible.errors import SettingsError
from perceptible.insight.race import Race, Runner, entered
from perceptible.lab.racing import Lane, Racing
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic
from perceptible.training import Recipe, Settings

__all__ = [
    "TOPICS",
    "LaneFrame",
    "RaceEntry",
    "RaceFrame",
    "RaceFrameAsk",
    "RaceNetwork",
    "RaceNetworkAsk",
    "RaceStartAsk",
    "RaceStopAsk",
    "RunnerFrame",
    "recipes_of",
]

WORKER = "race"
MOST_EPOCHS, MOST_SEEDS = 100, 5
MOST_LAYERS, MOST_NEURONS = 4, 128
LARGEST_RATE = 1e6
LONGEST_NAME = 60
OUTPUTS = {"squared-error": "sigmoid", "cross-entropy": "softmax"}


@dataclass(frozen=True)
class RaceEntry:
    """One runner: a network and how it trains."""

    name: str
    hidden: tuple[int, ...]
    activation: str
    start: str
    optimizer: str
    learning_rate: float
    batch_size: int


@dataclass(frozen=True)
class RaceStartAsk:
    """Begin a race; each runner trains from `n_seeds` seeds, `seed` and those after it. The race before ends."""

    kind: Literal["race-start"]
    entries: tuple[RaceEntry, ...]
    cost: Literal["squared-error", "cross-entropy"]
    epochs: int
    n_train: int
    seed: int
    n_seeds: int


@dataclass(frozen=True)
class RaceFrameAsk:
    """Ask how the race stands, as soon as that is newer than number `since`."""

    kind: Literal["race-frame"]
    since: int


@dataclass(frozen=True)
class RaceStopAsk:
    """Stop the race; what was reached stays."""

    kind: Literal["race-stop"]


@dataclass(frozen=True)
class RaceNetworkAsk:
    """Ask for the dials of a runner, from one of the seeds; both are counted from 0."""

    kind: Literal["race-network"]
    runner: int
    place: int


@dataclass(frozen=True)
class LaneFrame:
    """One training: `tested` holds epoch, cost and accuracy on test images by turns; `running` the same in training."""

    seed: int
    epoch: int
    status: Literal["running", "done", "diverged"]
    accuracy: float | None
    tested: Floats
    running: Floats


@dataclass(frozen=True)
class RunnerFrame:
    """One runner: median, lowest and highest accuracy over the seeds, where each has measured one; diverged is 0."""

    name: str
    median: float | None
    low: float | None
    high: float | None
    n_diverged: int
    lanes: tuple[LaneFrame, ...]


@dataclass(frozen=True)
class RaceFrame:
    """A race as it stands; `ranking` holds places of runners, the best first, once all have measured something."""

    number: int
    status: Literal["racing", "finished", "stopped", "none"]
    seconds: float
    progress: float
    n_epochs: int
    seeds: tuple[int, ...]
    runners: tuple[RunnerFrame, ...]
    ranking: tuple[int, ...]
    margin: float
    is_clear: bool


@dataclass(frozen=True)
class RaceNetwork:
    """All dials of a runner, as they are."""

    dials: Floats


def start(session: Session, ask: RaceStartAsk) -> RaceFrame:
    """Begin a race."""
    recipes = recipes_of(ask, len(session.data.train))
    seeds = tuple(range(ask.seed, ask.seed + ask.n_seeds))
    trainings = entered(recipes, session.data.first(ask.n_train), seeds=seeds)
    session.employ(WORKER, Racing(list(recipes), seeds, trainings))
    return _frame(_racing(session))


def is_new(session: Session, ask: RaceFrameAsk) -> bool:
    """Tell whether there is something newer than the page has."""
    racing = _racing(session)
    return racing is None or racing.number > ask.since


def frame(session: Session, _ask: RaceFrameAsk) -> RaceFrame:
    """Tell how the race stands."""
    return _frame(_racing(session))


def stop(session: Session, _ask: RaceStopAsk) -> RaceFrame:
    """Stop the race."""
    racing = _racing(session)
    if racing is not None:
        racing.close()
    return _frame(racing)


def network(session: Session, ask: RaceNetworkAsk) -> RaceNetwork:
    """Return the dials of a runner."""
    racing = _racing(session)
    n_runners, n_seeds = (0, 0) if racing is None else (len(racing.names), len(racing.seeds))
    if racing is None or not (0 <= ask.runner < n_runners and 0 <= ask.place < n_seeds):
        msg = (
            f"there is no runner {ask.runner} from seed number {ask.place}, expected less than {n_runners} and "
            f"{n_seeds}. Start a race first."
        )
        raise SettingsError(msg)
    state = racing.lanes_of(ask.runner)[ask.place].state
    if state is None:
        msg = f"runner {ask.runner} has not begun, expected some steps. Wait a moment."
        raise SettingsError(msg)
    return RaceNetwork(np.asarray(state.current.to_vector(), np.float32))


def recipes_of(ask: RaceStartAsk, n_train: int) -> Mapping[str, Recipe]:
    """Return what the library's `race` is given: a recipe for each name.

    Raises
    ------
    SettingsError, UnknownNameError
        If something cannot be; the sentence says what.
    """
    _check(ask, n_train)
    recipes = {}
    for entry in ask.entries:
        _check_entry(entry, ask.n_train)
        settings = Settings(
            epochs=ask.epochs,
            batch_size=entry.batch_size,
            learning_rate=entry.learning_rate,
            optimizer=entry.optimizer,
        )
        recipes[entry.name] = Recipe(
            name=entry.name,
            summary="a runner",
            hidden=entry.hidden,
            activation=entry.activation,
            output=OUTPUTS[ask.cost],
            cost=ask.cost,
            start=entry.start,
            settings=settings,
        )
    if len(recipes) < len(ask.entries):
        msg = f"{len(ask.entries)} runners have {len(recipes)} names, expected as many. Give each its own."
        raise SettingsError(msg)
    return recipes


def _check(ask: RaceStartAsk, n_train: int) -> None:
    """Refuse a race that takes forever, or has nothing to learn from."""
    for name, value, low, high in (
        ("epochs", ask.epochs, 1, MOST_EPOCHS),
        ("seeds", ask.n_seeds, 1, MOST_SEEDS),
        ("training images", ask.n_train, 1, n_train),
        ("the first seed", ask.seed, 0, 2**32 - 1),
    ):
        if not low <= value <= high:
            msg = f"{name}: {value}, expected {low} to {high:,}. Change it."
            raise SettingsError(msg)


def _check_entry(entry: RaceEntry, n_train: int) -> None:
    """Refuse a runner that cannot be drawn or trained here; the rest is the library's to refuse."""
    if not 0 < len(entry.name) <= LONGEST_NAME:
        msg = f"a runner's name has {len(entry.name)} letters, expected 1 to {LONGEST_NAME}. Change it."
        raise SettingsError(msg)
    if not 0 <= entry.learning_rate <= LARGEST_RATE:
        msg = f"{entry.name}: the learning rate is {entry.learning_rate:g}, expected 0 to {LARGEST_RATE:g}. Change it."
        raise SettingsError(msg)
    if not 1 <= entry.batch_size <= n_train:
        msg = f"{entry.name}: a step looks at {entry.batch_size} images, expected 1 to {n_train:,}. Change it."
        raise SettingsError(msg)
    if len(entry.hidden) > MOST_LAYERS or not all(1 <= size <= MOST_NEURONS for size in entry.hidden):
        sizes = "-".join(map(str, entry.hidden))
        msg = f"{entry.name}: hidden layers {sizes}, expected up to {MOST_LAYERS} of 1 to {MOST_NEURONS}. Change them."
        raise SettingsError(msg)


def _racing(session: Session) -> Racing | None:
    """Return the page's race, where there is one."""
    racing = session.workers.get(WORKER)
    return racing if isinstance(racing, Racing) else None


def _frame(racing: Racing | None) -> RaceFrame:
    """Describe a race."""
    if racing is None:
        return RaceFrame(0, "none", 0.0, 0.0, 0, (), (), (), 0.0, is_clear=False)
    number, status, standing = racing.number, racing.status, racing.standing
    places = {name: place for place, name in enumerate(racing.names)}
    judged = [None] * len(places) if standing is None else standing.runners
    return RaceFrame(
        number=number,
        status=status,
        seconds=racing.seconds,
        progress=sum(lane.progress for lane in racing.lanes) / len(racing.lanes),
        n_epochs=racing.lanes[0].training.settings.epochs,
        seeds=racing.seeds,
        runners=tuple(_runner(racing, place, each) for place, each in enumerate(judged)),
        ranking=() if standing is None else tuple(places[runner.name] for runner in standing.ranking),
        margin=0.0 if standing is None else standing.margin,
        is_clear=standing is not None and _is_clear(standing),
    )


def _is_clear(standing: Race) -> bool:
    """Tell whether no luck of a seed decided; from a single seed nobody knows."""
    return standing.is_clear and len(standing.seeds) > 1


def _runner(racing: Racing, place: int, judged: Runner | None) -> RunnerFrame:
    """Describe one runner."""
    lanes = racing.lanes_of(place)
    low, high = (None, None) if judged is None else judged.spread
    return RunnerFrame(
        name=racing.names[place],
        median=None if judged is None else judged.median,
        low=low,
        high=high,
        n_diverged=sum(lane.reason == "diverged" for lane in lanes),
        lanes=tuple(_lane(lane, seed) for lane, seed in zip(lanes, racing.seeds, strict=True)),
    )


def _lane(lane: Lane, seed: int) -> LaneFrame:
    """Describe one training."""
    state, per_epoch = lane.state, lane.steps_per_epoch
    tested = list(lane.tested)
    running = [(point.step / per_epoch, point.cost, point.accuracy) for point in lane.course.points]
    ended: Literal["running", "done", "diverged"] = "diverged" if lane.reason == "diverged" else "done"
    return LaneFrame(
        seed=seed,
        epoch=0 if state is None else state.epoch,
        status="running" if lane.reason is None else ended,
        accuracy=tested[-1][2] if tested else None,
        tested=np.array(tested, np.float32).ravel(),
        running=np.array(running, np.float32).ravel(),
    )


TOPICS = (
    Topic(RaceStartAsk, RaceFrame, start),
    Topic(RaceFrameAsk, RaceFrame, frame, is_due=is_new),
    Topic(RaceStopAsk, RaceFrame, stop),
    Topic(RaceNetworkAsk, RaceNetwork, network),
)
