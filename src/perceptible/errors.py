"""Everything that perceptible raises on purpose, one class a kind of mistake.

PerceptibleError
├── ShapeError (ValueError)            an array has the wrong number of axes or the wrong lengths
├── DtypeError (TypeError)             an argument or an array holds the wrong kind of value
├── ValueRangeError (ValueError)       NaN, infinity, or a number outside its range
├── SettingsError (ValueError)         settings that contradict each other or make no sense
├── UnknownNameError (ValueError)      a name that is in none of our families
├── DataError (OSError)                data that are missing or cannot be had
│   └── FormatError (DataError, ValueError)   bytes that are not what their file says they are
├── StorageError (OSError)             a file or folder that cannot be written, or a full disk
├── BusyError (OSError)                a run folder that another process is using
├── MismatchError (ValueError)         a file for another network, data set or settings
├── MissingPackageError (ImportError)  an optional package that is not installed
└── DivergedError (ArithmeticError)    training whose cost is no longer a number

Every message says what is wrong and where, with the value; what was expected; and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

__all__ = [
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
    "find_named",
]

Member = TypeVar("Member")


class PerceptibleError(Exception):
    """The parent of every error that perceptible raises on purpose."""


class PerceptibleWarning(UserWarning):
    """Something that went on in another way than asked; the message says how."""


class ShapeError(PerceptibleError, ValueError):
    """An array has the wrong number of axes or the wrong lengths."""


class DtypeError(PerceptibleError, TypeError):
    """An argument or an array holds the wrong kind of value."""


class ValueRangeError(PerceptibleError, ValueError):
    """A number is NaN, infinite or outside its range."""


class SettingsError(PerceptibleError, ValueError):
    """Settings contradict each other or make no sense."""


class UnknownNameError(PerceptibleError, ValueError):
    """A name is in none of our families.

    Parameters
    ----------
    kind : str
        What the name should have named, for example ``"activation"``.
    name : object
        The name that was given.
    known : iterable of str
        The names that exist.

    Examples
    --------
    >>> str(UnknownNameError("activation", "sigmoyd", ["sigmoid", "relu"]))
    "activation 'sigmoyd' is not known, expected one of: sigmoid, relu. Did you mean 'sigmoid'?"
    """

    def __init__(self, kind: str, name: object, known: Iterable[str]) -> None:
        names = list(known)
        close = get_close_matches(str(name), names, n=1)
        advice = f"Did you mean {close[0]!r}?" if close else "Choose one of these names."
        super().__init__(f"{kind} {name!r} is not known, expected one of: {', '.join(names)}. {advice}")


class DataError(PerceptibleError, OSError):
    """Data are missing or cannot be had."""


class FormatError(DataError, ValueError):
    """Bytes are not what their file says they are."""


class StorageError(PerceptibleError, OSError):
    """A file or folder cannot be written, or the disk is full."""


class BusyError(PerceptibleError, OSError):
    """Another process is using this run folder."""


class MismatchError(PerceptibleError, ValueError):
    """A file belongs to another network, data set or settings."""


class MissingPackageError(PerceptibleError, ImportError):
    """An optional package is not installed.

    Parameters
    ----------
    package : str
        The package that is missing.
    extra : str
        The extra of perceptible that installs it.

    Examples
    --------
    >>> str(MissingPackageError("pandas", "notebook"))
    "the package 'pandas' is not installed and this needs it. Install it with: pip install 'perceptible[notebook]'"
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"the package {package!r} is not installed and this needs it. "
            f"Install it with: pip install 'perceptible[{extra}]'"
        )


class DivergedError(PerceptibleError, ArithmeticError):
    """Training has diverged: the cost is no longer a number.

    Parameters
    ----------
    message : str
        What happened, and what to do.
    state : object, optional
        The last good `TrainingState`.
    """

    def __init__(self, message: str, state: object = None) -> None:
        super().__init__(message)
        self.state = state


def find_named(family: Mapping[str, Member], name: object, kind: str) -> Member:
    """Return the member of a family that has this name.

    Parameters
    ----------
    family : mapping from str
        Names and what they name.
    name : object
        The name that was given.
    kind : str
        What the family holds, for the message: ``"activation"``.

    Returns
    -------
    object
        The member.

    Raises
    ------
    UnknownNameError
        If there is none of this name, or `name` is no text.

    Examples
    --------
    >>> find_named({"one": 1}, "one", "number")
    1
    """
    if not isinstance(name, str) or name not in family:
        raise UnknownNameError(kind, name, family)
    return family[name]
