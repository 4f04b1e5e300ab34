"""One call that trains a network, or many, and hands over what came out."""

from __future__ import annotations

from typing import overload

import numpy as np

from perceptible.arrays import check_count
from perceptible.data.dataset import Dataset
from perceptible.errors import DivergedError
from perceptible.network import Network
from perceptible.rng import Rng, as_generator
from perceptible.training.checks import check_data
from perceptible.training.many import Training, fit_many, fit_one
from perceptible.training.recipes import Recipe, recipe_named
from perceptible.training.result import Result, Results
from perceptible.training.settings import Settings

__all__ = ["fit"]


@overload
def fit(
    data: Dataset,
    *,
    recipe: str = ...,
    network: Network | None = ...,
    settings: Settings | None = ...,
    copies: None = ...,
    rng: Rng = ...,
) -> Result: ...


@overload
def fit(
    data: Dataset,
    *,
    recipe: str = ...,
    network: Network | None = ...,
    settings: Settings | None = ...,
    copies: int,
    rng: Rng = ...,
) -> Results: ...


def fit(
    data: Dataset,
    *,
    recipe: str = "lesson",
    network: Network | None = None,
    settings: Settings | None = None,
    copies: int | None = None,
    rng: Rng = None,
) -> Result | Results:
    """Train a network to the end, or many from as many seeds.

    Parameters
    ----------
    data : Dataset
        Training images to learn from, test images to measure with.
    recipe : str, optional
        Network and settings, one of `RECIPES`.
    network : Network, optional
        Start from this one instead of the recipe's random one.
    settings : Settings, optional
        Train with these instead of the recipe's.
    copies : int, optional
        Train so many at once, on all processors; the seed of each is a child of `rng`.
    rng : None, int or numpy.random.Generator, optional
        Decides the random start and the order of the images, each from a child of its own.

    Returns
    -------
    Result, or with `copies` Results
        The trained network, its history and the state to go on from; of `Results`, `network` holds all of them.

    Raises
    ------
    DtypeError
        If `data`, `network` or `settings` are of another type.
    UnknownNameError
        If there is no recipe of this name.
    DivergedError
        If the cost stops being a number; its `state` is the last good one. Among many, one that diverges ends with
        that reason and lets the others go on.
    SettingsError
        If `copies` is below 1.
    ShapeError
        If `network` does not fit the data.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=500, n_test=100)
    >>> result = pc.fit(digits, settings=Settings(epochs=2), rng=0)
    >>> result.history.columns["epoch"]
    [1, 2]
    >>> many = pc.fit(digits, settings=Settings(epochs=1), copies=3, rng=0)
    >>> many.network.weights[0].shape
    (3, 16, 784)
    """
    check_data(data)
    chosen = recipe_named(recipe)
    used = settings or chosen.settings
    if copies is not None:
        return fit_many([_training(data, chosen, network, used, child) for child in _children(rng, copies)])
    result = fit_one(_training(data, chosen, network, used, as_generator(rng)))
    if result.reason == "diverged":
        state = result.state
        msg = (
            f"the cost stopped being a number after step {state.step}, expected finite costs. "
            "Lower the learning rate; the error's state attribute holds the last good network."
        )
        raise DivergedError(msg, state)
    return result


def _training(
    data: Dataset, recipe: Recipe, network: Network | None, settings: Settings, rng: np.random.Generator
) -> Training:
    """Return the training that a generator starts: one child of it for the network, one for the order."""
    start_rng, train_rng = rng.spawn(2)
    start = recipe.network(data, start_rng) if network is None else network
    return Training(start, data, settings, train_rng)


def _children(rng: Rng, copies: int) -> list[np.random.Generator]:
    """Return a generator for each of many trainings."""
    return as_generator(rng).spawn(check_count(copies, "copies", "Leave it out for one network."))
