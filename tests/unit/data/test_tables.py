"""CSV files as data: what is plainly a table of labeled numbers is read, everything else is refused with its place."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from perceptible.data.tables import raw_csv, read_csv
from perceptible.errors import DataError, FormatError


@pytest.fixture
def table(tmp_path):
    """Return a function that writes a table and returns its path."""

    def write(text: str | bytes, name: str = "own.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def _all(raw):
    """Return all inputs and labels, in the order of the labels."""
    inputs = np.concatenate([raw.train.inputs, raw.test.inputs])
    labels = np.concatenate([raw.train.labels, raw.test.labels])
    order = np.argsort(labels, kind="stable")
    return inputs[order].tolist(), labels[order].tolist()


PLAIN = "0,0,255\n1,7,0\n2,255,255\n"
EXPECTED = ([[0, 255], [7, 0], [255, 255]], [0, 1, 2])


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "a,b,c\n" + PLAIN,
        "label,x,y\n" + PLAIN,
        "x,Label,y\n0,0,255\n7,1,0\n255,2,255\n",
        'x,y," label "\r\n0,255,"0"\r\n7,0,1\r\n255,255,2\r\n',
        "\ufeff" + PLAIN,
        "\n" + PLAIN.replace("\n", "\n\n"),
        PLAIN.rstrip("\n"),
        " 0, 0.0,2.55e2\n1,7,0\n2,255,255",
    ],
    ids=["plain", "header", "label first", "label inside", "quotes", "BOM", "blank lines", "no last newline", "spaces"],
)
def test_tables_are_read_whatever_program_wrote_them(table, text):
    """Header or not, label column named or first, quotes, byte order marks, line ends: the same data."""
    assert _all(raw_csv(table(text))) == EXPECTED


def test_pixels_are_divided_by_255_and_it_is_said(table):
    """Nothing is normalized behind the caller's back."""
    data = read_csv(table("label,p0,p1\n0,0,51\n1,255,102\n"), rng=3)
    found = sorted(np.concatenate([data.train.inputs, data.test.inputs]).tolist())
    np.testing.assert_allclose(found, [[0, 0.2], [1, 0.4]], rtol=1e-6)
    assert data.source == (
        "the table own.csv, pixels divided by 255; 1 of 2 samples held out to test on (by class, seed 3)"
    )


def test_numbers_from_0_to_1_stay_as_they_are(table):
    """A table that is scaled already is not scaled again; 2 inputs are no picture."""
    data = read_csv(table("0,0.5,1\n1,0.25,0\n"))
    assert sorted(np.concatenate([data.train.inputs, data.test.inputs]).tolist()) == [[0.25, 0], [0.5, 1]]
    assert "values from 0 to 1 as they are" in data.source
    assert data.image_shape is None


def test_other_numbers_need_a_scale(table):
    """What the largest value means is for the caller to say."""
    path = table("0,0.5,16\n1,8,0\n")
    with pytest.raises(FormatError, match=r"own.csv: line 1, column 3 is 16, expected numbers .* as scale=..., to"):
        read_csv(path)
    data = read_csv(path, scale=16)
    assert sorted(np.concatenate([data.train.inputs, data.test.inputs]).tolist()) == [[0.03125, 1], [0.5, 0]]


def test_64_columns_are_a_picture_of_8_by_8(table):
    """Square numbers of columns can be looked at."""
    data = read_csv(table("".join(f"{label}" + ",0.5" * 64 + "\n" for label in (0, 1))))
    assert data.image_shape == (8, 8)


def test_a_folder_may_hold_both_splits(table, tmp_path):
    """train.csv and test.csv are taken as they are; a lone train.csv is split."""
    table("label,x\n0,10\n1,20\n2,255\n", "train.csv")
    assert "held out" in raw_csv(tmp_path).source
    table("label,x\n1,1\n", "test.csv")
    raw = raw_csv(tmp_path)
    assert raw.train.inputs.tolist() == [[10], [20], [255]]
    assert (raw.test.inputs.tolist(), raw.test.inputs.dtype) == ([[1]], np.uint8)


def test_splits_with_other_columns_are_refused(table, tmp_path):
    """The label must be in the same place, among as many columns."""
    table("label,x\n0,10\n1,20\n", "train.csv")
    table("x,label\n10,1\n", "test.csv")
    with pytest.raises(FormatError, match=r"test.csv has 2 columns, the label in column 2, expected 2 and 1 as in"):
        raw_csv(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0,1,2\n1,x,2\n", "own.csv: line 2, column 2 is 'x', expected a number. Write one sample a line"),
        ("label,a,b\n0,1,2\n\n1,1,\n", "line 4, column 3 is '', expected a number"),
        ("0,1,2\n1,1\n", "line 2 has 2 columns, expected 3 as the lines before"),
        ("0,1,2\n1,1,nan\n", "line 2, column 3 is nan, expected a finite number. Fill the gaps"),
        ("0,1,2\n1,1,inf\n", "line 2, column 3 is inf, expected a finite number"),
        ("l,a,b\n0,1,2\n1,1,1e999\n", r"line 3, column 3 \(b\) is inf, expected a finite number"),
        ("0,1,2\n1,1,256\n", "line 2, column 3 is 256, expected numbers from 0 to 1, or whole numbers from 0 to 255"),
        ("0,1,2\n1,1,-3\n", "line 2, column 3 is -3, expected"),
        ("0,1,2\n1.5,1,2\n", "line 2, column 1 is 1.5, expected a label: a whole number from 0. Number the classes"),
        ("x,label\n1,0\n1,-1\n", r"line 3, column 2 \(label\) is -1, expected a label"),
        ("0,1\nnan,1\n", "line 2, column 1 is nan, expected a label"),
        ("0,1\n1e12,1\n", "line 2, column 1 is 1e.12, expected a label"),
        ("0,1\n20000,1\n", "label 1 is 20000, expected 0 to 9999"),
        ("0;1;2\n1;1;2\n", "line 2, column 1 is '1;1;2', expected a number.*separated by commas"),
        ("0\n1\n", "own.csv has 1 columns, expected a label and inputs"),
        ("a,b\n0,1,2\n1,2,3\n", "own.csv has 3 columns, expected 2 as its header, for a label and inputs"),
        ("", "own.csv holds no samples, expected at least one line of numbers"),
        ("label,x\n", "own.csv holds no samples"),
        ("0,1\n", "there is 1 sample, expected at least 2"),
        (b"0,1,2\n1,\xff,2\n", "own.csv: at byte 8 expected UTF-8 text, found ff"),
        (b"\x1f\x8b\x08\x00", "own.csv: at byte 1 expected UTF-8 text, found 8b"),
        ("0,1_0\n1,2_0\n", "own.csv is not a table of numbers, as expected"),
    ],
)
def test_what_is_no_table_of_numbers_is_refused(table, text, message):
    """The first wrong place is named by line and column."""
    with pytest.raises(FormatError, match=message):
        read_csv(table(text))


def test_a_table_that_is_missing_is_said(tmp_path):
    """So is a folder without tables."""
    with pytest.raises(DataError, match=r"none.csv cannot be read .*Check the path"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(DataError, match="cannot be read"):
        read_csv(tmp_path)


@given(text=st.text(st.sampled_from('01259.,-e"\n \rna;\x00\ufeff'), max_size=60))
@settings(max_examples=300)
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    """Whatever stands in a file, only errors of ours come out."""
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.encode())
    try:
        raw = raw_csv(path)
    except DataError as error:
        assert "expected" in str(error)  # noqa: PT017  # the error is one of two outcomes
    else:
        assert len(raw.train.inputs) == len(raw.train.labels) > 0
