"""Folders of images as data: each image as it looks, each class by its folder, and every bad file named."""

from __future__ import annotations

import io
import shutil
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from perceptible.data.folders import raw_image_folder, read_image_folder
from perceptible.errors import DataError, FormatError


def _picture(value: int, shape: tuple[int, int] = (3, 2)) -> Image.Image:
    """Make a gray picture of one value, but for a white corner."""
    pixels = np.full(shape, value, np.uint8)
    pixels[0, 0] = 255
    return Image.fromarray(pixels)


@pytest.fixture
def folder(tmp_path):
    """Make a folder with two classes of five pictures each, and files that are none."""
    for label, name in enumerate(("cat", "dog")):
        (tmp_path / "pets" / name).mkdir(parents=True)
        for number in range(5):
            _picture(10 * number + label).save(tmp_path / "pets" / name / f"{number}.png")
    (tmp_path / "pets" / "cat" / "notes.txt").write_text("five cats", encoding="utf-8")
    (tmp_path / "pets" / "cat" / ".hidden.png").write_bytes(b"none")
    (tmp_path / "pets" / ".cache").mkdir()
    return tmp_path / "pets"


def test_pictures_are_read_by_class(folder):
    """Two classes of five, one of each held out; pixels as they are."""
    raw = raw_image_folder(folder)
    values = sorted(zip(raw.train.labels.tolist(), raw.train.inputs[:, 1, 1].tolist(), strict=True))
    held_out = zip(raw.test.labels.tolist(), raw.test.inputs[:, 1, 1].tolist(), strict=True)
    assert sorted([*values, *held_out]) == [(label, 10 * n + label) for label in (0, 1) for n in range(5)]
    assert (raw.class_names, raw.image_shape, raw.test.labels.tolist()) == (("cat", "dog"), (3, 2), [0, 1])
    assert raw.source == "the images in the folder pets; 2 of 10 samples held out to test on (by class, seed 0)"


def test_nothing_is_done_to_the_pixels_but_the_division(folder):
    """0 is black and 1 is white, whatever the picture shows: nothing is inverted or centered."""
    data = read_image_folder(folder)
    assert data.train.inputs[:, 0].tolist() == [1.0] * 8
    values = sorted({round(float(value) * 255) for value in data.train.inputs[:, 1]})
    assert set(values) < {0, 10, 20, 30, 40, 1, 11, 21, 31, 41}


def test_train_and_test_folders_are_kept_apart(folder, tmp_path):
    """Where both are given nothing is held out."""
    shutil.move(folder, tmp_path / "all" / "train")
    shutil.copytree(tmp_path / "all" / "train", tmp_path / "all" / "test")
    (tmp_path / "all" / "test" / "dog" / "4.png").unlink()
    raw = raw_image_folder(tmp_path / "all")
    assert (len(raw.train.labels), len(raw.test.labels)) == (10, 9)
    assert raw.source == "the images in the folder all"


def test_numbers_are_sorted_as_numbers(tmp_path):
    """Class 2 comes before class 10, and words after numbers."""
    for name in ("10", "2", "none"):
        (tmp_path / name).mkdir()
        _picture(1).save(tmp_path / name / "a.png")
        _picture(2).save(tmp_path / name / "b.png")
    assert raw_image_folder(tmp_path).class_names == ("2", "10", "none")


def test_pictures_may_be_resized(folder):
    """All to one size, height first, by the mean of the area, and it is said."""
    _picture(40, (6, 4)).save(folder / "dog" / "large.png")
    raw = raw_image_folder(folder, resize_to=(6, 2))
    assert raw.train.inputs.shape[1:] == (6, 2)
    assert "resized to 6 x 2" in raw.source


def test_pictures_of_different_sizes_are_refused(folder):
    """The error names both pictures, and the way to give them one size."""
    _picture(4, (3, 4)).save(folder / "dog" / "wide.png")
    with pytest.raises(FormatError, match=r"wide.png has 3 x 4 pixels, expected 3 x 2 as .*0.png.*ize_to=\(28, 28\)"):
        raw_image_folder(folder)


def test_color_becomes_the_lightness_one_sees(folder):
    """ITU-R 601: pure green is 0.587 as light as white."""
    Image.new("RGB", (2, 3), (0, 255, 0)).save(folder / "cat" / "0.png")
    raw = raw_image_folder(folder, rng=0)
    assert round(0.587 * 255) in np.concatenate([raw.train.inputs, raw.test.inputs])[:, 2, 1]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK"])
