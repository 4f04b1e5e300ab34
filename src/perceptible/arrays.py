"""Arrays: their types, the functions we use of the array API standard, and the checks at public doors."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Protocol, TypeAlias, TypeVar, cast

import array_api_compat
import numpy as np
from numpy.typing import NDArray

from perceptible.errors import DtypeError, SettingsError, ShapeError, ValueRangeError

__all__ = [
    "FloatArray",
    "IntArray",
    "Namespace",
    "check_count",
    "check_finite",
    "check_floats",
    "check_inputs",
    "check_labels",
    "check_targets",
    "frozen",
    "namespace",
    "one_hot",
    "own",
    "to_numpy",
]

# NumPy's types stand for every array of the array API standard (PyTorch, CuPy, JAX) as well.
FloatArray: TypeAlias = NDArray[np.floating]
IntArray: TypeAlias = NDArray[np.integer]
BoolArray: TypeAlias = NDArray[np.bool_]
AnyArray = TypeVar("AnyArray", bound=NDArray[np.generic])
LARGEST_BYTE = 255


class Namespace(Protocol):
    """The functions that we use of the array API standard (v2023.12); the modules of NumPy and others fit it."""

    def abs(self, x: FloatArray, /) -> FloatArray: ...
    def all(self, x: BoolArray, /) -> BoolArray: ...
    def argmax(self, x: FloatArray, /, *, axis: int) -> IntArray: ...
    def asarray(self, x: object, /, *, dtype: object = None, device: object = None) -> FloatArray: ...
    def astype(self, x: object, dtype: object, /) -> FloatArray: ...
    def concat(self, arrays: list[FloatArray], /, *, axis: int) -> FloatArray: ...
    def exp(self, x: FloatArray, /) -> FloatArray: ...
    def expand_dims(self, x: FloatArray, /, *, axis: int) -> FloatArray: ...
    def isdtype(self, dtype: object, kind: str, /) -> bool: ...
    def isfinite(self, x: FloatArray, /) -> BoolArray: ...
    def log1p(self, x: FloatArray, /) -> FloatArray: ...
    def log(self, x: FloatArray, /) -> FloatArray: ...
    def matrix_transpose(self, x: FloatArray, /) -> FloatArray: ...
    def max(self, x: FloatArray, /, *, axis: int, keepdims: bool = False) -> FloatArray: ...
    def mean(self, x: FloatArray, /, *, axis: int | None = None) -> FloatArray: ...
    def reshape(self, x: FloatArray, shape: tuple[int, ...], /) -> FloatArray: ...
    def sqrt(self, x: FloatArray, /) -> FloatArray: ...
    def sum(self, x: FloatArray, /, *, axis: int, keepdims: bool = False) -> FloatArray: ...
    def take(self, x: FloatArray, indices: IntArray, /, *, axis: int) -> FloatArray: ...
    def tanh(self, x: FloatArray, /) -> FloatArray: ...
    def where(self, condition: BoolArray, x: FloatArray, y: FloatArray | float, /) -> FloatArray: ...
    def zeros_like(self, x: FloatArray, /) -> FloatArray: ...


# NumPy's own functions; its sum and max without the wrappers around them, which take longer than a mini-batch does.
_NUMPY = cast("Namespace", SimpleNamespace(**{**vars(np), "sum": np.add.reduce, "max": np.maximum.reduce}))


def namespace(array: object) -> Namespace:
    """Return the module whose functions take this array: NumPy's for NumPy's, PyTorch's for PyTorch's.

    Raises
    ------
    DtypeError
        If `array` is no array of any library that follows the standard.
    """
    if isinstance(array, np.ndarray):  # the common case, without the 2 µs of the look-up
        return _NUMPY
    try:
        return cast("Namespace", array_api_compat.array_namespace(array))
    except TypeError:
        msg = (
            f"an array was expected, found {type(array).__name__}. "
            "Pass a NumPy array (numpy.asarray(values)), or one of PyTorch, CuPy or JAX."
        )
        raise DtypeError(msg) from None


def frozen(array: AnyArray) -> AnyArray:
    """Mark a NumPy array as read-only and return it; arrays of other libraries come back as they are."""
    if isinstance(array, np.ndarray):
        array.flags.writeable = False
    return array


def own(array: FloatArray) -> FloatArray:
    """Return the same values, read-only: a copy, except of an array that nobody can write to, nor through a base."""
    if isinstance(array, np.ndarray) and (array.flags.writeable or array.base is not None):
        return frozen(array.copy())
    return array


def to_numpy(array: object) -> NDArray[np.generic]:
    """Return the values of any array as a NumPy array, from whatever device they are on."""
    if isinstance(array, np.ndarray):
        return array
    if array_api_compat.is_torch_array(array):
        array = array.detach()
    try:
        return np.asarray(array)
    except TypeError:  # it lies on a GPU
        return np.asarray(array_api_compat.to_device(array, "cpu"))


def one_hot(labels: IntArray, n_classes: int, dtype: object = np.float32) -> FloatArray:
    """Turn class numbers into targets: 1 at the class, 0 elsewhere.

    Parameters
    ----------
    labels : integer array of shape (...)
        Class numbers from 0 to `n_classes` - 1; a label of -1 gives all zeros ("none of these").
    n_classes : int
        How many classes there are.
    dtype : dtype, optional
        Kind of float of the result.

    Returns
    -------
    array of shape (..., n_classes)
        Read-only targets.

    Raises
    ------
    DtypeError
        If `labels` is no array of whole numbers.
    ValueRangeError
        If a label is below -1, or numbers no class.

    Examples
    --------
    >>> one_hot(np.array([2, 0]), 3)
    array([[0., 0., 1.],
           [1., 0., 0.]], dtype=float32)
    """
    _check_whole(labels)
    wrong = labels[(labels < -1) | (labels >= n_classes)]
    if wrong.size:
        msg = (
            f"labels hold {wrong[0]}, expected 0 to {n_classes - 1}, or -1 for none of these. "
            "Number the classes from 0, or give the right number of classes."
        )
        raise ValueRangeError(msg)
    return frozen((labels[..., None] == np.arange(n_classes)).astype(dtype))


def check_floats(array: FloatArray, name: str) -> None:
    """Refuse what is no array of finite real floats, naming the place of the first bad value."""
    _check_floats(array, name, "Convert them: numpy.asarray(values, dtype='float32').")
    check_finite(array, name)


def check_inputs(inputs: FloatArray, n_inputs: int) -> None:
    """Refuse inputs of the wrong kind, shape or values.

    Parameters
    ----------
    inputs : array of shape (..., n_samples, n_inputs)
        What is about to enter a network.
    n_inputs : int
        How many numbers the network reads of each sample.

    Raises
    ------
    DtypeError
        If `inputs` is no array of floats.
    ShapeError
        If it does not end in `n_inputs`, or has fewer than two axes.
    ValueRangeError
        If it holds NaN or infinity, or pixels from 0 to 255.
    """
    _check_floats(inputs, "inputs", f"Divide pixels by {LARGEST_BYTE}: inputs.astype('float32') / {LARGEST_BYTE}.")
    shape = tuple(inputs.shape)
    if len(shape) < 2 or shape[-1] != n_inputs:
        msg = f"inputs has shape {shape}, expected (..., n_samples, {n_inputs}). {_shape_advice(shape, n_inputs)}"
        raise ShapeError(msg)
    check_finite(inputs, "inputs")
    _check_not_bytes(inputs)


def check_targets(targets: FloatArray, n_samples: int, n_outputs: int) -> None:
    """Refuse targets of the wrong kind, shape or values; see `check_inputs` for the errors."""
    advice = "Turn class numbers into targets first: perceptible.one_hot(labels, n_classes)."
    _check_floats(targets, "targets", advice)
    shape = tuple(targets.shape)
    if n_samples == 0:
        msg = "there are no samples, expected at least one. The average over none is not a number."
        raise ShapeError(msg)
    if len(shape) < 2 or shape[-2:] != (n_samples, n_outputs):
        msg = f"targets has shape {shape}, expected (..., {n_samples}, {n_outputs}) as the inputs have. {advice}"
        raise ShapeError(msg)
    check_finite(targets, "targets")


def check_labels(labels: object, n_samples: int, n_classes: int) -> None:
    """Refuse labels that are not whole numbers from 0 to `n_classes` - 1, one a sample."""
    labels = _check_whole(labels)
    if labels.shape != (n_samples,):
        msg = f"labels has shape {labels.shape}, expected ({n_samples},). Give one label for each image, no more axes."
        raise ShapeError(msg)
    wrong = np.flatnonzero((labels < 0) | (labels >= n_classes))
    if wrong.size:
        first = int(wrong[0])
        msg = (
            f"labels[{first}] is {labels[first]}, expected 0 to {n_classes - 1}. "
            "Number the classes from 0, or give the right number of classes."
        )
        raise ValueRangeError(msg)


def check_finite(array: FloatArray, name: str) -> None:
    """Refuse NaN and infinity, naming the place of the first one."""
    xp = namespace(array)
    good = xp.isfinite(array)
    if bool(xp.all(good)):
        return
    place = tuple(int(axis[0]) for axis in np.nonzero(np.logical_not(to_numpy(good))))
    value = float(to_numpy(array)[place])
    msg = (
        f"{name}[{', '.join(map(str, place))}] is {value}, expected a finite number. "
        f"Find where it comes from; numpy.nan_to_num({name}) replaces it."
    )
    raise ValueRangeError(msg)


def check_count(value: object, name: str, advice: str) -> int:
    """Return a number of things as an int; refuse what is no whole number above 0.

    Raises
    ------
    SettingsError
        If it is none; the sentence ends with the advice.

    Examples
    --------
    >>> check_count(np.int64(3), "copies", "Leave it out for one network.")
    3
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
        msg = f"{name} is {value!r}, expected a whole number above 0. {advice}"
        raise SettingsError(msg)
    return int(value)


