"""The ground under all arrays: which library, which kind, and the checks at public doors."""

import math

import array_api_compat
import array_api_strict
import numpy as np
import pytest

from perceptible.arrays import (
    check_count,
    check_finite,
    check_floats,
    check_inputs,
    check_labels,
    check_targets,
    frozen,
    namespace,
    one_hot,
    own,
    to_numpy,
)
from perceptible.errors import DtypeError, SettingsError, ShapeError, ValueRangeError


def test_the_functions_of_numpy_arrays_are_those_of_numpy():
    """Without a detour: the forward pass asks for them at every layer."""
    assert namespace(np.zeros(2)).exp is np.exp


def test_every_library_of_the_standard_brings_its_own_functions(torch):
    """The same line of code then runs on PyTorch, CuPy or JAX."""
    assert namespace(torch.zeros(2)) is array_api_compat.array_namespace(torch.zeros(2))
    assert namespace(array_api_strict.zeros(2)) is array_api_strict


@pytest.mark.parametrize("thing", [[1.0], 1.0, None, "pixels"], ids=["list", "float", "None", "str"])
def test_what_is_no_array_is_refused(thing):
    """The message names the kind that was given, and the call that helps."""
    with pytest.raises(DtypeError, match=rf"an array was expected, found {type(thing).__name__}\. .*numpy\.asarray"):
        namespace(thing)


def test_a_frozen_array_cannot_be_written_to():
    """It is the same array, marked."""
    array = np.zeros(2)
    assert frozen(array) is array
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1.0


def test_tensors_cannot_be_frozen_and_come_back_as_they_are(torch):
    """Other libraries know no such mark; their arrays pass through."""
    tensor = torch.zeros(2)
    assert frozen(tensor) is tensor
    assert own(tensor) is tensor


def test_an_own_array_is_out_of_reach_of_its_giver():
    """Writable arrays are copied; one that nobody can write to is kept as it is."""
    array = np.zeros(2)
    mine = own(array)
    array[0] = 1.0
    np.testing.assert_array_equal(mine, [0.0, 0.0])
    assert own(mine) is mine


def test_arrays_of_other_libraries_come_back_as_numpy(torch):
    """For drawing, printing and saving; values and kind stay."""
    np.testing.assert_array_equal(to_numpy(torch.tensor([1.0, 2.0])), np.array([1.0, 2.0], np.float32), strict=True)
    np.testing.assert_array_equal(to_numpy(array_api_strict.asarray([1.0, 2.0])), np.array([1.0, 2.0]), strict=True)


def test_numpy_arrays_are_not_copied_on_the_way_to_numpy():
    """Large arrays pass through here."""
    array = np.zeros(2)
    assert to_numpy(array) is array


def test_targets_are_one_at_the_class():
    """Class 2 of 3, class 0, and -1 for "none of these"."""
    targets = one_hot(np.array([2, 0, -1]), 3)
    np.testing.assert_array_equal(targets, np.array([[0, 0, 1], [1, 0, 0], [0, 0, 0]], np.float32), strict=True)
    assert not targets.flags.writeable


def test_targets_keep_leading_axes_and_take_the_kind_asked_for():
    """Shuffled labels for many networks at once are (n_networks, n_samples)."""
    targets = one_hot(np.array([[0, 1], [1, 1]]), 2, np.float64)
    np.testing.assert_array_equal(targets, np.array([[[1, 0], [0, 1]], [[0, 1], [0, 1]]], np.float64), strict=True)


# Inputs


@pytest.mark.parametrize("shape", [(0, 4), (3, 4), (2, 3, 4)])
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_good_inputs_pass(shape, kind):
    """Any number of samples, any leading axes, both kinds of float."""
    assert check_inputs(np.ones(shape, kind), 4) is None


@pytest.mark.parametrize(
    "values",
    [[[0.0, 1.0]], [[-3.0, 2.0]], [[0.0, 254.5]], [[0.0, 256.0]]],
    ids=["black and white", "standardized", "no whole numbers", "larger than a byte"],
)
def test_only_bytes_are_taken_for_bytes(values):
    """Inputs need not be pixels: only whole numbers up to 255 look like pixels that were never divided."""
    assert check_inputs(np.array(values), 2) is None


def test_bytes_in_disguise_are_refused():
    """astype("float32") was not followed by / 255."""
    with pytest.raises(
        ValueRangeError, match=r"inputs go up to 128 in whole numbers, expected 0.*Divide pixels by 255"
    ):
        check_inputs(np.array([[0.0, 128.0]]), 2)


@pytest.mark.parametrize("kind", [np.uint8, np.int64, np.bool_, np.complex128, object])
def test_inputs_of_another_kind_are_refused(kind):
    """The message names the kind and the conversion."""
    with pytest.raises(DtypeError, match=rf"inputs hold {np.dtype(kind)}, expected float32 or float64\..*astype"):
        check_inputs(np.zeros((1, 2), kind), 2)


