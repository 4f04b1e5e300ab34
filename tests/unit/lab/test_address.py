"""Port and key of last time: kept for this user alone, and never trusted blindly."""

import json

import pytest

from perceptible.lab.address import Address, keep_address, last_address
from perceptible.lab.guard import new_token


def test_what_was_kept_comes_back(state):
    """In a file that nobody else may read: it holds the key."""
    address = Address(8123, new_token())
    keep_address(address)
    assert last_address() == address
    assert (state / "lab.json").stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_could_read_is_closed(state):
    """Even if it was made by another hand."""
    state.mkdir()
    (state / "lab.json").write_text("{}", encoding="ascii")
    (state / "lab.json").chmod(0o644)
    keep_address(Address(8123, new_token()))
    assert (state / "lab.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"[" * 900,
        b'{"port": 8123}',
        b'{"port": "8123", "token": "x"}',
        b'{"port": true, "token": "' + b"x" * 43 + b'"}',
        b'{"port": 70000, "token": "' + b"x" * 43 + b'"}',
        b'{"port": 8123, "token": "short"}',
        b'{"port": 8123, "token": "' + b"x" * 42 + b'\\n"}',
        b'{"port": 8123, "token": "' + b"x" * 5000 + b'"}',
    ],
)
def test_a_damaged_file_is_as_good_as_none(state, content):
    """Any free port and a new key, then."""
    state.mkdir()
    (state / "lab.json").write_bytes(content)
    found = last_address()
    assert (found.port, len(found.token)) == (0, 43)
    assert found.token != last_address().token


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path, monkeypatch):
    """The lab then has another key the next time."""
    (tmp_path / "file").write_text("", encoding="ascii")
    monkeypatch.setenv("PERCEPTIBLE_STATE", str(tmp_path / "file" / "below"))
    keep_address(Address(8123, new_token()))
    assert last_address().port == 0


def test_the_file_holds_no_more_than_it_must(state):
    """Port and key, nothing of the user or the machine."""
    keep_address(Address(8123, new_token()))
    assert set(json.loads((state / "lab.json").read_text(encoding="ascii"))) == {"port", "token"}
