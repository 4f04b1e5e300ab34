"""The lesson's questions: an experiment done while one watches, what came out, and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from perceptible.errors import SettingsError, find_named
from perceptible.experiments import EXPERIMENTS, Result, question_settings
from perceptible.experiments.wording import seeds_words
from perceptible.lab.answering import Answerer, Course
from perceptible.lab.session import Session
from perceptible.lab.shapes import Bytes, Topic

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "TOPICS",
    "Question",
    "QuestionCourse",
    "QuestionCourseAsk",
    "QuestionFigure",
    "QuestionFigureAsk",
    "QuestionStartAsk",
    "QuestionStopAsk",
    "QuestionTable",
    "Questions",
    "QuestionsAsk",
]

LARGEST_SEED = 2**31


@dataclass(frozen=True)
class QuestionsAsk:
    """Ask which questions there are."""

    kind: Literal["questions"]


@dataclass(frozen=True)
class Question:
    """A question, and what its quick answer takes; `command` gives the whole one."""

    name: str
    title: str
    question: str
    takes: str
    command: str


@dataclass(frozen=True)
class Questions:
    """All questions, in the order of the lesson."""

    questions: tuple[Question, ...]


@dataclass(frozen=True)
class QuestionStartAsk:
    """Begin the quick experiment on a question, its seeds counted from this one; the one before ends."""

    kind: Literal["question-start"]
    name: str
    seed: int


@dataclass(frozen=True)
class QuestionStopAsk:
    """Stop the experiment after the piece under way."""

    kind: Literal["question-stop"]


@dataclass(frozen=True)
class QuestionCourseAsk:
    """Ask how far the experiment is, as soon as that has changed since number `since`."""

    kind: Literal["question-course"]
    since: int


@dataclass(frozen=True)
class QuestionTable:
    """Numbers with names."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True)
class QuestionCourse:
    """How far the experiment is, and once it is done what came out; `figures` are the names of its figures."""

    name: str
    number: int
    status: Literal["none", "running", "done", "stopped", "failed"]
    sentence: str
    n_done: int
    n_pieces: int
    seconds: float
    seeds: tuple[int, ...]
    data: str
    findings: tuple[str, ...]
    tables: tuple[QuestionTable, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True)
class QuestionFigureAsk:
    """Ask for a figure of the experiment that is done."""

    kind: Literal["question-figure"]
    figure: str
    theme: Literal["light", "dark"]


@dataclass(frozen=True)
class QuestionFigure:
    """A figure as the bytes of a PNG file, two points for each pixel, and its title."""

    title: str
    png: Bytes


def list_questions(_session: Session, _ask: QuestionsAsk) -> Questions:
    """Return all questions."""
    return Questions(
        tuple(
            Question(one.name, one.title, one.question, one.takes["quick"], f"perceptible experiment {one.name} --full")
            for one in EXPERIMENTS.values()
        )
    )


def start(session: Session, ask: QuestionStartAsk) -> QuestionCourse:
    """Begin an experiment."""
    experiment = find_named(EXPERIMENTS, ask.name, "experiment")
    if not 0 <= ask.seed <= LARGEST_SEED:
        msg = f"the first seed is {ask.seed}, expected a whole number from 0 to {LARGEST_SEED}. Choose one of these."
        raise SettingsError(msg)
    n_seeds = len(question_settings(experiment, "quick").seeds)
    settings = question_settings(experiment, "quick", seeds=range(ask.seed, ask.seed + n_seeds))
    answerer = Answerer(experiment, settings, session.data)
    session.employ(answerer)
    return _told(answerer, answerer.course)


def stop(session: Session, _ask: QuestionStopAsk) -> QuestionCourse:
    """Stop the experiment."""
    answerer = session.employed(Answerer)
    if answerer is None:
        return NOTHING
    answerer.close()
    return _told(answerer, answerer.course)


def course(session: Session, _ask: QuestionCourseAsk) -> QuestionCourse:
    """Return how far the experiment is."""
    answerer = session.employed(Answerer)
    return NOTHING if answerer is None else _told(answerer, answerer.course)


def has_changed(session: Session, ask: QuestionCourseAsk) -> bool:
    """Tell whether the experiment is farther than the page knows."""
    answerer = session.employed(Answerer)
    return answerer is None or answerer.course.number > ask.since


def draw(session: Session, ask: QuestionFigureAsk) -> QuestionFigure:
    """Draw a figure of the experiment."""
    from perceptible.plotting.saving import render  # matplotlib takes a second, and only figures need it

    answerer = session.employed(Answerer)
    result = None if answerer is None else answerer.course.result
    if answerer is None or result is None:
        msg = "no experiment is done, expected one that has ended. Run it first."
        raise SettingsError(msg)
    drawn = _drawn(answerer, result, ask.theme)
    figure = find_named(drawn, ask.figure, "figure")
    return QuestionFigure(str(figure.get_label()), np.frombuffer(render(figure, ".png"), np.uint8))


def _source(answerer: Answerer) -> str:
    """Say what it was measured on."""
    data, seeds = answerer.data, seeds_words(answerer.settings.seeds)
    return f"{data.name}, {len(data.train):,} training and {len(data.test):,} test images; quick, {seeds}."


NOTHING = QuestionCourse("", 0, "none", "", 0, 0, 0.0, (), "", (), (), ())


def _told(answerer: Answerer, now: Course) -> QuestionCourse:
    """Return how far an experiment is, for the page."""
    result = now.result
    tables = () if result is None else tuple(QuestionTable(one.name, one.columns, one.rows) for one in result.tables)
    figures = () if result is None else tuple(_drawn(answerer, result, "light"))
    return QuestionCourse(
        name=answerer.experiment.name,
        number=now.number,
        status=now.status,
        sentence=now.sentence,
        n_done=now.n_done,
        n_pieces=now.n_pieces,
        seconds=now.seconds,
        seeds=tuple(answerer.settings.seeds),
        data=_source(answerer),
        findings=() if result is None else result.findings,
        tables=tables,
        figures=figures,
    )


def _drawn(answerer: Answerer, result: Result, theme: Literal["light", "dark"]) -> Mapping[str, Figure]:
    """Draw all figures."""
    from perceptible.plotting.experiments import FIGURES

    return FIGURES[answerer.experiment.name](result, source=_source(answerer), theme=theme)


TOPICS = (
    Topic(QuestionsAsk, Questions, list_questions),
    Topic(QuestionStartAsk, QuestionCourse, start),
    Topic(QuestionStopAsk, QuestionCourse, stop),
    Topic(QuestionCourseAsk, QuestionCourse, course, is_due=has_changed),
    Topic(QuestionFigureAsk, QuestionFigure, draw, is_long=True),
)
