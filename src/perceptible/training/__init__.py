"""Repeat: settings, the loop as a generator of frozen events, history, recipes."""

from perceptible.training.events import EpochDone, Event, Finished, Progress, Started
from perceptible.training.fit import fit
from perceptible.training.history import EpochRow, History
from perceptible.training.loop import train
from perceptible.training.many import Training, fit_many
from perceptible.training.recipes import RECIPES, Recipe, recipe_named
from perceptible.training.recording import Moment, Recording
from perceptible.training.result import Result, Results
from perceptible.training.settings import Settings
from perceptible.training.state import Best, Tally, TrainingState, begin
from perceptible.training.together import Together, train_together

__all__ = [
    "RECIPES",
    "Best",
    "EpochDone",
    "EpochRow",
    "Event",
    "Finished",
    "History",
    "Moment",
    "Progress",
    "Recipe",
    "Recording",
    "Result",
    "Results",
    "Settings",
    "Started",
    "Tally",
    "Together",
    "Training",
    "TrainingState",
    "begin",
    "fit",
    "fit_many",
    "recipe_named",
    "train",
    "train_together",
]
