"""Jobs go out, outcomes come back: here, in this process."""

from __future__ import annotations

import json
import sys

import pytest
from tests.children import python
from tests.sweep_tasks import Number, fail_at_three, mistaken, square

from perceptible.errors import BusyError, StorageError
from perceptible.files import FolderLock
from perceptible.sweeps import Serial, run_jobs

JOBS = [Number(value) for value in range(6)]
TWO_PROCESSES = """
import sys
from tests.sweep_tasks import Number, square
from perceptible.sweeps import Serial, run_jobs
for outcome in run_jobs(square, [Number(value) for value in range(6)], folder=sys.argv[1], workers=Serial()):
    print(outcome.job.value, flush=True)
    sys.stdin.readline()
"""


def squares(outcomes):
    """Return what came out by number."""
    return {outcome.job.value: outcome.value["square"] for outcome in outcomes}


def run(task=square, jobs=JOBS, **options):
    """Run jobs in this process."""
    return list(run_jobs(task, jobs, workers=Serial(), **options))


def test_every_job_has_its_outcome():
    """0, 1, 4, 9, 16, 25."""
    assert squares(run()) == {value: value**2 for value in range(6)}


def test_a_job_that_comes_twice_is_done_once():
    """Its name says that it is the same."""
    assert [outcome.job.value for outcome in run(jobs=[Number(2), Number(1), Number(2)])] == [2, 1]


def test_finished_jobs_are_not_done_again(tmp_path):
    """With a task that could not do them: they are read from the folder."""
    first = run(folder=tmp_path)
    again = run(mistaken, folder=tmp_path)
    assert squares(again) == squares(first)
    assert {outcome.is_new for outcome in first} == {True}
    assert {outcome.is_new for outcome in again} == {False}


def test_a_sweep_that_was_left_goes_on_from_there(tmp_path):
    """To stop is not to ask for the next outcome."""
    outcomes = run_jobs(square, JOBS, folder=tmp_path, workers=Serial())
    seen = [next(outcomes).id for _ in range(4)]
    outcomes.close()
    rest = run(folder=tmp_path)
    assert [outcome.id for outcome in rest if not outcome.is_new] == seen
    assert len(rest) == 6


def test_more_jobs_are_added_to_those_that_are_there(tmp_path):
    """A sweep that was too small is not begun again."""
    run(jobs=JOBS[:4], folder=tmp_path)
    assert [outcome.is_new for outcome in run(folder=tmp_path)] == [False] * 4 + [True] * 2


def test_failures_are_outcomes_and_the_rest_goes_on(tmp_path):
    """What may be mended is tried again the next time, what lies in the job is not."""
    found = {outcome.job.value: outcome for outcome in run(fail_at_three, folder=tmp_path)}
    assert {value for value, outcome in found.items() if outcome.error} == {3, 4}
    assert found[3].error == "the cost of 3 stopped being a number. Lower it."
    mended = {outcome.job.value: outcome for outcome in run(square, folder=tmp_path)}
    assert {value for value, outcome in mended.items() if outcome.error} == {3}
    assert mended[4].value == {"square": 16}


def test_a_mistake_in_the_code_is_raised_and_loses_nothing(tmp_path):
    """What was done before it is there."""

    def mistaken_at_three(job):
        return mistaken(job) if job.value == 3 else square(job)

    with pytest.raises(ZeroDivisionError):
        run(mistaken_at_three, folder=tmp_path)
    assert [outcome.is_new for outcome in run(folder=tmp_path)][:3] == [False] * 3


def test_whoever_asks_to_stop_is_heard_between_jobs(tmp_path):
    """As the brake of the command line does."""
    asked = iter([None, None, "SIGINT"])
    assert len(run(folder=tmp_path, should_stop=lambda: next(asked, "SIGINT"))) == 1


def test_the_folder_says_what_it_is_about(tmp_path):
    """For those who find it in a year."""
    run(folder=tmp_path / "new" / "folder", about={"question": "why"})
    assert json.loads((tmp_path / "new" / "folder" / "about.json").read_text(encoding="ascii")) == {"question": "why"}


def test_a_folder_in_use_is_refused(tmp_path):
    """Two that write to one file would tear each other's lines."""
    with FolderLock(tmp_path), pytest.raises(BusyError, match=r"in use by process .* or choose another folder"):
        run(folder=tmp_path)


def test_a_folder_under_a_file_is_refused(tmp_path):
    """With what to do."""
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="choose another path"):
        run(folder=tmp_path / "file" / "sweep")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_of_two_processes_on_one_folder_the_second_is_refused_until_the_first_is_gone(tmp_path):
    """However it went: then the second finds what the first has done."""
    with python("-c", TWO_PROCESSES, str(tmp_path)) as other:
        assert other.stdout.readline() == b"0\n"
        with pytest.raises(BusyError, match=f"in use by process {other.pid}"):
            run(folder=tmp_path)
        other.kill()
    assert [outcome.is_new for outcome in run(folder=tmp_path)] == [False] + [True] * 5
