"""The ledger: a file to which each outcome is added as it lands, and from which work goes on after any kill."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from perceptible import __version__
from perceptible.errors import FormatError
from perceptible.files import cannot_read, json_object, write_atomically
from perceptible.runs.records import EventLog
from perceptible.sweeps.job import content_of
from perceptible.sweeps.outcomes import Outcome

__all__ = ["RESULTS", "Ledger", "Record"]

RESULTS = "results.jsonl"
Record = Mapping[str, object]

_KINDS: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "value": dict,
    "error": str,
    "kind": str,
    "is_final": bool,
    "seconds": (int, float),
    "n_lost": int,
}


class Ledger:
    """The results of a folder, one JSON object a line.

    Parameters
    ----------
    folder : Path
        It must exist, and be locked by whoever opens its ledger.

    Raises
    ------
    FormatError
        If a line is no result of ours. A last line that a kill has cut off is dropped; its job is done again.
    DataError, StorageError
        If the file cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / RESULTS
        if not path.exists():
            write_atomically(path, b"")  # so that a power cut cannot take the name of the file with it
        try:
            lines = path.read_bytes().split(b"\n")[:-1]  # what follows the last line break was cut off
        except OSError as error:
            raise cannot_read(path, error) from error
        records = [_checked(line, f"line {number} of {path}") for number, line in enumerate(lines, start=1)]
        self._records = {str(record["id"]): record for record in records}
        self._log = EventLog(path, keep=sum(len(line) + 1 for line in lines))

    def finished(self, name: str) -> dict[str, Any] | None:
        """Return what an outcome holds besides job and name, if that job need not be done again."""
        record = self._records.get(name)
        if record is None or not record["is_final"]:
            return None
        return {"value": None} | {key: value for key, value in record.items() if key in _KINDS and key != "id"}

    def add(self, outcome: Outcome[object, Record]) -> None:
        """Write an outcome down; once this returns, no kill and no power cut loses it."""
        record = {
            "id": outcome.id,
            "is_final": outcome.is_final,
            "seconds": round(outcome.seconds, 6),
            "n_lost": outcome.n_lost,
            "version": __version__,
            **({"value": outcome.value} if outcome.error is None else {"error": outcome.error, "kind": outcome.kind}),
            "job": content_of(outcome.job),
        }
        self._log.write(record)
        self._log.synchronize()

    def close(self) -> None:
        """Close the file."""
        self._log.close()


def _checked(line: bytes, where: str) -> Record:
    """Return a line as a record, if it is one."""
    record = json_object(line, where)
    wrong = [name for name, kind in _KINDS.items() if name in record and not isinstance(record[name], kind)]
    missing = [name for name in ("id", "is_final") if name not in record]
    if wrong or missing or ("value" in record) == ("error" in record):
        msg = f"{where} holds {sorted(record)}, expected id, is_final, and a value or an error. Remove that line."
        raise FormatError(msg)
    return record
