"""History: rows in, columns, CSV, JSON and data frames out."""

import csv
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import FormatError, MissingPackageError
from perceptible.training import EpochRow, History

ROWS = (
    EpochRow(epoch=1, step=6000, learning_rate=1.5, train_cost=0.5, train_accuracy=0.75),
    EpochRow(epoch=2, step=12000, learning_rate=1.5, train_cost=0.25, train_accuracy=0.875, test_accuracy=0.9),
)
NAMES = "epoch,step,learning_rate,train_cost,train_accuracy,validation_cost,validation_accuracy,test_cost,test_accuracy"
numbers = st.floats(allow_nan=False, allow_infinity=False)
rows = st.builds(
    EpochRow,
    epoch=st.integers(1),
    step=st.integers(1),
    learning_rate=numbers,
    train_cost=numbers,
    train_accuracy=numbers,
    validation_cost=st.none() | numbers,
    validation_accuracy=st.none() | numbers,
    test_cost=st.none() | numbers,
    test_accuracy=st.none() | numbers,
)


def test_columns_hold_one_number_for_each_epoch():
    """Nothing where nothing was measured."""
    columns = History(ROWS).columns
    assert (columns["epoch"], columns["train_cost"]) == ([1, 2], [0.5, 0.25])
    assert columns["test_accuracy"] == [None, 0.9]
    assert list(columns) == NAMES.split(",")


def test_a_row_more_makes_a_new_history():
    """The old one stays as it was: an event of long ago still holds it."""
    first = History(ROWS[:1])
    second = first.with_row(ROWS[1])
    assert (len(first), len(second)) == (1, 2)
    assert second.rows == ROWS


def test_csv_is_a_line_of_names_and_a_line_for_each_epoch():
    """Spreadsheets read it as it is."""
    lines = History(ROWS).to_csv().split("\n")
    assert lines == [NAMES, "1,6000,1.5,0.5,0.75,,,,", "2,12000,1.5,0.25,0.875,,,,0.9", ""]


@given(drawn=st.lists(rows, max_size=4))
def test_every_digit_survives_csv(drawn):
    """Python writes the shortest text that reads back as the same float."""
    table = list(csv.DictReader(io.StringIO(History(tuple(drawn)).to_csv())))
    read = [{name: float(text) if text else None for name, text in line.items()} for line in table]
    kept = [{name: None if value is None else float(value) for name, value in vars(row).items()} for row in drawn]
    assert read == kept


@given(drawn=st.lists(rows, max_size=4))
def test_a_history_survives_json(drawn):
    """A checkpoint holds it as text."""
    history = History(tuple(drawn))
    assert History.from_json(history.to_json()) == history


@pytest.mark.parametrize(
    "text", ["", "[1, 2]", '{"epoch": [1]}', '{"epoch": 1}', '{"a": [1]}', '{"epoch": [1], "step": []}', "[" * 100_000]
)
def test_text_that_is_no_history_is_refused(text):
    """Whatever a damaged file holds, one error of ours comes out."""
    with pytest.raises(FormatError, match=r"the text is no history \(.*, expected an object of columns.*to_json wrote"):
        History.from_json(text)


def test_a_data_frame_has_a_row_for_each_epoch():
    """Whoever has pandas gets its tables."""
    pytest.importorskip("pandas", reason="pandas is not installed (pip install 'perceptible[notebook]')")
    frame = History(ROWS).to_pandas()
    assert frame["train_cost"].tolist() == [0.5, 0.25]
    assert list(frame.columns) == NAMES.split(",")


def test_without_pandas_the_extra_is_named(monkeypatch):
    """An optional package that is missing is said to be missing, with the way to get it."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingPackageError, match=r"'pandas' is not installed.*pip install 'perceptible\[notebook\]'"):
        History(ROWS).to_pandas()
