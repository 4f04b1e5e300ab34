"""A neural network you can see through.

The public names below are loaded when they are first used, so that importing perceptible is quick and needs
only what is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perceptible.arrays import one_hot
    from perceptible.checkpoints import load, pretrained, pretrained_card, save
    from perceptible.data import Augmentation, Dataset, Split, load_data, prepare_picture, prepare_strokes
    from perceptible.errors import (
        BusyError,
        DataError,
        DivergedError,
        DtypeError,
        FormatError,
        MismatchError,
        MissingPackageError,
        PerceptibleError,
        PerceptibleWarning,
        SettingsError,
        ShapeError,
        StorageError,
        UnknownNameError,
        ValueRangeError,
    )
    from perceptible.evaluation import Evaluation, compare, disputed_labels, evaluate
    from perceptible.gradients import (
        backpropagate,
        check_gradient,
        gradient,
        input_gradient,
        numerical_gradient,
        per_example_gradients,
    )
    from perceptible.network import Dense, Local, Network, Parameters, Patches, Shared, Trace, cost, costs, hand_built
    from perceptible.training import (
        EpochDone,
        Event,
        Finished,
        History,
        Progress,
        Recipe,
        Result,
        Results,
        Settings,
        Started,
        Training,
        TrainingState,
        fit,
        fit_many,
        train,
    )

__version__ = "0.1.0"

_HOMES = {
    "arrays": ("one_hot",),
    "checkpoints": ("load", "pretrained", "pretrained_card", "save"),
    "data": ("Augmentation", "Dataset", "Split", "load_data", "prepare_picture", "prepare_strokes"),
    "errors": (
        "BusyError",
        "DataError",
        "DivergedError",
        "DtypeError",
        "FormatError",
        "MismatchError",
        "MissingPackageError",
        "PerceptibleError",
        "PerceptibleWarning",
        "SettingsError",
        "ShapeError",
        "StorageError",
        "UnknownNameError",
        "ValueRangeError",
    ),
    "evaluation": ("Evaluation", "compare", "disputed_labels", "evaluate"),
    "gradients": (
        "backpropagate",
        "check_gradient",
        "gradient",
        "input_gradient",
        "numerical_gradient",
        "per_example_gradients",
    ),
    "network": (
        "Dense",
        "Local",
        "Network",
        "Parameters",
        "Patches",
        "Shared",
        "Trace",
        "cost",
        "costs",
        "hand_built",
    ),
    "training": (
        "EpochDone",
        "Event",
        "Finished",
        "History",
        "Progress",
        "Recipe",
        "Result",
        "Results",
        "Settings",
        "Started",
        "Training",
        "TrainingState",
        "fit",
        "fit_many",
        "train",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Augmentation",
    "BusyError",
    "DataError",
    "Dataset",
    "Dense",
    "DivergedError",
    "DtypeError",
    "EpochDone",
    "Evaluation",
    "Event",
    "Finished",
    "FormatError",
    "History",
    "Local",
    "MismatchError",
    "MissingPackageError",
    "Network",
    "Parameters",
    "Patches",
    "PerceptibleError",
    "PerceptibleWarning",
    "Progress",
    "Recipe",
    "Result",
    "Results",
    "Settings",
    "SettingsError",
    "ShapeError",
    "Shared",
    "Split",
    "Started",
    "StorageError",
    "Trace",
    "Training",
    "TrainingState",
    "UnknownNameError",
    "ValueRangeError",
    "backpropagate",
    "check_gradient",
    "compare",
    "cost",
    "costs",
    "disputed_labels",
    "evaluate",
    "fit",
    "fit_many",
    "gradient",
    "hand_built",
    "input_gradient",
    "load",
    "load_data",
    "numerical_gradient",
    "one_hot",
    "per_example_gradients",
    "prepare_picture",
    "prepare_strokes",
    "pretrained",
    "pretrained_card",
    "save",
    "train",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _HOME_OF:
        msg = f"module 'perceptible' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"perceptible.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted([*__all__, "__version__"])
