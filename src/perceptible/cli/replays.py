"""Trainings made again for the commands: of a run, or of a network that comes with the package."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from perceptible.checkpoints import PRETRAINED, load_state, pretrained_card
from perceptible.cli.networks import Opened
from perceptible.cli.output import complain
from perceptible.cli.progress import progress_bar
from perceptible.data.dataset import Dataset
from perceptible.runs.replay import is_same_end, replay
from perceptible.training import Event, Started, recipe_named, train
from perceptible.training.recording import Recording

__all__ = ["counted", "recorded"]

MOMENTS = 1_000  # about so many of a training


def recorded(opened: Opened, data: Dataset) -> Recording:
    """Make the training of a run, or of one of the package's networks, again, and record it.

    Parameters
    ----------
    opened : Opened
        From `open_network`.
    data : Dataset
        What it was trained on.

    Returns
    -------
    Recording
        Its dials at up to a thousand moments.

    Raises
    ------
    FormatError
        If it is a network that does not know how it was trained.
    MismatchError
        If the data are others.
    """
    name = next((each for each in PRETRAINED if opened.label.startswith(f"{each} of this package")), None)
    saved = None
    if name is not None:
        recipe, seed = recipe_named(name), int(pretrained_card(name).about["seed"])
        start_rng, train_rng = np.random.default_rng(seed).spawn(2)
        settings, start = recipe.settings, recipe.network(data, start_rng)
        every = _spacing(settings.epochs * -(-len(data.train) // settings.batch_size))
        events = train(start, data, settings, rng=train_rng, every=every)
    else:
        saved = load_state(opened.path)
        every = _spacing(saved.state.step)
        events = replay(saved, data, every=every)
    recording = Recording(every=every)
    for event in recording.record(_watched(events)):
        reached = event.state
    if saved is not None and not is_same_end(reached, saved.state):
        complain("trained again, the dials are not to the last bit those that were saved", kind="warning")
    return recording


def counted(n: int, what: str) -> Iterator[int]:
    """Count to `n`, with a bar on stderr where a person watches."""
    with _progress() as progress:
        task = progress.add_task(what, total=n)
        for number in range(n):
            yield number
            progress.update(task, completed=number + 1)


def _watched(events: Iterator[Event]) -> Iterator[Event]:
    """Pass events on, with a bar of the steps."""
    with _progress() as progress:
        task = progress.add_task("training again", total=None)
        for event in events:
            if isinstance(event, Started):
                progress.update(task, total=event.settings.epochs * event.steps_per_epoch)
            progress.update(task, completed=event.state.step)
            yield event


def _progress() -> Progress:
    """Return a bar, which shows itself only where a person watches."""
    return progress_bar(TextColumn("{task.description}"), BarColumn(bar_width=24), TimeRemainingColumn())


def _spacing(n_steps: int) -> int:
    """Return how many steps lie between two moments."""
    return max(1, n_steps // MOMENTS)
