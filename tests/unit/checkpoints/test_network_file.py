import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file
from tests.trainings import KINDS, tiny_data, tiny_training
from tests.unit.checkpoints.strategies import TEXTS, networks

from perceptible.checkpoints import about, load, save, save_state
from perceptible.errors import DtypeError, StorageError, ValueRangeError
from perceptible.network import Network


def same(one: Network, other: Network) -> bool:
    """Tell whether two networks are equal to the last bit."""
    pairs = zip((*one.weights, *one.biases), (*other.weights, *other.biases), strict=True)
    alike = (one.sizes, one.activations, one.cost) == (other.sizes, other.activations, other.cost)
    return alike and all(a.dtype == b.dtype and a.tobytes() == b.tobytes() for a, b in pairs)


@given(network=networks(), words=st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_a_network_comes_back_to_the_last_bit(network, words, tmp_path_factory):
    """Every kind of layer, of float, of leading axes, and arrays that lie transposed in memory."""
    path = tmp_path_factory.mktemp("net") / "net.safetensors"
    save(network, path, about=words)
    assert same(load(path), network)
    assert about(path).about == words


def test_what_is_loaded_cannot_be_written_to(tmp_path):
    """State is frozen, wherever it comes from."""
    save(Network.random((3, 2), rng=0), tmp_path / "net")
    with pytest.raises(ValueError, match="read-only"):
        load(tmp_path / "net").weights[0][0, 0] = 1


def test_other_programs_can_read_the_arrays(tmp_path):
    """The plain safetensors reader finds them layer by layer, rows belonging to neurons."""
    network = Network.random((4, 3, 2), rng=0)
    save(network, tmp_path / "net")
    arrays = load_file(tmp_path / "net")
    assert list(arrays) == [f"layers.{n}.{kind}" for n in (1, 2) for kind in ("biases", "weights")]
    np.testing.assert_array_equal(arrays["layers.1.weights"], network.weights[0])


def test_the_same_network_gives_the_same_bytes(tmp_path):
    """So that files can be compared by their hash; the library beneath orders its metadata at random."""
    network, hashes = Network.random((4, 3), rng=0), set()
    for number in range(20):
        save(network, tmp_path / f"{number}", about={"a": "1", "b": "2", "c": "3"})
        hashes.add(hashlib.sha256((tmp_path / f"{number}").read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_arrays_of_the_other_byte_order_come_back_as_numbers(tmp_path):
    """A file from an old machine may have its highest byte first."""
    network = Network.random((3, 2), rng=0)
    swapped = network.with_parameters(network.parameters.map(lambda array: array.astype(">f4")))
    save(swapped, tmp_path / "net")
    assert same(load(tmp_path / "net"), network)


def test_the_network_of_a_checkpoint_is_the_trained_one(tmp_path):
    """Here training has ended, with early stopping: it is that of the best epoch, not the last."""
    state = tiny_training(KINDS["everything"])[-1].state
    save_state(state, tmp_path / "run", settings=KINDS["everything"], data=tiny_data())
    assert state.reason == "early stopping"
    assert same(load(tmp_path / "run"), state.start.with_parameters(state.best.parameters))


def test_a_card_says_what_is_in_a_file(tmp_path):
    """Without a network at hand one can see what it is."""
    state = tiny_training(KINDS["plain"])[3].state
    save_state(state, tmp_path / "run", settings=KINDS["plain"], data=tiny_data(), about={"from": "here"})
    card = about(tmp_path / "run")
    assert (card.kind, card.format_version, card.about) == ("training", 1, {"from": "here"})
    assert (card.sizes, card.activations, card.cost) == ((36, 5, 3), ("sigmoid", "sigmoid"), "squared-error")


@pytest.mark.parametrize("words", [{"seed": 0}, {0: "seed"}])
def test_what_is_written_down_must_be_text(tmp_path, words):
    """The file holds text; a number would come back as another kind of value."""
    with pytest.raises(DtypeError, match=r"about has .*expected text for text\. Write it as text: str\("):
        save(Network.random((3, 2), rng=0), tmp_path / "net", about=words)
    assert not (tmp_path / "net").exists()


def test_more_text_than_a_reader_takes_is_not_written(tmp_path):
    """A file that cannot be read again would be a loss."""
    with pytest.raises(ValueRangeError, match=r"take 2,\d+,\d+ bytes, expected at most 1,048,576\. Say less in about"):
        save(Network.random((3, 2), rng=0), tmp_path / "net", about={"novel": "x" * 2**21})


def test_a_kind_of_float_that_files_lack_is_refused(tmp_path):
    """Extended precision is another format on every machine."""
    network = Network.random((3, 2), rng=0)
    if np.dtype(np.longdouble).itemsize == 8:
        pytest.skip("here longdouble is float64")
    wide = network.with_parameters(network.parameters.map(lambda array: array.astype(np.longdouble)))
    with pytest.raises(DtypeError, match=r"layers.1.weights holds float128, .*Convert it: array.astype"):
        save(wide, tmp_path / "net")


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """By our own error, with what to do."""
    with pytest.raises(StorageError, match="Create the folder first"):
        save(Network.random((3, 2), rng=0), tmp_path / "missing" / "net")


def test_a_network_of_pytorch_arrays_is_saved_as_numbers(tmp_path, torch):
    """What was trained elsewhere can be kept here."""
    network = Network.random((3, 2), rng=0)
    moved = network.with_parameters(network.parameters.map(lambda array: torch.tensor(array.copy())))
    save(moved, tmp_path / "net")
    assert same(load(tmp_path / "net"), network)
