import json
import os
import struct
import sys

import numpy as np
import pytest
from safetensors.numpy import save as safetensors_bytes
from tests.trainings import tiny_network
from tests.unit.checkpoints.tampering import put_together, taken_apart, with_entry, with_word

import perceptible as pc
from perceptible.errors import DataError, FormatError


@pytest.fixture
def path(tmp_path):
    """Return a file with a network in it."""
    pc.save(tiny_network(), tmp_path / "net")
    return tmp_path / "net"


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"\x80\x04\x95", b"<!DOCTYPE html><html><body>Not found</body></html>", bytes(1000)],
    ids=["empty", "zip", "pickle", "page", "zeros"],
)
def test_what_is_no_safetensors_file_is_refused(tmp_path, content):
    """A PyTorch file, a page in place of a download, nothing at all."""
    (tmp_path / "net").write_bytes(content)
    with pytest.raises(FormatError, match=r"net (is|was) not|header of .*net is not.*Use "):
        pc.load(tmp_path / "net")


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.99])
def test_a_file_cut_short_is_refused(path, share):
    """A copy that was interrupted."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(FormatError, match=r"net is not a whole safetensors file.*Use "):
        pc.load(path)


def test_a_file_with_something_behind_it_is_refused(path):
    """Bytes that nobody checked are not skipped."""
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(FormatError, match="is not a whole safetensors file"):
        pc.load(path)


@pytest.mark.parametrize("place", [-1, -100])
def test_a_number_that_changed_on_the_disk_is_noticed(path, place):
    """One bit of one weight: still a whole file, but not what was saved."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(FormatError, match="is damaged: its numbers are not those that were written"):
        pc.load(path)


def test_a_file_without_a_checksum_is_read(path):
    """Other programs write none."""
    with_word(path, "sha256", None)
    assert pc.load(path).sizes == (36, 5, 3)


def test_the_place_of_the_fault_is_told(tmp_path):
    """Byte offset, expected and found."""
    (tmp_path / "net").write_bytes(struct.pack("<Q", 5000) + b"{}")
    with pytest.raises(FormatError, match="at byte 0 a header of 5,000 bytes is announced, and 2 follow"):
        pc.load(tmp_path / "net")


def test_a_huge_header_is_refused_before_it_is_read(tmp_path):
    """It could name millions of arrays."""
    length = 2**20 + 8
    with (tmp_path / "net").open("wb") as file:
        file.write(struct.pack("<Q", length) + b"{}")
        file.truncate(8 + length)
    with pytest.raises(FormatError, match=r"header of 1,048,584 bytes, expected at most 1,048,576\. Use a file"):
        pc.load(tmp_path / "net")


@pytest.mark.skipif(sys.platform == "win32", reason="files there have no holes")
def test_a_huge_file_is_refused_before_it_is_read(path):
    """A file with a hole takes no room on the disk, and would take 3 GB of memory."""
    os.truncate(path, 3 * 2**30)
    with pytest.raises(FormatError, match=r"has 3,221,225,472 bytes, expected at most 1,073,741,824"):
        pc.load(path)


def test_a_file_of_another_program_is_refused_as_such(tmp_path):
    """It is not damaged, it is not ours."""
    (tmp_path / "net").write_bytes(safetensors_bytes({"weight": np.zeros((2, 2))}, {"format": "pt"}))
    with pytest.raises(FormatError, match="was not saved by perceptible: its metadata name no format 'perceptible'"):
        pc.load(tmp_path / "net")


def test_a_file_of_a_newer_version_says_to_update(path):
    """It may hold what this version would misunderstand."""
    with_word(path, "format_version", "2")
    with pytest.raises(FormatError, match=r"has format version 2, expected at most 1\. A newer perceptible wrote it"):
        pc.load(path)


@pytest.mark.parametrize("version", ["0", "-1", "1.5", "", "x", "²", "9" * 5000, None, 1])
def test_a_version_that_is_no_number_is_refused(path, version):
    """Also one with more digits than Python reads."""
    with_word(path, "format_version", version)
    with pytest.raises(FormatError, match=r"net is damaged: its format version is .*, expected a whole number from 1"):
        pc.load(path)


@pytest.mark.parametrize("word", ["network", "about", "kind"])
def test_words_that_are_missing_are_named(path, word):
    """Somebody removed them with another program."""
    with_word(path, word, None)
    with pytest.raises(FormatError, match=rf"net is damaged: .*{word}"):
        pc.checkpoints.about(path)


@pytest.mark.parametrize("header", [[], "text", {"__metadata__": []}, {"__metadata__": {"format": 1}}])
def test_a_header_of_another_structure_is_refused(path, header):
    """JSON can be anything."""
    put_together(path, header, b"")
    with pytest.raises(FormatError, match=r"expected a JSON object|was not saved by perceptible"):
        pc.load(path)


def test_a_header_nested_deep_is_refused(tmp_path):
    """Python's reader would give up with RecursionError."""
    text = b'{"__metadata__":' + b"[" * 100_000
    (tmp_path / "net").write_bytes(struct.pack("<Q", len(text)) + text)
    with pytest.raises(FormatError, match=r"the header of .*net is nested too deep"):
        pc.load(tmp_path / "net")


def test_words_nested_deep_are_refused(path):
    """The same inside a word, where safetensors sees nothing but text."""
    with_word(path, "network", "[" * 100_000)
    with pytest.raises(FormatError, match=r"'network' in the metadata of .*net is nested too deep"):
        pc.load(path)


