"""Images that are not what the data are of, for data of any size: noise, spoilt images, drawings, other data sets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import IMAGE_SHAPE, N_PIXELS, Dataset
from perceptible.data.no_digits import NON_DIGITS, non_digits
from perceptible.data.resampling import area_resize
from perceptible.errors import DataError
from perceptible.rng import Rng, as_generator

__all__ = ["DRAWN", "OTHERS", "kinds_of", "others_at_hand", "strange_images"]

DRAWN = ("scribbles", "strokes")  # kinds that only pictures can be
OTHERS: Mapping[str, str] = {"fashion-mnist": "clothes", "kmnist": "Japanese characters"}


def kinds_of(data: Dataset) -> tuple[str, ...]:
    """Return the kinds of images that can be made for these data: all for pictures, for tables those without drawings.

    Examples
    --------
    >>> import perceptible as pc
    >>> len(kinds_of(pc.load_data("synthetic", n_train=10, n_test=10))) == len(NON_DIGITS)
    True
    """
    return tuple(kind for kind in NON_DIGITS if data.image_shape is not None or kind not in DRAWN)


def others_at_hand(data: Dataset) -> tuple[str, ...]:
    """Return the other data sets that lie on this machine and are of the same size; none is downloaded."""
    return tuple(name for name in OTHERS if name != data.name and _other(name, data) is not None)


def strange_images(kind: str, n: int, data: Dataset, *, rng: Rng = None) -> FloatArray:
    """Make or fetch images that are not what the data are of.

    Parameters
    ----------
    kind : str
        One of `kinds_of` these data, or of `others_at_hand`.
    n : int
        How many; of another data set at most as many as its test images.
    data : Dataset
        Decides the size; scrambled and inverted images are made of its test images.
    rng : None, int or numpy.random.Generator, optional
        What they are drawn from.

    Returns
    -------
    float32 array of shape (n, n_inputs)
        In [0, 1].
    """
    other = _other(kind, data) if kind in OTHERS else None
    if other is not None:
        return other.test.inputs[:n]
    if data.n_inputs == N_PIXELS:
        return non_digits(kind, n, rng=rng, like=data.test)
    if kind in DRAWN:
        assert data.image_shape is not None  # noqa: S101  # `kinds_of` leaves drawings out where there are no pictures
        return _resized(non_digits(kind, n, rng=rng), data.image_shape)
    return _made(kind, n, data, as_generator(rng))


def _made(kind: str, n: int, data: Dataset, rng: np.random.Generator) -> FloatArray:
    """Make images of any number of inputs."""
    shape = n, data.n_inputs
    if kind in {"scrambled", "inverted"}:
        own = data.test.inputs[rng.choice(len(data.test), size=n, replace=n > len(data.test))]
        return np.asarray(1 - own if kind == "inverted" else rng.permuted(own, axis=1), np.float32)
    if kind == "gaussian":
        mean, deviation = data.train.inputs.mean(dtype=np.float64), data.train.inputs.std(dtype=np.float64)
        return np.clip(rng.normal(mean, deviation, shape), 0, 1).astype(np.float32)
    if kind == "blank":
        return np.repeat(rng.permutation(np.linspace(0, 1, n, dtype=np.float32))[:, None], data.n_inputs, axis=1)
    drawn = rng.random(shape, dtype=np.float32)
    return drawn if kind == "uniform" else (drawn < rng.random((n, 1), dtype=np.float32)).astype(np.float32)


def _resized(images: FloatArray, shape: tuple[int, int]) -> FloatArray:
    """Return images of 28 x 28 pixels in another size."""
    pictures = [area_resize(image, shape).ravel() for image in images.reshape(-1, *IMAGE_SHAPE)]
    clipped: FloatArray = np.clip(np.array(pictures), 0, 1).astype(np.float32)
    return clipped


def _other(name: str, data: Dataset) -> Dataset | None:
    """Return another data set, if it is on this machine and of the same size."""
    from perceptible.data import load_data  # it reads pictures, for which it needs a package that help does not

    if data.image_shape != IMAGE_SHAPE:
        return None
    try:
        return load_data(name, offline=True)
    except DataError:
        return None
