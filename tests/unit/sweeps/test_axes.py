"""What can be varied, and what each value makes of a recipe."""

from __future__ import annotations

from dataclasses import fields

import pytest

from perceptible.data.augmentation import Augmentation
from perceptible.errors import SettingsError, UnknownNameError
from perceptible.sweeps import AXES, Range
from perceptible.sweeps.axes import checked_axes, recipe_for
from perceptible.training import Recipe, Settings, recipe_named

LESSON = recipe_named("lesson")
# One value for each axis of a recipe, none of them the lesson's.
OTHERS = {
    "hidden": (30,),
    "activation": "tanh",
    "output": "softmax",
    "cost": "cross-entropy",
    "start": "glorot",
    "epochs": 3,
    "batch_size": 7,
    "learning_rate": 0.25,
    "optimizer": "adam",
    "momentum": 0.5,
    "second_momentum": 0.5,
    "schedule": "cosine",
    "weight_decay": 0.5,
    "average": 0.5,
    "validation": 0.5,
    "patience": 2,
    "augmentation": Augmentation(shift=2),
    "non_digits": 0.5,
    "shift": 1.5,
    "rotate": 2.5,
    "scale": 0.25,
    "shear": 0.125,
    "elastic": 0.75,
    "smoothness": 5.0,
    "thickness": 0.5,
}


def checked(**axes):
    """Return axes, checked for a grid on one data set."""
    return checked_axes(axes, names=("tiny",), is_random=False)


def test_every_field_can_be_varied():
    """A setting that is added later is an axis from its first day."""
    network = {field.name for field in fields(Recipe)} - {"name", "summary", "settings", "reasons"}
    settings, changes = ({field.name for field in fields(kind)} for kind in (Settings, Augmentation))
    assert set(AXES) == network | settings | changes | {"recipe", "data", "n_train"}
    assert set(OTHERS) == set(AXES) - {"recipe", "data", "n_train"}


@pytest.mark.parametrize("name", OTHERS)
def test_each_value_arrives_where_it_belongs(name):
    """And nothing else of the recipe changes."""
    choice = {"validation": 0.1} if name == "patience" else {}
    recipe = recipe_for(LESSON, {**choice, name: OTHERS[name], **({"shift": 1.0} if name == "smoothness" else {})})
    places = (recipe, recipe.settings, recipe.settings.augmentation)
    assert next(getattr(place, name) for place in places if hasattr(place, name)) == OTHERS[name]


def test_nothing_else_changes():
    """The learning rate of a sweep over hidden layers is still the recipe's."""
    recipe = recipe_for(LESSON, {"hidden": (30,), "learning_rate": 0.25})
    assert (recipe.name, recipe.activation, recipe.settings.epochs) == ("lesson", "sigmoid", 30)
    assert recipe_for(LESSON, {}) == LESSON


def test_a_recipe_can_be_chosen_and_changed():
    """By name, or one of one's own."""
    own = Recipe(name="own", summary="", hidden=(5,), settings=Settings(epochs=2))
    assert recipe_for(LESSON, {"recipe": own, "epochs": 1}).settings.epochs == 1
    assert recipe_for(own, {"recipe": "lesson"}) == LESSON


def test_changes_of_images_that_are_all_nothing_are_none():
    """Training without changes is then the same training."""
    assert recipe_for(LESSON, {"shift": 0.0}).settings.augmentation is None


def test_lists_of_hidden_layers_are_as_good_as_tuples():
    """JSON and TOML have no tuples."""
    assert checked(hidden=[[16], [16, 16]])["hidden"] == ((16,), (16, 16))


def test_several_data_sets_are_an_axis_of_their_own():
    """Unless the axes say which of them."""
    assert dict(checked_axes({}, names=("a", "b"), is_random=False)) == {"data": ("a", "b")}
    assert dict(checked_axes({"data": ("b",)}, names=("a", "b"), is_random=False)) == {"data": ("b",)}


@pytest.mark.parametrize(
    ("axes", "error", "said"),
    [
        ({"learning_rat": (1,)}, UnknownNameError, r"setting to vary 'learning_rat' is not known.*'learning_rate'"),
        ({"data": ("mnits",)}, UnknownNameError, "data set of the sweep 'mnits' is not known, expected one of: tiny"),
        ({"epochs": ()}, SettingsError, r"epochs has no values, expected at least one\. Leave epochs out"),
        ({"epochs": 3}, SettingsError, r"epochs has the value 3, expected several in a list\. Write epochs=\[3\]"),
        ({"activation": "relu"}, SettingsError, r"activation has the value 'relu'.*Write activation=\['relu'\]"),
        ({"epochs": (1, 2, 1)}, SettingsError, "epochs has the value 1 twice.*use seeds to repeat"),
        ({"learning_rate": (1, 1.0)}, SettingsError, r"learning_rate has the value 1\.0 twice"),
        ({"learning_rate": Range(0, 1)}, SettingsError, "learning_rate has the range 0 to 1.*n_random=20"),
    ],
)
def test_axes_that_make_no_sense_are_refused(axes, error, said):
    """By name and value, with the remedy."""
    with pytest.raises(error, match=said):
        checked(**axes)


@pytest.mark.parametrize(
    ("choice", "error", "said"),
    [
        ({"hidden": 16}, SettingsError, r"hidden is 16, expected the neurons of each hidden layer\. Write hidden="),
        ({"hidden": ("x",)}, SettingsError, r"hidden is \('x',\), expected"),
        ({"learning_rate": -1}, SettingsError, "learning_rate is -1, expected"),
        ({"patience": 3}, SettingsError, "patience is 3 but validation is 0"),
        ({"optimizer": "sdg"}, UnknownNameError, "optimizer 'sdg' is not known"),
        ({"recipe": "leson"}, UnknownNameError, "recipe 'leson' is not known"),
        ({"rotate": 500.0}, SettingsError, "rotate of an augmentation is 500.0"),
    ],
)
def test_values_that_make_no_sense_are_refused(choice, error, said):
    """As the settings refuse them."""
    with pytest.raises(error, match=said):
        recipe_for(LESSON, choice)
