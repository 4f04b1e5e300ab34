"""A training that was stopped and goes on is, to the last bit, one that never stopped."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.trainings import KINDS, SEED, bits, tiny_data, tiny_network, tiny_training
from tests.unit.checkpoints.strategies import settings as any_settings

from perceptible.checkpoints import load_state, save_state
from perceptible.training import EpochDone, Finished, Progress, Settings, train

N_FIRST, N_RANDOM = 50, 20  # RELIABILITY 7


@pytest.fixture(scope="module", params=KINDS)
def uninterrupted(request):
    """Return settings, and all states that a training of theirs goes through, by step and epoch."""
    chosen = KINDS[request.param]
    return chosen, [event.state for event in tiny_training(chosen) if isinstance(event, (Progress, EpochDone))]


def reloaded(state, chosen, folder):
    """Save a state and load it again."""
    save_state(state, folder / "checkpoint", settings=chosen, data=tiny_data())
    return load_state(folder / "checkpoint").state


def going_on(state, chosen, *, every=1):
    """Return the states that follow, one by one."""
    events = train(tiny_network(), tiny_data(), chosen, every=every, state=state)
    return (event.state for event in events if isinstance(event, (Progress, EpochDone)))


def test_every_state_leads_to_the_next_one_after_a_reload(uninterrupted, tmp_path):
    """Of the first fifty, also between an epoch's last step and its end: by induction all that follow are equal."""
    chosen, states = uninterrupted
    for now, following in pairwise(states[: N_FIRST + 1]):
        loaded = reloaded(now, chosen, tmp_path)
        assert bits(loaded) == bits(now)
        assert bits(next(going_on(loaded, chosen))) == bits(following)


def test_a_reload_at_a_random_moment_leads_to_the_same_end(uninterrupted, tmp_path):
    """Weights, moments, averages, best epoch, history, reason."""
    chosen, states = uninterrupted
    for now in random.Random(SEED).sample(states[:-1], N_RANDOM):
        *_, last = going_on(reloaded(now, chosen, tmp_path), chosen)
        assert bits(last) == bits(states[-1])


def test_how_often_something_is_said_changes_nothing(uninterrupted, tmp_path):
    """Neither before the stop nor after it."""
    chosen, states = uninterrupted
    for every in (2, 5, None):
        *_, last = going_on(reloaded(states[12], chosen, tmp_path), chosen, every=every)
        assert bits(last) == bits(states[-1])


def test_a_training_that_has_ended_stays_as_it_is(uninterrupted, tmp_path):
    """Nothing is trained again."""
    chosen, states = uninterrupted
    loaded = reloaded(states[-1], chosen, tmp_path)
    started, finished = train(tiny_network(), tiny_data(), chosen, state=loaded)
    assert isinstance(finished, Finished)
    assert bits(finished.state) == bits(started.state) == bits(states[-1])


def test_a_training_that_diverged_is_saved_as_it_last_was(tmp_path):
    """The last good state, and why it ended. Decay like this multiplies the weights by -1e20 at each step."""
    chosen = Settings(epochs=5, batch_size=7, learning_rate=1e10, weight_decay=1e10)
    last = tiny_training(chosen)[-1].state
    loaded = reloaded(last, chosen, tmp_path)
    assert loaded.reason == "diverged"
    assert bits(loaded) == bits(last)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), drawn=any_settings(), batch_size=st.integers(1, 60), epochs=st.integers(1, 4))
def test_any_settings_go_on_from_any_step(data, drawn, batch_size, epochs, tmp_path_factory):
    """Whatever is combined."""
    rate = drawn.learning_rate % 1 or 0.5
    chosen = replace(drawn, batch_size=batch_size, epochs=epochs, learning_rate=rate, weight_decay=0.01, validation=0.1)
    states = [event.state for event in tiny_training(chosen)]
    now = data.draw(st.sampled_from(states))
    loaded = reloaded(now, chosen, tmp_path_factory.mktemp("run"))
    *_, last = train(tiny_network(), tiny_data(), chosen, state=loaded)
    assert bits(last.state) == bits(states[-1])
