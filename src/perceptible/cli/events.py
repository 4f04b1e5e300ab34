"""Events as JSON lines in a file of the user's choice: what a training says, while it says it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from perceptible.files import cannot_write
from perceptible.runs import as_record
from perceptible.training import Event

__all__ = ["EventLines"]


class EventLines:
    """Adds each event to a file, as one line of JSON.

    Parameters
    ----------
    path : Path or None
        The file; what is in it is kept. Without it nothing is written.
    clock : callable, optional
        Returns the time in seconds.

    Raises
    ------
    StorageError
        If the file cannot be written, now or later.
    """

    def __init__(self, path: Path | None, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._path, self._clock, self._begun = path, clock, clock()
        try:
            self._file = None if path is None else path.open("ab", buffering=0)
        except OSError as error:
            raise cannot_write(path or "", error) from error

    def __enter__(self) -> Self:
        """Leave the file open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def hear(self, event: Event) -> None:
        """Write one event."""
        if self._file is None or self._path is None:
            return
        try:
            line = json.dumps(as_record(event, seconds=self._clock() - self._begun), allow_nan=False)
            self._file.write(f"{line}\n".encode("ascii"))
        except OSError as error:
            raise cannot_write(self._path, error) from error
