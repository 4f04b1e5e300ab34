"""Training live: a training of the page's own, steered, looked back upon, and gone on with from there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import SettingsError
from perceptible.lab.lessons import Lessons
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic
from perceptible.lab.topics.live_frame import frame_of, no_frame
from perceptible.lab.topics.live_shapes import (
    TrainBranchAsk,
    TrainControlAsk,
    TrainFrame,
    TrainFrameAsk,
    TrainMoment,
    TrainMomentAsk,
    TrainStartAsk,
    TrainStarted,
)
from perceptible.lab.topics.recipes import AUGMENTATIONS
from perceptible.lab.trainer import Trainer
from perceptible.rng import as_generator
from perceptible.training import Settings, TrainingState, recipe_named

__all__ = ["TOPICS", "take_turned", "trainer_of"]

MOST_EPOCHS = 1000
LARGEST_RATE = 1e6
FASTEST = 100_000.0  # steps a second, beyond which flat out is the word
SHORT_WAIT = 0.08  # seconds that a single step is waited for, so that its answer shows what came of it


def start(session: Session, ask: TrainStartAsk) -> TrainStarted:
    """Begin a training; its generator is the second child of the seed's, as `fit` has it."""
    settings = _settings(ask)
    lessons = Lessons(ask.n_train, ask.shuffled, ask.seed)
    data = lessons.of(session.data)
    trainer = Trainer(session.network, data, settings, as_generator(ask.seed).spawn(2)[1])
    code = _code(session, lessons, settings)
    session.train(trainer, lessons)
    return TrainStarted(code, trainer.n_train, len(data.test), frame_of(trainer, trainer.give(), 0))


def control(session: Session, ask: TrainControlAsk) -> TrainFrame:
    """Play, pause, step or stop."""
    if ask.action == "stop":
        session.close()
        return no_frame(session)
    trainer = trainer_of(session)
    if ask.action == "pause":
        trainer.pause()
    else:
        take_turned(session, trainer)
        _act(trainer, ask)
    return frame_of(trainer, trainer.give(), ask.n_rows)


def is_new(session: Session, ask: TrainFrameAsk) -> bool:
    """Tell whether there is a newer frame than the page has."""
    return session.trainer is None or session.trainer.is_due(ask.since)


def frame(session: Session, ask: TrainFrameAsk) -> TrainFrame:
    """Return the newest frame."""
    trainer = session.trainer
    return no_frame(session) if trainer is None else frame_of(trainer, trainer.give(), ask.n_rows)


def moment(session: Session, ask: TrainMomentAsk) -> TrainMoment:
    """Go back to a moment; everything that is asked then is about that."""
    trainer = trainer_of(session)
    trainer.pause()
    newest = trainer.give().state
    state = newest if ask.step >= newest.step else trainer.moments.at(ask.step)
    session.look_at(state)
    return TrainMoment(state.step, state.epoch, newest.step, session.dials)


def branch(session: Session, ask: TrainBranchAsk) -> TrainFrame:
    """Go on from a moment, with dials that were turned there."""
    trainer = trainer_of(session)
    settings = trainer.settings
    if ask.learning_rate is not None:
        settings = replace(settings, learning_rate=_rate(ask.learning_rate))
    trainer.pause()
    newest = trainer.give().state
    state = newest if ask.step >= newest.step else trainer.moments.at(ask.step)
    if session.at is not None and session.at.step == state.step:
        state = _with_turned(session, session.at)
    trainer.go_on_from(state, settings)
    return frame_of(trainer, trainer.give(), 0)


def trainer_of(session: Session) -> Trainer:
    """Return the page's training."""
    if session.trainer is None:
        msg = "there is no training on this page, expected one to be started. Choose settings and start one."
        raise SettingsError(msg)
    return session.trainer


def take_turned(session: Session, trainer: Trainer) -> None:
    """Where dials were turned by hand, go on from them: from the moment at which they were turned."""
    state = session.at
    if state is None or not len(session.turned_in_training()):
        return
    if trainer.newest.status == "playing":
        trainer.pause()
        trainer.give()
    trainer.go_on_from(_with_turned(session, state))
    session.look_at(trainer.give().state)


