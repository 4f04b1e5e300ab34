"""The description of a sweep."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from tests.tiny import dataset

from perceptible.errors import DtypeError, SettingsError, UnknownNameError
from perceptible.sweeps import Range, Sweep


def test_a_sweep_cannot_be_changed(small):
    """What was asked for is what stands beside the results."""
    with pytest.raises(FrozenInstanceError):
        small.seeds = (1,)
    with pytest.raises(TypeError, match="does not support item assignment"):
        small.axes["epochs"] = (3,)


def test_axes_of_one_value_are_not_varied(data):
    """They change the recipe for all, and tables need no column for them."""
    assert Sweep(data, axes={"epochs": (1,), "batch_size": (5, 10)}).varied == ("batch_size",)
    assert Sweep(data, axes={"learning_rate": Range(0, 1)}, n_random=2).varied == ("learning_rate",)


def test_data_without_a_fingerprint_get_one(data):
    """Otherwise results on other data of the same name would be taken for these."""
    assert data.fingerprint == ""
    ours, theirs = (Sweep(made).datasets["tiny"].fingerprint for made in (data, dataset(26)))
    assert len(ours) == 64
    assert ours == Sweep(dataset()).datasets["tiny"].fingerprint != theirs


def test_a_fingerprint_that_is_there_stays(data):
    """It is the one that every other output names."""
    assert Sweep(replace(data, fingerprint="0123")).datasets["tiny"].fingerprint == "0123"


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"seeds": ()}, SettingsError, r"seeds are \[\], expected whole numbers of at least 0.*seeds=range\(10\)"),
        ({"seeds": (1, 1)}, SettingsError, r"seeds are \[1, 1\], expected"),
        ({"seeds": (-1,)}, SettingsError, r"seeds are \[-1\], expected"),
        ({"seeds": (0.5,)}, SettingsError, r"seeds are \[0\.5\], expected"),
        ({"recipe": "leson"}, UnknownNameError, "Did you mean 'lesson'"),
        ({"n_random": 0}, SettingsError, "n_random is 0, expected a whole number of at least 1"),
        ({"n_random": 5, "axes": {"epochs": (1, 2)}}, SettingsError, "n_random is 5, but there are only 2 comb"),
        ({"n_random": 1, "search_seed": "x"}, DtypeError, "rng is 'x'"),
    ],
)
def test_sweeps_that_make_no_sense_are_refused(data, options, error, said):
    """When they are described, not an hour later."""
    with pytest.raises(error, match=said):
        Sweep(data, **options)


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ((), SettingsError, r"data are \[\], expected at least one data set"),
        ((dataset(), dataset()), SettingsError, r"data are \['tiny', 'tiny'\].*each of another name"),
        (("mnist",), DtypeError, r"data holds a str, expected data sets\. Load one: perceptible\.load_data"),
    ],
)
def test_data_that_are_none_are_refused(wrong, error, said):
    """With how to get some."""
    with pytest.raises(error, match=said):
        Sweep(wrong)
