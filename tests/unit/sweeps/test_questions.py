"""Pieces of an experiment in a folder: what goes on, what is refused, and what is said of what failed."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pytest
from tests import tiny

from perceptible.errors import DivergedError, FormatError, SettingsError, ShapeError
from perceptible.experiments import Experiment, Table
from perceptible.sweeps.outcomes import Outcome
from perceptible.sweeps.questions import ExperimentError, answer_question, described_question, do_pieces, pieces
from perceptible.sweeps.workers import Serial

DATA = tiny.dataset()


@dataclass(frozen=True)
class Asked:
    """Settings: nothing but seeds."""

    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class Job:
    """One seed."""

    seed: int


@dataclass(frozen=True)
class Squares:
    """What came out."""

    values: tuple[int, ...]
    findings: tuple[str, ...] = ("They are squares.",)
    tables: tuple[Table, ...] = ()


def square(job, _data):
    """Return the square of the seed; of 13 nothing."""
    if job.seed == 13:
        msg = "the cost is nan, expected a number. Lower the rate."
        raise DivergedError(msg, None)
    return {"square": job.seed**2}


SQUARES = Experiment(
    name="squares",
    title="Squares",
    question="Which squares?",
    takes=dict.fromkeys(("quick", "standard", "full"), "no time"),
    sizes=dict.fromkeys(("quick", "standard", "full"), Asked()),
    jobs=lambda settings, _data: [Job(seed) for seed in settings.seeds],
    run=square,
    combine=lambda _settings, _data, _jobs, answers: Squares(tuple(one["square"] for one in answers)),
)


def done(folder, settings=None, *, experiment=SQUARES, data=DATA, most=99):
    """Do at most so many new pieces in a folder; return the outcomes."""
    settings = settings or Asked()
    about = described_question(experiment, "quick", settings, data)
    outcomes = []
    found = do_pieces(
        experiment,
        pieces(experiment, settings, data),
        data,
        folder=folder,
        about=about,
        workers=Serial(),
        should_stop=lambda: sum(outcome.is_new for outcome in outcomes) >= most,
    )
    for outcome in found:
        outcomes.append(outcome)  # noqa: PERF402  # `should_stop` looks at what is there so far
    return outcomes


def test_a_stopped_experiment_goes_on_to_the_same_result(tmp_path):
    """After one piece of three, what is left is done and what was done is read."""
    whole = answer_question(SQUARES, Asked(), DATA, done(tmp_path / "whole"))
    assert len(done(tmp_path / "part", most=1)) == 1
    rest = done(tmp_path / "part")
    assert [outcome.is_new for outcome in rest] == [False, True, True]
    assert answer_question(SQUARES, Asked(), DATA, rest) == whole == Squares((0, 1, 4))


def test_more_seeds_share_the_folder_of_few(tmp_path):
    """Whoever wants more asks for more, and pays for these alone."""
    done(tmp_path)
    more = done(tmp_path, Asked((5, 2, 0)))
    assert {outcome.job.job.seed: outcome.is_new for outcome in more} == {5: True, 2: False, 0: False}
    assert answer_question(SQUARES, Asked((5, 2, 0)), DATA, more).values == (25, 4, 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"experiment": replace(SQUARES, name="cubes")}, r"holds 'squares' on 'tiny'.*expected 'cubes' on.*--out"),
        (
            {"data": replace(DATA, fingerprint="0123")},
            r"expected 'squares' on 'tiny' with 0123\. Choose another.*--out",
        ),
    ],
)
def test_a_folder_of_something_else_is_refused_and_stays_as_it_is(tmp_path, change, message):
    """Else its result would be overwritten by that of another question."""
    done(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(SettingsError, match=message):
        done(tmp_path, **change)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("text", "error"), [("[1", FormatError), ("{}", SettingsError), ('{"data": 3}', SettingsError)]
)
def test_a_folder_that_says_nothing_of_itself_is_refused(tmp_path, text, error):
    """A sweep, for example, or a file that somebody has changed."""
    (tmp_path / "about.json").write_text(text)
    with pytest.raises(error, match=r"about\.json|something else"):
        done(tmp_path)


@pytest.mark.parametrize(
    "data", [tiny.dataset(1), tiny.dataset(n_test=0), tiny.dataset(n_classes=1)], ids=["one", "no test", "one class"]
)
def test_data_that_leave_nothing_to_ask_are_refused(data):
    """In one sentence, before any piece divides by zero."""
    with pytest.raises(
        ShapeError,
        match=r"tiny has classes: \d, training.*test images: \d+; expected at least 2, 2 and 1.*Take more",
    ):
        pieces(SQUARES, Asked(), data)


def test_what_is_final_is_not_to_be_run_again(tmp_path):
    """A piece that diverges does so again: its own remedy is told, and the kind for the exit code."""
    settings = Asked((0, 13))
    outcomes = done(tmp_path, settings)
    with pytest.raises(ExperimentError, match=r"'squares' failed: the cost is nan.*Lower the rate\.$") as caught:
        answer_question(SQUARES, settings, DATA, outcomes)
    assert caught.value.kind == "DivergedError"
    assert [outcome.is_new for outcome in done(tmp_path, settings)] == [False, False]


def test_what_was_lost_is_to_be_run_again():
    """A worker that died, and pieces that nobody did."""
    one, two = pieces(SQUARES, Asked((0, 1)), DATA)
    lost = Outcome(job=one, id="a", value=None, error="the worker died.", kind="lost", is_final=False)
    for outcomes in ([lost], [Outcome(job=two, id="b", value={"square": 1})]):
        with pytest.raises(ExperimentError, match=r"Run it again: the others are kept\.$"):
            answer_question(SQUARES, Asked((0, 1)), DATA, outcomes)


def test_a_kept_result_of_another_version_is_no_mistake_of_ours(tmp_path):
    """Columns that are not there: use a new folder; in what was just computed it is a mistake."""
    done(tmp_path)
    path = tmp_path / "results.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    lines[1]["value"] = {"cube": 1}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    kept = done(tmp_path)
    with pytest.raises(FormatError, match=r"kept result of experiment 'squares' does not fit \(KeyError.*new folder"):
        answer_question(SQUARES, Asked(), DATA, kept)
    with pytest.raises(KeyError):
        answer_question(SQUARES, Asked(), DATA, [replace(outcome, is_new=True) for outcome in kept])


@pytest.mark.parametrize("cut", [1, 20, 90])
def test_a_cut_last_line_costs_that_piece_alone(tmp_path, cut):
    """A power cut in the middle of a line: the piece is done again, to the same result."""
    whole = answer_question(SQUARES, Asked(), DATA, done(tmp_path))
    path = tmp_path / "results.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    rest = done(tmp_path)
    assert sum(outcome.is_new for outcome in rest) == 1
    assert answer_question(SQUARES, Asked(), DATA, rest) == whole
