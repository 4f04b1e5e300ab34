"""Recordings in files."""

from __future__ import annotations

import numpy as np
import pytest
from tests.tiny import dataset, network, settings

from perceptible.checkpoints import load, save
from perceptible.checkpoints.recording_file import load_recording, save_recording
from perceptible.errors import FormatError, SettingsError
from perceptible.training import train
from perceptible.training.recording import Recording


@pytest.fixture(scope="module")
def recording():
    """Return the recording of a small training."""
    made = Recording(every=2)
    for _ in made.record(train(network(), dataset(), settings(), rng=0, every=1)):
        pass
    return made


@pytest.fixture
def path(recording, tmp_path):
    """Return the file of a recording."""
    save_recording(recording, tmp_path / "recording.safetensors")
    return tmp_path / "recording.safetensors"


def test_recordings_survive_a_round_trip(recording, path):
    """Steps, epochs, spacing, and dials to the last bit."""
    found = load_recording(path)
    assert (found.steps, found.spacing) == (recording.steps, recording.spacing)
    assert [each.epoch for each in found.moments] == [each.epoch for each in recording.moments]
    assert found.dials.tobytes() == recording.dials.tobytes()


def test_the_network_survives_too(recording, path):
    """Its activations and cost, and its start."""
    found = load_recording(path).network_at(4)
    np.testing.assert_array_equal(found.weights[0], recording.network_at(4).weights[0])
    assert (found.activations, found.cost) == (recording.start.activations, recording.start.cost)


def test_the_same_recording_gives_the_same_bytes(recording, path, tmp_path):
    """Files can be compared."""
    save_recording(recording, tmp_path / "again.safetensors")
    assert (tmp_path / "again.safetensors").read_bytes() == path.read_bytes()


def test_other_files_are_refused(path, tmp_path):
    """A network is no recording, and a recording no network."""
    save(network(), tmp_path / "net.safetensors")
    with pytest.raises(FormatError, match="holds no recording, expected one"):
        load_recording(tmp_path / "net.safetensors")
    with pytest.raises(FormatError, match="recording"):
        load(path)


@pytest.mark.parametrize("place", [0, 100, -1])
def test_damaged_files_are_refused(place, path):
    """A bit that changed is noticed."""
    damaged = bytearray(path.read_bytes())
    damaged[place] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(FormatError):
        load_recording(path)


def test_nothing_cannot_be_saved(tmp_path):
    """At least one event must have been heard."""
    with pytest.raises(SettingsError, match="nothing is recorded yet"):
        save_recording(Recording(), tmp_path / "empty.safetensors")
