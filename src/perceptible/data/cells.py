"""A CSV file as a table of numbers: parsed as a whole, and searched for the first wrong place where that fails."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import NamedTuple, NoReturn, TextIO

import numpy as np

from perceptible.arrays import IntArray
from perceptible.data.raw import Values
from perceptible.data.unpacking import read_bytes
from perceptible.errors import DataError, FormatError
from perceptible.files import opened

__all__ = ["Table", "read_table"]

LABEL = "label"
SEPARATOR, QUOTE = ",", '"'
LONGEST_HEADER = 2**22
LARGEST_LABEL = 2**24  # float32 tells all whole numbers below apart
MAX_BYTES = 2**30  # EMNIST's 240,000 digits written out take about half of it
ADVICE = "Write one sample a line, numbers separated by commas."


class Table(NamedTuple):
    """The numbers of a CSV file, and what is needed to find one of them again."""

    path: Path
    header: list[str] | None
    values: Values

    @property
    def label_column(self) -> int:
        """Return the column of the labels."""
        names = [name.casefold() for name in self.header or []]
        return names.index(LABEL) if LABEL in names else 0

    @property
    def input_columns(self) -> list[int]:
        """Return all other columns."""
        return [column for column in range(self.values.shape[1]) if column != self.label_column]

    @property
    def inputs(self) -> Values:
        """Return the values without the labels."""
        return np.delete(self.values, self.label_column, axis=1)

    def labels(self) -> IntArray:
        """Return the labels, and refuse what numbers no class."""
        column = self.values[:, self.label_column]
        is_label = (column >= 0) & (column < LARGEST_LABEL)  # False for NaN
        wrong = np.flatnonzero(~is_label | (column != np.floor(column)))
        if wrong.size:
            row = int(wrong[0])
            msg = (
                f"{self.place(row, self.label_column)} is {column[row]:g}, expected a label: a whole number from 0. "
                f"Number the classes 0, 1, 2 and so on, in the first column or in one named {LABEL!r}."
            )
            raise FormatError(msg)
        return column.astype(np.int64)

    def place(self, row: int, column: int) -> str:
        """Say in words where a value stands in the file."""
        name = f" ({self.header[column]})" if self.header else ""
        with _opened(self.path) as file:
            lines = [number for number, line in enumerate(file, start=1) if line.strip()]
        return f"{self.path}: line {lines[row + bool(self.header)]}, column {column + 1}{name}"


def read_table(path: Path) -> Table:
    """Read the numbers of a CSV file.

    Raises
    ------
    DataError
        If it is missing or cannot be read.
    FormatError
        If it is no table of numbers, with the line and column of the first place that is wrong.
    """
    try:
        table = _read_numbers(path, "int32")  # pixels, in a fifth of the time
    except DataError:
        raise
    except (ValueError, DeprecationWarning):
        table = _read_any_numbers(path)
    n_columns, header = table.values.shape[1], table.header
    if n_columns < 2 or (header is not None and len(header) != n_columns):
        expected = "a label and inputs" if header is None else f"{len(header)} as its header, for a label and inputs"
        msg = f"{path} has {n_columns} columns, expected {expected}. {ADVICE}"
        raise FormatError(msg)
    return table


def _read_any_numbers(path: Path) -> Table:
    """Read numbers that are not all whole, or find out what is none."""
    try:
        return _read_numbers(path, "float32")
    except DataError:
        raise
    except UnicodeDecodeError:
        _refuse_bytes(path)
    except ValueError as error:
        _refuse_cells(path, error)


def _read_numbers(path: Path, dtype: str) -> Table:
    """Read a CSV file of numbers of one kind; raise what NumPy raises where it holds anything else."""
    with _opened(path) as file, warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)  # NumPy before 2.4 cuts 2.5 to 2, with this warning
        first = _first_line(file)
        header = None if _is_numbers(first) else [_unquoted(cell) for cell in first.split(SEPARATOR)]
        start = _first_line(file) if header else first
        if not start:
            msg = f"{path} holds no samples, expected at least one line of numbers. {ADVICE}"
            raise FormatError(msg)
        values = np.loadtxt(chain([start], file), dtype, None, SEPARATOR, ndmin=2, quotechar=QUOTE)
    return Table(path, header, values)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """Open a table as text; a byte order mark, which spreadsheets write, is no part of it."""
    with opened(path) as (file, n_bytes):
        if n_bytes > MAX_BYTES:
            msg = f"{path} has {n_bytes} bytes, expected at most {MAX_BYTES}. Store large data as .npy files instead."
            raise FormatError(msg)
        yield TextIOWrapper(file, encoding="utf-8-sig")


def _first_line(file: TextIO) -> str:
    """Return the next line that is not blank; empty at the end."""
    while line := file.readline(LONGEST_HEADER):
        if line.strip():
            return line
    return ""


def _is_numbers(line: str) -> bool:
    """Tell whether every cell of a line is a number, as no header is."""
    return all(_is_number(cell) for cell in line.split(SEPARATOR))


def _unquoted(cell: str) -> str:
    """Return the text of a cell."""
    return cell.strip().strip(QUOTE).strip()


def _is_number(cell: str) -> bool:
    """Tell whether a cell is a number."""
    try:
        float(_unquoted(cell))
    except ValueError:
        return False
    return True


def _refuse_bytes(path: Path) -> NoReturn:
    """Say where a file stops being text."""
    try:
        read_bytes(path, max_bytes=MAX_BYTES).decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{path}: at byte {error.start} expected UTF-8 text, found {error.object[error.start]:02x}. {ADVICE}"
        raise FormatError(msg) from None
    msg = f"{path} is not UTF-8 text, as expected. {ADVICE}"
    raise FormatError(msg)


def _refuse_cells(path: Path, error: ValueError) -> NoReturn:
    """Say which cell of a table is no number, or which line has another number of cells."""
    for line, cells, n_columns in _lines(path):
        if len(cells) != n_columns:
            msg = f"{path}: line {line} has {len(cells)} columns, expected {n_columns} as the lines before. {ADVICE}"
            raise FormatError(msg)
        for column, cell in enumerate(cells, start=1):
            if not _is_number(cell):
                msg = f"{path}: line {line}, column {column} is {cell.strip()!r}, expected a number. {ADVICE}"
                raise FormatError(msg)
    msg = f"{path} is not a table of numbers, as expected: {error}. {ADVICE}"
    raise FormatError(msg)


def _lines(path: Path) -> Iterator[tuple[int, list[str], int]]:
    """Yield the number and the cells of each line below the header, and how many cells it should have."""
    n_columns = 0
    with _opened(path) as file:
        for number, line in enumerate(file, start=1):
            cells = line.split(SEPARATOR)
            if not line.strip():
                continue
            if n_columns or _is_numbers(line):
                yield number, cells, n_columns or len(cells)
            n_columns = n_columns or len(cells)
