"""Augmentation: training images changed a little and at random, so that no network sees the same image twice."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

import numpy as np

from perceptible.arrays import FloatArray, check_inputs, frozen
from perceptible.data.dataset import IMAGE_SHAPE
from perceptible.data.resampling import affine
from perceptible.data.transforms import spread
from perceptible.errors import SettingsError
from perceptible.rng import Rng, as_generator

__all__ = ["Augmentation", "Changes", "augment", "draw_changes", "waves"]

CHUNK = 256  # images drawn for together, so that what is drawn stays in the cache
LIMITS = {"rotate": 180.0, "scale": 9.0, "shear": 9.0, "thickness": 1.0}
SMOOTHNESS_LIMITS = (0.5, 1000.0)
NEGLIGIBLE = 1e-3  # of the variance: what the dropped waves of an elastic bend add up to


@dataclass(frozen=True)
class Augmentation:
    """How far each training image may be changed; 0 leaves that change out.

    Each image draws its own changes. All but the elastic bend are drawn evenly between the limits.

    Parameters
    ----------
    shift : float, default 0
        At most this many pixels right or left, and up or down.
    rotate : float, default 0
        At most this many degrees either way, up to 180.
    scale : float, default 0
        Width and height each change by a factor between 1 / (1 + scale) and 1 + scale.
    shear : float, default 0
        A line that stood upright leans by at most this many pixels per pixel of height.
    elastic : float, default 0
        Standard deviation, in pixels, of a smooth random bend of the whole image (Simard, Steinkraus and Platt,
        Best practices for convolutional neural networks, 2003; their strength 34 at smoothness 4 is 1.4 pixels).
    smoothness : float, default 4
        Standard deviation, in pixels, of the Gaussian that smooths the bend; at least 0.5.
    thickness : float, default 0
        Ink grows or shrinks by at most this many pixels on each side, up to 1.

    Raises
    ------
    SettingsError
        If a value is no number, negative, or beyond its limit.

    Examples
    --------
    >>> Augmentation(shift=0.7, rotate=5, scale=0.05).is_none, Augmentation().is_none
    (False, True)
    """

    shift: float = 0.0
    rotate: float = 0.0
    scale: float = 0.0
    shear: float = 0.0
    elastic: float = 0.0
    smoothness: float = 4.0
    thickness: float = 0.0

    def __post_init__(self) -> None:
        """Check every value."""
        for field in fields(self):
            if field.name != "smoothness":
                _check_between(field.name, getattr(self, field.name), 0.0, LIMITS.get(field.name, 1000.0))
        _check_between("smoothness", self.smoothness, *SMOOTHNESS_LIMITS)

    @property
    def is_none(self) -> bool:
        """Tell whether these settings leave every image as it is."""
        return not (self.moves_pixels or self.thickness)

    @property
    def moves_pixels(self) -> bool:
        """Tell whether any change needs the images to be read between their pixels."""
        return any((self.shift, self.rotate, self.scale, self.shear, self.elastic))


@dataclass(frozen=True, eq=False)
class Changes:
    """What was drawn for some images: how each of them is to be changed.

    Parameters
    ----------
    matrices : array of shape (n_samples, 2, 2), or None
        What turns (x, y) of a new pixel into (x, y) of the old one, counted from the middle; None moves nothing.
    moves : array of shape (n_samples, 2), or None
        What is then added, in pixels.
    noise : float32 array of shape (n_samples, 2, n_down, n_across), or None
        How much of each of the `waves` bends an image across and down, in pixels.
    amounts : array of shape (n_samples,), or None
        By how many pixels ink grows, or shrinks.
    """

    matrices: FloatArray | None
    moves: FloatArray | None
    noise: FloatArray | None
    amounts: FloatArray | None


def augment(
    inputs: FloatArray, settings: Augmentation, rng: Rng, *, image_shape: tuple[int, int] = IMAGE_SHAPE
) -> FloatArray:
    """Change each image at random, within the limits of the settings.

    Parameters
    ----------
    inputs : float array of shape (n_samples, height * width)
        Images in [0, 1], unrolled row by row. Not modified.
    settings : Augmentation
        How far images may change.
    rng : None, int or numpy.random.Generator
        Where the changes are drawn from.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_samples, height * width)
        The changed images, in [0, 1]; black comes in where the old image ends.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If `inputs` are no such images.

    Examples
    --------
    >>> images = np.eye(784, dtype=np.float32)[[406, 377]]
    >>> augment(images, Augmentation(rotate=10), rng=0).shape
    (2, 784)
    """
    check_inputs(inputs, image_shape[0] * image_shape[1])
    generator = as_generator(rng)
    images = inputs.astype(np.float32)
    for start in range(0, len(images), CHUNK):
        part = slice(start, start + CHUNK)
        changes = draw_changes(len(images[part]), settings, generator, image_shape=image_shape)
        images[part] = _change(images[part], changes, settings, image_shape)
    return images


def draw_changes(
    n_samples: int, settings: Augmentation, rng: Rng, *, image_shape: tuple[int, int] = IMAGE_SHAPE
) -> Changes:
    """Draw how some images are to be changed; `augment` draws it for 256 at a time.

    Parameters
    ----------
    n_samples : int
        How many images.
    settings : Augmentation
        How far they may change.
    rng : None, int or numpy.random.Generator
        Where it is drawn from.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    Changes
        For each image its own.

    Examples
    --------
    >>> draw_changes(3, Augmentation(elastic=1, smoothness=4), rng=0).noise.shape
    (3, 2, 7, 7)
    """
    generator = as_generator(rng)
    matrices = moves = noise = amounts = None
    if settings.moves_pixels:
        matrices, moves = _draw_affine(n_samples, settings, generator)
    if settings.elastic:
        n_waves = [waves(length, float(settings.smoothness)).shape[1] for length in image_shape]
        noise = generator.standard_normal((n_samples, 2, *n_waves), dtype=np.float32)
        noise *= np.float32(settings.elastic)
    if settings.thickness:
        amounts = generator.uniform(-settings.thickness, settings.thickness, n_samples)
    return Changes(matrices, moves, noise, amounts)


@cache
def waves(length: int, smoothness: float) -> FloatArray:
    """Return the few smooth waves (length, n_waves) that noise smoothed by a Gaussian is made of.

    Smoothed white noise has the correlation exp(-d² / (4 σ²)) at a distance of d pixels. The eigenvectors of that
    matrix, times the roots of their eigenvalues, give the same noise from far fewer random numbers.
    """
    place = np.arange(length)
    correlation = np.exp(-(((place[:, None] - place) / (2 * smoothness)) ** 2))
    values, vectors = np.linalg.eigh(correlation)
    kept = np.cumsum(values) > NEGLIGIBLE * values.sum()
    found = vectors[:, kept] * np.sqrt(values[kept])
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return frozen(found.astype(np.float32))


def _change(images: FloatArray, changes: Changes, settings: Augmentation, image_shape: tuple[int, int]) -> FloatArray:
    """Make the changes that were drawn."""
    n_samples = len(images)
    if changes.matrices is not None and changes.moves is not None:
        bends = None
        if changes.noise is not None:
            down, across = (waves(length, float(settings.smoothness)) for length in image_shape)
            bends = (down @ (changes.noise @ across.T)).reshape(n_samples, 2, -1)
        images = affine(images, changes.matrices, changes.moves, bends=bends, image_shape=image_shape)
    if changes.amounts is not None:
        images = spread(images.reshape(-1, *image_shape), changes.amounts).reshape(n_samples, -1)
    return images


def _draw_affine(n: int, settings: Augmentation, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Draw the way from each new image back to the old one: matrices (n, 2, 2) and moves (n, 2)."""
    angle, shear, across, down = rng.uniform(-1, 1, (4, n)) * [
        [np.deg2rad(settings.rotate)],
        [settings.shear],
        [np.log1p(settings.scale)],
        [np.log1p(settings.scale)],
    ]
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.stack([cosine, -sine, sine, cosine], axis=-1).reshape(n, 2, 2)
    # first lean, then stretch, then turn
    stretch = np.zeros((n, 2, 2))
    stretch[:, 0, 0], stretch[:, 1, 1] = np.exp(across), np.exp(down)
    stretch[:, 0, 1] = stretch[:, 0, 0] * shear
    return turn @ stretch, rng.uniform(-settings.shift, settings.shift, (n, 2))


def _check_between(name: str, value: float, lowest: float, highest: float) -> None:
    """Refuse what is not a number within its limits."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not lowest <= value <= highest:
        msg = (
            f"{name} of an augmentation is {value!r}, expected a number from {lowest:g} to {highest:g}. "
            f"Leave {name} out for none, or choose one in that range."
        )
        raise SettingsError(msg)
