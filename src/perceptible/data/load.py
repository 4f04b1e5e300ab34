"""The front door of the room: data by name, folder or file, from where they are found first."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

from perceptible.data.catalog import CATALOG
from perceptible.data.dataset import Dataset
from perceptible.data.download import PATIENT, QUICK, OnProgress
from perceptible.data.folders import raw_image_folder
from perceptible.data.idx_files import is_file, layout_of
from perceptible.data.idx_folder import read_own_idx
from perceptible.data.known import cached_or_downloaded, given
from perceptible.data.npy import INPUTS_NAME, raw_npy
from perceptible.data.raw import RawData
from perceptible.data.synthetic import synthetic_digits
from perceptible.data.tables import TRAIN_NAME, raw_csv
from perceptible.environment import is_offline
from perceptible.errors import DataError, DtypeError, PerceptibleWarning, UnknownNameError
from perceptible.rng import Rng

__all__ = ["NAMES", "load_data"]

SYNTHETIC = "synthetic"
N_QUICK = 40_000  # training digits where nobody asked for them: written in about two seconds
FIRST_CHOICE = "mnist"
NAMES = (SYNTHETIC, *CATALOG)
N_TRAIN, N_TEST = 60_000, 10_000


def load_data(
    name: str | Path | None = None,
    *,
    n_train: int | None = None,
    n_test: int | None = None,
    offline: bool | None = None,
    on_progress: OnProgress | None = None,
    rng: Rng = 0,
) -> Dataset:
    """Load a data set: by name, from a folder or a file of yours, or whatever digits can be had.

    A known data set is looked for in the folder ``NAME/`` of the folder that the environment variable
    `PERCEPTIBLE_DATA` names, then in the user's cache; else it is downloaded, verified and kept there.

    Parameters
    ----------
    name : str, Path or None
        ``"synthetic"``, ``"mnist"``, ``"fashion-mnist"``, ``"kmnist"``, ``"emnist-digits"``, ``"qmnist"``; or the path
        of a folder (four IDX files; ``inputs.npy`` and ``labels.npy``; ``train.csv``; or images in one folder for
        each class) or of a CSV file. None: MNIST where it can be had, else the synthetic digits.
    n_train, n_test : int, optional
        Take only the first so many samples of a split; of the synthetic digits, write so many (60,000 and 10,000).
    offline : bool, optional
        Never download; by default what the environment variable `PERCEPTIBLE_OFFLINE` says.
    on_progress : callable, optional
        Called during a download with the bytes that have come and about how many will come in all.
    rng : None, int or numpy.random.Generator, default 0
        How the synthetic digits are drawn, and which samples are held out of data without a test split.

    Returns
    -------
    Dataset
        Its `source` says where the data come from, and whether they are what was asked for.

    Raises
    ------
    DataError
        If the data cannot be had, with what to do about it.
    FormatError
        If a file is not what it should be.
    UnknownNameError
        If there is neither a data set nor a path of this name.
    ValueRangeError
        If there are fewer samples than `n_train` or `n_test`.

    Warns
    -----
    PerceptibleWarning
        If synthetic digits serve because MNIST cannot be had, or a copy of a data set cannot be verified.

    Examples
    --------
    >>> digits = load_data("synthetic", n_train=100, n_test=20)
    >>> digits.train.inputs.shape, digits.test.labels.shape
    ((100, 784), (20,))
    """
    offline = is_offline() if offline is None else offline
    if name == SYNTHETIC:
        return _synthetic(n_train, n_test, rng)
    if name is None:
        raw = _mnist_within_reason(offline=offline, on_progress=on_progress)
        if isinstance(raw, str):
            warnings.warn(f"{raw} The built-in synthetic digits serve instead.", PerceptibleWarning, stacklevel=2)
            digits = _synthetic(N_QUICK if n_train is None else n_train, n_test, rng)
            return replace(digits, source=f"{digits.source} (MNIST, the first choice, was not to be had)")
    elif isinstance(name, str) and name in CATALOG:
        raw = given(name) or cached_or_downloaded(name, offline=offline, on_progress=on_progress, patience=PATIENT)
    else:
        raw = _from_path(_existing_path(name), rng)
    if raw.caution:
        warnings.warn(raw.caution, PerceptibleWarning, stacklevel=2)
    return raw.to_dataset(n_train, n_test)


def _synthetic(n_train: int | None, n_test: int | None, rng: Rng) -> Dataset:
    """Write synthetic digits, as many as MNIST has where nothing else is said."""
    return synthetic_digits(N_TRAIN if n_train is None else n_train, N_TEST if n_test is None else n_test, rng=rng)


def _mnist_within_reason(*, offline: bool, on_progress: OnProgress | None) -> RawData | str:
    """Return MNIST, or say why it cannot be had soon; where the user's own files are wrong, that stays an error."""
    raw = given(FIRST_CHOICE)
    if raw is not None:
        return raw
    try:
        return cached_or_downloaded(FIRST_CHOICE, offline=offline, on_progress=on_progress, patience=QUICK)
    except DataError as error:
        return str(error)


def _existing_path(name: object) -> Path:
    """Return the path of this name, or say what names and paths there are."""
    if not isinstance(name, (str, Path)):
        msg = f"name is {name!r} of type {type(name).__name__}, expected a str, a Path or None. Pass name='mnist'."
        raise DtypeError(msg)
    try:
        path = Path(name).expanduser().absolute()
        if path.exists():
            return path
    except (OSError, ValueError, RuntimeError):  # a path that no system can have, or the home of nobody
        path = Path(name)
    if isinstance(name, str) and name == path.name and not path.suffix:
        raise UnknownNameError("data set", name, NAMES)
    msg = f"{name} does not exist, expected a folder, a .csv file, or one of: {', '.join(NAMES)}. Check the path."
    raise DataError(msg)


def _from_path(path: Path, rng: Rng) -> RawData:
    """Read data of the user's own with the reader that fits what is there."""
    if path.suffix.lower() == ".csv":
        return raw_csv(path, rng=rng)
    if not path.is_dir():
        msg = (
            f"{path} is no folder and no .csv file. Give the folder that holds it: four IDX files, {INPUTS_NAME} with "
            f"labels.npy, {TRAIN_NAME}, or one folder of images for each class."
        )
        raise DataError(msg)
    for folder in (path, *(path / name for name in CATALOG)):
        if layout_of(folder) is not None:
            return read_own_idx(folder)
    if is_file(path / INPUTS_NAME):
        return raw_npy(path, rng=rng)
    if is_file(path / TRAIN_NAME):
        return raw_csv(path, rng=rng)
    return raw_image_folder(path, rng=rng)
