"""Many trainings at once: each as if it were alone, on all processors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from perceptible.data.dataset import Dataset
from perceptible.errors import SettingsError
from perceptible.network import Network
from perceptible.rng import Rng
from perceptible.training.loop import train
from perceptible.training.result import Result, Results
from perceptible.training.settings import Settings

__all__ = ["Training", "fit_many", "fit_one"]


@dataclass(frozen=True, eq=False)
class Training:
    """Everything that `train` is given.

    Parameters
    ----------
    network : Network
        Where it starts.
    data : Dataset
        What it learns from; many trainings may share one.
    settings : Settings
        How it learns.
    rng : None, int or numpy.random.Generator
        Decides the order of the images.
    """

    network: Network
    data: Dataset
    settings: Settings
    rng: Rng = None


def fit_one(training: Training) -> Result:
    """Train to the end; a training that diverges ends with that reason and the last good state."""
    settings = training.settings
    for event in train(training.network, training.data, settings, rng=training.rng):
        state = event.state
    return Result(state.network, state.history, settings, state, str(state.reason))


def fit_many(trainings: Sequence[Training], *, n_threads: int | None = None) -> Results:
    """Train many networks, each with its own data, settings and seed.

    Parameters
    ----------
    trainings : sequence of Training
        They need not be alike: seeds, learning rates and shuffled labels may differ.
    n_threads : int, optional
        How many at a time; without it as many as there are processors. Compiled steps let threads run side by
        side; plain NumPy gains little from them.

    Returns
    -------
    Results
        In the same order; each result is, to the last bit, that of the training alone.

    Raises
    ------
    SettingsError
        If there are no trainings, or `n_threads` is below 1.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=100, n_test=50)
    >>> start = Network.random((784, 16, 16, 10), rng=0)
    >>> rates = (0.5, 1.5)
    >>> tasks = [Training(start, digits, Settings(epochs=1, learning_rate=rate), rng=0) for rate in rates]
    >>> [result.settings.learning_rate for result in fit_many(tasks)]
    [0.5, 1.5]
    """
    if not trainings:
        msg = "there are no trainings, expected at least one. Give a sequence of Training."
        raise SettingsError(msg)
    if n_threads is not None and n_threads < 1:
        msg = f"n_threads is {n_threads}, expected at least 1. Leave it out for all processors."
        raise SettingsError(msg)
    with ThreadPoolExecutor(max_workers=n_threads or os.cpu_count() or 1) as pool:
        return Results(tuple(pool.map(fit_one, trainings)))
