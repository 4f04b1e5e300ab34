"""`perceptible info`: versions, folders and data, for a look or a report."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from perceptible import __version__
from perceptible.cli.command import command
from perceptible.cli.datasets import folder_of
from perceptible.cli.networks import RUNS
from perceptible.cli.output import answer, manner
from perceptible.cli.text import columns
from perceptible.data.catalog import CATALOG
from perceptible.environment import cache_folder, data_folder, is_offline, kept_folder
from perceptible.kernels import blas_names, step_maker

__all__ = ["info"]

EXAMPLES = (
    ("info", "say what this installation stands on"),
    ("info --json", "the same, to put into a report"),
)
PACKAGES = ("numpy", "array-api-compat", "click", "rich", "pooch", "safetensors", "pillow", "matplotlib", "starlette")


@command("info", examples=EXAMPLES)
def info() -> None:
    """Say which versions, folders and data this installation uses."""
    document = {
        "perceptible": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "blas": blas_names(),
        "steps": step_maker(),
        "paths": {"data": data_folder(), "cache": cache_folder(), "state": kept_folder(), "runs": RUNS.absolute()},
        "offline": manner().offline or is_offline(),
        "data": {name: _place(name) for name in CATALOG},
    }
    answer(document, columns(list(_rows(document))))


def _rows(document: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is said of each thing, line by line."""
    for name, value in document.items():
        if isinstance(value, Mapping):
            yield from _rows(value, f"{above}{name} ")
        else:
            yield f"{above}{name}", _words(value)


def _words(value: object) -> str:
    """Return a value for people."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else str(value)


def _version(package: str) -> str | None:
    """Return which version of a package is installed; None where it is not."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _place(name: str) -> Path | None:
    """Return the folder that holds a data set; None where it is not on this machine."""
    found = folder_of(name)
    return None if found is None else found[0]
