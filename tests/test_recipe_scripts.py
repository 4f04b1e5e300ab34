"""The scripts that choose, measure and keep recipes: what they show to whom, and what they write down."""

import importlib
import json

import numpy as np
import pytest

from perceptible.checkpoints import pretrained_card
from perceptible.data import Dataset, Split, load_data
from perceptible.network import Network
from perceptible.training import RECIPES


@pytest.fixture
def script(repository, monkeypatch):
    """Return a function that imports a script of benchmarks/."""
    monkeypatch.syspath_prepend(str(repository / "benchmarks"))
    return importlib.import_module


def test_settings_are_chosen_without_a_test_image(script):
    """20,000 training images leave 10,000 to learn from; the test images, all white here, are not among them."""
    rng = np.random.default_rng(0)
    train = Split.of_bytes(rng.integers(0, 200, (20_000, 4)).astype(np.uint8), np.arange(20_000) % 10)
    data = Dataset("made", train, Split.of_bytes(np.full((50, 4), 255, np.uint8), np.arange(50) % 10))
    found = script("choose").validation_data(data)
    assert (len(found.train), len(found.test)) == (10_000, 10_000)
    assert found.test.inputs.max() < 1
    assert np.bincount(found.test.labels).tolist() == [1_000] * 10


@pytest.mark.parametrize(("hidden", "dtype"), [((16, 16), np.float32), ((128, 64), np.float16)])
def test_only_large_networks_are_kept_in_16_bits(hidden, dtype, script):
    """13,002 dials take 52 kB in full."""
    network = Network.random((784, *hidden, 10), rng=0)
    kept = script("pretrain").as_kept(network)
    assert {array.dtype for array in kept.weights} == {np.dtype(dtype)}


def test_a_card_says_all_that_the_shipped_ones_say(script):
    """A card that is written anew must not lack what readers look for."""
    data = load_data("synthetic", n_train=10, n_test=20)
    card = script("pretrain").card("lesson", Network.random((784, 16, 16, 10), rng=0), data)
    assert set(card) == set(pretrained_card("lesson").about)
    assert card["command"] == "perceptible train --recipe lesson --data mnist --seed 0"


def test_a_row_of_other_settings_is_forgotten(script, tmp_path, monkeypatch):
    """Results of a recipe that was changed since must not stand for the new one."""
    module, results = script("recipes"), tmp_path / "recipes.json"
    monkeypatch.setattr(module, "RESULTS", results)
    settings = RECIPES["lesson"].settings.as_dict()
    for epochs, n_rows in ((30, 1), (29, 0)):
        document = {"settings": {**settings, "epochs": epochs}, "sizes": [784, 16, 16, 10], "rows": [{"seed": 0}]}
        results.write_text(json.dumps({"lesson": document}), encoding="utf-8")
        assert len(module._rows_of_the_same("lesson")) == n_rows
