"""What a training is made of, from the options of the command line: network, settings and folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from perceptible.cli.networks import RUNS
from perceptible.cli.options import SectionOption, field_options
from perceptible.data.augmentation import Augmentation
from perceptible.errors import SettingsError
from perceptible.network import ACTIVATIONS, COSTS, STARTS
from perceptible.optimizers import OPTIMIZERS, SCHEDULES
from perceptible.training import Recipe, Settings

__all__ = ["network_options", "new_folder", "recipe_with", "refuse_network_options", "settings_options"]

Function = TypeVar("Function", bound=Callable[..., object])
Values = Mapping[str, object]
NETWORK_FIELDS = ("hidden", "activation", "output", "cost", "start")
NETWORK_NAMES: dict[str, Iterable[str]] = {
    "activation": ACTIVATIONS,
    "output": ACTIVATIONS,
    "cost": COSTS,
    "start": STARTS,
}
NETWORK_TEXTS = {
    "hidden": 'Neurons by hidden layer, such as 16,16; "none" for no hidden layer.',
    "activation": "Of the hidden layers.",
    "output": "Of the last layer.",
    "cost": "What training makes small.",
    "start": "How weights and biases are drawn at the start.",
}
SETTINGS_TEXTS = {"patience": "Stop after this many epochs without a lower validation cost, and keep the best."}
NO_CHANGES = "no_augmentation"


def network_options(function: Function) -> Function:
    """Let a command choose the network to start from."""
    others = [field.name for field in fields(Recipe) if field.name not in NETWORK_FIELDS]
    section = "Network, where not the recipe's"
    options = field_options(Recipe, section=section, names=NETWORK_NAMES, texts=NETWORK_TEXTS, leave_out=others)
    return options(function)


def settings_options(function: Function) -> Function:
    """Let a command choose how to train: every setting, and every random change of the images."""
    section = "Random changes of the training images, where not the recipe's"
    none = click.option(
        "--no-augmentation", is_flag=True, help="Begin from no changes.", cls=SectionOption, section=section
    )
    names: dict[str, Iterable[str]] = {"optimizer": OPTIMIZERS, "schedule": SCHEDULES}
    heading = "Training, where not the recipe's"
    settings = field_options(Settings, section=heading, names=names, texts=SETTINGS_TEXTS, leave_out=("augmentation",))
    return settings(none(field_options(Augmentation, section=section)(function)))


def recipe_with(recipe: Recipe, values: Values) -> Recipe:
    """Return a recipe with what the options say otherwise.

    Parameters
    ----------
    recipe : Recipe
        Where to begin.
    values : mapping
        Options by name; None where one was not given.

    Returns
    -------
    Recipe
        With the network and the settings that were asked for.

    Raises
    ------
    SettingsError, UnknownNameError
        If a value makes no sense.
    """
    settings = recipe.settings
    changes = Augmentation() if values.get(NO_CHANGES) else settings.augmentation or Augmentation()
    changes = replace(changes, **_given(Augmentation, values))
    augmentation = None if changes.is_none else changes
    settings = replace(settings, augmentation=augmentation, **_given(Settings, values))
    return replace(recipe, settings=settings, **_given(Recipe, values))


def new_folder(recipe: str, seed: int) -> Path:
    """Return a folder for a new run that is not there yet."""
    number = 1
    while (RUNS / f"{recipe}-{seed}-{number}").exists():
        number += 1
    return RUNS / f"{recipe}-{seed}-{number}"


def refuse_network_options(values: Values) -> None:
    """Refuse options that describe a network where NET already is one."""
    for name in NETWORK_FIELDS:
        if values.get(name) is not None:
            msg = f"--{name} is given and NET as well, expected one of them. Leave out NET to start from a new network."
            raise SettingsError(msg)


def _given(described: type, values: Values) -> dict[str, Any]:  # each value is checked when the settings are made
    """Return the options that were given and are fields of a class."""
    names = {field.name for field in fields(described)}
    return {name: value for name, value in values.items() if name in names and value is not None}
