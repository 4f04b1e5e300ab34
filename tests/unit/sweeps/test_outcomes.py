"""What becomes of a job."""

from __future__ import annotations

import pytest
from tests.sweep_tasks import Number, fail_at_three, mistaken, square, threads, unspeakable

from perceptible.errors import DtypeError
from perceptible.sweeps.outcomes import Answer, answer


def frozen_clock():
    """Return a time that does not pass."""
    return 0.0


def test_an_answer_holds_the_value_and_the_time():
    """7 x 7 = 49, on a clock on which it takes 2 seconds."""
    ticks = iter((1.0, 3.0))
    assert answer(square, Number(7), clock=lambda: next(ticks)) == Answer(value={"square": 49}, seconds=2.0)


def test_an_error_of_ours_is_an_answer():
    """With its message; one that lies in the job would come again."""
    found = answer(fail_at_three, Number(3), clock=frozen_clock)
    said = "the cost of 3 stopped being a number. Lower it."
    assert found == Answer(error=said, kind="DivergedError", is_final=True)


def test_an_error_of_the_surroundings_is_not_final():
    """Data can be brought, a disk be emptied; then the job is done."""
    found = answer(fail_at_three, Number(4), clock=frozen_clock)
    assert (found.kind, found.is_final, found.value) == ("DataError", False, None)


def test_memory_that_does_not_suffice_is_an_answer_too():
    """The other jobs may be smaller."""

    def greedy(_job):
        raise MemoryError

    found = answer(greedy, Number(1))
    assert found.error == "the memory of the worker is used up. Use fewer workers at a time."
    assert not found.is_final


def test_a_mistake_in_the_code_stops_everything():
    """It would be made for each of a thousand jobs."""
    with pytest.raises(ZeroDivisionError):
        answer(mistaken, Number(1))


def test_results_that_cannot_be_written_are_refused():
    """By the type that is in the way."""
    with pytest.raises(DtypeError, match="the result of a job holds a object, expected numbers"):
        answer(unspeakable, Number(1))
    with pytest.raises(DtypeError, match=r"a job came to a int, expected a mapping.*Return names with values"):
        answer(lambda job: job.value, Number(1))


def test_a_job_has_one_thread():
    """There are workers for the other processors; and the bits do not depend on how many those are."""
    assert answer(threads, Number(1)).value["threads"] == 1
