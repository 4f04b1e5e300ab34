"""Downloads: verified, patient within limits, and never a bad file in the cache."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.data.made import cut, endless, status, whole

from perceptible.data.catalog import KnownFile
from perceptible.data.download import PATIENT, fetch
from perceptible.data.mirrors import is_served
from perceptible.errors import DataError

BODY = bytes(range(256)) * 4_000
FILE = KnownFile("digits.gz", f"sha256:{hashlib.sha256(BODY).hexdigest()}", len(BODY))


class Clock:
    """Time that passes only when somebody sleeps, or by so much with every look at the clock."""

    def __init__(self, step: float = 0.0) -> None:
        self.time, self.step, self.slept = 0.0, step, []

    def now(self) -> float:
        """Tell the time."""
        self.time += self.step
        return self.time

    def sleep(self, seconds: float) -> None:
        """Note how long, and come back at once."""
        self.slept.append(seconds)


@pytest.fixture
def clock() -> Clock:
    """Return a clock that nobody waits for."""
    return Clock()


@pytest.fixture
def patience(clock: Clock):
    """Return the usual patience, by that clock."""
    return replace(PATIENT, timeout=2.0, sleep=clock.sleep, clock=clock.now)


def _refused(site, patience, folder: Path, message: str) -> None:
    """Make sure that a download fails with this message, and that it leaves nothing behind."""
    with pytest.raises(DataError, match=message):
        fetch(FILE, (site.address,), folder, patience=patience)
    assert not list(folder.glob("*"))


def test_a_file_is_downloaded_once(site, tmp_path):
    """The second time it is found in the folder and its checksum is right, so nobody is asked."""
    site.serve(FILE.name, whole(BODY))
    for _ in range(2):
        path = fetch(FILE, (site.address,), tmp_path / "new" / "folder")
        assert path.read_bytes() == BODY
    assert site.asked == ["GET /digits.gz"]


def test_progress_is_reported_and_nothing_is_printed(site, tmp_path, capfd):
    """Who watches is told the bytes that have come and the bytes to come; pooch keeps quiet."""
    site.serve(FILE.name, whole(BODY))
    told = []
    fetch(FILE, (site.address,), tmp_path, on_progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(BODY), len(BODY))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert capfd.readouterr() == ("", "")


def test_a_busy_mirror_is_asked_again(site, tmp_path, clock, patience):
    """503 twice, then the file: three questions with growing pauses between."""
    site.serve(FILE.name, status(503), status(503), whole(BODY))
    fetch(FILE, (site.address,), tmp_path, patience=patience)
    assert len(site.asked) == 3
    assert clock.slept == [1.0, 2.0]


def test_a_cut_download_is_repeated(site, tmp_path, patience):
    """A line that breaks once costs a second download, not the data."""
    site.serve(FILE.name, cut(BODY, 1_000), whole(BODY))
    assert fetch(FILE, (site.address,), tmp_path, patience=patience).read_bytes() == BODY


def test_the_next_mirror_serves_where_the_first_fails(site, tmp_path, clock, patience):
    """Mirrors are tried in turn, without a pause between them."""
    site.serve("second/digits.gz", whole(BODY))
    fetch(FILE, (f"{site.address}first/", f"{site.address}second/"), tmp_path, patience=patience)
    assert site.asked == ["GET /first/digits.gz", "GET /second/digits.gz"]
    assert not clock.slept


def test_wrong_content_is_refused(site, tmp_path, patience):
    """A mirror that answers 200 with an error page has been seen: bytes count, not the status."""
    site.serve(FILE.name, whole(b"<html>The file has moved.</html>"))
    _refused(site, patience, tmp_path, r"wrong content: SHA256 hash .*digits.gz.*set PERCEPTIBLE_DATA .*'synthetic'")
    assert len(site.asked) == 1


def test_a_download_that_is_always_cut_is_refused(site, tmp_path, patience):
    """Three attempts, then an error that says how much was missing."""
    site.serve(FILE.name, cut(BODY, 1_000))
    _refused(site, patience, tmp_path, "cut short, 1023000 of 1024000 bytes missing")
    assert len(site.asked) == 3


def test_an_endless_download_is_stopped(site, tmp_path, patience):
    """No more than twice the known size, and 1 MiB, is ever taken."""
    site.serve(FILE.name, endless)
    _refused(site, patience, tmp_path, "more than 3096576 bytes came, the file is smaller")
    assert len(site.asked) == 1


def test_a_trickle_is_stopped(site, tmp_path, patience):
    """A mirror slower than 10 kB/s is given up, by the clock that was passed in."""
    site.serve(FILE.name, whole(BODY))
    _refused(site, replace(patience, clock=Clock(step=400.0).now), tmp_path, "bytes came in a long time")


def test_a_mirror_that_says_nothing_is_given_up(site, tmp_path, patience):
    """The time limit is that of the patience."""
    site.serve(FILE.name, lambda _: time.sleep(0.5))
    _refused(site, replace(patience, timeout=0.05, n_rounds=1), tmp_path, "no answer .*timed out")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/digits.gz", "data:,x"])
def test_redirects_lead_to_http_only(site, tmp_path, patience, target):
    """A mirror cannot make us read a file of this machine, or speak another protocol."""
    site.serve(FILE.name, status(302, Location=target))
    _refused(site, patience, tmp_path, f"{target}.*(not allowed|only http and https are followed)")


def test_redirects_to_http_are_followed(site, tmp_path):
    """Mirrors do move."""
    site.serve(FILE.name, status(301, Location=f"{site.address}moved.gz"))
    site.serve("moved.gz", whole(BODY))
    assert fetch(FILE, (site.address,), tmp_path).read_bytes() == BODY


@pytest.mark.parametrize("address", ["file:///", "ftp://127.0.0.1/", "/somewhere/"])
def test_addresses_are_http_only(tmp_path, patience, address):
    """The same holds for the mirrors themselves."""
    with pytest.raises(DataError, match="only http and https are followed"):
        fetch(FILE, (address,), tmp_path, patience=patience)


def test_no_network_is_said_with_a_way_out(site, tmp_path, patience):
    """Nobody listens on port 1; both mirrors are named, and what to do instead."""
    mirrors = ("http://127.0.0.1:1/a/", "http://127.0.0.1:1/b/")
    with pytest.raises(DataError, match=r"(?s)a/digits.gz: no answer.*b/digits.gz: no answer.*Check the connection"):
        fetch(FILE, mirrors, tmp_path, patience=patience)


def test_missing_files_are_not_asked_for_again(site, tmp_path, patience):
    """404 today is 404 in a second."""
    _refused(site, patience, tmp_path, "status 404 Not Found")
    assert len(site.asked) == 1


def test_a_damaged_file_in_the_cache_is_replaced(site, tmp_path):
    """One flipped byte is enough to fetch it again."""
    site.serve(FILE.name, whole(BODY))
    (tmp_path / FILE.name).write_bytes(BODY[:-1] + b"?")
    assert fetch(FILE, (site.address,), tmp_path).read_bytes() == BODY


def test_a_damaged_file_stays_where_no_better_one_comes(site, tmp_path, patience):
    """Nothing is deleted before its successor is there; the error tells of the failed download."""
    (tmp_path / FILE.name).write_bytes(b"damaged")
    with pytest.raises(DataError, match="status 404"):
        fetch(FILE, (site.address,), tmp_path, patience=patience)
    assert (tmp_path / FILE.name).read_bytes() == b"damaged"


def test_a_cache_below_a_file_names_the_variable_to_set(site, tmp_path):
    """Root ignores permission bits, so a path through a file stands for every folder that cannot be made."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataError, match=r"file/cache cannot be written: .*Set PERCEPTIBLE_CACHE to a folder"):
        fetch(FILE, (site.address,), tmp_path / "file" / "cache")
    assert not site.asked


