"""Axes: everything that can be varied in a sweep, by name, and what each value makes of a recipe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from perceptible.data.augmentation import Augmentation
from perceptible.errors import SettingsError, UnknownNameError
from perceptible.sweeps.ranges import Range
from perceptible.training import Recipe, Settings, recipe_named

__all__ = ["AXES", "Axes", "Choice", "axis_of", "checked_axes", "recipe_for"]

Choice = Mapping[str, object]
Axes = Mapping[str, tuple[object, ...] | Range]

_SETTINGS = tuple(field.name for field in fields(Settings))
_CHANGES = tuple(field.name for field in fields(Augmentation))
_NETWORK = ("hidden", "activation", "output", "cost", "start")

# What can be varied, in the order in which tables show it.
AXES = ("recipe", "data", "n_train", *_NETWORK, *_SETTINGS, *_CHANGES)


def checked_axes(axes: Mapping[str, Sequence[object] | Range], *, names: Sequence[str], is_random: bool) -> Axes:
    """Return the axes with their values as tuples, in the order given.

    Parameters
    ----------
    axes : mapping
        From names of `AXES` to values; a `Range` where settings are drawn at random.
    names : sequence of str
        The data sets of the sweep.
    is_random : bool
        Whether settings are drawn at random.

    Returns
    -------
    mapping
        Read-only; with "data" first, where there are several data sets and the axes do not say which.

    Raises
    ------
    UnknownNameError
        If there is no setting, or no data set, of a name.
    SettingsError
        If an axis has no values, one of them twice, or a range where all combinations are to be tried.
    """
    found: dict[str, tuple[object, ...] | Range] = {}
    if len(names) > 1 and "data" not in axes:
        found["data"] = tuple(names)
    for name, values in axes.items():
        if name not in AXES:
            raise UnknownNameError("setting to vary", name, AXES)
        found[name] = _range(name, values, is_random=is_random) if isinstance(values, Range) else _values(name, values)
    for data in axis_of(found, "data"):
        if data not in names:
            raise UnknownNameError("data set of the sweep", data, names)
    return MappingProxyType(found)


def axis_of(axes: Axes, name: str) -> tuple[object, ...]:
    """Return the values of an axis; nothing where it is not varied, or is a range."""
    values = axes.get(name, ())
    return () if isinstance(values, Range) else values


def recipe_for(base: Recipe, choice: Choice) -> Recipe:
    """Return the recipe that a choice of values makes of another.

    Parameters
    ----------
    base : Recipe
        Where to begin, unless the choice names a recipe itself.
    choice : mapping
        From names of `AXES` to one value each.

    Returns
    -------
    Recipe
        With these values in it, and its name.

    Raises
    ------
    SettingsError, UnknownNameError
        If a value makes no sense.

    Examples
    --------
    >>> recipe = recipe_for(recipe_named("lesson"), {"hidden": (30,), "learning_rate": 0.5, "shift": 1.0})
    >>> recipe.hidden, recipe.settings.learning_rate, recipe.settings.augmentation.shift
    ((30,), 0.5, 1.0)
    """
    begin = choice.get("recipe", base)
    recipe = begin if isinstance(begin, Recipe) else recipe_named(begin)  # type: ignore[arg-type]  # refused there
    settings = replace(recipe.settings, **_part(choice, _SETTINGS))
    changes = _part(choice, _CHANGES)
    if changes:
        changed = replace(settings.augmentation or Augmentation(), **changes)
        settings = replace(settings, augmentation=None if changed.is_none else changed)
    network = _part(choice, _NETWORK)
    if "hidden" in network:
        network["hidden"] = _hidden(network["hidden"])
    return replace(recipe, settings=settings, **network)


def _values(name: str, values: Sequence[object]) -> tuple[object, ...]:
    """Return the values of an axis, if there are any and no two are the same."""
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        msg = f"{name} has the value {values!r}, expected several in a list. Write {name}=[{values!r}]."
        raise SettingsError(msg)
    found = [tuple(value) if isinstance(value, list) else value for value in values]
    if not found:
        msg = f"{name} has no values, expected at least one. Leave {name} out, or name the values to try."
        raise SettingsError(msg)
    twice = next((value for place, value in enumerate(found) if value in found[:place]), None)
    if twice is not None:
        msg = f"{name} has the value {twice!r} twice, expected each once. Name it once; use seeds to repeat a training."
        raise SettingsError(msg)
    return tuple(found)


def _range(name: str, values: Range, *, is_random: bool) -> Range:
    """Return a range, if it is to be drawn from."""
    if not is_random:
        msg = (
            f"{name} has the range {values.low!r} to {values.high!r}, expected single values where all combinations "
            "are tried. Name the values, or say how many settings to draw at random: n_random=20."
        )
        raise SettingsError(msg)
    return values


def _hidden(value: object) -> tuple[int, ...]:
    """Return the neurons by hidden layer; whether they make sense is for the network to say."""
    if isinstance(value, tuple) and all(isinstance(number, (int, np.integer)) for number in value):
        return tuple(map(int, value))
    msg = f"hidden is {value!r}, expected the neurons of each hidden layer. Write hidden=[(16,), (16, 16)]."
    raise SettingsError(msg)


def _part(choice: Choice, names: Sequence[str]) -> dict[str, Any]:  # each value is checked by the class it is for
    """Return what a choice says of some names."""
    return {name: value for name, value in choice.items() if name in names}
