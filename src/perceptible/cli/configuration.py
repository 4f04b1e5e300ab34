"""The configuration file perceptible.toml: the options that are used where the command line says nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import click

from perceptible.errors import FormatError, SettingsError, UnknownNameError

__all__ = ["FILE_NAME", "check_keys", "read_configuration"]

FILE_NAME = "perceptible.toml"
# A file of every option that there is has a few kilobytes.
MOST_BYTES = 1_000_000
# [data.get] is the deepest table that has a meaning.
DEEPEST = 2
SCALARS = (str, int, float)
REMEDY = "Write it as: [train], and below it epochs = 10."


def read_configuration(path: Path) -> dict[str, object]:
    """Read a configuration file.

    Parameters
    ----------
    path : Path
        A TOML file with one table for each command; options of all commands stand before the first table.

    Returns
    -------
    dict
        Options by name, in dictionaries by command, as click's `default_map` wants them; values as they are typed.

    Raises
    ------
    FormatError
        If the file cannot be read, or is no TOML.
    SettingsError
        If a value is of a kind that no option takes.
    """
    # imported where there is a file, for the sake of a quick start
    import tomllib

    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            msg = f"{path} has more than {MOST_BYTES:,} bytes, expected a short list of options. Name another file."
            raise FormatError(msg)
        return _cleaned(tomllib.loads(content.decode("utf-8")), path, depth=0)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path} is no TOML: {error}. {REMEDY}"
        raise FormatError(msg) from error
    except RecursionError:
        msg = f"{path} is nested too deeply, expected a table for each command and values in it. {REMEDY}"
        raise FormatError(msg) from None
    except OSError as error:
        if isinstance(error, FormatError):
            raise
        msg = f"{path} cannot be read: {error.strerror}. Name a file that exists with --config."
        raise FormatError(msg) from error


def check_keys(ctx: click.Context, options: Collection[str], commands: Collection[str] = ()) -> None:
    """Refuse what the configuration file says of options and commands that do not exist."""
    if ctx.resilient_parsing or not isinstance(ctx.default_map, Mapping):
        return
    table = ctx.command_path.partition(" ")[2].replace(" ", ".")
    for key, value in ctx.default_map.items():
        if key not in {*options, *commands}:
            kind = f"option in [{table}] of the configuration file" if table else "option in the configuration file"
            raise UnknownNameError(kind, key, [*options, *commands])
        if isinstance(value, Mapping) != (key in commands):
            expected = f"a table [{key}]" if key in commands else "a value and no table"
            msg = f"the configuration file has {key} = {value!r:.40}, expected {expected}. {REMEDY}"
            raise SettingsError(msg)


def _cleaned(table: Mapping[str, object], path: Path, *, depth: int) -> dict[str, object]:
    """Return a table with the names that click has for options, and values as if they had been typed."""
    found: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            if depth >= DEEPEST:
                msg = f"{path} has a table {key!r} inside {DEEPEST} others, expected at most [data.get]. {REMEDY}"
                raise SettingsError(msg)
            found[key.replace("-", "_")] = _cleaned(value, path, depth=depth + 1)
        elif isinstance(value, list) and all(isinstance(item, SCALARS) for item in value):
            found[key.replace("-", "_")] = ",".join(map(str, value))
        elif isinstance(value, SCALARS):
            found[key.replace("-", "_")] = str(value)
        else:
            msg = f"{path} has {key} = {value!r:.40}, expected a number, a text, true or false. {REMEDY}"
            raise SettingsError(msg)
    return found
