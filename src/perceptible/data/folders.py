"""Pictures of one's own as data: a folder of image files for each class, named as the class."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from perceptible.data.dataset import Dataset
from perceptible.data.decoding import DAMAGED, FORMATS
from perceptible.data.raw import RawData, Samples, assemble
from perceptible.errors import DataError, FormatError
from perceptible.files import cannot_read, opened
from perceptible.rng import Rng

__all__ = ["raw_image_folder", "read_image_folder"]

SUFFIXES = {".bmp", ".gif", ".jpeg", ".jpg", ".pgm", ".png", ".tif", ".tiff", ".webp"}
MODES = {"1", "L", "P", "RGB", "RGBA", "LA", "PA", "CMYK", "YCbCr"}
MOST_PIXELS = 4096 * 4096
OPAQUE = 255
FAILURES = (*DAMAGED, Image.DecompressionBombError, Image.DecompressionBombWarning)
DATA_FILES = "inputs.npy with labels.npy, train.csv, or the four IDX files of MNIST"
EXPECTED = "a folder for each class, named as the class, with its images; or such folders in train/ and test/"


def read_image_folder(folder: str | Path, *, resize_to: tuple[int, int] | None = None, rng: Rng = 0) -> Dataset:
    """Read pictures of your own from one folder for each class.

    Colors become gray, 0 black to 1 white, and nothing else is changed: nothing is inverted, cropped or centered.

    Parameters
    ----------
    folder : str or Path
        Holds a folder for each class, named as the class; or ``train`` and ``test`` that hold such folders.
        Files of other kinds and hidden files are passed over.
    resize_to : tuple of two ints, optional
        Height and width to give to each image. Without it all must have the same size.
    rng : None, int or numpy.random.Generator, default 0
        What decides which images are held out as the test split, where there is none.

    Returns
    -------
    Dataset
        Classes in the order of their names (of numbers, in the order of the numbers).

    Raises
    ------
    DataError
        If there are no such folders, or an image cannot be read.
    FormatError
        If an image is damaged, too large, see-through, or of another size than the first.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for name in ("circle", "square"):
    ...         Path(folder, name).mkdir()
    ...         for number in range(3):
    ...             Image.new("L", (8, 8), 255).save(Path(folder, name, f"{number}.png"))
    ...     data = read_image_folder(folder)
    >>> data.class_names, len(data.train), len(data.test)
    (('circle', 'square'), 5, 1)
    """
    return raw_image_folder(Path(folder), resize_to=resize_to, rng=rng).to_dataset()


def raw_image_folder(folder: Path, *, resize_to: tuple[int, int] | None = None, rng: Rng = 0) -> RawData:
    """Read what `read_image_folder` reads, pixels still bytes."""
    roots = [folder]
    if (folder / "train").is_dir() and (folder / "test").is_dir():
        roots = [folder / "train", folder / "test"]
    names = _class_names(roots)
    files = [_files(root, names) for root in roots]
    images = _read_images([path for paths in files for path, _ in paths], resize_to)
    labels = np.array([label for paths in files for _, label in paths])
    splits = [Samples(images[: len(files[0])], labels[: len(files[0])])]
    if len(roots) == 2:
        splits.append(Samples(images[len(files[0]) :], labels[len(files[0]) :]))
    words = "" if resize_to is None else f", resized to {resize_to[0]} x {resize_to[1]}"
    source = f"the images in the folder {folder.name}{words}"
    raw = assemble(folder.name, splits, source, (images.shape[1], images.shape[2]), rng)
    return replace(raw, class_names=names)


def _class_names(roots: list[Path]) -> tuple[str, ...]:
    """Return the names of the class folders, which must be the same in all roots."""
    found = [_folders(root) for root in roots]
    if len(found[0]) < 2:
        msg = (
            f"{roots[0]} holds {len(found[0])} folders, expected two or more: "
            f"{EXPECTED}. Sort the images so, or name the files as the other readers want them: {DATA_FILES}."
        )
        raise DataError(msg)
    if found[-1] != found[0]:
        other = ", ".join(sorted(set(found[0]) ^ set(found[-1])))
        msg = (
            f"{roots[-1]} has other classes than {roots[0].name} ({other}), expected the same. Add the missing folders."
        )
        raise DataError(msg)
    return tuple(found[0])


def _folders(root: Path) -> list[str]:
    """Return the names of the folders in a folder: numbers in the order of numbers, then words."""
    try:
        names = [path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")]
    except OSError as error:
        raise cannot_read(root, error) from error
    return sorted(names, key=lambda name: (not name.isdecimal(), int(name) if name.isdecimal() else 0, name))


def _files(root: Path, names: tuple[str, ...]) -> list[tuple[Path, int]]:
    """Return the image files of each class with its number."""
    found = []
    for label, name in enumerate(names):
        paths = sorted(path for path in (root / name).iterdir() if _is_image(path))
        if not paths:
            suffixes = ", ".join(sorted(SUFFIXES))
            msg = f"{root / name} holds no images, expected files named {suffixes}. Add some, or remove the folder."
            raise DataError(msg)
        found += [(path, label) for path in paths]
    return found


def _is_image(path: Path) -> bool:
    """Tell whether a file is an image by its name."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def _read_images(paths: list[Path], resize_to: tuple[int, int] | None) -> NDArray[np.uint8]:
    """Read all images into one array, which they must have the same size for."""
    first = _read_gray(paths[0], resize_to)
    images = np.empty((len(paths), *first.shape), np.uint8)
    images[0] = first
    for number, path in enumerate(paths[1:], start=1):
        image = _read_gray(path, resize_to)
        if image.shape != first.shape:
            msg = (
                f"{path} has {image.shape[0]} x {image.shape[1]} pixels, expected {first.shape[0]} x {first.shape[1]} "
                f"as {paths[0]}. Give all the same size, or read them with read_image_folder(..., resize_to=(28, 28))."
            )
            raise FormatError(msg)
        images[number] = image
    return images


def _read_gray(path: Path, resize_to: tuple[int, int] | None) -> NDArray[np.uint8]:
    """Read one image as gray values; every way in which Pillow can fail becomes an error of ours."""
    with opened(path) as (file, _), warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.filterwarnings("ignore", category=UserWarning, module="PIL")  # of damaged notes of a camera
        try:
            with Image.open(file, formats=FORMATS) as image:
                _check_image(image, path)
                gray = ImageOps.exif_transpose(image).convert("L")
        except FormatError:
            raise
        except FAILURES as error:
            reason = "its format is unknown" if isinstance(error, UnidentifiedImageError) else str(error)
            msg = (
                f"{path} is not an image that can be read ({reason}), as expected. Save it again as PNG, or remove it."
            )
            raise FormatError(msg) from error
    if resize_to is not None:
        gray = gray.resize((resize_to[1], resize_to[0]), Image.Resampling.BOX)
    return np.asarray(gray, dtype=np.uint8)


def _check_image(image: Image.Image, path: Path) -> None:
    """Refuse an image, before it is unpacked, that is too large or whose gray values would not be what one sees."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        msg = f"{path} has {height} x {width} pixels, expected at most {MOST_PIXELS} in all. Make it smaller."
        raise FormatError(msg)
    if image.mode not in MODES:
        msg = f"{path} has pixels of mode {image.mode}, expected 8-bit gray or colors. Convert it and save it again."
        raise FormatError(msg)
    if image.has_transparency_data and image.convert("RGBA").getchannel("A").getextrema()[0] != OPAQUE:
        msg = f"{path} is see-through in places, expected an opaque image. Put it on a background and save it again."
        raise FormatError(msg)