@pytest.mark.parametrize(
    ("shape", "remedy"),
    [
        ((784,), r"inputs\[None, :\]"),
        ((5, 28, 28), r"images\.reshape\(len\(images\), 784\)"),
        ((5, 100), "must have 784 numbers"),
        ((), "must have 784 numbers"),
    ],
)
def test_inputs_of_another_shape_are_refused_with_the_remedy(shape, remedy):
    """Each usual slip has a cure of its own."""
    with pytest.raises(ShapeError, match=rf"inputs has shape .*expected \(\.\.\., n_samples, 784\)\. .*{remedy}"):
        check_inputs(np.zeros(shape), 784)


# Targets


def test_good_targets_pass():
    """Anything finite of the right shape, also what is not one-hot."""
    assert check_targets(np.full((3, 2), 0.5), 3, 2) is None


@pytest.mark.parametrize("shape", [(2, 2), (3, 3), (3,), (3, 2, 1)])
def test_targets_of_another_shape_are_refused(shape):
    """One row a sample, one column an output."""
    with pytest.raises(
        ShapeError, match=r"targets has shape .*expected \(\.\.\., 3, 2\).*one_hot\(labels, n_classes\)"
    ):
        check_targets(np.zeros(shape), 3, 2)


def test_labels_are_not_taken_for_targets():
    """The message says how to turn one into the other."""
    with pytest.raises(DtypeError, match=r"targets hold int64, expected float32 or float64.*perceptible\.one_hot"):
        check_targets(np.array([0, 1, 1]), 3, 2)


def test_infinite_targets_are_refused():
    """No output can come near them."""
    with pytest.raises(ValueRangeError, match=r"targets\[1, 0\] is inf, expected a finite number"):
        check_targets(np.array([[0.0, 1.0], [math.inf, 0.0]]), 2, 2)


# Labels


@pytest.mark.parametrize("kind", [np.int64, np.uint8])
def test_good_labels_pass(kind):
    """Whole numbers of any kind."""
    assert check_labels(np.array([0, 9, 3], kind), 3, 10) is None


@pytest.mark.parametrize("labels", [[1, 2], np.array([1.0, 2.0]), np.array(["1", "2"])], ids=["list", "float", "str"])
def test_labels_of_another_kind_are_refused(labels):
    """The message names the kind and the conversion."""
    found = getattr(labels, "dtype", "list")
    with pytest.raises(
        DtypeError, match=rf"labels hold {found}, expected an array of whole numbers.*numpy\.asarray\(labels"
    ):
        check_labels(labels, 2, 10)


@pytest.mark.parametrize("shape", [(2,), (3, 1), (3, 10)])
def test_labels_of_another_shape_are_refused(shape):
    """One label for each image."""
    with pytest.raises(ShapeError, match=r"labels has shape .*expected \(3,\)\. Give one label for each image"):
        check_labels(np.zeros(shape, np.int64), 3, 10)


@pytest.mark.parametrize("wrong", [-1, 10])
def test_the_first_label_out_of_range_is_named(wrong):
    """Classes are numbered from 0: label 10 of ten classes is a usual slip."""
    with pytest.raises(ValueRangeError, match=rf"labels\[1\] is {wrong}, expected 0 to 9\. Number the classes from 0"):
        check_labels(np.array([0, wrong, wrong]), 3, 10)


# Finite floats


def test_the_place_of_the_first_bad_number_is_named():
    """In row order, with all its axes."""
    array = np.zeros((2, 3, 4))
    array[1, 0, 2] = array[1, 2, 0] = math.nan
    with pytest.raises(ValueRangeError, match=r"weights\[1, 0, 2\] is nan, expected a finite.*nan_to_num\(weights\)"):
        check_finite(array, "weights")


def test_whole_numbers_are_no_floats():
    """Dials that are whole numbers could not turn a little."""
    with pytest.raises(DtypeError, match=r"weights hold int64, expected float32 or float64\. Convert them"):
        check_floats(np.zeros(3, np.int64), "weights")


def test_tensors_are_checked_as_arrays_are(torch):
    """The same door, the same messages."""
    with pytest.raises(ValueRangeError, match=r"inputs\[0, 1\] is inf"):
        check_inputs(torch.tensor([[0.0, math.inf]]), 2)
    with pytest.raises(DtypeError, match=r"inputs hold torch\.uint8, expected float32"):
        check_inputs(torch.zeros((1, 2), dtype=torch.uint8), 2)


def test_tensors_on_the_gradient_tape_pass(torch):
    """Whoever trains in PyTorch can look at the network here without taking it apart."""
    assert check_inputs(torch.zeros((1, 2), requires_grad=True), 2) is None


def test_a_count_comes_out_as_an_int():
    """NumPy's whole numbers are as good as Python's, and JSON knows only those."""
    count = check_count(np.int64(3), "copies", "Leave it out.")
    assert (count, type(count)) == (3, int)


@pytest.mark.parametrize("value", [0, -1, 2.0, True, "3", None])
def test_what_counts_nothing_is_refused(value):
    """2.0 and True are slips, and would fail later with a riddle."""
    with pytest.raises(SettingsError) as caught:
        check_count(value, "copies", "Leave it out.")
    assert str(caught.value) == f"copies is {value!r}, expected a whole number above 0. Leave it out."
