import json

import numpy as np
import pytest
from tests.trainings import KINDS, SEED, tiny_data, tiny_network

from perceptible.errors import PerceptibleWarning
from perceptible.runs import environment_record, follow
from perceptible.runs import manifest as manifest_module
from perceptible.training import train


def begin(folder, details=None):
    """Begin a run and leave it; return the event that it began with."""
    stream = follow(
        train(tiny_network(), tiny_data(), KINDS["plain"], rng=SEED), folder, data=tiny_data(), details=details
    )
    started = next(stream)
    stream.close()
    return started


def read(path):
    """Return the JSON in a file."""
    return json.loads(path.read_text(encoding="utf-8"))


def test_what_was_asked_for_is_written_down(tmp_path):
    """Enough to ask for it again; paths become text."""
    started = begin(tmp_path, {"recipe": "tiny", "folder": tmp_path})
    values = read(tmp_path / "run.json")
    assert values["seed"] == started.state.seed
    assert values["settings"] == KINDS["plain"].as_dict()
    assert (values["recipe"], values["folder"], values["data"]["n_train"]) == ("tiny", str(tmp_path), 60)


def test_what_it_ran_on_is_written_down(tmp_path):
    """The versions on which the last bits depend."""
    begin(tmp_path)
    values = read(tmp_path / "env.json")
    assert values["numpy"] == np.__version__
    assert values["blas"]
    assert values == environment_record()


def test_going_on_elsewhere_is_warned_of_and_kept(tmp_path, monkeypatch):
    """The bits may differ from there on, and whoever compares must be able to see why."""
    begin(tmp_path)
    here = environment_record()
    elsewhere = {**here, "numpy": "9.9", "processors": 128}
    monkeypatch.setattr(manifest_module, "environment_record", lambda: elsewhere)
    with pytest.warns(PerceptibleWarning, match=rf"began on something else \(numpy {here['numpy']} -> 9.9\)"):
        begin(tmp_path)
    assert read(tmp_path / "env.json") == {**elsewhere, "earlier": [here]}


def test_each_place_is_kept_once(tmp_path, monkeypatch):
    """A run that goes on in the same place twice has nothing to add."""
    begin(tmp_path)
    here = environment_record()
    elsewhere = {**here, "processors": 128}  # decides nothing about bits: no warning
    monkeypatch.setattr(manifest_module, "environment_record", lambda: elsewhere)
    begin(tmp_path)
    begin(tmp_path)
    assert read(tmp_path / "env.json") == {**elsewhere, "earlier": [here]}


def test_a_damaged_record_of_the_environment_stops_nobody(tmp_path):
    """It is for people; nothing is computed from it."""
    begin(tmp_path)
    (tmp_path / "env.json").write_bytes(b"[" * 100_000)
    begin(tmp_path)
    assert read(tmp_path / "env.json") == environment_record()
