"""Numbers from pictures: data sets by name, folder or file; synthetic digits; own pictures; mini-batches.

The names below are loaded when they are first used, so that whoever needs a `Split` waits for no picture or
download package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perceptible.data.as_drawn import ink_as_drawn
    from perceptible.data.augmentation import Augmentation, augment
    from perceptible.data.batches import mini_batches, stratified_split
    from perceptible.data.catalog import CATALOG, KnownData, KnownFile
    from perceptible.data.dataset import Dataset, Split
    from perceptible.data.download import OnProgress, Patience, fetch
    from perceptible.data.folders import read_image_folder
    from perceptible.data.handwriting import digit_strokes
    from perceptible.data.idx import format_idx, parse_idx, read_idx, write_idx
    from perceptible.data.load import NAMES, load_data
    from perceptible.data.no_digits import NON_DIGITS, NonDigit, non_digits
    from perceptible.data.noise import add_noise
    from perceptible.data.npy import read_npy
    from perceptible.data.prepare import Prepared, prepare_picture, prepare_strokes
    from perceptible.data.synthetic import synthetic_digits
    from perceptible.data.tables import read_csv
    from perceptible.data.transforms import invert, rotate, scale, shift, thicken

_HOMES = {
    "as_drawn": ("ink_as_drawn",),
    "augmentation": ("Augmentation", "augment"),
    "batches": ("mini_batches", "stratified_split"),
    "catalog": ("CATALOG", "KnownData", "KnownFile"),
    "dataset": ("Dataset", "Split"),
    "download": ("OnProgress", "Patience", "fetch"),
    "folders": ("read_image_folder",),
    "handwriting": ("digit_strokes",),
    "idx": ("format_idx", "parse_idx", "read_idx", "write_idx"),
    "load": ("NAMES", "load_data"),
    "no_digits": ("NON_DIGITS", "NonDigit", "non_digits"),
    "noise": ("add_noise",),
    "npy": ("read_npy",),
    "prepare": ("Prepared", "prepare_picture", "prepare_strokes"),
    "synthetic": ("synthetic_digits",),
    "tables": ("read_csv",),
    "transforms": ("invert", "rotate", "scale", "shift", "thicken"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "CATALOG",
    "NAMES",
    "NON_DIGITS",
    "Augmentation",
    "Dataset",
    "KnownData",
    "KnownFile",
    "NonDigit",
    "OnProgress",
    "Patience",
    "Prepared",
    "Split",
    "add_noise",
    "augment",
    "digit_strokes",
    "fetch",
    "format_idx",
    "ink_as_drawn",
    "invert",
    "load_data",
    "mini_batches",
    "non_digits",
    "parse_idx",
    "prepare_picture",
    "prepare_strokes",
    "read_csv",
    "read_idx",
    "read_image_folder",
    "read_npy",
    "rotate",
    "scale",
    "shift",
    "stratified_split",
    "synthetic_digits",
    "thicken",
    "write_idx",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _HOME_OF:
        msg = f"module 'perceptible.data' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"perceptible.data.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
