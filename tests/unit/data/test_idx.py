"""IDX files: what is written comes back, and nothing but a whole and exact file is read."""

from __future__ import annotations

import gzip
import os
import struct
import tracemalloc
import zlib
from itertools import product
from math import prod
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import array_shapes, arrays

from perceptible.data.idx import MAX_BYTES, format_idx, parse_idx, read_idx, write_idx
from perceptible.errors import DataError, DtypeError, FormatError, ShapeError, StorageError

CORPUS = Path(__file__).parents[2] / "corpus" / "idx"
# From the format's description: code, NumPy's name, struct's letter.
TYPES = [
    (0x08, "uint8", "B"),
    (0x09, "int8", "b"),
    (0x0B, "int16", "h"),
    (0x0C, "int32", "i"),
    (0x0D, "float32", "f"),
    (0x0E, "float64", "d"),
]
any_array = st.sampled_from([name for _, name, _ in TYPES]).flatmap(
    lambda name: arrays(name, array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=5))
)
# Three images of 2 x 2 pixels.
GOOD = bytes([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, *range(12)])


@given(array=any_array)
@settings(max_examples=200)
def test_every_array_survives_a_round_trip(array):
    """All six types come back bit for bit, NaN and its payload included."""
    back = parse_idx(format_idx(array))
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()


@given(array=any_array)
def test_every_array_survives_gzip_as_well(array):
    """A packed file is recognized by its content."""
    back = parse_idx(gzip.compress(format_idx(array), 1), "packed.gz")
    assert back.dtype == array.dtype
    assert back.tobytes() == array.tobytes()


@pytest.mark.parametrize(("code", "name", "letter"), TYPES)
def test_bytes_are_those_of_the_format(code, name, letter):
    """Other programs read what we write: 00 00 type axes, big-endian lengths, big-endian values."""
    array = np.array([[1, 2, 3], [4, 5, 6]], name)
    expected = bytes([0, 0, code, 2]) + struct.pack(">II", 2, 3) + struct.pack(f">6{letter}", 1, 2, 3, 4, 5, 6)
    assert format_idx(array) == expected
    np.testing.assert_array_equal(parse_idx(expected), array)


def test_transposed_and_big_endian_arrays_are_written_by_value():
    """How an array lies in memory makes no difference to its file."""
    array = np.arange(6, dtype=np.int32).reshape(2, 3)
    assert format_idx(np.asfortranarray(array)) == format_idx(array)
    assert format_idx(array.astype(">i4")) == format_idx(array)


@pytest.mark.parametrize("name", ["images-idx3-ubyte", "images-idx3-ubyte.gz"])
def test_files_survive_a_round_trip(tmp_path, name):
    """A file is packed where its name says so; what is read is read-only."""
    array = np.arange(24, dtype=np.int16).reshape(2, 3, 4)
    write_idx(tmp_path / name, array)
    back = read_idx(tmp_path / name)
    np.testing.assert_array_equal(back, array)
    assert (tmp_path / name).read_bytes().startswith(b"\x1f\x8b") == name.endswith(".gz")
    assert not back.flags.writeable


def test_the_same_array_gives_the_same_packed_file(tmp_path):
    """No time stamp goes into the file, so that checksums can be compared."""
    for name in ("a.gz", "b.gz"):
        write_idx(tmp_path / name, np.arange(9, dtype=np.uint8))
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert (tmp_path / "a.gz").read_bytes()[4:8] == bytes(4)


def test_a_packed_file_may_lack_the_suffix():
    """Content decides where the name promises nothing."""
    np.testing.assert_array_equal(parse_idx(gzip.compress(GOOD), "images"), parse_idx(GOOD))


BAD = {
    "empty": (b"", "at byte 0 expected the 4 bytes of the IDX magic number, found the end"),
    "wrong magic": (b"<!DO" + GOOD[4:], "at byte 0 expected two zero bytes.*found 3c21.*Check that this is an IDX"),
    "unknown type": (b"\0\0\x0a\3" + GOOD[4:], "at byte 2 expected the type of the values.*found 0a"),
    "no axes": (b"\0\0\x08\0", "at byte 3 expected 1 to 32 axes, found 0"),
    "too many axes": (b"\0\0\x08\xff" + bytes(1020), "at byte 3 expected 1 to 32 axes, found 255"),
    "header cut": (GOOD[:10], "at byte 10 expected the lengths of 3 axes, found the end"),
    "zero dimension": (
        GOOD[:8] + bytes(4) + GOOD[12:16],
        "at byte 8 expected an axis of length 1 or more, found length 0",
    ),
    "truncated": (GOOD[:-1], "at byte 27 expected 28 bytes for lengths .3, 2, 2. of uint8.*cut short. Fetch or copy"),
    "oversized": (GOOD + b"!", "at byte 28 expected the end of the file, found more bytes, which belong to no value"),
    "lying": (b"\0\0\x0e\2" + b"\xff" * 8, "at byte 4 expected at most 201326592 bytes.*Pass a larger max_bytes"),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD.keys())
