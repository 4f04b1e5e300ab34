"""Whole processes: their time, and the most memory that they ever had."""

from __future__ import annotations

import sys

import pytest
from tests.tiny import dataset

from perceptible.benchmarks.cases import Material, Skipped
from perceptible.benchmarks.loading import loading_cases, mnist_folder
from perceptible.benchmarks.processes import measured, memory_cases, start_up_cases

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows tells nothing of a process that has ended")


@unix
def test_peak_memory_is_that_of_the_process():
    """100 MB held for a moment are seen; those of the test's own process are not."""
    _, little = measured(["-c", "pass"])
    _, much = measured(["-c", "b'x' * 100_000_000"])
    assert 90 < much - little < 110
    assert little < 50


@unix
def test_time_is_from_start_to_exit():
    """A process that sleeps 0.2 s takes at least that."""
    seconds, _ = measured(["-c", "import time; time.sleep(0.2)"])
    assert 0.2 <= seconds < 10


@unix
def test_a_program_that_fails_is_no_figure():
    """A quick failure would look like a fast program."""
    with pytest.raises(RuntimeError, match="-c raise SystemExit\\(3\\) ended with exit code 3"):
        measured(["-c", "raise SystemExit(3)"])


def test_start_up_is_that_of_this_package(tmp_path):
    """Whatever folder the process begins in, and installed or not."""
    ticks = iter([1.0, 4.0])
    run = start_up_cases()[0].make(Material(dataset(), tmp_path))
    assert run(lambda: next(ticks)) == 3.0


def test_without_mnist_its_training_and_loading_are_skipped(tmp_path, monkeypatch):
    """The synthetic digits are no measure for files that are not there."""
    monkeypatch.delenv("PERCEPTIBLE_DATA", raising=False)
    monkeypatch.setenv("PERCEPTIBLE_CACHE", str(tmp_path))
    reason = Skipped("MNIST is not on this machine (perceptible data get mnist)")
    assert mnist_folder() == reason
    made = [case.make(Material(dataset(), tmp_path)) for case in (*memory_cases(), *loading_cases()[:2])]
    assert made == [reason, reason, reason]
