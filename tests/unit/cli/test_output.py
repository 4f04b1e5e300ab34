"""What is printed, and where."""

from __future__ import annotations

import logging
import warnings

from perceptible.cli.output import (
    Manner,
    answer,
    change_manner,
    complain,
    fresh_manner,
    listen,
    log_to_stderr,
    manner,
    say,
)
from perceptible.errors import PerceptibleWarning


def test_json_and_text_are_never_mixed(capsys):
    """Exactly one of the two is printed."""
    with fresh_manner(Manner()):
        answer({"a": 1}, "for people")
    assert capsys.readouterr().out == "for people\n"


def test_quiet_keeps_errors_and_drops_talk(capsys):
    """Jobs want results and errors."""
    with fresh_manner(Manner(quiet=True)):
        say("talk")
        complain("what is wrong")
    assert capsys.readouterr() == ("", "error: what is wrong\n")


def test_a_manner_ends_with_its_call():
    """Calls in one process do not reach each other."""
    with fresh_manner(Manner()):
        change_manner(json=True)
        assert manner().json
    assert not manner().json


def test_a_warning_of_the_library_is_one_line(capsys):
    """Synthetic digits in place of MNIST must be said, without Python's own clutter."""
    with fresh_manner(Manner()), listen():
        warnings.warn("synthetic digits\nserve", PerceptibleWarning, stacklevel=1)
    assert capsys.readouterr().err == "warning: synthetic digits serve\n"


def test_the_log_is_shown_as_far_as_asked(capsys):
    """-v for what the library reports; without it nothing, and nothing after the call."""
    logger = logging.getLogger("perceptible.data")
    with fresh_manner(Manner(verbosity=1)), listen():
        log_to_stderr()
        logger.info("found")
        logger.debug("in detail")
    logger.info("later")
    assert capsys.readouterr().err == "perceptible.data: found\n"
