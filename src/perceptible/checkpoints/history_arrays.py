"""The history of a training as two arrays: what was measured, and where anything was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields

import numpy as np

from perceptible.checkpoints.format import Array, Contents, damaged
from perceptible.training import EpochRow, History

__all__ = ["COLUMNS", "MEASURED", "VALUES", "arrays_of_history", "check_columns", "history_from"]

VALUES, MEASURED = "history.values", "history.measured"
COLUMNS = tuple(field.name for field in fields(EpochRow))
WHOLE = ("epoch", "step")
REQUIRED = tuple(field.name for field in fields(EpochRow) if field.default is MISSING)


def arrays_of_history(history: History) -> dict[str, Array]:
    """Return float64 values of shape (n_epochs, n_columns), and booleans that say which of them were measured."""
    rows = [[getattr(row, name) for name in COLUMNS] for row in history.rows]
    shape = len(rows), len(COLUMNS)
    values = [[np.nan if value is None else value for value in row] for row in rows]
    measured = [[value is not None for value in row] for row in rows]
    return {
        VALUES: np.array(values, dtype=np.float64).reshape(shape),
        MEASURED: np.array(measured, dtype=np.bool_).reshape(shape),
    }


def check_columns(path: str, columns: Sequence[str]) -> None:
    """Refuse columns that no history has, and those without which none is complete."""
    unknown = sorted(set(columns) - set(COLUMNS))
    missing = sorted(set(REQUIRED) - set(columns))
    if unknown or missing or len(set(columns)) != len(columns):
        what = f"unknown: {unknown or 'none'}, missing: {missing or 'none'}"
        raise damaged(path, f"its history has other columns than a training has ({what})")


def history_from(contents: Contents, columns: Sequence[str]) -> History:
    """Return the history that `arrays_of_history` made."""
    values, measured = contents.arrays[VALUES], contents.arrays[MEASURED]
    if values.dtype != np.float64 or measured.dtype != np.bool_:
        found = f"{values.dtype} and {measured.dtype}"
        raise damaged(contents.path, f"its history holds {found}, expected float64 and bool")
    return History(
        tuple(
            _row(contents.path, dict(zip(columns, numbers, strict=True)), dict(zip(columns, there, strict=True)))
            for numbers, there in zip(values.tolist(), measured.tolist(), strict=True)
        )
    )


def _row(path: str, numbers: dict[str, float], measured: dict[str, bool]) -> EpochRow:
    """Return one epoch."""
    for name in REQUIRED:
        if not measured[name] or (name in WHOLE and not (numbers[name] >= 0 and numbers[name].is_integer())):
            found = numbers[name] if measured[name] else "missing"
            raise damaged(path, f"its history has {found} as {name}, expected a number of its kind")
    return EpochRow(
        epoch=int(numbers["epoch"]),
        step=int(numbers["step"]),
        **{name: value if measured[name] else None for name, value in numbers.items() if name not in WHOLE},  # type: ignore[arg-type]  # the required ones are measured
    )