def test_every_usual_kind_of_picture_is_read(folder, mode):
    """White is white in all of them."""
    suffix = "jpg" if mode == "CMYK" else "png"
    Image.new("L", (2, 3), 255).convert(mode).save(folder / "cat" / f"white.{suffix}")
    raw = raw_image_folder(folder)
    assert 255 * 6 in np.concatenate([raw.train.inputs, raw.test.inputs]).sum(axis=(1, 2))


def _png_of_size(width: int, height: int) -> bytes:
    """Write the beginning of a PNG file that promises a size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + header
        + struct.pack(">I", zlib.crc32(header))
        + bytes(4)
        + b"IDAT"
        + bytes(4)
    )


def _saved(image: Image.Image) -> bytes:
    """Return a picture as PNG."""
    buffer = io.BytesIO()
    image.save(buffer, "png")
    return buffer.getvalue()


NOISE = _saved(Image.fromarray(np.random.default_rng(0).integers(0, 256, (3, 2), dtype=np.uint8)))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not an image that can be read"),
        (b"not a picture", r"is not an image that can be read \(its format is unknown\), as expected. Save it"),
        (NOISE[:-30], "is not an image that can be read"),
        (NOISE.replace(b"IDAT", b"IDAX"), "is not an image that can be read"),
        (_png_of_size(12_000, 12_000), "144000000 pixels. exceeds limit"),
        (
            _png_of_size(5_000, 4_000),
            "has 4000 x 5000 pixels, expected at most 16777216 in all. Make it",
        ),
        (_png_of_size(100_000, 100_000), "10000000000 pixels. exceeds limit"),
        (_saved(Image.new("RGBA", (2, 3), (0, 0, 0, 0))), "bad.png is see-through in places, expected an opaque image"),
        (_saved(Image.new("I;16", (2, 3))), "bad.png has pixels of mode I;16, expected 8-bit gray or colors"),
    ],
    ids=["empty", "text", "cut", "damaged", "144 million", "20 million", "10 billion", "see-through", "16 bits"],
)
def test_pictures_that_cannot_be_read_are_named(folder, data, message):
    """Whatever Pillow raises or warns of becomes one error; large pictures are refused before they are unpacked."""
    (folder / "dog" / "bad.png").write_bytes(data)
    with pytest.raises(FormatError, match=message):
        raw_image_folder(folder)


def test_mutated_pictures_are_read_or_refused(folder):
    """Flipped bytes and cuts in a PNG file: 300 each raise FormatError or give a picture."""
    rng = np.random.default_rng(1)
    path = folder / "cat" / "0.png"
    for place, byte, kind in rng.integers(0, [len(NOISE), 256, 2], (300, 3)):
        path.write_bytes([NOISE[:place] + bytes([byte]) + NOISE[place + 1 :], NOISE[:place]][kind])
        try:
            raw_image_folder(folder)
        except FormatError as error:
            assert "0.png" in str(error)  # noqa: PT017  # the error is one of two outcomes


def test_a_folder_without_classes_is_refused(tmp_path):
    """What was expected is described."""
    with pytest.raises(DataError, match=r"holds 0 folders, expected two or more: a folder for each class, named as"):
        raw_image_folder(tmp_path)


def test_a_class_without_pictures_is_refused(folder):
    """An empty folder is a slip, not a class."""
    (folder / "bird").mkdir()
    with pytest.raises(DataError, match=r"bird holds no images, expected files named .bmp, .*Add some, or remove"):
        raw_image_folder(folder)


def test_splits_with_other_classes_are_refused(folder, tmp_path):
    """Class numbers must mean the same in both."""
    shutil.move(folder, tmp_path / "all" / "train")
    shutil.copytree(tmp_path / "all" / "train", tmp_path / "all" / "test")
    (tmp_path / "all" / "test" / "dog").rename(tmp_path / "all" / "test" / "wolf")
    with pytest.raises(DataError, match=r"test has other classes than train \(dog, wolf\), expected the same. Add"):
        raw_image_folder(tmp_path / "all")


def test_a_missing_folder_is_said(tmp_path):
    """The path is in the error."""
    with pytest.raises(DataError, match=r"none cannot be read .*Check the path"):
        raw_image_folder(tmp_path / "none")