def _check_whole(labels: object) -> IntArray:
    """Return labels that are an array of whole numbers; refuse all else."""
    if not isinstance(labels, np.ndarray) or labels.dtype.kind not in "iu":
        found = getattr(labels, "dtype", type(labels).__name__)
        msg = f"labels hold {found}, expected an array of whole numbers. Convert: numpy.asarray(labels, dtype=int)."
        raise DtypeError(msg)
    return labels


def _check_floats(array: FloatArray, name: str, advice: str) -> None:
    """Refuse what is no array, and arrays of anything but real floats."""
    xp = namespace(array)
    if not _is_real_float(array, xp):
        msg = f"{name} hold {array.dtype}, expected float32 or float64. {advice}"
        raise DtypeError(msg)


def _is_real_float(array: FloatArray, xp: Namespace) -> bool:
    """Tell float32 and its relatives from integers, booleans, complex numbers and objects."""
    if isinstance(array, np.ndarray):
        return array.dtype.kind == "f"
    return bool(xp.isdtype(array.dtype, "real floating"))


def _shape_advice(shape: tuple[int, ...], n_inputs: int) -> str:
    """Say how to give the array the shape that a network reads."""
    if len(shape) == 1 and shape[0] == n_inputs:
        return "Give one sample an axis of its own: inputs[None, :]."
    if len(shape) >= 2 and shape[-1] * shape[-2] == n_inputs:
        return f"Flatten the images first: images.reshape(len(images), {n_inputs})."
    return f"Each sample must have {n_inputs} numbers, one for each input of the network."


def _check_not_bytes(inputs: FloatArray) -> None:
    """Refuse pixels from 0 to 255 that were made floats but never divided."""
    if 0 in inputs.shape:
        return
    values = to_numpy(inputs)
    largest = float(values.max())
    if 1 < largest <= LARGEST_BYTE and values.min() >= 0 and bool(np.all(values == np.floor(values))):
        msg = (
            f"inputs go up to {largest:g} in whole numbers, expected 0 (black) to 1 (white). "
            f"Divide pixels by {LARGEST_BYTE}: inputs / {LARGEST_BYTE}."
        )
        raise ValueRangeError(msg)
