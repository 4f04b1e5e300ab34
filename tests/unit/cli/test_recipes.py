"""The list of recipes."""

from __future__ import annotations

import json

from perceptible.training import RECIPES


def test_every_recipe_is_listed_with_its_purpose(perceptible):
    """A recipe that is not listed is not found."""
    lines = perceptible("recipes").stdout.splitlines()
    rows = lines[1 : lines.index("")]
    for line, (name, recipe) in zip(rows, RECIPES.items(), strict=True):
        assert line.startswith(name)
        assert line.endswith(recipe.summary)


def test_what_was_measured_stands_beside_it(perceptible):
    """The numbers are those of the committed results."""
    found = json.loads(perceptible("recipes", "--json").stdout)["recipes"]["lesson"]["results"]
    line = perceptible("recipes").stdout.splitlines()[1]
    assert f"{found['median_accuracy']:.2%} ({found['lowest_accuracy']:.2%} to" in line
    assert f"{found['n_seeds']} seeds)" in line


def test_json_says_what_a_recipe_changes_and_why(perceptible):
    """Against the lesson's recipe, name by name."""
    changes = json.loads(perceptible("recipes", "--json").stdout)["recipes"]["tuned"]["changes"]
    assert changes["hidden"] == {"from": [16, 16], "to": [128, 64], "why": "more neurons tell more shapes apart"}
    assert changes["augmentation"]["to"]["rotate"] > 0


def test_json_holds_all_settings(perceptible):
    """The lesson's numbers: 30 epochs, mini-batch 10, learning rate 1.5."""
    lesson = json.loads(perceptible("recipes", "--json").stdout)["recipes"]["lesson"]
    assert lesson["hidden"] == [16, 16]
    settings = lesson["settings"]
    assert (settings["epochs"], settings["batch_size"], settings["learning_rate"]) == (30, 10, 1.5)
