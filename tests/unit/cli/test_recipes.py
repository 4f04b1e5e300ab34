"""The list of recipes."""

from __future__ import annotations

import json

from perceptible.training import RECIPES


def test_every_recipe_is_listed_with_its_purpose(perceptible):
    """A recipe that is not listed is not found."""
    lines = perceptible("recipes").stdout.splitlines()
    assert len(lines) == 1 + len(RECIPES)
    for line, (name, recipe) in zip(lines[1:], RECIPES.items(), strict=True):
        assert line.startswith(name)
        assert line.endswith(recipe.summary)


def test_json_holds_all_settings(perceptible):
    """The lesson's numbers: 30 epochs, mini-batch 10, learning rate 1.5."""
    lesson = json.loads(perceptible("recipes", "--json").stdout)["recipes"]["lesson"]
    assert lesson["hidden"] == [16, 16]
    settings = lesson["settings"]
    assert (settings["epochs"], settings["batch_size"], settings["learning_rate"]) == (30, 10, 1.5)