def test_damaged_files_are_refused(data, message):
    """Each damage is named with the byte, what was expected, what was found and what to do."""
    with pytest.raises(FormatError, match=message):
        parse_idx(data, "images")


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD.keys())
def test_damaged_files_are_refused_when_packed(data, message):
    """A gzip file around the damage changes nothing."""
    with pytest.raises(FormatError, match=message):
        parse_idx(gzip.compress(data), "images.gz")


PACKED = gzip.compress(GOOD, mtime=0)
BAD_GZIP = {
    "not gzip": (GOOD, "at byte 0 expected the gzip magic number 1f8b, found 0000"),
    "empty": (b"", "expected the gzip magic number 1f8b, found an empty file"),
    "header alone": (PACKED[:10], "at byte 0 expected the 4 bytes of the IDX magic number, found the end"),
    "checksum cut": (PACKED[:-5], f"at byte {len(PACKED) - 5} expected the checksum that ends a gzip file"),
    "checksum wrong": (
        PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:],
        "a whole gzip file, found damage .*incorrect data check",
    ),
    "loose bytes": (PACKED + b"??", f"at byte {len(PACKED)} expected the end of its only gzip member, found 2 more"),
    "second member": (PACKED + PACKED, f"found {len(PACKED)} more bytes of the packed file"),
    "damaged inside": (PACKED[:10] + b"\xff" + PACKED[11:], "expected a whole gzip file, found damage"),
}


@pytest.mark.parametrize(("data", "message"), BAD_GZIP.values(), ids=BAD_GZIP.keys())
def test_damaged_gzip_files_are_refused(data, message):
    """What gzip itself promises is checked as well: one member, whole, with the right checksum."""
    with pytest.raises(FormatError, match=f"images.gz: .*{message}"):
        parse_idx(data, "images.gz")


def _naive(data: bytes) -> np.ndarray | None:
    """Read an IDX file value by value; None where anything is wrong."""
    letters = {code: letter for code, _, letter in TYPES}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in letters or not 1 <= data[3] <= 32:
        return None
    if len(data) < 4 + 4 * data[3]:
        return None
    shape = struct.unpack_from(f">{data[3]}I", data, 4)
    n_values = 1
    for length in shape:
        n_values *= length
    if n_values == 0 or len(data) != 4 + 4 * data[3] + n_values * struct.calcsize(letters[data[2]]):
        return None
    return np.array(struct.unpack_from(f">{n_values}{letters[data[2]]}", data, 4 + 4 * data[3])).reshape(shape)


def _nearly_idx(lengths, code, axes, spare, magic):
    """Write a file whose fields may contradict each other."""
    size = {0x08: 1, 0x09: 1, 0x0B: 2, 0x0C: 4, 0x0D: 4, 0x0E: 8}.get(code, 1)
    n_bytes = min(2_000, max(0, size * prod(lengths) + spare))
    n_axes = (len(lengths) + axes) % 256
    return magic + bytes([code, n_axes]) + b"".join(struct.pack(">I", n) for n in lengths) + bytes(n_bytes)


# Each field is drawn apart, and most often right, so that most files are wrong in one or two places.
nearly_idx = st.builds(
    _nearly_idx,
    lengths=st.sampled_from([n for axes in range(5) for n in product([1, 2, 4, 0, 2**16, 2**32 - 1], repeat=axes)]),
    code=st.sampled_from([0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E, 0x0A, 0x00, 0xFF]),
    axes=st.sampled_from([0, 0, 0, 0, 1, -1, 40, 250]),
    spare=st.sampled_from([0, 0, 0, 0, 1, -1, 7, -8]),
    magic=st.sampled_from([b"\0\0", b"\0\0", b"\0\0", b"\0\1", b"\x1f\x8b"]),
)


