"""Threads: small matrices are multiplied faster, and always to the same bits, on one thread."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController

__all__ = ["blas_names", "one_thread"]


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which BLAS uses one thread; it has no effect on other libraries."""
    limit: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limit


def blas_names() -> list[str]:
    """Describe the BLAS libraries in this process: name, version and the kernels chosen for this processor."""
    return [
        " ".join(str(library.get(key) or "?") for key in ("internal_api", "version", "architecture"))
        for library in _controller().info()
        if library["user_api"] == "blas"
    ]


@cache
def _controller() -> ThreadpoolController:
    """Look the libraries up once: that takes about a millisecond."""
    return ThreadpoolController()
