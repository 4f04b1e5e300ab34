"""Data in memory: a split is inputs with their labels, a data set is a training and a test split."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray, IntArray, check_finite, check_labels, frozen, one_hot
from perceptible.errors import DtypeError, ShapeError, ValueRangeError

__all__ = ["DIGITS", "IMAGE_SHAPE", "N_PIXELS", "Dataset", "Split"]

IMAGE_SHAPE = (28, 28)
N_PIXELS = 784
DIGITS = tuple("0123456789")


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

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self.labels)

    @cached_property
    def targets(self) -> FloatArray:
        """Return the labels as targets of shape (n_samples, n_classes): 1 at the label, 0 elsewhere."""
        return one_hot(self.labels, self.n_classes)

    def take(self, indices: IntArray) -> Split:
        """Return the split of the samples at `indices`, in that order."""
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

    @property
    def n_inputs(self) -> int:
        """Return how many numbers each sample has."""
        return int(self.train.inputs.shape[1])

    @property
    def n_classes(self) -> int:
        """Return how many classes there are."""
        return len(self.class_names)

    def split(self, name: Literal["train", "test"]) -> Split:
        """Return the split of this name."""
        return self.train if name == "train" else self.test

    def first(self, n_train: int) -> Dataset:
        """Return the same data with only the first `n_train` training samples."""
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
        msg = (
            f"inputs has shape {inputs.shape}, expected (n_samples, n_inputs). "
            "Flatten images first: images.reshape(len(images), -1)."
        )
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
