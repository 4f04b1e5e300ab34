"""Entering a race: the runners of a page, checked, as recipes of the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from perceptible.errors import SettingsError
from perceptible.training import Recipe, Settings

if TYPE_CHECKING:
    from perceptible.lab.topics.race_shapes import RaceEntry, RaceStartAsk

__all__ = ["recipes_of"]

MOST_EPOCHS, MOST_SEEDS = 100, 5
MOST_LAYERS, MOST_NEURONS = 4, 128
LARGEST_RATE = 1e6
LONGEST_NAME = 60
OUTPUTS = {"squared-error": "sigmoid", "cross-entropy": "softmax"}


def recipes_of(ask: RaceStartAsk, n_train: int) -> Mapping[str, Recipe]:
    """Return what the library's `race` is given: a recipe for each name.

    Raises
    ------
    SettingsError, UnknownNameError
        If something cannot be; the sentence says what.
    """
    _check(ask, n_train)
    recipes = {}
    for entry in ask.entries:
        _check_entry(entry, ask.n_train)
        settings = Settings(
            epochs=ask.epochs,
            batch_size=entry.batch_size,
            learning_rate=entry.learning_rate,
            optimizer=entry.optimizer,
        )
        recipes[entry.name] = Recipe(
            name=entry.name,
            summary="a runner",
            hidden=entry.hidden,
            activation=entry.activation,
            output=OUTPUTS[ask.cost],
            cost=ask.cost,
            start=entry.start,
            settings=settings,
        )
    if len(recipes) < len(ask.entries):
        msg = f"{len(ask.entries)} runners have {len(recipes)} names, expected as many. Give each its own."
        raise SettingsError(msg)
    return recipes


def _check(ask: RaceStartAsk, n_train: int) -> None:
    """Refuse a race that takes forever, or has nothing to learn from."""
    for name, value, low, high in (
        ("epochs", ask.epochs, 1, MOST_EPOCHS),
        ("seeds", ask.n_seeds, 1, MOST_SEEDS),
        ("training images", ask.n_train, 1, n_train),
        ("the first seed", ask.seed, 0, 2**32 - 1),
    ):
        if not low <= value <= high:
            msg = f"{name}: {value}, expected {low} to {high:,}. Change it."
            raise SettingsError(msg)


def _check_entry(entry: RaceEntry, n_train: int) -> None:
    """Refuse a runner that cannot be drawn or trained here; the rest is the library's to refuse."""
    if not 0 < len(entry.name) <= LONGEST_NAME:
        msg = f"a runner's name has {len(entry.name)} letters, expected 1 to {LONGEST_NAME}. Change it."
        raise SettingsError(msg)
    if not 0 <= entry.learning_rate <= LARGEST_RATE:
        msg = f"{entry.name}: the learning rate is {entry.learning_rate:g}, expected 0 to {LARGEST_RATE:g}. Change it."
        raise SettingsError(msg)
    if not 1 <= entry.batch_size <= n_train:
        msg = f"{entry.name}: a step looks at {entry.batch_size} images, expected 1 to {n_train:,}. Change it."
        raise SettingsError(msg)
    if len(entry.hidden) > MOST_LAYERS or not all(1 <= size <= MOST_NEURONS for size in entry.hidden):
        sizes = "-".join(map(str, entry.hidden))
        msg = f"{entry.name}: hidden layers {sizes}, expected up to {MOST_LAYERS} of 1 to {MOST_NEURONS}. Change them."
        raise SettingsError(msg)
