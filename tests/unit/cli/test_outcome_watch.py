"""Many jobs as they are told on stderr."""

from __future__ import annotations

import pytest

from perceptible.cli.outcome_watch import OutcomeWatch, failure_words
from perceptible.cli.output import Manner, fresh_manner
from perceptible.sweeps import Outcome


def outcome(number, **options):
    """Return what a job came to."""
    return Outcome(**{"job": number, "id": str(number), "value": number, **options})


def number_words(found):
    """Say which job it was, and why it failed."""
    return f"job {found.job} {failure_words(found)}".rstrip()


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self):
        """Return the time."""
        return self.now


@pytest.fixture
def clock():
    """Return a clock at 0."""
    return Clock()


def heard(clock, outcomes, *, seconds, tell=number_words, **options):
    """Let a watch of five jobs hear outcomes, with so much time between them."""
    with OutcomeWatch(5, tell, clock=clock, **options) as watch:
        for one in outcomes:
            clock.now += seconds
            watch.hear(one)


def test_a_line_says_what_came_out_and_how_much_time_is_left(clock, capsys):
    """After one of five in 30 seconds, four are left: 120 seconds."""
    heard(clock, [outcome(0)], seconds=30)
    assert capsys.readouterr().err == "1/5  job 0  about 2 min left\n"


def test_a_time_left_below_a_minute_is_told_in_whole_seconds(clock, capsys):
    """Four times 0.3 seconds are 1.2: who is told 2 is not kept waiting."""
    heard(clock, [outcome(0)], seconds=0.3)
    assert capsys.readouterr().err == "1/5  job 0  about 2 s left\n"


def test_where_there_is_nothing_to_say_the_number_is_enough(clock, capsys):
    """No hole stands where words could be."""
    heard(clock, [outcome(0)], seconds=30, tell=failure_words)
    assert capsys.readouterr().err == "1/5  about 2 min left\n"


def test_jobs_known_from_before_do_not_count_for_the_time(clock, capsys):
    """Three known, one new in 10 seconds, one left: 10 seconds, not 2.5."""
    with OutcomeWatch(5, number_words, clock=clock) as watch:
        for number in range(3):
            watch.hear(outcome(number, is_new=False))
        known = capsys.readouterr().err
        clock.now += 10
        watch.hear(outcome(3))
    assert known == ""
    assert capsys.readouterr().err.endswith("about 10 s left\n")


def test_a_thousand_quick_jobs_are_not_a_thousand_lines(clock, capsys):
    """One in a second, the last one, and each that failed."""
    failed = outcome(2, value=None, error="it diverged. Lower it.")
    heard(clock, [outcome(0), outcome(1), failed, outcome(3), outcome(4)], seconds=0.1)
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("  ")[0] for line in lines] == ["1/5", "3/5", "5/5"]
    assert "job 2 failed: it diverged. Lower it." in lines[1]


def test_lines_are_as_far_apart_as_was_asked(clock, capsys):
    """At 1, 2, 3, 4 and 5 seconds, at least two apart: at 1, 3 and 5."""
    heard(clock, map(outcome, range(5)), seconds=1, seconds_between_lines=2.0)
    assert [line[:3] for line in capsys.readouterr().err.splitlines()] == ["1/5", "3/5", "5/5"]


def test_a_terminal_sees_a_bar_that_goes_away(clock, capsys, monkeypatch):
    """With the number and the time left beside it, and no line that stays."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    heard(clock, [outcome(0), outcome(1)], seconds=30)
    said = capsys.readouterr().err
    assert "2/5  job 1  about 2 min left" in said
    assert said.rstrip().endswith("\x1b[2K") or "\x1b[?25h" in said


def test_quiet_is_quiet(clock, capsys):
    """Not a character."""
    with fresh_manner(Manner(quiet=True)):
        heard(clock, map(outcome, range(5)), seconds=30)
    assert capsys.readouterr().err == ""
