"""A training as it was saved, and what it may go on with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from perceptible.checkpoints.architecture import Architecture
from perceptible.checkpoints.card import DataCard
from perceptible.data.dataset import Dataset
from perceptible.errors import MismatchError
from perceptible.network import Network
from perceptible.training import Settings, TrainingState

__all__ = ["Saved"]


@dataclass(frozen=True, eq=False)
class Saved:
    """A training as it was saved.

    Parameters
    ----------
    state : TrainingState
        From where it goes on.
    settings : Settings
        How it trains.
    data : DataCard
        What it trains on.
    about : mapping from str to str
        What else was written down.
    path : str
        The file.
    """

    state: TrainingState
    settings: Settings
    data: DataCard
    about: Mapping[str, str] = field(default_factory=dict)
    path: str = ""

    def check_data(self, data: Dataset) -> None:
        """Refuse other data than those the training began with.

        Raises
        ------
        MismatchError
            If their values, or the numbers of images, are others.
        """
        found = DataCard.of(data)
        if not self.data.is_same(found):
            msg = (
                f"{self.path} holds a training on {self.data}, found {found}. "
                "Go on with the data that it began with, or begin a new training."
            )
            raise MismatchError(msg)

    def check_network(self, network: Network) -> None:
        """Refuse a network of another architecture than the one in training.

        Raises
        ------
        MismatchError
            If sizes, activations or cost are others.
        """
        own, found = Architecture.of(self.state.start), Architecture.of(network)
        if own != found:
            msg = (
                f"{self.path} holds a training of {own.sizes} {' '.join(own.activations)} {own.cost}, "
                f"found a network {found.sizes} {' '.join(found.activations)} {found.cost}. "
                "Go on with the network of the file, or begin a new training."
            )
            raise MismatchError(msg)
