"""A sweep is killed again and again, by the signal that no program can catch."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter

import pytest
from tests.children import python
from tests.survival.sweep_until_killed import long_sweep

from perceptible.sweeps import Serial, jobs, run_sweep

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
N_KILLS = 3


def one_life(folder, n_seeds, n_rows):
    """Let a process make rows, kill it after so many, and return the names that it said were saved."""
    with python("-m", "tests.survival.sweep_until_killed", str(folder), str(n_seeds)) as process:
        names = [process.stdout.readline().decode().strip() for _ in range(n_rows)]
        process.kill()
        # what it said in the moment before
        return {*names, *process.stdout.read().decode().split()} - {""}


def last_life(folder, n_seeds):
    """Let a process make all rows that are missing, and return how many these were."""
    with python("-m", "tests.survival.sweep_until_killed", str(folder), str(n_seeds)) as process:
        names = process.communicate()[0].decode().split()
    assert process.returncode == 0
    return set(names)


def saved(folder):
    """Return the lines of the results that are whole."""
    lines = (folder / "results.jsonl").read_bytes().split(b"\n")[:-1]
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("n_seeds", [6, pytest.param(50, marks=pytest.mark.slow)])
def test_a_sweep_killed_three_times_ends_with_every_training_once(n_seeds, tmp_path):
    """24 trainings, or 200: what was acknowledged is never lost, nothing is made twice, all numbers are right."""
    dice, acknowledged = random.Random(n_seeds), set()
    for _ in range(N_KILLS):
        acknowledged |= one_life(tmp_path, n_seeds, dice.randrange(1, n_seeds))
        assert acknowledged <= {record["id"] for record in saved(tmp_path)}
    before = {record["id"] for record in saved(tmp_path)}
    assert last_life(tmp_path, n_seeds).isdisjoint(before)
    check_all(tmp_path, n_seeds)


def check_all(folder, n_seeds):
    """Compare the rows with those of a sweep that was never stopped."""
    counts = Counter(record["id"] for record in saved(folder))
    assert counts == dict.fromkeys((job.id for job in jobs(long_sweep(n_seeds))), 1)
    rows = {outcome.id: outcome.value.test_cost for outcome in run_sweep(long_sweep(n_seeds), workers=Serial())}
    assert {record["id"]: record["value"]["test_cost"] for record in saved(folder)} == rows