@given(data=nearly_idx, packed=st.booleans())
@settings(max_examples=2_000)
def test_structured_nonsense_is_read_as_the_naive_reader_does_or_refused(data, packed):
    """Whatever the fields say, the answer is the array or an error of ours, never another one."""
    expected = _naive(data)
    try:
        found = parse_idx(zlib.compress(data, 1, 31) if packed else data)
    except FormatError:
        assert expected is None
    else:
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_mutated_files_are_read_or_refused(packed):
    """Flipped bytes, cuts and insertions in a valid file: 20,000 each raise FormatError or give an array."""
    rng = np.random.default_rng(1)
    good = zlib.compress(GOOD, 9, 31) if packed else GOOD
    n_read = 0
    for place, byte, kind in rng.integers(0, [len(good), 256, 4], (20_000, 3)):
        start, end = good[:place], good[place + 1 :]
        data = [start + bytes([byte]) + end, start, start + end, start + bytes([byte]) + good[place:]][kind]
        try:
            n_read += parse_idx(data).ndim > 0
        except FormatError as error:
            assert "expected" in str(error)  # noqa: PT017  # the error is one of many outcomes
    assert 0 < n_read < 10_000


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_files_that_once_broke_a_reader_are_refused(path):
    """Every crash that was ever found stays in the corpus."""
    with pytest.raises(FormatError):
        read_idx(path)


def _peak_of(data: bytes, **options: int) -> int:
    """Return how much memory refusing a file takes at most."""
    tracemalloc.start()
    try:
        with pytest.raises(FormatError):
            parse_idx(data, **options)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_gzip_bomb_stops_at_the_declared_size():
    """64 MB of zeros behind a header that declares 12 bytes are never unpacked."""
    packer = zlib.compressobj(1, wbits=31)
    bomb = packer.compress(GOOD) + b"".join(packer.compress(bytes(2**20)) for _ in range(64)) + packer.flush()
    assert len(bomb) > 200_000
    assert _peak_of(bomb) < 2**20


def test_a_declared_size_is_not_believed():
    """A header that promises 192 MiB, the most allowed, before a few bytes, costs no memory."""
    header = b"\0\0\x08\1" + struct.pack(">I", MAX_BYTES - 8)
    assert _peak_of(header + b"abc") < 50_000
    assert _peak_of(zlib.compress(header + b"abc", wbits=31)) < 100_000


def test_the_limit_can_be_moved():
    """A caller who trusts a file may allow more, one who does not, less."""
    with pytest.raises(FormatError, match=r"expected at most 20 bytes, found lengths .3, 2, 2."):
        parse_idx(GOOD, max_bytes=20)
    assert parse_idx(GOOD, max_bytes=28).shape == (3, 2, 2)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    """The size on disk is looked at first; a sparse file of 1 TB takes no time."""
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(FormatError, match="huge has 1099511627776 bytes, expected at most 201326592"):
        read_idx(tmp_path / "huge")


def test_what_is_no_file_is_refused(tmp_path):
    """Missing files, folders and pipes raise an error of ours, and a pipe does not hang."""
    os.mkfifo(tmp_path / "pipe")
    for name, message in (("none", "exists"), ("pipe", "expected a file"), (".", "expected a file")):
        with pytest.raises(DataError, match=message):
            read_idx(tmp_path / name)


@pytest.mark.parametrize("array", [np.zeros(3, bool), np.zeros(3, np.int64), np.zeros(3, complex), [1, 2]], ids=str)
def test_types_that_idx_lacks_are_refused(array):
    """The error lists the six types."""
    with pytest.raises(DtypeError, match=r"cannot be written as IDX, expected one of uint8, .*float64. Convert"):
        format_idx(array)


@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1,) * 33], ids=str)
def test_shapes_that_idx_lacks_are_refused(shape):
    """What could not be read back is not written."""
    with pytest.raises(ShapeError, match=r"expected 1 to 32 axes of length 1 or more. Reshape"):
        format_idx(np.zeros(shape, np.uint8))


def test_a_folder_that_is_missing_cannot_be_written_to(tmp_path):
    """The storage error of the file layer comes through."""
    with pytest.raises(StorageError, match="none"):
        write_idx(tmp_path / "none" / "images", np.zeros(3, np.uint8))
