"""One sitting of a training: watched on stderr, written down in its folder, stopped by signals, told at the end."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from perceptible.cli.datasets import told_of
from perceptible.cli.errors import DIVERGED, DONE
from perceptible.cli.events import EventLines
from perceptible.cli.output import answer, complain, manner
from perceptible.cli.signals import brake
from perceptible.cli.text import columns
from perceptible.cli.watch import Watch
from perceptible.data.dataset import Dataset
from perceptible.evaluation import Evaluation, evaluate
from perceptible.network import Network
from perceptible.rng import Rng
from perceptible.runs import follow, network_path, steps_for
from perceptible.training import Settings, TrainingState, train

__all__ = ["Sitting", "sit", "tell"]

# Often enough to stop at once, seldom enough to cost nothing.
SECONDS_BETWEEN_EVENTS = 0.05
SIGNALS = {130: "Ctrl-C", 143: "SIGTERM"}


@dataclass(frozen=True, eq=False)
class Sitting:
    """What one sitting of a training came to.

    Parameters
    ----------
    folder : Path
        The run.
    data : Dataset
        What it trains on.
    settings : Settings
        How.
    state : TrainingState
        Where it stands.
    seconds : float
        How long it sat.
    signal_code : int
        130 or 143 where a signal stopped it, else 0.
    details : mapping
        What was written down when the run began.
    """

    folder: Path
    data: Dataset
    settings: Settings
    state: TrainingState
    seconds: float
    signal_code: int
    details: Mapping[str, object]

    @property
    def exit_code(self) -> int:
        """Return what the command ends with."""
        return self.signal_code or (DIVERGED if self.state.reason == "diverged" else DONE)


def sit(
    network: Network,
    data: Dataset,
    settings: Settings,
    *,
    folder: Path,
    details: Mapping[str, object],
    rng: Rng = None,
    state: TrainingState | None = None,
    events: Path | None = None,
) -> Sitting:
    """Train until the end or a signal, and keep everything in a folder.

    Parameters
    ----------
    network, data, settings, rng, state
        As for `train`.
    folder : Path
        Where the run is written down.
    details : mapping
        What to write down besides.
    events : Path, optional
        A file for events as JSON lines.

    Returns
    -------
    Sitting
        What it came to.
    """
    every = steps_for(SECONDS_BETWEEN_EVENTS, network, data, settings)
    stream = train(network, data, settings, rng=rng, every=every, state=state)
    reached = state
    with EventLines(events) as lines, brake() as pulled, Watch() as watch:
        for event in follow(stream, folder, data=data, details=details, should_stop=lambda: pulled.name):
            watch.hear(event)
            lines.hear(event)
            reached = event.state
    assert reached is not None  # noqa: S101  # there is always a first event
    code = 0 if reached.reason else pulled.exit_code
    return Sitting(folder, data, settings, reached, watch.seconds, code, details)


def tell(sitting: Sitting) -> int:
    """Tell what a sitting came to, and return the exit code of the command."""
    state, code = sitting.state, sitting.exit_code
    found = evaluate(state.network, sitting.data.test) if code == DONE and len(sitting.data.test) else None
    if code == DONE or manner().json:
        answer(_document(sitting, found), _report(sitting, found))
    if sitting.signal_code:
        again = f"perceptible resume {shlex.quote(str(sitting.folder))}"
        complain(f"by {SIGNALS[code]} {_place(sitting)}; all of it is saved. Go on with: {again}", kind="stopped")
    elif code == DIVERGED:
        msg = f"the cost stopped being a number {_place(sitting)}, expected finite costs. "
        complain(f"{msg}Lower --learning-rate; the last good network is saved in {sitting.folder}.")
    return code


def _place(sitting: Sitting) -> str:
    """Say where a training stands."""
    state = sitting.state
    return f"at step {state.step:,}, {state.epoch} of {sitting.settings.epochs} epochs done"


def _document(sitting: Sitting, found: Evaluation | None) -> dict[str, object]:
    """Return the result for other programs."""
    state, row = sitting.state, sitting.state.history.rows[-1:]
    network = state.network
    return {
        "path": sitting.folder,
        "network": network_path(sitting.folder),
        "recipe": sitting.details.get("recipe"),
        "recipe_changed": sitting.details.get("recipe_changed", False),
        "sizes": network.sizes,
        "n_parameters": network.n_parameters,
        **told_of(sitting.data),
        "seed": sitting.details.get("seed_given", state.seed),
        "epochs": state.epoch,
        "steps": state.step,
        "reason": state.reason or "interrupted",
        "train_accuracy": row[0].train_accuracy if row else None,
        "train_cost": row[0].train_cost if row else None,
        "test_accuracy": found and found.accuracy,
        "test_cost": found and found.cost,
        "test_interval": found and found.interval,
        "n_test": len(sitting.data.test),
        "seconds": sitting.seconds,
        "settings": sitting.settings.as_dict(),
    }


def _report(sitting: Sitting, found: Evaluation | None) -> str:
    """Return the result for people."""
    state, data = sitting.state, sitting.data
    network = state.network
    sizes = "-".join(map(str, network.sizes))
    seed = sitting.details.get("seed_given", state.seed)
    epochs = "epoch" if state.epoch == 1 else "epochs"
    rows = [
        ("network", f"{sizes}, {network.n_parameters:,} weights and biases"),
        ("trained", f"{state.epoch} {epochs}, seed {seed}, {sitting.seconds:.1f} s (ended by: {state.reason})"),
        ("data", f"{data.name}: {data.source}"),
    ]
    if found is not None:
        low, high = found.interval
        counts = f"{found.n_correct:,} of {found.n_images:,} images never seen (95 %: {low:.2%} to {high:.2%})"
        rows.append(("test", f"{found.accuracy:.2%}: {counts}, cost {found.cost:.4f}"))
    rows.append(("saved in", str(sitting.folder)))
    return columns(rows)
