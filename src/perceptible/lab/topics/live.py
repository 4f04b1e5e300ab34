"""Training live: a training of the page's own, what it shows of itself, and going back in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.augment import Augmentation
from perceptible.errors import SettingsError
from perceptible.lab.examples import Example, coming_example
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic
from perceptible.lab.trainer import Snapshot, Trainer
from perceptible.optimizers import OPTIMIZERS, SCHEDULES
from perceptible.rng import as_generator
from perceptible.training import RECIPES, EpochRow, Settings, TrainingState, recipe_named

__all__ = [
    "TOPICS",
    "EpochFigures",
    "RecipeChoice",
    "Recipes",
    "RecipesAsk",
    "TrainBranchAsk",
    "TrainControlAsk",
    "TrainFrame",
    "TrainFrameAsk",
    "TrainMoment",
    "TrainMomentAsk",
    "TrainStartAsk",
    "TrainStarted",
    "frame_of",
    "take_turned",
    "trainer_of",
]

MOST_EPOCHS = 1000
LARGEST_RATE = 1e6
FASTEST = 100_000.0  # steps a second, beyond which flat out is the word
NO_EXAMPLE = Example(-1, -1, np.zeros(0, np.float32))
SHORT_WAIT = 0.08  # seconds that a single step is waited for, so that its answer shows what came of it
AUGMENTATIONS: dict[str, Augmentation | None] = {
    "none": None,
    "slight": Augmentation(shift=0.5, rotate=4, scale=0.04),
    "strong": Augmentation(shift=1.5, rotate=12, scale=0.12, elastic=0.6),
}


@dataclass(frozen=True)
class RecipesAsk:
    """Ask which recipes there are, and which names settings know."""

    kind: Literal["recipes"]


@dataclass(frozen=True)
class RecipeChoice:
    """A recipe: the network that it starts from, and how it trains."""

    name: str
    summary: str
    hidden: tuple[int, ...]
    activation: str
    output: str
    cost: str
    start: str
    epochs: int
    batch_size: int
    learning_rate: float
    optimizer: str
    schedule: str
    augmentation: str


@dataclass(frozen=True)
class Recipes:
    """All recipes, and the names to choose from."""

    recipes: tuple[RecipeChoice, ...]
    optimizers: tuple[str, ...]
    schedules: tuple[str, ...]
    augmentations: tuple[str, ...]


@dataclass(frozen=True)
class TrainStartAsk:
    """Begin to train the network of the page as it is: by a recipe, but for what is given besides; it begins paused."""

    kind: Literal["train-start"]
    recipe: str
    epochs: int
    batch_size: int
    learning_rate: float
    optimizer: str
    schedule: str
    augmentation: str
    n_train: int
    seed: int


@dataclass(frozen=True)
class TrainControlAsk:
    """Play, pause, step or stop; `speed` is in steps a second, null is flat out."""

    kind: Literal["train-control"]
    action: Literal["play", "pause", "step-example", "step-batch", "step-epoch", "more", "stop"]
    speed: float | None
    n_rows: int


@dataclass(frozen=True)
class TrainFrameAsk:
    """Ask for the newest frame, as soon as there is one after number `since`, and for epochs from `n_rows` on."""

    kind: Literal["train-frame"]
    since: int
    n_rows: int


@dataclass(frozen=True)
class TrainMomentAsk:
    """Look at the moment at this step, or the one that was kept before it; the training pauses."""

    kind: Literal["train-moment"]
    step: int


@dataclass(frozen=True)
class TrainBranchAsk:
    """Go on from the moment at this step, with this learning rate or, where it is null, the one there is."""

    kind: Literal["train-branch"]
    step: int
    learning_rate: float | None


@dataclass(frozen=True)
class EpochFigures:
    """What was measured in and after an epoch; the training's figures while the network changed."""

    epoch: int
    step: int
    train_cost: float
    train_accuracy: float
    test_cost: float | None
    test_accuracy: float | None


@dataclass(frozen=True)
class TrainFrame:
    """A training as it stands.

    `learning_rate` is that of the coming step, `chosen_rate` the one that was chosen, which a schedule scales.
    `curve` holds step, cost and accuracy of pieces of the training, by turns; `rows` the epochs from the asked
    number on; `moments` the steps that can be gone back to; `example` the image that comes next, without pixels
    flat out.
    """

    number: int
    status: Literal["playing", "paused", "finished", "diverged", "none"]
    sentence: str
    step: int
    epoch: int
    position: int
    steps_per_epoch: int
    n_epochs: int
    batch_size: int
    learning_rate: float
    chosen_rate: float
    rate: float
    cost: float | None
    accuracy: float | None
    dials: Floats
    curve: Floats
    n_rows: int
    rows: tuple[EpochFigures, ...]
    moments: Floats
    example: int
    n_in_batch: int
    example_index: int
    example_label: int
    example_pixels: Floats


@dataclass(frozen=True)
class TrainStarted:
    """A training that is ready, and the Python that does the same."""

    code: str
    n_train: int
    n_test: int
    frame: TrainFrame


@dataclass(frozen=True)
class TrainMoment:
    """All dials at one step of the training, and what was known of it then."""

    step: int
    epoch: int
    newest_step: int
    dials: Floats


