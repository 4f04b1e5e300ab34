"""Files of every format version there ever was are still read."""

import numpy as np
import pytest
from tests.golden import make_files
from tests.trainings import bits

import perceptible as pc
from perceptible.checkpoints import FORMAT_VERSION, DataCard, about, load_state

VERSIONS = range(1, FORMAT_VERSION + 1)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_network_of_every_version_is_read(version):
    """Its 13 dials count up by a half; the biases of the three hidden neurons follow their six weights."""
    network = pc.load(make_files.FOLDER / f"network-v{version}.safetensors")
    assert network.sizes == (2, 3, 1)
    assert (network.activations, network.cost) == (("tanh", "sigmoid"), "cross-entropy")
    np.testing.assert_array_equal(network.parameters.to_vector(), np.arange(13, dtype=np.float32) / 2)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_training_of_every_version_is_read(version):
    """Nothing of it may get another meaning in a later version."""
    saved = load_state(make_files.FOLDER / f"checkpoint-v{version}.safetensors")
    assert bits(saved.state) == bits(make_files.state())
    assert saved.settings == make_files.settings()
    assert saved.data == DataCard("tiny", "0123456789abcdef", 20, 4)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_network_of_a_training_is_its_averaged_one_while_it_goes_on(version):
    """The dials of the average count up from 20."""
    network = pc.load(make_files.FOLDER / f"checkpoint-v{version}.safetensors")
    np.testing.assert_array_equal(network.parameters.to_vector(), 20 + np.arange(13, dtype=np.float32) / 2)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_every_version_says_what_it_is(version):
    """Which version it has, and what was written down."""
    card = about(make_files.FOLDER / f"network-v{version}.safetensors")
    assert (card.kind, card.format_version) == ("network", version)
    assert card.about == {"made by": "tests/golden/make_files.py"}


def test_files_of_the_newest_version_are_there():
    """A new version is not done before its files lie here, made by tests/golden/make_files.py."""
    names = {path.name for path in make_files.FOLDER.iterdir()}
    wanted = {f"{kind}-v{version}.safetensors" for kind in ("network", "checkpoint") for version in VERSIONS}
    assert wanted <= names


def test_the_bytes_of_today_are_those_of_the_file(tmp_path):
    """A change of the format without a new version number would be noticed here."""
    pc.save(make_files.network(), tmp_path / "net", about={"made by": "tests/golden/make_files.py"})
    kept = make_files.FOLDER / f"network-v{FORMAT_VERSION}.safetensors"
    assert (tmp_path / "net").read_bytes() == kept.read_bytes()
