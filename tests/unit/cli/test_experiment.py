"""`perceptible experiment`."""

from __future__ import annotations

import csv
import json

import pytest

from perceptible.sweeps.questions import ExperimentError

ASK = ("noise", "--quick", "--jobs", 1, "--seeds", "0")


@pytest.fixture(scope="module")
def asked(tiny, tmp_path_factory):
    """Return the folder of an experiment that is done, and its document."""
    from click.testing import CliRunner

    from perceptible.cli import program

    folder = tmp_path_factory.mktemp("experiments") / "noise"
    arguments = ["experiment", *ASK, "--data", tiny, "--out", folder, "--json"]
    result = CliRunner().invoke(program, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.stderr
    return folder, json.loads(result.stdout)


def test_it_writes_result_tables_figures_and_command(asked):
    """Everything that somebody needs who finds the folder."""
    folder, document = asked
    names = {path.name for path in folder.iterdir()}
    assert names >= {
        "result.json",
        "noise.csv",
        "noise.png",
        "noise.svg",
        "noise-dark.svg",
        "command.txt",
        "about.json",
    }
    assert set(document["figures"]) >= {"noise.png", "noise.svg", "noise-dark.png", "noise-dark.svg"}
    assert document["settings"]["seeds"] == [0]


def test_table_and_document_hold_the_same_numbers(asked):
    """What the CSV says, the JSON says."""
    folder, document = asked
    with (folder / "noise.csv").open(newline="") as file:
        columns, *rows = csv.reader(file)
    table = document["tables"][0]
    assert columns == table["columns"]
    assert [[str(cell) for cell in row] for row in table["rows"]] == rows


def test_asked_again_nothing_is_done_again(asked, perceptible, tiny):
    """The file of answers stays as it is, and the findings are the same."""
    folder, document = asked
    before = (folder / "results.jsonl").read_bytes()
    again = perceptible("experiment", *ASK, "--data", tiny, "--out", folder, "--json")
    assert json.loads(again.stdout)["findings"] == document["findings"]
    assert (folder / "results.jsonl").read_bytes() == before


def test_the_list_says_what_each_costs(perceptible):
    """Name, question, and a line for each size."""
    said = perceptible("experiment", "--list").stdout
    assert "noise: How sure" in said
    assert "--quick" in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "no experiment is named, expected one of: "),
        (("noise", "--quick", "--full"), "expected one of them at most"),
        (("nose",), "Did you mean 'noise'"),
        (("noise", "--quick", "--seeds", "x"), "seeds"),
    ],
)
def test_bad_input_is_explained(perceptible, options, message):
    """In one sentence, with a code of its own, and nothing is begun."""
    result = perceptible("experiment", *options)
    assert result.exit_code in {1, 2, 3}
    assert message in result.stderr


def test_a_file_is_no_folder(perceptible, tiny, tmp_path):
    """Said before anything is trained, as a mistake in what was typed."""
    (tmp_path / "taken").write_text("mine")
    result = perceptible("experiment", *ASK, "--data", tiny, "--out", tmp_path / "taken")
    assert result.exit_code == 2
    assert "is a file" in result.stderr
    assert (tmp_path / "taken").read_text() == "mine"


def test_another_experiment_does_not_overwrite_this_one(asked, perceptible, tiny):
    """Its folder holds hours of work, perhaps: it is refused by name, and stays."""
    folder, _ = asked
    before = (folder / "result.json").read_bytes()
    result = perceptible("experiment", "knock-out", "--quick", "--data", tiny, "--out", folder)
    assert result.exit_code == 2
    assert "holds 'noise' on 'tiny'" in result.stderr
    assert (folder / "result.json").read_bytes() == before


@pytest.mark.parametrize(("kind", "code"), [("DivergedError", 4), ("lost", 1), ("", 1)])
def test_a_failed_piece_ends_with_the_code_of_its_kind(asked, perceptible, tiny, monkeypatch, kind, code):
    """4 where a training diverged, else 1: bad data, 3, are found out before."""
    folder, _ = asked

    def fail(*_):
        raise ExperimentError("a piece failed.", kind)

    monkeypatch.setattr("perceptible.cli.experiment.answer_question", fail)
    result = perceptible("experiment", *ASK, "--data", tiny, "--out", folder)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.endswith("error: a piece failed.\n")


def test_a_run_of_any_number_of_processes_gives_the_same_files(asked, perceptible, tiny, tmp_path):
    """Two at a time: every table and figure to the last byte; the result but for the command."""
    folder, document = asked
    arguments = ["2" if one == 1 else one for one in ASK]
    again = perceptible("experiment", *arguments, "--data", tiny, "--out", tmp_path / "two", "--json")
    kept = {**json.loads(again.stdout), "seconds": 0, "path": ""}
    assert kept == {**document, "seconds": 0, "path": ""}
    names = [path.name for path in folder.iterdir() if path.suffix in {".csv", ".svg", ".png"}]
    assert all((tmp_path / "two" / name).read_bytes() == (folder / name).read_bytes() for name in names)
