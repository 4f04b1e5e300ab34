"""One call that trains a network and hands over what came out."""

from __future__ import annotations

from dataclasses import dataclass

from perceptible.data.dataset import Dataset
from perceptible.errors import DivergedError
from perceptible.network import Network
from perceptible.rng import Rng, as_generator
from perceptible.training.history import History
from perceptible.training.loop import train
from perceptible.training.recipes import recipe_named
from perceptible.training.settings import Settings
from perceptible.training.state import TrainingState

__all__ = ["Result", "fit"]


@dataclass(frozen=True, eq=False)
class Result:
    """What came out of a training.

    Parameters
    ----------
    network : Network
        The trained network.
    history : History
        What was measured after each epoch.
    settings : Settings
        How it was trained.
    state : TrainingState
        From which training can go on.
    reason : str
        Why it ended: "all epochs" or "early stopping".
    """

    network: Network
    history: History
    settings: Settings
    state: TrainingState
    reason: str


def fit(
    data: Dataset,
    *,
    recipe: str = "lesson",
    network: Network | None = None,
    settings: Settings | None = None,
    rng: Rng = None,
) -> Result:
    """Train a network to the end.

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
    rng : None, int or numpy.random.Generator, optional
        Decides the random start and the order of the images, each from a child of its own.

    Returns
    -------
    Result
        The trained network, its history and the state to go on from.

    Raises
    ------
    UnknownNameError
        If there is no recipe of this name.
    DivergedError
        If the cost stops being a number; its `state` is the last good one.
    ShapeError
        If `network` does not fit the data.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=500, n_test=100)
    >>> result = pc.fit(digits, settings=Settings(epochs=2), rng=0)
    >>> result.history.columns["epoch"]
    [1, 2]
    """
    chosen = recipe_named(recipe)
    start_rng, train_rng = as_generator(rng).spawn(2)
    start = chosen.network(data, start_rng) if network is None else network
    used = settings or chosen.settings
    for event in train(start, data, used, rng=train_rng):
        state = event.state
    if state.reason == "diverged":
        msg = (
            f"the cost stopped being a number after step {state.step}, expected finite costs. "
            "Lower the learning rate; the error's state attribute holds the last good network."
        )
        raise DivergedError(msg, state)
    return Result(state.network, state.history, used, state, str(state.reason))
