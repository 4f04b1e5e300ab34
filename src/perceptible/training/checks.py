"""Checks: what cannot be trained is refused before anything is computed."""

from __future__ import annotations

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.errors import DtypeError, MismatchError, SettingsError, ShapeError
from perceptible.network import Network
from perceptible.network.model import check_network
from perceptible.training.settings import Settings
from perceptible.training.state import TrainingState
from perceptible.training.task import Task

__all__ = ["check_data", "check_start", "check_state"]


def check_data(data: object) -> None:
    """Refuse what is no data set.

    Raises
    ------
    DtypeError
        If it is of another type.
    """
    if not isinstance(data, Dataset):
        msg = (
            f"data is a {type(data).__name__}, expected a Dataset, which has a training and a test split. "
            "Use perceptible.load_data(...), or Dataset(name, train, test)."
        )
        raise DtypeError(msg)


def check_start(network: Network, data: Dataset, settings: Settings, every: int | None) -> None:
    """Refuse a network and data that do not fit together, and events at no whole number of steps.

    Raises
    ------
    DtypeError
        If `network`, `data` or `settings` are of another type, or the network holds no NumPy arrays.
    ShapeError
        If the network has other inputs or outputs than the data, or is many networks at once.
    SettingsError
        If `every` is no whole number above 0.
    """
    check_network(network)
    check_data(data)
    if not isinstance(settings, Settings):
        msg = f"settings is {settings!r}, expected Settings. Write perceptible.Settings(epochs=30)."
        raise DtypeError(msg)
    if not isinstance(network.weights[0], np.ndarray):
        msg = (
            f"the network holds arrays of type {type(network.weights[0]).__name__}, expected NumPy's, as the images "
            "are. Convert them: network.with_parameters(network.parameters.map(numpy.asarray))."
        )
        raise DtypeError(msg)
    _check_sizes(network, data)
    if every is not None and (isinstance(every, bool) or not isinstance(every, (int, np.integer)) or every < 1):
        msg = f"every is {every!r}, expected a whole number of steps from 1. Leave it out for one event an epoch."
        raise SettingsError(msg)


def check_state(state: TrainingState, network: Network, task: Task) -> None:
    """Refuse to go on from a state that these settings and data cannot have led to.

    Raises
    ------
    MismatchError
        If the state is of a network of other sizes, remembers what another optimizer needs, or stands beyond the
        end of the epoch.
    """
    if state.start.sizes != network.sizes:
        msg = (
            f"the state is of a network {state.start.sizes}, expected {network.sizes}. "
            "Go on with the network that the training began with."
        )
        raise MismatchError(msg)
    n_found, n_needed = len(state.optimizer.moments), len(task.optimizer.init(network.parameters).moments)
    if n_found != n_needed or (state.average is None) != (task.settings.average == 0):
        msg = (
            f"the state holds {n_found} averages of past gradients and {_some(state.average)} averaged weights, "
            f"expected {n_needed} for {task.settings.optimizer!r} and {_some(task.settings.average or None)}. "
            "Go on with the optimizer and the average that the training began with."
        )
        raise MismatchError(msg)
    if state.position > task.steps_per_epoch:
        msg = (
            f"the state has {state.position} steps of its epoch behind it, expected at most {task.steps_per_epoch}. "
            "Go on with the data and the batch size that the training began with."
        )
        raise MismatchError(msg)


def _some(thing: object) -> str:
    """Say whether something is there."""
    return "no" if thing is None else "some"


def _check_sizes(network: Network, data: Dataset) -> None:
    """Refuse a network that cannot read these data, and many networks at once."""
    ends = network.sizes[0], network.sizes[-1]
    if ends != (data.n_inputs, data.n_classes):
        msg = (
            f"the network has {ends[0]} inputs and {ends[1]} outputs, expected {data.n_inputs} and {data.n_classes} "
            f"as {data.name} has. Give the network these sizes, or use other data."
        )
        raise ShapeError(msg)
    if network.parameters.leading:
        msg = (
            f"the network holds {network.parameters.leading} networks, expected one. "
            "Train them one by one: each with the parameters at its own index."
        )
        raise ShapeError(msg)
