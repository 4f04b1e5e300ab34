"""Tables of numbers as data: CSV files, one sample a line, the label in the first column or in one named ``label``."""

from __future__ import annotations

from pathlib import Path

from perceptible.data.cells import Table, read_table
from perceptible.data.dataset import Dataset
from perceptible.data.idx_files import is_file
from perceptible.data.raw import RawData, Samples, assemble
from perceptible.data.scaling import square_shape, to_inputs
from perceptible.errors import FormatError
from perceptible.rng import Rng

__all__ = ["TRAIN_NAME", "raw_csv", "read_csv"]

TRAIN_NAME, TEST_NAME = "train.csv", "test.csv"


def read_csv(path: str | Path, *, scale: float | None = None, rng: Rng = 0) -> Dataset:
    r"""Read data of your own from a CSV file, or from a folder with ``train.csv`` and, if you like, ``test.csv``.

    The label, a class number from 0, is in the column that a header names ``label``, otherwise in the first
    column; all other columns are inputs.

    Parameters
    ----------
    path : str or Path
        The file, UTF-8 text with commas; or the folder.
    scale : float, optional
        What to divide the inputs by. Without it, numbers from 0 to 1 stay as they are, whole numbers from 0 to
        255 are pixels and divided by 255, and anything else is an error.
    rng : None, int or numpy.random.Generator, default 0
        What decides which samples are held out as the test split, where there is none.

    Returns
    -------
    Dataset
        Its `source` says what was divided and what held out. Columns that make a square of at least 8 x 8
        pixels are taken for pictures.

    Raises
    ------
    DataError
        If the file is missing or cannot be read.
    FormatError
        If it is no table of numbers, with the line and column of the first place that is wrong.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "own.csv").write_text("label,left,right\n0,0,255\n1,255,0\n")
    ...     data = read_csv(Path(folder, "own.csv"))
    >>> data.source
    'the table own.csv, pixels divided by 255; 1 of 2 samples held out to test on (by class, seed 0)'
    """
    return raw_csv(Path(path), scale=scale, rng=rng).to_dataset()


def raw_csv(path: Path, *, scale: float | None = None, rng: Rng = 0) -> RawData:
    """Read what `read_csv` reads, pixels still bytes."""
    paths = [path]
    if not is_file(path) and is_file(path / TRAIN_NAME):
        paths = [path / name for name in (TRAIN_NAME, TEST_NAME) if is_file(path / name)]
    tables = [read_table(file) for file in paths]
    _check_same_columns(tables)

    def place(number: int, index: tuple[int, ...]) -> str:
        return tables[number].place(index[0], tables[number].input_columns[index[1]])

    inputs, words = to_inputs([table.inputs for table in tables], scale, place)
    splits = [Samples(values, table.labels()) for values, table in zip(inputs, tables, strict=True)]
    source = f"the table {path.name}, {words}"
    return assemble(path.stem, splits, source, square_shape(inputs[0].shape[1]), rng)


def _check_same_columns(tables: list[Table]) -> None:
    """Refuse a test table that is not like the training table."""
    first, last = tables[0], tables[-1]
    if first.values.shape[1] != last.values.shape[1] or first.label_column != last.label_column:
        msg = (
            f"{last.path} has {last.values.shape[1]} columns, the label in column {last.label_column + 1}, expected "
            f"{first.values.shape[1]} and {first.label_column + 1} as in {first.path.name}. Give both the same columns."
        )
        raise FormatError(msg)
