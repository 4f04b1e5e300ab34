"""`perceptible bench`."""

from __future__ import annotations

import json

import pytest

from perceptible.benchmarks import BENCHMARKS, read_result


def test_people_get_a_table_with_every_case(perceptible, tiny):
    """Median, least, most, the first run, and how many times as much as the reference."""
    result = perceptible("bench", "start-up", "--data", tiny, "--repeats", 1)
    assert result.exit_code == 0, result.stderr
    head, names, *rows = result.stdout.splitlines()
    assert head == "Processes from start to exit"
    assert names.split() == ["ms", "median", "least", "most", "first", "times"]
    assert [row.split("  ")[0] for row in rows if row] == [
        "perceptible --help",
        "import perceptible",
        "Python, nothing imported",
    ]


def test_json_is_one_document_for_all(perceptible, tiny, tmp_path):
    """The same that the files hold; progress is on stderr."""
    result = perceptible("bench", "start-up", "--data", tiny, "--quick", "--json", "--out", tmp_path / "results")
    (document,) = json.loads(result.stdout)["results"]
    kept = read_result(tmp_path / "results" / "start-up.json")
    assert document == json.loads(json.dumps(kept.as_dict()))
    assert document["circumstances"]["is_quick"] is True
    assert "the first time" in result.stderr


def test_what_is_skipped_is_said(perceptible, tiny):
    """Without MNIST on the machine the lesson cannot be trained on it, which is no failure."""
    result = perceptible("bench", "memory", "--data", tiny, "--quick", "-q")
    assert result.exit_code == 0
    assert "skipped: perceptible train --recipe lesson --data mnist: MNIST is not on this machine" in result.stdout
    assert result.stderr == ""


def test_cases_on_an_axis_are_columns(perceptible, tiny, monkeypatch):
    """A line for each place, a column for each kind of case; here two places are enough."""
    growth = BENCHMARKS["growth-data"]
    few = tuple(case for case in growth.cases if case.at == 1000)
    monkeypatch.setitem(BENCHMARKS, "growth-data", type(growth)(growth.name, growth.title, few, axis=growth.axis))
    said = perceptible("bench", "growth-data", "--data", tiny, "--quick", "-q").stdout
    assert "there are only 300 training images" in said


def test_an_unknown_benchmark_is_answered_with_the_close_one(perceptible):
    """Names are many."""
    result = perceptible("bench", "lesson10")
    assert result.exit_code == 2
    assert "Did you mean 'lesson-10'?" in result.stderr


@pytest.mark.parametrize("option", ["--repeats=0", "--repeats=x"])
def test_a_number_of_turns_makes_sense(option, perceptible):
    """None would be no median."""
    assert perceptible("bench", "start-up", option).exit_code == 2