def recipes(_session: Session, _ask: RecipesAsk) -> Recipes:
    """Tell what there is to choose from."""
    rows = tuple(
        RecipeChoice(
            name=each.name,
            summary=each.summary,
            hidden=each.hidden,
            activation=each.activation,
            output=each.output,
            cost=each.cost,
            start=each.start,
            epochs=each.settings.epochs,
            batch_size=each.settings.batch_size,
            learning_rate=each.settings.learning_rate,
            optimizer=each.settings.optimizer,
            schedule=each.settings.schedule,
            augmentation="none" if each.settings.augmentation is None else "recipe",
        )
        for each in RECIPES.values()
    )
    return Recipes(rows, tuple(OPTIMIZERS), tuple(SCHEDULES), ("recipe", *AUGMENTATIONS))


def start(session: Session, ask: TrainStartAsk) -> TrainStarted:
    """Begin a training; its generator is the second child of the seed's, as `fit` has it."""
    settings = _settings(ask)
    data = session.data.first(ask.n_train)
    trainer = Trainer(session.network, data, settings, as_generator(ask.seed).spawn(2)[1])
    code = _code(session, ask, settings)
    session.train(trainer)
    return TrainStarted(code, trainer.n_train, len(data.test), frame_of(trainer, trainer.give(), 0))


def control(session: Session, ask: TrainControlAsk) -> TrainFrame:
    """Play, pause, step or stop."""
    if ask.action == "stop":
        session.close()
        return _nothing(session)
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
    return _nothing(session) if trainer is None else frame_of(trainer, trainer.give(), ask.n_rows)


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


def frame_of(trainer: Trainer, now: Snapshot, n_rows: int) -> TrainFrame:
    """Describe a training as it stood."""
    state, rows = now.state, now.state.history.rows
    example = NO_EXAMPLE if trainer.is_flat_out else coming_example(trainer, state, now.example)
    schedule = SCHEDULES[trainer.settings.schedule]
    share = state.step / max(1, trainer.settings.epochs * trainer.steps_per_epoch)
    curve = [(point.step, point.cost, point.accuracy) for point in trainer.points]
    return TrainFrame(
        number=now.number,
        status=now.status,
        sentence=_sentence(trainer, now),
        step=state.step,
        epoch=state.epoch,
        position=state.position,
        steps_per_epoch=trainer.steps_per_epoch,
        n_epochs=trainer.settings.epochs,
        batch_size=trainer.settings.batch_size,
        learning_rate=trainer.settings.learning_rate * schedule(min(share, 1.0)),
        chosen_rate=trainer.settings.learning_rate,
        rate=now.rate,
        cost=now.cost,
        accuracy=now.accuracy,
        dials=np.asarray(state.current.to_vector(), np.float32),
        curve=np.array(curve, np.float32).ravel(),
        n_rows=len(rows),
        rows=tuple(map(_figures, rows[max(0, n_rows) :])),
        moments=np.array(trainer.moments.steps, np.float32),
        example=now.example,
        n_in_batch=trainer.n_in_batch(state),
        example_index=example.index,
        example_label=example.label,
        example_pixels=np.asarray(example.pixels, np.float32),
    )


def _figures(row: EpochRow) -> EpochFigures:
    """Return what the page shows of an epoch."""
    return EpochFigures(row.epoch, row.step, row.train_cost, row.train_accuracy, row.test_cost, row.test_accuracy)


def _sentence(trainer: Trainer, now: Snapshot) -> str:
    """Say why a training has ended."""
    if now.status == "diverged":
        return (
            f"After step {now.state.step:,} the cost was no number any more: at a learning rate of "
            f"{trainer.settings.learning_rate:g} the steps are too long. The dials are the last good ones; "
            "go back to a moment before, and on from there with a smaller one."
        )
    if now.status == "finished":
        early = now.state.reason == "early stopping"
        return "The cost stopped falling." if early else f"All {trainer.settings.epochs} epochs are done."
    return ""


def _nothing(session: Session) -> TrainFrame:
    """Say that there is no training."""
    none = np.zeros(0, np.float32)
    return TrainFrame(
        *(0, "none", "", 0, 0, 0, 1, 0, 1, 0.0, 0.0, 0.0, None, None),
        *(session.dials, none, 0, (), none, 0, 0, 0, 0, none),
    )


def _code(session: Session, ask: TrainStartAsk, settings: Settings) -> str:
    """Return the Python that does the same."""
    data = f"data = {session.shelf.data_code}"
    if ask.n_train < len(session.data.train):
        data += f".first({ask.n_train})"
    imports = ["import perceptible as pc"]
    code = session.shown.code
    if "np." in code:
        imports.insert(0, "import numpy as np")
    turned = len(session.turned())
    note = [f"# and {turned} dials were turned by hand before it began"] if turned else []
    written = f"pc.Settings.from_dict({settings.as_dict()!r})"
    lines = [f"network = {code}", *note, f"settings = {written}"]
    call = f"result = pc.fit(data, network=network, settings=settings, rng={ask.seed})"
    return "\n".join([*imports, "", data, *lines, call, "print(result.history.rows[-1])", ""])


TOPICS = (
    Topic(RecipesAsk, Recipes, recipes),
    Topic(TrainStartAsk, TrainStarted, start),
    Topic(TrainControlAsk, TrainFrame, control),
    Topic(TrainFrameAsk, TrainFrame, frame, is_due=is_new),
    Topic(TrainMomentAsk, TrainMoment, moment),
    Topic(TrainBranchAsk, TrainFrame, branch),
)
