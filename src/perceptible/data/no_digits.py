"""Images that are no digit: noise, blank fields, spoilt digits and drawings, to see what a network says to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import N_PIXELS, Split
from perceptible.data.scribbles import draw_scribbles, draw_shapes
from perceptible.data.synthetic import synthetic_digits
from perceptible.errors import DtypeError, ShapeError, ValueRangeError, find_named
from perceptible.rng import Rng, as_generator

__all__ = ["NON_DIGITS", "NonDigit", "non_digits"]

# Over all pixels of MNIST's 60,000 training images. Source: counted from the verified files.
MNIST_MEAN, MNIST_DEVIATION = 0.1307, 0.3081
AT_ONCE = 2_000  # images made together, so that what is held beside the result does not grow with it

Maker = Callable[[int, np.random.Generator], FloatArray]
Spoiler = Callable[[FloatArray, np.random.Generator], FloatArray]


@dataclass(frozen=True)
class NonDigit:
    """A kind of image that is no digit.

    Parameters
    ----------
    name : str
        What it is called.
    summary : str
        What its images are, in a few words.
    make : callable or None
        Makes n of them from a generator: (n, rng) -> float32 array of shape (n, 784).
    spoil : callable or None
        Or makes them of digits: (inputs, rng) -> float32 array of the same shape. Either this or `make`.
    """

    name: str
    summary: str
    make: Maker | None = None
    spoil: Spoiler | None = None


def non_digits(kind: str, n: int, *, rng: Rng = None, like: Split | None = None) -> FloatArray:
    """Make images that are no digit.

    Parameters
    ----------
    kind : str
        One of the keys of `NON_DIGITS`.
    n : int
        How many, at least 1.
    rng : None, int or numpy.random.Generator, optional
        What they are drawn from; the same seed gives the same images.
    like : Split, optional
        The digits that ``"scrambled"`` and ``"inverted"`` are made of, chosen at random and each at most once where
        there are enough; without it synthetic ones. The other kinds need none.

    Returns
    -------
    float32 array of shape (n, 784)
        Images in [0, 1], 0 black, 1 white, unrolled row by row.

    Raises
    ------
    UnknownNameError
        If there is no such kind.
    ValueRangeError
        If `n` is below 1.
    DtypeError, ShapeError
        If `like` is no split, is empty, or holds no images of 784 pixels.

    Examples
    --------
    >>> non_digits("blank", 3, rng=0)[:, 0]
    array([1. , 0. , 0.5], dtype=float32)
    >>> non_digits("scribbles", 2, rng=0).shape
    (2, 784)
    """
    found = find_named(NON_DIGITS, kind, "kind of non-digit")
    if isinstance(n, bool) or not isinstance(n, (int, np.integer)) or n < 1:
        msg = f"n is {n!r}, expected a whole number of at least 1. Ask for as many images as you need."
        raise ValueRangeError(msg)
    generator = as_generator(rng)
    if found.spoil is not None:
        return found.spoil(_digits(int(n), generator, like), generator)
    assert found.make is not None  # noqa: S101  # each kind has one of the two
    return found.make(int(n), generator)


def _digits(n: int, rng: np.random.Generator, like: Split | None) -> FloatArray:
    """Choose the digits to be spoilt."""
    if like is None:
        return synthetic_digits(n, 1, rng=rng).train.inputs
    if not isinstance(like, Split):
        msg = f"like is of type {type(like).__name__}, expected a Split. Give one of a data set's: data.train."
        raise DtypeError(msg)
    if len(like) == 0 or like.n_inputs != N_PIXELS:
        msg = (
            f"like has {len(like)} images of {like.n_inputs} pixels, expected at least one of {N_PIXELS}. Leave it out."
        )
        raise ShapeError(msg)
    indices = rng.choice(len(like), size=n, replace=n > len(like))
    return like.take(indices).inputs


def _uniform(n: int, rng: np.random.Generator) -> FloatArray:
    """Draw every pixel evenly between black and white."""
    return rng.random((n, N_PIXELS), dtype=np.float32)


def _gaussian(n: int, rng: np.random.Generator) -> FloatArray:
    """Draw every pixel from a normal distribution that has the mean and deviation of MNIST, cut to [0, 1]."""
    drawn = rng.standard_normal((n, N_PIXELS), dtype=np.float32) * np.float32(MNIST_DEVIATION)
    cut: FloatArray = np.clip(drawn + np.float32(MNIST_MEAN), 0, 1)
    return cut


def _salt_and_pepper(n: int, rng: np.random.Generator) -> FloatArray:
    """Make every pixel black or white; each image has its own share of white."""
    shares = rng.random((n, 1), dtype=np.float32)
    return (rng.random((n, N_PIXELS), dtype=np.float32) < shares).astype(np.float32)


def _blank(n: int, rng: np.random.Generator) -> FloatArray:
    """Fill each image with one gray: black, white and evenly spaced ones between, in random order."""
    grays = rng.permutation(np.linspace(0, 1, n, dtype=np.float32))
    return np.repeat(grays[:, None], N_PIXELS, axis=1)


def _scrambled(inputs: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Put the pixels of each image into a random order of its own."""
    scrambled: FloatArray = rng.permuted(inputs, axis=1)
    return scrambled


def _inverted(inputs: FloatArray, rng: np.random.Generator) -> FloatArray:  # noqa: ARG001  # as the others have it
    """Swap black and white."""
    return np.subtract(1, inputs, dtype=np.float32)


def _in_blocks(draw: Maker) -> Maker:
    """Return a maker that makes a few thousand images at a time."""

    def make(n: int, rng: np.random.Generator) -> FloatArray:
        """Make all of them, block after block."""
        return np.concatenate([draw(min(AT_ONCE, n - start), rng) for start in range(0, n, AT_ONCE)])

    return make


_ALL = (
    NonDigit("uniform", "noise: every pixel evenly between black and white", _uniform),
    NonDigit("gaussian", "noise: every pixel normal, with the mean and deviation of MNIST's pixels", _gaussian),
    NonDigit("salt-and-pepper", "noise: every pixel black or white, few to many white", _salt_and_pepper),
    NonDigit("blank", "one gray everywhere, from black to white", _blank),
    NonDigit("scrambled", "digits whose pixels were put in a random order", spoil=_scrambled),
    NonDigit("inverted", "digits, black on white", spoil=_inverted),
    NonDigit("scribbles", "smooth pen curves through random points", _in_blocks(draw_scribbles)),
    NonDigit("strokes", "pen strokes that are no digit: arcs, crosses, letters, signs", _in_blocks(draw_shapes)),
)

NON_DIGITS: dict[str, NonDigit] = {kind.name: kind for kind in _ALL}
