"""Workers of Ray."""

from __future__ import annotations

import sys

import pytest
from tests.sweep_tasks import Number, die_at_three, fail_at_three, square

from perceptible.errors import MissingPackageError, SettingsError
from perceptible.sweeps import RayCluster, Serial, run_jobs, run_sweep

JOBS = [Number(value) for value in range(6)]


def test_without_ray_the_extra_is_named(monkeypatch):
    """Most people never need it."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingPackageError, match=r"'ray' is not installed.*perceptible\[cluster\]"):
        list(run_jobs(square, JOBS, workers=RayCluster()))


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_ray_comes_to_the_same_bits(small):
    """Where a training is made decides nothing."""
    pytest.importorskip("ray", reason="Ray is not installed (pip install ray)")
    here, there = (
        {
            outcome.id: (outcome.value.test_cost, outcome.value.train_cost)
            for outcome in run_sweep(small, workers=workers)
        }
        for workers in (Serial(), RayCluster())
    )
    assert here == there


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("task", [fail_at_three, die_at_three])
def test_failures_and_dead_workers_are_outcomes(task):
    """The others go on."""
    pytest.importorskip("ray", reason="Ray is not installed (pip install ray)")
    found = {outcome.job.value: outcome for outcome in run_jobs(task, JOBS, workers=RayCluster())}
    assert found[3].error
    assert {0, 1, 2, 5} <= {value for value, outcome in found.items() if outcome.error is None}


@pytest.mark.slow
def test_an_address_where_no_ray_answers_is_told():
    """With how to start one."""
    pytest.importorskip("ray", reason="Ray is not installed (pip install ray)")
    with pytest.raises(SettingsError, match=r"no Ray cluster answers at nonsense .*Start it with: ray start --head"):
        list(run_jobs(square, JOBS, workers=RayCluster("nonsense")))