@pytest.mark.parametrize("dtype", ["BF16", "I64", "C64", "F8_E4M3", "", 32, None, ["F32"]])
def test_numbers_of_another_kind_are_refused(path, dtype):
    """The library beneath answers some of these with a bare KeyError."""
    with_entry(path, "layers.1.biases", dtype=dtype)
    with pytest.raises(FormatError, match=r"'layers.1.biases' holds .*, expected one of F16, F32, F64"):
        pc.load(path)


@pytest.mark.parametrize("shape", [[], [6], [5, 1], [-5], "5", None, [5.5], [10**30]])
def test_arrays_of_another_shape_are_refused(path, shape):
    """The architecture in the metadata says which shapes there must be."""
    with_entry(path, "layers.1.biases", shape=shape)
    with pytest.raises(FormatError, match=r"array 'layers.1.biases' has shape .*, expected \[5\]"):
        pc.load(path)


def test_a_missing_array_is_named(path):
    """With the shape that it should have."""
    header, numbers = taken_apart(path)
    del header["layers.2.weights"]
    put_together(path, header, numbers)
    with pytest.raises(FormatError, match=r"there is no array 'layers.2.weights', expected one of shape \(3, 5\)"):
        pc.load(path)


def test_an_unknown_array_is_named(path):
    """What nobody asked for is not skipped silently."""
    with_entry(path, "layers.3.weights", dtype="F32", shape=[0], data_offsets=[0, 0])
    with pytest.raises(FormatError, match=r"there is an array 'layers.3.weights', which a file of its kind"):
        pc.load(path)


@pytest.mark.parametrize("offsets", [[0, 1], [-1, 5], [4, 24], [0, 10**30], None, "ab"])
def test_arrays_that_lie_elsewhere_are_refused(path, offsets):
    """Outside the file, over each other, or with gaps between them."""
    with_entry(path, "layers.1.biases", data_offsets=offsets)
    with pytest.raises(FormatError, match=r"is not a whole safetensors file \("):
        pc.load(path)


def test_an_entry_that_is_no_object_is_refused(path):
    """It is as if the array were missing."""
    header, numbers = taken_apart(path)
    header["layers.1.biases"] = 5
    put_together(path, header, numbers)
    with pytest.raises(FormatError, match=r"there is no array 'layers.1.biases'"):
        pc.load(path)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_are_none_are_refused_by_their_place(path, bad):
    """A network with one NaN answers nothing but NaN. 36 weights in a row: number 37 is the second row's second."""
    header, numbers = taken_apart(path)
    start = header["layers.1.weights"]["data_offsets"][0] + 4 * 37
    put_together(path, header, numbers[:start] + struct.pack("<f", bad) + numbers[start + 4 :])
    with pytest.raises(FormatError, match=rf"net is damaged: weights of layer 1\[1, 1\] is {bad}, expected a finite"):
        pc.load(path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"activations": ["sigmoid", "step"]}, "activation 'step' is not known, expected one of: sigmoid"),
        ({"activations": ["sigmoid"]}, "network.activations are 1, expected one for each"),
        ({"activations": "sigmoid"}, "network.activations is 'sigmoid', expected a list of texts"),
        ({"cost": "golf"}, "cost 'golf' is not known"),
        ({"cost": "cross-entropy", "activations": ["sigmoid", "relu"]}, "was given the output 'relu'"),
        ({"cost": None}, "network.cost is None, expected a text"),
        ({"sizes": [36]}, "expected one for each of the sizes but the first"),
        ({"sizes": [36, 0, 3]}, "expected a list of whole numbers above 0"),
        ({"sizes": [36, True, 3]}, "expected a list of whole numbers above 0"),
        ({"sizes": [36, 10**400, 3]}, "expected a list of whole numbers above 0"),
        ({"leading": [2]}, r"has shape \[5, 36\], expected \[2, 5, 36\]"),
        ({"sizes": [10**9, 10**9, 3]}, "has shape"),
        ({"cost": "\ud800"}, "expected a text"),
    ],
)
def test_an_architecture_that_makes_no_sense_is_refused(path, changes, message):
    """Each word with what was found and expected."""
    header, _ = taken_apart(path)
    with_word(path, "network", json.dumps({**json.loads(header["__metadata__"]["network"]), **changes}))
    with pytest.raises(FormatError, match=rf"net is damaged: .*{message}.*Use another copy"):
        pc.load(path)


def test_booleans_are_no_weights(path):
    """Some arrays of a training hold them, those of a network do not."""
    header, numbers = taken_apart(path)
    size = header["layers.2.weights"]["data_offsets"]
    header["layers.2.weights"].update(dtype="BOOL", data_offsets=[size[0], size[0] + 15])
    put_together(path, header, numbers[: size[0]] + bytes(15))
    with pytest.raises(FormatError, match=r"array 'layers.2.weights' holds bool, expected floats"):
        pc.load(path)


def test_a_file_that_is_not_there_is_a_data_error(tmp_path):
    """The most frequent mistake of all."""
    with pytest.raises(DataError, match=r"lost cannot be read \(No such file or directory\), .*Check the path"):
        pc.load(tmp_path / "lost")


def test_a_run_folder_in_place_of_a_file_is_told(tmp_path):
    """The network lies in it."""
    with pytest.raises(DataError, match="Add the name of a file to the path of the folder"):
        pc.load(tmp_path)
