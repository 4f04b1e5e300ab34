"""Threads: small matrices are multiplied faster, and always to the same bits, on one thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from threadpoolctl import LibController, OpenBLASController, ThreadpoolController

__all__ = ["blas_names", "one_thread"]


class _Inside:
    """Who is inside `one_thread` now, in all threads of this process, and how many threads there were before."""

    lock = Lock()
    n_callers = 0
    before: tuple[int, ...] = ()


@contextmanager
def one_thread() -> Iterator[None]:
    """Give BLAS one thread in this context; it has no effect on other libraries.

    Where the number belongs to the whole process, as in OpenBLAS, the last of several callers that overlap brings
    the old one back: a training that ends leaves another, in another thread, undisturbed.
    """
    own = _enter()
    try:
        yield
    finally:
        _leave(own)


def blas_names() -> list[str]:
    """Describe the BLAS libraries in this process: name, version and the kernels chosen for this processor."""
    names = []
    for library in _libraries():
        parts = (library.internal_api, library.version, getattr(library, "architecture", None))
        names.append(" ".join(str(part or "?") for part in parts))
    return names


def _enter() -> tuple[int, ...]:
    """Set one thread; return how many this thread found."""
    with _Inside.lock:
        found = tuple(library.num_threads for library in _libraries())
        if not _Inside.n_callers:
            _Inside.before = found
        _Inside.n_callers += 1
        _set_threads((1,) * len(found))
    return found


def _leave(own: tuple[int, ...]) -> None:
    """Bring back what was found, but leave what all share at one thread while others are inside."""
    with _Inside.lock:
        _Inside.n_callers -= 1
        shared = (1,) * len(own) if _Inside.n_callers else _Inside.before
        _set_threads(tuple(map(_chosen, _libraries(), own, shared)))


def _chosen(library: LibController, own: int, shared: int) -> int:
    """Return the number for this library: that of this thread, or that of the process."""
    return shared if getattr(library, "threading_layer", None) == "pthreads" else own


def _set_threads(numbers: tuple[int, ...]) -> None:
    """Set the number of threads of each BLAS.

    Since 3.8 threadpoolctl lets only one thread of a process set OpenBLAS's number, which would then not be ours.
    """
    let_go = getattr(OpenBLASController, "clear_controlling_thread", lambda **_: None)
    let_go(force=True)
    for library, number in zip(_libraries(), numbers, strict=True):
        library.set_num_threads(number)
    let_go(force=True)


@cache
def _libraries() -> tuple[LibController, ...]:
    """Look the libraries up once: that takes about a millisecond."""
    return tuple(ThreadpoolController().select(user_api="blas").lib_controllers)
