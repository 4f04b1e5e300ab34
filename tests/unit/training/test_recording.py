"""Recordings of trainings."""

from __future__ import annotations

import numpy as np
import pytest
from tests.tiny import SIZES, dataset, events, network, same, settings

from perceptible.errors import SettingsError, ShapeError
from perceptible.training import train
from perceptible.training.recording import FEWEST_MOMENTS, Moment, Recording

N_PARAMETERS = network(SIZES).n_parameters


def _recorded(every=1, **options):
    """Record a training of 60 steps, 3 an epoch; return the recording and all events."""
    recording = Recording(every=every, **options)
    told = list(recording.record(train(network(), dataset(), settings(epochs=20), rng=0, every=1)))
    return recording, told


def test_events_pass_through():
    """Whoever watches sees what he would see without the recording."""
    _, told = _recorded()
    alone = events(every=1, epochs=20)
    assert [(type(event), event.state.step) for event in told] == [(type(event), event.state.step) for event in alone]
    assert same(told[-1].state.parameters, alone[-1].state.parameters)


def test_dials_are_exact_at_every_moment():
    """To the last bit those of the state at that step."""
    recording, told = _recorded(every=7)
    states = {event.state.step: event.state for event in told}
    assert recording.steps == [0, 7, 14, 21, 28, 35, 42, 49, 56, 60]
    assert all(same(recording.network_at(step).parameters, states[step].parameters) for step in recording.steps)


def test_epochs_are_counted_once_they_are_finished():
    """The last step of an epoch is told twice, before and after it is closed."""
    recording, _ = _recorded()
    assert [recording.at(step).epoch for step in (0, 2, 3, 59, 60)] == [0, 0, 1, 19, 20]


def test_a_full_recording_keeps_every_second_moment():
    """Room for 10 of 61 moments: the spacing doubles to 8, and first and last stay."""
    recording, _ = _recorded(most_bytes=10 * N_PARAMETERS * 4)
    assert recording.spacing == 8
    assert recording.steps == [0, 8, 16, 24, 32, 40, 48, 56, 60]
    assert recording.n_bytes <= 10 * N_PARAMETERS * 4


def test_however_little_room_the_ends_are_kept():
    """A network larger than the limit still has a start and an end."""
    recording, _ = _recorded(most_bytes=1)
    assert len(recording) <= FEWEST_MOMENTS
    assert (recording.steps[0], recording.steps[-1]) == (0, 60)


def test_between_moments_the_one_before_is_meant():
    """As a film shows a picture until the next; before the first it is the first."""
    recording, _ = _recorded(every=7)
    assert [recording.at(step).step for step in (-1, 0, 6, 7, 59, 60, 99)] == [0, 0, 0, 7, 56, 60, 60]


def test_the_path_is_all_dials_of_all_moments():
    """A row for each moment."""
    recording, told = _recorded(every=30)
    assert recording.dials.shape == (3, N_PARAMETERS)
    np.testing.assert_array_equal(recording.dials[0], told[0].state.start.parameters.to_vector())


def test_training_branches_off_from_any_moment():
    """A new run from there starts with the dials of then."""
    recording, _ = _recorded(every=30)
    branch = next(iter(train(recording.network_at(30), dataset(), settings(), rng=1)))
    assert same(branch.state.parameters, recording.network_at(30).parameters)


def test_what_was_read_stays():
    """Whoever drags through the training in another thread is not disturbed."""
    recording = Recording()
    watched = recording.record(train(network(), dataset(), settings(), rng=0, every=1))
    read = [(recording.moments, event.state.step) for event in watched]
    assert all(moments[-1].step == step for moments, step in read)


def test_nonsense_is_refused():
    """Spacings, empty recordings, and dials of another network."""
    with pytest.raises(SettingsError, match="every is 0, expected a whole number above 0"):
        Recording(every=0)
    with pytest.raises(SettingsError, match="nothing is recorded yet"):
        _ = Recording().dials
    with pytest.raises(ShapeError, match=r"dials of shape \(2,\)"):
        Recording.of(network(), [Moment(0, 0, np.zeros(2))])
