"""Workers of a Dask cluster."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pytest
from tests.sweep_tasks import Number, fail_at_three, mistaken, slow_square

from perceptible.errors import MismatchError, MissingPackageError, PerceptibleWarning, SettingsError
from perceptible.runs import environment_record
from perceptible.sweeps import DaskCluster, Processes, Serial, dask_cluster, run_jobs, run_sweep

JOBS = [Number(value) for value in range(8)]


@pytest.fixture(scope="module")
def cluster():
    """Return a scheduler on this machine with two workers."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed (pip install distributed)")
    options = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with distributed.LocalCluster(2, host="127.0.0.1", **options) as running:
        yield running


@pytest.fixture
def by_address(cluster):
    """Return the workers, as the command line names them."""
    return DaskCluster(cluster.scheduler_address)


def test_a_cluster_comes_to_the_same_bits_as_this_process_and_as_joblib(small, by_address):
    """One sweep, three places."""
    found = [
        {
            outcome.id: (outcome.value.test_cost, outcome.value.train_cost)
            for outcome in run_sweep(small, workers=workers)
        }
        for workers in (Serial(), Processes(2), by_address)
    ]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 12


def test_errors_come_back_from_a_cluster(by_address):
    """Ours as outcomes; a mistake in the code as the exception that it is."""
    found = {outcome.job.value: outcome for outcome in run_jobs(fail_at_three, JOBS, workers=by_address)}
    assert found[3].error == "the cost of 3 stopped being a number. Lower it."
    assert {value for value, outcome in found.items() if outcome.error is None} == {0, 1, 2, 5, 6, 7}
    with pytest.raises(ZeroDivisionError):
        list(run_jobs(mistaken, JOBS[:1], workers=by_address))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_worker_that_is_killed_in_the_middle_costs_nothing_but_time(tmp_path):
    """Dask gives its jobs to the other; all results are there, none twice."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed (pip install distributed)")
    options = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    jobs = [Number(value) for value in range(100)]
    with distributed.LocalCluster(2, host="127.0.0.1", **options) as running:
        outcomes = run_jobs(slow_square, jobs, folder=tmp_path, workers=DaskCluster(running.scheduler_address))
        found = [next(outcomes) for _ in range(20)]
        os.kill(next(iter(running.workers.values())).pid, signal.SIGKILL)
        found += outcomes
    assert sorted(outcome.value["square"] for outcome in found) == [value**2 for value in range(100)]
    assert len((tmp_path / "results.jsonl").read_bytes().splitlines()) == 100


@pytest.mark.parametrize(
    "address", ["", "10.0.0.5", "10.0.0.5:8786", "http://10.0.0.5:8786", "tcp://", "tcp://a b:1", 3]
)
def test_an_address_that_is_none_is_refused(address):
    """With what one looks like, and where to find it."""
    with pytest.raises(SettingsError, match=r"address is .*Write tcp://HOST:8786; `dask scheduler` prints it"):
        DaskCluster(address)


@pytest.mark.parametrize("options", [{}, {"address": "tcp://10.0.0.5:8786", "n": 2}])
def test_an_address_or_a_number_is_needed(options):
    """Not neither, not both."""
    with pytest.raises(SettingsError, match=r"expected one of them\. Write DaskCluster\(n=2\)"):
        DaskCluster(**options)


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    """With the address and how to start one."""
    pytest.importorskip("distributed", reason="Dask is not installed (pip install distributed)")
    monkeypatch.setattr(dask_cluster, "SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(
        SettingsError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1 .*Start it with: dask sched"
    ):
        list(run_jobs(slow_square, JOBS, workers=DaskCluster("tcp://127.0.0.1:1")))


def test_a_scheduler_without_workers_is_told(monkeypatch):
    """Instead of waiting forever."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed (pip install distributed)")
    monkeypatch.setattr(dask_cluster, "SECONDS_TO_ANSWER", 0.5)
    options = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with distributed.LocalCluster(1, host="127.0.0.1", **options) as running:
        running.scale(0)
        while running.scheduler_info["workers"]:
            time.sleep(0.01)
        with pytest.raises(SettingsError, match=r"has no workers, expected one at least\. Start it with: dask worker"):
            list(run_jobs(slow_square, JOBS, workers=DaskCluster(running.scheduler_address)))


def test_workers_of_another_version_are_refused(by_address, monkeypatch):
    """Their numbers may be others."""
    monkeypatch.setattr(dask_cluster, "__version__", "99.0")
    with pytest.raises(MismatchError, match=r"has another perceptible \(.*\), expected 99\.0, as here\. Install it"):
        list(run_jobs(slow_square, JOBS, workers=by_address))


def test_workers_of_another_kind_are_told(by_address, monkeypatch):
    """Their numbers may differ in the last bits; all else is right."""
    here = environment_record()
    monkeypatch.setattr(dask_cluster, "environment_record", lambda: {**here, "steps": "by hand"})
    with pytest.warns(PerceptibleWarning, match=r"compute with steps .*unlike this machine.*in the last bits"):
        by_address._check_workers({"worker": here})


def test_without_dask_the_extra_is_named(monkeypatch):
    """Most people never need it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingPackageError, match=r"'distributed' is not installed.*perceptible\[cluster\]"):
        list(run_jobs(slow_square, JOBS, workers=DaskCluster(n=2)))


def test_no_thread_of_dask_is_left(by_address):
    """A notebook that sweeps again and again does not fill up."""
    list(run_jobs(slow_square, JOBS[:2], workers=by_address))
    before = threading.active_count()
    list(run_jobs(slow_square, JOBS[:2], workers=by_address))
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert threading.active_count() <= before
