"""Pictures of every kind read as lightness, and hostile files refused."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from perceptible.data.pictures import read_picture
from perceptible.errors import DataError, DtypeError, FormatError, PerceptibleError, ShapeError, ValueRangeError

GRAY = np.array([[0, 51, 102], [153, 204, 255]], np.uint8)  # fifths of 255


def encoded(image, kind, **options):
    """Return the bytes of a picture file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png_that_claims(width, height):
    """Return a PNG of a few hundred bytes that says it is this large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    "pixels",
    [
        GRAY,
        GRAY[:, :, None],
        np.dstack([GRAY] * 3),
        np.dstack([GRAY] * 3 + [np.full_like(GRAY, 255)]),
        GRAY / 255,
        (GRAY / 255).astype(np.float32),
        GRAY.astype(np.uint16) * 257,
    ],
    ids=["bytes", "one channel", "RGB", "RGBA", "float64", "float32", "16 bits"],
)
def test_arrays_of_every_kind_are_read_alike(pixels):
    """All of these say 0, 1/5, 2/5, 3/5, 4/5, 1."""
    np.testing.assert_allclose(read_picture(pixels), [[0, 0.2, 0.4], [0.6, 0.8, 1]], atol=1e-6)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP", "PPM", "GIF"])
def test_files_of_every_kind_are_read_alike(kind, tmp_path):
    """From a path, a string, bytes and Pillow's own images."""
    image = Image.fromarray(GRAY)
    data = encoded(image, kind, **({"lossless": True} if kind == "WEBP" else {}))
    path = tmp_path / "digit"
    path.write_bytes(data)
    for picture in (path, str(path), data, image):
        np.testing.assert_allclose(read_picture(picture), GRAY / 255, atol=1e-6)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "I", "F", "I;16"])
def test_images_of_every_mode_are_read(mode):
    """Pillow's modes differ in channels, depth and range; black is black and white is white in all of them."""
    if mode == "I;16":
        image = Image.fromarray(np.array([[0, 65535]], np.uint16))
    else:
        image = Image.fromarray(np.array([[0, 255]], np.uint8)).convert("P" if mode == "PA" else mode).convert(mode)
    np.testing.assert_allclose(read_picture(image), [[0, 1]], atol=0.01)


def test_colors_weigh_as_in_television():
    """Green looks lighter than red, red than blue: 0.587, 0.299, 0.114 (ITU-R BT.601)."""
    pixels = np.array([[[1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0]]])
    np.testing.assert_allclose(read_picture(pixels), [[0.299, 0.587, 0.114]], atol=1e-6)


@pytest.mark.parametrize(("ink", "paper"), [(0, 1.0), (255, 0.0)])
def test_what_is_see_through_becomes_paper(ink, paper):
    """Black ink on nothing is read on white, white ink on nothing on black."""
    pixels = np.zeros((4, 4, 2), np.uint8)
    pixels[1:3, 1:3] = (ink, 255)
    lightness = read_picture(pixels)
    assert lightness[0, 0] == paper
    assert lightness[1, 1] == ink / 255


def test_pictures_are_turned_as_their_camera_says():
    """EXIF orientation 6: the camera was held upright, the first row is the right edge."""
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(Image.fromarray(GRAY), "PNG", exif=exif)
    np.testing.assert_allclose(read_picture(data), np.rot90(GRAY / 255, -1), atol=1e-6)


def test_large_pictures_are_shrunk_to_their_means():
    """A checkerboard of 3,000 x 1,500 pixels becomes even gray of 640 x 320, without first growing to floats."""
    board = ((np.indices((1500, 3000)).sum(axis=0) % 2) * 255).astype(np.uint8)
    lightness = read_picture(board)
    assert lightness.shape == (320, 640)
    np.testing.assert_allclose(lightness, 0.5, atol=0.01)


@pytest.mark.parametrize("size", [(12_000, 12_000), (2**31 - 1, 2**31 - 1), (40_000_001, 1), (6400, 6300)])
def test_bombs_are_refused_before_they_are_decoded(size):
    """A few hundred bytes may claim gigabytes."""
    with pytest.raises(FormatError, match=r"pixels, expected at most 40 million. Shrink it first"):
        read_picture(png_that_claims(*size))


def test_a_missing_file_is_named(tmp_path):
    """With what to check."""
    with pytest.raises(DataError, match=r"no-such.png does not exist, expected a picture. Check the path"):
        read_picture(tmp_path / "no-such.png")
    with pytest.raises(DataError, match="cannot be read"):
        read_picture(tmp_path)


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", png_that_claims(100, 100)[:60]],
    ids=["empty", "text", "PostScript", "cut short"],
)
def test_what_is_no_picture_is_refused(data, tmp_path):
    """Naming the file and what to do; PostScript is not even looked at."""
    path = tmp_path / "digit.png"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=r"digit.png is no picture that can be read .* save it as PNG"):
        read_picture(path)


@pytest.mark.parametrize(
    ("picture", "error", "message"),
    [
        (np.zeros(784), ShapeError, r"\(784,\), expected \(height, width\).*reshape\(28, 28\)"),
        (np.zeros((28, 28, 5)), ShapeError, r"\(28, 28, 5\)"),
        (np.zeros((0, 28)), ShapeError, r"\(0, 28\)"),
        (np.full((2, 2), np.nan), ValueRangeError, r"picture\[0, 0, 0\] is nan, expected a finite number"),
        (np.full((2, 2), 255.0), ValueRangeError, "values from 255 to 255, expected 0 to 1. Divide them"),
        (np.full((2, 2), -0.5), ValueRangeError, "values from -0.5"),
        (np.zeros((2, 2), np.int64), DtypeError, r"int64, expected bytes.*astype\('uint8'\)"),
        (np.zeros((2, 2), complex), DtypeError, "complex128"),
        (
            np.broadcast_to(np.zeros((), np.uint8), (10_000, 10_000)),
            FormatError,
            "10,000 x 10,000 pixels, expected at most",
        ),
        ([[0, 1]], DtypeError, r"of type list, expected a path.*numpy.asarray\(picture\)"),
    ],
)
def test_what_is_no_array_of_pixels_is_refused(picture, error, message):
    """Each with the value, what was expected and what to do."""
    with pytest.raises(error, match=message):
        read_picture(picture)


KINDS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "PPM")
WHOLE = {kind: encoded(Image.fromarray(np.kron(GRAY, np.ones((9, 9), np.uint8))), kind) for kind in KINDS}


@settings(max_examples=600)
@given(
    kind=st.sampled_from(KINDS),
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4),
    kept=st.floats(0.2, 1.5),
)
def test_damaged_files_raise_only_our_errors(kind, changes, kept):
    """Bytes overwritten and the end cut off: a picture or one of our errors, never Pillow's."""
    data = bytearray(WHOLE[kind])
    for place, value in changes:
        data[place % len(data)] = value
    try:
        lightness = read_picture(bytes(data[: int(kept * len(data))]))
    except PerceptibleError:
        return
    assert lightness.min() >= 0
    assert lightness.max() <= 1
