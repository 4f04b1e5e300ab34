import pytest
from tests.trainings import KINDS, tiny_data, tiny_network

import perceptible as pc
from perceptible.errors import DataError
from perceptible.runs import follow, network_path
from perceptible.training import train


def test_a_file_is_its_own_path(tmp_path):
    """Whether it exists or not: whoever opens it will say so."""
    assert network_path(tmp_path / "net.safetensors") == tmp_path / "net.safetensors"


def test_the_newest_network_of_a_run_is_found(tmp_path):
    """While a run goes on there is a checkpoint only; afterwards both hold the same network."""
    stream = follow(train(tiny_network(), tiny_data(), KINDS["plain"], rng=0), tmp_path, data=tiny_data())
    next(stream)
    assert pc.load(network_path(tmp_path)).sizes == (36, 5, 3)
    last = list(stream)[-1]
    (tmp_path / "checkpoint.safetensors").unlink()
    vector = pc.load(network_path(tmp_path)).parameters.to_vector()
    assert vector.tobytes() == last.network.parameters.to_vector().tobytes()


def test_a_folder_without_a_network_is_told(tmp_path):
    """With the names that were looked for."""
    with pytest.raises(DataError, match=r"without checkpoint.safetensors or network.safetensors, expected a run"):
        network_path(tmp_path)
