"""`perceptible resume`: go on with a training, bit for bit as if it had never stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from perceptible.cli.command import command
from perceptible.cli.datasets import open_data
from perceptible.cli.networks import newest_run
from perceptible.cli.output import say
from perceptible.cli.running import Sitting, sit, tell
from perceptible.data.load import NAMES
from perceptible.errors import DataError, SettingsError
from perceptible.runs import Run, open_run
from perceptible.training import Settings, TrainingState

__all__ = ["resume"]

EXAMPLES = (
    ("resume perceptible-runs/lesson-0-1", "go on where it stopped"),
    ("resume", "the same, with the run that was saved last"),
    ("resume perceptible-runs/lesson-0-1 --epochs 60", "train a finished run for longer"),
)


@command("resume", examples=EXAMPLES)
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--epochs", type=click.IntRange(min=1), help="Epochs in all, where it shall be more than at first.")
@click.option("--data", help="Where the data are now, if they have moved.")
@click.option("--events", type=click.Path(path_type=Path), help="File to which events are added as JSON lines.")
def resume(folder: Path | None, epochs: int | None, data: str | None, events: Path | None) -> int:
    """Go on with the training in FOLDER, or with the one that was saved last."""
    run = open_run(folder or newest_run())
    loaded = open_data(data or _data_of(run))
    run.check_data(loaded)
    settings, state = _extended(run, epochs)
    if state.reason is not None:
        say(f"{run.folder} has ended: {state.reason}. To train longer: --epochs {2 * settings.epochs}")
        return tell(Sitting(run.folder, loaded, settings, state, 0.0, 0, run.details))
    say(f"{run.folder} goes on at step {state.step:,}, {state.epoch} of {settings.epochs} epochs done")
    return tell(sit(state.start, loaded, settings, folder=run.folder, details=run.details, state=state, events=events))


def _data_of(run: Run) -> str:
    """Return the name or path of the data that a run began with."""
    name = run.details.get("data_given", run.data.name)
    if isinstance(name, str) and (name in NAMES or "data_given" in run.details):
        return name
    msg = f"{run.folder} was trained on {run.data}, expected to know where that lies. Say it with --data."
    raise DataError(msg)


def _extended(run: Run, epochs: int | None) -> tuple[Settings, TrainingState]:
    """Return settings and state, with more epochs where they were asked for."""
    settings, state = run.settings, run.state
    if epochs is None or epochs == settings.epochs:
        return settings, state
    if epochs <= state.epoch:
        msg = f"--epochs is {epochs}, expected more than the {state.epoch} that are done. Give the number in all."
        raise SettingsError(msg)
    if settings.schedule != "constant":
        say(f"the schedule {settings.schedule} now stretches over {epochs} epochs instead of {settings.epochs}")
    return replace(settings, epochs=epochs), replace(state, reason=None)
