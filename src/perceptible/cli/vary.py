"""What a sweep varies, from the options of the command line: values, ranges and seeds as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_type_hints

from perceptible.cli.options import Numbers
from perceptible.data.augmentation import Augmentation
from perceptible.errors import SettingsError, find_named
from perceptible.sweeps import AXES, Range
from perceptible.training import Recipe, Settings

__all__ = ["Values", "parse_seeds", "parse_vary"]

_HINTS: dict[str, object] = {
    **get_type_hints(Augmentation),
    **get_type_hints(Recipe),
    **get_type_hints(Settings),
    "n_train": int,
    "data": str,
    "recipe": str,
}
# What can be written as text; whole augmentations cannot, but each change can.
KINDS = {name: _HINTS[name] for name in AXES if name != "augmentation"}
RANGE = re.compile(r"(?P<low>[^.]*(?:\.\d+)?[^.]*)\.\.(?P<high>.+?)(?P<log>:log)?")
SEEDS = re.compile(r"(\d{1,18})(?:-(\d{1,18}))?")
MOST_SEEDS = 100_000
WRITE_SEEDS = "Write --seeds 0-9, or --seeds 0,3,7."

Values = list[object] | Range


def parse_vary(texts: Sequence[str]) -> dict[str, Values]:
    """Return the axes that `--vary` names.

    Parameters
    ----------
    texts : sequence of str
        Each a name, an equals sign, and values: separated by commas (those of hidden by slashes), or a range such as
        ``0.01..1``, whose logarithm is drawn evenly where ``:log`` follows.

    Returns
    -------
    dict
        From names to values of their types.

    Raises
    ------
    UnknownNameError
        If there is no setting of a name.
    SettingsError
        If a value is of another type, or a name comes twice.

    Examples
    --------
    >>> parse_vary(["learning-rate=0.5,1.5", "hidden=16,16/none", "batch_size=10..100:log"])
    {'learning_rate': [0.5, 1.5], 'hidden': [(16, 16), ()], 'batch_size': Range(low=10, high=100, logarithmic=True)}
    """
    axes: dict[str, Values] = {}
    for text in texts:
        given, equals, values = text.partition("=")
        name = given.strip().replace("-", "_")
        if not equals:
            msg = f"--vary is {text!r}, expected a name and values. Write --vary learning_rate=0.5,1.5,3"
            raise SettingsError(msg)
        kind = find_named(KINDS, name, "setting to vary")
        if name in axes:
            msg = f"--vary {name} is given twice, expected once with all values. Write --vary {name}={values},..."
            raise SettingsError(msg)
        axes[name] = _parse(name, kind, values.strip())
    return axes


def parse_seeds(text: str) -> tuple[int, ...]:
    """Return the seeds that `--seeds` names.

    Parameters
    ----------
    text : str
        Whole numbers and spans of them, separated by commas.

    Returns
    -------
    tuple of int
        In the order given.

    Raises
    ------
    SettingsError
        If it is anything else, or more than 100,000.

    Examples
    --------
    >>> parse_seeds("0-3,10")
    (0, 1, 2, 3, 10)
    """
    seeds: list[int] = []
    for part in text.split(","):
        found = SEEDS.fullmatch(part.strip())
        if found is None:
            msg = f"--seeds is {text!r}, expected whole numbers and spans of them. {WRITE_SEEDS}"
            raise SettingsError(msg)
        first = int(found[1])
        last = int(found[2] or first)
        if last < first or last - first + len(seeds) >= MOST_SEEDS:
            msg = (
                f"--seeds holds {part.strip()!r}, expected the smaller first, and at most {MOST_SEEDS:,}. {WRITE_SEEDS}"
            )
            raise SettingsError(msg)
        seeds += range(first, last + 1)
    return tuple(seeds)


def _parse(name: str, kind: object, text: str) -> Values:
    """Return the values of one axis."""
    if kind == tuple[int, ...]:
        return [Numbers().convert(part, None, None) for part in text.split("/")]
    span = RANGE.fullmatch(text)
    if span is not None and kind is not str:
        return Range(_number(name, kind, span["low"]), _number(name, kind, span["high"]), bool(span["log"]))
    return [_value(name, kind, part.strip()) for part in text.split(",") if part.strip()]


def _value(name: str, kind: object, text: str) -> object:
    """Return one value of an axis."""
    if kind is str:
        return text
    return None if text == "none" and kind == int | None else _number(name, kind, text)


def _number(name: str, kind: object, text: str) -> int | float:
    """Return a number of the type that an axis holds."""
    try:
        return float(text) if kind is float else int(text)
    except ValueError:
        what = "numbers" if kind is float else "whole numbers"
        msg = f"--vary {name} holds {text!r}, expected {what}. Separate values by commas: --vary {name}=1,2"
        raise SettingsError(msg) from None
