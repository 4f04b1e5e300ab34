from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.trainings import KINDS, bits, tiny_data, tiny_network, tiny_training
from tests.unit.checkpoints.strategies import TEXTS, settings, states

from perceptible.checkpoints import DataCard, load_state, save, save_state
from perceptible.errors import FormatError, MismatchError
from perceptible.network import Network
from perceptible.training import EpochRow, History

CARDS = st.builds(DataCard, TEXTS, TEXTS, st.integers(0, 10**9), st.integers(0, 10**9))


@hypothesis_settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), chosen=settings(), card=CARDS)
def test_a_training_comes_back_to_the_last_bit(data, chosen, card, tmp_path_factory):
    """Arrays and numbers, also NaN, infinity, minus zero and the largest counts; and the settings."""
    path = tmp_path_factory.mktemp("run") / "checkpoint"
    state = data.draw(states(chosen))
    save_state(state, path, settings=chosen, data=card)
    saved = load_state(path)
    assert bits(saved.state) == bits(state)
    assert (saved.settings, saved.data) == (chosen, card)


def test_a_long_history_fits(tmp_path):
    """It lies in arrays, not in the header, whose length is limited: 20,000 epochs take 1.6 MB."""
    row = EpochRow(epoch=1, step=1, learning_rate=1 / 3, train_cost=1 / 7, train_accuracy=0.1)
    state = replace(tiny_training(KINDS["plain"])[0].state, history=History((row,) * 20_000))
    save_state(state, tmp_path / "run", settings=KINDS["plain"], data=tiny_data())
    assert load_state(tmp_path / "run").state.history == state.history


@pytest.fixture
def saved(tmp_path):
    """Return a training of the tiny network as it was saved."""
    state = tiny_training(KINDS["plain"])[3].state
    save_state(state, tmp_path / "run", settings=KINDS["plain"], data=tiny_data())
    return load_state(tmp_path / "run")


def test_the_data_that_a_training_began_with_are_accepted(saved):
    """Under another name too: their values decide."""
    saved.check_data(tiny_data())
    saved.check_data(replace(tiny_data(), name="the same"))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (replace(tiny_data(), fingerprint="f" * 60), r"tiny \(60 \+ 12 images, fingerprint ffffffffffff\)"),
        (
            replace(tiny_data().first(50), fingerprint=tiny_data().fingerprint),
            r"tiny \(50 \+ 12 images, fingerprint 0123456789ab\)",
        ),
        (replace(tiny_data(), name="other", fingerprint=""), r"other \(60 \+ 12 images\)"),
    ],
    ids=["values", "number", "name"],
)
def test_other_data_are_refused(saved, data, found):
    """A training that goes on with other images is no longer the one that was asked for."""
    message = rf"run holds a training on tiny \(60 \+ 12 .*\), found {found}\. Go on with the data"
    with pytest.raises(MismatchError, match=message):
        saved.check_data(data)


def test_the_network_of_a_training_is_accepted_with_other_numbers(saved):
    """It is the architecture that has to fit."""
    saved.check_network(tiny_network())


def test_another_architecture_is_refused(saved):
    """Its arrays would have other shapes, or other meanings."""
    for other in (Network.random((36, 6, 3), rng=0), Network.random((36, 5, 3), activation="relu", rng=0)):
        with pytest.raises(MismatchError, match=r"\(36, 5, 3\) sigmoid .*found a network \(36, .*Go on with the net"):
            saved.check_network(other)


def test_a_network_alone_is_no_training(tmp_path):
    """There is no telling how its training went."""
    save(tiny_network(), tmp_path / "net")
    with pytest.raises(FormatError, match=r"net holds a network and not how its training went.*checkpoint of a run"):
        load_state(tmp_path / "net")
