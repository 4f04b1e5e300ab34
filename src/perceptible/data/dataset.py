"""Data in memory: a split is inputs with their labels, a data set is a training and a test split."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray, IntArray, check_finite, check_labels, frozen, one_hot
from perceptible.errors import DtypeError, ShapeError, UnknownNameError, ValueRangeError

__all__ = ["DIGITS", "IMAGE_SHAPE", "N_PIXELS", "Dataset", "Split"]

IMAGE_SHAPE = (28, 28)
N_PIXELS = 784
DIGITS = tuple("0123456789")
LARGEST_BYTE = 255
FLATTEN = "Flatten images first: images.reshape(len(images), -1)."


@dataclass(frozen=True, eq=False)
class Split:
    """Inputs with their labels: what a network is trained on, or tested on.

    Parameters
    ----------
    inputs : float array of shape (n_samples, n_inputs)
        Pixels in [0, 1], 0 black, 1 white; or any numbers scaled to [0, 1]. Made read-only float32.
    labels : integer array of shape (n_samples,)
        Class numbers from 0 to `n_classes` - 1. Made read-only int64.
    n_classes : int
        How many classes there are.

    Raises
    ------
    DtypeError
        If `inputs` hold no floats or `labels` no integers.
    ShapeError
        If `inputs` have not two axes, or `labels` have another length.
    ValueRangeError
        If an input is outside [0, 1] or not finite, or a label is outside its range.

    Examples
    --------
    >>> split = Split(np.zeros((3, 784), np.float32), np.array([3, 1, 4]), n_classes=10)
    >>> len(split), split.targets.shape
    (3, (3, 10))
    """

    inputs: FloatArray = field(repr=False)
    labels: IntArray = field(repr=False)
    n_classes: int = 10

    def __post_init__(self) -> None:
        """Check both arrays and mark them read-only."""
        _check_unit_inputs(self.inputs)
        check_labels(self.labels, len(self.inputs), self.n_classes)
        object.__setattr__(self, "inputs", frozen(np.ascontiguousarray(self.inputs, dtype=np.float32).view()))
        object.__setattr__(self, "labels", frozen(np.asarray(self.labels, dtype=np.int64).view()))

    @classmethod
    def of_bytes(cls, pixels: NDArray[np.uint8], labels: IntArray, n_classes: int = 10) -> Split:
        """Return a split of pixels from 0 to 255; `inputs` are made of them when they are first asked for.

        Parameters
        ----------
        pixels : uint8 array of shape (n_samples, n_inputs)
            Bytes as files hold them. Kept as they are, and not to be changed.
        labels : integer array of shape (n_samples,)
            As for `Split`.
        n_classes : int, optional
            How many classes there are.

        Returns
        -------
        Split
            Whose `inputs` are `pixels` / 255 in float32; compiled code reads the bytes themselves.

        Raises
        ------
        DtypeError, ShapeError, ValueRangeError
            If `pixels` are no table of bytes, or the labels are not as for `Split`.

        Examples
        --------
        >>> Split.of_bytes(np.array([[0, 51, 255]], np.uint8), np.array([3])).inputs
        array([[0. , 0.2, 1. ]], dtype=float32)
        """
        if pixels.dtype != np.uint8:
            msg = f"pixels hold {pixels.dtype}, expected uint8 from 0 to 255. Use Split(inputs, labels) for floats."
            raise DtypeError(msg)
        if pixels.ndim != 2:
            msg = f"pixels has shape {pixels.shape}, expected (n_samples, n_inputs). {FLATTEN}"
            raise ShapeError(msg)
        check_labels(labels, len(pixels), n_classes)
        split = object.__new__(cls)
        values = {"pixels": pixels, "labels": frozen(np.asarray(labels, np.int64).view()), "n_classes": n_classes}
        split.__dict__.update(values)
        return split

    def __getattr__(self, name: str) -> FloatArray:
        """Make the inputs of the bytes, the first time they are asked for; Python asks here for what is missing."""
        pixels = self.__dict__.get("pixels")
        if name != "inputs" or pixels is None:
            msg = f"a Split has no attribute {name!r}"
            raise AttributeError(msg)
        # A division, not a product with 1/255: 255 must become 1 exactly.
        inputs: FloatArray = frozen(np.divide(pixels, np.float32(LARGEST_BYTE), dtype=np.float32))
        object.__setattr__(self, "inputs", inputs)
        return inputs

    def __repr__(self) -> str:
        """Describe the split in one line."""
        return f"<Split {len(self):,} samples of {self.inputs.shape[1]:,} inputs, {self.n_classes} classes>"

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self.labels)

    @property
    def bytes_of_inputs(self) -> NDArray[np.uint8] | None:
        """Return the pixels from 0 to 255 that the split was made of, or None where it was made of floats."""
        return self.__dict__.get("pixels")

    @property
    def n_inputs(self) -> int:
        """Return how many numbers each sample has."""
        table = self.inputs if self.bytes_of_inputs is None else self.bytes_of_inputs
        return int(table.shape[1])

    @cached_property
    def targets(self) -> FloatArray:
        """Return the labels as targets of shape (n_samples, n_classes): 1 at the label, 0 elsewhere."""
        return one_hot(self.labels, self.n_classes)

    def take(self, indices: IntArray) -> Split:
        """Return the split of the samples at `indices`, in that order."""
        if self.bytes_of_inputs is not None:
            return Split.of_bytes(self.bytes_of_inputs[indices], self.labels[indices], self.n_classes)
        return replace(self, inputs=self.inputs[indices], labels=self.labels[indices])


@dataclass(frozen=True, eq=False)
class Dataset:
    """A training split and a test split that were never mixed.

    Parameters
    ----------
    name : str
        What it is called, for example ``"mnist"``.
    train, test : Split
        What networks learn from, and what only measures them.
    class_names : tuple of str
        What people call class 0, class 1, and so on.
    image_shape : tuple of two ints, or None
        Height and width in pixels where the inputs are images, unrolled row by row.
    source : str
        One sentence: where the data come from.
    fingerprint : str
        SHA-256 over the inputs and labels, so that two files of results can say whether they used the same.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=100, n_test=20)
    >>> len(digits.train), len(digits.test), digits.class_names[7]
    (100, 20, '7')
    """

    name: str
    train: Split
    test: Split
    class_names: tuple[str, ...] = DIGITS
    image_shape: tuple[int, int] | None = IMAGE_SHAPE
    source: str = ""
    fingerprint: str = field(default="", repr=False)

    def __repr__(self) -> str:
        """Describe the data in one line, the source with them: nobody should take drawn digits for written ones."""
        return f"<Dataset {self.name}: {len(self.train):,} to train on, {len(self.test):,} to test on; {self.source}>"

    @property
    def n_inputs(self) -> int:
        """Return how many numbers each sample has."""
        return self.train.n_inputs

    @property
    def n_classes(self) -> int:
        """Return how many classes there are."""
        return len(self.class_names)

    def split(self, name: Literal["train", "test"]) -> Split:
        """Return the split of this name.

        Raises
        ------
        UnknownNameError
            If it is neither "train" nor "test".
        """
        if name not in {"train", "test"}:
            raise UnknownNameError("split", name, ("train", "test"))
        return self.train if name == "train" else self.test

    def first(self, n_train: int) -> Dataset:
        """Return the same data with only the first `n_train` training samples, or all where there are not as many.

        Raises
        ------
        ValueRangeError
            If `n_train` is below 1.
        """
        if n_train < 1:
            msg = f"n_train is {n_train}, expected at least 1. Ask for as many samples as you need."
            raise ValueRangeError(msg)
        if n_train >= len(self.train):
            return self
        fingerprint = sha256(f"{self.fingerprint} first {n_train}".encode()).hexdigest()
        return replace(self, train=self.train.take(np.arange(n_train)), fingerprint=fingerprint)


def _check_unit_inputs(inputs: FloatArray) -> None:
    """Refuse inputs that are not a table of finite floats from 0 to 1."""
    if not isinstance(inputs, np.ndarray) or inputs.dtype.kind != "f":
        found = getattr(inputs, "dtype", type(inputs).__name__)
        msg = f"inputs hold {found}, expected floats from 0 to 1. Divide pixels by 255: inputs.astype('float32') / 255."
        raise DtypeError(msg)
    if inputs.ndim != 2:
        msg = f"inputs has shape {inputs.shape}, expected (n_samples, n_inputs). {FLATTEN}"
        raise ShapeError(msg)
    if inputs.size == 0:
        return
    lowest, highest = float(inputs.min()), float(inputs.max())
    if lowest >= 0 and highest <= 1:
        return
    check_finite(inputs, "inputs")
    msg = (
        f"inputs range from {lowest:g} to {highest:g}, expected 0 (black) to 1 (white). "
        "Divide pixels by 255, or scale each column to [0, 1]."
    )
    raise ValueRangeError(msg)
