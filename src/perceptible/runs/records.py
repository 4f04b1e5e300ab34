"""Events as lines of JSON, in a file that grows while a training goes on."""

from __future__ import annotations

import json
import math
import os
from dataclasses import asdict
from pathlib import Path

from perceptible.files import cannot_write
from perceptible.training import EpochDone, Event, Finished, Progress, Started

__all__ = ["EventLog", "as_record"]

Record = dict[str, object]


def as_record(event: Event, *, seconds: float) -> Record:
    """Return an event as plain values that JSON can hold.

    Parameters
    ----------
    event : Event
        From a training.
    seconds : float
        Since the training began.

    Returns
    -------
    dict
        ``kind``, ``step``, ``epoch`` and ``seconds``, and what this kind of event says besides; what is not a
        finite number is None.

    Examples
    --------
    >>> from perceptible.network import Network
    >>> from perceptible.training import Settings, begin
    >>> state = begin(Network.random((2, 1), rng=0), Settings(), rng=0)
    >>> as_record(Progress(state, cost=0.25, accuracy=0.5), seconds=1.5)
    {'kind': 'progress', 'step': 0, 'epoch': 0, 'seconds': 1.5, 'cost': 0.25, 'accuracy': 0.5}
    """
    place: Record = {"step": event.state.step, "epoch": event.state.epoch, "seconds": round(seconds, 6)}
    return {"kind": _kind(event), **place, **_measurements(event)}


class EventLog:
    """A file of one JSON object a line.

    Parameters
    ----------
    path : Path
        The file; it is made where there is none.
    keep : int
        How many bytes of what is there to keep, up to the end of a line.

    Raises
    ------
    StorageError
        If it cannot be written, now or later.
    """

    def __init__(self, path: Path, *, keep: int) -> None:
        self._path = path
        try:
            # appending makes the file where there is none, and never empties it
            with path.open("ab+") as file:
                file.seek(0)
                file.truncate(file.read(keep).rfind(b"\n") + 1)
            self._file = path.open("ab")
        except OSError as error:
            raise cannot_write(path, error) from error

    def write(self, record: Record) -> None:
        """Add a line, so that others can read it at once."""
        try:
            self._file.write(json.dumps(record, allow_nan=False).encode("ascii") + b"\n")
            self._file.flush()
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def synchronize(self) -> int:
        """Make sure that all lines survive a power cut; return the size of the file."""
        try:
            os.fsync(self._file.fileno())
            return self._file.tell()
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def close(self) -> None:
        """Close the file."""
        try:
            self._file.close()
        except OSError as error:
            raise cannot_write(self._path, error) from error


def _kind(event: Event) -> str:
    """Return the word for this kind of event."""
    match event:
        case Started():
            return "resumed" if event.state.step else "started"
        case EpochDone():
            return "epoch"
    return type(event).__name__.lower()


def _measurements(event: Event) -> Record:
    """Return what this kind of event says."""
    match event:
        case Started():
            names = ("n_train", "n_validation", "n_test", "steps_per_epoch")
            return {name: getattr(event, name) for name in names}
        case Progress():
            return {"cost": _finite(event.cost), "accuracy": _finite(event.accuracy)}
        case EpochDone():
            row = asdict(event.row)
            return {name: _finite(row[name]) for name in row if name not in {"epoch", "step"}}
        case Finished():
            return {"reason": event.reason}
    return {}


def _finite(value: float | None) -> float | None:
    """Return a number as it is, None for what JSON has no word for."""
    return None if value is None or not math.isfinite(value) else value