def test_a_full_disk_is_not_blamed_on_the_mirror(site, tmp_path, monkeypatch):
    """ENOSPC in the middle of a download: one error about the cache, and no half file."""
    site.serve(FILE.name, whole(BODY))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(DataError, match=r"digits.gz cannot be written: .*No space left.*PERCEPTIBLE_CACHE"):
        fetch(FILE, (site.address,), tmp_path, on_progress=full)
    assert not list(tmp_path.iterdir())


def test_leftovers_of_killed_downloads_are_cleared_after_a_day(site, tmp_path):
    """What a killed process left in the cache goes; what another process is writing stays."""
    site.serve(FILE.name, whole(BODY))
    old, new = tmp_path / "tmpold", tmp_path / "tmpnew"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    fetch(FILE, (site.address,), tmp_path)
    assert not old.exists()
    assert new.exists()


def test_asking_takes_no_longer_than_allowed(site):
    """A mirror that hangs is left behind, one that answers is heard, one that has nothing is passed over."""
    site.serve("slow/digits.gz", lambda _: time.sleep(1))
    site.serve("good/digits.gz", whole(BODY))
    start = time.monotonic()
    assert not is_served(FILE, (f"{site.address}slow/",), within=0.1)
    assert time.monotonic() - start < 0.9
    assert is_served(FILE, (f"{site.address}none/", f"{site.address}good/"), within=5)
    assert not is_served(FILE, ("http://127.0.0.1:1/",), within=5)
