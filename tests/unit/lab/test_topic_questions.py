"""Experiments of a page, held against the same experiment done directly."""

import time

import pytest
from tests.lab import ask, page, shelf

from perceptible.errors import PerceptibleError
from perceptible.experiments import EXPERIMENTS, question_settings
from perceptible.lab.answering import Answerer

PATIENCE = 60  # seconds
PNG = b"\x89PNG"


def finished(session):
    """Wait until the experiment is over."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        course = ask(session, kind="question-course", since=0)
        if course.status != "running":
            return course
        time.sleep(0.02)
    raise AssertionError(course)


@pytest.fixture(scope="module")
def asked():
    """Return a page whose experiment is over."""
    session = page()
    ask(session, kind="question-start", name="noise", seed=5)
    return session, finished(session)


def test_every_experiment_is_a_question():
    """In their order, each with the command that gives the whole of it."""
    found = ask(page(), kind="questions").questions
    assert [one.name for one in found] == list(EXPERIMENTS)
    assert [one.command for one in found] == [f"perceptible experiment {name} --full" for name in EXPERIMENTS]


def test_what_came_out_is_what_the_library_finds(asked):
    """The same seeds, jobs done one by one: the same findings and tables."""
    _, course = asked
    noise, data = EXPERIMENTS["noise"], shelf().data
    settings = question_settings(noise, "quick", seeds=(5, 6))
    jobs = noise.jobs(settings, data)
    result = noise.combine(settings, data, jobs, [noise.run(job, data) for job in jobs])
    assert course.status == "done"
    assert course.findings == result.findings
    for row, expected in zip(course.tables[0].rows, result.tables[0].rows, strict=True):
        assert list(row) == [pytest.approx(cell, rel=1e-4) if isinstance(cell, float) else cell for cell in expected]


def test_the_figure_is_a_picture_with_the_finding_as_its_title(asked):
    """PNG files begin with these bytes."""
    session, course = asked
    figure = ask(session, kind="question-figure", figure=course.figures[0], theme="dark")
    assert figure.png[:4].tobytes() == PNG
    assert figure.title == course.findings[0]


def test_an_experiment_that_is_stopped_stays_stopped():
    """Its thread ends after the piece under way, and its result, if there is one, is not shown."""
    session = page()
    ask(session, kind="question-start", name="noise", seed=0)
    assert ask(session, kind="question-stop").status == "stopped"
    time.sleep(0.5)
    assert ask(session, kind="question-course", since=0).status == "stopped"
    session.leave()


def test_before_the_first_there_is_nothing():
    """Neither a course nor a figure."""
    session = page()
    assert ask(session, kind="question-course", since=0).status == "none"
    assert ask(session, kind="question-stop").status == "none"
    with pytest.raises(PerceptibleError, match="no experiment is done"):
        ask(session, kind="question-figure", figure="noise", theme="light")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "nose"}, "experiment 'nose' is not known"),
        ({"seed": -1}, "first seed is -1"),
        ({"seed": 2**40}, "seed"),
    ],
)
def test_bad_input_is_refused(change, message):
    """What it is, and what is expected; nothing is begun."""
    session = page()
    with pytest.raises(PerceptibleError, match=message):
        ask(session, **({"kind": "question-start", "name": "noise", "seed": 0} | change))
    assert not session.workers


def test_what_goes_wrong_is_told():
    """An experiment that cannot be done on these data ends with its sentence."""
    noise = EXPERIMENTS["noise"]
    settings = question_settings(noise, "quick")
    answerer = Answerer(noise, settings.__class__(recipes=("no-such",), seeds=(0,)), shelf().data)
    until = time.monotonic() + PATIENCE
    while answerer.course.status == "running" and time.monotonic() < until:
        time.sleep(0.02)
    assert answerer.course.status == "failed"
    assert "no-such" in answerer.course.sentence
