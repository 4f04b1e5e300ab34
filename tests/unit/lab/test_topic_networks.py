"""Which networks can be opened and kept, and what a page is told of them."""

import numpy as np
import pytest
from tests.lab import ask, page, shelf
from tests.tiny import dataset, network

import perceptible as pc
from perceptible.errors import FormatError, MismatchError, SettingsError, UnknownNameError
from perceptible.lab.networks import written_out
from perceptible.lab.session import Session, Shelf, Shown
from perceptible.network import Local, Patches, Shared


def test_a_greeting_names_data_and_networks():
    """The page learns what there is to look at."""
    hello = ask(page(), kind="hello")
    assert (hello.data_name, hello.n_train, hello.n_test, hello.height) == ("synthetic", 400, 200, 28)
    assert {"first", "lesson", "plain"} <= {choice.name for choice in hello.choices}


def test_numbers_that_are_no_image_lie_in_one_row():
    """A table of six columns is opened as 1 x 6."""
    hello = ask(Session(Shelf(dataset(), Shown("tiny", network(), {}, ""))), kind="hello")
    assert (hello.height, hello.width) == (1, 6)


def test_a_kept_network_can_be_opened_again(state):
    """By another page, and after a restart."""
    session = page()
    ask(session, kind="turn", indices=[0], values=[7.0])
    kept = ask(session, kind="keep", name=" my first ")
    assert kept.name == "my first"
    assert ask(page(), kind="open", name="my first").dials[0] == 7.0
    assert "my first" in {choice.name for choice in ask(page(), kind="hello").choices}


@pytest.mark.parametrize("name", ["", "  ", "../x", "a/b", "x" * 41, "nul\0", ".hidden", "plain", "first", "by hand"])
def test_bad_names_keep_nothing(state, name):
    """A name becomes a file's: no way out of the folder, and none that hides another network."""
    with pytest.raises(SettingsError, match="Choose another"):
        ask(page(), kind="keep", name=name)
    assert not (state / "networks").exists()


def test_a_vanished_network_is_named(state):
    """Somebody deleted the file while the page was open: the sentence says what there is."""
    ask(page(), kind="keep", name="mine")
    (state / "networks" / "mine.safetensors").unlink()
    session = page()
    with pytest.raises(UnknownNameError, match="network 'mine' is not known, expected one of: first"):
        ask(session, kind="open", name="mine")
    assert ask(session, kind="score").n_images == 200


def test_a_damaged_network_is_named(state):
    """The page keeps the one that it has."""
    ask(page(), kind="keep", name="mine")
    (state / "networks" / "mine.safetensors").write_bytes(b"\xff" * 100)
    session = page()
    with pytest.raises(FormatError, match=r"mine\.safetensors"):
        ask(session, kind="open", name="mine")
    assert session.shown.name == "first"


def test_a_network_for_other_images_is_refused(state):
    """It could not be asked about these."""
    (state / "networks").mkdir(parents=True)
    pc.save(network(), state / "networks" / "tiny.safetensors")
    with pytest.raises(MismatchError, match="6 inputs and 3 outputs, expected 784 and 10"):
        ask(page(), kind="open", name="tiny")


def test_layers_that_look_at_patches_are_written_out():
    """The page shows every weight: the same outputs, and Python that says so; what comes to too many is refused."""
    patches = Patches(height=28, width=28, size=14, stride=14)
    narrow = pc.Network((Local.random(patches, 2, rng=0), *pc.Network.random((8, 10), rng=0).layers))
    dense, code = written_out(narrow, "narrow")
    inputs = shelf().data.test.inputs[:3]
    np.testing.assert_allclose(dense.outputs(inputs), narrow.outputs(inputs), rtol=1e-5)
    assert (code, dense.sizes) == ("narrow.written_out()", (784, 8, 10))
    wide = Shared.random(Patches(height=28, width=28, size=3), 4, rng=0)
    with pytest.raises(SettingsError, match="with every weight written out, expected at most 1,000,000"):
        written_out(pc.Network((wide, *pc.Network.random((wide.n_neurons, 10), rng=0).layers)), "wide")
