"""All settings of a sweep, in order and at random."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tiny import dataset

from perceptible.errors import SettingsError
from perceptible.sweeps import Range, Sweep, choices, jobs

VALUES = {
    "epochs": st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True),
    "learning_rate": st.lists(st.floats(0, 9), min_size=1, max_size=4, unique=True),
    "hidden": st.lists(st.sampled_from([(), (1,), (2,), (2, 3)]), min_size=1, max_size=4, unique=True),
    "activation": st.lists(st.sampled_from(["sigmoid", "tanh", "relu"]), min_size=1, max_size=3, unique=True),
}
all_axes = st.lists(st.sampled_from(sorted(VALUES)), unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: VALUES[name] for name in names})
)
DATA = dataset()


@given(axes=all_axes, seeds=st.lists(st.integers(0, 99), min_size=1, max_size=3, unique=True))
def test_a_grid_is_the_product_of_its_axes_and_seeds(axes, seeds):
    """In the order of itertools: nothing missing, nothing twice."""
    found = [(*(job.value_of(name) for name in axes), job.seed) for job in jobs(Sweep(DATA, axes=axes, seeds=seeds))]
    assert found == list(product(*axes.values(), seeds))


@given(axes=all_axes, data=st.data())
def test_random_settings_are_different_ones_of_the_grid(axes, data):
    """Drawn without putting back."""
    grid = list(product(*axes.values()))
    n_random = data.draw(st.integers(1, len(grid)))
    drawn = [tuple(choice.values()) for choice in choices(Sweep(DATA, axes=axes, n_random=n_random))]
    assert len(set(drawn)) == len(drawn) == n_random
    assert set(drawn) <= set(grid)


def test_more_draws_begin_with_the_same():
    """A search that was too small is made larger, not begun again."""
    axes = {"learning_rate": Range(0.1, 5.0, logarithmic=True), "batch_size": Range(5, 100)}
    few, many = (choices(Sweep(DATA, axes=axes, n_random=n)) for n in (5, 20))
    assert few == many[:5]
    assert choices(Sweep(DATA, axes=axes, n_random=5, search_seed=1)) != few


def test_a_range_of_few_numbers_ends():
    """There are three whole numbers from 1 to 3; a search for four must not go on forever."""
    assert len(choices(Sweep(DATA, axes={"epochs": Range(1, 3)}, n_random=3))) == 3
    with pytest.raises(
        SettingsError, match=r"n_random is 4, but only 3 different settings were found\. Lower n_random"
    ):
        choices(Sweep(DATA, axes={"epochs": Range(1, 3)}, n_random=4))


def test_recipes_and_the_number_of_images_are_axes():
    """Each job knows what it is to be trained on."""
    found = jobs(Sweep(DATA, axes={"recipe": ("lesson",), "n_train": (10, 25)}))
    assert [(job.recipe.name, job.n_train) for job in found] == [("lesson", 10), ("lesson", 25)]


def test_several_data_sets_are_trained_on_in_turn():
    """Each with all of its images, unless the axes say otherwise."""
    other = replace(dataset(12), name="other")
    found = jobs(Sweep((DATA, other), seeds=(0, 1)))
    assert [(job.data, job.n_train, job.seed) for job in found] == [
        ("tiny", 25, 0),
        ("tiny", 25, 1),
        ("other", 12, 0),
        ("other", 12, 1),
    ]


@pytest.mark.parametrize(
    ("axes", "error", "said"),
    [
        ({"n_train": (26,)}, SettingsError, "n_train is 26, expected a whole number from 1 to the 25 of tiny"),
        ({"n_train": (0,)}, SettingsError, "n_train is 0, expected"),
        ({"n_train": (2.5,)}, SettingsError, r"n_train is 2\.5, expected"),
        ({"learning_rate": (1, -1)}, SettingsError, "learning_rate is -1, expected"),
        ({"hidden": ((0,),)}, SettingsError, "0"),
        ({"output": ("softmax",), "hidden": ((3,),), "cost": ("crossentropy",)}, ValueError, "cross-entropy"),
    ],
)
def test_wrong_values_are_found_before_anything_is_trained(axes, error, said):
    """The last value of a long sweep too."""
    with pytest.raises(error, match=said):
        jobs(Sweep(DATA, axes=axes))
