"""Film files: pictures as an animated GIF, or as MP4 where the `film` extra is installed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import numpy as np
from PIL import Image

from perceptible.errors import MissingPackageError, SettingsError
from perceptible.files import write_atomically

__all__ = ["FILM_FORMATS", "check_film", "save_film"]

FILM_FORMATS = (".gif", ".mp4")
HOLD = 1.5  # seconds that the last picture stays
COLORS = 256
SAMPLED = 5  # pictures that the colors of a GIF are taken from
BLOCK = 2  # MP4 wants sides of whole blocks


def save_film(frames: Iterable[Image.Image], path: str | Path, *, per_second: float = 12) -> Path:
    """Write pictures as a film, whole or not at all.

    Parameters
    ----------
    frames : iterable of Image
        All of one size, at least one; from `training_frames` or `roll_frames`.
    path : str or Path
        Where to; the ending says what it becomes, ``.gif`` or ``.mp4``. Its folder must exist.
    per_second : float, optional
        Pictures a second, above 0 and at most 50. The last picture stays a little longer.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    SettingsError
        If the ending is neither, there are no pictures, or their pace is out of range.
    MissingPackageError
        If it is to be MP4 and imageio-ffmpeg is not installed.
    StorageError
        If the file cannot be written; one that was there before stays.

    Examples
    --------
    >>> frames = [Image.new("RGB", (8, 8), color) for color in ("black", "white")]
    >>> with TemporaryDirectory() as folder:
    ...     with Image.open(save_film(frames, Path(folder) / "blink.gif")) as film:
    ...         film.n_frames
    2
    """
    target = check_film(path, per_second)
    pictures = list(frames)
    if not pictures:
        msg = "the film has 0 pictures, expected at least one. Film a training that has begun."
        raise SettingsError(msg)
    made = _gif(pictures, per_second) if target.suffix.lower() == ".gif" else _mp4(pictures, per_second)
    write_atomically(target, made)
    return target


def check_film(path: str | Path, per_second: float) -> Path:
    """Refuse, before anything is computed, a film that could not be written."""
    target = Path(path)
    if target.suffix.lower() not in FILM_FORMATS:
        msg = (
            f"the film cannot be written to {str(target)!r}: its ending is {target.suffix!r}, expected one of: "
            f"{', '.join(FILM_FORMATS)}. Name it {target.with_suffix('.gif').name if target.name else 'film.gif'!r}."
        )
        raise SettingsError(msg)
    if not 0 < per_second <= 50:
        msg = f"there are {per_second:g} pictures a second, expected above 0 and at most 50. Change it."
        raise SettingsError(msg)
    if target.suffix.lower() == ".mp4":
        _ffmpeg()
    return target


def _gif(pictures: Sequence[Image.Image], per_second: float) -> bytes:
    """Return the bytes of a GIF; all pictures share the colors of some of them, so that nothing flickers."""
    # Maximum coverage keeps rare colors, such as that of the strongest weights, which the median cut would drop.
    palette = _strip(pictures).quantize(COLORS, method=Image.Quantize.MAXCOVERAGE)
    few = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    times = [round(1000 / per_second)] * (len(few) - 1) + [round(1000 * HOLD)]
    file = io.BytesIO()
    few[0].save(file, "GIF", save_all=True, append_images=few[1:], duration=times, loop=0, optimize=False)
    return file.getvalue()


def _strip(pictures: Sequence[Image.Image]) -> Image.Image:
    """Return some of the pictures, first and last among them, beside each other."""
    chosen = [pictures[round(place)] for place in np.linspace(0, len(pictures) - 1, min(SAMPLED, len(pictures)))]
    wide, high = pictures[0].size
    strip = Image.new("RGB", (wide * len(chosen), high))
    for place, picture in enumerate(chosen):
        strip.paste(picture, (place * wide, 0))
    return strip


def _mp4(pictures: Sequence[Image.Image], per_second: float) -> bytes:
    """Return the bytes of an MP4; sides of an odd number of pixels lose one."""
    ffmpeg = _ffmpeg()
    wide, high = (side // BLOCK * BLOCK for side in pictures[0].size)
    held = [*pictures, *[pictures[-1]] * round(HOLD * per_second)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        writer = ffmpeg.write_frames(str(path), (wide, high), fps=per_second, macro_block_size=BLOCK)
        writer.send(None)
        for picture in held:
            writer.send(np.ascontiguousarray(np.asarray(picture.crop((0, 0, wide, high)))))
        writer.close()
        return path.read_bytes()


def _ffmpeg() -> ModuleType:
    """Return the package that writes MP4."""
    try:
        import imageio_ffmpeg
    except ImportError:
        raise MissingPackageError("imageio-ffmpeg", "film") from None
    module: ModuleType = imageio_ffmpeg
    return module
