"""Pictures in files, bytes and Pillow images, decoded into arrays of pixels; what could harm is refused before."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray
from perceptible.errors import DataError, DtypeError, FormatError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["LARGEST_PICTURE", "LONGEST_SIDE", "Pixels", "decoded", "too_large"]

Pixels: TypeAlias = NDArray[np.generic]

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "PPM")  # none that runs programs, as PostScript does
LARGEST_PICTURE = 40_000_000  # pixels: 160 MB while decoding at worst; cameras of telephones take 12 or 24 million
LARGEST_FILE = 200_000_000  # bytes
LONGEST_SIDE = 640  # pixels kept: a digit of 1/30 of the picture still has more than MNIST's 20
LARGEST_16_BIT = 65535
# What Pillow and the decoders under it raise for damaged files, beside its own error and warning of bombs.
DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)


def too_large(name: str, size: str) -> str:
    """Say that a picture has too many pixels."""
    return (
        f"{name} has {size} pixels, expected at most {LARGEST_PICTURE // 1_000_000} million. "
        "Shrink it first: 1000 pixels a side are plenty."
    )


def decoded(picture: str | Path | bytes | Image) -> tuple[Pixels, str]:
    """Decode a file, bytes or a Pillow image into pixels, and name it for messages."""
    from PIL import Image, UnidentifiedImageError

    if isinstance(picture, (str, Path)):
        source, name = io.BytesIO(_read_bytes(Path(picture))), str(picture)
    elif isinstance(picture, (bytes, bytearray)):
        source, name = io.BytesIO(picture), "picture"
    elif isinstance(picture, Image.Image):
        return _pillow_pixels(picture, "picture"), "picture"
    else:
        msg = (
            f"picture is of type {type(picture).__name__}, expected a path, bytes, a Pillow image or a NumPy array. "
            "Convert other arrays with numpy.asarray(picture)."
        )
        raise DtypeError(msg)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.filterwarnings("ignore", category=UserWarning, module="PIL")  # of EXIF data that are damaged
        try:
            with Image.open(source, formats=FORMATS) as image:
                return _pillow_pixels(image, name), name
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            counted = re.search(r"\d+", str(error))
            raise FormatError(too_large(name, f"{int(counted[0]):,}" if counted else "far more")) from None
        except FormatError:
            raise
        except DAMAGED as error:
            reason = "none of their first bytes" if isinstance(error, UnidentifiedImageError) else _first_line(error)
            msg = (
                f"{name} is no picture that can be read ({reason}), expected a whole PNG, JPEG, WebP, GIF, BMP or PPM "
                "file. Open it in a picture viewer and save it as PNG."
            )
            raise FormatError(msg) from None


def _read_bytes(path: Path) -> bytes:
    """Read a file that is not absurdly large."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            msg = f"{path} has {size:,} bytes, expected at most {LARGEST_FILE:,}. Shrink the picture first."
            raise FormatError(msg)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        msg = f"{path} does not exist, expected a picture. Check the path."
        raise DataError(msg) from None
    except (OSError, ValueError) as error:
        if isinstance(error, FormatError):
            raise
        msg = f"{path} cannot be read ({_first_line(error)}), expected a picture. Check the path and its permissions."
        raise DataError(msg) from None


def _pillow_pixels(image: Image, name: str) -> Pixels:
    """Decode a Pillow image of bearable size, upright, into an array of pixels."""
    from PIL import ImageOps

    width, height = image.size
    if width * height > LARGEST_PICTURE:
        raise FormatError(too_large(name, f"{width:,} x {height:,}"))
    if image.format in {"JPEG", "MPO"}:
        image.draft(None, (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))  # decodes fewer pixels; still more than are kept
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16"):
        return np.asarray(upright).astype(np.uint16)
    if upright.mode in {"I", "F"}:
        return _stretched(np.asarray(upright, dtype=np.float64))
    has_alpha = upright.has_transparency_data
    if upright.mode not in {"1", "L", "LA", "RGB", "RGBA"} or (has_alpha and upright.mode not in {"LA", "RGBA"}):
        upright = upright.convert("RGBA" if has_alpha else "RGB")
    return np.asarray(upright)


def _stretched(values: FloatArray) -> FloatArray:
    """Bring pixels of no fixed range to 0 to 1: whole numbers are taken for 16-bit ones."""
    highest = float(np.nan_to_num(values).max(initial=0.0))
    return values / (LARGEST_16_BIT if highest > 255 else 255 if highest > 1 else 1)


def _first_line(error: BaseException) -> str:
    """Return the first line of an error's message."""
    return (str(error).splitlines() or [type(error).__name__])[0]
