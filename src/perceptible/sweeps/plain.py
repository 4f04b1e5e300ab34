"""Plain values: what JSON can hold, so that a result is the same whether it was just computed or read again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import numpy as np

from perceptible.errors import DtypeError

__all__ = ["as_plain"]


def as_plain(value: object, what: str) -> object:
    """Return a value made of dictionaries, lists, texts, numbers, true, false and None.

    Parameters
    ----------
    value : object
        Of these, or of tuples, NumPy's arrays and numbers, and dataclasses of such.
    what : str
        What it belongs to, for the message.

    Returns
    -------
    object
        What JSON would give back. A number that is not finite, for which JSON has no word, becomes None.

    Raises
    ------
    DtypeError
        If it holds something else.

    Examples
    --------
    >>> as_plain({"sizes": (2, 1), "costs": np.array([0.5, np.nan])}, "a result")
    {'sizes': [2, 1], 'costs': [0.5, None]}
    """
    if isinstance(value, float):  # NumPy's float64 is one too
        return float(value) if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Mapping):
        return {str(name): as_plain(item, what) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_plain(item, what) for item in value]
    if isinstance(value, (np.ndarray, np.generic)):
        return as_plain(value.tolist(), what)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name), what) for field in fields(value)}
    msg = (
        f"{what} holds a {type(value).__name__}, expected numbers, texts, arrays, and lists and dictionaries of such. "
        "Turn it into one of these."
    )
    raise DtypeError(msg)
