"""Known data sets on this machine: the user's folder first, then the cache, then a download."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.unit.data.made import N_TRAIN, status, whole

import perceptible
from perceptible.data.catalog import CATALOG
from perceptible.data.download import PATIENT
from perceptible.data.known import cached_or_downloaded, folder_in_cache, given
from perceptible.errors import DataError

IMPATIENT = replace(PATIENT, n_rounds=1, timeout=2.0)


@pytest.mark.parametrize("name", list(CATALOG))
def test_every_known_data_set_is_downloaded_once_and_then_cached(make, site, name):
    """All five come through the same door; the second time nobody is asked."""
    made = make(name)
    raw = cached_or_downloaded(name, offline=False)
    n_asked = len(site.asked)
    again = cached_or_downloaded(name, offline=True)
    np.testing.assert_array_equal(raw.train.inputs, made.images[:N_TRAIN])
    np.testing.assert_array_equal(again.train.inputs, made.images[:N_TRAIN])
    assert n_asked == len(made.files) == len(site.asked)
    assert "from the cache" in again.source


def test_progress_is_that_of_all_files(make):
    """One bar for four files: it never falls, and ends at the sum of their sizes."""
    made = make("mnist")
    told = []
    cached_or_downloaded("mnist", offline=False, on_progress=lambda done, total: told.append((done, total)))
    n_all = sum(len(data) for data in made.files.values())
    assert {total for _, total in told} == {n_all}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == n_all


def test_a_damaged_file_in_the_cache_is_fetched_again(make, site):
    """Only the one that is damaged."""
    make("mnist")
    cached_or_downloaded("mnist", offline=False)
    site.asked.clear()
    path = folder_in_cache("mnist") / "train-labels-idx1-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    cached_or_downloaded("mnist", offline=False)
    assert site.asked == ["GET /train-labels-idx1-ubyte.gz"]


def test_a_damaged_file_in_the_cache_is_refused_offline(make, site):
    """The error tells what is wrong with it and what to do."""
    make("mnist")
    cached_or_downloaded("mnist", offline=False)
    site.asked.clear()
    (folder_in_cache("mnist") / "train-labels-idx1-ubyte.gz").write_bytes(b"")
    with pytest.raises(DataError, match=r"labels-idx1-ubyte.gz: at byte 0.*downloads are switched off. Set PERCEPT"):
        cached_or_downloaded("mnist", offline=True)
    assert not site.asked


def test_what_is_nowhere_is_said_offline(make, places, monkeypatch, tmp_path):
    """Every place that was looked at is named."""
    make("mnist")
    with pytest.raises(
        DataError, match=r"MNIST is not to be had: PERCEPTIBLE_DATA is not set; .* does not hold train-im"
    ):
        cached_or_downloaded("mnist", offline=True)
    monkeypatch.setenv("PERCEPTIBLE_DATA", str(tmp_path))
    with pytest.raises(DataError, match=rf"PERCEPTIBLE_DATA names {tmp_path}, which has no such data in mnist/"):
        cached_or_downloaded("mnist", offline=True)


def test_a_stranger_in_the_cache_is_fetched_again(make, site):
    """A file of another data set has the right format; only the checksum tells."""
    other = make("fashion-mnist").files["t10k-labels-idx1-ubyte.gz"] + b""
    made = make("mnist")
    cached_or_downloaded("mnist", offline=False)
    path = folder_in_cache("mnist") / "train-labels-idx1-ubyte.gz"
    path.write_bytes(other)
    cached_or_downloaded("mnist", offline=False)
    assert path.read_bytes() == made.files[path.name]


def test_copies_in_the_cache_that_nobody_can_verify_are_replaced(make, site):
    """The cache holds verified files only; a copy that was put there is no exception."""
    made = make("kmnist")
    folder = made.write_to(folder_in_cache("kmnist"))
    path = folder / "train-labels-idx1-ubyte.gz"
    path.write_bytes(gzip.compress(gzip.decompress(made.files[path.name]), mtime=5))
    with pytest.raises(DataError, match=r"in the cache, .*no checksum can tell.*downloads are switched off"):
        cached_or_downloaded("kmnist", offline=True)
    raw = cached_or_downloaded("kmnist", offline=False)
    assert "verified by checksum" in raw.source
    assert path.read_bytes() == made.files[path.name]


def test_the_folder_of_the_user_comes_first(make, monkeypatch, tmp_path, site):
    """What `PERCEPTIBLE_DATA` holds is read, and the cache is neither needed nor made."""
    made = make("mnist")
    made.write_to(tmp_path / "data" / "mnist")
    monkeypatch.setenv("PERCEPTIBLE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PERCEPTIBLE_CACHE", "/dev/null/cache")
    raw = given("mnist")
    assert raw is not None
    assert "from PERCEPTIBLE_DATA" in raw.source
    assert given("kmnist") is None
    assert not site.asked


def test_a_cache_that_cannot_be_made_names_the_variable_to_set(make, monkeypatch):
    """Without data of the user's own, the cache is needed."""
    make("mnist")
    monkeypatch.setenv("PERCEPTIBLE_CACHE", "/dev/null/cache")
    with pytest.raises(DataError, match=r"cache/data/mnist cannot be written: .*Set PERCEPTIBLE_CACHE to a folder"):
        cached_or_downloaded("mnist", offline=False)


