"""Folders of IDX files as data: the known data sets, verified, and anyone's own in the same format."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from perceptible.arrays import IntArray
from perceptible.data.catalog import CATALOG, KnownData
from perceptible.data.idx_files import IdxFile, checksum, is_published, layout_of, read_idx_files
from perceptible.data.raw import RawData, Samples, assemble
from perceptible.errors import DataError, FormatError

__all__ = ["read_known", "read_own_idx"]


def read_known(folder: Path, name: str, *, where: str) -> RawData:
    """Read a data set of the catalog from a folder, and make sure that it is the published one.

    Parameters
    ----------
    folder : Path
        Where its files lie, gzipped or not; or its archive.
    name : str
        Its name in the catalog.
    where : str
        What to call the folder in `Dataset.source`, for example ``"the cache"``.

    Returns
    -------
    RawData
        The verified data. Where no checksum can tell (a copy that was packed again, of a data set of which only
        the packed files have one), its `caution` and its `source` say so.

    Raises
    ------
    DataError
        If a file is missing, or its checksum shows that it is another one.
    FormatError
        If a file is damaged, or the files do not belong together.
    """
    known = CATALOG[name]
    files = read_idx_files(folder, known)
    verified = [_is_right(file, name, place) for place, file in enumerate(files)]
    if all(verified):
        return _known_data(name, files, f"verified by checksum, from {where}")
    caution = (
        f"{folder} holds files of the format of {known.title}, but no checksum can tell whether they are the published "
        "ones. For certainty, remove them and let them be downloaded."
    )
    return _known_data(name, files, f"not verified, from {where}", caution)


def read_own_idx(folder: Path) -> RawData:
    """Read a folder of four IDX files of anyone's; where they are the published ones, the data get their name.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    FormatError
        If a file is damaged, or the files do not belong together.
    """
    layout = layout_of(folder) or "mnist"
    files = read_idx_files(folder, CATALOG[layout])
    relatives = [name for name, known in CATALOG.items() if known.files[0].name == CATALOG[layout].files[0].name]
    for name in relatives:
        if all(is_published(file, published) for file, published in zip(files, CATALOG[name].files, strict=True)):
            return _known_data(name, files, f"verified by checksum, from the folder {folder.name}")
    if len(relatives) == 1:  # names that only one data set has tell how its images lie and where its labels are
        return _known_data(layout, files, f"not verified, from the folder {folder.name}")
    train, test = _samples(files[0], files[1]), _samples(files[2], files[3])
    shape = _shared_shape(train, test, str(folder))
    return assemble(folder.name, [train, test], f"the IDX files of the folder {folder.name}", shape, rng=None)


def _known_data(name: str, files: list[IdxFile], words: str, caution: str = "") -> RawData:
    """Name what the files of a data set of the catalog hold."""
    known = CATALOG[name]
    train, test = _samples(files[0], files[1], known), _samples(files[2], files[3], known)
    shape = _shared_shape(train, test, files[2].path)
    source = f"{known.title}, {words}; terms: {known.terms}"
    return RawData(name, train, test, source, known.class_names, shape, caution)


def _is_right(file: IdxFile, name: str, place: int) -> bool:
    """Tell whether a file is the published one (False: nobody can tell), and refuse one that is not."""
    known = CATALOG[name]
    published = known.files[place]
    state = is_published(file, published)
    if state is False:
        msg = (
            f"{file.path} is not the published file of {known.title}: its checksum is "
            f"{checksum(file.data, published.checksum)}, expected {published.checksum}. Delete it and let it be "
            "downloaded, or give the path of the folder to use it as data of your own."
        )
        raise DataError(msg)
    return bool(state)


def _samples(images: IdxFile, labels: IdxFile, known: KnownData | None = None) -> Samples:
    """Put images and labels together, and refuse what does not belong together."""
    pixels = images.values
    if pixels.dtype != np.uint8 or pixels.ndim != 3:
        msg = (
            f"{images.path} holds {pixels.dtype} of shape {pixels.shape}, expected images: uint8 of shape "
            "(n_images, height, width). Check that images and labels were not swapped."
        )
        raise FormatError(msg)
    numbers = _numbers(labels, None if known is None else known.label_column)
    if len(pixels) != len(numbers):
        msg = (
            f"{images.path} holds {len(pixels)} images, but {labels.path} {len(numbers)} labels; expected one label "
            "for each image. Take both files from the same data set."
        )
        raise FormatError(msg)
    if known is None:
        return Samples(pixels, numbers)
    _check_range(numbers, len(known.class_names), labels.path)
    return Samples(pixels.transpose(0, 2, 1) if known.transposed else pixels, numbers)


def _numbers(labels: IdxFile, column: int | None) -> IntArray:
    """Return the class numbers of a labels file, or of one column of it."""
    values = labels.values
    if column is not None and values.ndim == 2 and column < values.shape[1]:
        values = values[:, column]
    if values.ndim != 1 or values.dtype.kind not in "iu":
        msg = (
            f"{labels.path} holds {values.dtype} of shape {values.shape}, expected labels: whole numbers of shape "
            "(n_images,). Check that images and labels were not swapped."
        )
        raise FormatError(msg)
    return values.astype(np.int64)


def _check_range(labels: IntArray, n_classes: int, path: str) -> None:
    """Refuse labels that number no class."""
    wrong = np.flatnonzero((labels < 0) | (labels >= n_classes))
    if wrong.size:
        first = int(wrong[0])
        msg = f"{path}: label {first} is {labels[first]}, expected 0 to {n_classes - 1}. Take the published file."
        raise FormatError(msg)


def _shared_shape(train: Samples, test: Samples, where: str) -> tuple[int, int]:
    """Return the height and width of all images, which must be the same in both splits."""
    shape, other = train.inputs.shape[1:], test.inputs.shape[1:]
    if shape != other:
        msg = (
            f"{where}: the test images have {other[0]} x {other[1]} pixels, expected {shape[0]} x {shape[1]} as the "
            "training images. Take all four files from the same data set."
        )
        raise FormatError(msg)
    return int(shape[0]), int(shape[1])