def _settings(ask: TrainStartAsk) -> Settings:
    """Return the settings that the page asks for, checked."""
    if not 1 <= ask.epochs <= MOST_EPOCHS:
        msg = f"epochs is {ask.epochs}, expected 1 to {MOST_EPOCHS}. More of them are for: perceptible train"
        raise SettingsError(msg)
    settings = recipe_named(ask.recipe).settings
    if ask.augmentation != "recipe":
        if ask.augmentation not in AUGMENTATIONS:
            msg = f"augmentation is {ask.augmentation!r}, expected recipe, {', '.join(AUGMENTATIONS)}. Choose one."
            raise SettingsError(msg)
        settings = replace(settings, augmentation=AUGMENTATIONS[ask.augmentation])
    return replace(
        settings,
        epochs=ask.epochs,
        batch_size=ask.batch_size,
        learning_rate=_rate(ask.learning_rate),
        optimizer=ask.optimizer,
        schedule=ask.schedule,
    )


def _rate(learning_rate: float) -> float:
    """Refuse a learning rate at which nothing can be seen any more."""
    if not 0 <= learning_rate <= LARGEST_RATE:
        msg = f"the learning rate is {learning_rate:g}, expected 0 to {LARGEST_RATE:g}. The lesson's network likes 1.5."
        raise SettingsError(msg)
    return learning_rate


def _with_turned(session: Session, state: TrainingState) -> TrainingState:
    """Return the state with the dials that were turned by hand since the page was given it."""
    places = session.turned_in_training()
    if not len(places):
        return state
    values = session.dials[places]

    def turned(vector: FloatArray) -> FloatArray:
        vector = np.array(vector)
        vector[places] = values
        return vector

    parameters = state.parameters
    changed = parameters.from_vector(turned(parameters.to_vector()))
    average = state.average and state.average.from_vector(turned(state.average.to_vector()))
    return replace(state, parameters=changed, average=average)


def _act(trainer: Trainer, ask: TrainControlAsk) -> None:
    """Do what was asked for; a single step is waited for, where it is quick."""
    if ask.action == "play":
        if ask.speed is not None and not 0 < ask.speed <= FASTEST:
            msg = f"speed is {ask.speed:g} steps a second, expected more than 0 and at most {FASTEST:g}, or flat out."
            raise SettingsError(msg)
        trainer.play(ask.speed)
    elif ask.action == "step-example":
        trainer.look_further()
    elif ask.action == "step-batch":
        trainer.pause()
        trainer.step()
    elif ask.action == "step-epoch":
        trainer.finish_epoch()
    elif ask.action == "more":
        more = min(MOST_EPOCHS, 2 * trainer.settings.epochs)
        trainer.go_on_from(trainer.pause().state, replace(trainer.settings, epochs=more))
        trainer.play(ask.speed)
    if ask.action.startswith("step"):
        trainer.wait_until_idle(SHORT_WAIT)


def _code(session: Session, lessons: Lessons, settings: Settings) -> str:
    """Return the Python that does the same."""
    code = session.shown.code
    numpy = ["import numpy as np"] if "np." in code else []
    imports = [*numpy, "import perceptible as pc", *lessons.imports()]
    data = [f"data = {session.shelf.data_code}", *lessons.code(session.data)]
    turned = len(session.turned())
    note = [f"# and {turned} dials were turned by hand before it began"] if turned else []
    written = f"pc.Settings.from_dict({settings.as_dict()!r})"
    lines = [f"network = {code}", *note, f"settings = {written}"]
    call = f"result = pc.fit(data, network=network, settings=settings, rng={lessons.seed})"
    return "\n".join([*imports, "", *data, *lines, call, "print(result.history.rows[-1])", ""])


TOPICS = (
    Topic(TrainStartAsk, TrainStarted, start),
    Topic(TrainControlAsk, TrainFrame, control),
    Topic(TrainFrameAsk, TrainFrame, frame, is_due=is_new),
    Topic(TrainMomentAsk, TrainMoment, moment),
    Topic(TrainBranchAsk, TrainFrame, branch),
)
