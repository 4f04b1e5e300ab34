"""Which job goes to a worker next, and what follows when a worker dies."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from perceptible.sweeps.outcomes import Answer
from perceptible.sweeps.schedule import LOST, MOST_LOST, Schedule


class DeadError(Exception):
    """A worker died, the others live."""


class BrokenError(Exception):
    """All workers are gone."""


class MadeUpPool:
    """Workers that do as they are told: jobs of these names kill theirs, some for the whole pool."""

    lost, broken, is_alive = (DeadError,), (BrokenError,), True

    def __init__(self, *, n_workers=2, killers=(), breakers=()):
        self.n_workers, self.killers, self.breakers = n_workers, list(killers), list(breakers)
        self.is_broken = False
        self.sent = []
        self.under_way = {}

    def submit(self, job):
        """Take a job; with as many as there are workers, or alone, all are done at once."""
        if self.is_broken:
            raise BrokenError
        self.sent.append((job, sorted(self.under_way)))
        future = self.under_way[job] = Future()
        future.add_done_callback(lambda _: self.under_way.pop(job))
        return future

    def work(self):
        """Do what is under way."""
        for job, future in list(self.under_way.items()):
            if job in self.breakers:
                self.breakers.remove(job)
                self.is_broken = True
                for other in list(self.under_way.values()):
                    other.set_exception(BrokenError())
                return
            if job in self.killers:
                self.killers.remove(job)
                future.set_exception(DeadError())
            else:
                future.set_result(Answer(value={"job": job}))


@pytest.fixture
def working(monkeypatch):
    """Let the workers work whenever the schedule waits for them; return all answers of a schedule."""
    from perceptible.sweeps import schedule as module

    true_wait = module.wait

    def run(schedule, pool):
        def waiting(futures, **options):
            pool.work()
            return true_wait(futures, **options)

        monkeypatch.setattr(module, "wait", waiting)
        return dict(schedule.answers(pool, lambda: None))

    return run


def names(*jobs):
    """Return jobs that are their own names."""
    return {job: job for job in jobs}


def test_no_more_jobs_are_under_way_than_there_are_workers(working):
    """Else a death would have more suspects."""
    pool = MadeUpPool(n_workers=2)
    assert set(working(Schedule(names(*"abcde")), pool)) == set("abcde")
    assert max(len(others) for _, others in pool.sent) == 1


def test_the_job_of_a_dead_worker_is_tried_again_alone(working):
    """The death cost nothing but time."""
    pool, schedule = MadeUpPool(killers=["b"]), Schedule(names(*"abcd"))
    found = working(schedule, pool)
    assert {job: answer.error for job, answer in found.items()} == dict.fromkeys("abcd")
    assert schedule.n_lost == {"b": 1}
    assert [others for job, others in pool.sent if job == "b"][-1] == []


def test_a_job_that_kills_every_worker_is_given_up(working):
    """After three deaths; the others are done."""
    found = working(Schedule(names(*"abcd")), MadeUpPool(killers=["b"] * MOST_LOST))
    assert (found["b"].kind, found["b"].is_final) == (LOST, False)
    assert "the worker died 3 times at this job" in found["b"].error
    assert [found[job].error for job in "acd"] == [None] * 3


def test_a_broken_pool_ends_the_sitting_and_loses_no_job(working):
    """New workers then take what is left, those first that were under way."""
    schedule = Schedule(names(*"abcd"))
    assert working(schedule, MadeUpPool(breakers=["a"])) == {}
    assert schedule.n_lost == {"a": 1, "b": 1}
    second = MadeUpPool()
    assert set(working(schedule, second)) == set("abcd")
    assert second.sent[:2] == [("a", []), ("b", [])]


def test_a_neighbor_of_a_killer_is_not_given_up_with_it(working):
    """Two deaths at the same time say nothing; alone each shows what it does."""
    schedule, found = Schedule(names("killer", "neighbor")), {}
    for _ in range(MOST_LOST):
        found |= working(schedule, MadeUpPool(breakers=["killer"]))
    assert found["killer"].kind == LOST
    found |= working(schedule, MadeUpPool())
    assert found["neighbor"].error is None
    assert schedule.n_lost["neighbor"] == 1


def test_asking_to_stop_ends_it_at_once():
    """Nothing is waited for."""
    schedule = Schedule(names("a"))
    assert list(schedule.answers(MadeUpPool(), lambda: "SIGINT")) == []
    assert schedule.has_jobs


def test_when_no_worker_is_left_its_jobs_go_to_the_next_pool(monkeypatch):
    """Dask waits without end for a worker to come; nothing would ever arrive."""
    pool, schedule = MadeUpPool(), Schedule(names(*"abc"))
    pool.is_alive = False
    monkeypatch.setattr("perceptible.sweeps.schedule.SECONDS_BETWEEN_LOOKS", 0.0)
    assert list(schedule.answers(pool, lambda: False)) == []
    assert schedule.has_jobs
    assert sorted(schedule.n_lost) == ["a", "b"]
