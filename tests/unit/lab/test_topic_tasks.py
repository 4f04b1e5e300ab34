"""Challenges and training on, held against the library called directly."""

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import SettingsError
from perceptible.insight import CHALLENGES


def test_challenges_are_listed_and_judged():
    """Each that is listed can be asked about."""
    tasks = ask(page(), kind="challenges").tasks
    assert [task.name for task in tasks] == list(CHALLENGES)
    scores = [ask(page(), kind="challenge", name=task.name, layer=1, neuron=0).score for task in tasks]
    assert all(0 <= score <= 1 for score in scores)


def test_training_on_is_a_turn_of_all_dials():
    """The original stays what it was, so that everything can be undone."""
    session = page()
    answer = ask(session, kind="retrain", epochs=1, learning_rate=0.5, batch_size=10, seed=4)
    settings = pc.Settings(epochs=1, learning_rate=0.5, batch_size=10)
    trained = pc.fit(shelf().data, network=shelf().first.network, settings=settings, rng=4).network
    np.testing.assert_array_equal(answer.dials, trained.parameters.to_vector())
    np.testing.assert_array_equal(session.original, shelf().first.network.parameters.to_vector())


@pytest.mark.parametrize(
    ("change", "message"), [({"epochs": 6}, "epochs is 6"), ({"batch_size": 0}, "batch_size is 0")]
)
def test_training_on_is_short(change, message):
    """Long trainings are for the command line."""
    question = {"kind": "retrain", "epochs": 1, "learning_rate": 0.5, "batch_size": 10, "seed": 4}
    with pytest.raises(SettingsError, match=message):
        ask(page(), **(question | change))
