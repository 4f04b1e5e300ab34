"""What a sweep varies, as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.cli.vary import parse_seeds, parse_vary
from perceptible.errors import SettingsError, UnknownNameError
from perceptible.sweeps import Range


@pytest.mark.parametrize(
    ("text", "axes"),
    [
        ("learning_rate=0.5,1.5,3", {"learning_rate": [0.5, 1.5, 3.0]}),
        ("learning-rate = 0.5", {"learning_rate": [0.5]}),
        ("batch_size=5,10", {"batch_size": [5, 10]}),
        ("hidden=16,16/32,32/none", {"hidden": [(16, 16), (32, 32), ()]}),
        ("activation=sigmoid,tanh", {"activation": ["sigmoid", "tanh"]}),
        ("patience=none,3", {"patience": [None, 3]}),
        ("shift=0,1.5", {"shift": [0.0, 1.5]}),
        ("data=mnist,../own", {"data": ["mnist", "../own"]}),
        ("n_train=100,1000", {"n_train": [100, 1000]}),
        ("learning_rate=0.1..5", {"learning_rate": Range(0.1, 5.0)}),
        ("learning_rate=1e-3..1:log", {"learning_rate": Range(0.001, 1.0, logarithmic=True)}),
        ("batch_size=5..100:log", {"batch_size": Range(5, 100, logarithmic=True)}),
        ("learning_rate=.5...75", {"learning_rate": Range(0.5, 0.75)}),
    ],
)
def test_values_have_the_types_of_their_settings(text, axes):
    """1 is a float as a learning rate and an int as a number of epochs."""
    found = parse_vary([text])
    assert found == axes
    assert repr(found) == repr(axes)


@given(low=st.floats(0, 1e9), high=st.floats(0, 1e9))
def test_a_range_keeps_its_ends_to_the_last_bit(low, high):
    """However Python writes them."""
    low, high = sorted((low, high))
    if low < high:
        assert parse_vary([f"learning_rate={low!r}..{high!r}"]) == {"learning_rate": Range(low, high)}


@given(seeds=st.lists(st.integers(0, 10**9), min_size=1, max_size=9))
def test_seeds_are_those_that_are_written(seeds):
    """In their order."""
    assert parse_seeds(",".join(map(str, seeds))) == tuple(seeds)


def test_spans_of_seeds_have_both_ends():
    """0-9 are ten."""
    assert parse_seeds("0-9") == tuple(range(10))
    assert parse_seeds(" 3, 10-12") == (3, 10, 11, 12)


@pytest.mark.parametrize(
    ("texts", "error", "said"),
    [
        (["learning_rat=1"], UnknownNameError, r"setting to vary 'learning_rat' is not known.*'learning_rate'"),
        (["seed=1"], UnknownNameError, "setting to vary 'seed' is not known"),
        (["learning_rate"], SettingsError, "--vary is 'learning_rate', expected a name and values. Write"),
        (["learning_rate=a"], SettingsError, "--vary learning_rate holds 'a', expected numbers"),
        (["epochs=1.5"], SettingsError, r"--vary epochs holds '1\.5', expected whole numbers"),
        (["hidden=16,x"], SettingsError, "'16,x', expected whole numbers above 0"),
        (["epochs=1", "epochs=2"], SettingsError, "--vary epochs is given twice, expected once with all values"),
        (["learning_rate=3..1"], SettingsError, r"from 3\.0 to 1\.0, expected"),
        (["learning_rate=1..x"], SettingsError, "--vary learning_rate holds 'x', expected numbers"),
    ],
)
def test_texts_that_make_no_sense_are_refused(texts, error, said):
    """By what was typed, with what to type."""
    with pytest.raises(error, match=said):
        parse_vary(texts)


@pytest.mark.parametrize("text", ["", "a", "-1", "1-", "3-1", "0-99999999999", "1.5", "0,,1", "9" * 30])
def test_seeds_that_make_no_sense_are_refused(text):
    """Before a list of a billion is made."""
    with pytest.raises(SettingsError, match=r"--seeds .*Write --seeds 0-9, or --seeds 0,3,7\."):
        parse_seeds(text)
