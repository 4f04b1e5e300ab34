"""The known data sets on this machine: in the folder that the user named, in the cache, or downloaded into it."""

from __future__ import annotations

from pathlib import Path

from perceptible.data.catalog import CATALOG, KnownData
from perceptible.data.download import PATIENT, OnProgress, Patience, fetch
from perceptible.data.idx_files import find_file, is_file
from perceptible.data.idx_folder import read_known
from perceptible.data.mirrors import is_served
from perceptible.data.raw import RawData
from perceptible.data.unpacked import unpacked
from perceptible.environment import cache_folder, data_folder
from perceptible.errors import DataError

__all__ = ["cached_or_downloaded", "folder_in_cache", "given"]


def given(name: str) -> RawData | None:
    """Read a data set from the folder that `PERCEPTIBLE_DATA` names; None where it holds nothing of it.

    Raises
    ------
    DataError
        If files are there but one is missing, damaged or another than its name says.
    """
    folder = data_folder()
    if folder is None or not _holds_any(folder / name, CATALOG[name]):
        return None
    place = folder / name
    return unpacked(name, place, lambda: read_known(place, name, where="PERCEPTIBLE_DATA"))


def cached_or_downloaded(
    name: str, *, offline: bool, on_progress: OnProgress | None = None, patience: Patience = PATIENT
) -> RawData:
    """Read a data set from the cache, after downloading what is missing or damaged there.

    Parameters
    ----------
    name : str
        Its name in the catalog.
    offline : bool
        Never open a socket.
    on_progress : callable, optional
        Called with the bytes that have come and about how many will come in all.
    patience : Patience, optional
        How long to wait for the mirrors.

    Returns
    -------
    RawData
        Data whose checksums are right.

    Raises
    ------
    DataError
        If the data are not to be had, with what to do about it.
    """
    folder, known = folder_in_cache(name), CATALOG[name]
    found = _verified(folder, name)
    if isinstance(found, RawData):
        return found
    if offline:
        raise _not_to_be_had(name, found, "downloads are switched off")
    if patience.ask_within is not None and not is_served(known.served[0], known.mirrors, within=patience.ask_within):
        raise _not_to_be_had(name, found, f"no mirror answers within {patience.ask_within:g} s")
    _fetch_all(known, folder, on_progress, patience)
    return read_known(folder, name, where="the cache")


def folder_in_cache(name: str) -> Path:
    """Return where the cache keeps the files of a data set."""
    return cache_folder() / "data" / name


def _verified(folder: Path, name: str) -> RawData | str:
    """Read a data set from the cache, or say what is missing or wrong there."""
    missing = [file.name for file in CATALOG[name].served if not is_file(folder / file.name)]
    if missing:
        return f"{folder} does not hold {', '.join(missing)}"
    try:
        raw = unpacked(name, folder, lambda: read_known(folder, name, where="the cache"))
    except DataError as error:
        return str(error)
    return raw.caution or raw


def _fetch_all(known: KnownData, folder: Path, on_progress: OnProgress | None, patience: Patience) -> None:
    """Download what is missing or damaged, and report the progress of all files as one."""
    n_all = sum(file.n_bytes for file in known.served)
    n_before = 0
    for file in known.served:
        fetch(file, known.mirrors, folder, on_progress=_shifted(on_progress, n_before, n_all), patience=patience)
        n_before += file.n_bytes


def _shifted(on_progress: OnProgress | None, n_before: int, n_all: int) -> OnProgress | None:
    """Turn the progress of one file into that of all."""
    if on_progress is None:
        return None
    return lambda n_come, _: on_progress(min(n_before + n_come, n_all), n_all)


def _holds_any(folder: Path, known: KnownData) -> bool:
    """Tell whether a folder holds any file of a data set, or its archive."""
    return any(find_file(folder, file) for file in (*known.files, *known.served))


def _not_to_be_had(name: str, problem: str, why_not: str) -> DataError:
    """Return the error of a data set that is nowhere and cannot be downloaded."""
    known, folder = CATALOG[name], data_folder()
    named = "is not set" if folder is None else f"names {folder}, which has no such data in {name}/"
    return DataError(
        f"{known.title} is not to be had: PERCEPTIBLE_DATA {named}; in the cache, {problem}; and {why_not}. "
        f"Set PERCEPTIBLE_DATA to a folder that holds {name}/{known.files[0].name} and the other files, allow a "
        "download, or use the built-in digits: 'synthetic'."
    )
