"""A run that was stopped, or killed, opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from perceptible.checkpoints import DataCard, Saved, load_state
from perceptible.data.dataset import Dataset
from perceptible.errors import DataError
from perceptible.files.failures import PathLike
from perceptible.runs.layout import CHECKPOINT
from perceptible.runs.manifest import read_details
from perceptible.training import Settings, TrainingState

__all__ = ["Run", "open_run"]


@dataclass(frozen=True, eq=False)
class Run:
    """A training that can go on.

    Parameters
    ----------
    folder : Path
        Where it is written down.
    saved : Saved
        Its checkpoint.
    details : mapping
        What was written down besides when it began, such as recipe and command.
    """

    folder: Path
    saved: Saved
    details: Mapping[str, object]

    @property
    def state(self) -> TrainingState:
        """Return where the training stands."""
        return self.saved.state

    @property
    def settings(self) -> Settings:
        """Return how it trains."""
        return self.saved.settings

    @property
    def data(self) -> DataCard:
        """Return what is known of the data that it trains on."""
        return self.saved.data

    def check_data(self, data: Dataset) -> None:
        """Refuse other data than those the training began with.

        Raises
        ------
        MismatchError
            If their values, or the numbers of images, are others.
        """
        self.saved.check_data(data)


def open_run(folder: PathLike) -> Run:
    """Open a run folder to go on with its training.

    Parameters
    ----------
    folder : str or path
        A folder that `follow` wrote.

    Returns
    -------
    Run
        Give its `state` to `train` and the events to `follow`, with the same folder.

    Raises
    ------
    DataError
        If there is no such folder, or no training in it.
    FormatError
        If its checkpoint is damaged.

    Examples
    --------
    >>> import perceptible as pc
    >>> from tempfile import TemporaryDirectory
    >>> from perceptible.runs.follow import follow
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> network = pc.Network.random((784, 16, 16, 10), rng=0)
    >>> with TemporaryDirectory() as folder:
    ...     events = pc.train(network, digits, pc.Settings(epochs=1), rng=0, every=5)
    ...     for event in follow(events, folder, data=digits, should_stop=lambda: event.state.step == 10):
    ...         pass
    ...     run = open_run(folder)
    ...     events = pc.train(run.state.start, digits, run.settings, state=run.state)
    ...     steps = [event.state.step for event in follow(events, folder, data=digits)]
    >>> steps
    [10, 20, 20, 20]
    """
    place = Path(folder)
    if not (place / CHECKPOINT).is_file():
        msg = f"{place} holds no {CHECKPOINT}, expected a run folder. Give the folder that train printed."
        raise DataError(msg)
    return Run(place, load_state(place / CHECKPOINT), read_details(place))
