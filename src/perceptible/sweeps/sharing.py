"""Sharing: the large arrays of a task lie once in memory, however many processes of this machine read them."""

from __future__ import annotations

import io
import os
import pickle  # to carry our own functions to our own processes
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np
from joblib.externals.loky.backend import resource_tracker

from perceptible.files import cannot_write
from perceptible.sweeps.outcomes import Task

__all__ = ["Shared", "shared"]

ALIGNMENT = 64  # bytes: a cache line
PROTOCOL = 5  # the first that can leave out what arrays hold


@dataclass(frozen=True)
class Shared:
    """A task on its way to other processes.

    Parameters
    ----------
    head : bytes
        The task, pickled, without what its arrays hold.
    path : str
        The file of that.
    places : tuple of pairs of int
        Where in the file each array begins and ends.
    """

    head: bytes
    path: str
    places: tuple[tuple[int, int], ...]

    def received(self) -> Task[Any]:
        """Return the task, in the process that it has come to; its arrays are read-only and lie in the shared file."""
        view = memoryview(b"")
        if any(end > begin for begin, end in self.places):
            with Path(self.path).open("rb") as file:
                view = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        task: Task[Any] = pickle.loads(self.head, buffers=[view[begin:end] for begin, end in self.places])  # noqa: S301  # as above
        return task


@contextmanager
def shared(task: Task[Any]) -> Iterator[Shared]:
    """Write the arrays of a task to a temporary file, for as long as processes may begin to read them.

    Parameters
    ----------
    task : callable
        Also one of ``__main__`` or a notebook, or a closure.

    Yields
    ------
    Shared
        To be sent to the processes.

    Raises
    ------
    StorageError
        If the file cannot be written.

    Notes
    -----
    After a kill, loky's tracker, a process of its own, removes the file.

    Examples
    --------
    >>> from functools import partial
    >>> with shared(partial(np.dot, np.arange(3.0))) as sent:
    ...     float(sent.received()(np.ones(3)))
    3.0
    """
    head, buffers = _pickled(task)
    descriptor, path = tempfile.mkstemp(prefix="perceptible-sweep-")
    resource_tracker.register(path, "file")
    try:
        with os.fdopen(descriptor, "wb") as file:
            places = []
            for buffer in buffers:
                file.write(bytes(-file.tell() % ALIGNMENT))
                begin = file.tell()
                file.write(buffer.raw())
                places.append((begin, file.tell()))
        yield Shared(head, path, tuple(places))
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        resource_tracker.maybe_unlink(path, "file")


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]  # a package without types
    """Pickles arrays of a mapped file as it does those of memory: without what they hold."""

    def reducer_override(self, obj: object) -> object:
        """Return how an object is made again."""
        if isinstance(obj, np.memmap):
            return obj.view(np.ndarray).__reduce_ex__(PROTOCOL)
        return super().reducer_override(obj)


def _pickled(task: Task[Any]) -> tuple[bytes, list[pickle.PickleBuffer]]:
    """Return a task without what its arrays hold, and that."""
    head, buffers = io.BytesIO(), list[pickle.PickleBuffer]()
    _Pickler(head, protocol=PROTOCOL, buffer_callback=buffers.append).dump(task)
    return head.getvalue(), buffers
