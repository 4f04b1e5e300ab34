"""Race: up to nine ways to train, side by side from the same seeds, and who wins by how much."""

from __future__ import annotations

from typing import Literal

import numpy as np

from perceptible.errors import SettingsError
from perceptible.insight.race import Race, Runner, entered
from perceptible.lab.entering import recipes_of
from perceptible.lab.racing import Lane, Racing
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic
from perceptible.lab.topics.race_shapes import (
    LaneFrame,
    RaceFrame,
    RaceFrameAsk,
    RaceNetwork,
    RaceNetworkAsk,
    RaceStartAsk,
    RaceStopAsk,
    RunnerFrame,
)

__all__ = ["TOPICS"]


def start(session: Session, ask: RaceStartAsk) -> RaceFrame:
    """Begin a race."""
    recipes = recipes_of(ask, len(session.data.train))
    seeds = tuple(range(ask.seed, ask.seed + ask.n_seeds))
    trainings = entered(recipes, session.data.first(ask.n_train), seeds=seeds)
    session.employ(Racing(list(recipes), seeds, trainings))
    return _frame(session.employed(Racing))


def is_new(session: Session, ask: RaceFrameAsk) -> bool:
    """Tell whether there is something newer than the page has."""
    racing = session.employed(Racing)
    return racing is None or racing.number > ask.since


def frame(session: Session, _ask: RaceFrameAsk) -> RaceFrame:
    """Tell how the race stands."""
    return _frame(session.employed(Racing))


def stop(session: Session, _ask: RaceStopAsk) -> RaceFrame:
    """Stop the race."""
    racing = session.employed(Racing)
    if racing is not None:
        racing.close()
    return _frame(racing)


def network(session: Session, ask: RaceNetworkAsk) -> RaceNetwork:
    """Return the dials of a runner."""
    racing = session.employed(Racing)
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
