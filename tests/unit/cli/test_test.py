"""`perceptible test`."""

from __future__ import annotations

import json

import numpy as np
import pytest

import perceptible as pc


@pytest.fixture
def found(perceptible, trained):
    """Return what the command says of the trained network, as JSON."""
    return json.loads(perceptible("test", trained, "--json").stdout)


def test_json_has_what_other_programs_rely_on(found):
    """The names of DESIGN, and 13,002."""
    assert {"accuracy", "interval", "cost", "n_images", "confusion", "per_class", "calibration", "data"} <= set(found)
    assert found["n_parameters"] == 13002
    assert found["n_images"] == 100


def test_numbers_are_those_of_the_library(found, trained, tiny):
    """One truth: computed here from outputs and labels alone."""
    network, data = pc.load(trained / "network.safetensors"), pc.load_data(tiny)
    outputs = network.outputs(data.test.inputs)
    right = outputs.argmax(axis=1) == data.test.labels
    costs = ((outputs - data.test.targets) ** 2).sum(axis=1)
    assert found["accuracy"] == right.mean()
    assert found["cost"] == pytest.approx(costs.mean(), rel=1e-6)


def test_the_confusion_matrix_adds_up(found):
    """Its diagonal is what was right, its sum all images."""
    confusion = np.array(found["confusion"])
    assert confusion.sum() == 100
    assert confusion.trace() == found["n_correct"]


def test_people_get_a_table(perceptible, trained):
    """Accuracy with its interval, every class, the matrix, the mistakes."""
    said = perceptible("test", trained).stdout
    assert "weights and biases" in said
    assert " of 100 (95% interval: " in said
    assert "is \\ answer" in said
    assert "most confident of" in said


def test_other_data_can_be_named(perceptible, trained, tiny):
    """The result says which were used."""
    found = json.loads(perceptible("test", trained, "--data", tiny, "--json").stdout)
    assert found["data"] == "tiny"
    assert len(found["data_fingerprint"]) == 64


def test_data_that_do_not_fit_are_refused(perceptible, trained, tmp_path):
    """A network of 784 inputs cannot read three numbers."""
    np.save(tmp_path / "inputs.npy", np.linspace(0, 1, 60, dtype=np.float32).reshape(20, 3))
    np.save(tmp_path / "labels.npy", np.arange(20) % 2)
    result = perceptible("test", trained, "--data", tmp_path)
    assert result.exit_code == 3
    assert "3 inputs" in result.stderr
    assert "784" in result.stderr
