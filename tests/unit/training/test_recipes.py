"""Recipes: networks and settings that belong together."""

import pytest
from tests import tiny

from perceptible.errors import UnknownNameError
from perceptible.training import RECIPES, Settings, recipe_named


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_is_filed_under_its_own_name_with_a_sentence(name):
    """Commands list them, and files hold the name."""
    recipe = recipe_named(name)
    assert recipe.name == name
    assert recipe.summary.endswith(".")


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_makes_a_network_that_fits_the_data(name):
    """Inputs and outputs come from the data, hidden layers from the recipe."""
    recipe = recipe_named(name)
    assert recipe.network(tiny.dataset(), rng=0).sizes == (6, *recipe.hidden, 3)


def test_the_lesson_is_the_lessons():
    """N(0, 1) start, sigmoid, squared error, 784-16-16-10, mini-batches of 10, learning rate 1.5, 30 epochs."""
    lesson = recipe_named("lesson")
    assert (lesson.hidden, lesson.activation, lesson.output) == ((16, 16), "sigmoid", "sigmoid")
    assert (lesson.cost, lesson.start) == ("squared-error", "normal")
    assert lesson.settings == Settings(epochs=30, batch_size=10, learning_rate=1.5)


def test_the_lessons_network_has_13002_dials():
    """784 * 16 + 16 * 16 + 16 * 10 weights and 16 + 16 + 10 biases."""
    digits = tiny.dataset(n_train=1, n_test=0, n_inputs=784, n_classes=10)
    assert recipe_named("lesson").network(digits, rng=0).n_parameters == 13_002


@pytest.mark.parametrize("name", RECIPES)
def test_every_change_against_the_lesson_has_its_reason(name):
    """And nothing is explained that is as in the lesson."""
    recipe = recipe_named(name)
    assert set(recipe.why) == set(recipe.changes)


def test_changes_name_both_values():
    """Of `plain`: N(0, 1/n) instead of N(0, 1), and nothing else of the network."""
    changes = recipe_named("plain").changes
    assert changes["start"] == ("normal", "scaled")
    assert changes["optimizer"] == ("descent", "adamw")
    assert not {"hidden", "activation", "output", "cost"} & set(changes)


def test_an_unknown_recipe_is_refused_with_a_suggestion():
    """A slip of the finger gets the name that was meant."""
    with pytest.raises(UnknownNameError, match=r"recipe 'leson' is not known.*Did you mean 'lesson'\?"):
        recipe_named("leson")