def test_nobody_is_asked_where_no_mirror_answers_soon(make, site):
    """The question before a download costs no more than the time allowed for it."""
    made = make("mnist")
    site.serve(made.known.files[0].name, status(503))
    with pytest.raises(DataError, match=r"MNIST is not to be had.*no mirror answers within 5 s"):
        cached_or_downloaded("mnist", offline=False, patience=replace(IMPATIENT, ask_within=5.0))
    assert site.asked == ["HEAD /train-images-idx3-ubyte.gz"]


def test_a_mirror_that_answers_is_used(make, site):
    """After the question the four files come."""
    make("mnist")
    cached_or_downloaded("mnist", offline=False, patience=replace(IMPATIENT, ask_within=5.0))
    assert len(site.asked) == 5


def test_a_failed_download_leaves_the_files_that_came(make, site):
    """The next attempt goes on where this one ended."""
    made = make("mnist")
    last = made.known.files[3].name
    site.serve(last, status(404))
    with pytest.raises(DataError, match=f"{last} could not be downloaded, expected it from one of 1 mirrors"):
        cached_or_downloaded("mnist", offline=False, patience=IMPATIENT)
    site.serve(last, whole(made.files[last]))
    site.asked.clear()
    cached_or_downloaded("mnist", offline=False, patience=IMPATIENT)
    assert site.asked == [f"GET /{last}"]


# The package need not be installed: a child finds it where this process found it.
CHILD = {**os.environ, "PYTHONPATH": str(Path(perceptible.__file__).parents[1])}
PROCESS = textwrap.dedent("""
    import sys
    from dataclasses import replace
    from perceptible.data.catalog import CATALOG, KnownFile
    from perceptible.data.known import cached_or_downloaded

    address, *described = sys.argv[1:]
    files = tuple(KnownFile(*text.split(",")[:2], int(text.split(",")[2])) for text in described)
    CATALOG["mnist"] = replace(CATALOG["mnist"], files=files, mirrors=(address,))
    print(cached_or_downloaded("mnist", offline=False).to_dataset().fingerprint)
""")


def test_eight_processes_may_share_one_cache(make, site, places):
    """All start at once with an empty cache, all end with the same data, and no half file is left."""
    known = make("mnist").known
    described = [f"{file.name},{file.checksum},{file.n_bytes}" for file in known.files]
    command = [sys.executable, "-c", PROCESS, site.address, *described]
    environment = CHILD | {"PERCEPTIBLE_CACHE": str(places), "no_proxy": "127.0.0.1"}
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(8)]
    answers = {process.communicate(timeout=60)[0] for process in running}
    assert [process.returncode for process in running] == [0] * 8
    assert answers == {cached_or_downloaded("mnist", offline=True).to_dataset().fingerprint + "\n"}
    assert sorted(path.name for path in folder_in_cache("mnist").iterdir()) == sorted(file.name for file in known.files)


NO_SOCKETS = textwrap.dedent("""
    import sys

    opened = []
    sys.addaudithook(lambda event, _: opened.append(event) if event.startswith("socket.") else None)
    from perceptible.data.load import load_data
    try:
        load_data("mnist")
    except OSError as error:
        assert "downloads are switched off" in str(error), error
    print(opened)
""")


def test_offline_no_socket_is_opened(places):
    """`PERCEPTIBLE_OFFLINE=1` means it: Python itself reports every use of a socket."""
    environment = CHILD | {"PERCEPTIBLE_CACHE": str(places), "PERCEPTIBLE_OFFLINE": "1", "PERCEPTIBLE_DATA": ""}
    command = [sys.executable, "-c", NO_SOCKETS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env=environment)
    assert done.stdout == "[]\n"
    assert not places.exists()
