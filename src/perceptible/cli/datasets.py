"""Data for the commands: by name or path, with a progress bar while they are downloaded."""

from __future__ import annotations

from pathlib import Path

from perceptible.cli.output import manner
from perceptible.cli.progress import downloading
from perceptible.data.catalog import CATALOG
from perceptible.data.dataset import Dataset
from perceptible.data.idx_files import find_file
from perceptible.data.known import folder_in_cache
from perceptible.data.load import NAMES, load_data
from perceptible.environment import data_folder

__all__ = ["DATA_HELP", "DATA_OF_NET_HELP", "folder_of", "name_of", "open_data", "told_of"]

DATA_HELP = "A data set's name, a folder or a .csv file; without it MNIST where it can be had, else synthetic digits."

DATA_OF_NET_HELP = "A data set's name, a folder or a .csv file; without it what the network was trained on."


def open_data(name: str | None, *, offline: bool = False) -> Dataset:
    """Load data by name or path, as `load_data` does, and show how far a download is."""
    with downloading(name or "mnist") as on_progress:
        return load_data(name, offline=offline or manner().offline or None, on_progress=on_progress)


def folder_of(name: str) -> tuple[Path, str] | None:
    """Return the folder that holds a known data set, and what to call it; None where no folder does."""
    named = data_folder()
    places = [(named / name, "PERCEPTIBLE_DATA")] if named else []
    for folder, words in (*places, (folder_in_cache(name), "cache")):
        if any(find_file(folder, file) for file in (*CATALOG[name].files, *CATALOG[name].served)):
            return folder, words
    return None


def told_of(data: Dataset) -> dict[str, object]:
    """Return what every result says of the data that it was measured on."""
    return {"data": data.name, "data_source": data.source, "data_fingerprint": data.fingerprint}


def name_of(given: str | None, loaded: Dataset) -> str:
    """Return the name or path by which the same data can be loaded again, from whatever folder."""
    if given is None:
        return loaded.name
    return given if given in NAMES else str(Path(given).expanduser().absolute())
