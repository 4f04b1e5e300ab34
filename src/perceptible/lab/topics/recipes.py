"""Recipes: what there is to choose from before a training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perceptible.data.augmentation import Augmentation
from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic
from perceptible.optimizers import OPTIMIZERS, SCHEDULES
from perceptible.training import RECIPES

__all__ = ["AUGMENTATIONS", "TOPICS", "RecipeChoice", "Recipes", "RecipesAsk"]

AUGMENTATIONS: dict[str, Augmentation | None] = {
    "none": None,
    "slight": Augmentation(shift=0.5, rotate=4, scale=0.04),
    "strong": Augmentation(shift=1.5, rotate=12, scale=0.12, elastic=0.6),
}


@dataclass(frozen=True)
class RecipesAsk:
    """Ask which recipes there are, and which names settings know."""

    kind: Literal["recipes"]


@dataclass(frozen=True)
class RecipeChoice:
    """A recipe: the network that it starts from, and how it trains."""

    name: str
    summary: str
    hidden: tuple[int, ...]
    activation: str
    output: str
    cost: str
    start: str
    epochs: int
    batch_size: int
    learning_rate: float
    optimizer: str
    schedule: str
    augmentation: str


@dataclass(frozen=True)
class Recipes:
    """All recipes, and the names to choose from."""

    recipes: tuple[RecipeChoice, ...]
    optimizers: tuple[str, ...]
    schedules: tuple[str, ...]
    augmentations: tuple[str, ...]


def recipes(_session: Session, _ask: RecipesAsk) -> Recipes:
    """Tell what there is to choose from."""
    rows = tuple(
        RecipeChoice(
            name=each.name,
            summary=each.summary,
            hidden=each.hidden,
            activation=each.activation,
            output=each.output,
            cost=each.cost,
            start=each.start,
            epochs=each.settings.epochs,
            batch_size=each.settings.batch_size,
            learning_rate=each.settings.learning_rate,
            optimizer=each.settings.optimizer,
            schedule=each.settings.schedule,
            augmentation="none" if each.settings.augmentation is None else "recipe",
        )
        for each in RECIPES.values()
    )
    return Recipes(rows, tuple(OPTIMIZERS), tuple(SCHEDULES), ("recipe", *AUGMENTATIONS))


TOPICS = (Topic(RecipesAsk, Recipes, recipes),)
