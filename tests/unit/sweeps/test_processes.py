"""Worker processes of this machine."""

from __future__ import annotations

import os
import sys
import time

import pytest
from tests.sweep_tasks import Number, die_at_three, die_once_at_three, fail_at_three, mistaken, slow_square, threads

from perceptible.errors import SettingsError
from perceptible.sweeps import Processes, Serial, run_jobs, run_sweep
from perceptible.sweeps.schedule import LOST

JOBS = [Number(value) for value in range(8)]
no_kill = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


def by_number(outcomes):
    """Return outcomes by the number of their job."""
    return {outcome.job.value: outcome for outcome in outcomes}


def test_each_worker_is_another_process_with_one_thread_of_blas():
    """As many processes as there are processors, each with as many threads, would wait for each other."""
    values = [outcome.value for outcome in run_jobs(threads, JOBS, workers=Processes(2))]
    assert {value["threads"] for value in values} == {1}
    assert os.getpid() not in {value["process"] for value in values}


def test_processes_come_to_the_same_bits_as_one_after_the_other(small):
    """Where a training is made decides nothing."""
    here, there = (
        {
            outcome.id: (outcome.value.test_cost, outcome.value.train_cost)
            for outcome in run_sweep(small, workers=workers)
        }
        for workers in (Serial(), Processes(2))
    )
    assert here == there
    assert len(here) == 12


@no_kill
def test_a_worker_that_dies_costs_nothing_but_time(tmp_path):
    """All results are there, and the one of the job that was lost."""
    jobs = [Number(value, str(tmp_path / "mark")) for value in range(8)]
    found = by_number(run_jobs(die_once_at_three, jobs, workers=Processes(2)))
    assert {value: outcome.value["square"] for value, outcome in found.items()} == {n: n**2 for n in range(8)}
    assert found[3].n_lost == 1


@no_kill
@pytest.mark.slow
def test_a_job_that_always_kills_its_worker_is_given_up_and_named():
    """It alone: those beside it are done."""
    found = by_number(run_jobs(die_at_three, JOBS, workers=Processes(2)))
    assert {value for value, outcome in found.items() if outcome.error} == {3}
    assert (found[3].kind, found[3].n_lost, found[3].is_final) == (LOST, 3, False)


def test_errors_come_back_from_other_processes():
    """Ours as outcomes; a mistake in the code as the exception that it is."""
    found = by_number(run_jobs(fail_at_three, JOBS[2:4], workers=Processes(1)))
    assert found[3].error == "the cost of 3 stopped being a number. Lower it."
    with pytest.raises(ZeroDivisionError):
        list(run_jobs(mistaken, JOBS[:1], workers=Processes(1)))


def test_stopping_does_not_wait_for_jobs_under_way():
    """A thousand jobs would take 20 seconds; to kill a process takes none."""
    outcomes = run_jobs(slow_square, [Number(value) for value in range(1000)], workers=Processes(1))
    next(outcomes)
    begun = time.perf_counter()
    outcomes.close()
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("n", [0, -1, 1.5, True, "2"])
def test_numbers_of_processes_that_make_no_sense_are_refused(n):
    """With one that does."""
    with pytest.raises(SettingsError, match=f"the number of processes is {n!r}, expected a whole number of at least 1"):
        Processes(n)
