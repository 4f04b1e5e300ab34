"""`perceptible experiment`."""

from __future__ import annotations

import csv
import json

import pytest

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
