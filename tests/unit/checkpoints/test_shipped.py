"""The trained networks that come with the package: each scores what its card says."""

import time

import numpy as np
import pytest

from perceptible.checkpoints import PRETRAINED, pretrained, pretrained_card, pretrained_path
from perceptible.data import load_data
from perceptible.data.no_digits import non_digits
from perceptible.errors import DataError, UnknownNameError
from perceptible.evaluation import evaluate
from perceptible.training import recipe_named

N_NOISE = 10_000


@pytest.fixture(scope="module")
def digits():
    """Return MNIST where it is at hand."""
    try:
        return load_data("mnist", offline=True)
    except DataError as error:
        pytest.skip(f"MNIST is not at hand: {error}")


def test_the_lessons_network_is_there_in_the_order_of_the_recipes():
    """Examples name them."""
    assert PRETRAINED[:2] == ("lesson", "plain")
    assert "tuned" in PRETRAINED


@pytest.mark.parametrize("name", PRETRAINED)
def test_each_scores_what_its_card_says(name, digits):
    """On the very test images; one in ten thousand may fall otherwise on another processor."""
    about, found = pretrained_card(name).about, evaluate(pretrained(name), digits.test)
    assert about["data_fingerprint"] == digits.fingerprint
    assert abs(found.n_correct - int(about["n_correct"])) <= 1
    assert found.cost == pytest.approx(float(about["cost"]), rel=1e-3)


@pytest.mark.parametrize("name", PRETRAINED)
def test_each_answers_noise_as_its_card_says(name):
    """10,000 images of even noise, made again from their seed."""
    about = pretrained_card(name).about
    largest = pretrained(name).outputs(non_digits("uniform", N_NOISE, rng=0)).max(axis=1)
    assert float((largest > 0.5).mean()) == pytest.approx(float(about["noise_above_0.5"]), abs=1e-3)
    assert float((largest > 0.9).mean()) == pytest.approx(float(about["noise_above_0.9"]), abs=1e-3)


@pytest.mark.parametrize("name", PRETRAINED)
def test_each_is_of_its_recipe_in_float32(name):
    """Whatever its file holds."""
    recipe, network = recipe_named(name), pretrained(name)
    assert network.sizes == (784, *recipe.hidden, 10)
    assert network.cost == recipe.cost
    assert all(array.dtype == np.float32 for array in (*network.weights, *network.biases))


@pytest.mark.parametrize("name", PRETRAINED)
def test_each_card_says_how_to_make_it_again(name):
    """A number without its origin is worth little."""
    about = pretrained_card(name).about
    assert about["command"] == f"perceptible train --recipe {name} --data mnist --seed {about['seed']}"
    assert all(word in about["versions"] for word in ("perceptible", "python", "numpy"))


@pytest.mark.parametrize("name", PRETRAINED)
def test_each_loads_in_a_moment(name):
    """In under 20 ms, the fastest of five times: other programs may keep the processor."""
    seconds = []
    for _ in range(5):
        begun = time.perf_counter()
        pretrained(name)
        seconds.append(time.perf_counter() - begun)
    assert min(seconds) < 0.02


def test_all_together_are_small():
    """Everybody who installs the package carries them."""
    assert sum(pretrained_path(name).stat().st_size for name in PRETRAINED) < 3_000_000


def test_another_name_is_refused_with_those_that_there_are():
    """A slip of the finger gets the name that was meant."""
    with pytest.raises(UnknownNameError, match=r"trained network 'tunde' is not known.*lesson.*Did you mean 'tuned'\?"):
        pretrained("tunde")
