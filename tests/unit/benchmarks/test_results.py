"""Results: medians, ratios, and files that come back as they were."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.benchmarks import Result, Timing, read_result, write_result
from perceptible.errors import FormatError, StorageError

FIGURES = st.floats(min_value=1e-6, max_value=1e3)
TIMINGS = st.builds(
    Timing,
    name=st.sampled_from(["compiled", "numpy", "torch"]),
    words=st.text(max_size=20),
    at=st.none() | st.integers(1, 512).map(float),
    first=st.none() | FIGURES,
    figures=st.lists(FIGURES, max_size=5).map(tuple),
    skipped=st.text(max_size=20),
)


def result(*timings, reference="ours", axis=""):
    """Return a result with these figures."""
    return Result(
        benchmark="lesson", title="An epoch", unit="s", reference=reference, axis=axis, n_images=100, data="tiny",
        circumstances={"date": "2025-11-21"}, timings=timings,
    )  # fmt: skip


def test_the_median_is_the_middle_turn():
    """One slow turn of three changes nothing: 1, 2 and 90 have the median 2; of an even number, the middle of two."""
    assert Timing("a", "", figures=(90.0, 1.0, 2.0)).median == 2.0
    assert Timing("a", "", figures=(1.0, 2.0, 3.0, 90.0)).median == 2.5


def test_ratios_are_taken_turn_by_turn():
    """Turns 1, 1, 10 against 2, 2, 20: twice as much each time, though the machine was ten times slower in the last."""
    ours, peer = Timing("ours", "", figures=(1.0, 1.0, 10.0)), Timing("peer", "", figures=(2.0, 2.0, 20.0))
    assert result(ours, peer).ratio(peer) == 2.0
    assert result(ours, peer).ratio(ours) == 1.0


def test_on_an_axis_neighbors_of_the_same_place_are_compared():
    """At 8 neurons ours takes 3, the peer 12: 4 times, whatever both take at 4."""
    small, large = Timing("ours", "", 4.0, figures=(1.0,)), Timing("ours", "", 8.0, figures=(3.0,))
    peer = Timing("peer", "", 8.0, figures=(12.0,))
    found = result(small, large, peer, axis="neurons")
    assert found.ratio(peer) == 4.0
    assert found.places == [4.0, 8.0]


def test_nothing_is_compared_with_what_was_skipped():
    """Without a reference there is no ratio, and the reason is kept by cases."""
    ours, peer = Timing("ours", "Ours", skipped="not built"), Timing("peer", "Peer", figures=(2.0,))
    assert result(ours, peer).ratio(peer) is None
    assert result(ours, peer).ratio(ours) is None
    assert result(ours, peer).skipped == {"not built": "Ours"}


@given(timings=st.lists(TIMINGS, max_size=4))
def test_a_result_survives_its_file(timings):
    """What is read is what was written, to the last bit."""
    with TemporaryDirectory() as folder:
        path = write_result(result(*timings), Path(folder) / "kept" / "here")
        assert path.name == "lesson.json"
        assert read_result(path) == result(*timings)


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "JSONDecodeError"), ("[]", "TypeError"), ("{}", "KeyError: 'format'"), ('{"format": 9}', "format 9")],
)
def test_another_file_is_refused(text, said, tmp_path):
    """The docs are made from these files; the message names the file and what to do."""
    path = tmp_path / "lesson.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        FormatError, match=rf"lesson\.json is no result of a benchmark \({said}.*expected format 1.*perceptible bench"
    ):
        read_result(path)


def test_unknown_fields_are_refused(tmp_path):
    """A file of another version must not be read half."""
    path = write_result(result(), tmp_path)
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "color": "red"}), encoding="utf-8")
    with pytest.raises(FormatError, match="color"):
        read_result(path)


def test_a_folder_that_cannot_be_made_is_our_error(tmp_path):
    """After minutes of measuring, a traceback would be too little."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be written"):
        write_result(result(), tmp_path / "file" / "folder")
