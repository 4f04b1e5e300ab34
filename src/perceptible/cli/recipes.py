"""`perceptible recipes`: networks and settings that belong together."""

from __future__ import annotations

from perceptible.cli.command import command
from perceptible.cli.output import answer
from perceptible.cli.text import columns
from perceptible.training import RECIPES, Recipe

__all__ = ["recipes"]

EXAMPLES = (
    ("recipes", "list them"),
    ("train --recipe lesson", "train by one"),
)


@command("recipes", examples=EXAMPLES)
def recipes() -> None:
    """List the recipes: each is a network to start from, with the settings to train it."""
    rows = [(name, _layers(recipe), _steps(recipe), recipe.summary) for name, recipe in RECIPES.items()]
    document = {name: _document(recipe) for name, recipe in RECIPES.items()}
    answer({"recipes": document}, columns(rows, heads=("recipe", "network", "training", "what it is for")))


def _layers(recipe: Recipe) -> str:
    """Describe the network of a recipe."""
    hidden = "-".join(map(str, recipe.hidden))
    return f"{hidden} {recipe.activation}, {recipe.output} outputs"


def _steps(recipe: Recipe) -> str:
    """Describe how a recipe trains."""
    settings = recipe.settings
    return f"{settings.epochs} epochs, {settings.optimizer}, rate {settings.learning_rate:g}"


def _document(recipe: Recipe) -> dict[str, object]:
    """Return all of a recipe."""
    return {
        "summary": recipe.summary,
        "hidden": recipe.hidden,
        "activation": recipe.activation,
        "output": recipe.output,
        "cost": recipe.cost,
        "start": recipe.start,
        "settings": recipe.settings.as_dict(),
    }
