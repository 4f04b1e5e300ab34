"""`perceptible experiment`: the lesson's questions, answered by experiment."""

from __future__ import annotations

import csv
import io
import json
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from perceptible.cli.command import command
from perceptible.cli.datasets import DATA_HELP, open_data
from perceptible.cli.errors import DIVERGED, DONE, FAILED
from perceptible.cli.networks import RUNS
from perceptible.cli.options import Name
from perceptible.cli.outcome_watch import OutcomeWatch, failure_words
from perceptible.cli.output import answer, complain, say
from perceptible.cli.signals import brake
from perceptible.cli.vary import parse_seeds
from perceptible.data.dataset import Dataset
from perceptible.errors import DivergedError, SettingsError
from perceptible.experiments import EXPERIMENTS, Experiment, Result, Table, question_settings
from perceptible.experiments.wording import seeds_words
from perceptible.files import write_atomically
from perceptible.plotting import save_figure
from perceptible.plotting.experiments import FIGURES
from perceptible.plotting.words import plural
from perceptible.sweeps import Processes, Workers
from perceptible.sweeps.plain import as_plain
from perceptible.sweeps.questions import (
    ExperimentError,
    answer_question,
    described_question,
    do_pieces,
    pieces,
)

__all__ = ["experiment"]

EXAMPLES = (
    ("experiment --list", "what there is to ask, and what each costs"),
    ("experiment noise --quick", "a first answer, within a minute"),
    ("experiment noise --full --seeds 0-9", "the whole of it, from ten seeds"),
)
SIGNALS = {130: "Ctrl-C", 143: "SIGTERM"}
COUNT = click.IntRange(min=1)
FOLDER = click.Path(file_okay=False, path_type=Path)


@command("experiment", examples=EXAMPLES)
@click.argument("name", required=False, type=Name("experiment", EXPERIMENTS))
@click.option("--list", "shows_list", is_flag=True, help="Say what each asks, takes and costs.")
@click.option("--quick", is_flag=True, help="A first answer, within a minute.")
@click.option("--full", is_flag=True, help="All of it, as in the docs.")
@click.option("--data", help=DATA_HELP)
@click.option("--seeds", help="From these seeds: 0-9, or 0,3,7; else as many as the size has.")
@click.option("--out", type=FOLDER, help="Folder; what is done there is not done again.")
@click.option("--jobs", "n_processes", type=COUNT, metavar="N", help="Pieces at a time; one for each processor.")
def experiment(
    name: str | None,
    shows_list: bool,
    quick: bool,
    full: bool,
    data: str | None,
    seeds: str | None,
    out: Path | None,
    n_processes: int | None,
) -> int:
    """Answer one of the lesson's questions by experiment: NAME is what --list shows.

    Writes a folder: result.json, a CSV for each table, figures as PNG and SVG, and command.txt. After Ctrl-C, or any
    kill, the same command goes on.
    """
    if shows_list:
        return _list()
    chosen, size = _chosen(name, quick=quick, full=full)
    settings = question_settings(chosen, size, seeds=None if seeds is None else parse_seeds(seeds))
    loaded = open_data(data)
    asked = Asked(chosen, size, settings, loaded, out or RUNS / "experiments" / f"{name}-{size}-{loaded.name}")
    return _run(asked, Processes(n_processes))


@dataclass(frozen=True)
class Asked:
    """What is to be done, and where it is kept."""

    experiment: Experiment
    size: str
    settings: Any
    data: Dataset
    folder: Path

    @property
    def source(self) -> str:
        """Return the line below the title of its figures."""
        counts = f"{len(self.data.train):,} training and {len(self.data.test):,} test images"
        return f"{self.data.name}, {counts}; {self.size}, {seeds_words(self.settings.seeds)}."


def _chosen(name: str | None, *, quick: bool, full: bool) -> tuple[Experiment, str]:
    """Return the experiment and its size."""
    if name is None:
        names = ", ".join(EXPERIMENTS)
        msg = f"no experiment is named, expected one of: {names}. `perceptible experiment --list` says what each asks."
        raise SettingsError(msg)
    if quick and full:
        msg = "--quick and --full are given, expected one of them at most. Leave one out."
        raise SettingsError(msg)
    return EXPERIMENTS[name], "quick" if quick else "full" if full else "standard"


def _run(asked: Asked, workers: Workers) -> int:
    """Do all pieces, and write and tell what they come to."""
    chosen, data, folder = asked.experiment, asked.data, asked.folder
    about = described_question(chosen, asked.size, asked.settings, data)
    wanted = pieces(chosen, asked.settings, data)
    say(f"{chosen.title}: {chosen.question} {plural(len(wanted), 'piece')} on {data.name}, kept in {folder}")
    outcomes = []
    with brake() as pulled, OutcomeWatch[Any, Any](len(wanted), failure_words, seconds_between_lines=2.0) as watch:
        done = do_pieces(
            chosen, wanted, data, folder=folder, about=about, workers=workers, should_stop=lambda: pulled.name
        )
        for outcome in done:
            watch.hear(outcome)
            outcomes.append(outcome)
    if pulled.exit_code:
        told = f"by {SIGNALS[pulled.exit_code]}, {len(outcomes)} of {len(wanted)} pieces done; all of them are saved."
        complain(f"{told} Go on with the same command and --out {shlex.quote(str(folder))}", kind="stopped")
        return pulled.exit_code
    try:
        result = answer_question(chosen, asked.settings, data, outcomes)
    except ExperimentError as error:
        complain(str(error), error=error)
        return DIVERGED if error.kind == DivergedError.__name__ else FAILED
    figures = _write(asked, result, about)
    document = {**about, "path": folder, "seconds": watch.seconds, "findings": result.findings, "figures": figures}
    tables = [as_plain(table, "a table") for table in result.tables]
    answer({**document, "tables": tables}, "\n\n".join([*result.findings, f"saved in {folder}"]))
    return DONE


def _list() -> int:
    """Say what there is to ask."""
    found = [{"name": one.name, "question": one.question, "takes": dict(one.takes)} for one in EXPERIMENTS.values()]
    text = "\n\n".join(
        "\n".join([f"{one.name}: {one.question}", *(f"  --{size:<9} {words}" for size, words in one.takes.items())])
        for one in EXPERIMENTS.values()
    )
    answer({"experiments": found}, text.replace("--standard", "          "))
    return DONE


def _write(asked: Asked, result: Result, about: Mapping[str, object]) -> list[str]:
    """Write the result, its tables and its figures; return the names of the figures' files."""
    folder = asked.folder
    document = {
        **about,
        "command": _command(),
        "findings": result.findings,
        "tables": [as_plain(table, "a table") for table in result.tables],
        "result": as_plain(result, "a result"),
    }
    write_atomically(folder / "result.json", (json.dumps(document, indent=1) + "\n").encode("ascii"))
    write_atomically(folder / "command.txt", (_command() + "\n").encode())
    for table in result.tables:
        write_atomically(folder / f"{table.name}.csv", _csv(table).encode())
    names = []
    for theme in ("light", "dark"):
        for name, figure in FIGURES[asked.experiment.name](result, source=asked.source, theme=theme).items():
            ending = "" if theme == "light" else "-dark"
            names += [save_figure(figure, folder / f"{name}{ending}{kind}").name for kind in (".png", ".svg")]
    return names


def _csv(table: Table) -> str:
    """Return a table as comma-separated values."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue()


def _command() -> str:
    """Return the command as it was given."""
    return shlex.join(["perceptible", *sys.argv[1:]])
