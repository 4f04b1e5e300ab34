"""Errors: the tree that the module draws is the tree that Python sees."""

import re

import pytest

from perceptible import errors
from perceptible.errors import MissingPackageError, PerceptibleError, PerceptibleWarning, UnknownNameError

# What callers may rely on: each of our classes is also the built-in one that they would expect.
PARENTS = {
    "ShapeError": ValueError,
    "DtypeError": TypeError,
    "ValueRangeError": ValueError,
    "SettingsError": ValueError,
    "UnknownNameError": ValueError,
    "DataError": OSError,
    "FormatError": ValueError,
    "StorageError": OSError,
    "BusyError": OSError,
    "MismatchError": ValueError,
    "MissingPackageError": ImportError,
    "DivergedError": ArithmeticError,
}


@pytest.mark.parametrize(("name", "parent"), PARENTS.items())
def test_every_error_is_ours_and_the_built_in_one_that_callers_expect(name, parent):
    """`except ValueError` catches a wrong shape, and `except PerceptibleError` all of ours."""
    assert issubclass(getattr(errors, name), PerceptibleError)
    assert issubclass(getattr(errors, name), parent)


def test_a_file_in_the_wrong_format_is_a_kind_of_bad_data():
    """Whoever catches what cannot be had also catches what cannot be read."""
    assert issubclass(errors.FormatError, errors.DataError)


def test_the_table_above_has_every_error():
    """A new error must say what callers may catch it as."""
    classes = {name for name in errors.__all__ if isinstance(getattr(errors, name), type)}
    ours = {name for name in classes if issubclass(getattr(errors, name), PerceptibleError)}
    assert ours == {*PARENTS, "PerceptibleError"}


def test_the_drawing_at_the_top_of_the_module_is_true():
    """Name by name, with the parents in parentheses."""
    drawn = re.findall(r"── (\w+) \(([\w, ]+)\)", errors.__doc__)
    assert {name for name, _ in drawn} == set(PARENTS)
    for name, parents in drawn:
        bases = {base.__name__ for base in getattr(errors, name).__bases__} - {"PerceptibleError"}
        assert bases == set(parents.split(", "))


def test_our_warning_is_one_that_python_shows():
    """UserWarning is shown by default; others are not everywhere."""
    assert issubclass(PerceptibleWarning, UserWarning)


def test_an_unknown_name_gets_a_suggestion_where_one_is_near():
    """What was given, what exists, what was probably meant."""
    error = UnknownNameError("cost", "squared", ["squared-error", "cross-entropy"])
    assert str(error) == (
        "cost 'squared' is not known, expected one of: squared-error, cross-entropy. Did you mean 'squared-error'?"
    )


@pytest.mark.parametrize("name", ["zzz", None, 7])
def test_an_unknown_name_gets_the_list_where_none_is_near(name):
    """No guess is better than a wild one; names of any kind are shown as they are."""
    with pytest.raises(
        UnknownNameError, match=rf"cost {name!r} is not known.*cross-entropy\. Choose one of these names"
    ):
        raise UnknownNameError("cost", name, iter(["squared-error", "cross-entropy"]))


def test_a_missing_package_names_the_extra_that_installs_it():
    """The line can be copied into a terminal."""
    with pytest.raises(ImportError, match=r"'onnx' is not installed.*pip install 'perceptible\[onnx\]'$"):
        raise MissingPackageError("onnx", "onnx")
