"""Measuring: all of it together, on a benchmark that is quick."""

from __future__ import annotations

import re

from tests.tiny import dataset

from perceptible.benchmarks import BENCHMARKS, circumstances, measure
from perceptible.benchmarks.measuring import QUICK_REPEATS


def test_a_quick_look_has_every_case_or_its_reason():
    """Two turns each; without compiled steps theirs are skipped, and say why."""
    heard = []
    result = measure(BENCHMARKS["evaluation"], dataset(), quick=True, on_turn=lambda *turn: heard.append(turn))
    by_name = {timing.name: timing for timing in result.timings}
    assert len(by_name["numpy"].figures) == QUICK_REPEATS
    assert by_name["compiled"].figures or "no compiled steps" in by_name["compiled"].skipped
    assert (result.n_images, result.data, result.circumstances["is_quick"]) == (25, "tiny", True)


def test_what_needs_no_images_says_none():
    """The size of a start-up is no number of images."""
    result = measure(BENCHMARKS["start-up"], dataset(), repeats=1)
    assert result.n_images == 0
    assert [len(timing.figures) for timing in result.timings] == [1, 1, 1]


def test_circumstances_say_what_ratios_hold_for():
    """Day, machine and versions: seconds mean nothing without."""
    told = circumstances("2025-11-21")
    assert told["date"] == "2025-11-21"
    assert told["processor"]
    assert {"perceptible", "python", "numpy", "steps", "processors"} <= set(told)


def test_the_commit_is_named_where_there_is_a_clone(repository):
    """With a plus where files differ from it; outside a clone there is none."""
    commit = circumstances("2025-11-21")["commit"]
    if (repository / ".git").exists():
        assert re.fullmatch(r"[0-9a-f]{7,40}\+?|\S+", str(commit))
    else:
        assert commit is None
