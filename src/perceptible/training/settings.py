"""Settings: everything about a training that can be chosen, checked in one place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

import numpy as np

from perceptible.data.augmentation import Augmentation
from perceptible.errors import SettingsError, UnknownNameError, find_named
from perceptible.optimizers import optimizer_named, schedule_named

__all__ = ["Settings"]

LARGEST = sys.float_info.max


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to train. The defaults are the lesson's.

    Parameters
    ----------
    epochs : int
        How often every training image is seen.
    batch_size : int
        Images in a mini-batch.
    learning_rate : float
        Eta, at least 0; 0 learns nothing. Codes that put 1/2 in front of the squared error need twice the number.
    optimizer : str
        One of `OPTIMIZERS`.
    momentum : float
        In [0, 1); for every optimizer but descent.
    second_momentum : float
        In [0, 1); for adam and adamw.
    schedule : str
        How the learning rate changes, one of `SCHEDULES`.
    weight_decay : float
        Pulls the weights (not the biases) towards 0: adds (weight_decay / 2) times their squared length to the
        cost, whatever the batch size; with adamw it shrinks them beside the step.
    average : float
        In [0, 1): decay of the averaged weights; 0 for none. The average is then the trained network.
    validation : float
        Share of the training images held out to choose by, in [0, 1), the same share of each class.
    patience : int or None
        Stop after this many epochs without a lower validation cost, and keep the best; None never stops.
    augmentation : Augmentation or None
        Random changes of the training images.
    non_digits : float
        Images that are no digit to learn from besides, in [0, 1): so many for each training image. Every target of
        theirs is 0.

    Raises
    ------
    SettingsError
        If a number is outside its range, or two settings contradict each other.
    UnknownNameError
        If a name is in none of the families.

    Examples
    --------
    >>> Settings(epochs=3).learning_rate
    1.5
    """

    epochs: int = 30
    batch_size: int = 10
    learning_rate: float = 1.5
    optimizer: str = "descent"
    momentum: float = 0.9
    second_momentum: float = 0.999
    schedule: str = "constant"
    weight_decay: float = 0.0
    average: float = 0.0
    validation: float = 0.0
    patience: int | None = None
    augmentation: Augmentation | None = None
    non_digits: float = 0.0

    def __post_init__(self) -> None:
        """Check every number and name, and turn NumPy's numbers into Python's."""
        for name, lowest in (("epochs", 0), ("batch_size", 1), ("patience", 1)):
            if name != "patience" or self.patience is not None:
                object.__setattr__(self, name, _whole(name, getattr(self, name), lowest=lowest))
        for name in ("learning_rate", "weight_decay"):
            object.__setattr__(self, name, _number(name, getattr(self, name), end=LARGEST))
        for name in ("momentum", "second_momentum", "average", "validation", "non_digits"):
            object.__setattr__(self, name, _number(name, getattr(self, name), end=1.0))
        optimizer_named(self.optimizer)
        schedule_named(self.schedule)
        self._check_together()

    def _check_together(self) -> None:
        """Refuse patience without images to judge by, and changes of another kind."""
        if self.patience is not None and self.validation == 0:
            msg = (
                f"patience is {self.patience} but validation is 0, expected images to judge by. "
                "Set validation=0.1 to hold out a tenth of the training images."
            )
            raise SettingsError(msg)
        if not isinstance(self.augmentation, Augmentation | None):
            msg = (
                f"augmentation is {self.augmentation!r}, expected an Augmentation or None. "
                "Write perceptible.Augmentation(shift=1), or leave it out."
            )
            raise SettingsError(msg)

    def as_dict(self) -> dict[str, object]:
        """Return the settings as plain values that JSON can hold.

        Examples
        --------
        >>> Settings.from_dict(Settings(epochs=3).as_dict()) == Settings(epochs=3)
        True
        """
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> Settings:
        """Return the settings that `as_dict` gave; what is missing has its default.

        Raises
        ------
        UnknownNameError
            If there is a setting of another name.
        SettingsError
            If a value is outside its range.
        """
        _check_names("setting", values, cls)
        given = dict(values)
        changes = given.get("augmentation")
        if isinstance(changes, Mapping):
            _check_names("change of an augmentation", changes, Augmentation)
            for name in changes:
                find_named({field.name: field for field in fields(Augmentation)}, name, "augmentation")
            given["augmentation"] = Augmentation(**changes)
        return cls(**given)  # type: ignore[arg-type]  # each value is checked when the settings are made


def _check_names(kind: str, values: Mapping[str, object], settings: type[Settings | Augmentation]) -> None:
    """Refuse names that these settings do not have."""
    known = [field.name for field in fields(settings)]
    for name in values:
        if name not in known:
            raise UnknownNameError(kind, name, known)


def _whole(name: str, value: object, *, lowest: int) -> int:
    """Return a whole number from `lowest` up as Python's int; refuse anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < lowest:
        msg = f"{name} is {value!r}, expected a whole number of at least {lowest}. Change {name}."
        raise SettingsError(msg)
    return int(value)


def _number(name: str, value: object, *, end: float) -> float:
    """Return a number from 0 up to, but not including, `end` as Python's float; refuse anything else.

    NumPy's float64 would turn the float32 arrays that it meets into float64.
    """
    plain = value.item() if isinstance(value, (np.integer, np.floating)) else value
    if isinstance(plain, (int, float)) and not isinstance(plain, bool) and 0 <= plain < end:
        return float(plain)
    bounds = "of at least 0" if end == LARGEST else f"from 0 to below {end:g}"
    msg = f"{name} is {value!r}, expected a number {bounds}. Change {name}."
    raise SettingsError(msg)
