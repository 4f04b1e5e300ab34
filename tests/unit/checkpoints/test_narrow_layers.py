"""Files of networks with local fields and shared weights: round trips, and hostile words about them."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import tiny
from tests.unit.checkpoints.tampering import with_value

from perceptible.checkpoints import DataCard, load, load_state, save, save_state
from perceptible.errors import FormatError
from perceptible.network import Local, Network, Patches, Shared
from perceptible.training import train

PATCHES = Patches(height=2, width=3, size=2)
NETWORK = Network((Local.random(PATCHES, 3, rng=0), *Network.random((6, 3), rng=0).layers))
OTHER = Network((Shared.random(PATCHES, 3, rng=0), *Network.random((6, 3), rng=0).layers))


@pytest.mark.parametrize("network", [NETWORK, OTHER])
def test_a_training_goes_on_from_its_file(network, tmp_path):
    """Half, saved, loaded and the other half gives the bits of the whole."""
    options = {"data": tiny.dataset(), "rng": 0, "optimizer": "adam", "learning_rate": 0.01}
    events = list(tiny.events(some_network=network, **options))
    middle = next(event.state for event in events if event.state.epoch == 1)
    chosen = tiny.settings(optimizer="adam", learning_rate=0.01)
    save_state(middle, tmp_path / "run", settings=chosen, data=DataCard("tiny"))
    back = load_state(tmp_path / "run").state
    *_, last = train(network, tiny.dataset(), chosen, state=back)
    assert repr(back.start) == repr(network)
    assert tiny.same(last.state.parameters, events[-1].state.parameters)


def test_files_of_dense_networks_are_as_they_were(tmp_path):
    """Nothing is said of narrow layers where there are none, so that older programs can read the file."""
    save(Network.random((3, 2), rng=0), tmp_path / "net")
    assert b"narrow" not in (tmp_path / "net").read_bytes()


def test_the_same_network_gives_the_same_bytes(tmp_path):
    """So that files can be compared by their hash."""
    for name in ("one", "two"):
        save(OTHER, tmp_path / name)
    one, two = (hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("narrow", [], "network.narrow is .*, expected an object"),
        ("narrow.1.kind", "wide", "names layer '1' of kind 'wide'"),
        ("narrow.0", {"kind": "local"}, "names layer '0'"),
        ("narrow.x", {"kind": "local"}, "names layer 'x'"),
        ("narrow.9", {"kind": "local"}, "names layer '9'"),
        ("narrow.2", {"kind": "local"}, "height is missing, expected a whole number"),
        ("narrow.1.size", 0, "size of the patches is 0"),
        ("narrow.1.size", 10**9, "do not fit into 2 x 3"),
        ("narrow.1.height", 10**15, "the patches of layer 1 do not fit its 6 inputs and 6 neurons"),
        ("narrow.1.size", 1, "expected|shape"),
        ("narrow", ..., "expected|shape"),
    ],
)
def test_words_that_do_not_fit_are_refused(tmp_path, place, value, message):
    """Before anything of their size is computed."""
    save(NETWORK, tmp_path / "net")
    with_value(tmp_path / "net", "network", place, value)
    with pytest.raises(FormatError, match=message):
        load(tmp_path / "net")


@given(name=st.sampled_from(["height", "width", "size", "stride", "channels", "kind"]), value=st.integers() | st.text())
def test_any_other_value_is_refused_or_read(name, value, tmp_path_factory):
    """Nothing but our own error comes out of a file, and what is read can be asked."""
    path = tmp_path_factory.mktemp("net") / "net"
    save(OTHER, path)
    with_value(path, "network", f"narrow.1.{name}", value)
    try:
        network = load(path)
    except FormatError:
        return
    assert network.outputs(np.zeros((1, 6), np.float32)).shape == (1, 3)
