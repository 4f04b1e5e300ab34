"""Networks side by side: the same numbers as one by one, on the same images for all."""

import json

import numpy as np
import pytest
from tests.unit.evaluation.planted import answering_network, numbered_split

import perceptible as pc
from perceptible.data import NON_DIGITS, non_digits
from perceptible.errors import DtypeError, SettingsError, ShapeError, ValueRangeError
from perceptible.evaluation import CHANGES, changed_splits, compare, evaluate, separate, side_by_side
from perceptible.rng import seed_from

NETWORKS = {name: pc.Network.random((784, 8, 10), rng=seed) for seed, name in enumerate(("one", "two", "three"))}


@pytest.fixture(scope="module")
def digits():
    """Return some digits to be read."""
    return pc.load_data("synthetic", n_train=1, n_test=60).test


@pytest.fixture(scope="module")
def compared(digits):
    """Return three networks side by side."""
    return side_by_side(NETWORKS, digits, n_non_digits=30, rng=7)


def test_each_network_is_measured_as_if_it_were_alone(compared, digits):
    """In the order given."""
    assert [portrait.name for portrait in compared.portraits] == list(NETWORKS)
    for portrait in compared.portraits:
        alone = evaluate(NETWORKS[portrait.name], digits)
        assert (portrait.evaluation.n_correct, portrait.evaluation.cost) == (alone.n_correct, alone.cost)


@pytest.mark.parametrize("change", CHANGES)
def test_changed_digits_are_read_as_the_library_changes_them(compared, digits, change):
    """The mean over the versions of each change."""
    network = NETWORKS["two"]
    versions = changed_splits(change, digits)
    expected = np.mean([np.mean(network.predict(split.inputs) == split.labels) for split in versions])
    assert compared.portraits[1].changed[change] == pytest.approx(expected, abs=1e-12)


def test_all_networks_see_the_same_images_that_are_no_digit(compared, digits):
    """Drawn from one seed, and scrambled or inverted from the very digits that are read."""
    network = NETWORKS["three"]
    confidences = network.outputs(digits.inputs).max(axis=1)
    expected = []
    for kind in NON_DIGITS:
        images = non_digits(kind, 30, rng=seed_from(7), like=digits)
        expected.append(separate(kind, network.outputs(images).max(axis=1), confidences))
    found = compared.portraits[2].non_digits
    assert [one.kind for one in found] == list(NON_DIGITS)
    assert [one.n_above_half for one in found] == [one.n_above_half for one in expected]
    assert [one.auroc for one in found] == pytest.approx([one.auroc for one in expected], abs=1e-3)


def test_images_of_another_kind_may_be_added(digits):
    """Clothes, say: all of them, under their own name, after the others."""
    clothes = pc.Split(np.random.default_rng(0).random((12, 784), dtype=np.float32), np.zeros(12, int))
    network = NETWORKS["one"]
    compared = side_by_side({"one": network}, digits, others={"clothes": clothes}, n_non_digits=5)
    last = compared.portraits[0].non_digits[-1]
    assert (last.kind, last.n_images) == ("clothes", 12)
    assert last.n_above_half == (network.outputs(clothes.inputs).max(axis=1) > 0.5).sum()


def test_every_two_networks_are_paired(compared, digits):
    """As `compare` compares them."""
    assert [(pair.first, pair.second) for pair in compared.pairs] == [
        ("one", "two"),
        ("one", "three"),
        ("two", "three"),
    ]
    assert compared.pairs[1].comparison == compare(NETWORKS["one"], NETWORKS["three"], digits)


def test_all_of_it_goes_into_json_and_back(compared):
    """`perceptible compare --json` prints this."""
    table = compared.as_dict()
    assert json.loads(json.dumps(table)) == table
    assert (table["n_images"], table["networks"][0]["n_parameters"]) == (60, 784 * 8 + 8 + 8 * 10 + 10)
    assert set(table["networks"][0]["non_digits"]) == set(NON_DIGITS)


def test_images_of_other_sizes_are_only_read():
    """Nothing is known of how to move them, nor of what noise would be."""
    networks = {"right": answering_network([0, 1, 1], 2), "wrong": answering_network([1, 0, 0], 2)}
    compared = side_by_side(networks, numbered_split([0, 1, 1], 2))
    right, wrong = compared.portraits
    assert (right.evaluation.accuracy, wrong.evaluation.accuracy) == (1, 0)
    assert right.changed == {}
    assert right.non_digits == ()


def test_the_same_seed_gives_the_same_result(compared, digits):
    """And another draws other images."""
    again = side_by_side(NETWORKS, digits, n_non_digits=30, rng=7)
    other = side_by_side(NETWORKS, digits, n_non_digits=30, rng=8)
    assert again.as_dict() == compared.as_dict()
    assert other.as_dict() != compared.as_dict()


def test_what_cannot_be_compared_is_refused(digits):
    """No network, no split, and no crowd of networks."""
    with pytest.raises(SettingsError, match=r"there are no networks, expected at least one. Give a mapping"):
        side_by_side({}, digits)
    with pytest.raises(DtypeError, match=r"network is of type str"):
        side_by_side({"one": "plain"}, digits)
    with pytest.raises(ShapeError, match=r"leading axes \(2,\)"):
        side_by_side({"many": pc.Network.random((784, 10), copies=2, rng=0)}, digits)
    with pytest.raises(ValueRangeError, match=r"n is 0, expected a whole number of at least 1"):
        side_by_side(NETWORKS, digits, n_non_digits=0)
