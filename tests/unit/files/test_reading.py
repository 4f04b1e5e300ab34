import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import DataError, FormatError
from perceptible.files import json_object, opened, read_small


def test_a_small_file_is_read_whole(tmp_path):
    """The limit itself is allowed."""
    (tmp_path / "run.json").write_bytes(b"12345")
    assert read_small(tmp_path / "run.json", limit=5) == b"12345"


def test_a_large_file_is_refused_by_its_size(tmp_path):
    """Somebody may give a film for a settings file."""
    (tmp_path / "film").write_bytes(b"123456")
    with pytest.raises(FormatError, match=r"film has more than 5 bytes, expected a small file\. Check"):
        read_small(tmp_path / "film", limit=5)


def test_a_missing_file_is_named(tmp_path):
    """With the path as it was given."""
    with pytest.raises(DataError, match=r"net cannot be read \(No such file.*Check the path"):
        read_small(tmp_path / "net")


def test_a_folder_is_no_file(tmp_path):
    """A run folder in place of the file in it is a common mistake."""
    with pytest.raises(DataError, match="Add the name of a file"):
        read_small(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_refused_before_it_is_waited_for(tmp_path):
    """Opening one blocks until somebody writes."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DataError, match="is a pipe or a device, expected a file"):
        read_small(tmp_path / "pipe")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_an_endless_device_is_refused():
    """It would fill the memory."""
    with pytest.raises(DataError, match="Copy what comes out of it"), opened("/dev/zero"):
        pass


def test_an_impossible_path_is_one_error_of_ours():
    """Python answers with ValueError."""
    with pytest.raises(DataError, match="null"):
        read_small("half\0name")


def test_a_failure_while_reading_is_told_like_one_while_opening(tmp_path):
    """Disks fail in the middle as well."""
    (tmp_path / "net").write_bytes(b"1")
    with pytest.raises(DataError, match=r"net cannot be read \(Input/output error\)"), opened(tmp_path / "net"):
        raise OSError(5, "Input/output error")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("", "is not JSON"),
        (b"\xff\xfe{", "is not JSON"),
        ('{"seed": ' + "9" * 5000 + "}", "is not JSON"),
        ("[1]", "holds a list, expected a JSON object"),
        ("NaN", "holds a float"),
    ],
)
def test_text_that_is_no_object_is_refused(text, message):
    """Nothing but FormatError, whatever a file holds."""
    with pytest.raises(FormatError, match=rf"run\.json (is )?{message}.*Use another copy"):
        json_object(text, "run.json")


@given(text=st.text() | st.binary())
def test_any_text_gives_an_object_or_our_error(text):
    """The door of every JSON file."""
    with suppress(FormatError):
        assert isinstance(json_object(text, "x"), dict)
