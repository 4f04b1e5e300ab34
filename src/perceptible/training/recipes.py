"""Recipes: networks and settings that belong together, by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from perceptible.data.dataset import Dataset
from perceptible.errors import find_named
from perceptible.network import Network
from perceptible.rng import Rng
from perceptible.training.settings import Settings

__all__ = ["RECIPES", "Recipe", "recipe_named"]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A network to start from and the settings to train it with.

    Parameters
    ----------
    name : str
        What it is called.
    summary : str
        One sentence: what it is for.
    hidden : tuple of int
        Neurons by hidden layer; inputs and outputs come from the data.
    activation, output, cost, start : str
        As for `Network.random`.
    settings : Settings
        How to train.
    """

    name: str
    summary: str
    hidden: tuple[int, ...] = (16, 16)
    activation: str = "sigmoid"
    output: str = "sigmoid"
    cost: str = "squared-error"
    start: str = "normal"
    settings: Settings = field(default_factory=Settings)

    def network(self, data: Dataset, rng: Rng = None) -> Network:
        """Return the random network that this recipe starts from, of sizes that fit the data."""
        return Network.random(
            (data.n_inputs, *self.hidden, data.n_classes),
            activation=self.activation,
            output=self.output,
            cost=self.cost,
            start=self.start,
            rng=rng,
        )


def recipe_named(name: str) -> Recipe:
    """Return the recipe that has this name.

    Parameters
    ----------
    name : str
        One of the keys of `RECIPES`.

    Returns
    -------
    Recipe
        The network to start from and its settings.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> recipe_named("lesson").hidden
    (16, 16)
    """
    return find_named(RECIPES, name, "recipe")


_ALL = (
    Recipe(
        name="lesson",
        summary="The lesson's network as the lesson trains it: random start, plain gradient descent.",
        settings=Settings(epochs=30, batch_size=10, learning_rate=1.5),
    ),
)

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in _ALL}
