"""Threads: one inside, as many as before outside."""

import threading

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from perceptible.kernels import threads
from perceptible.kernels.threads import blas_names, one_thread


def n_threads():
    """Return how many threads NumPy's BLAS would use now; JAX brings SciPy's, which is none of ours."""
    ours = {library.filepath for library in threads._libraries()}
    return {library["num_threads"] for library in threadpool_info() if library["filepath"] in ours}


@pytest.fixture(autouse=True)
def _two_threads():
    """Start from two threads, where the BLAS can have them."""
    with threadpool_limits(2, user_api="blas"):
        if n_threads() != {2}:
            pytest.skip(f"this BLAS runs on {n_threads()} threads where two were asked for")
        yield


def test_inside_there_is_one_thread_and_outside_as_many_as_before():
    """Whoever calls us keeps their own setting."""
    with one_thread():
        assert n_threads() == {1}
    assert n_threads() == {2}


def test_the_threads_come_back_after_an_error():
    """A training that fails leaves nothing behind."""
    with pytest.raises(KeyError), one_thread():
        raise KeyError
    assert n_threads() == {2}


def test_it_may_be_asked_for_inside_itself():
    """Evaluation within training: the inner end does not end the outer."""
    with one_thread():
        with one_thread():
            assert n_threads() == {1}
        assert n_threads() == {1}
    assert n_threads() == {2}


def test_a_large_product_has_the_same_bits_as_on_one_thread():
    """Two threads would add the same numbers up in another order."""
    rng = np.random.default_rng(0)
    first, second = (rng.random((1500, 1500), dtype=np.float32) for _ in range(2))
    with threadpool_limits(1, user_api="blas"):
        expected = first @ second
    with one_thread():
        np.testing.assert_array_equal(first @ second, expected)


def test_every_blas_says_name_version_and_kernel():
    """A run records them: results are bit-identical only for the same ones."""
    names = blas_names()
    assert len(names) >= 1
    for name in names:
        assert len(name.split()) >= 2
        assert name.split()[0] in {"openblas", "mkl", "blis", "flexiblas"}


def beside(action):
    """Run something in another thread, to its end."""
    other = threading.Thread(target=action)
    other.start()
    other.join()


def test_a_thread_gets_one_thread_though_another_has_set_more():
    """The lab trains in a thread of its own; the fixture here has asked for two in the main one."""
    seen = []

    def train_elsewhere():
        with one_thread():
            seen.append(n_threads())

    beside(train_elsewhere)
    assert seen == [{1}]
    assert n_threads() == {2}


def test_one_that_ends_leaves_another_that_goes_on_alone():
    """Two trainings at a time: the first to end must not give the other two threads, nor the process one for ever."""
    inside, may_leave = threading.Event(), threading.Event()

    def train_elsewhere():
        with one_thread():
            inside.set()
            may_leave.wait(5)

    other = threading.Thread(target=train_elsewhere)
    other.start()
    inside.wait(5)
    with one_thread():
        may_leave.set()
        other.join()
        assert n_threads() == {1}
    assert n_threads() == {2}
