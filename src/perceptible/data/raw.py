"""Data as files hold them, pixels still bytes: what every reader returns, and how it becomes a data set."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.batches import stratified_split
from perceptible.data.dataset import DIGITS, IMAGE_SHAPE, Dataset, Split
from perceptible.errors import FormatError, ValueRangeError
from perceptible.rng import Rng

__all__ = [
    "HELD_OUT",
    "WHITE",
    "RawData",
    "Samples",
    "Values",
    "assemble",
    "fingerprint",
    "n_classes_of",
    "unit_inputs",
]

WHITE = 255
HELD_OUT = 0.2  # of data that come without a test split
MOST_CLASSES = (
    10_000  # a larger label is a slip (a pixel, an identifier): Kuzushiji-Kanji, with the most we know of, has 3,832
)

Values = NDArray[np.integer | np.floating]


class Samples(NamedTuple):
    """Inputs of shape (n_samples, ...), bytes from 0 to 255 or floats from 0 to 1, with labels (n_samples,)."""

    inputs: Values
    labels: IntArray

    def first(self, n_samples: int | None) -> Samples:
        """Return the first of them, or all."""
        return Samples(self.inputs[:n_samples], self.labels[:n_samples])

    def take(self, indices: IntArray) -> Samples:
        """Return those at `indices`."""
        return Samples(self.inputs[indices], self.labels[indices])


@dataclass(frozen=True, eq=False)
class RawData:
    """A training and a test split as their files hold them; the fields are those of `Dataset`, and a warning if any."""

    name: str
    train: Samples
    test: Samples
    source: str
    class_names: tuple[str, ...] = DIGITS
    image_shape: tuple[int, int] | None = IMAGE_SHAPE
    caution: str = ""
    fingerprint: str = ""

    def to_dataset(self, n_train: int | None = None, n_test: int | None = None) -> Dataset:
        """Return the data set of the first `n_train` and `n_test` samples, or of all.

        Raises
        ------
        ValueRangeError
            If there are not as many.
        """
        _check_available("n_train", n_train, len(self.train.labels))
        _check_available("n_test", n_test, len(self.test.labels))
        train, test = self.train.first(n_train), self.test.first(n_test)
        n_classes, whole = len(self.class_names), (n_train, n_test) == (None, None)
        return Dataset(
            name=self.name,
            train=_split(train, n_classes),
            test=_split(test, n_classes),
            class_names=self.class_names,
            image_shape=self.image_shape,
            source=self.source,
            fingerprint=(whole and self.fingerprint) or fingerprint(train, test),
        )


def _split(samples: Samples, n_classes: int) -> Split:
    """Return samples as a split, which keeps bytes as long as nobody asks for floats."""
    if samples.inputs.dtype == np.uint8:
        pixels = cast("NDArray[np.uint8]", samples.inputs.reshape(len(samples.inputs), -1))
        return Split.of_bytes(pixels, samples.labels, n_classes)
    return Split(unit_inputs(samples.inputs), samples.labels, n_classes)


def unit_inputs(inputs: Values) -> FloatArray:
    """Turn bytes into float32 from 0 to 1 (floats stay as they are), and flatten each sample.

    Examples
    --------
    >>> unit_inputs(np.array([[[0, 51], [102, 255]]], np.uint8))
    array([[0. , 0.2, 0.4, 1. ]], dtype=float32)
    """
    flat = inputs.reshape(len(inputs), -1)
    if flat.dtype != np.uint8:
        return flat.astype(np.float32, copy=False)
    # A division, not a product with 1/255: 255 must become 1 exactly.
    return np.divide(flat, np.float32(WHITE), dtype=np.float32)


def fingerprint(*splits: Samples) -> str:
    """Return the SHA-256 over pixels (bytes, or little-endian float32) and labels (little-endian int64) of each split.

    Examples
    --------
    >>> fingerprint(Samples(np.zeros((1, 4), np.uint8), np.array([3])))[:8]
    'd59eed54'
    """
    digest = hashlib.sha256()
    for inputs, labels in splits:
        dtype = "u1" if inputs.dtype == np.uint8 else "<f4"
        digest.update(np.ascontiguousarray(inputs, dtype=dtype).data)
        digest.update(np.ascontiguousarray(labels, dtype="<i8").data)
    return digest.hexdigest()


def assemble(name: str, splits: list[Samples], source: str, image_shape: tuple[int, int] | None, rng: Rng) -> RawData:
    """Make data of one's own from a training and a test split, or from samples of which some are held out to test on.

    Parameters
    ----------
    name, source, image_shape
        As in `Dataset`; how samples were held out is added to `source`.
    splits : list of one or two Samples
        All there is, or what to train and what to test on.
    rng : None, int or numpy.random.Generator
        What decides which samples are held out.

    Returns
    -------
    RawData
        Its classes are named by their numbers, 0 to the largest label.

    Raises
    ------
    FormatError
        If there is only one sample, or a label numbers no class.
    """
    n_classes = n_classes_of(*(split.labels for split in splits), where=source)
    if len(splits) == 1:
        train, test, words = _held_out(splits[0], source, rng)
        source = f"{source}; {words}"
    else:
        train, test = splits
    class_names = tuple(str(number) for number in range(n_classes))
    return RawData(name, train, test, source, class_names, image_shape)


def n_classes_of(*labels: IntArray, where: str) -> int:
    """Return how many classes labels number, 0 to the largest; refuse labels below 0, or too large to number classes.

    Examples
    --------
    >>> n_classes_of(np.array([0, 2]), np.array([4]), where="letters.csv")
    5
    """
    for values in labels:
        wrong = np.flatnonzero((values < 0) | (values >= MOST_CLASSES))
        if wrong.size:
            first = int(wrong[0])
            msg = (
                f"{where}: label {first} is {values[first]}, expected 0 to {MOST_CLASSES - 1}. "
                "Number the classes 0, 1, 2 and so on."
            )
            raise FormatError(msg)
    return 1 + max(int(values.max()) for values in labels)


def _held_out(samples: Samples, source: str, rng: Rng) -> tuple[Samples, Samples, str]:
    """Hold samples out by class, and say in words how."""
    n_samples = len(samples.labels)
    if n_samples < 2:
        msg = f"{source}: there is 1 sample, expected at least 2, to learn from and to test on. Add samples."
        raise FormatError(msg)
    kept, held_out = stratified_split(samples.labels, HELD_OUT, rng)
    seed = f"seed {rng}" if isinstance(rng, (int, np.integer)) else "no fixed seed"
    words = f"{len(held_out)} of {n_samples} samples held out to test on (by class, {seed})"
    return samples.take(kept), samples.take(held_out), words


def _check_available(name: str, wanted: int | None, available: int) -> None:
    """Refuse to promise more samples than there are."""
    if wanted is not None and not 1 <= wanted <= available:
        msg = f"{name} is {wanted}, expected 1 to {available}, as many as there are. Ask for fewer, or leave it out."
        raise ValueRangeError(msg)
