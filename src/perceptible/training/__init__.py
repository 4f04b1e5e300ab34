"""Repeat: settings, the loop as a generator of frozen events, history, recipes."""

from perceptible.training.events import EpochDone, Event, Finished, Progress, Started
from perceptible.training.fit import Result, fit
from perceptible.training.history import EpochRow, History
from perceptible.training.loop import train
from perceptible.training.recipes import RECIPES, Recipe, recipe_named
from perceptible.training.settings import Settings
from perceptible.training.state import Best, Tally, TrainingState, begin

__all__ = [
    "RECIPES",
    "Best",
    "EpochDone",
    "EpochRow",
    "Event",
    "Finished",
    "History",
    "Progress",
    "Recipe",
    "Result",
    "Settings",
    "Started",
    "Tally",
    "TrainingState",
    "begin",
    "fit",
    "recipe_named",
    "train",
]
