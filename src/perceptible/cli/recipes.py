"""`perceptible recipes`: networks and settings that belong together, and what they come to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

from perceptible.cli.command import command
from perceptible.cli.output import answer
from perceptible.cli.text import columns
from perceptible.training import RECIPES, Recipe

__all__ = ["recipes"]

EXAMPLES = (
    ("recipes", "list them"),
    ("recipes --json", "all of their settings and results, for another program"),
    ("train --recipe tuned --data mnist", "train by one"),
)
HEADS = ("recipe", "network", "training", "test accuracy", "what it is for")
NOTE = "Test accuracy: median, lowest and highest of so many seeds on the 10,000 test digits of MNIST."

Results = Mapping[str, Mapping[str, float]]


@command("recipes", examples=EXAMPLES)
def recipes() -> None:
    """List the recipes: each is a network to start from, with the settings to train it."""
    found = _results()
    rows = [
        (name, _layers(recipe), _steps(recipe), _accuracy(found.get(name)), recipe.summary)
        for name, recipe in RECIPES.items()
    ]
    document = {name: _document(recipe) | {"results": found.get(name)} for name, recipe in RECIPES.items()}
    answer({"recipes": document}, columns(rows, heads=HEADS) + f"\n\n{NOTE}")


def _results() -> Results:
    """Return what was measured; benchmarks/recipes.py wrote it."""
    text = files("perceptible.training").joinpath("results.json").read_text(encoding="utf-8")
    found: Results = json.loads(text)
    return found


def _layers(recipe: Recipe) -> str:
    """Describe the network of a recipe."""
    hidden = "-".join(map(str, recipe.hidden))
    return f"{hidden} {recipe.activation}, {recipe.output} outputs"


def _steps(recipe: Recipe) -> str:
    """Describe how a recipe trains."""
    settings = recipe.settings
    return f"{settings.epochs} epochs, {settings.optimizer}, rate {settings.learning_rate:g}"


def _accuracy(result: Mapping[str, float] | None) -> str:
    """Describe what was measured, in a few words; nothing where it was not."""
    if result is None:
        return "not measured"
    middle, low, high = (f"{result[key]:.2%}" for key in ("median_accuracy", "lowest_accuracy", "highest_accuracy"))
    seeds = "seed" if result["n_seeds"] == 1 else "seeds"
    return f"{middle} ({low} to {high}, {result['n_seeds']} {seeds})"


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
        "changes": {name: {"from": old, "to": new, "why": recipe.why[name]} for name, (old, new) in _changes(recipe)},
    }


def _changes(recipe: Recipe) -> list[tuple[str, tuple[object, object]]]:
    """Return what differs from the lesson's recipe, as plain values."""
    settings, lesson = recipe.settings.as_dict(), RECIPES["lesson"].settings.as_dict()
    return [(name, (lesson.get(name, old), settings.get(name, new))) for name, (old, new) in recipe.changes.items()]
